package cashbook_test

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"pgregory.net/rapid"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/app/money"
)

// office plays whoever keeps four books of two currencies and two time zones on one
// poste, in any store.
type office struct {
	store   cashbook.Records
	attempt func(do func() error) error // takes back what a refusal has written
	now     time.Time
	shelves []shelf
	states  map[[2]int]int // how far each number had got
	moved   bool           // since the books were looked at
}

// propertySite is a poste with the four books.
func propertySite() *site {
	s := staffed()
	add := func(kind cashbook.Type, overdraft bool, currency money.Currency, zone string) {
		b := s.books[till]
		b.Number = len(s.books) + 1
		b.ID, b.Type, b.Overdraft, b.Currency, b.TimeZone = ident.BookID{byte(b.Number)}, kind, overdraft, currency, zone
		s.books[b.ID] = b
		s.owners[b.ID] = []ledger.Ownership{{Book: b.ID, Epoch: 1, Poste: kolda, FirstNumber: 1}}
	}
	add(cashbook.Bank, true, "XOF", "Asia/Tokyo")
	add(cashbook.Cash, false, "EUR", "Africa/Dakar")
	add(cashbook.Receivable, false, "XOF", "Africa/Dakar")
	return s
}

func newOffice(s *site, store cashbook.Records, attempt func(func() error) error) *office {
	c := &office{store: store, attempt: attempt, now: noon, states: map[[2]int]int{}}
	for n := range len(s.books) {
		c.shelves = append(c.shelves, shelf{book: s.books[ident.BookID{byte(n + 1)}]})
	}
	return c
}

// whole does something in memory, and takes everything back when it is refused.
func (m *memory) whole(do func() error) error {
	before := *m
	before.books, before.acts, before.events = maps.Clone(m.books), slices.Clone(m.acts), slices.Clone(m.events)
	before.entries, before.batches = cloned(m.entries), cloned(m.batches)
	before.counts, before.signatures = cloned(m.counts), cloned(m.signatures)
	err := do()
	if err != nil {
		*m = before
	}
	return err
}

func cloned[K comparable, V any](lists map[K][]V) map[K][]V {
	copies := map[K][]V{}
	for key, list := range lists {
		copies[key] = slices.Clone(list)
	}
	return copies
}

func (c *office) actor(t *rapid.T, id ident.UserID) directory.Actor {
	actor, err := directory.LoadActor(c.store, id)
	if err != nil {
		t.Fatal(err)
	}
	return actor
}

func (c *office) today(t *rapid.T, book int) calendar.Day {
	today, err := c.shelves[book].book.Today(c.now)
	if err != nil {
		t.Fatal(err)
	}
	return today
}

// try does something in the store and in a copy of the model, which becomes the
// model when both allow it. What is refused leaves no trace.
func (c *office) try(t *rapid.T, do func() error, model func([]shelf) bool) {
	next := slices.Clone(c.shelves)
	for i := range next {
		next[i] = next[i].clone()
	}
	allowed := model(next)
	for _, b := range next {
		allowed = allowed && b.legal()
	}
	err := c.attempt(do)
	if _, foreseen := fault.KindOf(err); err != nil && !foreseen {
		t.Fatalf("unforeseen: %v", err)
	}
	if allowed != (err == nil) {
		t.Fatalf("allowed: %t, error: %v\nbefore %+v\nafter %+v", allowed, err, c.shelves, next)
	}
	if err == nil {
		c.shelves, c.moved = next, true
	}
}

func (c *office) draw(t *rapid.T, name string) int {
	return rapid.IntRange(0, len(c.shelves)-1).Draw(t, name)
}

// day draws one of the last days of a book, or tomorrow.
func (c *office) day(t *rapid.T, book int) calendar.Day {
	return c.today(t, book) + calendar.Day(rapid.SampledFrom([]int{0, 0, 0, 0, -1, -1, -2, -3, -5, 1}).Draw(t, "day"))
}

// number draws one of a book, seldom one past its end.
func (c *office) number(t *rapid.T, book int) int {
	return oneOf(t, "number", len(c.shelves[book].slips))
}

// item draws the number of an item of a book, seldom any other.
func (c *office) item(t *rapid.T, book int) int {
	b, items := c.shelves[book], []int{}
	for i := range b.slips {
		if b.isItem(i) {
			items = append(items, i+1)
		}
	}
	if len(items) == 0 || seldom(t) {
		return c.number(t, book)
	}
	return rapid.SampledFrom(items).Draw(t, "item")
}

