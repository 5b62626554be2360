package accounting

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// Sizes of the lines.
const (
	lineGap  = 4
	lineStep = kit.RowHeight + lineGap

	lineNumberWidth = 24
	lineCodeWidth   = 92
	lineDueWidth    = 80
	lineAmountWidth = 116
	lineRemoveWidth = 28
	lineLeastName   = 90
)

// cellWidths are those of a line; zero shares what is left.
func (e *entry) cellWidths() []float32 {
	widths := []float32{lineNumberWidth, lineCodeWidth, 0, lineCodeWidth, lineCodeWidth, lineCodeWidth, 0, lineDueWidth, lineAmountWidth, lineAmountWidth}
	if e.open.Journal.IsForeign() {
		widths = append(widths, lineAmountWidth)
	}
	return append(widths, lineRemoveWidth)
}

// titles stand above the lines.
func (e *entry) titles() fyne.CanvasObject {
	j := e.open.Journal
	text := func(id string) fyne.CanvasObject {
		return kit.NewText(e.T("accounting.line."+id), kit.Small).Cut()
	}
	end := func(id string, currency money.Currency) fyne.CanvasObject {
		style := kit.Small
		style.Align = fyne.TextAlignTrailing
		return kit.Insets(0, 4, kit.NewText(e.T("accounting.line."+id, fault.Args{"Currency": string(currency)}), style))
	}
	objects := []fyne.CanvasObject{
		kit.NewText("", kit.Small), text("account"), text("name"), text("party"), text("funding"), text("budget-line"), text("text"), text("due"),
		end("debit", j.Currency), end("credit", j.Currency),
	}
	if j.IsForeign() {
		objects = append(objects, end("base", j.Base))
	}
	return container.New(lineLayout{e.cellWidths()}, append(objects, kit.NewText("", kit.Small))...)
}

// rowOf sets the fields of a line side by side.
func (e *entry) rowOf(l *typedLine) *fyne.Container {
	place := kit.NewText(strconv.Itoa(len(e.lines)), kit.Style{Color: kit.ColorMuted, Align: fyne.TextAlignTrailing})
	objects := []fyne.CanvasObject{
		kit.Insets(0, 2, place), e.framed(l.account), l.name, e.framed(l.party), e.framed(l.funding), e.framed(l.budget), e.framed(l.text), e.framed(l.due), e.framed(l.debit), e.framed(l.credit),
	}
	if e.open.Journal.IsForeign() {
		objects = append(objects, kit.Insets(0, 4, l.base))
	}
	return container.New(lineLayout{e.cellWidths()}, append(objects, l.remove)...)
}

// framed shows a field, and below the lines what is wrong with it.
func (e *entry) framed(f kit.Field) fyne.CanvasObject { return kit.NewFramed(f, e.showProblem) }

// showLines lists the lines anew, with their places.
func (e *entry) showLines() {
	e.list.Objects = nil
	lines := e.lines
	e.lines = nil
	for _, l := range lines {
		e.lines = append(e.lines, l)
		l.row = e.rowOf(l)
		e.list.Add(l.row)
	}
	e.list.Refresh()
	e.section.entering = e
	e.again()
}

// lineLayout sets objects side by side, each as wide as is said; those of no width
// share what is left.
type lineLayout struct{ widths []float32 }

const lineSpace = 4

func (l lineLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	left, sharing := size.Width-lineSpace*float32(len(l.widths)-1), float32(0)
	for _, width := range l.widths {
		if width == 0 {
			sharing++
		}
		left -= width
	}
	x := float32(0)
	for i, o := range objects {
		width := l.widths[i]
		if width == 0 {
			width = max(lineLeastName, left/sharing)
		}
		height := o.MinSize().Height
		o.Resize(fyne.NewSize(width, height))
		o.Move(fyne.NewPos(x, (size.Height-height)/2))
		x += width + lineSpace
	}
}

func (l lineLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.Size{}
	for i, o := range objects {
		size.Width += max(l.widths[i], 0)
		if l.widths[i] == 0 {
			size.Width += lineLeastName
		}
		size.Height = max(size.Height, o.MinSize().Height)
	}
	size.Width += lineSpace * float32(len(objects)-1)
	return size
}

