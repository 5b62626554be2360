package posting

import (
	"fmt"
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/comptoir/comptoir/app/attachment"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/ui/printing"
)

// scan shows the documents of a voucher, one at a time, as large as there is room.
type scan struct {
	screen  *screen
	papers  []cashbook.Attachment
	at      int
	data    []byte
	title   *kit.Text
	more    *kit.Button
	outside *kit.Button
	middle  *fyne.Container
	content fyne.CanvasObject
}

func newScan(s *screen) *scan {
	c := &scan{screen: s, title: kit.NewText("", kit.Strong).Cut(), middle: container.NewStack()}
	c.more = kit.NewButton(s.T("posting.scan.next"), "right", kit.Quiet, c.next)
	c.outside = kit.NewButton(s.T("cashbooks.papers.open"), "eye", kit.Quiet, c.openOutside)
	head := container.NewBorder(nil, nil, nil, kit.HStack(8, c.outside, c.more), c.title)
	c.content = kit.NewPanel(kit.ColorSurface, kit.Inset(8, container.NewBorder(head, nil, nil, nil, c.middle)))
	return c
}

// show shows the first of the documents.
func (c *scan) show(papers []cashbook.Attachment) {
	c.papers, c.at, c.data = papers, 0, nil
	c.load()
}

// next is Ctrl+J: it shows the next document.
func (c *scan) next() {
	if len(c.papers) > 1 {
		c.at = (c.at + 1) % len(c.papers)
		c.load()
	}
}

func (c *scan) load() {
	c.more.SetEnabled(len(c.papers) > 1)
	c.outside.SetEnabled(false)
	if len(c.papers) == 0 {
		c.title.SetText("")
		c.put(kit.NewEmpty("clip", c.screen.T("posting.scan.none"), "", nil))
		return
	}
	type read struct {
		data    []byte
		picture image.Image
	}
	papers, at := c.papers, c.at
	a, book := papers[at], c.screen.book.ID
	c.title.SetText(c.screen.T("posting.scan.title", fault.Args{"Name": a.Name, "Place": at + 1, "Of": len(papers)}))
	kit.Load(c.screen.Tasks, func() (r read, err error) {
		if r.data, err = c.screen.Session.ReadReceived(c.screen.Context, book, a); err == nil && a.Media != cashbook.MediaPDF {
			r.picture, err = attachment.Picture(a.Name, a.Media, r.data)
		}
		return r, err
	}, func(r read, err error) {
		if len(c.papers) != len(papers) || c.at != at || c.papers[at] != a {
			return // another voucher is shown
		}
		c.data = r.data
		c.outside.SetEnabled(err == nil)
		c.put(c.drawn(a, r.picture, err))
		kit.Trace(fmt.Sprintf("scan shown %d", at+1))
	})
}

// drawn is the document, or what is said about one that is not drawn here.
func (c *scan) drawn(a cashbook.Attachment, picture image.Image, err error) fyne.CanvasObject {
	switch {
	case err != nil:
		text, hint := c.screen.Printer.Fault(err, "")
		return kit.NewEmpty("clip", text, hint, nil)
	case picture == nil:
		open := kit.NewButton(c.screen.T("cashbooks.papers.open"), "eye", kit.Plain, c.openOutside)
		pages := c.screen.T("cashbooks.papers.pages", fault.Args{"Size": c.screen.T("file.kilobytes", fault.Args{"Size": (a.Size + 1023) / 1024}), "Count": attachment.Pages(c.data)})
		return kit.NewEmpty("file", a.Name, pages, open)
	}
	return kit.NewPicture(picture, nil)
}

func (c *scan) put(o fyne.CanvasObject) {
	c.middle.Objects = []fyne.CanvasObject{o}
	c.middle.Refresh()
}

// openOutside opens a copy in the program of the system.
func (c *scan) openOutside() {
	if c.data == nil {
		return
	}
	a, data, dir := c.papers[c.at], c.data, c.screen.Workspace.Dir()
	kit.Load(c.screen.Tasks, func() (string, error) { return printing.Copy(dir, attachment.CleanName(a.Name, a.Media), data) }, func(path string, err error) {
		if err == nil && printing.Open(path) != nil {
			err = fault.New(fault.Missing, "cashbooks.papers-viewer", fault.Args{"Path": path})
		}
		c.screen.Refuse(err)
	})
}