// oneOf draws from 1 to the end, seldom one past it.
func oneOf(t *rapid.T, name string, end int) int {
	if end == 0 || seldom(t) {
		return end + 1
	}
	return rapid.IntRange(1, end).Draw(t, name)
}

func seldom(t *rapid.T) bool { return rapid.IntRange(0, 9).Draw(t, "seldom") == 7 }

// amount draws one that a voucher of a kind may have in the book, seldom any other.
func (c *office) amount(t *rapid.T, book int, kind cashbook.Kind) int64 {
	amount := rapid.Int64Range(-80, 200).Draw(t, "amount")
	claims, in := c.shelves[book].book.Type == cashbook.Receivable, max(amount, -amount)
	switch {
	case seldom(t):
		return amount
	case kind == cashbook.KindItem && !claims, kind == cashbook.KindSettlement && claims:
		return -in
	case claims, kind != "":
		return in
	}
	return amount
}

// content draws what a voucher of an amount may say, and whether it can be.
func (c *office) content(t *rapid.T, book int, amount int64) (content cashbook.Content, sound bool) {
	content = cashbook.Content{AmountMinor: amount, Text: "Don", Recipient: "Moussa", Account: "6053"}
	sound = amount != 0
	for range rapid.SampledFrom([]int{0, 0, 1, 2}).Draw(t, "attachments") {
		name := rapid.ByteRange(1, 9).Draw(t, "scan")
		sound = sound && !slices.ContainsFunc(content.Attachments, func(a cashbook.Attachment) bool { return a.Hash[0] == name })
		content.Attachments = append(content.Attachments, receipt(name, int64(name)*10))
	}
	size := rapid.SampledFrom([]int{0, 0, 2, 3, 4}).Draw(t, "parts")
	if size == 0 {
		return content, sound
	}
	var shares []cashbook.Share
	for i := range size - 1 {
		shares = append(shares, cashbook.Share{Account: fmt.Sprint(601 + i), Percent: cashbook.Percent(rapid.IntRange(1, 330_000).Draw(t, "percent"))})
	}
	divided, err := content.Divided(append(shares, cashbook.Share{Account: "701"}), c.shelves[book].book.Currency)
	if err != nil {
		return content, sound // too little to be divided
	}
	if seldom(t) {
		divided.Parts[0].AmountMinor++
		return divided, false
	}
	return divided, sound
}

func (c *office) enter(t *rapid.T) {
	book := c.draw(t, "book")
	day, today := c.day(t, book), c.today(t, book)
	kind := rapid.SampledFrom([]cashbook.Kind{"", "", "", cashbook.KindItem, cashbook.KindItem, cashbook.KindSettlement, cashbook.KindOpening}).Draw(t, "kind")
	amount, settles := c.amount(t, book, kind), 0
	if kind == cashbook.KindSettlement {
		settles = c.item(t, book)
	}
	content, sound := c.content(t, book, amount)
	draft := cashbook.Draft{Day: day, Content: content}
	draft.Kind, draft.Settles = kind, int64(settles)
	c.try(t, func() (err error) {
		if kind == cashbook.KindOpening {
			_, err = cashbook.EnterOpening(c.store, c.actor(t, awa), kolda, c.shelves[book].book.ID, draft, c.now)
			return err
		}
		_, err = cashbook.Record(c.store, c.actor(t, awa), kolda, c.shelves[book].book.ID, draft, c.now)
		return err
	}, func(model []shelf) bool {
		b := &model[book]
		if kind == "" && b.book.Type == cashbook.Receivable && amount > 0 {
			kind = cashbook.KindItem
		}
		fits := (kind != cashbook.KindOpening || b.begins()) && (settles == 0 || b.pays(settles))
		b.add(slip{day: day, entered: today, amount: amount, content: content, kind: kind, settles: settles})
		return sound && fits && b.takes(day, today)
	})
}

func (c *office) settle(t *rapid.T) {
	book := c.draw(t, "book")
	number, amount := c.item(t, book), rapid.Int64Range(0, 60).Draw(t, "amount")
	day, today := c.day(t, book), c.today(t, book)
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
		_, err := cashbook.Settle(c.store, c.actor(t, awa), kolda, c.shelves[book].book.ID, int64(number), st, c.now)
		return err
	}, func(model []shelf) bool {
		b := &model[book]
		if !b.pays(number) || !b.takes(day, today) {
			return false
		}
		open := b.rest(number)
		if amount == 0 && (!claims || len(spent) == 0) {
			amount = open
		}
		add := func(amount int64, kind cashbook.Kind, settles int) {
			b.add(slip{day: day, entered: today, amount: amount, kind: kind, settles: settles})
		}
		switch {
		case claims && len(spent) == 0:
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
		return open > 0
	})
}

