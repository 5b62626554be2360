package postes

import (
	"slices"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// own is the poste that head office is itself, of number 0 before it is registered.
func (p postes) own() directory.Poste {
	for _, poste := range p.all {
		if poste.ID == p.here {
			return poste
		}
	}
	return directory.Poste{}
}

// registerHere is « Enregistrer ce poste » at head office: the installation gets a
// number and keys, so that books can be given to it. Where its keys are lost it
// gets new ones.
func (l *list) registerHere() {
	own := l.own()
	label, location := kit.NewTextField(l.Services, "label"), kit.NewTextField(l.Services, "location")
	label.Required, label.MaxRunes, location.MaxRunes = true, maxName, maxName
	label.SetText(own.Label)
	location.SetText(own.Location)
	if own.Number == 0 {
		label.SetText(l.T("postes.here.label"))
	}
	module := kit.NewStrictPicker(l.Services, "module", kit.OfferAll(l.moduleChoices(own)))
	module.Required = true
	module.Set(l.moduleChoices(own)[0])
	text := kit.VStack(8, kit.NewParagraph(l.T("postes.register.text"), kit.Muted))
	if l.keysLost {
		args := fault.Args{"Number": own.Number}
		text = kit.VStack(8, kit.NewNotice(l.Printer, kit.Expiring, l.T("postes.register.lost", args), l.T("postes.register.lost.hint")))
	}
	form := kit.NewForm().Add(l.T("postes.column.label"), label).Add(l.T("postes.column.location"), location).Add(l.T("postes.register.module"), module)
	var dialog *kit.OpenDialog
	dialog = l.Dialogs.Open(kit.Dialog{
		Name: "poste-register", Title: l.T("postes.register.title"), Width: 560, Content: kit.VStack(12, text, form),
		Confirm: l.T("postes.register.confirm"), Focus: label,
		OnConfirm: func() error {
			if !form.Check() {
				dialog.Fit()
				return kit.ErrStay
			}
			wish := workspace.Wish{Module: directory.Module(module.Chosen().ID), Label: label.Text, Location: location.Text}
			register := l.Session.RegisterHere
			if l.keysLost {
				register = l.Session.RenewHere
			}
			var done directory.Poste
			return dialog.Await(l.T("postes.registering"), func() (err error) {
				done, err = register(l.Context, wish)
				return err
			}, func() {
				kit.Trace("poste registered")
				l.Changed()
				l.bring(l.T("postes.registered-here", numberArgs(done)))
			})
		},
	})
}

// moduleChoices offers the modules that the poste has not, or, where its keys are
// lost, those that it has.
func (l *list) moduleChoices(own directory.Poste) (choices []kit.Choice) {
	for _, m := range directory.Modules() {
		if slices.Contains(own.Modules, m) == l.keysLost {
			choices = append(choices, kit.Choice{ID: string(m), Text: l.T(string(m.Label()))})
		}
	}
	return choices
}
