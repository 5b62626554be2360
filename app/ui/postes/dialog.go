package postes

import (
	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// open shows all that is known of a poste.
func (l *list) open(p directory.Poste) {
	t := l.T
	registered := l.Printer.Time(p.Registered)
	if name := l.names[p.By]; name != "" {
		registered = t("postes.registered", fault.Args{"When": p.Registered, "Name": name})
	}
	form := kit.NewForm()
	for _, fact := range []struct{ label, value string }{
		{t("postes.column.label"), l.label(p)}, {t("postes.column.location"), p.Location}, {t("postes.column.modules"), l.modules(p)},
		{t("postes.column.user"), l.names[p.User]}, {t("postes.column.registered"), registered},
		{t("postes.column.status"), t("poste.status." + string(p.Status))},
	} {
		form.AddText(fact.label, value(fact.value))
	}
	var dialog *kit.OpenDialog
	var aside *kit.Button
	if l.mayRevoke(p) {
		aside = kit.NewButton(t("postes.revoke"), "lock", kit.Plain, func() {
			dialog.Close()
			l.ask(p)
		})
	}
	dialog = l.Dialogs.Open(kit.Dialog{
		Name: "poste", Title: t("postes.poste", numberArgs(p)), Content: form, Width: 560, Aside: aside,
	})
}

func value(text string) fyne.CanvasObject {
	if text == "" {
		return kit.Insets(5, 0, kit.NewText("–", kit.Muted))
	}
	return kit.Insets(5, 0, kit.NewParagraph(text, kit.Body))
}

// maxReason is what the history keeps of a reason.
const maxReason = 500

// ask asks why the trust in a poste ends, and ends it.
func (l *list) ask(p directory.Poste) {
	reason := kit.NewTextField(l.Services, "reason")
	reason.Required, reason.MaxRunes = true, maxReason
	var dialog *kit.OpenDialog
	dialog = l.Dialogs.Open(kit.Dialog{
		Name: "poste-revoke", Title: l.T("postes.revoke.title", numberArgs(p)), Width: 560,
		Content: kit.VStack(12, kit.NewParagraph(l.T("postes.revoke.text"), kit.Body), kit.NewLabelled(l.T("postes.reason"), reason)),
		Confirm: l.T("postes.revoke.confirm"), Weight: kit.Danger, Focus: reason,
		OnConfirm: func() error {
			if reason.Check() != "" {
				dialog.Fit()
				return kit.ErrStay
			}
			return dialog.Await(l.T("postes.revoking"), func() error {
				_, err := l.Session.RevokePoste(l.Context, p.ID, directory.CauseOther, reason.Text)
				return err
			}, func() {
				l.Changed()
				l.bring(l.T("postes.revoked", numberArgs(p)))
			})
		},
	})
}

func numberArgs(p directory.Poste) fault.Args {
	return fault.Args{"Number": p.Number, "Label": p.Label}
}
