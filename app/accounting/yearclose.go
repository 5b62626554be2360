package accounting

import (
	"slices"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/money"
)

// PartyBalance is what an account bears with one third party, in the base currency,
// debit positive.
type PartyBalance struct {
	Account   string
	Party     string // code; empty for none
	PartyName string
	BaseMinor int64 // not 0
}

// YearPlan is what the closing of a fiscal year would enter.
type YearPlan struct {
	Year
	Next    Year
	Journal Journal // of class Opening, which takes the entries
	Results []PartyBalance
	Carried []PartyBalance // balances of the other accounts, with the result in them
}

// YearOrder is what a person wants to close.
type YearOrder struct {
	Project ident.ProjectID
	Code    string
	Account string // that the result goes to; empty for that of the chart
	Late    bool   // the clock is behind trusted time
}

// PlanYear says what closing a fiscal year would enter, or what is in the way. It
// is fault.Conflict unless the year is over, the years before it are closed, the
// next one is there, and head office has released the last month of every journal
// that has postings in it. Nothing is written.
func PlanYear(s Records, by directory.Actor, poste ident.PosteID, o YearOrder, now time.Time) (YearPlan, error) {
	p, d, err := openYear(s, by, poste, o, now)
	if err != nil {
		return p, err
	}
	return p, d.planYear(&p, o)
}

// openYear finds the year, the one after it and the journal that takes the entries.
func openYear(s Records, by directory.Actor, poste ident.PosteID, o YearOrder, now time.Time) (p YearPlan, d *desk, err error) {
	if p.Journal, err = openingJournal(s, o.Project); err != nil {
		return p, nil, err
	}
	if d, err = openDesk(s, by, directory.RightYearClose, poste, p.Journal.ID, now); err != nil {
		return p, nil, err
	}
	if o.Late {
		return p, nil, fault.New(fault.Expired, "accounting.closing-late", fault.Args{"Journal": p.Journal.Ref()})
	}
	years, err := s.Years(o.Project)
	if err != nil {
		return p, nil, err
	}
	i := slices.IndexFunc(years, func(y Year) bool { return y.Code == o.Code })
	if i < 0 {
		return p, nil, fault.New(fault.Missing, "accounting.year-missing", fault.Args{"Year": fault.Excerpt(o.Code)})
	}
	p.Year = years[i]
	args := fault.Args{"Year": p.Code, "Last": p.Last}
	switch {
	case !p.IsOpen():
		return p, nil, fault.New(fault.Conflict, "accounting.year-done", args)
	case i > 0 && years[i-1].IsOpen():
		args["Before"] = years[i-1].Code
		return p, nil, fault.New(fault.Conflict, "accounting.year-order", args)
	case d.today <= p.Last:
		return p, nil, fault.New(fault.Conflict, "accounting.year-running", args)
	case i+1 == len(years):
		return p, nil, fault.New(fault.Conflict, "accounting.year-next", args)
	}
	p.Next = years[i+1]
	return p, d, allReleased(s, p)
}

// openingJournal gives the journal of a project that opening entries go into.
func openingJournal(s Records, project ident.ProjectID) (Journal, error) {
	journals, err := s.Journals(JournalFilter{Project: project})
	if err != nil {
		return Journal{}, err
	}
	for _, j := range journals {
		if j.Class == Opening && !j.IsForeign() && j.Status == Open {
			return j, nil
		}
	}
	return Journal{}, fault.New(fault.Missing, "accounting.year-journal", nil)
}

// allReleased wants the months of every journal with postings in the year to be
// closed and released, and no drafts.
func allReleased(s Records, p YearPlan) error {
	journals, err := s.Journals(JournalFilter{Project: p.Project})
	if err != nil {
		return err
	}
	for _, j := range journals {
		drafts, err := s.Drafts(j.ID)
		if err != nil {
			return err
		}
		if i := slices.IndexFunc(drafts, func(f Draft) bool { return p.Contains(f.Day) }); i >= 0 {
			return fault.New(fault.Conflict, "accounting.closing-drafts", fault.Args{
				"Journal": j.Ref(), "Count": len(drafts), "Day": drafts[i].Day, "Text": fault.Excerpt(drafts[i].Text),
			})
		}
		_, postings, err := s.PostingPage(PageFilter{Journal: j.ID, From: p.First, Until: p.Last, Limit: 1})
		if err != nil {
			return err
		}
		closings, err := s.Closings(j.ID)
		if err != nil {
			return err
		}
		if released := releasedUntil(closings); postings > 0 && released < p.Last {
			return fault.New(fault.Conflict, "accounting.year-months", fault.Args{
				"Year": p.Code, "Journal": j.Ref(), "Released": released, "Last": p.Last,
			})
		}
	}
	return nil
}

// planYear works out the result and what is carried forward.
func (d *desk) planYear(p *YearPlan, o YearOrder) error {
	if d.plan.Chart == nil {
		return fault.New(fault.Conflict, "accounting.year-chart", fault.Args{"Journal": d.journal.Ref()})
	}
	balances, err := d.store.PartyBalances(p.Project, p.Last)
	if err != nil {
		return err
	}
	for _, b := range balances {
		if isResult(d.plan.Chart, b.Account) {
			p.Results = append(p.Results, b)
			p.ResultMinor -= b.BaseMinor
		} else {
			p.Carried = append(p.Carried, b)
		}
	}
	if p.ResultMinor == 0 {
		return nil
	}
	if p.Account, err = d.resultAccount(o, p.ResultMinor); err != nil {
		return err
	}
	p.Carried = withResult(p.Carried, p.Account, -p.ResultMinor)
	return nil
}

