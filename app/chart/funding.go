package chart

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// FundingsMax is how many fundings a project can have.
const FundingsMax = 500

// Funding is where money of a project comes from.
type Funding struct {
	Code   string // « AFD-24 »
	Label  string
	Donor  string
	From   calendar.Day // first day on which it may be spent; zero for no limit
	Until  calendar.Day // last day, likewise
	Active bool
}

// Fundings are those of a project, by code.
type Fundings struct {
	Project  ident.ProjectID
	List     []Funding
	Revision int64
}

var fundingCode = regexp.MustCompile(`^[0-9A-Z]([0-9A-Z._/-]{0,18}[0-9A-Z])?$`)

// ParseFundingCode gives a code in its one form, in upper case, or fault.Invalid.
func ParseFundingCode(typed string) (string, error) {
	code := strings.ToUpper(strings.TrimSpace(typed))
	if !fundingCode.MatchString(code) {
		return "", fault.New(fault.Invalid, "chart.funding-code", fault.Args{"Text": fault.Excerpt(typed)})
	}
	return code, nil
}

// Funding gives the funding of a code.
func (f Fundings) Funding(code string) (Funding, bool) {
	at, known := f.find(code)
	if !known {
		return Funding{}, false
	}
	return f.List[at], true
}

func (f Fundings) find(code string) (int, bool) {
	return slices.BinarySearchFunc(f.List, code, func(g Funding, code string) int { return cmp.Compare(g.Code, code) })
}

// Check refuses a funding that vouchers of the day may not name: unknown,
// inactive, or not of that day. No fundings refuse nothing.
func (f Fundings) Check(code string, day calendar.Day) error {
	if code == "" || len(f.List) == 0 {
		return nil
	}
	g, known := f.Funding(code)
	switch {
	case !known:
		return fault.New(fault.Invalid, "chart.funding-unknown", fault.Args{"Code": fault.Excerpt(code)})
	case !g.Active:
		return fault.New(fault.Invalid, "chart.funding-inactive", fault.Args{"Code": code, "Name": g.Label})
	case !g.From.IsZero() && day < g.From:
		return fault.New(fault.Invalid, "chart.funding-early", fault.Args{"Code": code, "Day": g.From})
	case !g.Until.IsZero() && day > g.Until:
		return fault.New(fault.Invalid, "chart.funding-late", fault.Args{"Code": code, "Day": g.Until})
	}
	return nil
}

// Complete gives the fundings that vouchers of the day may name and whose code,
// label or donor begins like what was typed, word by word, at most limit.
func (f Fundings) Complete(typed string, day calendar.Day, limit int) []Funding {
	words := strings.Fields(directory.Fold(typed))
	var found []Funding
	for _, g := range f.List {
		if len(found) < limit && f.Check(g.Code, day) == nil && fits(words, g.Code, g.Label, g.Donor) {
			found = append(found, g)
		}
	}
	return found
}
