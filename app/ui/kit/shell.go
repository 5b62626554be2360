package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

const (
	sideWidth    = 236
	barHeight    = 40
	statusHeight = 26
)

// Shell is the frame of the window: sections at the left, the organisation and
// the path on top, the state of things at the bottom, the screen in the middle.
type Shell struct {
	services *Services
	side     *sideBar
	bar      *topBar
	status   *statusLine
	middle   *fyne.Container
	frame    *fyne.Container
	cover    *fyne.Container // over the frame while the window is covered
	covering *covering
	screen   Screen
	sections []Section
	heading  string // ID of the section that is on its way to the screen
}

// NewShell builds the frame and puts it into the window.
func NewShell(s *Services) *Shell {
	sh := &Shell{services: s, middle: container.NewStack()}
	sh.side, sh.bar, sh.status = newSideBar(sh), newTopBar(sh), newStatusLine(s)
	sh.frame, sh.cover = container.NewStack(), container.NewStack()
	sh.keys()
	s.Tasks.OnChange(sh.status.showTasks)
	s.Window.SetPadded(false)
	s.Window.Canvas().Unfocus() // what is gone would keep its cursor blinking
	s.Window.SetContent(container.NewStack(sh.frame, sh.cover))
	return sh
}

func (sh *Shell) keys() {
	k := sh.services.Keys
	k.Program(ActionHelp, sh.help)
	k.Program(ActionNext, func() { sh.step(1) })
	k.Program(ActionPrevious, func() { sh.step(-1) })
	k.Program(ActionCancel, sh.up)
}

// SetOrganisation names whose books these are, with a logo or nil.
func (sh *Shell) SetOrganisation(name string, logo []byte) { sh.bar.setOrganisation(name, logo) }

// OnSearch is called for Ctrl+K and the field on top that says so.
func (sh *Shell) OnSearch(search func()) { sh.services.Keys.Program(ActionSearch, search) }

// SetSections lists what the person may open.
func (sh *Shell) SetSections(sections []Section) {
	sh.sections = sections
	sh.side.show(sections, sh.screen.Section)
}

// SetStatus fills the status line.
func (sh *Shell) SetStatus(items []StatusItem) { sh.status.show(items) }

// Current gives the screen in the middle.
func (sh *Shell) Current() Screen { return sh.screen }

// Show brings a screen to the middle, once the one before lets go.
func (sh *Shell) Show(screen Screen) { sh.replace(screen, sh.whole) }

// ShowAlone brings a screen without the frame: before anybody has signed in
// there is nothing to go to.
func (sh *Shell) ShowAlone(screen Screen) { sh.replace(screen, sh.alone) }

func (sh *Shell) replace(screen Screen, frame func() fyne.CanvasObject) {
	if sh.screen.Leave == nil {
		sh.bring(screen, frame)
		return
	}
	sh.heading = sh.screen.Section // until the screen lets go
	sh.screen.Leave(func() { sh.bring(screen, frame) })
}

func (sh *Shell) bring(screen Screen, frame func() fyne.CanvasObject) {
	if closed := sh.screen.Closed; closed != nil {
		closed()
	}
	s := sh.services
	sh.screen, sh.heading = screen, screen.Section
	s.Notices.Clear()
	sh.middle.Objects = []fyne.CanvasObject{screen.Content}
	sh.frame.Objects = []fyne.CanvasObject{frame()}
	sh.side.show(sh.sections, screen.Section)
	sh.bar.setPath(screen.Crumbs)
	s.Keys.Screen(screen.Keys)
	sh.frame.Refresh()
	sh.focus(screen.Focus)
	Trace("screen " + screen.Name)
}

// whole is the frame with everything.
func (sh *Shell) whole() fyne.CanvasObject {
	return NewPanel(ColorPaper, container.New(frameLayout{}, sh.bar, sh.status, sh.side, sh.centre(), Rule(), Rule(), Rule()))
}

// alone is the screen with the notices only.
func (sh *Shell) alone() fyne.CanvasObject { return NewPanel(ColorPaper, sh.centre()) }

