package chart

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/money"
)

// RowFault is what is wrong with one row of an import, counted from 0.
type RowFault struct {
	Row int
	Err error
}

// Merge puts lines into a budget, in place of those of the same code, and says of
// each row what is wrong with it. Only without faults is the result of any use.
func (b Budget) Merge(rows []BudgetLine) (Budget, []RowFault) {
	b.Lines = slices.Clone(b.Lines)
	var faults []RowFault
	seen := map[string]bool{}
	cleaned := make([]BudgetLine, len(rows))
	for i, row := range rows {
		line, err := row.clean()
		if err == nil && seen[line.Code] {
			err = fault.New(fault.Invalid, "chart.budget-twice", fault.Args{"Code": line.Code})
		}
		if err != nil {
			faults = append(faults, RowFault{i, err})
			continue
		}
		cleaned[i], seen[line.Code] = line, true
		b.put(line)
	}
	for i, line := range cleaned {
		if _, known := b.Line(line.Parent()); line.Code != "" && line.Parent() != "" && !known {
			faults = append(faults, RowFault{i, fault.New(fault.Invalid, "chart.budget-orphan", fault.Args{"Code": line.Code, "Parent": line.Parent()})})
		}
	}
	slices.SortStableFunc(faults, func(a, b RowFault) int { return cmp.Compare(a.Row, b.Row) })
	return b, faults
}

func (b *Budget) put(line BudgetLine) {
	at, known := b.find(line.Code)
	if known {
		b.Lines[at] = line
		return
	}
	b.Lines = slices.Insert(b.Lines, at, line)
}

// clean gives a line in the form in which it is stored.
func (l BudgetLine) clean() (_ BudgetLine, err error) {
	if l.Code, err = ParseBudgetCode(l.Code); err != nil {
		return l, err
	}
	if l.Label, err = label(l.Label); err != nil {
		return l, err
	}
	if l.PlannedMinor < 0 || l.PlannedMinor > PlannedMax {
		return l, fault.New(fault.Invalid, "chart.budget-planned", fault.Args{"Code": l.Code})
	}
	return l, nil
}

// label cleans a text that must not be empty.
func label(text string) (string, error) {
	text, err := directory.Clean("name", text, LabelMax)
	if err == nil && text == "" {
		err = fault.New(fault.Invalid, "chart.label", nil)
	}
	return text, err
}

// SaveBudgetLines adds lines to a project's budget or changes those of their code.
// revision is that of the budget which was read; another one is fault.Conflict. A
// line that is used no more is switched off. Of several faults the first is given.
func SaveBudgetLines(s Records, by directory.Actor, project ident.ProjectID, lines []BudgetLine, revision int64, now time.Time) (Budget, error) {
	where, err := may(s, by, directory.RightBudgetManage, project, now)
	if err != nil {
		return Budget{}, err
	}
	budget, err := s.Budget(project)
	if err != nil {
		return Budget{}, err
	}
	if err := stale(budget.Revision, revision); err != nil {
		return Budget{}, err
	}
	next, faults := budget.Merge(lines)
	switch {
	case len(faults) > 0:
		return Budget{}, faults[0].Err
	case len(next.Lines) > BudgetLinesMax:
		return Budget{}, fault.New(fault.Invalid, "chart.budget-many", fault.Args{"Max": BudgetLinesMax})
	case slices.Equal(next.Lines, budget.Lines):
		return budget, nil
	}
	next.Project = project
	next.Revision++
	if err := s.SaveBudget(next); err != nil {
		return Budget{}, err
	}
	details := []directory.Detail{where, {Name: "count", Value: strconv.Itoa(len(lines))}}
	if len(lines) == 1 {
		details[1] = directory.Detail{Name: "budget-line", Value: lines[0].Code}
	}
	return next, directory.Note(s, by, ident.UserID{}, VerbBudgetSaved, now, details...)
}

