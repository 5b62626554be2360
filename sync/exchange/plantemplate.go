package exchange

import (
	"slices"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/usrfile"
)

// directions are what the direction of a template is called in files.
var directions = map[cashbook.Direction]string{cashbook.In: "in", cashbook.Out: "out", cashbook.AnyDirection: "any"}

func templatesToWire(all cashbook.SharedTemplates) usrfile.Templates {
	wire := usrfile.Templates{Project: uuid.UUID(all.Project), Revision: all.Revision}
	for _, t := range all.List {
		one := usrfile.Template{
			Name: t.Name, Currency: string(t.Currency), Direction: directions[t.Direction], AmountMinor: t.AmountMinor,
			Text: t.Text, Recipient: t.Recipient,
		}
		for _, s := range t.Shares {
			one.Shares = append(one.Shares, usrfile.TemplateShare{
				Account: s.Account, Funding: s.Funding, BudgetLine: s.BudgetLine, AmountMinor: s.AmountMinor, Percent: int64(s.Percent),
			})
		}
		wire.Templates = append(wire.Templates, one)
	}
	return wire
}

func templatesFromWire(w usrfile.Templates) (cashbook.SharedTemplates, error) {
	all := cashbook.SharedTemplates{Project: ident.ProjectID(w.Project), Revision: w.Revision}
	for _, one := range w.Templates {
		currency, err := money.ParseCurrency(one.Currency)
		if err != nil {
			return all, err
		}
		t := cashbook.Template{
			Project: all.Project, Name: one.Name, Currency: currency, AmountMinor: one.AmountMinor, Text: one.Text, Recipient: one.Recipient,
		}
		for direction, word := range directions {
			if word == one.Direction {
				t.Direction = direction
			}
		}
		for _, s := range one.Shares {
			t.Shares = append(t.Shares, cashbook.Share{
				Account: s.Account, Funding: s.Funding, BudgetLine: s.BudgetLine, AmountMinor: s.AmountMinor, Percent: cashbook.Percent(s.Percent),
			})
		}
		all.List = append(all.List, t)
	}
	return all, all.Valid()
}

func (j *judge) templates(brought cashbook.SharedTemplates) (cashbook.SharedTemplates, bool, error) {
	how, err := j.revision("templates", brought.Project, brought.Revision, templatesToWire(brought))
	if err != nil || how == newer {
		return brought, err == nil, err
	}
	here, err := j.store.SharedTemplates(brought.Project)
	if err == nil && here.Revision == 0 { // the mark survived what it was about
		return brought, true, nil
	}
	return here, false, err
}

// compareTemplates tells of shared templates that come or change.
func compareTemplates(now, next Snapshot) (changes []Change) {
	for _, t := range next.Templates {
		same := func(o cashbook.SharedTemplates) bool { return o.Project == t.Project && o.Revision == t.Revision }
		if !slices.ContainsFunc(now.Templates, same) {
			changes = append(changes, Change{Note, "templates", fault.Args{"Project": next.code(t.Project), "Count": len(t.List)}})
		}
	}
	return changes
}
