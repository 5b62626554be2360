package postes

import (
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// maxReason is what the history keeps of a reason.
const maxReason = 500

// ask asks why the trust in a poste ends, and ends it.
func (l *list) ask(p directory.Poste) {
	cause := l.causes()
	reason := kit.NewTextField(l.Services, "reason")
	reason.Required, reason.MaxRunes = true, maxReason
	var dialog *kit.OpenDialog
	dialog = l.Dialogs.Open(kit.Dialog{
		Name: "poste-revoke", Title: l.T("postes.revoke.title", numberArgs(p)), Width: 560,
		Content: kit.VStack(12, kit.NewParagraph(l.T("postes.revoke.text"), kit.Body),
			kit.NewLabelled(l.T("postes.cause"), cause), kit.NewLabelled(l.T("postes.reason"), reason)),
		Confirm: l.T("postes.revoke.confirm"), Weight: kit.Danger, Focus: cause,
		OnConfirm: func() error {
			problems := cause.Check() + reason.Check()
			if problems != "" {
				dialog.Fit()
				return kit.ErrStay
			}
			return dialog.Await(l.T("postes.revoking"), func() error {
				_, err := l.Session.RevokePoste(l.Context, p.ID, directory.Cause(cause.Chosen().ID), reason.Text)
				return err
			}, func() {
				l.Changed()
				l.bring(l.T("postes.revoked", numberArgs(p)))
			})
		},
	})
}

// causes offers the words for why a poste is revoked.
func (l *list) causes() *kit.PickerField {
	var choices []kit.Choice
	for _, c := range directory.Causes() {
		choices = append(choices, kit.Choice{ID: string(c), Text: l.T(string(c.Label()))})
	}
	f := kit.NewStrictPicker(l.Services, "cause", kit.OfferAll(choices))
	f.Required = true
	return f
}
