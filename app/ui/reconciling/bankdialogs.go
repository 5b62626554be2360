package reconciling

import (
	"fmt"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/bankfile"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/financial"
	"github.com/comptoir/comptoir/app/overview"
	"github.com/comptoir/comptoir/app/report"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/ui/reporting"
	"github.com/comptoir/comptoir/app/workspace"
)

// Size of the dialogs with a table.
const (
	tableWidth  = 860
	tableHeight = 440
)

// showMatches lists the matches; Enter takes the one under the cursor back.
func (b *bank) showMatches() {
	kit.Load(b.Tasks, func() ([]workspace.Matched, error) { return b.Session.Matches(b.Context, b.journal.ID) }, func(list []workspace.Matched, err error) {
		if !b.Refuse(err) {
			b.openMatches(list)
		}
	})
}

func (b *bank) openMatches(list []workspace.Matched) {
	title := func(id string) string { return b.T("reconciling.col." + id) }
	grid := kit.NewGrid(b.services, "matches", []kit.Column[workspace.Matched]{
		{ID: "number", Title: title("number"), Width: 52, Align: fyne.TextAlignTrailing, Style: muted[workspace.Matched], Text: func(m workspace.Matched) string { return strconv.FormatInt(m.Serial, 10) }},
		{ID: "statement", Title: title("statement"), Width: 160, Grow: true, Text: func(m workspace.Matched) string {
			return names(m.Theirs, func(l accounting.BankLine) string {
				return b.Printer.DayShort(l.Day) + " " + financial.BankText(l, b.Printer)
			})
		}},
		{ID: "books", Title: title("books"), Width: 160, Grow: true, Text: func(m workspace.Matched) string {
			return names(m.Booked, func(l workspace.BookedLine) string { return l.Name() + " " + textOfBook(l) })
		}},
		{ID: "amount", Title: title("amount"), Width: amountWidth, Align: fyne.TextAlignTrailing, Text: func(m workspace.Matched) string {
			sum := int64(0)
			for _, l := range m.Theirs {
				sum += l.AmountMinor
			}
			return b.number(sum)
		}},
		{ID: "by", Title: title("by"), Width: 120, Style: muted[workspace.Matched], Text: func(m workspace.Matched) string { return m.Author }},
	}, kit.Rows[workspace.Matched](list))
	var open *kit.OpenDialog
	undo := func(m workspace.Matched) {
		open.Close()
		b.undo(m)
	}
	grid.OnOpen = undo
	grid.Empty = kit.NewEmpty("check", b.T("reconciling.no-matches"), "", nil)
	button := kit.NewButton(b.T("reconciling.undo"), "remove", kit.Plain, func() {
		if m, here := grid.Current(); here {
			undo(m)
		}
	})
	button.SetEnabled(b.may == nil && len(list) > 0)
	open = b.Dialogs.Open(kit.Dialog{
		Name: "matches", Title: b.T("reconciling.matches"), Width: tableWidth, Height: tableHeight, Focus: grid.Focus(),
		Content: container.NewBorder(nil, kit.Insets(8, 0, kit.HStack(8, button)), nil, nil, grid),
	})
	grid.Reload()
}

func (b *bank) undo(m workspace.Matched) {
	if b.may != nil {
		return
	}
	b.Dialogs.Confirm(b.T("reconciling.undo"), b.T("reconciling.undo.text", fault.Args{"Match": m.Serial}), b.T("reconciling.undo"), func() {
		kit.Load(b.Tasks, func() (accounting.Match, error) { return b.Session.Unmatch(b.Context, b.journal.ID, m.Serial) },
			func(_ accounting.Match, err error) {
				if !b.Refuse(err) {
					b.look()
				}
			})
	})
}

// showStatements lists the statements that were taken in; Enter takes the one under
// the cursor out.
func (b *bank) showStatements() {
	title := func(id string) string { return b.T("reconciling.col." + id) }
	known := func(balance bankfile.Balance) string {
		if !balance.Known {
			return "–"
		}
		return b.number(balance.Minor)
	}
	type statement = accounting.BankStatement
	grid := kit.NewGrid(b.services, "statements", []kit.Column[statement]{
		{ID: "number", Title: title("number"), Width: 52, Align: fyne.TextAlignTrailing, Style: muted[statement], Text: func(s statement) string { return strconv.FormatInt(s.Serial, 10) }},
		{ID: "from", Title: title("from"), Width: dayWidth, Text: func(s statement) string { return b.Printer.DayShort(s.From) }},
		{ID: "until", Title: title("until"), Width: dayWidth, Text: func(s statement) string { return b.Printer.DayShort(s.To) }},
		{ID: "lines", Title: title("lines"), Width: 64, Align: fyne.TextAlignTrailing, Text: func(s statement) string { return strconv.Itoa(s.Lines) }},
		{ID: "opening", Title: title("opening"), Width: amountWidth, Align: fyne.TextAlignTrailing, Text: func(s statement) string { return known(s.Opening) }},
		{ID: "closing", Title: title("closing"), Width: amountWidth, Align: fyne.TextAlignTrailing, Text: func(s statement) string { return known(s.Closing) }},
		{ID: "file", Title: title("file"), Width: 140, Grow: true, Style: muted[statement], Text: func(s statement) string { return s.File }},
	}, kit.Rows[statement](b.page.Statements))
	grid.Empty = b.nothing("statement")
	var open *kit.OpenDialog
	remove := func(s statement) {
		open.Close()
		b.removeStatement(s)
	}
	grid.OnOpen = remove
	button := kit.NewButton(b.T("reconciling.remove"), "delete", kit.Plain, func() {
		if s, here := grid.Current(); here {
			remove(s)
		}
	})
	button.SetEnabled(b.may == nil && len(b.page.Statements) > 0)
	open = b.Dialogs.Open(kit.Dialog{
		Name: "statements", Title: b.T("reconciling.statements"), Width: tableWidth, Height: tableHeight, Focus: grid.Focus(),
		Content: container.NewBorder(nil, kit.Insets(8, 0, kit.HStack(8, button)), nil, nil, grid),
	})
	grid.Reload()
}

