package cashbook_test

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/storage/sqlite"
)

// hold fails unless the books are what the model says they are. While nothing but
// refusals happened, the count of entries tells that they left no trace.
func (c *office) hold(t *rapid.T) {
	if !c.moved {
		for _, b := range c.shelves {
			if head, err := c.store.Head(b.book.ID); err != nil || head.Seq != int64(len(b.entered)) {
				t.Fatalf("%s has %d entries (%v), want %d", b.book.Ref(), head.Seq, err, len(b.entered))
			}
		}
		return
	}
	c.moved = false
	for n, b := range c.shelves {
		report, err := cashbook.Verify(c.store, b.book.ID)
		if err != nil {
			t.Fatalf("book %d: %v", n, err)
		}
		if report.Vouchers != int64(len(b.slips)) || report.Entries != int64(len(b.entered)) || report.Counts != int64(len(b.counts)) ||
			report.BalanceMinor != b.total() || report.Lost != 0 {
			t.Fatalf("book %d: %+v, want %d vouchers, %d entries, balance %d", n, report, len(b.slips), len(b.entered), b.total())
		}
		sent, err := c.store.Sent(b.book.ID)
		if err != nil {
			t.Fatal(err)
		}
		for i, s := range b.slips {
			v, err := c.store.Voucher(b.book.ID, int64(i+1))
			if err != nil {
				t.Fatalf("book %d, number %d: %v", n, i+1, err)
			}
			b.same(t, v, s)
			c.follow(t, [2]int{n, i}, v, sent)
			if s.kind == cashbook.KindTransfer {
				c.pair(t, v, s)
			}
		}
		c.holdItems(t, n)
		c.holdPage(t, b)
	}
	if lone, err := cashbook.ExpectedTransfers(c.store); err != nil || len(lone) > 0 {
		t.Fatalf("legs without the other: %+v, %v", lone, err)
	}
}

// same fails unless a voucher says what the slip does, and its parts add up.
func (b shelf) same(t *rapid.T, v cashbook.Voucher, s slip) {
	if v.AmountMinor != s.amount || v.Entry.Day != s.day || v.Entry.Reverses != int64(s.reverses) || v.Kind != s.kind && s.kind != "" ||
		v.Settles != int64(s.settles) || v.Entry.Seq != s.seq {
		t.Fatalf("%s: number %d is %+v, want %+v", b.book.Ref(), v.Entry.Number, v, s)
	}
	if s.content.Text != "" && (!slices.Equal(v.Parts, s.content.Parts) || !slices.Equal(v.Attachments, s.content.Attachments) || v.PartnerNumber != s.content.PartnerNumber) {
		t.Fatalf("%s: number %d says %+v, want %+v", b.book.Ref(), v.Entry.Number, v.Content, s.content)
	}
	parts := int64(0)
	for _, p := range v.Parts {
		parts += p.AmountMinor
	}
	if len(v.Parts) > 0 && parts != v.AmountMinor {
		t.Fatalf("%s: the parts of number %d add up to %d", b.book.Ref(), v.Entry.Number, parts)
	}
}

// follow fails unless a voucher is in its state, and that has not gone back.
func (c *office) follow(t *rapid.T, at [2]int, v cashbook.Voucher, sent cashbook.Sent) {
	b := c.shelves[at[0]]
	state, err := b.book.State(v, sent, c.now)
	if want := b.state(b.slips[at[1]], c.today(t, at[0])); err != nil || state != want {
		t.Fatalf("%s: number %d is %s (%v), want %s", b.book.Ref(), v.Entry.Number, state, err, want)
	}
	way := []cashbook.State{cashbook.EnteredToday, cashbook.Entered, cashbook.Locked, cashbook.AtAccounts}
	if far := slices.Index(way, state); far < c.states[at] {
		t.Fatalf("%s: number %d has gone back to %s", b.book.Ref(), v.Entry.Number, state)
	} else {
		c.states[at] = far
	}
}

// pair fails unless the two legs of a transfer name each other.
func (c *office) pair(t *rapid.T, v cashbook.Voucher, s slip) {
	other := c.shelves[s.partner[0]].book
	leg, err := c.store.Voucher(other.ID, int64(s.partner[1]))
	if err != nil || leg.Transfer.ID != v.Transfer.ID || leg.Transfer.Book != v.Entry.Book || v.Transfer.Book != other.ID ||
		v.Transfer.OtherMinor != leg.AmountMinor || leg.Transfer.OtherMinor != v.AmountMinor || leg.Transfer.Rate != v.Transfer.Rate {
		t.Fatalf("legs %+v and %+v (%v)", v, leg, err)
	}
}

