package cashbook_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
)

// copies gives what the poste sends to head office.
func (s *site) copies(t testing.TB, poste ident.PosteID) []cashbook.Copy {
	t.Helper()
	runs, err := cashbook.Copies(s, till, poste)
	if err != nil {
		t.Fatal(err)
	}
	return runs
}

func (s *site) take(c cashbook.Copy) (cashbook.Taken, error) { return cashbook.TakeCopy(s, c, s.now) }

// takeAll takes runs that must not be refused.
func (s *site) takeAll(t testing.TB, runs []cashbook.Copy) (taken cashbook.Taken) {
	t.Helper()
	for _, run := range runs {
		got, err := s.take(run)
		if err != nil {
			t.Fatal(err)
		}
		taken.New, taken.Branched, taken.Head = taken.New+got.New, taken.Branched+got.Branched, got.Head
	}
	return taken
}

// learn is what a `.usr` or `.rep` of head office brings.
func (s *site) learn(office *site) { s.owners[till] = slices.Clone(office.owners[till]) }

func TestTakeCopy(t *testing.T) {
	kolda1, office := newSite().must(t, 0, 100, 0, -60), newSite()
	if got := office.takeAll(t, kolda1.copies(t, kolda)); got.New != 2 || got.Head.Number != 2 {
		t.Fatalf("%+v", got)
	}
	if got := office.takeAll(t, kolda1.copies(t, kolda)); got.New != 0 {
		t.Errorf("the same again: %+v", got)
	}
	kolda1.must(t, 0, 5)
	if got := office.takeAll(t, kolda1.copies(t, kolda)); got.New != 1 {
		t.Errorf("one more: %+v", got)
	}
	if report, err := cashbook.Verify(office, till); err != nil || report.BalanceMinor != 45 {
		t.Errorf("%+v, %v", report, err)
	}
}

func TestTakeCopyRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		key   string
		spoil func(*cashbook.Copy)
	}{
		"of another poste":    {"cashbook.copy-owner", func(c *cashbook.Copy) { c.Poste = spare }},
		"of another epoch":    {"cashbook.copy-owner", func(c *cashbook.Copy) { c.Epoch = 2 }},
		"with a gap":          {"cashbook.copy-gap", func(c *cashbook.Copy) { c.After = c.After.After(c.Entries[0].Entry); c.Entries = c.Entries[1:] }},
		"without its first":   {"ledger.sequence", func(c *cashbook.Copy) { c.Entries = c.Entries[1:] }},
		"reordered":           {"ledger.sequence", func(c *cashbook.Copy) { c.Entries[0], c.Entries[1] = c.Entries[1], c.Entries[0] }},
		"with a changed text": {"ledger.hash", func(c *cashbook.Copy) { c.Entries[1].Text = "Don" }},
		"with a text nobody can enter": {"cashbook.copy-text", func(c *cashbook.Copy) {
			c.Entries = c.Entries[:1]
			c.Entries[0].Text = "Don\u202e"
			c.Entries[0].Entry.Hash = c.Entries[0].Entry.Sum(&c.Entries[0])
		}},
		"with a negative till": {"cashbook.damage-negative", func(c *cashbook.Copy) {
			c.Entries = c.Entries[:1]
			c.Entries[0].AmountMinor = -5
			c.Entries[0].Entry.Hash = c.Entries[0].Entry.Sum(&c.Entries[0])
		}},
	} {
		office := newSite()
		run := newSite().must(t, 0, 100, 0, -60).copies(t, kolda)[0]
		c.spoil(&run)
		_, err := office.take(run)
		var found *fault.Error
		if !errors.As(err, &found) || found.Key != c.key {
			t.Errorf("%s: %v, want %s", name, err, c.key)
		}
	}
}

