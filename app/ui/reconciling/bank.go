// Package reconciling shows what is compared and ticked off: a bank account beside
// the statements of the bank, the lines of third parties with their letters, and
// what of them is open.
package reconciling

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// bank is the reconciliation of a bank account: what is on statements only at the
// left, what is in the books only at the right, what belongs together below.
type bank struct {
	*desk.Desk
	services  *kit.Services // those of the desk, with the day of the journal
	journal   accounting.Journal
	may       error // what keeps the person from changing anything
	page      workspace.ReconciliationPage
	at        *kit.DateField
	figures   [4]*kit.Text
	theirs    *kit.Grid[accounting.BankLine]
	ours      *kit.Grid[workspace.BookedLine]
	suggested *kit.Grid[workspace.Suggested]
	chosen    *kit.Text
	match     *kit.Button
	sure      *kit.Button
	wishes    int // how often something else was wanted
}

// figureNames are those above the tables.
var figureNames = [4]string{"books", "bank", "stated", "difference"}

// ShowBank brings the reconciliation of the account that a journal stands for.
func ShowBank(d *desk.Desk, j accounting.Journal) {
	kit.Load(d.Tasks, func() (*bank, error) {
		b := &bank{Desk: d, journal: j, may: d.Session.CanJournal(d.Context, directory.RightReconcile, j.ID)}
		var err error
		b.page, err = d.Session.ReconciliationPage(d.Context, j.ID, 0)
		return b, err
	}, func(b *bank, err error) {
		if !d.Refuse(err) {
			b.bring()
		}
	})
}

func (b *bank) bring() {
	services := *b.Services
	services.Today = func() calendar.Day { return b.page.Today }
	b.services = &services
	b.at = kit.NewDateField(b.services, "reconcile-at")
	b.at.SetDay(b.page.At)
	b.at.Commit = b.look
	for i := range b.figures {
		b.figures[i] = kit.NewText("", kit.Strong)
	}
	b.chosen = kit.NewText("", kit.Muted)
	b.theirs = kit.NewGrid(b.services, "statement-lines", b.bankColumns(), kit.Rows[accounting.BankLine](nil))
	b.ours = kit.NewGrid(b.services, "book-lines", b.bookColumns(), kit.Rows[workspace.BookedLine](nil))
	b.suggested = kit.NewGrid(b.services, "suggestions", b.suggestionColumns(), kit.Rows[workspace.Suggested](nil))
	b.theirs.OnCursor, b.ours.OnCursor = b.sum, b.sum
	b.theirs.OnOpen = func(accounting.BankLine) { b.matchChosen() }
	b.ours.OnOpen = func(workspace.BookedLine) { b.matchChosen() }
	b.suggested.OnOpen = b.confirm
	b.match = kit.NewButton(b.T("reconciling.match"), "check", kit.Plain, b.matchChosen)
	b.sure = kit.NewButton("", "check", kit.Plain, b.confirmSure)
	ref := b.journal.Ref()
	content := container.New(layout.NewBorderLayout(nil, nil, nil, nil), b.content())
	b.Shell.Show(kit.Screen{
		Name: "reconciliation", Section: string(desk.Accounting),
		Crumbs: []kit.Crumb{
			{Text: b.T("accounting.title"), Open: func() { b.Open(desk.Accounting) }},
			{Text: ref + " " + b.journal.Name, Open: func() { b.OpenItem(desk.Accounting, ref) }}, {Text: b.T("reconciling.bank.title")},
		},
		Content: kit.Insets(12, kit.Margin, content), Focus: b.suggested.Focus(),
		Keys: kit.Handlers{
			kit.ActionNew: b.takeFile, kit.ActionPrint: b.print, kit.ActionExport: b.export, kit.ActionRefresh: b.look,
			kit.ActionCancel: func() { b.OpenItem(desk.Accounting, ref) }, kit.ActionSave: b.matchChosen,
		},
	})
	b.show()
}

// suggestionsHeight has room for the titles and five rows.
const suggestionsHeight = 6 * kit.RowHeight

