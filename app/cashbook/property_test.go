package cashbook_test

import (
	"cmp"
	"errors"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// row is what a number says in the model.
type row struct {
	day, entered calendar.Day
	amount       int64
	reverses     int // index + 1 of the row that it cancels, or 0
	books        int // number of the count whose difference it is, or 0
}

// tally is what a count says in the model.
type tally struct {
	day        calendar.Day
	rows       int // there were
	difference int64
}

// model is a book as somebody keeps it on paper: a list of rows, added up anew
// every time.
type model struct {
	id       ident.BookID
	negative bool // may be
	rows     []row
	links    int // entries of the chain
	counts   []tally
	signed   int // number of the last signed count, or 0
}

// closed gives what the last signed count has closed: days before one, and rows.
func (m *model) closed() tally {
	if m.signed == 0 {
		return tally{}
	}
	return m.counts[m.signed-1]
}

// bears reports whether the rows would be allowed as they are.
func (m *model) bears(rows []row) bool {
	ordered := slices.Clone(rows)
	slices.SortStableFunc(ordered, func(a, b row) int { return cmp.Compare(a.day, b.day) })
	balance := int64(0)
	for _, r := range ordered {
		if balance += r.amount; balance < 0 && !m.negative {
			return false
		}
	}
	return true
}

func (m *model) total() (sum int64) {
	for _, r := range m.rows {
		sum += r.amount
	}
	return sum
}

func (m *model) reversed(i int) bool {
	return slices.ContainsFunc(m.rows, func(r row) bool { return r.reverses == i+1 })
}

// accept takes the rows over if the program should.
func (m *model) accept(t *rapid.T, rows []row, allowed bool, got cashbook.Recorded, err error) {
	allowed = allowed && m.bears(rows)
	if allowed != (err == nil) {
		t.Fatalf("allowed: %t, error: %v, rows %+v", allowed, err, rows)
	}
	if err != nil {
		if _, foreseen := fault.KindOf(err); !foreseen {
			t.Fatalf("unforeseen: %v", err)
		}
		return
	}
	m.rows = rows
	if got.BalanceMinor != m.total() {
		t.Fatalf("balance %d, want %d", got.BalanceMinor, m.total())
	}
}

// machine plays a cashier with two books.
type machine struct {
	site  *site
	books []*model
}

func newMachine() *machine {
	s := staffed()
	second := s.books[till]
	second.ID, second.Number, second.Type, second.Overdraft = ident.BookID{2}, 2, cashbook.Bank, true
	second.TimeZone = "Asia/Tokyo"
	s.books[second.ID] = second
	s.owners[second.ID] = []cashbook.Ownership{{Book: second.ID, Epoch: 1, Poste: kolda, FirstNumber: 1}}
	return &machine{s, []*model{{id: till}, {id: second.ID, negative: true}}}
}

func (c *machine) draw(t *rapid.T) (m *model, today calendar.Day) {
	m = rapid.SampledFrom(c.books).Draw(t, "book")
	today, err := c.site.books[m.id].Today(c.site.now)
	if err != nil {
		t.Fatal(err)
	}
	return m, today
}

func drawAmount(t *rapid.T) int64 { return rapid.Int64Range(-60, 100).Draw(t, "amount") }

func (c *machine) record(t *rapid.T) {
	m, today := c.draw(t)
	r := row{
		day: today + calendar.Day(rapid.IntRange(-6, 1).Draw(t, "day")), entered: today, amount: drawAmount(t),
	}
	draft := cashbook.Draft{Day: r.day, Content: cashbook.Content{AmountMinor: r.amount, Text: "Don"}}
	got, err := cashbook.Record(c.site, c.site.actor(awa), kolda, m.id, draft, c.site.now)
	m.accept(t, append(slices.Clone(m.rows), r), r.amount != 0 && r.day <= today && r.day >= m.closed().day, got, err)
	if err == nil {
		m.links++
	}
}

func (c *machine) change(t *rapid.T) {
	m, today := c.draw(t)
	i := rapid.IntRange(0, len(m.rows)).Draw(t, "index") // one past the end, too
	rows, amount, allowed := slices.Clone(m.rows), drawAmount(t), false
	if i < len(rows) {
		allowed = amount != 0 && rows[i].entered == today && rows[i].reverses == 0 && !m.reversed(i) &&
			rows[i].books == 0 && i >= m.closed().rows && rows[i].day >= m.closed().day
		rows[i].amount = amount
	}
	draft := cashbook.Draft{Content: cashbook.Content{AmountMinor: amount, Text: "Don"}}
	got, err := cashbook.Change(c.site, c.site.actor(awa), kolda, m.id, int64(i+1), draft, c.site.now)
	if err == nil && i < len(rows) && rows[i] != m.rows[i] {
		m.links++
	}
	m.accept(t, rows, allowed, got, err)
}

func (c *machine) reverse(t *rapid.T) {
	m, today := c.draw(t)
	i := rapid.IntRange(0, len(m.rows)).Draw(t, "index")
	rows, allowed := slices.Clone(m.rows), false
	if i < len(rows) {
		allowed = rows[i].reverses == 0 && !m.reversed(i)
		rows = append(rows, row{day: today, entered: today, amount: -rows[i].amount, reverses: i + 1})
	}
	got, err := cashbook.Reverse(c.site, c.site.actor(awa), kolda, m.id, int64(i+1), "Annulation", c.site.now)
	m.accept(t, rows, allowed, got, err)
	if err == nil {
		m.links++
	}
}

func (c *machine) count(t *rapid.T) {
	m, today := c.draw(t)
	pieces := rapid.Int64Range(0, 30).Draw(t, "pieces")
	got, err := cashbook.CountTill(c.site, c.site.actor(awa), kolda, m.id, cashbook.CountSheet{Lines: []cashbook.CountLine{coin(10, pieces)}}, c.site.now)
	if (err == nil) != !m.negative { // the till, not the bank
		t.Fatalf("counted: %v", err)
	}
	if err != nil {
		return
	}
	m.counts = append(m.counts, tally{today, len(m.rows), 10*pieces - m.total()})
	if n := m.counts[len(m.counts)-1]; got.Number != int64(len(m.counts)) || got.DifferenceMinor() != n.difference || got.Day != n.day {
		t.Fatalf("%+v, want %+v", got, n)
	}
}

func (c *machine) signCount(t *rapid.T) {
	m := c.books[0]
	number := rapid.IntRange(0, len(m.counts)+1).Draw(t, "count")
	by := rapid.SampledFrom([]ident.UserID{awa, binta}).Draw(t, "signatory")
	_, err := c.site.sign(by, int64(number))
	if allowed := by == binta && number > m.signed && number <= len(m.counts); allowed != (err == nil) {
		t.Fatalf("signed count %d of %d after %d: %v", number, len(m.counts), m.signed, err)
	}
	if err == nil {
		m.signed = number
	}
}

func (c *machine) bookDifference(t *rapid.T) {
	m := c.books[0]
	today, err := c.site.books[m.id].Today(c.site.now)
	if err != nil {
		t.Fatal(err)
	}
	number := rapid.IntRange(1, len(m.counts)+1).Draw(t, "count")
	rows, allowed := slices.Clone(m.rows), false
	if number <= len(m.counts) {
		n := m.counts[number-1]
		allowed = n.difference != 0 && n.day >= m.closed().day && number == len(m.counts)
		for i, r := range m.rows {
			allowed = allowed && (r.books != number || m.reversed(i))
		}
		rows = append(rows, row{day: n.day, entered: today, amount: n.difference, books: number})
	}
	got, err := c.site.difference(binta, int64(number))
	m.accept(t, rows, allowed, got, err)
	if err == nil {
		m.links++
	}
}

func (c *machine) wait(t *rapid.T) {
	c.site.now = c.site.now.Add(time.Duration(rapid.IntRange(1, 30).Draw(t, "hours")) * time.Hour)
}

// hold fails unless the books are what the model says they are.
func (c *machine) hold(t *rapid.T) {
	for _, m := range c.books {
		report, err := cashbook.Verify(c.site, m.id)
		if err != nil {
			t.Fatal(err)
		}
		if report.Vouchers != int64(len(m.rows)) || report.Entries != int64(m.links) || report.BalanceMinor != m.total() {
			t.Fatalf("%+v, want %d entries, %d vouchers, balance %d", report, m.links, len(m.rows), m.total())
		}
		if report.Counts != int64(len(m.counts)) {
			t.Fatalf("%d counts, want %d", report.Counts, len(m.counts))
		}
		for i, want := range m.rows {
			v, err := c.site.Voucher(m.id, int64(i+1))
			if errors.Is(err, fault.Missing) {
				t.Fatalf("there is a gap at number %d", i+1)
			}
			if v.AmountMinor != want.amount || v.Entry.Day != want.day || v.Entry.Reverses != int64(want.reverses) {
				t.Fatalf("number %d is %+v, want %+v", i+1, v, want)
			}
		}
	}
}

// Whatever a cashier does, in whatever order: no gap in the numbers, no negative
// till at any date, a chain that verifies, and exactly what paper would say.
func TestBooksAreWhatPaperWouldSay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := newMachine()
		t.Repeat(map[string]func(*rapid.T){
			"record": c.record, "change": c.change, "reverse": c.reverse, "wait": c.wait,
			"count": c.count, "sign": c.signCount, "difference": c.bookDifference, "": c.hold,
		})
	})
}
