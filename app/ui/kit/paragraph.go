package kit

import (
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Paragraph is text that breaks into lines, flush with what stands above and
// below. It breaks at plain spaces only: Fyne's own text breaks at no-break
// spaces as well, and so inside amounts and before French question marks.
type Paragraph struct {
	widget.BaseWidget
	text  string
	style Style
	lines []string // for the width it has
	width float32
}

// NewParagraph gives text that breaks into lines.
func NewParagraph(text string, style Style) *Paragraph {
	p := &Paragraph{text: text, style: style}
	p.ExtendBaseWidget(p)
	return p
}

// SetText changes the text.
func (p *Paragraph) SetText(text string) {
	if p.text != text {
		p.text = text
		p.Refresh()
	}
}

// SetStyle changes the look.
func (p *Paragraph) SetStyle(style Style) {
	p.style = style
	p.Refresh()
}

// Text gives the text.
func (p *Paragraph) Text() string { return p.text }

// AccessibilityLabel gives the text to a screen reader.
func (p *Paragraph) AccessibilityLabel() string { return p.text }

// wrap breaks the text into lines of the width, between words where it can.
func (p *Paragraph) wrap(width float32) []string {
	var lines []string
	for _, line := range strings.Split(p.text, "\n") {
		lines = append(lines, p.wrapLine(line, width)...)
	}
	return lines
}

func (p *Paragraph) wrapLine(text string, width float32) []string {
	words := strings.Split(text, " ")
	line, lines := words[0], []string(nil)
	for _, word := range words[1:] {
		if longer := line + " " + word; width <= 0 || p.style.measure(longer).Width <= width {
			line = longer
			continue
		}
		lines = append(lines, p.cut(line, width)...)
		line = word
	}
	return append(lines, p.cut(line, width)...)
}

// cut breaks a word that is longer than a line, such as the path of a file:
// after a separator of folders where it has one, else anywhere.
func (p *Paragraph) cut(line string, width float32) []string {
	var pieces []string
	for width > 0 && p.style.measure(line).Width > width {
		end := p.fitting(line, width)
		if slash := strings.LastIndexAny(line[:end], `/\`); slash > 0 {
			end = slash + 1
		}
		pieces, line = append(pieces, line[:end]), line[end:]
	}
	return append(pieces, line)
}

// fitting gives how many bytes of a line fit into the width: one rune at least.
func (p *Paragraph) fitting(line string, width float32) int {
	end := 0
	for end < len(line) {
		_, size := utf8.DecodeRuneInString(line[end:])
		if end > 0 && p.style.measure(line[:end+size]).Width > width {
			break
		}
		end += size
	}
	return end
}

// CreateRenderer is for Fyne.
func (p *Paragraph) CreateRenderer() fyne.WidgetRenderer {
	r := &paragraphRenderer{paragraph: p}
	r.Refresh()
	return r
}

type paragraphRenderer struct {
	paragraph *Paragraph
	drawn     []*canvas.Text
	objects   []fyne.CanvasObject
}

// leading is the space between lines, in parts of their height.
const leading = 1.05

func (r *paragraphRenderer) lineHeight() float32 {
	return r.paragraph.style.measure("M").Height * leading
}

func (r *paragraphRenderer) Layout(size fyne.Size) {
	p := r.paragraph
	if p.width != size.Width {
		p.width = size.Width
		r.fill()
	}
	height := r.lineHeight()
	for i, text := range r.drawn {
		text.Resize(fyne.NewSize(size.Width, height))
		text.Move(fyne.NewPos(0, float32(i)*height))
	}
}

// fill breaks the text anew and has as many lines drawn.
func (r *paragraphRenderer) fill() {
	p := r.paragraph
	p.lines = p.wrap(p.width)
	for len(r.drawn) < len(p.lines) {
		r.drawn = append(r.drawn, canvas.NewText("", nil))
	}
	r.drawn = r.drawn[:len(p.lines)]
	r.objects = r.objects[:0]
	for i, text := range r.drawn {
		p.style.paint(text)
		text.Text = p.lines[i]
		text.Refresh()
		r.objects = append(r.objects, text)
	}
}

func (r *paragraphRenderer) MinSize() fyne.Size {
	return fyne.NewSize(40, float32(len(r.paragraph.lines))*r.lineHeight())
}

func (r *paragraphRenderer) Refresh() {
	r.fill()
	r.Layout(r.paragraph.Size())
	canvas.Refresh(r.paragraph)
}

func (r *paragraphRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *paragraphRenderer) Destroy()                     {}
