package cashbooks

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// paperRow names below the line what is attached to the voucher in it.
type paperRow struct {
	line    *line
	page    *page
	text    *kit.Text
	content *fyne.Container
}

func newPaperRow(l *line) *paperRow {
	r := &paperRow{line: l, page: l.page, text: kit.NewText("", kit.Body).Cut()}
	open := kit.NewButton(l.page.T("cashbooks.papers.show"), "clip", kit.Quiet, func() { l.page.openPapers(l.papers()) })
	row := container.NewBorder(nil, nil, kit.NewIcon("clip", kit.ColorMuted), open, kit.Insets(7, 8, r.text))
	r.content = container.NewStack(kit.NewPanel(kit.ColorSunken, kit.Insets(0, 8, row)))
	r.content.Hide()
	return r
}

func (r *paperRow) show(list []cashbook.Attachment) {
	r.text.SetText(paperNames(r.page, list))
	if hidden := len(list) == 0; hidden != r.content.Hidden {
		r.content.Hidden = hidden
		r.page.grid.SetFoot(r.line.content())    // which is higher now, or lower
		r.page.grid.MoveTo(r.page.grid.Cursor()) // in sight, also above a higher line
	}
}

// paperNames gives « 2 pièces jointes : facture.pdf, IMG_0012.jpg ».
func paperNames(p *page, list []cashbook.Attachment) string {
	names := make([]string, len(list))
	for i, a := range list {
		names[i] = a.Name
	}
	return p.T("cashbooks.papers.names", fault.Args{"Count": len(list), "Names": strings.Join(names, ", ")})
}
