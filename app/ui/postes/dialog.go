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
		{t("postes.column.heard"), l.Printer.Time(p.LastHeard)}, {t("postes.column.status"), l.status(p)},
	} {
		form.AddText(fact.label, value(fact.value))
	}
	if why, known := l.why[p.ID]; known {
		form.AddText(t("postes.reason"), value(t("postes.revoked.when", fault.Args{"When": why.At, "Reason": why.Reason})))
	}
	var dialog *kit.OpenDialog
	var aside *kit.Button
	if l.tell && p.Number > 0 {
		aside = kit.NewButton(t("postes.history"), "history", kit.Plain, func() {
			dialog.Close()
			l.history(p)
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

func numberArgs(p directory.Poste) fault.Args {
	return fault.Args{"Number": p.Number, "Label": p.Label}
}
