package cashbook_test

import (
	"cmp"
	"maps"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/money"
)

// slip is what a number says in the model of several books.
type slip struct {
	day, entered calendar.Day
	amount       int64
	kind         cashbook.Kind
	settles      int // index + 1 of the slip that opened the item, or 0
	reverses     int
	partner      [2]int // book and index + 1 of the other leg of a transfer
}

// shelf is a book in the model.
type shelf struct {
	book  cashbook.Book
	slips []slip
}

func (b shelf) cancelled(i int) bool {
	return slices.ContainsFunc(b.slips, func(s slip) bool { return s.reverses == i+1 })
}

func (b shelf) isItem(i int) bool {
	s := b.slips[i]
	return s.reverses == 0 && (s.kind == cashbook.KindItem || b.book.Type == cashbook.Receivable && s.amount > 0)
}

// ordered gives the indices in the order of the page.
func (b shelf) ordered() []int {
	order := make([]int, len(b.slips))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(b.slips[i].day, b.slips[j].day) })
	return order
}

// itemOf gives index + 1 of the item that a slip opens, settles or cancels, or 0.
func (b shelf) itemOf(i int) int {
	if r := b.slips[i].reverses; r != 0 {
		return b.itemOf(r - 1)
	}
	if b.slips[i].settles != 0 {
		return b.slips[i].settles
	}
	if b.isItem(i) {
		return i + 1
	}
	return 0
}

// legal reports whether a book could be as it is: what somebody checks who reads
// its page.
func (b shelf) legal() bool {
	balance, first, rest := int64(0), calendar.Day(0), map[int]int64{}
	for i, s := range b.slips {
		if s.kind == cashbook.KindOpening && !b.cancelled(i) {
			first = s.day
		}
	}
	for _, i := range b.ordered() {
		s := b.slips[i]
		if balance += s.amount; balance < 0 && b.book.StaysPositive() || s.day < first && s.reverses == 0 && s.kind != cashbook.KindOpening {
			return false
		}
		if s.reverses == 0 && !b.fits(i) {
			return false
		}
		if item := b.itemOf(i); item != 0 {
			rest[item] += s.amount
			if opened := b.slips[item-1].amount; rest[item] != 0 && (rest[item] > 0) != (opened > 0) {
				return false
			}
		}
	}
	return true
}

// fits reports whether the book knows such a slip.
func (b shelf) fits(i int) bool {
	s, claims := b.slips[i], b.book.Type == cashbook.Receivable
	switch {
	case claims:
		return (s.amount > 0) == (s.settles == 0) && s.kind != cashbook.KindOrdinary
	case s.kind == cashbook.KindItem:
		return s.amount < 0
	case s.kind == cashbook.KindSettlement:
		return s.amount > 0
	}
	return true
}

// begins reports whether an opening balance may come next.
func (b shelf) begins() bool {
	for i, s := range b.slips {
		if s.reverses == 0 && (s.kind != cashbook.KindOpening || !b.cancelled(i)) {
			return false
		}
	}
	return true
}

// settled reports whether something settles a number and is not cancelled.
func (b shelf) settled(number int) bool {
	for i, s := range b.slips {
		if s.settles == number && !b.cancelled(i) {
			return true
		}
	}
	return false
}

// pays reports whether a slip may settle an item: one that is there and open.
func (b shelf) pays(number int) bool {
	return number >= 1 && number <= len(b.slips) && b.isItem(number-1) && !b.cancelled(number-1)
}

// office plays whoever keeps four books of two currencies on one poste.
type office struct {
	site    *site
	shelves []shelf
}

