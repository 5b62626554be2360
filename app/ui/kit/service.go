// Package kit has the parts that screens are made of: the look, the shell, the
// table, the fields, the dialogs, the keys. It knows no user and no book, and no
// driver, so that every part can be tested without a display.
//
// A screen is made of two: a presenter, which is plain Go and decides, and a
// view built of these parts, which shows. Both get what they share with the rest
// of the window as Services.
package kit

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/translation"
)

// Services are what a screen gets from the window that it stands in.
type Services struct {
	Window  fyne.Window
	Printer *translation.Printer
	Tasks   *Tasks
	Dialogs *Dialogs
	Notices *Notices
	Keys    *Keys

	// Today is the day it is for the person, by trusted time.
	Today func() calendar.Day
	// Report writes an unforeseen error whole to the log and gives the
	// reference under which it stands there.
	Report func(error) string
}

// NewServices furnishes a window.
func NewServices(w fyne.Window, p *translation.Printer, tasks *Tasks, today func() calendar.Day, report func(error) string) *Services {
	s := &Services{
		Window: w, Printer: p, Tasks: tasks, Notices: NewNotices(p), Keys: NewKeys(w),
		Today: today, Report: report,
	}
	s.Dialogs = &Dialogs{services: s}
	return s
}

// T gives the text of a key.
func (s *Services) T(key string, args ...fault.Args) string { return s.Printer.T(key, args...) }

// Explain gives what is wrong and what to do. Only an unforeseen error goes to
// the log, and its reference into the hint.
func (s *Services) Explain(err error) (text, hint string) {
	reference := ""
	if _, foreseen := fault.KindOf(err); !foreseen {
		reference = s.Report(err)
	}
	text, hint = s.Printer.Fault(err, reference)
	Trace("explained " + text)
	return text, hint
}

// Refuse tells in the notice bar why something did not happen, and reports
// whether there was an error at all. Work that was cancelled, also by signing
// out, is no news to whoever cancelled it.
func (s *Services) Refuse(err error) bool {
	if err == nil {
		return false
	}
	if errors.Is(err, context.Canceled) {
		return true
	}
	text, hint := s.Explain(err)
	s.Notices.Tell(Refused, text, hint)
	return true
}

// Done tells in the notice bar that something went well.
func (s *Services) Done(text string) { s.Notices.Tell(Fine, text, "") }
