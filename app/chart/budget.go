package chart

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// Bounds of budgets.
const (
	BudgetLevels   = 6
	BudgetLinesMax = 2_000
	LabelMax       = 120
	PlannedMax     = 1_000_000_000_000_000 // minor units
)

// BudgetLine is a line of a project's budget. Its level is that of its code:
// « A.1.2 » stands below « A.1 », which must be there.
type BudgetLine struct {
	Code         string
	Label        string
	PlannedMinor int64 // in the organisation's currency; 0 for none
	Active       bool
}

// Budget is the structure of budget lines of a project, by code.
type Budget struct {
	Project  ident.ProjectID
	Lines    []BudgetLine
	Revision int64
}

// budgetCode is one to six parts of letters and digits, with full stops between.
var budgetCode = regexp.MustCompile(`^[0-9A-Z]{1,8}(\.[0-9A-Z]{1,8}){0,5}$`)

// ParseBudgetCode gives a code in its one form, in upper case, or fault.Invalid.
func ParseBudgetCode(typed string) (string, error) {
	code := strings.ToUpper(strings.TrimSpace(typed))
	if !budgetCode.MatchString(code) {
		return "", fault.New(fault.Invalid, "chart.budget-code", fault.Args{"Text": fault.Excerpt(typed), "Levels": BudgetLevels})
	}
	return code, nil
}

// Level gives how deep the line stands, from 1.
func (l BudgetLine) Level() int { return strings.Count(l.Code, ".") + 1 }

// Parent gives the code of the line above; empty at the first level.
func (l BudgetLine) Parent() string {
	above, _, deeper := cutLast(l.Code, ".")
	if !deeper {
		return ""
	}
	return above
}

func cutLast(text, separator string) (before, after string, found bool) {
	if i := strings.LastIndex(text, separator); i >= 0 {
		return text[:i], text[i+len(separator):], true
	}
	return text, "", false
}

// Line gives the line of a code.
func (b Budget) Line(code string) (BudgetLine, bool) {
	at, known := b.find(code)
	if !known {
		return BudgetLine{}, false
	}
	return b.Lines[at], true
}

func (b Budget) find(code string) (int, bool) {
	return slices.BinarySearchFunc(b.Lines, code, func(l BudgetLine, code string) int { return cmp.Compare(l.Code, code) })
}

// Heading reports whether lines stand below the line of a code.
func (b Budget) Heading(code string) bool {
	return slices.ContainsFunc(b.Lines, func(l BudgetLine) bool { return strings.HasPrefix(l.Code, code+".") })
}

// Check refuses a line that vouchers may not name: unknown, inactive, or with
// lines below it. A budget without lines refuses nothing.
func (b Budget) Check(code string) error {
	if code == "" || len(b.Lines) == 0 {
		return nil
	}
	line, known := b.Line(code)
	switch {
	case !known:
		return fault.New(fault.Invalid, "chart.budget-unknown", fault.Args{"Code": fault.Excerpt(code)})
	case !line.Active:
		return fault.New(fault.Invalid, "chart.budget-inactive", fault.Args{"Code": code, "Name": line.Label})
	case b.Heading(code):
		return fault.New(fault.Invalid, "chart.budget-heading", fault.Args{"Code": code, "Name": line.Label})
	}
	return nil
}

// Complete gives the lines that vouchers may name and whose code or label begins
// like what was typed, word by word, at most limit.
func (b Budget) Complete(typed string, limit int) []BudgetLine {
	words := strings.Fields(directory.Fold(typed))
	var found []BudgetLine
	for _, l := range b.Lines {
		if len(found) < limit && b.Check(l.Code) == nil && fits(words, l.Code, l.Label) {
			found = append(found, l)
		}
	}
	return found
}

// fits reports whether each word begins the code or a word of the labels.
func fits(words []string, code string, labels ...string) bool {
	folded := " " + strings.Join(strings.FieldsFunc(directory.Fold(strings.Join(labels, " ")), notWord), " ")
	code = directory.Fold(code)
	return !slices.ContainsFunc(words, func(word string) bool {
		return !strings.HasPrefix(code, word) && !strings.Contains(folded, " "+word)
	})
}
