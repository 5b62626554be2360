package kit

import (
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Dialog is a question in front of the screen. Enter confirms, Esc cancels, and
// the keyboard stays inside until it is answered.
type Dialog struct {
	Name    string // in the trace
	Title   string
	Content fyne.CanvasObject
	Width   float32 // 0 for the usual
	Height  float32 // 0 for what the content needs

	Confirm string         // text of the button; empty when there is nothing to confirm
	Weight  Weight         // of that button; Plain counts as Primary
	Cancel  string         // text of the other button; empty for the usual
	Aside   *Button        // a further button at the left, or nil
	Focus   fyne.Focusable // what the keyboard begins in; nil for the answer, or to close

	// OnConfirm returns nil to close; an error stays in the dialog in words,
	// ErrStay without any.
	OnConfirm func() error
	OnCancel  func()

	Keys Handlers // what else the dialog answers to
}

// ErrStay is what OnConfirm returns when the answer led on and the dialog stays.
var ErrStay = errors.New("the dialog stays open")

// Dialogs shows one dialog at a time; others wait for their turn.
type Dialogs struct {
	services *Services
	open     []*OpenDialog // the last is in front
	waiting  []*OpenDialog
}

// OpenDialog is a dialog that is shown or waits to be.
type OpenDialog struct {
	Dialog
	layer   *Dialogs
	popup   *widget.PopUp
	confirm *Button
	cancel  *Button
	problem *fyne.Container
	over    bool
}

const dialogWidth = 460

// Open shows a dialog as soon as no other is open.
func (d *Dialogs) Open(dialog Dialog) *OpenDialog {
	o := &OpenDialog{Dialog: dialog, layer: d}
	if len(d.open) > 0 || d.services.Keys.cover != nil {
		d.waiting = append(d.waiting, o)
		return o
	}
	o.show()
	return o
}

// OpenOver shows a dialog in front of the one that asks for it, such as the
// choice of a file.
func (d *Dialogs) OpenOver(dialog Dialog) *OpenDialog {
	o := &OpenDialog{Dialog: dialog, layer: d, over: true}
	if d.services.Keys.cover != nil {
		d.waiting = append(d.waiting, o)
		return o
	}
	o.show()
	return o
}

// Front gives the dialog that is in front, or nil.
func (d *Dialogs) Front() *OpenDialog {
	if len(d.open) == 0 {
		return nil
	}
	return d.open[len(d.open)-1]
}

func (o *OpenDialog) show() {
	s := o.layer.services
	o.popup = widget.NewModalPopUp(o.build(), s.Window.Canvas())
	o.layer.open = append(o.layer.open, o)
	s.Keys.pushModal(modalKeys{confirm: o.Answer, cancel: o.Dismiss, others: o.Keys})
	o.popup.Show()
	o.popup.Resize(o.size())
	o.focus()
	Trace("dialog open " + o.Name)
}

func (o *OpenDialog) size() fyne.Size {
	room := o.layer.services.Window.Canvas().Size()
	size := fyne.NewSize(dialogWidth, 0)
	if o.Width > 0 {
		size.Width = o.Width
	}
	// Text breaks at the width, and only then is its height known.
	o.popup.Resize(size)
	size.Height = max(o.Height, o.popup.MinSize().Height)
	return fyne.NewSize(min(size.Width, room.Width-2*Margin), min(size.Height, room.Height-2*Margin))
}

func (o *OpenDialog) build() fyne.CanvasObject {
	o.problem = container.NewStack()
	head := Insets(Margin-Gap, Margin, NewText(o.Title, Title))
	foot := VStack(0, o.problem, Insets(12, Margin, o.buttons()))
	return container.NewBorder(head, foot, nil, nil, Insets(0, Margin, o.Content))
}

func (o *OpenDialog) buttons() fyne.CanvasObject {
	line := HStack(8)
	if o.Aside != nil {
		line.Add(o.Aside)
	}
	line.Add(Space())
	o.cancel = NewButton(o.cancelText(), "", Plain, o.Dismiss)
	line.Add(o.cancel)
	if o.Dialog.Confirm != "" {
		o.confirm = NewButton(o.Dialog.Confirm, "", max(o.Weight, Primary), o.Answer)
		line.Add(o.confirm)
	}
	return line
}

func (o *OpenDialog) cancelText() string {
	switch {
	case o.Cancel != "":
		return o.Cancel
	case o.Dialog.Confirm != "":
		return o.layer.services.T("dialog.cancel")
	}
	return o.layer.services.T("dialog.close")
}

func (o *OpenDialog) focus() {
	canvas := o.layer.services.Window.Canvas()
	switch {
	case o.Dialog.Focus != nil:
		canvas.Focus(o.Dialog.Focus)
	case o.confirm != nil && o.Weight != Danger:
		canvas.Focus(o.confirm)
	case o.confirm == nil:
		canvas.Focus(o.cancel)
	default:
		canvas.FocusNext()
	}
}

// Answer confirms, as Enter does.
func (o *OpenDialog) Answer() {
	if o.confirm == nil {
		o.Dismiss()
		return
	}
	if o.confirm.Disabled() {
		return
	}
	if o.OnConfirm != nil {
		switch err := o.OnConfirm(); {
		case errors.Is(err, ErrStay):
			return
		case err != nil:
			o.Refuse(err)
			return
		}
	}
	o.Close()
}

// Dismiss cancels, as Esc does.
func (o *OpenDialog) Dismiss() {
	o.Close()
	if o.OnCancel != nil {
		o.OnCancel()
	}
}

// Refuse shows inside the dialog why it does not close.
func (o *OpenDialog) Refuse(err error) {
	s := o.layer.services
	text, hint := s.Explain(err)
	o.problem.Objects = []fyne.CanvasObject{NewNotice(s.Printer, Refused, text, hint)}
	o.problem.Refresh()
	o.popup.Resize(o.size())
	Trace("dialog refused " + o.Name)
}

// Enable lets the dialog be confirmed, or not yet.
func (o *OpenDialog) Enable(enabled bool) {
	if o.confirm != nil {
		o.confirm.SetEnabled(enabled)
	}
}

// Close takes the dialog away without an answer and shows the next.
func (o *OpenDialog) Close() {
	d := o.layer
	if d.Front() != o {
		d.forget(o)
		return
	}
	d.open = d.open[:len(d.open)-1]
	d.services.Keys.popModal()
	d.services.Window.Canvas().Unfocus() // what is gone would keep its cursor blinking
	o.popup.Hide()
	Trace("dialog close " + o.Name)
	d.next()
}

// next shows the dialog that has waited longest, if it can be shown now.
func (d *Dialogs) next() {
	if len(d.open) > 0 || len(d.waiting) == 0 || d.services.Keys.cover != nil {
		return
	}
	next := d.waiting[0]
	d.waiting = d.waiting[1:]
	next.show()
}

// forget takes a dialog out that still waits.
func (d *Dialogs) forget(o *OpenDialog) {
	for i, waiting := range d.waiting {
		if waiting == o {
			d.waiting = append(d.waiting[:i:i], d.waiting[i+1:]...)
			return
		}
	}
}
