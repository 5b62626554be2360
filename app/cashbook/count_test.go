package cashbook_test

import (
	"crypto/sha256"
	"encoding/hex"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/app/money"
)

// staffed gives the till two people besides Awa: Binta is deputy, Moussa, who has
// no account, counter-signatory.
func staffed() *site {
	s := newSite().edit(func(b *cashbook.Book) { b.Deputy, b.CounterSignatory = binta, moussa })
	u := s.users[binta]
	u.Status = directory.StatusActive
	s.users[binta] = u
	return s
}

func note(value, pieces int64) cashbook.CountLine {
	return cashbook.CountLine{Denomination: money.Denomination{Minor: value}, Pieces: pieces}
}

func coin(value, pieces int64) cashbook.CountLine {
	return cashbook.CountLine{Denomination: money.Denomination{Minor: value, Coin: true}, Pieces: pieces}
}

func (s *site) count(lines ...cashbook.CountLine) (cashbook.Count, error) {
	return cashbook.CountTill(s, s.actor(awa), kolda, till, cashbook.CountSheet{Lines: lines}, s.now)
}

func (s *site) sign(by ident.UserID, number int64) (cashbook.CountSignature, error) {
	return cashbook.SignCount(s, s.actor(by), kolda, till, number, s.now)
}

func (s *site) difference(by ident.UserID, number int64) (cashbook.Recorded, error) {
	return cashbook.BookDifference(s, s.actor(by), kolda, till,
		cashbook.DifferenceDraft{Count: number, Text: "Écart de caisse", Account: "658"}, s.now)
}

