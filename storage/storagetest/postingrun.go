package storagetest

import (
	"errors"
	"fmt"
	"runtime"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/storage"
)

// runPostings enters the same postings one by one in one journal and in two runs in
// another: what is found afterwards is the same.
func runPostings(t *testing.T, s *storage.Store) {
	single, many := bank("BQ1"), bank("OD")
	addJournals(t, s, single, many)
	clerks := []*clerk{{journal: single}, {journal: many}}
	var all [2][]accounting.Posting
	for i := range 100 {
		for k, c := range clerks {
			p := c.enter(calendar.New(2026, time.January, 20)+calendar.Day(i*37%90), fmt.Sprint(6041+i%7), "5211", int64(100+i))
			if i%9 == 0 {
				p.Mask = accounting.MaskOpening
				c.head = ledger.Head{Seq: p.Entry.Seq - 1, Number: p.Entry.Number - 1, Hash: p.Entry.Prev}
				p = c.link(p.Entry.Day, 0, p.Content)
			}
			all[k] = append(all[k], p)
		}
	}
	post(t, s, single, all[0]...)
	for _, half := range [][]accounting.Posting{all[1][:50], all[1][50:]} {
		update(t, s, func(tx *storage.Tx) error { return runAll(tx, many, half) })
	}
	for k, j := range []accounting.Journal{single, many} {
		checkTotals(t, s, all[k], accounting.TotalFilter{Project: j.Project, Journals: []ident.BookID{j.ID}})
	}
	sameLedgers(t, s, single, many)
	next := clerks[1].enter(calendar.New(2026, time.March, 2), "6042", "5211", 5)
	next.Entry.Prev[0] ^= 1
	refuse(t, s, fault.Conflict, func(tx *storage.Tx) error { return runAll(tx, many, []accounting.Posting{next}) })
}

// longRun makes more postings than are written at once. The last two cancel the
// same one where that is wished, which the database refuses.
func longRun(j accounting.Journal, refused bool) []accounting.Posting {
	c := &clerk{journal: j}
	var all []accounting.Posting
	for range 700 {
		all = append(all, c.enter(day(20), "6042", "5211", 5))
	}
	if refused {
		for range 2 {
			all = append(all, c.link(day(20), 3, all[2].Content))
		}
	}
	return all
}

// What is written behind is refused when the caller has gone on; even one who does
// not care leaves nothing.
func refusedRun(t *testing.T, s *storage.Store) {
	j := bank("OD")
	addJournals(t, s, j)
	refuse(t, s, fault.Conflict, func(tx *storage.Tx) error { return runAll(tx, j, longRun(j, true)) })
	hasHead(t, s, j, 0)
	refuse(t, s, fault.Conflict, func(tx *storage.Tx) error {
		if err := runAll(tx, j, longRun(j, true)); err == nil {
			t.Error("a second reversal is taken")
		}
		return nil
	})
	hasHead(t, s, j, 0)
	update(t, s, func(tx *storage.Tx) error { return runAll(tx, j, longRun(j, false)) })
	hasHead(t, s, j, 700)
}

func givenUpRun(t *testing.T, s *storage.Store) {
	j := bank("OD")
	addJournals(t, s, j)
	const rounds = 20
	before := runtime.NumGoroutine()
	for range rounds {
		err := s.Update(t.Context(), func(tx *storage.Tx) error {
			run, err := tx.PostingRun(j)
			for _, p := range longRun(j, false) {
				err = errors.Join(err, run.Append(p))
			}
			return errors.Join(err, errStop)
		})
		if !errors.Is(err, errStop) {
			t.Errorf("Update gives %v", err)
		}
		hasHead(t, s, j, 0)
	}
	for wait := 0; runtime.NumGoroutine() >= before+rounds; wait++ { // those of the driver end a little later
		if wait == 500 {
			t.Fatalf("%d goroutines became %d", before, runtime.NumGoroutine())
		}
		time.Sleep(10 * time.Millisecond)
	}
}

// hasHead wants so many postings in a journal, and as many counted by its page.
func hasHead(t *testing.T, s *storage.Store, j accounting.Journal, seq int64) {
	t.Helper()
	update(t, s, func(tx *storage.Tx) error {
		head, err := tx.PostingHead(j.ID)
		same(t, "sequence number of the last posting", head.Seq, seq)
		if err != nil {
			return err
		}
		_, total, err := tx.PostingPage(accounting.PageFilter{Journal: j.ID, Limit: 1})
		same(t, "postings of the page", int64(total), seq)
		return err
	})
}

func runAll(tx *storage.Tx, j accounting.Journal, postings []accounting.Posting) error {
	run, err := tx.PostingRun(j)
	if err != nil {
		return err
	}
	for _, p := range postings {
		if err := run.Append(p); err != nil {
			return err
		}
	}
	return run.Close()
}

// sameLedgers compares pages, lines of accounts and totals of two journals.
func sameLedgers(t *testing.T, s *storage.Store, journals ...accounting.Journal) {
	t.Helper()
	var seen []string
	for _, j := range journals {
		var text string
		view(t, s, func(tx *storage.Tx) error {
			page, total, err := tx.PostingPage(accounting.PageFilter{Journal: j.ID, Offset: 60, Limit: 30})
			for _, p := range page {
				text += fmt.Sprintln(total, p.Entry.Number, p.Entry.Day, p.Lines)
			}
			if err != nil {
				return err
			}
			totals, err := tx.Totals(accounting.TotalFilter{Project: j.Project, Journals: []ident.BookID{j.ID}})
			text += fmt.Sprintln(totals)
			if err != nil {
				return err
			}
			lines, count, err := tx.AccountLines(accounting.LineFilter{Project: j.Project, Journals: []ident.BookID{j.ID}, Account: "5211"})
			for _, l := range lines {
				text += fmt.Sprintln(count, l.Day, l.Number, l.Place, l.Line())
			}
			return err
		})
		seen = append(seen, text)
	}
	same(t, "what single postings and runs leave", seen[1], seen[0])
}
