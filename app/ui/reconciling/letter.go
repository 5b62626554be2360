package reconciling

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// lettering is where lines of third parties are lettered, account by account.
type lettering struct {
	*desk.Desk
	project directory.Project
	account *kit.PickerField
	party   *kit.TextField
	open    *kit.Check
	grid    *kit.Grid[workspace.LetteredLine]
	chosen  *kit.Text
	rest    *kit.Text
	letter  *kit.Button
	undo    *kit.Button
	page    workspace.LetterPage
	wishes  int
}

// ShowLetters brings the lettering of a project.
func ShowLetters(d *desk.Desk, project directory.Project) {
	kit.Load(d.Tasks, func() ([]workspace.LetterAccount, error) { return d.Session.LetterAccounts(d.Context, project.ID) },
		func(accounts []workspace.LetterAccount, err error) {
			if !d.Refuse(err) {
				newLettering(d, project, accounts).bring()
			}
		})
}

func newLettering(d *desk.Desk, project directory.Project, accounts []workspace.LetterAccount) *lettering {
	l := &lettering{Desk: d, project: project, chosen: kit.NewText("", kit.Muted), rest: kit.NewText("", kit.Strong)}
	var choices []kit.Choice
	for _, a := range accounts {
		choices = append(choices, kit.Choice{ID: a.Account, Text: a.Account, Detail: d.Printer.Amount(money.Amount{Minor: a.BaseMinor, Currency: a.Base})})
	}
	l.account = kit.NewStrictPicker(d.Services, "letter-account", kit.OfferAll(choices))
	l.account.PlaceHolder = d.T("reconciling.letter.account")
	if len(choices) > 0 {
		l.account.Set(choices[0])
	}
	l.account.OnChosen = func(kit.Choice) { l.look() }
	l.party = kit.NewTextField(d.Services, "letter-party")
	l.party.PlaceHolder = d.T("reconciling.letter.party")
	l.party.Commit = l.look
	l.open = kit.NewCheck(d.Services, "letter-open", d.T("reconciling.letter.open"))
	l.open.SetTicked(true)
	l.open.OnChanged = func(bool) { l.look() }
	l.grid = kit.NewGrid(d.Services, "letter-lines", l.columns(), kit.Rows[workspace.LetteredLine](nil))
	l.grid.OnCursor = l.sum
	l.grid.OnOpen = func(line workspace.LetteredLine) {
		d.OpenItem(desk.Accounting, fmt.Sprintf("%s#%d", line.Journal.Ref(), line.Number))
	}
	l.letter = kit.NewButton(d.T("reconciling.letter.do"), "check", kit.Primary, l.letterChosen)
	l.undo = kit.NewButton(d.T("reconciling.letter.undo"), "remove", kit.Plain, l.undoChosen)
	return l
}

func (l *lettering) bring() {
	tools := kit.HStack(8, kit.Width(190, l.account), kit.Width(120, l.party), kit.Width(170, l.open), kit.Space(), l.undo,
		kit.NewButton(l.T("reconciling.letter.proposals"), "tasks", kit.Plain, l.propose), l.letter)
	title := l.T("reconciling.letter.title", fault.Args{"Code": l.project.Code, "Name": l.project.Name})
	head := kit.VStack(8, kit.HStack(8, kit.NewText(title, kit.Title), kit.Space(), l.rest), tools)
	l.Shell.Show(kit.Screen{
		Name: "lettering", Section: string(desk.Accounting),
		Crumbs:  []kit.Crumb{{Text: l.T("accounting.title"), Open: func() { l.Open(desk.Accounting) }}, {Text: l.T("reconciling.letter.crumb")}},
		Content: kit.Insets(12, kit.Margin, container.NewBorder(head, kit.Insets(6, 0, l.chosen), nil, nil, kit.Insets(8, 0, l.grid))),
		Focus:   l.grid.Focus(),
		Keys: kit.Handlers{
			kit.ActionRefresh: l.look, kit.ActionCancel: func() { l.Open(desk.Accounting) }, kit.ActionSave: l.letterChosen,
			kit.ActionTemplate: l.propose, kit.ActionReverse: l.undoChosen,
			kit.ActionFind: func() { l.Window.Canvas().Focus(l.account) },
		},
	})
	l.look()
}

