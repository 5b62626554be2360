package sample

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/workspace"
)

// entry is a line with its book, in the order in which it happens.
type entry struct {
	line
	account int // index of the book
	index   int // index of the line in the book
}

// keepBooks lives from day to day: vouchers at the sites, and at head office what
// an administrator does in two months.
func (s *story) keepBooks() error {
	entries := s.timetable()
	for day := entries[0].daysAgo; day >= 0; day-- {
		minute := 0
		for _, e := range entries {
			if e.daysAgo != day {
				continue
			}
			s.at(day, 9+minute/60, minute%60)
			minute += 13
			if err := s.enter(e); err != nil {
				return fmt.Errorf("%s, line %d: %w", s.office.books[e.account].Name, e.index+1, err)
			}
		}
		if err := s.keepAccounts(day); err != nil {
			return err
		}
		if err := s.administer(day); err != nil {
			return err
		}
	}
	return s.stepKept()
}

// timetable puts the lines of all books into one order.
func (s *story) timetable() []entry {
	var all []entry
	for i, a := range books {
		for n, l := range a.lines {
			all = append(all, entry{l, i, n})
		}
	}
	slices.SortStableFunc(all, func(a, b entry) int { return b.daysAgo - a.daysAgo })
	return all
}

// enter writes a line into its book, where the book is kept.
func (s *story) enter(e entry) error {
	book, session := s.office.books[e.account].ID, s.keeping(e.account)
	if e.reverses > 0 {
		_, err := session.Reverse(s.ctx, book, int64(e.index+1-e.reverses), e.text)
		return err
	}
	draft := cashbook.Draft{
		Day: s.today(), Content: cashbook.Content{AmountMinor: e.amount, Text: e.text, Account: e.line.account, Recipient: e.recipient, PartnerNumber: e.ref},
	}
	if settled := settled(books[e.account], e.index); settled > 0 {
		_, err := session.Settle(s.ctx, book, settled, cashbook.Settlement{Expenses: []cashbook.Content{negated(draft.Content)}})
		return err
	}
	if e.typed == 0 {
		_, err := session.Record(s.ctx, book, draft)
		return err
	}
	draft.AmountMinor = e.typed
	recorded, err := session.Record(s.ctx, book, draft)
	if err != nil {
		return err
	}
	draft.AmountMinor = e.amount
	_, err = session.Change(s.ctx, book, recorded.Voucher.Entry.Number, draft)
	return err
}

// settled gives the number of the claim that a line settles, which has the same
// reference; 0 for any other line.
func settled(a account, index int) int64 {
	l := a.lines[index]
	if a.book.Type != cashbook.Receivable || l.amount > 0 {
		return 0
	}
	return int64(1 + slices.IndexFunc(a.lines, func(o line) bool { return o.ref == l.ref && o.amount > 0 }))
}

func negated(c cashbook.Content) cashbook.Content {
	c.AmountMinor = -c.AmountMinor
	return c
}

// keeping gives the session of who keeps a book.
func (s *story) keeping(account int) *workspace.Session {
	i := slices.IndexFunc(s.sites, func(there *site) bool { return there.keeper == books[account].responsible })
	return s.sites[i].session
}

// administer is head office's part of a day.
func (s *story) administer(daysAgo int) error {
	switch daysAgo {
	case 46:
		return errors.Join(s.confirm(&awa, &moussa, &fatoumata), s.renew(daysAgo))
	case 32, 14:
		return s.renew(daysAgo)
	case 20:
		return s.office.session.ArchiveUser(s.ctx, s.office.people[&jeanPierre])
	case 10:
		_, err := s.office.session.ActivateUser(s.ctx, s.office.people[&aissatou]) // has not answered yet
		return err
	case 3:
		return errors.Join(s.renew(daysAgo), s.refuseOlder())
	case 1:
		return s.leaveTask()
	}
	return nil
}

// renew sends everybody new user data before the two weeks of the last are over.
func (s *story) renew(daysAgo int) error {
	s.at(daysAgo, 17, 10)
	for _, there := range s.sites {
		for _, c := range there.people {
			path, err := s.export(c, there.poste)
			if err != nil {
				return err
			}
			if err := s.importFile(there, nil, path, s.office.compare); err != nil {
				return err
			}
			if c == there.keeper {
				there.older, there.latest = there.latest, path
			}
		}
	}
	return s.step("sample.step.renewed", fault.Args{"Day": s.today()})
}

// refuseOlder tries to go back to the file before the newest, as somebody might
// who wants wider rights back.
func (s *story) refuseOlder() error {
	kolda := s.sites[0]
	_, err := kolda.space.Examine(s.ctx, nil, kolda.older)
	if !errors.Is(err, fault.Conflict) {
		return fmt.Errorf("sample: the older file %s gives %w", kolda.older, err)
	}
	return s.step("sample.step.refused", fault.Args{"Place": kolda.name, "File": filepath.Base(kolda.older)})
}

// leaveTask leaves something to decide at head office.
func (s *story) leaveTask() error {
	kolda := s.sites[0]
	s.at(1, 16, 30)
	asked, err := kolda.session.RequestModule(s.ctx, workspace.Wish{
		Module: directory.ModuleAccounting, Label: kolda.label, Location: kolda.name,
	}, s.stick())
	if err != nil {
		return err
	}
	task, err := s.office.session.ReceiveRequest(s.ctx, asked.Path)
	if err != nil {
		return err
	}
	return s.step("sample.step.task", fault.Args{"Place": kolda.name, "Fingerprint": task.Fingerprint})
}

// stepKept says how many vouchers each site has.
func (s *story) stepKept() error {
	for _, there := range s.sites {
		cards, err := there.session.Books(s.ctx)
		if err != nil {
			return err
		}
		var vouchers int64
		for _, card := range cards {
			vouchers += card.Vouchers
		}
		if err := s.step("sample.step.kept", fault.Args{"Place": there.name, "Count": vouchers}); err != nil {
			return err
		}
	}
	return nil
}

// verify recomputes the chain of every book.
func (s *story) verify() error {
	for i, b := range s.office.books {
		report, err := s.keeping(i).VerifyBook(s.ctx, b.ID)
		if err != nil {
			return err
		}
		args := fault.Args{"Book": b.Ref() + " " + b.Name, "Anchor": report.Head.Hash.Anchor()}
		if err := s.step("sample.step.verified", args); err != nil {
			return err
		}
	}
	return nil
}
