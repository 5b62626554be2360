package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Paragraph is text that breaks into lines, set flush with what stands above
// and below.
type Paragraph struct {
	widget.BaseWidget
	label *widget.RichText
	text  string
	style Style
}

// NewParagraph gives text that breaks into lines.
func NewParagraph(text string, style Style) *Paragraph {
	p := &Paragraph{label: widget.NewRichText(), text: text, style: style}
	p.label.Wrapping = fyne.TextWrapWord
	p.fill()
	p.ExtendBaseWidget(p)
	return p
}

// SetText changes the text.
func (p *Paragraph) SetText(text string) {
	p.text = text
	p.fill()
	p.Refresh()
}

// SetStyle changes the look.
func (p *Paragraph) SetStyle(style Style) {
	p.style = style
	p.fill()
	p.Refresh()
}

// Text gives the text.
func (p *Paragraph) Text() string { return p.text }

func (p *Paragraph) fill() {
	rich := widget.RichTextStyle{
		ColorName: p.style.Color, SizeName: p.style.Size, Alignment: p.style.Align,
		TextStyle: fyne.TextStyle{Bold: p.style.Bold, Monospace: p.style.Mono},
	}
	if rich.ColorName == "" {
		rich.ColorName = ColorText
	}
	if rich.SizeName == "" {
		rich.SizeName = theme.SizeNameText
	}
	p.label.Segments = []widget.RichTextSegment{&widget.TextSegment{Text: p.text, Style: rich}}
}

// AccessibilityLabel gives the text to a screen reader.
func (p *Paragraph) AccessibilityLabel() string { return p.text }

// CreateRenderer is for Fyne.
func (p *Paragraph) CreateRenderer() fyne.WidgetRenderer {
	p.label.Refresh()
	return widget.NewSimpleRenderer(container.New(flush{}, p.label))
}

// flush takes off the space that Fyne leaves round rich text.
type flush struct{}

func (flush) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	pad := theme.InnerPadding()
	for _, o := range objects {
		o.Move(fyne.NewPos(-pad, -pad))
		o.Resize(size.AddWidthHeight(2*pad, 2*pad))
	}
}

func (flush) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.Size{}
	for _, o := range objects {
		size = size.Max(o.MinSize())
	}
	return size.SubtractWidthHeight(2*theme.InnerPadding(), 2*theme.InnerPadding())
}