// Whoever rewrites what head office holds is found out by the next copy.
func TestTakeCopyFindsARewrittenBook(t *testing.T) {
	office, honest := newSite(), newSite().must(t, 0, 100, 0, -60)
	office.takeAll(t, honest.copies(t, kolda))
	forged := newSite().must(t, 0, 100, 0, -61, 0, 5)
	_, err := office.take(forged.copies(t, kolda)[0])
	wantFault(t, office, 2, err, fault.Forged, "cashbook.copy-rewritten")
	forged.forge(1, func(v *cashbook.Voucher) { v.Text = "Voyage" })
	run := forged.copies(t, kolda)[0]
	run.After = ledger.Head{Seq: 2, Number: 2, Hash: run.Entries[1].Entry.Hash}
	run.Entries = run.Entries[2:]
	_, err = office.take(run)
	wantFault(t, office, 2, err, fault.Forged, "cashbook.copy-rewritten")
}

func TestCopiesAreCutAndGoOnWhereHeadOfficeIs(t *testing.T) {
	s := newSite()
	for range cashbook.CopySize + 2 {
		s.must(t, 0, 1)
	}
	runs := s.copies(t, kolda)
	if len(runs) != 2 || len(runs[0].Entries) != cashbook.CopySize || runs[0].End() != runs[1].After {
		t.Fatalf("%d runs", len(runs))
	}
	if err := cashbook.Acknowledge(s, till, 1, runs[0].End().Seq); err != nil {
		t.Fatal(err)
	}
	if runs := s.copies(t, kolda); len(runs) != 2 { // nothing was copied: there is no state of the epoch
		t.Errorf("%d runs after an acknowledgement of nothing", len(runs))
	}
	if err := cashbook.SaveCopy(s, runs, today); err != nil {
		t.Fatal(err)
	}
	if due, err := cashbook.DueCopies(s, kolda); err != nil || len(due) != 0 {
		t.Errorf("due: %v, %v", due, err)
	}
	if err := cashbook.Acknowledge(s, till, 1, runs[0].End().Seq); err != nil {
		t.Fatal(err)
	}
	if err := cashbook.Acknowledge(s, till, 1, runs[1].End().Seq+1); err != nil {
		t.Fatal(err)
	}
	if runs := s.copies(t, kolda); len(runs) != 1 || len(runs[0].Entries) != 2 {
		t.Errorf("%d runs after the acknowledgement", len(runs))
	}
	s.must(t, 0, 1)
	if due, err := cashbook.DueCopies(s, kolda); err != nil || len(due) != 1 {
		t.Errorf("due: %v, %v", due, err)
	}
}

func TestReturn(t *testing.T) {
	s, office := newSite().must(t, 0, 100, 0, -60), newSite()
	if _, err := cashbook.Return(s, s.actor(awa), kolda, till, s.now); err != nil {
		t.Fatal(err)
	}
	_, err := s.record(voucher(0, 5))
	wantFault(t, s, 2, err, fault.Denied, "cashbook.returned")
	_, err = cashbook.Return(s, s.actor(awa), kolda, till, s.now)
	wantFault(t, s, 2, err, fault.Denied, "cashbook.returned")
	office.takeAll(t, s.copies(t, kolda))
	end, _ := office.Ownership(till)
	if end.Kept() || end.Epoch != 2 || end.FirstNumber != 3 || end.Head.Number != 2 {
		t.Fatalf("%+v", end)
	}
	if _, err := office.grant(spare); err != nil {
		t.Fatal(err)
	}
	s.learn(office)
	if err := cashbook.CanRecord(s, s.actor(awa), kolda, till, s.now); !errors.Is(err, fault.Denied) {
		t.Error(err)
	}
	empty := newSite() // a book in which nothing was ever entered
	if _, err := cashbook.Return(empty, empty.actor(awa), kolda, till, s.now); err != nil {
		t.Fatal(err)
	}
	office = newSite()
	office.takeAll(t, empty.copies(t, kolda))
	if end, _ := office.Ownership(till); end.Kept() {
		t.Errorf("%+v", end)
	}
}

