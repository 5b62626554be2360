package cashbook

import (
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
)

// Report is what the verification of a book found.
type Report struct {
	Book         Book
	Entries      int64 // links of the chain that are intact
	Vouchers     int64 // numbers
	Revisions    int64 // changes on the day of entry
	Reversals    int64
	Lost         int64 // numbers that no voucher has
	Counts       int64 // cash counts
	Signed       int64 // of them
	Branches     int64 // that postes have entered after the book had been withdrawn
	Aside        int64 // entries in them
	BalanceMinor int64
	Head         ledger.Head // its Hash.Anchor is printed on reports
}

// VerifyChain recomputes the hash chain of a book and checks every entry and count
// against the rules by which it must have been entered, then compares the end with
// what the database says and with head office's grant. The first damage is a
// fault.Forged that says where; the report then covers what comes before it.
func VerifyChain(s Store, book ident.BookID) (Report, error) {
	a, err := verifyChain(s, book)
	return a.report, err
}

// Verify does what VerifyChain does, and compares the stored balance with the entries.
func Verify(s Store, book ident.BookID) (Report, error) {
	a, err := verifyChain(s, book)
	if err == nil {
		err = a.unreadable(a.checkStored(s))
	}
	return a.report, err
}

func verifyChain(s Store, book ident.BookID) (*audit, error) {
	s.Afresh()
	b, err := s.Book(book)
	if err != nil {
		return &audit{}, err
	}
	a, err := newAudit(s, b)
	if err != nil {
		return &audit{}, err
	}
	return a, a.unreadable(a.run(s))
}

func (a *audit) run(s Store) (err error) {
	if a.counts, err = newCountAudit(s, a); err != nil {
		return err
	}
	if err := s.Chain(a.report.Book.ID, 1, a.visit); err != nil {
		return err
	}
	if err := a.counts.end(s); err != nil {
		return err
	}
	if err := a.checkEnd(s); err != nil {
		return err
	}
	if err := a.checkBalances(); err != nil {
		return err
	}
	if err := a.checkItems(); err != nil {
		return err
	}
	return a.checkBranches(s)
}

// unreadable says where a walk met what is no entry.
func (a *audit) unreadable(err error) error {
	if !ledger.Unreadable(err) {
		return err
	}
	return fault.Wrap(err, fault.Forged, "cashbook.damage-unreadable", fault.Args{
		"Book": a.report.Book.Ref(), "Seq": a.report.Head.Seq + 1, "Number": a.report.Head.Number + 1,
	})
}

// audit walks the chain of one book. It keeps the latest revision of every
// number, as balances follow the order of days and not of entry.
type audit struct {
	report   Report
	zone     *time.Location
	history  []ledger.Ownership // by epoch; empty when head office has not granted the book
	verifier *ledger.Verifier
	counts   *countAudit
	current  Voucher // the entry being checked; kept here so that a walk allocates nothing
	vouchers []standing
	items    map[int64]*auditItem // by the number that opened them
	opening  int64                // number of the opening balance in force, or 0
	ordinary bool                 // there is a voucher that is neither an opening nor a reversal
}

// standing is what an audit keeps of a number.
type standing struct {
	amountMinor int64
	day         calendar.Day
	entered     calendar.Day // day of entry
	reverses    int64
	special     *Special // nil for the many that do nothing more
}

func newAudit(s Store, b Book) (*audit, error) {
	zone, err := calendar.Zone(b.TimeZone)
	if err != nil {
		return nil, err
	}
	history, err := s.Ownerships(b.ID)
	return &audit{
		report: Report{Book: b}, zone: zone, history: history, items: map[int64]*auditItem{},
		verifier: ledger.NewVerifier(b.ID, ledger.Head{}, ledger.Gaps(history)...),
	}, err
}

// visit checks one entry: its place in the chain first, then the rules.
func (a *audit) visit(v Voucher) error {
	a.current = v
	if err := a.verifier.Check(&a.current.Entry, &a.current); err != nil {
		return err
	}
	if err := a.checkRules(&a.current); err != nil {
		return err
	}
	if err := a.checkOwner(&a.current.Entry); err != nil {
		return err
	}
	if err := a.counts.check(&a.current); err != nil {
		return err
	}
	a.count(&a.current)
	a.countKinds(&a.current)
	return a.counts.pass()
}

// checkRules refuses what the program would not have let anybody enter.
func (a *audit) checkRules(v *Voucher) error {
	entered := calendar.Of(v.Entry.Recorded, a.zone)
	switch {
	case v.AmountMinor == 0 || v.AmountMinor > MaxAmountMinor || v.AmountMinor < -MaxAmountMinor:
		return a.damage("cashbook.damage-amount", v)
	case v.Entry.Day > entered || v.Entry.Day < firstDay:
		return a.damage("cashbook.damage-day", v)
	case v.Entry.Revision > 0 && !a.vouchers[v.Entry.Number-1].allows(v, entered):
		return a.damage("cashbook.damage-revision", v)
	case v.Entry.Reverses != 0 && !a.vouchers[v.Entry.Reverses-1].opposite(v):
		return a.damage("cashbook.damage-reversal", v)
	}
	return a.checkKinds(v)
}

// allows reports whether v may revise the number: on the day of entry, without
// moving it, and not if it is a reversal.
func (n standing) allows(v *Voucher, entered calendar.Day) bool {
	return n.reverses == 0 && n.entered == entered && n.day == v.Entry.Day
}

// opposite reports whether v cancels the number as it stands.
func (n standing) opposite(v *Voucher) bool {
	return n.reverses == 0 && n.amountMinor == -v.AmountMinor
}

// count takes an entry that is in order into the report.
func (a *audit) count(v *Voucher) {
	now := standing{
		amountMinor: v.AmountMinor, day: v.Entry.Day,
		entered: calendar.Of(v.Entry.Recorded, a.zone), reverses: v.Entry.Reverses,
	}
	if v.Special != (Special{}) {
		special := v.Special
		now.special = &special
	}
	a.report.Entries++
	a.report.Head = a.verifier.Head()
	a.report.BalanceMinor += v.AmountMinor
	switch {
	case v.Entry.Revision > 0:
		a.report.Revisions++
		a.report.BalanceMinor -= a.vouchers[v.Entry.Number-1].amountMinor
		a.vouchers[v.Entry.Number-1] = now
		return
	case now.reverses != 0:
		a.report.Reversals++
	}
	a.report.Vouchers++
	for int64(len(a.vouchers)) < v.Entry.Number-1 { // lost
		a.report.Lost++
		a.vouchers = append(a.vouchers, standing{})
	}
	a.vouchers = append(a.vouchers, now)
}

func (a *audit) damage(key string, v *Voucher) error {
	return fault.New(fault.Forged, key, fault.Args{
		"Book": a.report.Book.Ref(), "Seq": v.Entry.Seq, "Number": v.Entry.Number, "Day": v.Entry.Day,
	})
}
