package kit

import "context"

// Fit gives the dialog the height that its content has come to need.
func (o *OpenDialog) Fit() { o.popup.Resize(o.size()) }

// Await runs work that a confirmed dialog asks for, and which the person sees
// under name in the status line. The dialog stays until the work is done and
// shows its error; without one it closes, and then follows. It gives what
// OnConfirm returns.
func (o *OpenDialog) Await(name string, work func() error, then func()) error {
	o.Enable(false)
	o.layer.services.Tasks.Run(name, func(context.Context, func(Progress)) error { return work() }, func(err error) {
		o.Enable(true)
		if err != nil {
			o.Refuse(err)
			return
		}
		o.Close()
		then()
	})
	return ErrStay
}
