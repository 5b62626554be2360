package cashbooks

import (
	"fmt"
	"image"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/comptoir/comptoir/app/attachment"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/ui/printing"
	"github.com/comptoir/comptoir/app/workspace"
)

// paper is an attachment that was read and is what was attached.
type paper struct {
	cashbook.Attachment
	data    []byte
	picture image.Image // nil for a PDF
}

// view shows an attachment.
func (d *papers) view(a workspace.Attached) {
	if a.Err != nil {
		d.dialog.Refuse(a.Err)
		return
	}
	d.load(a, func(p paper) { d.page.showPaper(p) })
}

// load reads an attachment away from the goroutine that draws, and decodes a
// picture.
func (d *papers) load(a workspace.Attached, then func(paper)) {
	kit.Load(d.page.Tasks, func() (p paper, err error) {
		p.Attachment = a.Attachment
		if p.data, err = d.bundle.read(d.page.Context, a.Attachment); err == nil && a.Media != cashbook.MediaPDF {
			p.picture, err = attachment.Picture(a.Name, a.Media, p.data)
		}
		return p, err
	}, func(p paper, err error) {
		if err != nil {
			d.dialog.Refuse(err)
			return
		}
		then(p)
	})
}

// Room that the viewer leaves at the edges of the window.
const (
	viewerMargin = 120
	viewerLeast  = 320
)

// showPaper is the viewer.
func (p *page) showPaper(a paper) {
	room := p.Window.Canvas().Size()
	dialog := kit.Dialog{Name: "paper", Title: a.Name, Width: 560}
	open := kit.NewButton(p.T("cashbooks.papers.open"), "right", kit.Plain, func() { p.openOutside(a) })
	if a.picture == nil {
		dialog.Content, dialog.Focus = p.aboutPDF(a, open), open
	} else {
		content, picture := p.aboutPicture(a, open)
		dialog.Content, dialog.Focus = content, picture
		dialog.Width = max(viewerLeast, room.Width-viewerMargin)
		dialog.Height = max(viewerLeast, room.Height-viewerMargin)
	}
	p.Dialogs.OpenOver(dialog)
	kit.Trace("paper shown")
}

// aboutPDF says what the document is; it is opened in the program of the system.
func (p *page) aboutPDF(a paper, open *kit.Button) fyne.CanvasObject {
	icon := kit.NewIcon("file", kit.ColorPrimary)
	icon.SetMinSize(fyne.NewSquareSize(40))
	facts := p.T("cashbooks.papers.facts", fault.Args{"Size": p.kilobytes(a.Size)})
	if pages := attachment.Pages(a.data); pages > 0 {
		facts = p.T("cashbooks.papers.pages", fault.Args{"Size": p.kilobytes(a.Size), "Count": pages})
	}
	lines := kit.VStack(4, kit.NewParagraph(a.Name, kit.Strong), kit.NewText(facts, kit.Muted))
	return kit.VStack(16, kit.Leading(16, icon, lines), kit.NewParagraph(p.T("cashbooks.papers.outside"), kit.Body), kit.HStack(8, open))
}

// kilobytes writes a size as the choice of a file does.
func (p *page) kilobytes(size int64) string {
	return p.T("file.kilobytes", fault.Args{"Size": (size + 1023) / 1024})
}

// aboutPicture shows the picture with its tools.
func (p *page) aboutPicture(a paper, open *kit.Button) (fyne.CanvasObject, *kit.Picture) {
	zoom := kit.NewText("", kit.Muted)
	var picture *kit.Picture
	tell := func() {
		zoom.SetText(p.T("cashbooks.papers.fitted"))
		if picture.Zoom() > 0 {
			zoom.SetText(fmt.Sprintf("%d %%", picture.Zoom()))
		}
	}
	picture = kit.NewPicture(a.picture, tell)
	tell()
	size := a.picture.Bounds().Size()
	facts := p.T("cashbooks.papers.picture", fault.Args{"Size": p.kilobytes(a.Size), "Width": size.X, "Height": size.Y})
	tools := kit.HStack(8,
		kit.NewButton(p.T("cashbooks.papers.larger"), "add", kit.Plain, func() { picture.Enlarge(1) }),
		kit.NewButton(p.T("cashbooks.papers.smaller"), "remove", kit.Plain, func() { picture.Enlarge(-1) }),
		kit.NewButton(p.T("cashbooks.papers.fit"), "", kit.Plain, picture.Fit), zoom, kit.Space(), kit.NewText(facts, kit.Muted), open)
	return container.NewBorder(kit.Insets(0, 0, tools), nil, nil, nil, kit.Insets(8, 0, picture)), picture
}

// openOutside opens a copy in the program of the system, which can not change what
// is attached.
func (p *page) openOutside(a paper) {
	dir, name := p.Workspace.Dir(), attachment.CleanName(a.Name, a.Media) // it may come from another poste
	kit.Load(p.Tasks, func() (string, error) { return printing.Copy(dir, name, a.data) }, func(path string, err error) {
		if err == nil && printing.Open(path) != nil {
			err = fault.New(fault.Missing, "cashbooks.papers-viewer", fault.Args{"Path": path})
		}
		if front := p.Dialogs.Front(); err != nil && front != nil {
			front.Refuse(err)
			return
		}
		p.Refuse(err)
		kit.Trace("paper opened outside")
	})
}

// save writes an attachment where a person wants it.
func (d *papers) save(a workspace.Attached) {
	d.load(a, func(read paper) {
		d.page.Dialogs.ChooseFolder(kit.FileChoice{
			Title: d.page.T("cashbooks.papers.save.title"), Confirm: d.page.T("cashbooks.papers.save.do"),
		}, func(dir string) { d.saveInto(dir, read) })
	})
}

func (d *papers) saveInto(dir string, a paper) {
	name := attachment.CleanName(a.Name, a.Media)
	extension := filepath.Ext(name)
	kit.Load(d.page.Tasks, func() (string, error) {
		return printing.Keep(dir, strings.TrimSuffix(name, extension), extension, a.data)
	}, func(path string, err error) {
		if err != nil {
			d.dialog.Refuse(err)
			return
		}
		kit.Trace("paper saved")
		d.page.Notices.Tell(kit.Fine, d.page.T("cashbooks.papers.saved", fault.Args{"Path": path}), "")
	})
}

// papersDropped takes files that were dropped on the window while a book is in
// front; false leaves them to others.
func (s *section) papersDropped(paths []string) bool {
	p := s.front
	if p == nil || p.closed || len(paths) == 0 {
		return false
	}
	for _, path := range paths {
		if !attachable(path) {
			return false
		}
	}
	switch {
	case p.papers != nil && p.Dialogs.Front() == p.papers.dialog:
		p.papers.take(paths)
	case p.Dialogs.Front() != nil:
		return false
	case p.line == nil:
		p.Refuse(p.book.Record)
	default:
		p.dropOnLine(paths)
	}
	return true
}

func attachable(path string) bool {
	for _, e := range paperExtensions {
		if strings.EqualFold(e, filepath.Ext(path)) {
			info, err := os.Stat(path)
			return err == nil && !info.IsDir()
		}
	}
	return false
}

// dropOnLine attaches files to the voucher that is being typed.
func (p *page) dropOnLine(paths []string) {
	bundle := p.line.papers()
	p.keepPapers(paths, func(kept []cashbook.Attachment, err error) {
		if err == nil {
			err = bundle.attach(p.Context, kept)
		}
		if !p.Refuse(err) {
			bundle.wrote()
			kit.Trace(fmt.Sprintf("papers on line %d", len(p.line.unseen.content.Attachments)))
		}
	})
}
