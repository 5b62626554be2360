package bench

import (
	"fmt"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/accounting"
)

// Growth rows do the same job in folders of three sizes. The reference is the job in
// the smallest folder, in the same run, so that nothing but the size differs. Both
// figures are of one item, whatever the size: a posting that is entered, a page that
// is shown, or one of the lines or users that the job goes through. What a job takes
// once, like signing in, is in both and weighs more in the small folder; so a job may
// well be cheaper there by item than the ratio says, never dearer.
type growth struct {
	name, job string
	sizes     []int // the first is the reference
	unit      string
	rounds    int
	// at makes a folder of a size and gives one round in it, by item.
	at func(b *testing.B, size int) func(b *testing.B) time.Duration
}

// rows gives a row for each size but the smallest.
func (g growth) rows() (rows []row) {
	for _, size := range g.sizes[1:] {
		rows = append(rows, row{
			name: fmt.Sprintf("growth-%s-%d", g.name, size), job: fmt.Sprintf("%s, %d %s", g.job, size, g.unit),
			reference: fmt.Sprintf("the same with %d", g.sizes[0]), target: 1.3, rounds: g.rounds,
			prepare: func(b *testing.B) sides { return sides{ours: g.at(b, size), reference: g.at(b, g.sizes[0])} },
		})
	}
	return rows
}

// growthOfJournals is in lines, 2.2 a posting, over the same five years and accounts.
var growthOfJournals = []growth{
	{name: "post", job: "post an entry durably", rounds: 5, at: postGrown},
	{name: "import", job: "import a ledger, by line", rounds: 2, at: importGrown},
	{name: "page", job: "a page of 100 postings in the middle", rounds: 9, at: pageGrown},
	{name: "verify", job: "verify the chain, by line", rounds: 5, at: verifyGrown},
	{name: "verify-all", job: "verify everything, by line", rounds: 3, at: verifyAllGrown},
	{name: "search", job: "search a journal for what is there once, by line", rounds: 5, at: searchGrown},
}

func growthRows() (rows []row) {
	for _, g := range growthOfJournals {
		g.unit, g.sizes = "lines", []int{10_000, 100_000, 1_000_000}
		rows = append(rows, g.rows()...)
	}
	for _, g := range growthOfPeople {
		g.unit, g.sizes = "users", []int{100, 10_000, 100_000}
		rows = append(rows, g.rows()...)
	}
	return rows
}

// kept are folders with a ledger, by their lines, made once for all rows.
var kept = map[int]*million{}

// grown gives such a folder, opened. The largest is that of the other rows.
func grown(b *testing.B, lines int) *million {
	b.Helper()
	transactions := lines * 5 / 11
	if transactions > millionTransactions {
		return readMillion(b)
	}
	if kept[lines] == nil {
		k := newBooks(b)
		text, csv, exactly := synthetic(b, lasting(b), transactions)
		if err := k.take(b, csv); err != nil {
			b.Fatal(err)
		}
		k.close(b)
		dir := filepath.Join(lasting(b), strconv.Itoa(lines))
		copyFolder(b, k.dir, dir)
		k.dir = dir
		kept[lines] = &million{k, text, exactly}
	}
	m := *kept[lines]
	m.books = reopened(b, m.books, m.dir)
	return &m
}

// byItem times a job and divides.
func byItem(b *testing.B, items int, do func() error) time.Duration {
	return timed(b, do) / time.Duration(items)
}

func postGrown(b *testing.B, size int) func(b *testing.B) time.Duration {
	const entries = 200
	m := grown(b, size)
	m.books.close(b)
	k := reopened(b, m.books, m.books.copied(b))
	b.Cleanup(func() { k.close(b) })
	return func(b *testing.B) time.Duration {
		return byItem(b, entries, func() error {
			for range entries {
				if _, err := k.s.Post(b.Context(), k.journal.ID, twoLines()); err != nil {
					return err
				}
			}
			return nil
		})
	}
}

func importGrown(b *testing.B, size int) func(b *testing.B) time.Duration {
	empty := newBooks(b)
	_, csv, lines := synthetic(b, b.TempDir(), size*5/11)
	empty.close(b)
	return func(b *testing.B) time.Duration {
		k := reopened(b, empty, empty.copied(b))
		defer k.close(b)
		return byItem(b, lines, func() error { return k.take(b, csv) })
	}
}

func pageGrown(b *testing.B, size int) func(b *testing.B) time.Duration {
	m := grown(b, size)
	return func(b *testing.B) time.Duration {
		return timed(b, func() error {
			_, err := m.page(b, accounting.PageFilter{Offset: size * 5 / 22, Limit: 100}, 100)
			return err
		})
	}
}

// page asks for a page, which must have so many postings.
func (m *million) page(b *testing.B, f accounting.PageFilter, postings int) (total int, err error) {
	f.Journal = m.books.journal.ID
	lines, total, err := m.s.JournalPage(b.Context(), f)
	if err == nil && len(lines) != postings {
		err = fmt.Errorf("%d postings", len(lines))
	}
	return total, err
}

func verifyGrown(b *testing.B, size int) func(b *testing.B) time.Duration {
	m := grown(b, size)
	return func(b *testing.B) time.Duration {
		return byItem(b, m.lines, func() error {
			_, err := m.s.VerifyChain(b.Context(), m.books.journal.ID)
			return err
		})
	}
}

func verifyAllGrown(b *testing.B, size int) func(b *testing.B) time.Duration {
	m := grown(b, size)
	return func(b *testing.B) time.Duration {
		return byItem(b, m.lines, func() error {
			_, err := m.s.VerifyPostings(b.Context(), m.books.journal.ID)
			return err
		})
	}
}

func searchGrown(b *testing.B, size int) func(b *testing.B) time.Duration {
	m := grown(b, size)
	search := fmt.Sprintf("od-%d", min(size*5/11, millionTransactions)) // the last one
	return func(b *testing.B) time.Duration {
		return byItem(b, m.lines, func() error {
			_, err := m.page(b, accounting.PageFilter{Search: search, Limit: 100}, 1)
			return err
		})
	}
}