// desks are three data folders that have the till in turn: two postes and head
// office between them.
type desks struct {
	office *site
	sites  map[ident.PosteID]*site
	keeper ident.PosteID
	given  map[int64]bool // numbers that anybody has seen on paper
	lost   map[int64]bool
}

func newDesks() *desks {
	return &desks{
		office: newSite(), sites: map[ident.PosteID]*site{kolda: newSite()}, keeper: kolda,
		given: map[int64]bool{}, lost: map[int64]bool{},
	}
}

func (d *desks) record(t *rapid.T) {
	s := d.sites[d.keeper].accept(d.keeper)
	got, err := cashbook.Record(s, s.actor(awa), d.keeper, till, voucher(0, rapid.Int64Range(-50, 100).Draw(t, "amount")), s.now)
	if errors.Is(err, fault.Invalid) {
		return // not enough money, or none
	}
	if err != nil {
		t.Fatal(err)
	}
	n := got.Voucher.Entry.Number
	if d.given[n] || d.lost[n] {
		t.Fatalf("number %d was given out twice", n)
	}
	d.given[n] = true
}

func (d *desks) copy(t *rapid.T) {
	s := d.sites[d.keeper]
	runs, err := cashbook.Copies(s, till, d.keeper)
	if err != nil {
		t.Fatal(err)
	}
	for _, run := range runs {
		taken, err := d.office.take(run)
		if err != nil {
			t.Fatal(err)
		}
		if err := cashbook.SaveCopy(s, runs, today); err != nil {
			t.Fatal(err)
		}
		if rapid.Bool().Draw(t, "acknowledged") {
			if err := cashbook.Acknowledge(s, till, run.Epoch, taken.Head.Seq); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// die takes the book from its poste, which never heard of it, and gives it to a
// new one.
func (d *desks) die(t *rapid.T) {
	dead := d.sites[d.keeper]
	last, _ := dead.Head(till)
	owner, _ := d.office.Ownership(till)
	held, _ := d.office.Head(till)
	printed := max(last.Number, owner.FirstNumber-1)
	for n := max(held.Number, owner.FirstNumber-1) + 1; n <= printed; n++ {
		d.lost[n] = true
		delete(d.given, n)
	}
	for n := held.Number + 1; n < owner.FirstNumber; n++ {
		d.lost[n] = true
	}
	if _, err := cashbook.Withdraw(d.office, d.office.actor(admin), till, printed, "Volé", noon); err != nil {
		t.Fatal(err)
	}
	d.handOver(t)
	d.haunt(t, dead)
}

// give hands the book over as planned.
func (d *desks) give(t *rapid.T) {
	s := d.sites[d.keeper]
	if _, err := cashbook.Return(s, s.actor(awa), d.keeper, till, noon); err != nil {
		t.Fatal(err)
	}
	d.copy(t)
	d.handOver(t)
}

func (d *desks) handOver(t *rapid.T) {
	next := ident.PosteID{byte(len(d.sites) + 1)}
	fresh := newSite()
	p := fresh.postes[spare]
	p.ID, p.Number = next, 20+len(d.sites)
	d.office.postes[next], fresh.postes[next] = p, p
	granted, err := cashbook.GrantOwnership(d.office, d.office.actor(admin), till, next, noon)
	if err != nil {
		t.Fatal(err)
	}
	fresh.learn(d.office)
	runs, err := cashbook.Entries(d.office, till)
	if err != nil {
		t.Fatal(err)
	}
	for _, run := range runs {
		if _, err := cashbook.TakeEntries(fresh, next, run, granted.Head, noon); err != nil {
			t.Fatal(err)
		}
	}
	d.sites[next], d.keeper = fresh, next
}

// haunt has the dead poste come back with what it entered later.
func (d *desks) haunt(t *rapid.T, dead *site) {
	before, _ := d.office.Head(till)
	head, _ := dead.Head(till)
	owner, _ := dead.Ownership(till)
	runs, err := cashbook.Copies(dead, till, owner.Poste)
	if err != nil {
		t.Fatal(err)
	}
	branched := 0
	for _, run := range runs {
		taken, err := d.office.take(run)
		if err != nil {
			t.Fatal(err)
		}
		branched += taken.Branched
	}
	if after, _ := d.office.Head(till); after != before || int64(branched) != head.Seq-max(before.Seq, owner.Head.Seq) {
		t.Fatalf("%d entries of the branch, the book went from %+v to %+v", branched, before, after)
	}
}

func (d *desks) hold(t *rapid.T) {
	s := d.sites[d.keeper]
	report, err := cashbook.Verify(s, till)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := cashbook.Verify(d.office, till); err != nil {
		t.Fatal(err)
	}
	for n := int64(1); n <= report.Head.Number; n++ {
		_, err := s.Voucher(till, n)
		if missing := errors.Is(err, fault.Missing); missing != d.lost[n] || missing == d.given[n] {
			t.Fatalf("number %d: lost %t, given out %t, missing %t", n, d.lost[n], d.given[n], missing)
		}
	}
	if report.Vouchers != int64(len(d.given)) {
		t.Fatalf("%d vouchers, %d were given out", report.Vouchers, len(d.given))
	}
}

// However often a book changes hands, planned or not: no number twice, none
// missing but those that were lost, and a chain that verifies.
func TestBooksSurviveTheirPostes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := newDesks()
		t.Repeat(map[string]func(*rapid.T){
			"record": d.record, "again": d.record, "copy": d.copy, "die": d.die, "give": d.give, "": d.hold,
		})
	})
}

