// Package factor has the screens on which a person enrols a second factor or
// proves it: before the first screen of a session as well as under « Mon
// compte ».
package factor

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// Page is one of the screens, for whoever has room for it.
type Page struct {
	Name    string // in the trace
	Title   string
	Content fyne.CanvasObject
	Buttons []*kit.Button // the main one last
	Focus   fyne.Focusable
}

// Way leads a person whose password was right to a second factor.
type Way struct {
	*kit.Services
	Entry *workspace.Entry
	Show  func(Page)
	Back  func() // gives up
	Done  func() // the way is open, or done
}

// NewCodeField takes a code of an application, or a recovery code.
func NewCodeField(s *kit.Services, name string) *kit.TextField {
	f := kit.NewTextField(s, name)
	f.Required, f.MaxRunes = true, 20
	f.TextStyle.Monospace = true
	f.SetPlaceHolder("000000")
	return f
}

// run does something with the entry away from the goroutine that draws; while it
// runs, the button rests.
func (w *Way) run(text string, button *kit.Button, field *kit.TextField, do func(context.Context) error, then func()) {
	button.SetEnabled(false)
	w.Tasks.Run(w.T(text), func(ctx context.Context, _ func(kit.Progress)) error { return do(ctx) }, func(err error) {
		button.SetEnabled(true)
		if w.Refuse(err) {
			if field != nil {
				field.SetText("")
				w.Window.Canvas().Focus(field)
			}
			return
		}
		then()
	})
}

// Prove asks for a code.
func (w *Way) Prove() {
	code := NewCodeField(w.Services, "factor")
	form := kit.NewForm().Add(w.T("factor.code"), code)
	var enter *kit.Button
	try := func() {
		if enter.Disabled() || !form.Check() {
			return
		}
		typed := code.Text
		w.run("factor.prove.running", enter, code, func(ctx context.Context) error { return w.Entry.Prove(ctx, typed) }, w.Done)
	}
	enter = kit.NewButton(w.T("factor.prove.do"), "", kit.Primary, try)
	code.Commit = try
	w.Show(Page{
		Name: "factor", Title: w.T("factor.prove.title"), Focus: code,
		Content: kit.VStack(12, kit.NewParagraph(w.T("factor.prove.what"), kit.Body), kit.NewCard(kit.VStack(12, form,
			kit.NewParagraph(w.T("factor.prove.recovery"), kit.Muted)))),
		Buttons: []*kit.Button{kit.NewButton(w.T("factor.back"), "", kit.Plain, w.Back), enter},
	})
}

// Enrol shows a new secret and takes its first code.
func (w *Way) Enrol() {
	var enrolment workspace.Enrolment
	w.Tasks.Run(w.T("factor.enrol.running"), func(ctx context.Context, _ func(kit.Progress)) (err error) {
		enrolment, err = w.Entry.NewFactor(ctx)
		return err
	}, func(err error) {
		if w.Refuse(err) {
			w.Back()
			return
		}
		w.showSecret(enrolment)
	})
}

func (w *Way) showSecret(e workspace.Enrolment) {
	code := NewCodeField(w.Services, "factor-first")
	form := kit.NewForm().Add(w.T("factor.enrol.code"), code)
	var confirm *kit.Button
	try := func() {
		if confirm.Disabled() || !form.Check() {
			return
		}
		typed, codes := code.Text, []string(nil)
		w.run("factor.enrol.running", confirm, code, func(ctx context.Context) (err error) {
			codes, err = w.Entry.ConfirmFactor(ctx, typed)
			return err
		}, func() {
			kit.Trace("factor enrolled")
			w.ShowCodes(codes)
		})
	}
	confirm = kit.NewButton(w.T("factor.enrol.do"), "check", kit.Primary, try)
	code.Commit = try
	w.Show(Page{
		Name: "factor-enrol", Title: w.T("factor.enrol.title"), Focus: code,
		Content: kit.NewCard(kit.VStack(16, w.steps(e), kit.Rule(), form)),
		Buttons: []*kit.Button{kit.NewButton(w.T("factor.back"), "", kit.Plain, w.Back), confirm},
	})
	kit.Trace("factor secret shown")
}

const qrSide = 196

// steps say what to do, beside the QR code.
func (w *Way) steps(e workspace.Enrolment) fyne.CanvasObject {
	text := kit.VStack(10,
		kit.NewParagraph(w.T("factor.enrol.what"), kit.Body), kit.NewParagraph(w.T("factor.enrol.scan"), kit.Body),
		kit.NewParagraph(w.T("factor.enrol.typed"), kit.Muted), w.typed(e.Typed))
	picture, err := kit.NewQR(e.URI, qrSide)
	if err != nil { // the typed secret says the same
		return text
	}
	return kit.Leading(16, kit.Width(qrSide, picture), text)
}

// typed shows the secret in two lines, as it is typed.
func (w *Way) typed(secret string) fyne.CanvasObject {
	words := strings.Fields(secret)
	half := len(words) / 2
	mono := kit.Style{Mono: true, Bold: true}
	return kit.VStack(2, kit.NewText(strings.Join(words[:half], " "), mono), kit.NewText(strings.Join(words[half:], " "), mono),
		kit.HStack(0, kit.NewButton(w.T("code.copy"), "copy", kit.Quiet, func() {
			fyne.CurrentApp().Clipboard().SetContent(strings.Join(words, ""))
			w.Notices.Tell(kit.Fine, w.T("code.copied"), "")
		})))
}

// ShowCodes shows new recovery codes, this once.
func (w *Way) ShowCodes(codes []string) {
	half := (len(codes) + 1) / 2
	column := func(from, to int) fyne.CanvasObject {
		lines := kit.VStack(6)
		for _, code := range codes[from:to] {
			lines.Add(kit.NewText(code, kit.Style{Mono: true, Bold: true}))
		}
		return lines
	}
	var next *kit.Button
	noted := kit.NewCheck(w.Services, "codes-noted", w.T("factor.codes.noted"))
	noted.OnChanged = func(ticked bool) { next.SetEnabled(ticked) }
	next = kit.NewButton(w.T("factor.codes.do"), "", kit.Primary, w.Done)
	next.SetEnabled(false)
	copying := kit.NewButton(w.T("code.copy"), "copy", kit.Plain, func() {
		fyne.CurrentApp().Clipboard().SetContent(strings.Join(codes, "\n"))
		w.Notices.Tell(kit.Fine, w.T("code.copied"), "")
	})
	w.Show(Page{
		Name: "factor-codes", Title: w.T("factor.codes.title"), Focus: noted,
		Content: kit.NewCard(kit.VStack(16, kit.NewParagraph(w.T("factor.codes.what"), kit.Body),
			kit.NewPanel(kit.ColorSunken, kit.Inset(12, kit.HStack(40, column(0, half), column(half, len(codes))))), kit.HStack(0, copying), noted)),
		Buttons: []*kit.Button{next},
	})
	kit.Trace("recovery codes shown")
}