// centre is the screen below the notices, for which it makes room.
func (sh *Shell) centre() fyne.CanvasObject {
	centre := container.New(centreLayout{}, sh.services.Notices, sh.middle)
	sh.services.Notices.resized = centre.Refresh
	return centre
}

// smallest is the least size of a window; a screen that needs more does not
// push its edges off the display.
var smallest = fyne.NewSize(960, 540)

// frameLayout sets top, bottom, left and middle edge to edge, with three rules
// between them.
type frameLayout struct{}

func (frameLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	middle := size.Height - barHeight - statusHeight - 2
	place := func(n int, x, y, width, height float32) {
		objects[n].Move(fyne.NewPos(x, y))
		objects[n].Resize(fyne.NewSize(width, height))
	}
	place(0, 0, 0, size.Width, barHeight)
	place(1, 0, size.Height-statusHeight, size.Width, statusHeight)
	place(2, 0, barHeight+1, sideWidth, middle)
	place(3, sideWidth+1, barHeight+1, size.Width-sideWidth-1, middle)
	place(4, 0, barHeight, size.Width, 1)
	place(5, 0, size.Height-statusHeight-1, size.Width, 1)
	place(6, sideWidth, barHeight+1, 1, middle)
}

func (frameLayout) MinSize([]fyne.CanvasObject) fyne.Size { return smallest }

// centreLayout sets the notices above the screen.
type centreLayout struct{}

func (centreLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	notices := objects[0].MinSize().Height
	objects[0].Resize(fyne.NewSize(size.Width, notices))
	objects[1].Move(fyne.NewPos(0, notices))
	objects[1].Resize(fyne.NewSize(size.Width, size.Height-notices))
}

// MinSize names the notices, so that a change of their height is noticed.
func (centreLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(320, objects[0].MinSize().Height)
}

// step opens the section so many further down, round the end. It counts from the
// one that an earlier step has asked for, which may take a moment to come.
func (sh *Shell) step(by int) {
	if len(sh.sections) == 0 {
		return
	}
	at := 0
	for i, section := range sh.sections {
		if section.ID == sh.heading {
			at = i + by
		}
	}
	to := sh.sections[(at+len(sh.sections))%len(sh.sections)]
	sh.heading = to.ID
	to.Open()
}

// up is what Esc does on a screen that has no use for it: one step up the path.
func (sh *Shell) up() {
	for i := len(sh.screen.Crumbs) - 2; i >= 0; i-- {
		if open := sh.screen.Crumbs[i].Open; open != nil {
			open()
			return
		}
	}
}

// NewHead is the first line of a screen: its title, what belongs beside it, and
// the buttons at the end.
func NewHead(title string, aside fyne.CanvasObject, buttons ...*Button) fyne.CanvasObject {
	line := HStack(8, NewText(title, Title))
	if aside != nil {
		line.Add(Insets(0, 8, aside))
	}
	line.Add(Space())
	for _, button := range buttons {
		line.Add(button)
	}
	return line
}

// NewPage gives a screen its margin: the head above, the body below.
func NewPage(head, body fyne.CanvasObject) fyne.CanvasObject {
	return Insets(12, Margin, container.NewBorder(Insets(0, 0, head), nil, nil, nil, Insets(8, 0, body)))
}

var _ fyne.Widget = (*sideBar)(nil)

// sideBar lists the sections.
type sideBar struct {
	widget.BaseWidget
	shell *Shell
	rows  *fyne.Container
}

func newSideBar(sh *Shell) *sideBar {
	b := &sideBar{shell: sh, rows: VStack(0)}
	b.ExtendBaseWidget(b)
	return b
}

func (b *sideBar) show(sections []Section, selected string) {
	b.rows.Objects = nil
	for _, section := range sections {
		b.rows.Add(newSectionRow(section, section.ID == selected))
	}
	b.Refresh()
}

func (b *sideBar) CreateRenderer() fyne.WidgetRenderer {
	body := container.New(fixed{sideWidth}, Insets(8, 0, b.rows))
	return widget.NewSimpleRenderer(NewPanel(ColorSunken, body))
}