func (b *bank) removeStatement(s accounting.BankStatement) {
	if b.may != nil {
		return
	}
	b.Dialogs.Confirm(b.T("reconciling.remove"), b.T("reconciling.remove.text", fault.Args{"Statement": s.Serial, "File": s.File}), b.T("reconciling.remove"), func() {
		kit.Load(b.Tasks, func() (struct{}, error) {
			return struct{}{}, b.Session.RemoveStatement(b.Context, b.journal.ID, s.Serial)
		}, func(_ struct{}, err error) {
			if !b.Refuse(err) {
				b.look()
			}
		})
	})
}

// order is the reconciliation as a file.
func (b *bank) order() reporting.Order {
	page := b.page
	return reporting.Order{
		Name: "reconciliation-export", Title: b.T("reconciling.export"), Text: b.T("reconciling.title", fault.Args{"Journal": b.journal.Ref(), "Name": b.journal.Name}),
		File: b.T("reconciling.file") + "-" + strings.ReplaceAll(b.journal.Ref(), "/", "-") + "-" + page.At.String(),
		Make: func() (report.Report, error) {
			head, err := overview.ReadHead(b.Context, b.Session, b.Printer)
			return financial.Reconciliation(page, b.Printer, head), err
		},
	}
}

func (b *bank) print()  { reporting.Print(b.Desk, b.order()) }
func (b *bank) export() { reporting.Export(b.Desk, b.order()) }

// takeFile asks for a statement and takes it in after a look at it.
func (b *bank) takeFile() {
	if b.may != nil {
		return
	}
	b.Dialogs.ChooseFile(kit.FileChoice{
		Title: b.T("reconciling.import"), Confirm: b.T("reconciling.look"), Extensions: []string{".xml", ".camt", ".ofx", ".qfx", ".qif", ".csv", ".txt"},
	}, func(path string) { b.preview(path, workspace.BankOptions{}) })
}

// preview reads a statement and says what would be taken in; where the file leaves
// something open it is asked.
func (b *bank) preview(path string, o workspace.BankOptions) {
	kit.Load(b.Tasks, func() ([]accounting.Taking, error) {
		return b.Session.TakeStatements(b.Context, b.journal.ID, path, o, false)
	}, func(takings []accounting.Taking, err error) {
		if asks(err) {
			b.ask(path, o, err)
			return
		}
		if b.Refuse(err) {
			return
		}
		b.Dialogs.Open(kit.Dialog{
			Name: "statement", Title: b.T("reconciling.import"), Width: 620, Content: kit.NewParagraph(strings.Join(b.tell(takings), "\n"), kit.Body),
			Confirm: b.T("reconciling.take"), OnConfirm: func() error {
				b.take(path, o)
				return nil
			},
		})
	})
}

// tell says in sentences what would be taken in.
func (b *bank) tell(takings []accounting.Taking) (lines []string) {
	for _, t := range takings {
		s := t.Statement
		lines = append(lines, b.T("reconciling.taking", fault.Args{
			"From": s.From, "Until": s.To, "Lines": s.Lines, "Known": s.Known, "Account": orDash(s.BankAccount),
		}))
		if s.Opening.Known && s.Closing.Known {
			lines = append(lines, b.T("reconciling.taking.balances", fault.Args{"Opening": b.amount(s.Opening.Minor), "Closing": b.amount(s.Closing.Minor)}))
		}
		if t.GapMinor != 0 {
			lines = append(lines, b.T("reconciling.taking.gap", fault.Args{"Amount": b.amount(t.GapMinor), "Statement": t.After}))
		}
	}
	return lines
}

func orDash(text string) string {
	if text == "" {
		return "–"
	}
	return text
}

func (b *bank) take(path string, o workspace.BankOptions) {
	kit.Load(b.Tasks, func() ([]accounting.Taking, error) {
		return b.Session.TakeStatements(b.Context, b.journal.ID, path, o, true)
	}, func(takings []accounting.Taking, err error) {
		if b.Refuse(err) {
			return
		}
		count := 0
		for _, t := range takings {
			count += t.Statement.Lines
		}
		b.Done(b.T("reconciling.taken", fault.Args{"Items": count}))
		kit.Trace(fmt.Sprintf("statement taken %d", count))
		b.look()
	})
}