func (c *office) holdItems(t *rapid.T, book int) {
	b, rests := c.shelves[book], map[int64]int64{}
	for i := range b.slips {
		if item := b.itemOf(i); item != 0 {
			rests[int64(item)] = b.rest(item)
		}
	}
	items, err := cashbook.OpenItems(c.store, b.book, c.today(t, book))
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range items {
		number := i.Voucher.Entry.Number
		if i.RestMinor != rests[number] || i.SettledMinor() < 0 {
			t.Fatalf("item %d: %+v, want a rest of %d", number, i, rests[number])
		}
		delete(rests, number)
	}
	for number, rest := range rests {
		if rest != 0 {
			t.Fatalf("item %d with a rest of %d is not listed", number, rest)
		}
	}
}

// holdPage fails unless the page that a database keeps has the running balances of
// the model.
func (c *office) holdPage(t *rapid.T, b shelf) {
	tx, is := c.store.(*storage.Tx)
	if !is {
		return
	}
	if err := tx.VerifyTotals(b.book.ID); err != nil {
		t.Fatal(err)
	}
	lines, total, err := tx.Page(cashbook.PageFilter{Book: b.book.ID})
	if err != nil || total != len(b.slips) || len(lines) != len(b.slips) {
		t.Fatalf("a page of %d lines (%v), want %d", total, err, len(b.slips))
	}
	balance := int64(0)
	for n, i := range b.ordered() {
		if balance += b.slips[i].amount; lines[n].BalanceMinor != balance || lines[n].Voucher.Entry.Number != int64(i+1) {
			t.Fatalf("line %d is %+v, want number %d with %d", n, lines[n], i+1, balance)
		}
	}
}

// play does anything in any order.
func (c *office) play(t *rapid.T) {
	t.Repeat(map[string]func(*rapid.T){
		"enter": c.enter, "enter more": c.enter, "enter still more": c.enter, "settle": c.settle, "transfer": c.transfer, "change": c.change,
		"reverse": c.reverse, "wait": c.wait, "count": c.count, "sign": c.sign, "difference": c.difference,
		"send": c.send, "acknowledge": c.acknowledge, "rest": c.rest, "": c.hold,
	})
}

// Whatever is done with several books, in whatever order: no gap in the numbers, no
// negative till at any date, a chain that verifies, parts that add up, legs of
// transfers that pair up, nothing settled that is not open, nothing entered before a
// signed count or a batch, states that never go back, and everything is what paper
// would say.
func TestBooksAreWhatPaperWouldSay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := propertySite()
		newOffice(s, s, s.whole).play(t)
	})
}

var errDone = errors.New("done")

// The same in the database, each sequence in a transaction that is taken back, and
// what is refused in a savepoint.
func TestBooksInTheDatabaseAreWhatPaperWouldSay(t *testing.T) {
	s := propertySite()
	db, err := sqlite.Open(context.Background(), filepath.Join(t.TempDir(), "comptoir.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	if err := db.Update(context.Background(), s.pour); err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		err := db.Update(context.Background(), func(tx *storage.Tx) error {
			newOffice(s, tx, tx.Attempt).play(t)
			return errDone
		})
		if !errors.Is(err, errDone) {
			t.Fatal(err)
		}
	})
}

// pour writes everything that the site knows into a database.
func (s *site) pour(tx *storage.Tx) error {
	organisation, home := s.organisation, s.home
	organisation.ID, home.Poste = ident.OrganisationID{1}, kolda
	organisation.Policy.PreAssignment, organisation.Policy.SecondFactor = directory.PreAssignmentOptional, directory.FactorNone
	err := errors.Join(tx.SaveOrganisation(organisation), tx.SaveHome(home))
	for _, p := range s.projects {
		err = errors.Join(err, tx.SaveProject(p))
	}
	for _, u := range s.users {
		_, failed := tx.SaveUser(u)
		err = errors.Join(err, failed)
	}
	for user, grants := range s.grants {
		for _, g := range grants {
			g.ID, g.User = ident.GrantID(user), user
			err = errors.Join(err, tx.SaveGrant(g))
		}
	}
	for _, p := range s.postes {
		err = errors.Join(err, tx.SavePoste(p))
	}
	for id, b := range s.books {
		err = errors.Join(err, tx.SaveBook(b), tx.SaveOwnership(s.owners[id][0]))
	}
	return err
}