func TestTakeEntriesRefuses(t *testing.T) {
	office := newSite()
	office.takeAll(t, newSite().must(t, 0, 100, 0, -60).copies(t, kolda))
	granted := office.handOver(t, 4)
	all := func() cashbook.Copy {
		runs, err := cashbook.Entries(office, till)
		if err != nil || len(runs) != 1 {
			t.Fatal(runs, err)
		}
		return runs[0]
	}
	other := granted.Head
	other.Hash[0] ^= 1
	for _, c := range []struct {
		key     string
		granted ledger.Head
		spoil   func(*site, *cashbook.Copy)
	}{
		{"cashbook.entries-other", other, func(*site, *cashbook.Copy) {}},
		{"cashbook.entries-early", granted.Head, func(_ *site, c *cashbook.Copy) { c.Epoch++ }},
		{"cashbook.other-poste", granted.Head, func(s *site, _ *cashbook.Copy) { s.owners[till] = s.owners[till][:1] }},
		{"cashbook.entries-other", granted.Head, func(_ *site, c *cashbook.Copy) { c.Entries[1].Entry.Hash[0] ^= 1 }},
		{"ledger.hash", granted.Head, func(_ *site, c *cashbook.Copy) { c.Entries[0].Text = "Voyage" }},
		{"cashbook.copy-gap", granted.Head, func(_ *site, c *cashbook.Copy) { c.After, c.Entries = c.After.After(c.Entries[0].Entry), c.Entries[1:] }},
	} {
		s := newSite()
		s.learn(office)
		run := all()
		c.spoil(s, &run)
		_, err := cashbook.TakeEntries(s, spare, run, c.granted, s.now)
		var found *fault.Error
		if !errors.As(err, &found) || found.Key != c.key {
			t.Errorf("%v, want %s", err, c.key)
		}
	}
	s := newSite()
	s.learn(office)
	s.now = noon.Add(time.Hour)
	_, err := s.recordOn(spare, voucher(0, 5))
	wantFault(t, s, 0, err, fault.Conflict, "cashbook.behind")
	for range 2 { // the second time it changes nothing
		if _, err := cashbook.TakeEntries(s, spare, all(), granted.Head, s.now); err != nil || len(s.entries[till]) != 2 {
			t.Fatal(err)
		}
	}
	got, err := s.accept(spare).recordOn(spare, voucher(0, 5))
	if err != nil || got.Voucher.Entry.Number != 5 || got.BalanceMinor != 45 {
		t.Errorf("%+v, %v", got, err)
	}
}
