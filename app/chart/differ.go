package chart

import (
	"cmp"
	"regexp"
	"slices"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// Bounds of a project's chart.
const (
	DifferencesMax = 2_000
	CodeMax        = 12
)

// ownCode is a number whose end may have letters: « 4211AWA ».
var ownCode = regexp.MustCompile(`^[1-9][0-9][0-9A-Z]{0,10}$`)

// Languages are those in which accounts have names.
func Languages() []string { return []string{"de", "en", "es", "fr", "pt"} }

// SaveAccount changes one account of a project's chart, or adds a sub-account,
// which needs a name and an account of two digits or more above it. revision is
// that of the chart which was read; another one is fault.Conflict. Nothing is
// ever removed: an account that is used no more is switched off. A difference
// that makes none is dropped.
func SaveAccount(s Records, by directory.Actor, project ident.ProjectID, d Difference, revision int64, now time.Time) (Choice, error) {
	where, err := may(s, by, directory.RightChartManage, project, now)
	if err != nil {
		return Choice{}, err
	}
	choice, err := s.Chart(project)
	if err != nil {
		return Choice{}, err
	}
	if err := stale(choice.Revision, revision); err != nil {
		return Choice{}, err
	}
	opened, err := Open(choice)
	if err != nil {
		return Choice{}, err
	}
	if d, err = opened.clean(d); err != nil {
		return Choice{}, err
	}
	if choice.Differences = opened.with(d); len(choice.Differences) > DifferencesMax {
		return Choice{}, fault.New(fault.Invalid, "chart.differences", fault.Args{"Max": DifferencesMax})
	}
	return saveChart(s, by, choice, VerbAccountSaved, now, where, directory.Detail{Name: "account", Value: d.Code}, d.state())
}

// AddAccounts adds sub-accounts to a project's chart, all of them in one change.
// Those that it has already are left as they are. It refuses what SaveAccount
// refuses.
func AddAccounts(s Records, by directory.Actor, project ident.ProjectID, accounts []Difference, now time.Time) (Choice, error) {
	where, err := may(s, by, directory.RightChartManage, project, now)
	if err != nil {
		return Choice{}, err
	}
	choice, err := s.Chart(project)
	if err != nil {
		return Choice{}, err
	}
	opened, err := Open(choice)
	if err != nil {
		return Choice{}, err
	}
	facts := []directory.Detail{where}
	for _, d := range accounts {
		if _, known := opened.Account(d.Code); known {
			continue
		}
		if d, err = opened.clean(d); err != nil {
			return Choice{}, err
		}
		opened.Differences = opened.with(d)
		opened.differ(d)
		facts = append(facts, directory.Detail{Name: "account", Value: d.Code})
	}
	switch {
	case len(facts) == 1:
		return choice, nil
	case len(opened.Differences) > DifferencesMax:
		return Choice{}, fault.New(fault.Invalid, "chart.differences", fault.Args{"Max": DifferencesMax})
	}
	return saveChart(s, by, opened.Choice, VerbAccountSaved, now, facts...)
}

func (d Difference) state() directory.Detail {
	if d.Active {
		return directory.Detail{Name: "field-state", Value: "active"}
	}
	return directory.Detail{Name: "field-state", Value: "inactive"}
}

// clean gives a difference in the form in which it is stored.
func (c *Chart) clean(d Difference) (Difference, error) {
	names, err := cleanNames(d.Names)
	if err != nil {
		return Difference{}, err
	}
	d.Names = names
	account, known := c.Account(d.Code)
	if known {
		if account.Heading {
			d.Cashbook, d.Accounting = false, false
		}
		if account.Own && len(names) == 0 {
			return Difference{}, fault.New(fault.Invalid, "chart.account-name", fault.Args{"Code": d.Code})
		}
		return d, nil
	}
	if !ownCode.MatchString(d.Code) || len(c.above(d.Code).Code) < 2 {
		return Difference{}, fault.New(fault.Invalid, "chart.account-code", fault.Args{"Text": fault.Excerpt(d.Code)})
	}
	if len(names) == 0 {
		return Difference{}, fault.New(fault.Invalid, "chart.account-name", fault.Args{"Code": d.Code})
	}
	return d, nil
}

// cleanNames gives names by language; empty ones are dropped.
func cleanNames(names []Name) ([]Name, error) {
	var cleaned []Name
	for _, n := range names {
		text, err := directory.Clean("name", n.Text, LabelMax)
		if err != nil {
			return nil, err
		}
		twice := slices.ContainsFunc(cleaned, func(other Name) bool { return other.Language == n.Language })
		if twice || !slices.Contains(Languages(), n.Language) {
			return nil, fault.New(fault.Invalid, "chart.language", fault.Args{"Language": fault.Excerpt(n.Language)})
		}
		if text != "" {
			cleaned = append(cleaned, Name{Language: n.Language, Text: text})
		}
	}
	slices.SortFunc(cleaned, func(a, b Name) int { return cmp.Compare(a.Language, b.Language) })
	return cleaned, nil
}

// with gives the differences with d among them, by code.
func (c *Chart) with(d Difference) []Difference {
	rest := slices.DeleteFunc(slices.Clone(c.Differences), func(other Difference) bool { return other.Code == d.Code })
	if c.Table.same(d) {
		return rest
	}
	at, _ := slices.BinarySearchFunc(rest, d.Code, func(other Difference, code string) int { return cmp.Compare(other.Code, code) })
	return slices.Insert(rest, at, d)
}

// same reports whether the account stands in the table just like that.
func (t *Table) same(d Difference) bool {
	at, known := slices.BinarySearchFunc(t.accounts, d.Code, func(a Account, code string) int { return cmp.Compare(a.Code, code) })
	if !known {
		return false
	}
	a := t.accounts[at]
	return len(d.Names) == 0 && d.Active == a.Active && d.Cashbook == a.Cashbook && d.Accounting == a.Accounting
}
