package organisation

import (
	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/keycopies"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// change is a dialog that makes a new link of the trust chain. Its texts are
// "organisation.keys.change."+name with ".title", ".text", ".confirm" and ".done".
type change struct {
	name   string
	fields fyne.CanvasObject // nil where there is nothing to choose
	weight kit.Weight
	check  func() bool // whether the fields are right; nil for always
	asked  func() (workspace.Amendment, error)
}

func (k *keyring) ask(c change) {
	copies := keycopies.New(k.Services, k.Threshold, k.Held)
	content := kit.VStack(12, kit.NewParagraph(k.T("organisation.keys.change."+c.name+".text"), kit.Body))
	if c.fields != nil {
		content.Add(c.fields)
	}
	content.Add(kit.Rule())
	content.Add(copies.Content)
	var dialog *kit.OpenDialog
	dialog = k.Dialogs.Open(kit.Dialog{
		Name: "key-" + c.name, Title: k.T("organisation.keys.change." + c.name + ".title"), Width: 660, Content: content, Weight: c.weight,
		Confirm: k.T("organisation.keys.change." + c.name + ".confirm"),
		OnConfirm: func() error {
			if c.check != nil && !c.check() {
				dialog.Fit()
				return kit.ErrStay
			}
			amendment, err := c.asked()
			if err != nil {
				return err
			}
			return dialog.Await(k.T("organisation.keys.changing"), func() error {
				_, err := k.Session.Amend(k.Context, amendment, copies.Opened)
				return err
			}, func() {
				kit.Trace("trust chain extended")
				k.Changed()
				k.showKeys(k.T("organisation.keys.change." + c.name + ".done"))
			})
		},
	})
	copies.Changed = dialog.Fit
}

func always(a workspace.Amendment) func() (workspace.Amendment, error) {
	return func() (workspace.Amendment, error) { return a, nil }
}

// rotate replaces the key that signs files.
func (k *keyring) rotate() {
	k.ask(change{name: "rotate", asked: always(workspace.Amendment{NewIssuer: workspace.IssuerKinds()})})
}

// raiseEpoch leaves far-ahead serials and times behind.
func (k *keyring) raiseEpoch() {
	k.ask(change{name: "epoch", weight: kit.Danger, asked: always(workspace.Amendment{RaiseEpoch: true})})
}

// changeOffice replaces the key to which postes seal.
func (k *keyring) changeOffice() {
	k.ask(change{name: "office", asked: always(workspace.Amendment{NewHeadOffice: true})})
}

// revoke gives up a key that signs files, stolen or not.
func (k *keyring) revoke(key workspace.IssuerKey) {
	stolen := kit.NewCheck(k.Services, "stolen", k.T("organisation.keys.stolen"))
	since := kit.NewDateField(k.Services, "since")
	form := kit.NewForm().Add(k.T("organisation.keys.since"), since)
	k.ask(change{
		name: "revoke", weight: kit.Danger,
		fields: kit.VStack(8, kit.NewText(key.ID, kit.Style{Mono: true}), stolen, kit.NewParagraph(k.T("organisation.keys.stolen.what"), kit.Muted), form),
		check:  func() bool { return !stolen.Ticked() || form.Check() },
		asked: func() (workspace.Amendment, error) {
			a := workspace.Amendment{Revoke: []string{key.ID}}
			if !stolen.Ticked() {
				return a, nil
			}
			day, err := since.Day()
			if err == nil && day.IsZero() {
				err = fault.New(fault.Invalid, "workspace.distrust", nil)
			}
			a.RaiseEpoch, a.DistrustFrom = true, day.Time()
			return a, err
		},
	})
}

// changeRoots replaces the root keys by one, or by three of which two sign.
func (k *keyring) changeRoots() {
	three := kit.NewCheck(k.Services, "three", k.T("organisation.keys.three"))
	three.SetTicked(len(k.Roots) == 3)
	var drop []string
	for _, key := range k.Roots {
		drop = append(drop, key.ID)
	}
	k.ask(change{
		name: "roots", weight: kit.Danger, fields: three,
		asked: func() (workspace.Amendment, error) {
			a := workspace.Amendment{AddRoots: 1, Threshold: 1, DropRoots: drop}
			if three.Ticked() {
				a.AddRoots, a.Threshold = 3, 2
			}
			return a, nil
		},
	})
}
