package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Tab is one side of a record.
type Tab struct {
	ID    string // in the trace
	Title string
	Build func() fyne.CanvasObject // called each time the tab comes to the front
}

// Tabs shows the sides of a record one at a time. The titles are one stop of the
// Tab key; the arrows go from one to the next.
type Tabs struct {
	widget.BaseWidget
	tabs    []Tab
	current int
	bar     *tabBar
	body    *fyne.Container
}

// NewTabs shows the tab of the ID, or the first one.
func NewTabs(tabs []Tab, current string) *Tabs {
	t := &Tabs{tabs: tabs, body: container.NewStack()}
	t.bar = newTabBar(t)
	t.ExtendBaseWidget(t)
	for i, tab := range tabs {
		if tab.ID == current {
			t.current = i
		}
	}
	t.show(t.current)
	return t
}

// Focus gives the part that takes the keyboard.
func (t *Tabs) Focus() fyne.Focusable { return t.bar }

// Current gives the ID of the tab in front.
func (t *Tabs) Current() string { return t.tabs[t.current].ID }

// Select brings a tab to the front.
func (t *Tabs) Select(id string) {
	for i, tab := range t.tabs {
		if tab.ID == id {
			t.show(i)
		}
	}
}

func (t *Tabs) show(n int) {
	t.current = n
	t.body.Objects = []fyne.CanvasObject{t.tabs[n].Build()}
	t.body.Refresh()
	t.bar.Refresh()
	Trace("tab " + t.tabs[n].ID)
}

// step goes so many tabs on, and stops at the ends.
func (t *Tabs) step(by int) {
	if to := t.current + by; to >= 0 && to < len(t.tabs) {
		t.show(to)
	}
}

// CreateRenderer is for Fyne.
func (t *Tabs) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.New(tabsLayout{}, VStack(0, t.bar, Rule()), t.body))
}

// tabsLayout sets the titles above the side in front. Fyne's border would let
// Tab come to the side before the titles.
type tabsLayout struct{}

const tabsGap = 12

func (tabsLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	bar := objects[0].MinSize().Height
	objects[0].Resize(fyne.NewSize(size.Width, bar))
	objects[1].Move(fyne.NewPos(0, bar+tabsGap))
	objects[1].Resize(fyne.NewSize(size.Width, size.Height-bar-tabsGap))
}

func (tabsLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	bar, body := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(max(bar.Width, body.Width), bar.Height+tabsGap+body.Height)
}

const (
	tabHeight  = 32
	tabPadding = 14
)

// tabBar is the line of titles.
type tabBar struct {
	widget.BaseWidget
	tabs    *Tabs
	focused bool
}

func newTabBar(t *Tabs) *tabBar {
	b := &tabBar{tabs: t}
	b.ExtendBaseWidget(b)
	return b
}

// style gives the look of a title; the one in front is strong, not only of
// another colour.
func (b *tabBar) style(n int) Style {
	if n == b.tabs.current {
		return Strong
	}
	return Muted
}

// width is that of a title in strong letters, so that none moves when another
// comes to the front.
func (b *tabBar) width(n int) float32 {
	return Strong.measure(b.tabs.tabs[n].Title).Width + 2*tabPadding
}

// Tapped brings the tab under the mouse to the front.
func (b *tabBar) Tapped(event *fyne.PointEvent) {
	x := float32(0)
	for i := range b.tabs.tabs {
		if x += b.width(i); event.Position.X < x {
			b.tabs.show(i)
			return
		}
	}
}

// TypedKey goes from tab to tab and forwards the rest.
func (b *tabBar) TypedKey(event *fyne.KeyEvent) {
	switch event.Name {
	case fyne.KeyLeft:
		b.tabs.step(-1)
	case fyne.KeyRight:
		b.tabs.step(1)
	case fyne.KeyHome:
		b.tabs.show(0)
	case fyne.KeyEnd:
		b.tabs.show(len(b.tabs.tabs) - 1)
	default:
		forwardKey(b, event)
	}
}

// TypedRune is for Fyne; titles take no text.
func (b *tabBar) TypedRune(rune) {}

// FocusGained is for Fyne.
func (b *tabBar) FocusGained() {
	b.focused = true
	Trace("focus tabs")
	b.Refresh()
}

// FocusLost is for Fyne.
func (b *tabBar) FocusLost() {
	b.focused = false
	b.Refresh()
}

// Cursor tells that a tap does something.
func (b *tabBar) Cursor() desktop.Cursor { return desktop.PointerCursor }

// AccessibilityLabel gives the title in front to a screen reader.
func (b *tabBar) AccessibilityLabel() string { return b.tabs.tabs[b.tabs.current].Title }

// CreateRenderer is for Fyne.
func (b *tabBar) CreateRenderer() fyne.WidgetRenderer {
	r := &tabBarRenderer{bar: b, edge: canvas.NewRectangle(color.Transparent), ring: canvas.NewRectangle(color.Transparent)}
	r.objects = []fyne.CanvasObject{r.edge, r.ring}
	for range b.tabs.tabs {
		title := canvas.NewText("", nil)
		r.titles = append(r.titles, title)
		r.objects = append(r.objects, title)
	}
	r.Refresh()
	return r
}

type tabBarRenderer struct {
	bar        *tabBar
	edge, ring *canvas.Rectangle
	titles     []*canvas.Text
	objects    []fyne.CanvasObject
}

func (r *tabBarRenderer) Refresh() {
	r.edge.FillColor = theme.Color(ColorPrimary)
	r.ring.CornerRadius, r.ring.StrokeWidth = 4, 2
	r.ring.StrokeColor = color.Transparent
	if r.bar.focused {
		r.ring.StrokeColor = theme.Color(ColorFocus)
	}
	for i, title := range r.titles {
		style := r.bar.style(i)
		style.Align = fyne.TextAlignCenter
		style.paint(title)
		title.Text = r.bar.tabs.tabs[i].Title
	}
	r.Layout(r.bar.Size())
	for _, o := range r.objects {
		o.Refresh()
	}
}

func (r *tabBarRenderer) Layout(fyne.Size) {
	x := float32(0)
	for i, title := range r.titles {
		width := r.bar.width(i)
		title.Resize(fyne.NewSize(width, tabHeight))
		title.Move(fyne.NewPos(x, 0))
		if i == r.bar.tabs.current {
			r.edge.Resize(fyne.NewSize(width, 3))
			r.edge.Move(fyne.NewPos(x, tabHeight-3))
			r.ring.Resize(fyne.NewSize(width-4, tabHeight-6))
			r.ring.Move(fyne.NewPos(x+2, 1))
		}
		x += width
	}
}

func (r *tabBarRenderer) MinSize() fyne.Size {
	width := float32(0)
	for i := range r.titles {
		width += r.bar.width(i)
	}
	return fyne.NewSize(width, tabHeight)
}

func (r *tabBarRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *tabBarRenderer) Destroy() {}