func (c *office) transfer(t *rapid.T) {
	from, to := c.draw(t, "from"), c.draw(t, "to")
	out, in, day, settles := rapid.Int64Range(1, 60).Draw(t, "out"), int64(0), c.day(t, from), 0
	a, b := c.shelves[from].book, c.shelves[to].book
	if a.Currency != b.Currency {
		in = rapid.Int64Range(1, 60).Draw(t, "in")
	}
	if a.Type == cashbook.Receivable {
		settles = c.item(t, from)
	}
	draft := cashbook.TransferDraft{Day: day, OutMinor: out, InMinor: in, Text: "Virement", Recipient: "Moussa", Settles: int64(settles)}
	c.try(t, func() error {
		_, err := cashbook.SendTransfer(c.store, c.actor(t, awa), kolda, a.ID, b.ID, draft, c.now)
		return err
	}, func(model []shelf) bool {
		if from == to || settles != 0 && !model[from].pays(settles) {
			return false
		}
		if in == 0 {
			in = out
		}
		a, b := &model[from], &model[to]
		leg := slip{day: day, entered: c.today(t, from), kind: cashbook.KindTransfer}
		leg.amount, leg.settles, leg.partner = -out, settles, [2]int{to, len(b.slips) + 1}
		partner := slip{day: day, entered: c.today(t, to), kind: leg.kind, amount: in, partner: [2]int{from, len(a.slips) + 1}}
		a.add(leg)
		b.add(partner)
		return a.takes(day, leg.entered) && b.takes(day, partner.entered)
	})
}

func (c *office) change(t *rapid.T) {
	book := c.draw(t, "book")
	number := c.number(t, book)
	amount := c.amount(t, book, "")
	if number <= len(c.shelves[book].slips) && rapid.Bool().Draw(t, "same amount") {
		amount = c.shelves[book].slips[number-1].amount
	}
	content, sound := c.content(t, book, amount)
	content.PartnerNumber = fmt.Sprint("F-", len(c.shelves[book].entered)) // so that it says something new
	c.try(t, func() error {
		_, err := cashbook.Change(c.store, c.actor(t, awa), kolda, c.shelves[book].book.ID, int64(number), cashbook.Draft{Content: content}, c.now)
		return err
	}, func(model []shelf) bool {
		b := &model[book]
		if number > len(b.slips) || !sound {
			return false
		}
		s := &b.slips[number-1]
		locked, _ := b.sent()
		fixed := s.kind == cashbook.KindTransfer && s.amount != amount || s.kind == cashbook.KindDifference
		allowed := s.entered == c.today(t, book) && s.reverses == 0 && !b.cancelled(number-1) && !fixed &&
			s.seq > locked && number > b.closed().slips && b.takes(s.day, c.today(t, book))
		b.link(s.entered, s.day)
		s.amount, s.content, s.seq = amount, content, int64(len(b.entered))
		return allowed
	})
}

func (c *office) reverse(t *rapid.T) {
	book := c.draw(t, "book")
	number := c.number(t, book)
	c.try(t, func() error {
		_, err := cashbook.Reverse(c.store, c.actor(t, awa), kolda, c.shelves[book].book.ID, int64(number), "Annulation", c.now)
		return err
	}, func(model []shelf) bool {
		if number > len(model[book].slips) || !c.cancel(t, model, book, number) {
			return false
		}
		s := model[book].slips[number-1]
		return s.kind != cashbook.KindTransfer || c.cancel(t, model, s.partner[0], s.partner[1])
	})
}

// cancel reverses a slip of the model, unless it can not be.
func (c *office) cancel(t *rapid.T, model []shelf, book, number int) bool {
	b, today := &model[book], c.today(t, book)
	s := b.slips[number-1]
	allowed := s.reverses == 0 && !b.cancelled(number-1) && !b.settled(number)
	b.add(slip{day: today, entered: today, amount: -s.amount, reverses: number})
	return allowed && b.takes(today, today)
}

func (c *office) wait(t *rapid.T) {
	c.now = c.now.Add(time.Duration(rapid.IntRange(1, 30).Draw(t, "hours")) * time.Hour)
	c.moved = true
}
