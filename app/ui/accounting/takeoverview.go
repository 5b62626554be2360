package accounting

import (
	"cmp"
	"path/filepath"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ledgerfile"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// show brings the screen and makes the first preview.
func (t *takeover) show() {
	t.facts, t.count = kit.NewParagraph(t.factsOf(t.report), kit.Muted), kit.NewParagraph("", kit.Body)
	t.add = kit.NewButton(t.T("takeover.run"), "check", kit.Primary, t.run)
	t.notes = kit.NewGrid(t.Services, "findings", t.noteColumns(), kit.Rows[ledgerfile.Note](t.report.Notes))
	t.notes.Empty = kit.NewEmpty("fine", t.T("takeover.clean"), t.T("takeover.clean.hint"), nil)
	t.accounts = kit.NewGrid(t.Services, "accounts", t.accountColumns(), kit.Rows[workspace.AccountTaken](nil))
	t.tabs = kit.NewTabs([]kit.Tab{
		{ID: "findings", Title: t.T("takeover.findings"), Build: func() fyne.CanvasObject { return kit.Insets(8, 0, t.notes) }},
		{ID: "accounts", Title: t.T("takeover.accounts"), Build: func() fyne.CanvasObject { return kit.Insets(8, 0, t.accounts) }},
	}, "findings")
	leave := func() { t.Open(desk.Accounting) }
	head := kit.VStack(10,
		kit.NewHead(t.T("takeover.title"), kit.NewText(filepath.Base(t.in.Path), kit.Muted), kit.NewButton(t.T("takeover.cancel"), "", kit.Plain, leave),
			kit.NewButton(t.T("takeover.other"), "folder", kit.Plain, func() { chooseLedger(t.chosen) }), t.add),
		t.facts, t.targets(), t.settings(), t.count)
	t.Shell.Show(kit.Screen{
		Name: "ledger-import", Section: string(desk.Accounting),
		Crumbs:  []kit.Crumb{{Text: t.T("accounting.title"), Open: leave}, {Text: t.T("takeover.title")}},
		Content: kit.NewPage(head, t.tabs), Focus: t.tabs.Focus(),
		Keys: kit.Handlers{kit.ActionCancel: leave, kit.ActionSave: t.run},
	})
	t.preview()
}

// factsOf tells what the file is.
func (t *takeover) factsOf(r *ledgerfile.Report) string {
	return t.T("takeover.facts", fault.Args{
		"Format": fault.Key("ledgerfile.format." + string(r.Format)), "Encoding": r.Encoding, "Lines": r.Lines, "Entries": r.Entries,
		"First": r.First, "Last": r.Last, "Repaired": r.RepairedCount, "Noted": r.NotedCount, "Refused": r.RefusedCount,
	})
}

// settings are the choices beside the journals.
func (t *takeover) settings() fyne.CanvasObject {
	create := kit.NewCheck(t.Services, "create-accounts", t.T("takeover.create"))
	create.OnChanged = func(ticked bool) {
		t.in.CreateAccounts = ticked
		t.preview()
	}
	strict := kit.NewCheck(t.Services, "strict", t.T("takeover.strict"))
	strict.OnChanged = func(ticked bool) {
		t.in.Options.Strict = ticked
		t.preview()
	}
	return kit.HStack(24, kit.Width(380, create), kit.Width(340, strict), kit.NewButton(t.T("takeover.mapping"), "edit", kit.Plain, t.chooseAccounts))
}

// targets asks for each journal of the file which one takes its entries.
func (t *takeover) targets() fyne.CanvasObject {
	var choices []kit.Choice
	for _, j := range t.takers {
		choices = append(choices, kit.Choice{ID: j.Ref(), Text: j.Ref(), Detail: j.Name})
	}
	var fields []fyne.CanvasObject
	for _, code := range t.codes() {
		fields = append(fields, kit.NewLabelled(t.nameOf(code), t.target(code, choices)))
	}
	return kit.Columns(min(max(len(fields), 3), 6), 10, fields...)
}

// nameOf names a journal of the file.
func (t *takeover) nameOf(code string) string {
	if code == "" {
		return t.T("takeover.every")
	}
	name := []rune(strings.TrimSpace(code + " " + t.report.Journals[code]))
	if len(name) > labelMost {
		name = append(name[:labelMost-1], '…')
	}
	return string(name)
}

// labelMost is as much of a name as stands over a field.
const labelMost = 20

func (t *takeover) target(code string, choices []kit.Choice) *kit.PickerField {
	field := kit.NewStrictPicker(t.Services, "journal-"+cmp.Or(code, "all"), kit.OfferAll(choices))
	for _, c := range choices {
		if c.ID == t.in.Rules.Journals[code] {
			field.Set(c)
		}
	}
	field.OnChosen = func(c kit.Choice) {
		if c.ID != "" && c.ID != t.in.Rules.Journals[code] {
			t.in.Rules.Journals[code] = c.ID
			t.preview()
		}
	}
	return field
}

// noteColumns show where something was found, and what became of it.
func (t *takeover) noteColumns() []kit.Column[ledgerfile.Note] {
	line := kit.Column[ledgerfile.Note]{ID: "line", Title: t.T("takeover.line"), Width: 70, Align: fyne.TextAlignTrailing, Text: func(n ledgerfile.Note) string { return strconv.Itoa(n.Line) }}
	return []kit.Column[ledgerfile.Note]{
		{ID: "verdict", Title: t.T("takeover.verdict"), Width: 100, Text: func(n ledgerfile.Note) string { return t.T("ledgerfile.verdict." + string(n.Verdict)) }, Style: noteStyle, Icon: noteIcon},
		line,
		{ID: "place", Title: t.T("takeover.column"), Width: 140, Text: t.placeOf},
		{ID: "finding", Title: t.T("takeover.finding"), Width: 300, Grow: true, Text: t.findingOf},
		{ID: "before", Title: t.T("takeover.before"), Width: 190, Text: func(n ledgerfile.Note) string { return fault.Excerpt(n.Before) }},
		{ID: "after", Title: t.T("takeover.after"), Width: 190, Text: func(n ledgerfile.Note) string { return fault.Excerpt(n.After) }},
	}
}

func (t *takeover) placeOf(n ledgerfile.Note) string {
	switch {
	case strings.HasPrefix(n.Field, "detail."):
		return t.T(n.Field)
	case n.Column == 0:
		return n.Field
	case n.Field == "":
		return strconv.Itoa(n.Column)
	}
	return n.Field + " " + strconv.Itoa(n.Column)
}

func (t *takeover) findingOf(n ledgerfile.Note) string {
	if n.Err != nil {
		text, _ := t.Printer.Fault(n.Err, "")
		return text
	}
	return t.T("ledgerfile.kind." + string(n.Kind))
}

func noteStanding(n ledgerfile.Note) kit.Standing {
	switch n.Verdict {
	case ledgerfile.Refused:
		return kit.Refused
	case ledgerfile.Noted:
		return kit.Expiring
	}
	return kit.Fine
}

func noteStyle(n ledgerfile.Note) kit.Style { return noteStanding(n).Style() }

func noteIcon(n ledgerfile.Note) string { return noteStanding(n).Icon() }

// accountColumns compare every account before and after.
func (t *takeover) accountColumns() []kit.Column[workspace.AccountTaken] {
	sum := func(id string, of func(workspace.AccountTaken) int64) kit.Column[workspace.AccountTaken] {
		return kit.Column[workspace.AccountTaken]{ID: id, Title: t.T("takeover." + id), Width: 150, Align: fyne.TextAlignTrailing, Text: func(a workspace.AccountTaken) string {
			return t.Printer.Number(money.Amount{Minor: of(a), Currency: t.in.Options.Currency})
		}}
	}
	after := func(c kit.Column[workspace.AccountTaken]) kit.Column[workspace.AccountTaken] {
		number := c.Text
		c.Text = func(a workspace.AccountTaken) string {
			if t.problem != nil {
				return "" // nothing would be taken over
			}
			return number(a)
		}
		return c
	}
	return []kit.Column[workspace.AccountTaken]{
		{ID: "account", Title: t.T("takeover.account"), Width: 130, Text: func(a workspace.AccountTaken) string { return a.Code }},
		{ID: "names", Title: t.T("takeover.names"), Width: 220, Grow: true, Style: func(workspace.AccountTaken) kit.Style { return kit.Muted },
			Text: namesOf},
		sum("debit-before", func(a workspace.AccountTaken) int64 { return a.Before.DebitMinor }),
		sum("credit-before", func(a workspace.AccountTaken) int64 { return a.Before.CreditMinor }),
		after(sum("debit-after", func(a workspace.AccountTaken) int64 { return a.After.DebitMinor })),
		after(sum("credit-after", func(a workspace.AccountTaken) int64 { return a.After.CreditMinor })),
	}
}

// namesOf names an account as the ledger does, if that is not just its number.
func namesOf(a workspace.AccountTaken) string {
	if len(a.Names) == 1 && a.Names[0] == a.Code {
		return ""
	}
	return fault.Excerpt(strings.Join(a.Names, ", "))
}
