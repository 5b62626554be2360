package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Code shows a code that is read over the telephone or compared with another:
// large, in its groups, and copied with one tap.
type Code struct {
	widget.BaseWidget
	services *Services
	code     string
	text     *Text
}

// NewCode gives a code; its groups are set apart by what the code itself has
// between them.
func NewCode(s *Services, code string) *Code {
	c := &Code{services: s, code: code, text: NewText(code, Style{Size: Title.Size, Mono: true})}
	c.ExtendBaseWidget(c)
	return c
}

// SetCode shows another code.
func (c *Code) SetCode(code string) {
	c.code = code
	c.text.SetText(code)
	c.Refresh()
}

// AccessibilityLabel gives the code to a screen reader.
func (c *Code) AccessibilityLabel() string { return c.code }

// CreateRenderer is for Fyne.
func (c *Code) CreateRenderer() fyne.WidgetRenderer {
	copy := NewButton(c.services.T("code.copy"), "copy", Quiet, c.copy)
	p := NewPanel(ColorSunken, Insets(8, 12, HStack(12, c.text, copy)))
	p.radius = 4
	return widget.NewSimpleRenderer(HStack(0, p))
}

func (c *Code) copy() {
	fyne.CurrentApp().Clipboard().SetContent(c.code)
	c.services.Notices.Tell(Fine, c.services.T("code.copied"), "")
}
