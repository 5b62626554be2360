package accounting

import (
	"math"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// maxOffered is how many completions are worth looking through.
const maxOffered = 24

// offers are what the plan of a project completes.
type offers struct {
	plan     *chart.Plan // nil completes nothing
	language string
	day      calendar.Day
}

// accounts completes by the beginning of a code, by words of the name, or both.
func (o offers) accounts(text string) []kit.Choice {
	if o.plan == nil {
		return nil
	}
	var choices []kit.Choice
	for _, a := range o.plan.Chart.Complete(text, directory.ModuleAccounting, maxOffered) {
		choices = append(choices, kit.Choice{ID: a.Code, Text: a.Code, Detail: a.Name(o.language)})
	}
	return choices
}

// only is accounts, of which some make sense.
func (o offers) only(text string, fits func(code string) bool) []kit.Choice {
	if o.plan == nil {
		return nil
	}
	var choices []kit.Choice
	for _, a := range o.plan.Chart.Complete(text, directory.ModuleAccounting, math.MaxInt) {
		if fits(a.Code) && len(choices) < maxOffered {
			choices = append(choices, kit.Choice{ID: a.Code, Text: a.Code, Detail: a.Name(o.language)})
		}
	}
	return choices
}

func (o offers) fundings(text string) []kit.Choice {
	if o.plan == nil {
		return nil
	}
	var choices []kit.Choice
	for _, f := range o.plan.Fundings.Complete(text, o.day, maxOffered) {
		choices = append(choices, kit.Choice{ID: f.Code, Text: f.Code, Detail: f.Label})
	}
	return choices
}

func (o offers) budgetLines(text string) []kit.Choice {
	if o.plan == nil {
		return nil
	}
	var choices []kit.Choice
	for _, b := range o.plan.Budget.Complete(text, maxOffered) {
		choices = append(choices, kit.Choice{ID: b.Code, Text: b.Code, Detail: b.Label})
	}
	return choices
}

// accountName gives the name of an account of the plan, or "".
func (o offers) accountName(code string) string {
	if o.plan == nil {
		return ""
	}
	if a, known := o.plan.Chart.Account(code); known {
		return a.Name(o.language)
	}
	return ""
}
