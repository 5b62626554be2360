package storagetest

import (
	"testing"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/storage"
)

var templateTests = []test{{"templates are kept by project, owner and name", keepTemplates}}

func keepTemplates(t *testing.T, s *storage.Store) {
	update(t, s, func(tx *storage.Tx) error { return addProjects(tx, "P01", "P02") })
	shared := cashbook.Template{Project: project("P01"), Name: "Loyer", Currency: "XOF", Direction: cashbook.Out, Text: "Loyer du bureau"}
	whole(t, cashbook.Share{Account: "6222", Funding: "AFD-24", BudgetLine: "A.1", AmountMinor: 5, Percent: 1})
	own := cashbook.Template{
		Project: project("P01"), Owner: user("awa"), Name: "loyer", Currency: "EUR", Direction: cashbook.In, AmountMinor: 9_999_999_999_999,
		Text: "Sous-location", Recipient: "Fouta", Shares: []cashbook.Share{
			{Account: "6222", Funding: "AFD-24", BudgetLine: "A.1", Percent: 333_300}, {Account: "6222", AmountMinor: -5}, {},
		},
	}
	whole(t, own)
	other, elsewhere := own, own
	other.Owner, elsewhere.Project = user("binta"), project("P02")
	update(t, s, func(tx *storage.Tx) error {
		for _, m := range []cashbook.Template{own, other, elsewhere, shared} {
			if err := tx.SaveTemplate(m); err != nil {
				return err
			}
		}
		return nil
	})
	check := func(what string, want ...cashbook.Template) {
		t.Helper()
		view(t, s, func(tx *storage.Tx) error {
			got, err := tx.Templates(project("P01"), user("awa"))
			same(t, what, got, want)
			return err
		})
	}
	check("templates", shared, own)
	own.Name, own.AmountMinor, own.Direction, own.Shares = "LÔYER", 0, cashbook.AnyDirection, nil
	update(t, s, func(tx *storage.Tx) error { return tx.SaveTemplate(own) })
	check("after a change", shared, own)
	update(t, s, func(tx *storage.Tx) error { return tx.DeleteTemplate(shared) })
	check("after a removal", own)

	all := cashbook.SharedTemplates{Project: project("P01"), Revision: 3, List: []cashbook.Template{shared}}
	update(t, s, func(tx *storage.Tx) error { return tx.SaveSharedTemplates(all) })
	view(t, s, func(tx *storage.Tx) error {
		got, err := tx.SharedTemplates(project("P01"))
		same(t, "shared templates", got, all)
		if err != nil {
			return err
		}
		none, err := tx.SharedTemplates(project("P02"))
		same(t, "shared templates of another", none, cashbook.SharedTemplates{Project: project("P02")})
		return err
	})
	check("with the shared ones again", shared, own)
}