// want stops the test at an error.
func want[T any](t testing.TB) func(value T, err error) T {
	return func(value T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
}

// refusedAs fails unless the error is the fault of the key.
func refusedAs(t *testing.T, s *site, err error, kind fault.Kind, key string) {
	t.Helper()
	wantFault(t, s, len(s.entries[till]), err, kind, key)
}

func TestCountTellsTillAndBook(t *testing.T) {
	s := staffed().must(t, 0, 27_000, 0, -1_500)
	sheet := cashbook.CountSheet{Lines: []cashbook.CountLine{coin(500, 1), note(10_000, 2), note(500, 9), coin(100, 0)}, Remark: " Un billet abîmé "}
	c := want[cashbook.Count](t)(cashbook.CountTill(s, s.actor(awa), kolda, till, sheet, s.now.Add(time.Nanosecond)))
	head, _ := s.Head(till)
	if c.Number != 1 || c.Epoch != 1 || c.Day != today || c.Counted != noon || c.Head != head || c.Author != awa || c.Poste != kolda {
		t.Errorf("%+v", c)
	}
	if c.CountedMinor != 25_000 || c.BalanceMinor != 25_500 || c.DifferenceMinor() != -500 || c.Remark != "Un billet abîmé" {
		t.Errorf("%+v", c)
	}
	if lines := []cashbook.CountLine{note(10_000, 2), note(500, 9), coin(500, 1)}; !slices.Equal(c.Lines, lines) {
		t.Errorf("lines %+v", c.Lines)
	}
	next := want[cashbook.Count](t)(s.count())
	if next.Number != 2 || next.Prev != c.Hash || next.CountedMinor != 0 || next.Hash == c.Hash {
		t.Errorf("%+v", next)
	}
	report := want[cashbook.Report](t)(cashbook.Verify(s, till))
	if report.Counts != 2 || report.Signed != 0 {
		t.Errorf("%+v", report)
	}
}

func TestCountRefuses(t *testing.T) {
	head := ledger.Head{Seq: 7}
	for key, tt := range map[string]struct {
		by    ident.UserID
		sheet cashbook.CountSheet
		edit  func(*cashbook.Book)
		kind  fault.Kind
	}{
		"cashbook.count-type":         {edit: func(b *cashbook.Book) { b.Type = cashbook.Bank }, kind: fault.Invalid},
		"cashbook.not-open":           {edit: func(b *cashbook.Book) { b.Status = cashbook.Idle }, kind: fault.Denied},
		"cashbook.count-by-pieces":    {sheet: cashbook.CountSheet{TotalMinor: 1}, kind: fault.Invalid},
		"cashbook.count-by-total":     {sheet: cashbook.CountSheet{Lines: []cashbook.CountLine{note(100, 1)}}, edit: func(b *cashbook.Book) { b.Currency = "JPY" }, kind: fault.Invalid},
		"cashbook.count-total":        {sheet: cashbook.CountSheet{TotalMinor: -1}, edit: func(b *cashbook.Book) { b.Currency = "JPY" }, kind: fault.Invalid},
		"cashbook.count-denomination": {sheet: cashbook.CountSheet{Lines: []cashbook.CountLine{note(250, 1)}}, kind: fault.Invalid}, // a coin
		"cashbook.count-pieces":       {sheet: cashbook.CountSheet{Lines: []cashbook.CountLine{note(500, -1)}}, kind: fault.Invalid},
		"cashbook.count-twice":        {sheet: cashbook.CountSheet{Lines: []cashbook.CountLine{note(500, 1), note(500, 2)}}, kind: fault.Invalid},
		"cashbook.count-moved":        {sheet: cashbook.CountSheet{Head: &head}, kind: fault.Conflict},
		"directory.text-long":         {sheet: cashbook.CountSheet{Remark: strings.Repeat("é", cashbook.MaxRemark+1)}, kind: fault.Invalid},
	} {
		s := staffed()
		if tt.edit != nil {
			s.edit(tt.edit)
		}
		_, err := cashbook.CountTill(s, s.actor(awa), kolda, till, tt.sheet, s.now)
		refusedAs(t, s, err, tt.kind, key)
		if len(s.counts[till]) != 0 {
			t.Errorf("%s: counted", key)
		}
	}
	s := staffed()
	if err := cashbook.CanCount(s, s.actor(admin), kolda, till, s.now); err == nil {
		t.Error("who does not keep the book may count")
	}
	if err := cashbook.CanCount(s, s.actor(awa), spare, till, s.now); err == nil {
		t.Error("a poste that does not keep the book may count")
	}
	yen := staffed().edit(func(b *cashbook.Book) { b.Currency = "JPY" })
	c := want[cashbook.Count](t)(cashbook.CountTill(yen, yen.actor(awa), kolda, till, cashbook.CountSheet{TotalMinor: 70}, yen.now))
	if c.CountedMinor != 70 || c.Lines != nil {
		t.Errorf("%+v", c)
	}
}

// The layout is written out here by hand, since verifiers other than this
// program rely on it.
func TestCountHashIsOfTheDocumentedLayout(t *testing.T) {
	zeros := func(n int) string { return strings.Repeat("00", n) }
	c := cashbook.Count{
		Book: ident.BookID{0xb0}, Number: 2, Epoch: 3, Day: 20_000, Counted: time.Unix(1795252440, 0),
		Head: ledger.Head{Seq: 9, Number: 7, Hash: ledger.Hash{0xee}}, Lines: []cashbook.CountLine{note(500, 2), coin(5, 1)},
		CountedMinor: 1005, BalanceMinor: 1000, Remark: "é", Author: ident.UserID{0xa0}, Poste: ident.PosteID{0xc0}, Prev: ledger.Hash{0xdd},
	}
	layout := hex.EncodeToString([]byte("comptoir/count/v1")) + "00" + "b0" + zeros(15) +
		"0000000000000002" + "0000000000000003" + "0000000000004e20" + "000000006b0160d8" + // number, epoch, day, counted
		"0000000000000009" + "0000000000000007" + "ee" + zeros(31) + // head
		"0000000000000002" + "00000000000001f4" + "00" + "0000000000000002" + "0000000000000005" + "01" + "0000000000000001" +
		"00000000000003ed" + "00000000000003e8" + "00000002" + "c3a9" + // counted, balance, remark
		"a0" + zeros(15) + "c0" + zeros(15) + "dd" + zeros(31)
	if got := c.Sum(); got != sum(t, layout) {
		t.Errorf("%s is not the hash of %s", got, layout)
	}
	g := cashbook.CountSignature{
		Book: ident.BookID{0xb0}, Number: 2, Count: ledger.Hash{0xcc}, Way: cashbook.OnPaper, Signatory: ident.UserID{1}, Recorder: ident.UserID{2},
		Day: 20_001, Recorded: time.Unix(1795252441, 0), Epoch: 3, Poste: ident.PosteID{0xc0}, Head: ledger.Head{Seq: 9, Number: 7, Hash: ledger.Hash{0xee}},
	}
	layout = hex.EncodeToString([]byte("comptoir/count-signature/v1")) + "00" + "b0" + zeros(15) + "0000000000000002" + "cc" + zeros(31) +
		"00000005" + hex.EncodeToString([]byte("paper")) + "01" + zeros(15) + "02" + zeros(15) +
		"0000000000004e21" + "000000006b0160d9" + "0000000000000003" + "c0" + zeros(15) + "0000000000000009" + "0000000000000007" + "ee" + zeros(31)
	if got := g.Sum(); got != sum(t, layout) {
		t.Errorf("%s is not the hash of %s", got, layout)
	}
}

func sum(t *testing.T, layout string) ledger.Hash {
	t.Helper()
	raw, err := hex.DecodeString(layout)
	if err != nil {
		t.Fatal(err)
	}
	return sha256.Sum256(raw)
}

func TestLinesAreReadAsTheyWereStored(t *testing.T) {
	c := cashbook.Count{Lines: []cashbook.CountLine{note(500, 2), coin(5, 1)}}
	stored, read := c.AppendLines(nil), cashbook.Count{}
	if err := read.ReadLines(stored); err != nil || !slices.Equal(read.Lines, c.Lines) {
		t.Errorf("%+v, %v", read, err)
	}
	stored[8] = 2
	if err := read.ReadLines(stored); err == nil {
		t.Error("neither note nor coin")
	}
	if err := read.ReadLines(stored[:20]); err == nil {
		t.Error("cut short")
	}
}

// counted is a till with vouchers between two counts of which the first is signed.
func counted(t *testing.T) *site {
	s := staffed().must(t, 0, 10_000, 0, -3_000)
	want[cashbook.Count](t)(s.count(note(5_000, 1), note(1_000, 1)))
	want[cashbook.Recorded](t)(s.difference(binta, 1))
	s.must(t, 0, 2_000)
	want[cashbook.CountSignature](t)(s.sign(binta, 1))
	s.must(t, 0, 1_000)
	want[cashbook.Count](t)(s.count(note(5_000, 1), note(2_000, 2)))
	return s
}

// Whatever field of whatever count or signature is altered, Verify says so.
func TestVerifyFindsEveryAlteredFieldOfACount(t *testing.T) {
	for at := range 2 {
		eachField(t, cashbook.Count{}, func(name string, alter func(reflect.Value)) {
			s := counted(t)
			alter(reflect.ValueOf(&s.counts[till][at]).Elem())
			if _, err := cashbook.Verify(s, till); err == nil {
				t.Errorf("count %d: an altered %s goes unnoticed", at+1, name)
			}
		})
	}
	eachField(t, cashbook.CountSignature{}, func(name string, alter func(reflect.Value)) {
		s := counted(t)
		alter(reflect.ValueOf(&s.signatures[till][0]).Elem())
		if _, err := cashbook.Verify(s, till); err == nil {
			t.Errorf("an altered %s of a signature goes unnoticed", name)
		}
	})
	if _, err := cashbook.Verify(counted(t), till); err != nil {
		t.Errorf("unaltered: %v", err)
	}
}

// eachField visits every field of a sample, and of the structs in it, with what
// alters it.
func eachField(t *testing.T, sample any, visit func(name string, alter func(reflect.Value))) {
	t.Helper()
	kind := reflect.TypeOf(sample)
	for i := range kind.NumField() {
		name := kind.Field(i).Name
		if inner := kind.Field(i).Type; inner == reflect.TypeFor[ledger.Head]() {
			for j := range inner.NumField() {
				visit(name+"."+inner.Field(j).Name, func(v reflect.Value) { spoil(t, v.Field(i).Field(j)) })
			}
			continue
		}
		visit(name, func(v reflect.Value) { spoil(t, v.Field(i)) })
	}
}

func spoil(t *testing.T, v reflect.Value) {
	t.Helper()
	switch v.Kind() {
	case reflect.Int64, reflect.Int32, reflect.Int:
		v.SetInt(v.Int() + 1)
	case reflect.String:
		v.SetString(v.String() + "x")
	case reflect.Array:
		v.Index(0).SetUint(v.Index(0).Uint() ^ 1)
	case reflect.Slice:
		v.Set(reflect.AppendSlice(reflect.MakeSlice(v.Type(), 0, 0), v.Slice(0, v.Len()-1)))
	case reflect.Struct:
		v.Set(reflect.ValueOf(v.Interface().(time.Time).Add(time.Second)))
	default:
		t.Fatalf("no way to alter a %s", v.Kind())
	}
}

// Hashes can be computed again by whoever has the program; the rules remain.
func TestVerifyFindsCountsThatBreakTheRules(t *testing.T) {
	recount := func(s *site, at int, change func(*cashbook.Count)) {
		for i := at; i < len(s.counts[till]); i++ {
			c := &s.counts[till][i]
			if i == at {
				change(c)
			} else {
				c.Prev = s.counts[till][i-1].Hash
			}
			c.Hash = c.Sum()
		}
	}
	resign := func(s *site, change func(*cashbook.CountSignature)) {
		g := &s.signatures[till][0]
		change(g)
		g.Hash = g.Sum()
	}
	for key, changes := range map[string][]func(*site){
		"cashbook.damage-count-chain": {
			func(s *site) { s.counts[till] = s.counts[till][1:] },
			func(s *site) { recount(s, 1, func(c *cashbook.Count) { c.Number = 3 }) },
		},
		"cashbook.damage-count": {func(s *site) { recount(s, 1, func(c *cashbook.Count) { c.Book = ident.BookID{9} }) }},
		"cashbook.damage-count-rule": {
			func(s *site) { recount(s, 1, func(c *cashbook.Count) { c.Day-- }) },
			func(s *site) { recount(s, 1, func(c *cashbook.Count) { c.CountedMinor++ }) },
			func(s *site) { recount(s, 1, func(c *cashbook.Count) { c.Poste = spare }) },
			func(s *site) { recount(s, 1, func(c *cashbook.Count) { c.Epoch = 2 }) },
			func(s *site) { recount(s, 1, func(c *cashbook.Count) { c.Head = ledger.Head{} }) },
		},
		"cashbook.damage-count-head": {
			func(s *site) { recount(s, 1, func(c *cashbook.Count) { c.Head.Hash[0] ^= 1 }) },
			func(s *site) { recount(s, 1, func(c *cashbook.Count) { c.Head.Seq += 9 }) },
			func(s *site) { resign(s, func(g *cashbook.CountSignature) { g.Head.Number++ }) },
			func(s *site) { resign(s, func(g *cashbook.CountSignature) { g.Head.Seq += 9 }) },
		},
		"cashbook.damage-count-balance": {func(s *site) { recount(s, 1, func(c *cashbook.Count) { c.BalanceMinor-- }) }},
		"cashbook.damage-signature": {
			func(s *site) { resign(s, func(g *cashbook.CountSignature) { g.Number = 2 }) },
			func(s *site) { resign(s, func(g *cashbook.CountSignature) { g.Number = 7 }) },
			func(s *site) { resign(s, func(g *cashbook.CountSignature) { g.Signatory, g.Recorder = awa, awa }) },
			func(s *site) { resign(s, func(g *cashbook.CountSignature) { g.Recorder = awa }) },
			func(s *site) { resign(s, func(g *cashbook.CountSignature) { g.Way = "voice" }) },
			func(s *site) { resign(s, func(g *cashbook.CountSignature) { g.Day = today + 1 }) },
			func(s *site) { resign(s, func(g *cashbook.CountSignature) { g.Poste = spare }) },
			func(s *site) { s.signatures[till] = append(s.signatures[till], s.signatures[till][0]) },
		},
		"cashbook.damage-closed": {
			func(s *site) { s.forge(5, func(v *cashbook.Voucher) { v.Entry.Day-- }) },
		},
		"cashbook.damage-difference": {
			func(s *site) { s.signatures[till] = nil; s.forge(3, func(v *cashbook.Voucher) { v.AmountMinor-- }) },
			func(s *site) {
				s.signatures[till] = nil
				s.forge(3, func(v *cashbook.Voucher) { v.Entry.Author = awa })
			},
			func(s *site) { s.signatures[till] = nil; s.forge(3, func(v *cashbook.Voucher) { v.Count[0] ^= 1 }) },
		},
	} {
		for _, change := range changes {
			s := counted(t)
			change(s)
			if key == "cashbook.damage-closed" || key == "cashbook.damage-difference" {
				s.counts[till] = s.counts[till][:1] // the second names a head that is no more
			}
			_, err := cashbook.Verify(s, till)
			refusedAs(t, s, err, fault.Forged, key)
		}
	}
}

func TestCounterSignature(t *testing.T) {
	s := staffed().must(t, -3, 10_000, 0, -3_000)
	c := want[cashbook.Count](t)(s.count(note(5_000, 1), note(2_000, 1)))
	_, err := s.sign(awa, 1)
	refusedAs(t, s, err, fault.Denied, "cashbook.count-own")
	_, err = s.sign(admin, 1)
	refusedAs(t, s, err, fault.Denied, "cashbook.count-signatory")
	g := want[cashbook.CountSignature](t)(s.sign(binta, 1))
	if g.Count != c.Hash || g.Signatory != binta || g.Recorder != binta || g.Way != cashbook.BySignIn || g.Head != c.Head || g.Day != today {
		t.Errorf("%+v", g)
	}
	_, err = s.sign(binta, 1)
	refusedAs(t, s, err, fault.Conflict, "cashbook.count-signed")
	_, err = s.record(voucher(-1, 5))
	refusedAs(t, s, err, fault.Invalid, "cashbook.closed-day")
	_, err = s.change(2, voucher(0, -2_000))
	refusedAs(t, s, err, fault.Invalid, "cashbook.closed-voucher")
	s.must(t, 0, 5)
	want[cashbook.Recorded](t)(s.change(3, voucher(0, 6)))
	want[cashbook.Recorded](t)(s.reverse(2))
	verbs := []directory.Verb{}
	for _, a := range s.acts {
		verbs = append(verbs, a.Verb)
	}
	if want := []directory.Verb{directory.VerbTillCounted, directory.VerbCountSigned}; !slices.Equal(verbs, want) {
		t.Errorf("history: %v", verbs)
	}
}

func TestSignatureOnPaper(t *testing.T) {
	s := staffed().must(t, 0, 10_000)
	c := want[cashbook.Count](t)(s.count(note(10_000, 1)))
	s.now = s.now.Add(48 * time.Hour)
	paper := func(who ident.UserID, day calendar.Day, anchor string) (cashbook.CountSignature, error) {
		return cashbook.SignCountOnPaper(s, s.actor(awa), kolda, till, 1, cashbook.PaperSignature{Signatory: who, Day: day, Anchor: anchor}, s.now)
	}
	anchor := c.Hash.Anchor()
	_, err := paper(awa, today, anchor)
	refusedAs(t, s, err, fault.Denied, "cashbook.count-own")
	_, err = paper(admin, today, anchor)
	refusedAs(t, s, err, fault.Denied, "cashbook.count-signatory")
	_, err = paper(moussa, today-1, anchor)
	refusedAs(t, s, err, fault.Invalid, "cashbook.count-sign-day")
	_, err = paper(moussa, today+3, anchor)
	refusedAs(t, s, err, fault.Invalid, "cashbook.count-sign-day")
	_, err = paper(moussa, today, "0000")
	refusedAs(t, s, err, fault.Invalid, "cashbook.count-anchor")
	g := want[cashbook.CountSignature](t)(paper(moussa, today+1, " "+strings.ToLower(anchor)))
	if g.Signatory != moussa || g.Recorder != awa || g.Way != cashbook.OnPaper || g.Day != today+1 {
		t.Errorf("%+v", g)
	}
	want[cashbook.Report](t)(cashbook.Verify(s, till))
}

// A count that comes before a signed one stays as it is.
func TestCountsAreSignedInTheirOrder(t *testing.T) {
	s := staffed().must(t, 0, 10_000)
	want[cashbook.Count](t)(s.count(note(10_000, 1)))
	want[cashbook.Count](t)(s.count(note(10_000, 1)))
	want[cashbook.CountSignature](t)(s.sign(binta, 2))
	_, err := s.sign(binta, 1)
	refusedAs(t, s, err, fault.Conflict, "cashbook.count-signed")
}

func TestDifference(t *testing.T) {
	s := staffed().must(t, 0, 10_000)
	want[cashbook.Count](t)(s.count(note(5_000, 1), note(2_000, 2)))
	_, err := s.difference(awa, 1)
	refusedAs(t, s, err, fault.Denied, "cashbook.difference-own")
	for key, draft := range map[string]cashbook.DifferenceDraft{
		"cashbook.difference-account": {Count: 1, Text: "Écart"},
		"cashbook.difference-day":     {Count: 1, Text: "Écart", Account: "658", Day: today - 1},
		"cashbook.future":             {Count: 1, Text: "Écart", Account: "658", Day: today + 1},
		"cashbook.text-missing":       {Count: 1, Account: "658"},
	} {
		_, err := cashbook.BookDifference(s, s.actor(binta), kolda, till, draft, s.now)
		refusedAs(t, s, err, fault.Invalid, key)
	}
	shortage := want[cashbook.Recorded](t)(s.difference(binta, 1))
	if shortage.BalanceMinor != 9_000 || shortage.Voucher.AmountMinor != -1_000 || shortage.Voucher.Kind != cashbook.KindDifference || shortage.Voucher.Account != "658" {
		t.Errorf("%+v", shortage)
	}
	_, err = s.difference(binta, 1)
	refusedAs(t, s, err, fault.Conflict, "cashbook.difference-booked")
	_, err = cashbook.Change(s, s.actor(binta), kolda, till, 2, cashbook.Draft{Content: cashbook.Content{AmountMinor: -900, Text: "Écart"}}, s.now)
	refusedAs(t, s, err, fault.Invalid, "cashbook.change-difference")
	want[cashbook.Recorded](t)(s.reverse(2))
	want[cashbook.Recorded](t)(s.difference(binta, 1)) // again, since it was reversed
	want[cashbook.Recorded](t)(s.reverse(4))
	surplus := want[cashbook.Count](t)(s.count(note(10_000, 1), coin(500, 1)))
	if r := want[cashbook.Recorded](t)(s.difference(binta, 2)); r.Voucher.AmountMinor != 500 || r.BalanceMinor != surplus.CountedMinor {
		t.Errorf("%+v", r)
	}
	_, err = s.difference(binta, 1)
	refusedAs(t, s, err, fault.Conflict, "cashbook.difference-superseded")
	want[cashbook.Count](t)(s.count(note(10_000, 1), coin(500, 1)))
	_, err = s.difference(binta, 3)
	refusedAs(t, s, err, fault.Invalid, "cashbook.no-difference")
	want[cashbook.Report](t)(cashbook.Verify(s, till))
}
