package cashbooks

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/comptoir/comptoir/app/attachment"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// PaperPane shows papers beside what they prove, one at a time: a picture with its
// tools, or what a PDF is, with the button that opens it.
type PaperPane struct {
	Content fyne.CanvasObject

	page   *page
	papers Papers
	names  *fyne.Container
	place  *fyne.Container
	shown  [32]byte // digest of the one in front
}

// NewPaperPane reads the papers and shows the first.
func NewPaperPane(d *desk.Desk, p Papers) *PaperPane {
	v := &PaperPane{page: &page{section: &section{Desk: d}, services: d.Services}, papers: p, names: kit.HStack(4), place: container.NewStack()}
	v.Content = container.NewBorder(v.names, nil, nil, nil, kit.Insets(6, 0, v.place))
	v.Reload()
	return v
}

// Reload reads the list anew and keeps what is in front, if it is still there.
func (v *PaperPane) Reload() {
	kit.Load(v.page.Tasks, func() ([]workspace.Attached, error) { return v.papers.List(v.page.Context) }, func(list []workspace.Attached, err error) {
		if v.page.Refuse(err) {
			return
		}
		v.names.Objects = nil
		for _, a := range list {
			v.names.Add(kit.NewButton(a.Name, paperIcon(a.Attachment), kit.Quiet, func() { v.show(a) }))
		}
		v.Content.Refresh()
		for _, a := range list {
			if a.Hash == v.shown {
				return
			}
		}
		v.place.Objects, v.shown = nil, [32]byte{}
		v.place.Refresh()
		if len(list) > 0 {
			v.show(list[0])
		}
	})
}

// show brings one to the front, or says why it can not be seen.
func (v *PaperPane) show(a workspace.Attached) {
	v.shown = a.Hash
	if a.Err != nil {
		text, hint := v.page.Explain(a.Err)
		v.put(kit.NewNotice(v.page.Printer, paperStanding(a), text, hint))
		return
	}
	kit.Load(v.page.Tasks, func() (paper, error) { return v.read(a.Attachment) }, func(p paper, err error) {
		switch {
		case v.shown != a.Hash:
		case err != nil:
			text, hint := v.page.Explain(err)
			v.put(kit.NewNotice(v.page.Printer, kit.Refused, text, hint))
		default:
			v.put(v.view(p))
			kit.Trace("paper beside " + a.Name)
		}
	})
}

func (v *PaperPane) read(a cashbook.Attachment) (p paper, err error) {
	p.Attachment = a
	if p.data, err = v.papers.Read(v.page.Context, a); err == nil && a.Media != cashbook.MediaPDF {
		p.picture, err = attachment.Picture(a.Name, a.Media, p.data)
	}
	return p, err
}

// view shows a paper as the viewer does.
func (v *PaperPane) view(a paper) fyne.CanvasObject {
	open := kit.NewButton(v.page.T("cashbooks.papers.open"), "right", kit.Plain, func() { v.page.openOutside(a) })
	if a.picture == nil {
		return v.page.aboutPDF(a, open)
	}
	picture := kit.NewPicture(a.picture, nil)
	tools := kit.HStack(4, kit.NewButton("", "add", kit.Quiet, func() { picture.Enlarge(1) }), kit.NewButton("", "remove", kit.Quiet, func() { picture.Enlarge(-1) }),
		kit.NewButton(v.page.T("cashbooks.papers.fit"), "", kit.Quiet, picture.Fit), kit.Space(), open)
	return container.NewBorder(nil, tools, nil, nil, picture)
}

func (v *PaperPane) put(content fyne.CanvasObject) {
	v.place.Objects = []fyne.CanvasObject{content}
	v.place.Refresh()
}
