package tasks

import (
	"strings"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ui/codes"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// call is the dialog in which a request code is typed that somebody reads over
// the telephone.
type call struct {
	*section
	dialog         *kit.OpenDialog
	code           *codes.Field
	caller, reason *kit.TextField
}

// takeCall asks for the code, who reads it and why.
func (s *section) takeCall() {
	c := &call{section: s, caller: kit.NewTextField(s.Services, "caller"), reason: kit.NewTextField(s.Services, "reason")}
	c.code = codes.NewField(s.Services, "request-code", workspace.RequestGroups, nil)
	c.caller.MaxRunes, c.reason.MaxRunes, c.reason.Required = 254, maxReason, true
	c.caller.PlaceHolder = s.T("tasks.call.caller.example")
	c.dialog = s.Dialogs.Open(kit.Dialog{
		Name: "call", Title: s.T("tasks.call"), Width: 680, Focus: c.code.TextField, Confirm: s.T("tasks.call.confirm"), OnConfirm: c.enter,
		Content: kit.VStack(12, kit.NewParagraph(s.T("tasks.call.what"), kit.Body),
			kit.NewLabelled(s.T("detail.code"), c.code.TextField), c.code.Verdicts,
			kit.NewLabelled(s.T("tasks.call.caller"), c.caller), kit.NewLabelled(s.T("detail.reason"), c.reason)),
	})
}

func (c *call) enter() error {
	if strings.Join([]string{c.code.Check(), c.caller.Check(), c.reason.Check()}, "") != "" {
		c.dialog.Fit()
		return kit.ErrStay
	}
	heard := workspace.CodeCall{
		Code: c.code.Text, Caller: c.caller.Text, CodeStatement: directory.CodeStatement{Reason: c.reason.Text},
	}
	var task workspace.CodeTask
	return c.dialog.Await(c.T("tasks.call.running"), func() (err error) {
		task, err = c.Session.EnterCode(c.Context, heard)
		return err
	}, func() { c.codeTaken(task) })
}

// codeTaken shows a request for a code that has just come.
func (s *section) codeTaken(t workspace.CodeTask) {
	kit.Trace("code received")
	s.Changed()
	s.showList(func() { s.openCode(t) })
}

// handlesCodes reports whether the person takes calls.
func (s *section) handlesCodes() bool {
	return s.decides() || s.Session.Can(s.Context, directory.RightCodeApprove, directory.Place{}) == nil
}
