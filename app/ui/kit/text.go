package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Style says how a line of text looks.
type Style struct {
	Color fyne.ThemeColorName // ColorText when empty
	Size  fyne.ThemeSizeName  // body when empty
	Bold  bool
	Mono  bool
	Align fyne.TextAlign
}

// The styles of a screen: three sizes, no more.
var (
	Body   = Style{}
	Strong = Style{Bold: true}
	Muted  = Style{Color: ColorMuted}
	Small  = Style{Color: ColorMuted, Size: theme.SizeNameCaptionText}
	Title  = Style{Size: theme.SizeNameHeadingText, Bold: true}
)

// Text is one line without any space around it. Where it does not fit it ends
// in an ellipsis, once Cut allows that.
type Text struct {
	widget.BaseWidget
	text  string
	style Style
	cut   bool
}

// NewText gives a line of text.
func NewText(text string, style Style) *Text {
	t := &Text{text: text, style: style}
	t.ExtendBaseWidget(t)
	return t
}

// Cut lets the line be narrower than its text.
func (t *Text) Cut() *Text {
	t.cut = true
	return t
}

// Text gives the whole text, also where it is cut.
func (t *Text) Text() string { return t.text }

// SetText changes the text.
func (t *Text) SetText(text string) {
	if t.text != text {
		t.text = text
		t.Refresh()
	}
}

// SetStyle changes the look.
func (t *Text) SetStyle(style Style) {
	t.style = style
	t.Refresh()
}

// AccessibilityLabel gives the text to a screen reader.
func (t *Text) AccessibilityLabel() string { return t.text }

// CreateRenderer is for Fyne.
func (t *Text) CreateRenderer() fyne.WidgetRenderer {
	r := &textRenderer{text: t, drawn: canvas.NewText("", nil)}
	r.Refresh()
	return r
}

// paint gives a canvas text the look of a style.
func (s Style) paint(drawn *canvas.Text) {
	name := s.Color
	if name == "" {
		name = ColorText
	}
	drawn.Color = theme.Color(name)
	drawn.TextSize = s.size()
	drawn.TextStyle = fyne.TextStyle{Bold: s.Bold, Monospace: s.Mono}
	drawn.Alignment = s.Align
}

func (s Style) size() float32 {
	if s.Size == "" {
		return theme.TextSize()
	}
	return theme.Size(s.Size)
}

func (s Style) measure(text string) fyne.Size {
	return fyne.MeasureText(text, s.size(), fyne.TextStyle{Bold: s.Bold, Monospace: s.Mono})
}

// fit gives the longest beginning of the text that is no wider than width, with
// an ellipsis where something is missing.
func (s Style) fit(text string, width float32) string {
	if s.measure(text).Width <= width {
		return text
	}
	runes := []rune(text)
	low, high := 0, len(runes)
	for low < high {
		middle := (low + high + 1) / 2
		if s.measure(string(runes[:middle])+"…").Width <= width {
			low = middle
		} else {
			high = middle - 1
		}
	}
	return string(runes[:low]) + "…"
}

type textRenderer struct {
	text  *Text
	drawn *canvas.Text
}

func (r *textRenderer) Layout(size fyne.Size) {
	if r.text.cut {
		r.drawn.Text = r.text.style.fit(r.text.text, size.Width)
	}
	r.drawn.Resize(size)
}

func (r *textRenderer) MinSize() fyne.Size {
	size := r.text.style.measure(r.text.text)
	if r.text.cut {
		size.Width = min(size.Width, 24)
	}
	return size
}

func (r *textRenderer) Refresh() {
	r.text.style.paint(r.drawn)
	r.drawn.Text = r.text.text
	r.Layout(r.text.Size())
	r.drawn.Refresh()
}

func (r *textRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.drawn} }
func (r *textRenderer) Destroy()                     {}
