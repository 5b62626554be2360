package postes

import (
	"strings"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// open shows all that is known of a poste, also what it has reported itself.
func (l *list) open(p directory.Poste) {
	kit.Load(l.Tasks, func() (workspace.PosteReport, error) { return l.Session.PosteReport(l.Context, p.ID) }, func(r workspace.PosteReport, err error) {
		if !l.Refuse(err) {
			l.present(p, r)
		}
	})
}

func (l *list) present(p directory.Poste, r workspace.PosteReport) {
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
	for _, fact := range l.reported(r) {
		form.AddText(fact.label, value(fact.value))
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

type reportedFact struct{ label, value string }

// reported tells what a poste has reported, nothing before its first record.
func (l *list) reported(r workspace.PosteReport) (facts []reportedFact) {
	if r.Application == "" {
		return nil
	}
	facts = append(facts, reportedFact{l.T("postes.version"), r.Application})
	if r.Late || r.Jumped {
		facts = append(facts, reportedFact{l.T("postes.clock"), l.Printer.Time(r.System)})
	}
	var heads []string
	for _, b := range r.Books {
		args := fault.Args{"Book": b.Ref, "Name": b.Name, "Number": b.Head.Head.Number, "Anchor": b.Head.Head.Hash.Anchor(), "When": b.Received}
		heads = append(heads, l.T("postes.head", args))
	}
	if len(heads) > 0 {
		facts = append(facts, reportedFact{l.T("postes.heads"), strings.Join(heads, "\n")})
	}
	return facts
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
