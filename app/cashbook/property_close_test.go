package cashbook_test

import (
	"slices"

	"pgregory.net/rapid"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/ident"
)

func (c *office) count(t *rapid.T) {
	book, pieces := c.draw(t, "book"), rapid.Int64Range(0, 30).Draw(t, "pieces")
	author := rapid.SampledFrom([]ident.UserID{awa, binta}).Draw(t, "author")
	id, total := c.shelves[book].book.ID, c.shelves[book].total()
	lines := []cashbook.CountLine{coin(10, pieces)}
	if rapid.Bool().Draw(t, "right") && total > 0 {
		lines = []cashbook.CountLine{coin(1, total%10), coin(10, total/10)}
	}
	head, err := c.store.Head(id)
	if err != nil {
		t.Fatal(err)
	}
	stale := seldom(t)
	if stale {
		head.Seq++
	}
	var got cashbook.Count
	c.try(t, func() (err error) {
		got, err = cashbook.CountTill(c.store, c.actor(t, author), kolda, id, cashbook.CountSheet{Lines: lines, Head: &head}, c.now)
		return err
	}, func(model []shelf) bool {
		b := &model[book]
		counted := int64(0)
		for _, l := range lines {
			counted += l.ValueMinor()
		}
		b.counts = append(b.counts, tally{c.today(t, book), author, len(b.slips), counted - total, "", false})
		return !stale && b.book.Type == cashbook.Cash && b.book.Status == cashbook.Open
	})
	if got.Number == 0 {
		return
	}
	counts := c.shelves[book].counts
	want := &counts[len(counts)-1]
	want.anchor = got.Hash.Anchor()
	if got.Number != int64(len(counts)) || got.DifferenceMinor() != want.difference || got.Day != want.day {
		t.Fatalf("count %+v, want %+v", got, want)
	}
}

// draws a till, and one of its counts or one past them.
func (c *office) counted(t *rapid.T) (book, number int) {
	book = rapid.SampledFrom([]int{0, 2}).Draw(t, "till")
	return book, oneOf(t, "count", len(c.shelves[book].counts))
}

func (c *office) sign(t *rapid.T) {
	book, number := c.counted(t)
	by := rapid.SampledFrom([]ident.UserID{awa, binta, moussa, admin}).Draw(t, "signatory")
	counts := c.shelves[book].counts
	paper, anchor := by == moussa, "" // who has no account
	if number <= len(counts) {
		anchor = counts[number-1].anchor
	}
	wrong := paper && seldom(t)
	if wrong {
		anchor = "????"
	}
	id := c.shelves[book].book.ID
	c.try(t, func() (err error) {
		if paper {
			page := cashbook.PaperSignature{Signatory: by, Anchor: anchor}
			_, err = cashbook.SignCountOnPaper(c.store, c.actor(t, awa), kolda, id, int64(number), page, c.now)
			return err
		}
		_, err = cashbook.SignCount(c.store, c.actor(t, by), kolda, id, int64(number), c.now)
		return err
	}, func(model []shelf) bool {
		b := &model[book]
		if number > len(b.counts) || wrong || by == admin || b.book.Status != cashbook.Open {
			return false
		}
		later := slices.ContainsFunc(b.counts[number-1:], func(n tally) bool { return n.signed })
		b.counts[number-1].signed = true
		return !later && by != b.counts[number-1].author
	})
}

func (c *office) difference(t *rapid.T) {
	book, number := c.counted(t)
	by := rapid.SampledFrom([]ident.UserID{awa, binta}).Draw(t, "by")
	c.try(t, func() error {
		draft := cashbook.DifferenceDraft{Count: int64(number), Text: "Écart de caisse", Account: "658"}
		_, err := cashbook.BookDifference(c.store, c.actor(t, by), kolda, c.shelves[book].book.ID, draft, c.now)
		return err
	}, func(model []shelf) bool {
		b := &model[book]
		if number != len(b.counts) { // an earlier one is in the last one
			return false
		}
		n := b.counts[number-1]
		allowed := n.difference != 0 && n.author != by && b.takes(n.day, c.today(t, book))
		for i, s := range b.slips {
			allowed = allowed && (s.count != number || b.cancelled(i))
		}
		b.add(slip{day: n.day, entered: c.today(t, book), amount: n.difference, kind: cashbook.KindDifference, count: number})
		return allowed
	})
}

