package accounting_test

import (
	"testing"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
)

func (o *office) saveTemplate(who ident.UserID, t accounting.Template) error {
	_, err := act(o, who, func(tx *storage.Tx, by directory.Actor) (accounting.Template, error) {
		return accounting.SaveTemplate(tx, by, t, o.now)
	})
	return err
}

func (o *office) useTemplate(who ident.UserID, name string, total int64) ([]accounting.Posting, error) {
	return act(o, who, func(tx *storage.Tx, by directory.Actor) ([]accounting.Posting, error) {
		return accounting.PostTemplate(tx, by, poste, project, name, today, total, o.now)
	})
}

func TestTemplatesEnterPostingsAgain(t *testing.T) {
	o := newOffice(t)
	p, err := o.post(moussa, general, fuel(100))
	if err != nil {
		t.Fatal(err)
	}
	split, err := act(o, moussa, func(tx *storage.Tx, by directory.Actor) (accounting.Posting, error) {
		f := accounting.Form{
			Mask: accounting.MaskCost, Text: "Salaires", AmountMinor: 100, Against: "4211",
			Shares: []cashbook.Share{{Account: "6042", AmountMinor: 30}, {Account: "6043"}},
		}
		return accounting.PostForm(tx, by, poste, general, today, f, noon)
	})
	if err != nil {
		t.Fatal(err)
	}
	single := accounting.Template{Project: project, Owner: moussa, Name: "Salaires", Steps: []accounting.TemplateStep{accounting.StepOf(split)}}
	group := accounting.Template{Project: project, Owner: moussa, Name: "Fin de mois", Steps: []accounting.TemplateStep{accounting.StepOf(p), accounting.StepOf(split)}}
	for _, m := range []accounting.Template{single, group} {
		if err := o.saveTemplate(moussa, m); err != nil {
			t.Fatal(err)
		}
	}
	if again, err := o.useTemplate(moussa, "SALAIRES", 201); err != nil || len(again) != 1 || told(again[0].Lines) != "6042 60 | 6043 141 | 4211 -201" {
		t.Errorf("%+v %v", again, err)
	}
	both, err := o.useTemplate(moussa, "fin de mois", 0)
	if err != nil || len(both) != 2 || told(both[0].Lines) != told(p.Lines) || told(both[1].Lines) != told(split.Lines) || both[1].Entry.Number != both[0].Entry.Number+1 {
		t.Errorf("%+v %v", both, err)
	}
	if both[0].Voucher == p.Voucher {
		t.Error("the voucher number comes again")
	}
	_, err = o.useTemplate(moussa, "Fin de mois", 5)
	refused(t, err, "accounting.template-total")
	_, err = o.useTemplate(awa, "Salaires", 0)
	refused(t, err, "accounting.template-missing")
	_, err = o.useTemplate(stagy, "Salaires", 0)
	refused(t, err, "accounting.template-missing")
}

func TestSharedTemplatesTakeTheRight(t *testing.T) {
	o := newOffice(t)
	p, err := o.post(moussa, general, fuel(100))
	if err != nil {
		t.Fatal(err)
	}
	shared := accounting.Template{Project: project, Name: "Carburant", Steps: []accounting.TemplateStep{accounting.StepOf(p)}}
	refused(t, o.saveTemplate(stagy, shared), "directory.no-right")
	if err := o.saveTemplate(awa, shared); err != nil {
		t.Fatal(err)
	}
	if again, err := o.useTemplate(moussa, "carburant", 7); err != nil || told(again[0].Lines) != "6042 7 | 5211 -7" {
		t.Errorf("%+v %v", again, err)
	}
	remove := func(who ident.UserID, shared bool) error {
		_, err := act(o, who, func(tx *storage.Tx, by directory.Actor) (accounting.Template, error) {
			return accounting.DeleteTemplate(tx, by, project, "Carburant", shared, noon)
		})
		return err
	}
	refused(t, remove(awa, false), "accounting.template-missing")
	refused(t, remove(stagy, true), "directory.no-right")
	if err := remove(awa, true); err != nil {
		t.Fatal(err)
	}
	refused(t, o.saveTemplate(awa, accounting.Template{Project: project, Owner: awa, Name: "Vide"}), "accounting.template-steps")
}