func (l *lettering) columns() []kit.Column[workspace.LetteredLine] {
	title := func(id string) string { return l.T("reconciling.col." + id) }
	type line = workspace.LetteredLine
	side := func(sign int64) func(line) string {
		return func(r line) string {
			if sign*r.BaseMinor <= 0 {
				return ""
			}
			return l.Printer.Number(l.base(sign * r.BaseMinor))
		}
	}
	return []kit.Column[line]{
		{ID: "day", Title: title("day"), Width: dayWidth, Text: func(r line) string { return l.Printer.DayShort(r.Day) }, Style: settled},
		{ID: "posting", Title: title("posting"), Width: refWidth, Style: muted[line], Text: func(r line) string { return r.Journal.LineName(r.LineRef) }},
		{ID: "voucher", Title: title("voucher"), Width: voucherWidth, Style: settled, Text: func(r line) string { return r.Posting.Voucher }},
		{ID: "text", Title: title("text"), Width: 140, Grow: true, Style: settled, Text: textOfLine},
		{ID: "party", Title: title("party"), Width: 150, Style: settled, Text: partyOfLine},
		{ID: "debit", Title: title("debit"), Width: amountWidth, Align: fyne.TextAlignTrailing, Style: settled, Text: side(1)},
		{ID: "credit", Title: title("credit"), Width: amountWidth, Align: fyne.TextAlignTrailing, Style: settled, Text: side(-1)},
		{ID: "letter", Title: title("letter"), Width: 72, Style: letterStyle, Text: func(r line) string { return r.Code }},
		{ID: "lettered", Title: title("lettered"), Width: dayWidth, Style: muted[line], Text: func(r line) string { return l.Printer.DayShort(r.On) }},
	}
}

// settled is pale where nothing is open.
func settled(r workspace.LetteredLine) kit.Style {
	if r.Full {
		return kit.Muted
	}
	return kit.Body
}

func letterStyle(r workspace.LetteredLine) kit.Style {
	if r.Full {
		return kit.Style{Color: kit.ColorFine, Bold: true}
	}
	return kit.Style{Color: kit.ColorExpiring, Bold: true}
}

func textOfLine(r workspace.LetteredLine) string {
	if text := r.Line().Text; text != "" {
		return text
	}
	return r.Posting.Text
}

func partyOfLine(r workspace.LetteredLine) string {
	return strings.TrimSpace(r.Party + " " + r.Line().PartyName)
}

func (l *lettering) base(minor int64) money.Amount {
	return money.Amount{Minor: minor, Currency: l.page.Base}
}

// look reads the account anew.
func (l *lettering) look() {
	account, party, open := l.account.Chosen().ID, strings.TrimSpace(l.party.Text), l.open.Ticked()
	l.wishes++
	wish := l.wishes
	if account == "" {
		l.show()
		return
	}
	kit.Load(l.Tasks, func() (workspace.LetterPage, error) {
		return l.Session.LetterPage(l.Context, l.project.ID, account, party, 0, open)
	}, func(page workspace.LetterPage, err error) {
		if wish == l.wishes && !l.Refuse(err) {
			l.page = page
			l.show()
		}
	})
}

func (l *lettering) show() {
	l.grid.Empty = kit.NewEmpty("fine", l.T("reconciling.letter.none"), l.T("reconciling.letter.none.hint"), nil)
	l.grid.SetSource(kit.Rows[workspace.LetteredLine](l.page.Lines))
	l.rest.SetText("")
	if l.page.Account != "" {
		l.rest.SetText(l.T("reconciling.letter.rest", fault.Args{"Account": l.page.Account, "Amount": l.base(l.page.OpenBase)}))
	}
	l.sum()
	kit.Trace(fmt.Sprintf("lettering %s %d", l.page.Account, len(l.page.Lines)))
}

func (l *lettering) lines() (chosen []workspace.LetteredLine) {
	for n := range l.grid.SelectedRows() {
		if n < len(l.page.Lines) {
			chosen = append(chosen, l.page.Lines[n])
		}
	}
	return chosen
}

// sum says what the selected lines come to, and what can be done with them.
func (l *lettering) sum() {
	chosen := l.lines()
	debit, credit, parties, full, letters := int64(0), int64(0), map[string]bool{}, 0, 0
	for _, line := range chosen {
		debit += max(line.BaseMinor, 0)
		credit += max(-line.BaseMinor, 0)
		parties[line.Party] = true
		if line.Full {
			full++
		}
		if line.Letter != 0 {
			letters++
		}
	}
	l.chosen.SetText(l.T("reconciling.letter.chosen", fault.Args{
		"Items": len(chosen), "Debit": l.base(debit), "Credit": l.base(credit), "Difference": l.base(debit - credit),
	}))
	l.letter.SetEnabled(debit > 0 && credit > 0 && len(parties) == 1 && full == 0)
	l.undo.SetEnabled(letters > 0)
}

