package main

import (
	"fmt"
	"strconv"
	"time"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/workspace"
)

type bookHistory struct {
	Book string `arg:""`
}

func (bookHistory) examples() []string {
	return []string{"book history P01/1", "book history P01/1 --json"}
}
func (bookHistory) result() report { return keepingsListed{} }

// keepingsListed is who kept a book, and what was kept apart.
type keepingsListed struct {
	Book     string        `json:"book"`
	Keepings []keepingView `json:"keepings"`
	Branches []branchView  `json:"branches"`
}

// keepingView is a grant to a poste, or the end of one.
type keepingView struct {
	Epoch       int64  `json:"epoch"`
	What        string `json:"what"` // granted, returned or withdrawn
	Poste       int    `json:"poste"`
	Label       string `json:"label"`
	Location    string `json:"location"`
	Person      string `json:"person"`
	At          moment `json:"at"`
	FirstNumber int64  `json:"first_number"`
	Lost        string `json:"lost"`
	Reason      string `json:"reason"`
}

// branchView is what a poste entered after its book had been withdrawn.
type branchView struct {
	Epoch    int64  `json:"epoch"`
	Poste    int    `json:"poste"`
	Person   string `json:"person"`
	From     int64  `json:"from"`
	To       int64  `json:"to"`
	Entries  int64  `json:"entries"`
	Received moment `json:"received"`
}

func (cmd *bookHistory) Run(c *call) error {
	session, card, err := c.withBook(cmd.Book)
	if err != nil {
		return err
	}
	h, err := session.BookHistory(c.ctx, card.Book.ID)
	if err != nil {
		return err
	}
	return c.give(keepingsListed{
		Book: card.Book.Ref(), Keepings: each(h.Keepings, viewKeeping),
		Branches: each(h.Branches, func(b workspace.BranchCard) branchView {
			return branchView{
				Epoch: b.Epoch, Poste: b.Poste.Number, Person: b.Person, From: b.From, To: b.To, Entries: b.Entries,
				Received: moment(b.Received),
			}
		}),
	})
}

func viewKeeping(k workspace.Keeping) keepingView {
	return keepingView{
		Epoch: k.Epoch, What: k.What(), Poste: k.Poste.Number, Label: k.Poste.Label, Location: k.Poste.Location,
		Person: k.Person, At: moment(k.Granted), FirstNumber: k.FirstNumber, Lost: k.Lost, Reason: k.Reason,
	}
}

func (r keepingsListed) words(s *sheet) {
	if len(r.Keepings) == 0 {
		s.say("ctl.book.no-history", fault.Args{"Book": r.Book})
		return
	}
	t := s.newTable(right("ctl.col.epoch"), left("ctl.col.what"), left("ctl.col.poste"), left("ctl.col.who"), left("ctl.col.when"),
		left("ctl.col.lost"), left("ctl.col.reason"))
	for _, k := range r.Keepings {
		where := posteName(s, k.Poste, k.Label, k.Location)
		if k.Poste == 0 {
			where = s.T("batch.to.head-office")
		}
		t.row(strconv.FormatInt(k.Epoch, 10), s.T("keeping."+k.What), where, k.Person,
			s.Time(time.Time(k.At)), k.Lost, k.Reason)
	}
	t.write(s)
	for _, b := range r.Branches {
		s.say("ctl.book.branch", fault.Args{"Epoch": b.Epoch, "Poste": b.Poste, "Entries": b.Entries, "Numbers": fmt.Sprintf("%d–%d", b.From, b.To)})
	}
}

func (r branchListed) words(s *sheet) {
	if len(r.Entries) == 0 {
		s.say("ctl.book.no-branch", fault.Args{"Book": r.Book})
		return
	}
	s.say("ctl.book.branch-title", fault.Args{"Book": r.Book, "Epoch": r.Epoch})
	t := s.newTable(right("ctl.col.number"), left("ctl.col.date"), left("ctl.col.text"), right("ctl.col.amount"), left("ctl.col.when"))
	for _, e := range r.Entries {
		number := strconv.FormatInt(e.Number, 10)
		if e.Revision > 0 {
			number += fmt.Sprintf(" (%d)", e.Revision)
		}
		t.row(number, s.DayShort(e.Day), e.Text, s.Number(inCurrency(e.AmountMinor, r.Currency)), s.Time(time.Time(e.Recorded)))
	}
	t.write(s)
}