func (b *bank) content() fyne.CanvasObject {
	tools := kit.HStack(8, kit.NewText(b.T("reconciling.bank.title")+" · "+b.journal.Ref(), kit.Title), kit.Space(), kit.Width(120, b.at),
		kit.NewButton(b.T("reconciling.matches"), "history", kit.Plain, b.showMatches),
		kit.NewButton(b.T("reconciling.statements"), "file", kit.Plain, b.showStatements),
		kit.NewButton(b.T("reconciling.print"), "print", kit.Plain, b.print),
		kit.NewButton(b.T("reconciling.import"), "import", kit.Primary, b.takeFile))
	figures := kit.HStack(24)
	for i, name := range figureNames {
		figures.Add(kit.HStack(8, kit.NewText(b.T("reconciling.figure."+name), kit.Muted), b.figures[i]))
	}
	head := kit.VStack(8, tools, figures)
	if b.may != nil {
		reason, hint := b.Explain(b.may)
		head.Add(kit.NewNotice(b.Printer, kit.Neutral, reason, hint))
	}
	side := func(key string, grid fyne.CanvasObject) fyne.CanvasObject {
		return container.NewBorder(kit.Insets(4, 0, kit.NewText(b.T(key), kit.Strong)), nil, nil, nil, grid)
	}
	tables := container.NewGridWithColumns(2, side("reconciling.bank-side", b.theirs), side("reconciling.book-side", b.ours))
	between := kit.Insets(6, 0, kit.HStack(8, b.chosen, kit.Space(), b.match))
	below := kit.VStack(0, between, kit.HStack(8, kit.NewText(b.T("reconciling.suggestions"), kit.Strong), kit.Space(), b.sure),
		kit.Insets(4, 0, kit.Height(suggestionsHeight, b.suggested)))
	return container.NewBorder(head, below, nil, nil, kit.Insets(8, 0, tables))
}

// look reads everything anew for the day of the field.
func (b *bank) look() {
	at, err := b.at.Day()
	if err != nil {
		return // the field says what is wrong
	}
	b.wishes++
	wish := b.wishes
	kit.Load(b.Tasks, func() (workspace.ReconciliationPage, error) {
		return b.Session.ReconciliationPage(b.Context, b.journal.ID, at)
	},
		func(page workspace.ReconciliationPage, err error) {
			if wish == b.wishes && !b.Refuse(err) {
				b.page = page
				b.show()
			}
		})
}

// show puts what was read into the tables.
func (b *bank) show() {
	stated, difference := "–", "–"
	if b.page.Stated.Known {
		stated, difference = b.amount(b.page.Stated.Minor), b.amount(b.page.MissingMinor())
	}
	for i, text := range []string{b.amount(b.page.BookMinor), b.amount(b.page.BankMinor), stated, difference} {
		b.figures[i].SetText(text)
	}
	b.figures[3].SetStyle(standing(b.page.MissingMinor()))
	b.theirs.Empty, b.ours.Empty = b.nothing("statement"), b.nothing("books")
	b.suggested.Empty = kit.NewText(b.T("reconciling.no-suggestions"), kit.Muted)
	b.theirs.SetSource(kit.Rows[accounting.BankLine](b.page.Bank))
	b.ours.SetSource(kit.Rows[workspace.BookedLine](b.page.Booked))
	b.suggested.SetSource(kit.Rows[workspace.Suggested](b.page.Suggestions))
	sure := len(b.sureOnes())
	b.sure.SetText(b.T("reconciling.sure", fault.Args{"Items": sure}))
	b.sure.SetEnabled(sure > 0 && b.may == nil)
	b.sum()
	kit.Trace(fmt.Sprintf("reconciliation %d %d %d", len(b.page.Bank), len(b.page.Booked), len(b.page.Suggestions)))
}

// standing is the look of a difference: fine where there is none.
func standing(minor int64) kit.Style {
	if minor == 0 {
		return kit.Style{Color: kit.ColorFine, Bold: true}
	}
	return kit.Style{Color: kit.ColorRefused, Bold: true}
}