func (l *lettering) letterChosen() {
	var refs []accounting.LineRef
	for _, line := range l.lines() {
		refs = append(refs, line.LineRef)
	}
	if len(refs) < 2 {
		return
	}
	account := l.page.Account
	kit.Load(l.Tasks, func() (accounting.Letter, error) { return l.Session.Letter(l.Context, l.project.ID, account, refs) },
		func(made accounting.Letter, err error) {
			if !l.Refuse(err) {
				l.Done(l.T("reconciling.letter.done", fault.Args{"Letter": accounting.LetterCode(made.Serial, true), "Items": len(made.Lines)}))
				l.look()
			}
		})
}

// undoChosen takes back the letter of the line under the cursor.
func (l *lettering) undoChosen() {
	line, here := l.grid.Current()
	if !here || line.Letter == 0 {
		return
	}
	account := l.page.Account
	text := l.T("reconciling.letter.undo.text", fault.Args{"Letter": line.Code, "Account": account})
	l.Dialogs.Confirm(l.T("reconciling.letter.undo"), text, l.T("reconciling.letter.undo"), func() {
		kit.Load(l.Tasks, func() (accounting.Letter, error) {
			return l.Session.Unletter(l.Context, l.project.ID, account, line.Letter)
		}, func(_ accounting.Letter, err error) {
			if !l.Refuse(err) {
				l.look()
			}
		})
	})
}

// propose shows the letters that the program finds; Enter confirms the one under
// the cursor, and the button all of them.
func (l *lettering) propose() {
	account, party := l.page.Account, strings.TrimSpace(l.party.Text)
	if account == "" {
		return
	}
	kit.Load(l.Tasks, func() ([]accounting.Proposal, error) {
		return l.Session.ProposeLetters(l.Context, l.project.ID, account, party)
	}, func(found []accounting.Proposal, err error) {
		if !l.Refuse(err) {
			l.openProposals(account, found)
		}
	})
}

func (l *lettering) openProposals(account string, found []accounting.Proposal) {
	title := func(id string) string { return l.T("reconciling.col." + id) }
	type proposal = accounting.Proposal
	grid := kit.NewGrid(l.Services, "proposals", []kit.Column[proposal]{
		{ID: "party", Title: title("party"), Width: 110, Text: func(p proposal) string { return p.Party }},
		{ID: "reason", Title: title("reason"), Width: 160, Style: muted[proposal], Text: func(p proposal) string { return l.T("letter.reason." + string(p.Reason)) }},
		{ID: "lines", Title: title("lines"), Width: 200, Grow: true, Text: func(p proposal) string {
			return names(p.Lines, func(i accounting.OpenItem) string {
				return i.Journal.LineName(i.LineRef) + " " + i.Posting.Voucher
			})
		}},
		{ID: "amount", Title: title("amount"), Width: amountWidth, Align: fyne.TextAlignTrailing, Text: func(p proposal) string {
			sum := int64(0)
			for _, i := range p.Lines {
				sum += max(i.RestBase, 0)
			}
			return l.Printer.Number(l.base(sum))
		}},
	}, kit.Rows[proposal](found))
	grid.Empty = kit.NewEmpty("fine", l.T("reconciling.letter.no-proposals"), "", nil)
	var open *kit.OpenDialog
	confirm := func(list []proposal) {
		open.Close()
		kit.Load(l.Tasks, func() ([]accounting.Letter, error) {
			return l.Session.LetterProposals(l.Context, l.project.ID, account, list)
		}, func(made []accounting.Letter, err error) {
			if !l.Refuse(err) {
				l.Done(l.T("reconciling.letter.made", fault.Args{"Items": len(made)}))
				l.look()
			}
		})
	}
	grid.OnOpen = func(p proposal) { confirm([]proposal{p}) }
	all := kit.NewButton(l.T("reconciling.letter.all", fault.Args{"Items": len(found)}), "check", kit.Primary, func() { confirm(found) })
	all.SetEnabled(len(found) > 0)
	open = l.Dialogs.Open(kit.Dialog{
		Name: "proposals", Title: l.T("reconciling.letter.proposals"), Width: tableWidth, Height: tableHeight, Focus: grid.Focus(),
		Content: container.NewBorder(nil, kit.Insets(8, 0, kit.HStack(8, kit.NewText(l.T("reconciling.letter.enter"), kit.Muted), kit.Space(), all)), nil, nil, grid),
	})
	grid.Reload()
}
