package accounting

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// entry is the screen on which a posting is typed: what is on the voucher above, its
// debits and credits below. It never needs the mouse: Enter goes from field to field
// and posts at the end.
type entry struct {
	*section
	services *kit.Services // those of the desk, with the day of the journal
	open     workspace.OpenJournal
	offers   offers

	kind       *kit.PickerField // which transaction it is
	day        *kit.DateField
	voucher    *kit.TextField
	voucherDay *kit.DateField
	text       *kit.TextField
	rate       *kit.TextField // shown in a journal of another currency
	mask       accounting.Mask
	basis      accounting.Basis
	form       *maskForm    // of the transaction; nil where debits and credits are typed
	lines      []*typedLine // then
	parties    []workspace.Party

	list    *fyne.Container
	scroll  *kit.Scroll
	debit   *kit.Text
	credit  *kit.Text
	rest    *kit.Text
	problem *kit.Text
	body    *fyne.Container // the form, or the lines
	even    *kit.Button     // « Équilibrer », for lines
	papers  *paperRow

	draft   accounting.Draft // that is being finished; zero for none
	reposts int64            // number of the posting that this one replaces, or 0
	reason  string           // of that
	clean   accounting.Entry // what was there before anything was typed
	busy    bool             // a posting is being written
	leaving func()           // what waits for it
	ahead   *kit.Typeahead   // keeps what is typed meanwhile
}

// leastLines stand in an entry at least.
const leastLines = 2

// begin opens the entry of a posting in a journal; prepare fills it in.
func (s *section) begin(open workspace.OpenJournal, prepare func(*entry)) {
	kit.Load(s.Tasks, func() (accounting.Basis, error) {
		return s.Session.FormBasis(s.Context, open.Journal.ID, 0)
	}, func(basis accounting.Basis, err error) {
		if s.Refuse(err) {
			return
		}
		e := newEntry(s, open, basis)
		prepare(e)
		e.clean = e.typed()
		e.bring()
	})
}

func newEntry(s *section, open workspace.OpenJournal, basis accounting.Basis) *entry {
	e := &entry{section: s, open: open, basis: basis, body: container.NewStack()}
	services := *s.Services
	services.Today = func() calendar.Day { return open.Today }
	e.services = &services
	e.offers = offers{plan: open.Plan, language: s.Printer.Language(), day: open.Today}
	e.day, e.voucherDay = kit.NewDateField(e.services, "day"), kit.NewDateField(e.services, "voucher-day")
	e.voucher, e.text = kit.NewTextField(e.services, "voucher"), kit.NewTextField(e.services, "text")
	e.rate = kit.NewTextField(e.services, "rate")
	e.voucher.MaxRunes, e.text.MaxRunes = accounting.MaxVoucher, accounting.MaxText
	e.voucher.PlaceHolder = e.T("accounting.entry.voucher.auto")
	e.text.Required, e.day.Required = true, true
	e.rate.Verify = func(text string) error {
		_, err := money.ParseRate(text)
		return err
	}
	e.rate.PlaceHolder = e.T("accounting.entry.rate.usual")
	e.list, e.debit, e.credit = kit.VStack(lineGap), e.sum(), e.sum()
	e.rest, e.problem = kit.NewText("", kit.Strong), kit.NewText("", kit.Style{Color: kit.ColorRefused})
	e.papers, e.ahead = newPaperRow(e), kit.NewTypeahead(s.Window.Canvas())
	e.even = kit.NewButton(e.T("accounting.entry.balance"), "check", kit.Plain, e.balance)
	e.kind = kit.NewStrictPicker(e.services, "kind", kit.OfferAll(e.masks()))
	e.kind.Required = true
	e.listen()
	e.study()
	e.day.SetDay(open.Today)
	e.show(e.usual(), accounting.Content{})
	return e
}

func (e *entry) sum() *kit.Text {
	return kit.NewText("", kit.Style{Bold: true, Align: fyne.TextAlignTrailing})
}

// listen ties the keys and the changes of the fields above the lines to the entry.
func (e *entry) listen() {
	then := func(f kit.Field, next func()) func() {
		return func() {
			if f.Check() == "" {
				next()
			}
		}
	}
	to := func(f fyne.Focusable) func() { return func() { e.Window.Canvas().Focus(f) } }
	e.kind.OnChosen = func(c kit.Choice) { e.choose(accounting.Mask(c.ID)) }
	e.kind.Commit = then(e.kind, to(e.day))
	e.day.Commit = then(e.day, to(e.voucher))
	e.voucher.Commit = then(e.voucher, to(e.text))
	e.voucherDay.Commit = then(e.voucherDay, to(e.text))
	e.rate.Commit = then(e.rate, e.start)
	e.text.Commit = then(e.text, e.start)
	if e.open.Journal.IsForeign() {
		e.text.Commit = then(e.text, to(e.rate))
	}
	e.rate.OnChanged = func(string) { e.again() }
	e.day.OnChanged = func(string) { e.newDay() }
}

// add puts an empty line below the others.
func (e *entry) add() *typedLine {
	l := newTypedLine(e)
	e.lines = append(e.lines, l)
	l.row = e.rowOf(l)
	e.list.Add(l.row)
	return l
}

// fill shows a posting that is to be finished, put right or entered once more.
func (e *entry) fill(p accounting.Entry) {
	if !p.Day.IsZero() {
		e.day.SetDay(p.Day)
	}
	e.voucher.SetText(p.Voucher)
	e.voucherDay.SetDay(p.VoucherDay)
	e.text.SetText(p.Text)
	if e.open.Journal.IsForeign() && p.Rate > 0 {
		e.rate.SetText(e.Printer.Decimal(p.Rate.String()))
	}
	e.papers.set(p.Attachments)
	e.show(p.Mask, p.Content)
}

// setLines shows lines, and empty ones as far as there are too few.
func (e *entry) setLines(lines []accounting.Line) {
	e.lines = nil
	for _, line := range lines {
		e.add().fill(line)
	}
	for len(e.lines) < leastLines {
		e.add()
	}
	e.showLines()
}

// clear makes the entry ready for the next posting of the same kind and day.
func (e *entry) clear(day calendar.Day) {
	e.draft, e.reposts, e.reason = accounting.Draft{}, 0, ""
	e.fill(accounting.Entry{Day: day, Content: accounting.Content{Mask: e.mask, Rate: e.rateTyped()}})
	e.clean = e.typed()
}

// amount gives minor units of the journal's currency as an amount.
func (e *entry) amount(minor int64) money.Amount {
	return money.Amount{Minor: minor, Currency: e.open.Journal.Currency}
}

func (e *entry) rateTyped() money.Rate {
	rate, err := money.ParseRate(e.rate.Text)
	if err != nil {
		return 0
	}
	return rate
}

func (e *entry) checkAccount(code string) error {
	if e.open.Plan == nil {
		return nil
	}
	return e.open.Plan.CheckAccount(strings.TrimSpace(code), directory.ModuleAccounting)
}

func (e *entry) checkFunding(code string) error {
	day, err := e.day.Day()
	if e.open.Plan == nil || err != nil {
		return nil
	}
	return e.open.Plan.CheckFunding(strings.ToUpper(strings.TrimSpace(code)), day)
}

func (e *entry) checkBudget(code string) error {
	if e.open.Plan == nil {
		return nil
	}
	return e.open.Plan.CheckBudgetLine(strings.ToUpper(strings.TrimSpace(code)))
}
