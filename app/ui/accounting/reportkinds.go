package accounting

import (
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/financial"
	"github.com/comptoir/comptoir/app/report"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// The reports of a project, and those that one comes to from them.
const (
	kindBalance  = "balance"
	kindLedger   = "ledger"
	kindJournal  = "journal"
	kindSheet    = "balance-sheet"
	kindIncome   = "income"
	kindBudget   = "budget"
	kindTreasury = "treasury"

	kindLine       = "line"        // accounts of a line of the annual accounts
	kindBudgetLine = "budget-line" // postings of a budget line
)

func (r *reports) kinds() (choices []kit.Choice) {
	for _, kind := range []string{kindBalance, kindLedger, kindJournal, kindSheet, kindIncome, kindBudget, kindTreasury} {
		choices = append(choices, kit.Choice{ID: kind, Text: r.T("reports.kind." + kind)})
	}
	return choices
}

// maker makes a report of a view; compare is nil for none.
type maker func(r *reports, v *view, compare *workspace.AccountsWish, head report.Head) (report.Report, error)

// makers are by kind.
var makers = map[string]maker{
	kindBalance: func(r *reports, v *view, compare *workspace.AccountsWish, head report.Head) (report.Report, error) {
		b, err := r.Session.TrialBalance(r.Context, v.wish, compare)
		return made(err, func() report.Report { return financial.TrialBalance(b, r.Printer, head) })
	},
	kindLedger: func(r *reports, v *view, _ *workspace.AccountsWish, head report.Head) (report.Report, error) {
		wish := workspace.LedgerWish{AccountsWish: v.wish, Exact: true}
		if v.item != "" {
			wish.Codes = []string{v.item}
		}
		g, err := r.Session.GeneralLedger(r.Context, wish)
		return made(err, func() report.Report { return financial.GeneralLedger(g, r.Printer, head) })
	},
	kindJournal: func(r *reports, v *view, _ *workspace.AccountsWish, head report.Head) (report.Report, error) {
		sheet, err := r.Session.JournalSheet(r.Context, v.item, v.wish)
		return made(err, func() report.Report { return financial.Journal(sheet, r.Printer, head) })
	},
	kindSheet: annual(func(a workspace.AnnualAccounts, r *reports, _ *view, h report.Head) report.Report {
		return financial.BalanceSheet(a, r.Printer, h)
	}),
	kindIncome: annual(func(a workspace.AnnualAccounts, r *reports, _ *view, h report.Head) report.Report {
		return financial.IncomeStatement(a, r.Printer, h)
	}),
	kindLine: annual(func(a workspace.AnnualAccounts, r *reports, v *view, h report.Head) report.Report {
		return financial.LineAccounts(a, v.item, r.Printer, h)
	}),
	kindBudget: func(r *reports, v *view, _ *workspace.AccountsWish, head report.Head) (report.Report, error) {
		b, err := r.Session.Budget(r.Context, workspace.BudgetWish{AccountsWish: v.wish})
		return made(err, func() report.Report { return financial.Budget(b, r.Printer, head) })
	},
	kindBudgetLine: func(r *reports, v *view, _ *workspace.AccountsWish, head report.Head) (report.Report, error) {
		b, err := r.Session.BudgetPostings(r.Context, workspace.BudgetWish{AccountsWish: v.wish}, v.item)
		return made(err, func() report.Report { return financial.BudgetPostings(b, r.Printer, head) })
	},
	kindTreasury: func(r *reports, v *view, _ *workspace.AccountsWish, head report.Head) (report.Report, error) {
		t, err := r.Session.Treasury(r.Context, v.wish)
		return made(err, func() report.Report { return financial.Treasury(t, r.Printer, head) })
	},
}

// compares reports whether another time stands beside the figures of a report.
func compares(kind string) bool {
	return kind == kindBalance || kind == kindSheet || kind == kindIncome
}

// made makes a report of what was read, unless that failed.
func made(err error, then func() report.Report) (report.Report, error) {
	if err != nil {
		return report.Report{}, err
	}
	return then(), nil
}

// annual reads the annual accounts for a report.
func annual(then func(workspace.AnnualAccounts, *reports, *view, report.Head) report.Report) maker {
	return func(r *reports, v *view, compare *workspace.AccountsWish, head report.Head) (report.Report, error) {
		a, err := r.Session.AnnualAccounts(r.Context, v.wish, compare)
		return made(err, func() report.Report { return then(a, r, v, head) })
	}
}

// The times that can be chosen, besides fiscal years, which begin with timeYear.
const (
	timeYear      = "year:"
	timeCivil     = "civil"
	timeMonth     = "month"
	timeLastMonth = "last-month"
	timeAll       = "all"
	timeFree      = "free"
)

func (r *reports) today() calendar.Day { return r.journals[0].Today }

// times are the current fiscal year, or the calendar year where there is none, then
// the others.
func (r *reports) times() (choices []kit.Choice) {
	add := func(id string) { choices = append(choices, kit.Choice{ID: id, Text: r.T("reports.time." + id)}) }
	current := 0
	for _, y := range r.years.Years {
		choices = append(choices, kit.Choice{ID: timeYear + y.Code, Text: r.T("reports.time.year", fault.Args{"Year": y.Code})})
		if y.Contains(r.today()) {
			current = len(choices) - 1
		}
	}
	if len(choices) == 0 {
		add(timeCivil)
	}
	choices[0], choices[current] = choices[current], choices[0]
	for _, id := range []string{timeMonth, timeLastMonth, timeAll, timeFree} {
		add(id)
	}
	return choices
}

// takeTime sets the days of a time and shows the report anew; a free one begins with
// the days that are there.
func (r *reports) takeTime(id string) {
	if id == timeFree {
		r.Window.Canvas().Focus(r.from)
		return
	}
	r.setTime(id)
	r.begin()
}

func (r *reports) setTime(id string) {
	today := r.today()
	year, month, _ := today.Date()
	first, last := calendar.New(year, 1, 1), calendar.New(year, 12, 31)
	switch id {
	case timeMonth:
		first, last = calendar.New(year, month, 1), calendar.New(year, month+1, 1)-1
	case timeLastMonth:
		first, last = calendar.New(year, month-1, 1), calendar.New(year, month, 1)-1
	case timeAll:
		first, last = beginning, today
	}
	for _, y := range r.years.Years {
		if id == timeYear+y.Code {
			first, last = y.First, y.Last
		}
	}
	r.from.SetDay(first)
	r.until.SetDay(last)
}

// beginning is before any account: no posting may be older.
var beginning = calendar.New(1990, 1, 1)

func (r *reports) journalChoices() []kit.Choice {
	choices := []kit.Choice{{Text: r.T("reports.all-journals")}}
	for _, c := range r.journals {
		choices = append(choices, kit.Choice{ID: c.Journal.Ref(), Text: c.Journal.Code + " " + c.Journal.Name})
	}
	return choices
}

// The times that a report is compared with.
const (
	compareNone   = "none"
	comparePeriod = "period" // of the same length, before
	compareYear   = "year"   // the same days, a year earlier
)

func (r *reports) comparisons() (choices []kit.Choice) {
	for _, id := range []string{compareNone, comparePeriod, compareYear} {
		choices = append(choices, kit.Choice{ID: id, Text: r.T("reports.compare." + id)})
	}
	return choices
}

// compared gives the time that the figures beside are of; nil for none.
func (r *reports) compared(wish workspace.AccountsWish) *workspace.AccountsWish {
	earlier := wish
	switch {
	case wish.From.IsZero() || wish.Until.IsZero() || r.compare.Chosen().ID == compareNone:
		return nil
	case r.compare.Chosen().ID == comparePeriod:
		earlier.Until = wish.From - 1
		earlier.From = monthsBefore(wish.From, wish.Until)
	default:
		earlier.From, earlier.Until = yearBefore(wish.From), yearBefore(wish.Until+1)-1
	}
	return &earlier
}

// monthsBefore gives the first day of the time before one: as many months earlier
// where it is of whole months, else as many days.
func monthsBefore(from, until calendar.Day) calendar.Day {
	y1, m1, d1 := from.Date()
	y2, m2, d2 := (until + 1).Date()
	if d1 == 1 && d2 == 1 {
		months := 12*(y2-y1) + int(m2) - int(m1)
		return calendar.New(y1, m1-time.Month(months), 1)
	}
	return from - (until - from) - 1
}

func yearBefore(day calendar.Day) calendar.Day {
	year, month, d := day.Date()
	return calendar.New(year-1, month, d)
}