func newOffice() *office {
	s := newSite()
	c := &office{site: s, shelves: []shelf{{book: s.books[till]}}}
	add := func(kind cashbook.Type, overdraft bool, currency money.Currency) {
		b := s.books[till]
		b.Number = len(c.shelves) + 1
		b.ID, b.Type, b.Overdraft, b.Currency = ident.BookID{byte(b.Number)}, kind, overdraft, currency
		s.books[b.ID] = b
		s.owners[b.ID] = []cashbook.Ownership{{Book: b.ID, Epoch: 1, Poste: kolda, FirstNumber: 1}}
		c.shelves = append(c.shelves, shelf{book: b})
	}
	add(cashbook.Bank, true, "XOF")
	add(cashbook.Cash, false, "EUR")
	add(cashbook.Receivable, false, "XOF")
	return c
}

func (c *office) today(t *rapid.T) calendar.Day {
	today, err := c.site.books[till].Today(c.site.now)
	if err != nil {
		t.Fatal(err)
	}
	return today
}

// try does something in the store and in a copy of the model, which becomes the
// model when both allow it. What is refused leaves no trace, as in a transaction.
func (c *office) try(t *rapid.T, do func() error, model func([]shelf) bool) {
	before := maps.Clone(c.site.entries)
	next := slices.Clone(c.shelves)
	for i := range next {
		next[i].slips = slices.Clone(next[i].slips)
	}
	allowed := model(next)
	for _, b := range next {
		allowed = allowed && b.legal()
	}
	err := do()
	if _, foreseen := fault.KindOf(err); err != nil && !foreseen {
		t.Fatalf("unforeseen: %v", err)
	}
	if allowed != (err == nil) {
		t.Fatalf("allowed: %t, error: %v\nbefore %+v\nafter %+v", allowed, err, c.shelves, next)
	}
	if err != nil {
		c.site.entries = before
		return
	}
	c.shelves = next
}

func (c *office) draw(t *rapid.T, name string) int {
	return rapid.IntRange(0, len(c.shelves)-1).Draw(t, name)
}

func (c *office) day(t *rapid.T) calendar.Day {
	return c.today(t) + calendar.Day(rapid.IntRange(-5, 0).Draw(t, "day"))
}

// number draws one of a book, or one past its end.
func (c *office) number(t *rapid.T, book int) int {
	return rapid.IntRange(1, len(c.shelves[book].slips)+1).Draw(t, "number")
}

func (c *office) enter(t *rapid.T) {
	book, amount, day := c.draw(t, "book"), rapid.Int64Range(-60, 100).Draw(t, "amount"), c.day(t)
	kind := rapid.SampledFrom([]cashbook.Kind{"", "", cashbook.KindItem, cashbook.KindSettlement, cashbook.KindOpening}).Draw(t, "kind")
	settles := 0
	if kind == cashbook.KindSettlement {
		settles = c.number(t, book)
	}
	draft := cashbook.Draft{Day: day, Content: cashbook.Content{AmountMinor: amount, Text: "Don", Recipient: "Moussa"}}
	draft.Kind, draft.Settles = kind, int64(settles)
	c.try(t, func() (err error) {
		if kind == cashbook.KindOpening {
			_, err = cashbook.EnterOpening(c.site, c.site.actor(awa), kolda, c.shelves[book].book.ID, draft, c.site.now)
			return err
		}
		_, err = cashbook.Record(c.site, c.site.actor(awa), kolda, c.shelves[book].book.ID, draft, c.site.now)
		return err
	}, func(model []shelf) bool {
		b := &model[book]
		if kind == "" && b.book.Type == cashbook.Receivable {
			kind = cashbook.KindItem
		}
		fits := (kind != cashbook.KindOpening || b.begins()) && (settles == 0 || b.pays(settles))
		b.slips = append(b.slips, slip{day: day, entered: c.today(t), amount: amount, kind: kind, settles: settles})
		return amount != 0 && fits
	})
}