// isResult reports whether an account is one of costs or income.
func isResult(c *chart.Chart, account string) bool {
	line, _, known := c.Table.LineOf(account, chart.Debit)
	if !known {
		line, _, known = c.Table.LineOf(account, chart.Credit)
	}
	return known && line.Statement == chart.Result
}

// resultAccount gives the account that a result goes to: 12x or 13x, by the chart.
func (d *desk) resultAccount(o YearOrder, minor int64) (string, error) {
	account := o.Account
	if account == "" {
		account = d.plan.Chart.Usual(chart.UseProfit)
		if minor < 0 {
			account = d.plan.Chart.Usual(chart.UseLoss)
		}
	}
	if isResult(d.plan.Chart, account) {
		return "", fault.New(fault.Invalid, "accounting.year-account", fault.Args{"Account": fault.Excerpt(account)})
	}
	return account, d.plan.CheckAccount(account, directory.ModuleAccounting)
}

// withResult adds the result to the balance of its account.
func withResult(carried []PartyBalance, account string, minor int64) []PartyBalance {
	for i := range carried {
		if carried[i].Account == account && carried[i].Party == "" {
			if carried[i].BaseMinor += minor; carried[i].BaseMinor == 0 {
				carried = slices.Delete(carried, i, i+1)
			}
			return carried
		}
	}
	at := slices.IndexFunc(carried, func(b PartyBalance) bool { return b.Account > account })
	if at < 0 {
		at = len(carried)
	}
	return slices.Insert(carried, at, PartyBalance{Account: account, BaseMinor: minor})
}

// CloseYear closes a fiscal year for good. On its last day the result goes to its
// account and every balance to nothing; on the first day of the next year each
// balance is opened again, by account and third party.
func CloseYear(s Records, by directory.Actor, poste ident.PosteID, o YearOrder, now time.Time) (Year, error) {
	p, d, err := openYear(s, by, poste, o, now)
	if err != nil {
		return Year{}, err
	}
	if err := d.planYear(&p, o); err != nil {
		return Year{}, err
	}
	if err := d.enterYear(&p); err != nil {
		return Year{}, err
	}
	years, err := s.Years(p.Project)
	if err != nil {
		return Year{}, err
	}
	y := p.Year
	y.Closed, y.ClosedBy, y.Revision = now.UTC().Truncate(time.Second), by.ID, newestYears(years)+1
	if err := s.SaveYear(y); err != nil {
		return Year{}, err
	}
	facts, err := y.facts(s)
	if err != nil {
		return Year{}, err
	}
	facts = append(facts, directory.Detail{Name: "result", Value: money.Amount{Minor: y.ResultMinor, Currency: d.journal.Base}.String()})
	return y, directory.Note(s, by, ident.UserID{}, VerbYearClosed, now, facts...)
}

// enterYear enters what was planned, over the locks that its months left.
func (d *desk) enterYear(p *YearPlan) error {
	number := d.head.Number + 1
	texts := yearTexts(p.Code)
	if err := d.enterBalances(MaskClosing, p.Last, texts.result, p.Results, -1, p.Account); err != nil {
		return err
	}
	if err := d.enterBalances(MaskClosing, p.Last, texts.closing, p.Carried, -1, p.Account); err != nil {
		return err
	}
	if len(p.Results)+len(p.Carried) > 0 {
		p.Year.Journal, p.Closing, p.Opening = d.journal.ID, number, d.head.Number+1
	}
	return d.enterBalances(MaskOpening, p.Next.First, texts.opening, p.Carried, 1, p.Account)
}

// yearTexts are the texts of the entries. They are French, as accounts are kept.
func yearTexts(code string) (t struct{ result, closing, opening string }) {
	t.result = "Détermination du résultat " + code
	t.closing = "Clôture de l'exercice " + code
	t.opening = "À-nouveaux après l'exercice " + code
	return t
}

// enterBalances enters balances, or their opposite, in postings of as many lines as
// one can have. What is left over of each goes to the account of the result, over
// which it comes and goes.
func (d *desk) enterBalances(mask Mask, day calendar.Day, text string, balances []PartyBalance, sign int64, account string) error {
	for part := range slices.Chunk(balances, MaxLines-1) {
		c := Content{Mask: mask, VoucherDay: day, Text: text}
		var rest int64
		for _, b := range part {
			minor := sign * b.BaseMinor
			c.Lines = append(c.Lines, Line{Account: b.Account, Party: b.Party, PartyName: b.PartyName, AmountMinor: minor})
			rest -= minor
		}
		if rest != 0 {
			c.Lines = append(c.Lines, Line{Account: account, AmountMinor: rest})
		}
		c, err := c.cleaned(d.journal)
		if err != nil {
			return err
		}
		if _, err := d.enter(day, 0, c); err != nil {
			return err
		}
	}
	return nil
}
