package planning

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/spreadsheet"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// budgetTab shows the budget lines.
func (p *project) budgetTab() fyne.CanvasObject {
	t := p.T
	style := func(l chart.BudgetLine) kit.Style { return state(l.Active) }
	grid := kit.NewGrid(p.Services, "budget", []kit.Column[chart.BudgetLine]{
		{ID: "code", Title: t("planning.code"), Width: 180, Style: style, Text: func(l chart.BudgetLine) string {
			return strings.Repeat("    ", l.Level()-1) + l.Code
		}},
		{ID: "label", Title: t("planning.label"), Width: 360, Grow: true, Style: style, Text: func(l chart.BudgetLine) string { return l.Label }},
		{ID: "planned", Title: t("planning.planned", fault.Args{"Currency": string(p.currency)}), Width: 180, Align: trailing, Style: style, Text: p.plannedText},
		{ID: "state", Title: t("planning.state"), Width: 130, Style: style, Text: func(l chart.BudgetLine) string { return t(stateKey(l.Active)) }},
	}, kit.Rows[chart.BudgetLine](p.plan.Budget.Lines))
	grid.Empty = kit.NewEmpty("file", t("planning.budget.none"), t("planning.budget.none.hint"), nil)
	return list(p, grid, "planning.budget.about", p.may.budget, p.editLine,
		func() { p.editLine(chart.BudgetLine{Active: true}) },
		kit.NewButton(t("planning.budget.import"), "import", kit.Plain, p.chooseTable))
}

func (p *project) plannedText(l chart.BudgetLine) string {
	if l.PlannedMinor == 0 {
		return ""
	}
	return p.Printer.Number(money.Amount{Minor: l.PlannedMinor, Currency: p.currency})
}

func state(active bool) kit.Style {
	if active {
		return kit.Body
	}
	return kit.Muted
}

func stateKey(active bool) string {
	if active {
		return "field-state.active"
	}
	return "field-state.inactive"
}

// list sets a table below what it is about and the buttons of those who may
// change it.
func list[T any](p *project, grid *kit.Grid[T], about string, may bool, edit func(T), add func(), more ...*kit.Button) fyne.CanvasObject {
	p.keys = kit.Handlers{}
	tools := kit.HStack(8, kit.NewText(p.T(about), kit.Muted), kit.Space())
	if may {
		p.keys[kit.ActionNew] = add
		grid.OnOpen = edit
		for _, button := range more {
			tools.Add(button)
		}
		tools.Add(kit.NewButton(p.T("planning.edit"), "edit", kit.Plain, func() {
			if row, here := grid.Current(); here {
				edit(row)
			}
		}))
		tools.Add(kit.NewButton(p.T("planning.add"), "add", kit.Primary, add))
	}
	grid.Reload()
	return container.NewBorder(tools, nil, nil, nil, kit.Insets(8, 0, grid))
}

// editLine changes a budget line, or adds one without code.
func (p *project) editLine(l chart.BudgetLine) {
	code, text, planned := kit.NewTextField(p.Services, "code"), kit.NewTextField(p.Services, "label"), kit.NewAmountField(p.Services, "planned", p.currency)
	code.Required, text.Required, text.MaxRunes = true, true, chart.LabelMax
	code.Verify = func(typed string) error { _, err := chart.ParseBudgetCode(typed); return err }
	text.SetText(l.Label)
	if l.PlannedMinor != 0 {
		planned.SetAmount(money.Amount{Minor: l.PlannedMinor, Currency: p.currency})
	}
	active := p.check("active", "planning.budget.active", l.Active)
	form, focus, title := kit.NewForm(), fyne.Focusable(code), "planning.budget.add.title"
	if l.Code == "" {
		form.Add(p.T("planning.code"), code)
	} else {
		focus, title = text, "planning.budget.edit.title"
		form.AddText(p.T("planning.code"), kit.Insets(5, 0, kit.NewParagraph(l.Code, kit.Body)))
	}
	form.Add(p.T("planning.label"), text).Add(p.T("planning.planned", fault.Args{"Currency": string(p.currency)}), planned).Add("", active)
	p.ask("budget-line", p.T(title), form, focus, func() func() error {
		next := chart.BudgetLine{Code: l.Code, Label: text.Text, Active: active.Ticked()}
		if l.Code == "" {
			next.Code = code.Text
		}
		if planned.Text != "" {
			amount, _ := planned.Amount()
			next.PlannedMinor = amount.Minor
		}
		return func() error {
			_, err := p.Session.SaveBudgetLines(p.Context, p.ID, []chart.BudgetLine{next}, p.plan.Budget.Revision)
			return err
		}
	})
}

// chooseTable takes budget lines over from a spreadsheet.
func (p *project) chooseTable() {
	p.Dialogs.ChooseFile(kit.FileChoice{Title: p.T("planning.budget.import"), Extensions: spreadsheet.Extensions()}, p.readTable)
}

// tableRead is a spreadsheet with what is wrong with its rows.
type tableRead struct {
	lines  []chart.BudgetLine
	faults []string
}

func (p *project) readTable(path string) {
	kit.Load(p.Tasks, func() (tableRead, error) { return p.judgeTable(path) }, func(read tableRead, err error) {
		if !p.Refuse(err) {
			p.confirmTable(read)
		}
	})
}

func (p *project) judgeTable(path string) (read tableRead, err error) {
	sheet, err := spreadsheet.Read(path)
	if err != nil {
		return read, err
	}
	lines, faults, err := chart.ReadBudget(sheet.Titles, sheet.Rows, p.currency)
	if err != nil {
		return read, err
	}
	_, more := p.plan.Budget.Merge(lines)
	read.lines = lines
	for _, f := range append(faults, more...) {
		text, _ := p.Printer.Fault(f.Err, "")
		read.faults = append(read.faults, p.T("planning.budget.row", fault.Args{"Line": sheet.First + f.Row, "Text": text}))
	}
	return read, nil
}

// faultsShown is how many rows a dialog names.
const faultsShown = 8

// confirmTable says what would be taken over, or which rows are wrong: then
// nothing is.
func (p *project) confirmTable(read tableRead) {
	if len(read.faults) > 0 {
		text := strings.Join(read.faults[:min(faultsShown, len(read.faults))], "\n")
		if rest := len(read.faults) - faultsShown; rest > 0 {
			text += "\n" + p.T("planning.budget.rows-more", fault.Args{"Count": rest})
		}
		p.Dialogs.Open(kit.Dialog{
			Name: "budget-faults", Title: p.T("planning.budget.refused"), Content: kit.NewParagraph(text, kit.Body), Width: 620,
		})
		return
	}
	var dialog *kit.OpenDialog
	dialog = p.Dialogs.Open(kit.Dialog{
		Name: "budget-import", Title: p.T("planning.budget.import"), Confirm: p.T("planning.save"), Width: 520,
		Content: kit.NewParagraph(p.T("planning.budget.ready", fault.Args{"Count": len(read.lines)}), kit.Body),
		OnConfirm: func() error {
			return dialog.Await(p.T("planning.saving"), func() error {
				_, err := p.Session.SaveBudgetLines(p.Context, p.ID, read.lines, p.plan.Budget.Revision)
				return err
			}, func() { p.again(p.T("planning.saved")) })
		},
	})
}