// nothing stands for an empty table and says what to do next.
func (b *bank) nothing(side string) fyne.CanvasObject {
	if side == "statement" && len(b.page.Statements) == 0 {
		return kit.NewEmpty("import", b.T("reconciling.none.statements"), b.T("reconciling.none.statements.hint"), nil)
	}
	return kit.NewEmpty("fine", b.T("reconciling.none."+side), "", nil)
}

func (b *bank) amount(minor int64) string {
	return b.Printer.Amount(money.Amount{Minor: minor, Currency: b.journal.Currency})
}

func (b *bank) number(minor int64) string {
	return b.Printer.Number(money.Amount{Minor: minor, Currency: b.journal.Currency})
}

// chosenLines gives the lines that are selected on both sides, or else those under
// the cursors.
func (b *bank) chosenLines() (bank []accounting.BankLine, books []workspace.BookedLine) {
	for n := range b.theirs.SelectedRows() {
		if n < len(b.page.Bank) {
			bank = append(bank, b.page.Bank[n])
		}
	}
	for n := range b.ours.SelectedRows() {
		if n < len(b.page.Booked) {
			books = append(books, b.page.Booked[n])
		}
	}
	if l, here := b.theirs.Current(); here && len(bank) == 0 {
		bank = append(bank, l)
	}
	if l, here := b.ours.Current(); here && len(books) == 0 {
		books = append(books, l)
	}
	return bank, books
}

// sum says what the selected lines come to.
func (b *bank) sum() {
	theirs, ours := int64(0), int64(0)
	bank, books := b.chosenLines()
	for _, l := range bank {
		theirs += l.AmountMinor
	}
	for _, l := range books {
		ours += l.Minor
	}
	b.chosen.SetText(b.T("reconciling.chosen", fault.Args{"Bank": b.amount(theirs), "Books": b.amount(ours), "Difference": b.amount(theirs - ours)}))
	b.match.SetEnabled(b.may == nil && theirs == ours && len(bank)+len(books) > 1)
}

// matchChosen matches what is selected.
func (b *bank) matchChosen() {
	bank, books := b.chosenLines()
	if b.may != nil || len(bank)+len(books) == 0 {
		return
	}
	var theirs []accounting.BankRef
	for _, l := range bank {
		theirs = append(theirs, l.BankRef)
	}
	var ours []accounting.LineRef
	for _, l := range books {
		ours = append(ours, l.LineRef)
	}
	kit.Load(b.Tasks, func() (accounting.Match, error) { return b.Session.MatchLines(b.Context, b.journal.ID, theirs, ours) },
		func(m accounting.Match, err error) {
			if !b.Refuse(err) {
				b.Done(b.T("reconciling.matched", fault.Args{"Items": 1}))
				b.look()
			}
		})
}

// confirm is Enter on a suggestion.
func (b *bank) confirm(s workspace.Suggested) { b.confirmAll([]workspace.Suggested{s}) }

// sureOnes are the suggestions that need no look at them.
func (b *bank) sureOnes() (sure []workspace.Suggested) {
	for _, s := range b.page.Suggestions {
		if s.Sure() {
			sure = append(sure, s)
		}
	}
	return sure
}

func (b *bank) confirmSure() { b.confirmAll(b.sureOnes()) }

func (b *bank) confirmAll(list []workspace.Suggested) {
	if b.may != nil || len(list) == 0 {
		return
	}
	kit.Load(b.Tasks, func() ([]accounting.Match, error) { return b.Session.MatchSuggestions(b.Context, b.journal.ID, list) },
		func(made []accounting.Match, err error) {
			if !b.Refuse(err) {
				b.Done(b.T("reconciling.matched", fault.Args{"Items": len(made)}))
				b.look()
			}
		})
}

// names writes names of lines one after the other.
func names[T any](lines []T, name func(T) string) string {
	texts := make([]string, len(lines))
	for i, l := range lines {
		texts[i] = name(l)
	}
	return strings.Join(texts, " + ")
}