func (c *office) settle(t *rapid.T) {
	book := c.draw(t, "book")
	number, amount, day := c.number(t, book), rapid.Int64Range(1, 60).Draw(t, "amount"), c.day(t)
	spent := rapid.SliceOfN(rapid.Int64Range(1, 40), 0, 3).Draw(t, "spent")
	claims := c.shelves[book].book.Type == cashbook.Receivable
	if claims && len(spent) > 0 {
		amount = 0
	}
	st := cashbook.Settlement{Draft: cashbook.Draft{Day: day, Content: cashbook.Content{AmountMinor: amount, Text: "Décompte"}}}
	for _, s := range spent {
		st.Expenses = append(st.Expenses, cashbook.Content{AmountMinor: s, Text: "Carburant"})
	}
	c.try(t, func() error {
		_, err := cashbook.Settle(c.site, c.site.actor(awa), kolda, c.shelves[book].book.ID, int64(number), st, c.site.now)
		return err
	}, func(model []shelf) bool {
		b := &model[book]
		if !b.pays(number) {
			return false
		}
		add := func(amount int64, kind cashbook.Kind, settles int) {
			b.slips = append(b.slips, slip{day: day, entered: c.today(t), amount: amount, kind: kind, settles: settles})
		}
		switch {
		case claims && amount != 0:
			add(-amount, cashbook.KindSettlement, number)
		case !claims:
			add(amount, cashbook.KindSettlement, number)
		}
		for _, s := range spent {
			if claims {
				add(-s, cashbook.KindSettlement, number)
			} else {
				add(-s, "", 0)
			}
		}
		return true
	})
}

func (c *office) transfer(t *rapid.T) {
	from, to := c.draw(t, "from"), c.draw(t, "to")
	out, in, day, settles := rapid.Int64Range(1, 60).Draw(t, "out"), int64(0), c.day(t), 0
	a, b := c.shelves[from].book, c.shelves[to].book
	if a.Currency != b.Currency {
		in = rapid.Int64Range(1, 60).Draw(t, "in")
	}
	if a.Type == cashbook.Receivable {
		settles = c.number(t, from)
	}
	draft := cashbook.TransferDraft{Day: day, OutMinor: out, InMinor: in, Text: "Virement", Recipient: "Moussa", Settles: int64(settles)}
	c.try(t, func() error {
		_, err := cashbook.SendTransfer(c.site, c.site.actor(awa), kolda, a.ID, b.ID, draft, c.site.now)
		return err
	}, func(model []shelf) bool {
		if from == to || settles != 0 && !model[from].pays(settles) {
			return false
		}
		if in == 0 {
			in = out
		}
		leg := slip{day: day, entered: c.today(t), kind: cashbook.KindTransfer}
		leg.amount, leg.settles, leg.partner = -out, settles, [2]int{to, len(model[to].slips) + 1}
		partner := slip{day: day, entered: leg.entered, kind: leg.kind, amount: in, partner: [2]int{from, len(model[from].slips) + 1}}
		model[from].slips, model[to].slips = append(model[from].slips, leg), append(model[to].slips, partner)
		return true
	})
}

func (c *office) change(t *rapid.T) {
	book := c.draw(t, "book")
	number, amount := c.number(t, book), rapid.Int64Range(-60, 100).Draw(t, "amount")
	draft := cashbook.Draft{Content: cashbook.Content{AmountMinor: amount, Text: "Changé", Recipient: "Moussa"}}
	c.try(t, func() error {
		_, err := cashbook.Change(c.site, c.site.actor(awa), kolda, c.shelves[book].book.ID, int64(number), draft, c.site.now)
		return err
	}, func(model []shelf) bool {
		b := &model[book]
		if number > len(b.slips) || amount == 0 {
			return false
		}
		s := &b.slips[number-1]
		fixed := s.kind == cashbook.KindTransfer && s.amount != amount
		allowed := s.entered == c.today(t) && s.reverses == 0 && !b.cancelled(number-1) && !fixed
		s.amount = amount
		return allowed
	})
}

