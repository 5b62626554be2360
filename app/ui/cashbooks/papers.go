package cashbooks

import (
	"context"
	"errors"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// paperExtensions are those of files that can be attached.
var paperExtensions = []string{".pdf", ".jpg", ".jpeg", ".jpe", ".png"}

// bundle is what a voucher has attached: one of the book, or the one in the line.
type bundle struct {
	title  string
	fixed  error // why nothing can be attached or taken away; nil where it can
	list   func(context.Context) ([]workspace.Attached, error)
	read   func(context.Context, cashbook.Attachment) ([]byte, error)
	attach func(context.Context, []cashbook.Attachment) error
	detach func(context.Context, [32]byte) error
	wrote  func() // on the drawing goroutine, after either
	inLine bool   // nothing is written yet: attach and detach change the line
}

// papers is the dialog « Pièces jointes ».
type papers struct {
	page   *page
	bundle bundle
	grid   *kit.Grid[workspace.Attached]
	count  int
	add    *kit.Button
	remove *kit.Button
	others []*kit.Button // need a paper under the cursor
	dialog *kit.OpenDialog
}

// openPapers shows what is attached.
func (p *page) openPapers(b bundle) *papers {
	d := &papers{page: p, bundle: b}
	d.grid = kit.NewGrid(p.services, "papers", d.columns(), kit.Rows[workspace.Attached](nil))
	d.grid.Empty = kit.NewEmpty("clip", p.T("cashbooks.papers.none"), p.T("cashbooks.papers.none.hint"), nil)
	d.grid.OnOpen = func(a workspace.Attached) { d.view(a) }
	d.grid.OnCursor = d.showButtons
	content := container.NewBorder(nil, kit.Insets(8, 0, d.buttons()), nil, nil, d.grid)
	d.dialog = p.Dialogs.OpenOver(kit.Dialog{
		Name: "papers", Title: b.title, Content: content, Width: 820, Height: 440, Focus: d.first(), OnCancel: d.closed,
	})
	p.papers = d
	d.reload()
	return d
}

func (d *papers) closed() {
	if d.page.papers == d {
		d.page.papers = nil
	}
}

// first is what the keyboard begins in.
func (d *papers) first() fyne.Focusable {
	if d.bundle.fixed == nil {
		return d.add
	}
	return d.grid.Focus()
}

func (d *papers) columns() []kit.Column[workspace.Attached] {
	t := d.page.T
	return []kit.Column[workspace.Attached]{
		{ID: "name", Title: t("cashbooks.papers.name"), Grow: true, Text: func(a workspace.Attached) string { return a.Name },
			Icon: func(a workspace.Attached) string { return paperIcon(a.Attachment) }},
		{ID: "media", Title: t("cashbooks.papers.kind"), Width: 110, Style: paperMuted, Text: func(a workspace.Attached) string { return t(paperKind(a.Attachment)) }},
		{ID: "size", Title: t("file.size"), Width: 90, Align: fyne.TextAlignTrailing, Style: paperMuted, Text: d.size},
		{ID: "state", Title: t("cashbooks.page.state"), Width: 170, Style: paperStyle, Text: func(a workspace.Attached) string { return t("attachment.state." + string(a.State)) },
			Icon: func(a workspace.Attached) string { return paperStanding(a).Icon() }},
	}
}

func (d *papers) size(a workspace.Attached) string {
	return d.page.kilobytes(a.Size)
}

func paperKind(a cashbook.Attachment) string {
	switch a.Media {
	case cashbook.MediaPDF:
		return "cashbooks.papers.pdf"
	case cashbook.MediaPNG:
		return "cashbooks.papers.image"
	}
	return "cashbooks.papers.photo"
}

func paperIcon(a cashbook.Attachment) string {
	if a.Media == cashbook.MediaPDF {
		return "file"
	}
	return "picture"
}

func paperMuted(workspace.Attached) kit.Style { return kit.Muted }

func paperStanding(a workspace.Attached) kit.Standing {
	switch a.State {
	case workspace.AttachmentIntact:
		return kit.Fine
	case workspace.AttachmentElsewhere:
		return kit.Neutral
	}
	return kit.Refused
}

func paperStyle(a workspace.Attached) kit.Style { return paperStanding(a).Style() }

func (d *papers) buttons() fyne.CanvasObject {
	t := d.page.T
	current := func(do func(workspace.Attached)) func() {
		return func() {
			if a, here := d.grid.Current(); here {
				do(a)
			}
		}
	}
	d.add = kit.NewButton(t("cashbooks.papers.add"), "add", kit.Plain, d.choose)
	d.remove = kit.NewButton(t("cashbooks.papers.remove"), "remove", kit.Plain, current(d.takeAway))
	d.others = []*kit.Button{
		kit.NewButton(t("cashbooks.papers.view"), "eye", kit.Plain, current(d.view)),
		kit.NewButton(t("cashbooks.papers.save"), "export", kit.Plain, current(d.save)),
	}
	row := kit.HStack(8, d.add)
	for _, b := range d.others {
		row.Add(b)
	}
	row.Add(d.remove)
	d.showButtons()
	return row
}

// showButtons offers what can be done with the paper under the cursor.
func (d *papers) showButtons() {
	a, here := d.grid.Current()
	d.add.SetEnabled(d.bundle.fixed == nil && d.count < cashbook.MaxAttachments)
	d.remove.SetEnabled(here && d.bundle.fixed == nil)
	for _, b := range d.others {
		b.SetEnabled(here && a.State == workspace.AttachmentIntact)
	}
}

// reload reads the list anew.
func (d *papers) reload() {
	kit.Load(d.page.Tasks, func() ([]workspace.Attached, error) { return d.bundle.list(d.page.Context) },
		func(list []workspace.Attached, err error) {
			if err != nil {
				d.dialog.Refuse(err)
				return
			}
			d.count = len(list)
			d.grid.SetSource(kit.Rows[workspace.Attached](list))
			d.grid.Reload()
			d.showButtons()
			kit.Trace(fmt.Sprintf("papers %d", len(list)))
		})
}

// choose asks for a file to attach.
func (d *papers) choose() {
	d.page.Dialogs.ChooseFile(kit.FileChoice{
		Title: d.page.T("cashbooks.papers.choose"), Confirm: d.page.T("cashbooks.papers.add.do"), Extensions: paperExtensions,
	}, func(path string) { d.take([]string{path}) })
}

// take attaches files.
func (d *papers) take(paths []string) {
	if d.bundle.fixed != nil {
		d.dialog.Refuse(d.bundle.fixed)
		return
	}
	d.page.keepPapers(paths, func(kept []cashbook.Attachment, err error) {
		if err != nil {
			d.dialog.Refuse(err)
			return
		}
		d.change(func(ctx context.Context) error { return d.bundle.attach(ctx, kept) })
	})
}

// keepPapers reads and keeps files away from the goroutine that draws: a photo of a
// telephone takes its time.
func (p *page) keepPapers(paths []string, then func([]cashbook.Attachment, error)) {
	var kept []cashbook.Attachment
	p.Tasks.Run(p.T("cashbooks.papers.keeping", fault.Args{"Count": len(paths)}), func(ctx context.Context, _ func(kit.Progress)) (err error) {
		kept, err = p.Session.KeepAttachments(ctx, paths)
		return err
	}, func(err error) {
		if p.Context.Err() == nil && !errors.Is(err, context.Canceled) {
			then(kept, err)
		}
	})
}

// takeAway asks and takes an attachment from the voucher.
func (d *papers) takeAway(a workspace.Attached) {
	t := d.page.T
	d.page.Dialogs.OpenOver(kit.Dialog{
		Name: "confirm", Title: t("cashbooks.papers.remove.title", fault.Args{"Name": a.Name}),
		Content: kit.NewParagraph(t("cashbooks.papers.remove.text"), kit.Body), Confirm: t("cashbooks.papers.remove"),
		OnConfirm: func() error {
			d.change(func(ctx context.Context) error { return d.bundle.detach(ctx, a.Hash) })
			return nil
		},
	})
}

// change writes, and shows what came of it.
func (d *papers) change(write func(context.Context) error) {
	done := func(err error) {
		if err != nil {
			d.dialog.Refuse(err)
			return
		}
		d.bundle.wrote()
		d.reload()
	}
	if d.bundle.inLine {
		done(write(d.page.Context))
		return
	}
	kit.Load(d.page.Tasks, func() (struct{}, error) { return struct{}{}, write(d.page.Context) },
		func(_ struct{}, err error) { done(err) })
}