// SaveFunding adds a funding to a project or changes the one of its code, like
// SaveBudgetLines.
func SaveFunding(s Records, by directory.Actor, project ident.ProjectID, f Funding, revision int64, now time.Time) (Fundings, error) {
	where, err := may(s, by, directory.RightBudgetManage, project, now)
	if err != nil {
		return Fundings{}, err
	}
	stored, err := s.Fundings(project)
	if err != nil {
		return Fundings{}, err
	}
	if err := stale(stored.Revision, revision); err != nil {
		return Fundings{}, err
	}
	if f, err = f.clean(); err != nil {
		return Fundings{}, err
	}
	next := stored
	next.Project, next.List = project, slices.Clone(stored.List)
	if at, known := next.find(f.Code); known {
		next.List[at] = f
	} else {
		next.List = slices.Insert(next.List, at, f)
	}
	switch {
	case len(next.List) > FundingsMax:
		return Fundings{}, fault.New(fault.Invalid, "chart.fundings-many", fault.Args{"Max": FundingsMax})
	case slices.Equal(next.List, stored.List):
		return stored, nil
	}
	next.Revision++
	if err := s.SaveFundings(next); err != nil {
		return Fundings{}, err
	}
	return next, directory.Note(s, by, ident.UserID{}, VerbFundingsSaved, now, where, directory.Detail{Name: "funding", Value: f.Code})
}

// clean gives a funding in the form in which it is stored.
func (f Funding) clean() (_ Funding, err error) {
	if f.Code, err = ParseFundingCode(f.Code); err != nil {
		return f, err
	}
	if f.Label, err = label(f.Label); err != nil {
		return f, err
	}
	if f.Donor, err = directory.Clean("donor", f.Donor, LabelMax); err != nil {
		return f, err
	}
	if !f.From.IsZero() && !f.Until.IsZero() && f.Until < f.From {
		return f, fault.New(fault.Invalid, "chart.funding-days", fault.Args{"Day": f.From})
	}
	return f, nil
}

// SaveRate adds a rate of a pair of currencies, or corrects the one of its day:
// what was reckoned with that one keeps it. A pair whose other direction is kept
// already is fault.Conflict.
func SaveRate(s Records, by directory.Actor, base, quote money.Currency, r Rate, revision int64, now time.Time) (Rates, error) {
	if err := directory.Can(by, directory.RightChartManage, directory.Place{}, now); err != nil {
		return Rates{}, err
	}
	if err := pair(s, base, quote); err != nil {
		return Rates{}, err
	}
	stored, err := s.Rates(base, quote)
	if err != nil {
		return Rates{}, err
	}
	if err := stale(stored.Revision, revision); err != nil {
		return Rates{}, err
	}
	next, err := stored.with(r)
	if err != nil || slices.Equal(next.List, stored.List) {
		return next, err
	}
	next.Revision++
	if err := s.SaveRates(next); err != nil {
		return Rates{}, err
	}
	return next, directory.Note(s, by, ident.UserID{}, VerbRateSaved, now,
		directory.Detail{Name: "currency", Value: string(base) + "/" + string(quote)},
		directory.Detail{Name: "day", Value: r.Day.String()}, directory.Detail{Name: "exchange-rate", Value: r.Rate.String()})
}

// pair refuses currencies between which no rate is kept.
func pair(s Store, base, quote money.Currency) error {
	for _, c := range []money.Currency{base, quote} {
		if _, err := money.ParseCurrency(string(c)); err != nil {
			return err
		}
	}
	if base == quote {
		return fault.New(fault.Invalid, "chart.rate-same", fault.Args{"Currency": string(base)})
	}
	other, err := s.Rates(quote, base)
	if err == nil && len(other.List) > 0 {
		return fault.New(fault.Conflict, "chart.rate-reverse", fault.Args{"Base": string(quote), "Quote": string(base)})
	}
	return err
}

// with gives the rates with r among them, by day.
func (r Rates) with(one Rate) (Rates, error) {
	source, err := directory.Clean("source", one.Source, LabelMax)
	if err != nil {
		return Rates{}, err
	}
	one.Source = source
	if one.Rate <= 0 || one.Day.IsZero() {
		return Rates{}, fault.New(fault.Invalid, "money.rate", fault.Args{"Text": one.Rate.String()})
	}
	r.List = slices.Clone(r.List)
	at, known := slices.BinarySearchFunc(r.List, one, func(a, b Rate) int { return cmp.Compare(a.Day, b.Day) })
	if known {
		r.List[at] = one
	} else {
		r.List = slices.Insert(r.List, at, one)
	}
	if len(r.List) > RatesMax {
		return Rates{}, fault.New(fault.Invalid, "chart.rates-many", fault.Args{"Max": RatesMax})
	}
	return r, nil
}