func (c *office) reverse(t *rapid.T) {
	book := c.draw(t, "book")
	number := c.number(t, book)
	c.try(t, func() error {
		_, err := cashbook.Reverse(c.site, c.site.actor(awa), kolda, c.shelves[book].book.ID, int64(number), "Annulation", c.site.now)
		return err
	}, func(model []shelf) bool {
		if number > len(model[book].slips) || !c.cancel(t, &model[book], number) {
			return false
		}
		s := model[book].slips[number-1]
		return s.kind != cashbook.KindTransfer || c.cancel(t, &model[s.partner[0]], s.partner[1])
	})
}

// cancel reverses a slip of the model, unless it can not be.
func (c *office) cancel(t *rapid.T, b *shelf, number int) bool {
	s := b.slips[number-1]
	allowed := s.reverses == 0 && !b.cancelled(number-1) && !b.settled(number)
	b.slips = append(b.slips, slip{day: c.today(t), entered: c.today(t), amount: -s.amount, reverses: number})
	return allowed
}

func (c *office) wait(t *rapid.T) {
	c.site.now = c.site.now.Add(time.Duration(rapid.IntRange(1, 30).Draw(t, "hours")) * time.Hour)
}

// hold fails unless the books are what the model says they are.
func (c *office) hold(t *rapid.T) {
	for n, b := range c.shelves {
		report, err := cashbook.Verify(c.site, b.book.ID)
		if err != nil {
			t.Fatalf("book %d: %v", n, err)
		}
		total, rests := int64(0), map[int64]int64{}
		for i, s := range b.slips {
			total += s.amount
			if item := b.itemOf(i); item != 0 {
				rests[int64(item)] += max(s.amount, -s.amount) * sign(s.amount, b.slips[item-1].amount)
			}
			v, err := c.site.Voucher(b.book.ID, int64(i+1))
			if err != nil || v.AmountMinor != s.amount || v.Entry.Day != s.day || v.Entry.Reverses != int64(s.reverses) {
				t.Fatalf("book %d, number %d is %+v (%v), want %+v", n, i+1, v, err, s)
			}
			if s.kind == cashbook.KindTransfer {
				c.pair(t, v, s)
			}
		}
		if report.Vouchers != int64(len(b.slips)) || report.BalanceMinor != total {
			t.Fatalf("book %d: %+v, want %d vouchers, balance %d", n, report, len(b.slips), total)
		}
		c.holdItems(t, b, rests)
	}
	if lone, err := cashbook.ExpectedTransfers(c.site); err != nil || len(lone) > 0 {
		t.Fatalf("legs without the other: %+v, %v", lone, err)
	}
}

func sign(a, b int64) int64 {
	if (a > 0) == (b > 0) {
		return 1
	}
	return -1
}

// pair fails unless the two legs of a transfer name each other.
func (c *office) pair(t *rapid.T, v cashbook.Voucher, s slip) {
	other := c.shelves[s.partner[0]].book
	leg, err := c.site.Voucher(other.ID, int64(s.partner[1]))
	if err != nil || leg.Transfer.ID != v.Transfer.ID || leg.Transfer.Book != v.Entry.Book || v.Transfer.Book != other.ID ||
		v.Transfer.OtherMinor != leg.AmountMinor || leg.Transfer.OtherMinor != v.AmountMinor || leg.Transfer.Rate != v.Transfer.Rate {
		t.Fatalf("legs %+v and %+v (%v)", v, leg, err)
	}
}

func (c *office) holdItems(t *rapid.T, b shelf, rests map[int64]int64) {
	items, err := cashbook.OpenItems(c.site, b.book, c.today(t))
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

// Whatever is done with several books, in whatever order: legs of transfers pair
// up, nothing is settled that is not open, and everything is what paper would say.
func TestSeveralBooksAreWhatPaperWouldSay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := newOffice()
		t.Repeat(map[string]func(*rapid.T){
			"enter": c.enter, "enter more": c.enter, "settle": c.settle, "transfer": c.transfer, "change": c.change,
			"reverse": c.reverse, "wait": c.wait, "": c.hold,
		})
	})
}
