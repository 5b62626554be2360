package accounting

import (
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/cashbooks"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// Widths of the form and of its rows.
const (
	formWidth       = 560
	formAmountWidth = 190
	formPartyWidth  = 110
	formTaxWidth    = 130
	saidWidth       = 360
	previewHeight   = 4 * kit.RowHeight
)

var shareWidths = []float32{96, 0, 104, 92, 104}

// content is the form at the left and the lines that it stands for at the right.
func (f *maskForm) content() fyne.CanvasObject {
	left := kit.NewScroll(kit.Insets(0, 0, f.fields()))
	f.right = container.NewStack()
	f.beside()
	body := container.NewBorder(nil, nil, kit.Width(formWidth, left), nil, kit.Insets(0, 16, f.right))
	return container.NewBorder(nil, f.entry.words("accounting.form.hint"), nil, nil, kit.Insets(8, 0, body))
}

// beside shows the lines, and below them what is attached.
func (f *maskForm) beside() {
	if f.right == nil {
		return
	}
	title := kit.NewText(f.entry.T("accounting.form.preview"), kit.Strong)
	if len(f.entry.papers.list) == 0 {
		f.pane = nil
		f.right.Objects = []fyne.CanvasObject{container.NewBorder(title, nil, nil, nil, kit.Insets(8, 0, f.preview))}
		f.right.Refresh()
		return
	}
	if f.pane != nil {
		f.pane.Reload()
		return
	}
	f.pane = cashbooks.NewPaperPane(f.entry.Desk, f.entry.papers.papers())
	top := kit.VStack(8, title, kit.Height(previewHeight, f.preview))
	f.right.Objects = []fyne.CanvasObject{container.NewBorder(top, nil, nil, nil, kit.Insets(8, 0, f.pane.Content))}
	f.right.Refresh()
}

// fields are those that the rule asks for.
func (f *maskForm) fields() fyne.CanvasObject {
	t, e := f.entry.T, f.entry
	rows := kit.VStack(8)
	add := func(key string, objects ...fyne.CanvasObject) {
		rows.Add(kit.Leading(8, kit.Width(130, kit.Insets(5, 0, kit.NewText(t(key), kit.Muted))), kit.HStack(8, objects...)))
	}
	amount := []fyne.CanvasObject{kit.Width(formAmountWidth, e.framed(f.amount))}
	if f.rule.BothWay {
		amount = append(amount, kit.Width(210, f.back))
	}
	add("accounting.form.amount", amount...)
	add("accounting.form.party", kit.Width(formPartyWidth, e.framed(f.party)), kit.Width(280, e.framed(f.partyName)))
	if f.rule.Due {
		add("accounting.form.due", kit.Width(formPartyWidth, e.framed(f.due)))
	}
	add("accounting.form.against", kit.Width(formPartyWidth+20, e.framed(f.against)))
	rows.Add(kit.Rule())
	head := kit.HStack(12, kit.NewText(t("accounting.form.shares"), kit.Strong), kit.Space(), f.equal)
	rows.Add(kit.VStack(4, head, f.shareTitles(), f.shareList))
	if f.rule.Tax {
		rows.Add(kit.Rule())
		rows.Add(kit.VStack(6, kit.NewText(t("accounting.form.taxes"), kit.Strong), f.taxList))
	}
	return rows
}

func (f *maskForm) shareTitles() fyne.CanvasObject {
	var titles []fyne.CanvasObject
	for _, id := range []string{"account", "name", "funding", "budget-line"} {
		titles = append(titles, kit.NewText(f.entry.T("accounting.line."+id), kit.Small).Cut())
	}
	return container.New(lineLayout{shareWidths}, append(titles, kit.NewText(f.entry.T("accounting.form.size"), kit.Small))...)
}

// shareCells sets the fields of a part side by side.
func (f *maskForm) shareCells(r *shareRow) fyne.CanvasObject {
	e := f.entry
	return container.New(lineLayout{shareWidths}, e.framed(r.account), r.name, e.framed(r.funding), e.framed(r.budget), e.framed(r.size))
}

// taxCells sets the fields of a tax side by side.
func (f *maskForm) taxCells(r *taxRow) fyne.CanvasObject {
	e := f.entry
	return kit.HStack(8, kit.Width(formTaxWidth, e.framed(r.code)), kit.Width(formTaxWidth, e.framed(r.amount)), kit.Width(220, r.withheld))
}

// show works out the lines that the form stands for, or says what is missing.
func (f *maskForm) show() {
	for _, r := range f.shares {
		r.name.SetText(f.entry.offers.accountName(r.account.Text))
		if f.equal.Ticked() {
			r.size.Disable()
		} else {
			r.size.Enable()
		}
	}
	form, _, err := f.read()
	var c accounting.Content
	if err == nil {
		c, err = form.Content(f.basis)
	}
	f.said.SetText("")
	if err != nil {
		f.said.SetText(f.explained(err))
	}
	f.preview.SetSource(kit.Rows[accounting.Line](c.Lines))
}

// explained gives the words of a refusal that nobody has to answer yet.
func (f *maskForm) explained(err error) string {
	var known *fault.Error
	if !errors.As(err, &known) {
		return ""
	}
	text, _ := f.entry.Printer.Fault(err, "")
	return text
}

// all are the fields from the first to the last.
func (f *maskForm) all() []kit.Field {
	fields := []kit.Field{f.amount, f.party, f.partyName, f.due, f.against}
	for _, r := range f.shares {
		fields = append(fields, r.account, r.funding, r.budget, r.size)
	}
	for _, r := range f.taxes {
		fields = append(fields, r.code, r.amount)
	}
	return fields
}
