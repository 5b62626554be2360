package gallery

import (
	"strconv"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/ui/kit"
)

func (g *Gallery) columns() []kit.Column[voucher] {
	t, p := g.services.T, g.services.Printer
	amount := func(pick func(voucher) money.Amount) func(voucher) string {
		return func(v voucher) string {
			if a := pick(v); a.Minor != 0 {
				return p.Number(a)
			}
			return ""
		}
	}
	end := fyne.TextAlignTrailing
	return []kit.Column[voucher]{
		{ID: "number", Title: t("gallery.column.number"), Width: 84, Align: end, Sort: true, Text: func(v voucher) string { return strconv.Itoa(v.number) }, Style: muted},
		{ID: "day", Title: t("gallery.column.day"), Width: 104, Sort: true, Text: func(v voucher) string { return p.DayShort(v.day) }},
		{ID: "piece", Title: t("gallery.column.piece"), Width: 92, Text: func(v voucher) string { return v.piece }},
		{ID: "text", Title: t("gallery.column.text"), Width: 200, Grow: true, Sort: true, Text: func(v voucher) string { return v.text }},
		{ID: "payee", Title: t("gallery.column.payee"), Width: 160, Text: func(v voucher) string { return v.payee }},
		{ID: "in", Title: t("gallery.column.in"), Width: 100, Align: end, Text: amount(func(v voucher) money.Amount { return v.in })},
		{ID: "out", Title: t("gallery.column.out"), Width: 100, Align: end, Text: amount(func(v voucher) money.Amount { return v.out })},
		{ID: "balance", Title: t("gallery.column.balance"), Width: 120, Align: end, Text: amount(func(v voucher) money.Amount { return v.balance }), Style: standing},
		{ID: "state", Title: t("gallery.column.state"), Width: 124, Text: func(v voucher) string { return t("gallery.state." + v.state) }, Style: muted},
	}
}

func muted(voucher) kit.Style { return kit.Muted }

// standing shows a negative balance in red besides its parentheses.
func standing(v voucher) kit.Style {
	if v.balance.Minor < 0 {
		return kit.Style{Color: kit.ColorRefused}
	}
	return kit.Strong
}

func (g *Gallery) showTable() {
	s := g.services
	grid := kit.NewGrid(s, "vouchers", g.columns(), vouchers(40))
	grid.OnOpen = g.opened
	grid.SetFoot(g.entryLine(grid))
	grid.OnSort = func(string, bool) {}
	aside := kit.NewText(s.T("gallery.balance", fault.Args{"Amount": francs(237_500), "Ceiling": francs(300_000)}), kit.Muted)
	head := kit.NewHead(s.T("gallery.book"), aside,
		kit.NewButton(s.T("gallery.print"), "print", kit.Plain, nil), kit.NewButton(s.T("gallery.new"), "add", kit.Primary, nil))
	g.show("table", s.T("gallery.table"), kit.NewPage(head, grid), grid.Focus(), kit.Handlers{kit.ActionRefresh: grid.Reload})
	grid.Reload()
}

// entryLine is where the next voucher is typed: its fields stand under the
// titles, Enter goes on and takes the line at the end.
func (g *Gallery) entryLine(grid *kit.Grid[voucher]) fyne.CanvasObject {
	s := g.services
	day := kit.NewDateField(s, "day")
	day.SetDay(s.Today())
	piece, text, payee := kit.NewTextField(s, "piece"), kit.NewPickerField(s, "text", kit.OfferAll(earlier(func(i int) string { return canned[i].text }))),
		kit.NewPickerField(s, "payee", kit.OfferAll(earlier(func(i int) string { return canned[i].payee })))
	in, out := kit.NewAmountField(s, "in", "XOF"), kit.NewAmountField(s, "out", "XOF")
	balance := kit.NewText(s.Printer.Number(francs(219_500)), kit.Style{Align: fyne.TextAlignTrailing, Bold: true})
	out.Commit = func() {
		if out.Check() == "" {
			s.Done(s.T("gallery.taken"))
			s.Window.Canvas().Focus(day)
		}
	}
	return grid.Aligned(kit.NewText("", kit.Body), day, piece, text, payee, in, out, kit.Insets(4, 8, balance), kit.NewText("", kit.Body))
}

func earlier(pick func(int) string) []kit.Choice {
	var choices []kit.Choice
	for i := range canned {
		choices = append(choices, kit.Choice{Text: pick(i)})
	}
	return choices
}

// million is as many rows as the table promises to be exact with.
const million = 1_000_000

func (g *Gallery) showMillion() {
	s := g.services
	grid := kit.NewGrid(s, "million", g.columns(), vouchers(million))
	grid.OnOpen = g.opened
	place := kit.NewText("", kit.Muted)
	grid.OnCursor = func() {
		place.SetText(s.T("gallery.place", fault.Args{"Row": grid.Cursor() + 1, "Count": grid.Count()}))
	}
	g.show("million", s.T("gallery.million"), kit.NewPage(kit.NewHead(s.T("gallery.million"), place), grid), grid.Focus(), nil)
	grid.Reload()
}

func (g *Gallery) opened(v voucher) {
	g.services.Dialogs.Inform(g.services.T("gallery.voucher", fault.Args{"Number": v.number}), v.text)
}

func (g *Gallery) showEmpty() {
	s := g.services
	grid := kit.NewGrid(s, "empty", g.columns(), vouchers(0))
	grid.Empty = kit.NewEmpty("book", s.T("gallery.nothing"), s.T("gallery.nothing.hint"), kit.NewButton(s.T("gallery.new"), "add", kit.Primary, nil))
	g.show("empty", s.T("gallery.empty"), kit.NewPage(kit.NewHead(s.T("gallery.empty"), nil), grid), grid.Focus(), nil)
	grid.Reload()
}