// send writes batches of what waits in a book, up to a day or all of it.
func (c *office) send(t *rapid.T) {
	book := c.draw(t, "book")
	b, until := &c.shelves[book], calendar.Day(0)
	if rapid.Bool().Draw(t, "until") {
		until = c.day(t, book) - 1
	}
	parcels, err := cashbook.PlanBatches(c.store, c.actor(t, awa), kolda, b.book.ID, ident.PosteID{}, until, room, c.now)
	if err != nil {
		t.Fatal(err)
	}
	from, _ := b.sent()
	to := from
	for to < int64(len(b.entered)) && (until.IsZero() || b.entered[to] <= until) {
		to++
	}
	at := from
	for _, p := range parcels {
		if p.After.Seq != at || p.Head.Seq-at != int64(len(p.Entries)) || p.Number != int64(len(b.lots)+1) || len(p.Documents) > room.Documents {
			t.Fatalf("batch %+v after entry %d", p, at)
		}
		if p.Totals != cashbook.TotalsOf(p.Entries) || len(p.Entries) > 0 && p.Entries[len(p.Entries)-1].Entry.Hash != p.Head.Hash {
			t.Fatalf("batch %+v of %+v", p.Batch, p.Entries)
		}
		p.Digest, p.File = [32]byte{byte(p.Number)}, "lot"
		if err := c.store.SaveBatch(p.Batch); err != nil {
			t.Fatal(err)
		}
		c.moved = true
		at, b.lots = p.Head.Seq, append(b.lots, lot{p.Head.Seq, p.Head, false})
		if _, last := b.sent(); last != p.LastDay {
			t.Fatalf("batch %+v, want the last day %s", p.Batch, last)
		}
	}
	if at != to {
		t.Fatalf("batches up to entry %d, want %d", at, to)
	}
}

// acknowledge tells that the batches of a book up to one have arrived.
func (c *office) acknowledge(t *rapid.T) {
	book := c.draw(t, "book")
	lots := c.shelves[book].lots
	number := oneOf(t, "batch", len(lots))
	known := number <= len(lots)
	var told lot
	if known {
		told = lots[number-1]
	}
	if seldom(t) {
		told.head.Hash[0]++
		known = false
	}
	c.try(t, func() error {
		_, err := cashbook.AcknowledgeBatches(c.store, ident.PosteID{}, c.shelves[book].book.ID, 1, int64(number), told.head, c.now)
		return err
	}, func(model []shelf) bool {
		for i := range min(number, len(lots)) {
			model[book].lots[i].acknowledged = true
		}
		return known
	})
}

// rest lays a book by or opens it again; now and then it ends for ever.
func (c *office) rest(t *rapid.T) {
	book := c.draw(t, "book")
	to := cashbook.Open
	if c.shelves[book].book.Status == cashbook.Open && seldom(t) {
		to = rapid.SampledFrom([]cashbook.BookStatus{cashbook.Idle, cashbook.Idle, cashbook.Finalised}).Draw(t, "status")
	}
	id := c.shelves[book].book.ID
	c.try(t, func() (err error) {
		if to == cashbook.Finalised {
			_, err = cashbook.Finalise(c.store, c.actor(t, admin), id, "Fin du projet", c.now)
			return err
		}
		_, err = cashbook.Rest(c.store, c.actor(t, admin), id, to == cashbook.Idle, c.now)
		return err
	}, func(model []shelf) bool {
		b := &model[book].book
		was := b.Status
		b.Status = to
		return was != to && was != cashbook.Finalised
	})
}
