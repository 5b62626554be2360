package chart

import (
	"regexp"
	"slices"

	"github.com/comptoir/comptoir/app/fault"
)

// anyCode is an account's code as it may come from another version of a table.
var anyCode = regexp.MustCompile(`^[0-9][0-9A-Z]{0,11}$`)

// Valid refuses a choice that no head office would have made, with
// fault.Invalid; an unknown built-in chart is fault.Missing. Another table of a
// known one is valid, see Stale.
func (c Choice) Valid() error {
	if _, known := TableOf(c.Base); !known {
		return fault.New(fault.Missing, "chart.unknown", fault.Args{"Chart": fault.Excerpt(string(c.Base))})
	}
	if len(c.Differences) > DifferencesMax {
		return fault.New(fault.Invalid, "chart.differences", fault.Args{"Max": DifferencesMax})
	}
	for i, d := range c.Differences {
		if !anyCode.MatchString(d.Code) || i > 0 && c.Differences[i-1].Code >= d.Code {
			return fault.New(fault.Invalid, "chart.account-code", fault.Args{"Text": fault.Excerpt(d.Code)})
		}
		names, err := cleanNames(d.Names)
		if err != nil {
			return err
		}
		if !slices.Equal(names, d.Names) {
			return fault.New(fault.Invalid, "chart.account-name", fault.Args{"Code": d.Code})
		}
	}
	return nil
}

// Valid refuses a budget that no head office would have made, with fault.Invalid.
func (b Budget) Valid() error {
	merged, faults := Budget{}.Merge(b.Lines)
	switch {
	case len(faults) > 0:
		return faults[0].Err
	case len(b.Lines) > BudgetLinesMax:
		return fault.New(fault.Invalid, "chart.budget-many", fault.Args{"Max": BudgetLinesMax})
	case !slices.Equal(merged.Lines, b.Lines):
		return fault.New(fault.Invalid, "chart.label", nil)
	}
	return nil
}

// Valid refuses fundings that no head office would have made, with fault.Invalid.
func (f Fundings) Valid() error {
	if len(f.List) > FundingsMax {
		return fault.New(fault.Invalid, "chart.fundings-many", fault.Args{"Max": FundingsMax})
	}
	for i, g := range f.List {
		clean, err := g.clean()
		if err != nil {
			return err
		}
		if clean != g || i > 0 && f.List[i-1].Code >= g.Code {
			return fault.New(fault.Invalid, "chart.funding-code", fault.Args{"Text": fault.Excerpt(g.Code)})
		}
	}
	return nil
}

// Valid refuses rates that no head office would have made, with fault.Invalid.
func (r Rates) Valid() error {
	if r.Base == r.Quote {
		return fault.New(fault.Invalid, "chart.rate-same", fault.Args{"Currency": string(r.Base)})
	}
	var all Rates
	for _, one := range r.List {
		var err error
		if all, err = all.with(one); err != nil {
			return err
		}
	}
	if !slices.Equal(all.List, r.List) {
		return fault.New(fault.Invalid, "money.rate", fault.Args{"Text": string(r.Base)})
	}
	return nil
}

// TravelMax is how many days of a pair of currencies travel.
const TravelMax = 1_000

// Newest gives the rates of the newest days, as they travel.
func (r Rates) Newest() Rates {
	r.List = r.List[max(0, len(r.List)-TravelMax):]
	return r
}