// content is the screen.
func (e *entry) content() fyne.CanvasObject {
	t := e.T
	labelled := func(key string, width float32, f kit.Field) fyne.CanvasObject {
		return kit.Width(width, kit.VStack(2, kit.NewText(t(key), kit.Small), e.framed(f)))
	}
	fields := kit.HStack(8, labelled("accounting.entry.kind", 170, e.kind), labelled("accounting.entry.day", 112, e.day), labelled("accounting.entry.voucher", 130, e.voucher),
		labelled("accounting.entry.voucher-day", 112, e.voucherDay))
	text := kit.VStack(2, kit.NewText(t("accounting.entry.text"), kit.Small), e.framed(e.text))
	head := container.NewBorder(nil, nil, fields, nil, kit.Insets(0, 8, text))
	if e.open.Journal.IsForeign() {
		rate := labelled("accounting.entry.rate", 130, e.rate)
		head = container.NewBorder(nil, nil, fields, rate, kit.Insets(0, 8, text))
	}
	top := kit.VStack(8, e.toolbar(), kit.NewPanel(kit.ColorSurface, kit.Inset(10, head)), e.papers.content)
	return container.NewBorder(top, e.ahead, nil, nil, e.body)
}

// debitsAndCredits is the body of an entry line by line.
func (e *entry) debitsAndCredits() fyne.CanvasObject {
	e.scroll = kit.NewScroll(e.list)
	return container.NewBorder(kit.Insets(8, 0, e.titles()), e.foot(), nil, nil, e.scroll)
}

// toolbar names the entry and has what is done with it as a whole.
func (e *entry) toolbar() fyne.CanvasObject {
	t := e.T
	return kit.HStack(8, kit.NewText(e.title(), kit.Title), kit.Space(),
		kit.NewButton(t("accounting.papers.add"), "clip", kit.Plain, e.attach),
		kit.NewButton(t("accounting.entry.split"), "exchange", kit.Plain, e.split),
		e.even,
		kit.NewButton(t("accounting.entry.keep"), "edit", kit.Plain, e.keep),
		kit.NewButton(t("accounting.entry.post"), "check", kit.Primary, e.commit))
}

// foot has the sums of the columns and what is wrong.
func (e *entry) foot() fyne.CanvasObject {
	widths := e.cellWidths()
	blank := func() fyne.CanvasObject { return kit.NewText("", kit.Small) }
	objects := []fyne.CanvasObject{blank(), blank(), blank(), blank(), blank(), blank(), blank(), blank(), kit.Insets(0, 8, e.debit), kit.Insets(0, 8, e.credit)}
	for len(objects) < len(widths) {
		objects = append(objects, blank())
	}
	sums := container.New(lineLayout{widths}, objects...)
	words := kit.HStack(8, e.problem, kit.Space(), e.rest)
	hint := kit.NewParagraph(e.T("accounting.entry.hint"), kit.Small)
	return kit.VStack(6, kit.Rule(), sums, words, hint)
}

func (e *entry) title() string {
	if e.reposts != 0 {
		return e.T("accounting.entry.repost", fault.Args{"Number": e.reposts})
	}
	return e.T("accounting.entry.title", fault.Args{"Ref": e.open.Journal.Ref()})
}

// closed forgets the entry, unless another one has come in its place.
func (e *entry) closed() {
	if e.entering == e {
		e.entering = nil
	}
}

// bring shows the screen.
func (e *entry) bring() {
	ref := e.open.Journal.Ref()
	e.Shell.Show(kit.Screen{
		Name: "posting-entry", Section: string(desk.Accounting),
		Crumbs: []kit.Crumb{
			{Text: e.T("accounting.title"), Open: func() { e.Open(desk.Accounting) }},
			{Text: ref, Open: func() { e.openPage(ref) }}, {Text: e.T("accounting.posting.new")},
		},
		Content: kit.Insets(12, kit.Margin, e.content()), Focus: e.first(), Leave: e.leave, Closed: e.closed,
		Keys: kit.Handlers{
			kit.ActionSave: e.keep, kit.ActionBalance: e.balance, kit.ActionSplit: e.split, kit.ActionAttach: e.attach,
			kit.ActionCancel: e.cancel, kit.ActionNew: e.start,
		},
	})
	e.section.entering = e
	e.again()
}
