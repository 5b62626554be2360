package tasks

import (
	"fmt"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/codes"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// answerTime is how long an answer that was approved waits among the tasks to be
// read aloud, for the one who is on the telephone.
const answerTime = 24 * time.Hour

// codesToApprove are the requests for codes, for those who approve them.
func (s *section) codesToApprove() ([]item, error) { return s.codes() }

// codesToRead are the same for those who take the calls; who does both sees them
// once.
func (s *section) codesToRead() ([]item, error) {
	if s.Session.Can(s.Context, directory.RightCodeApprove, directory.Place{}) == nil {
		return nil, nil
	}
	return s.codes()
}

func (s *section) codes() ([]item, error) {
	condition, err := s.Workspace.Condition(s.Context)
	if err != nil {
		return nil, err
	}
	all, err := s.Session.CodeTasks(s.Context, "")
	var items []item
	for _, t := range all {
		switch r := t.Request; {
		case r.Status == directory.RequestOpen:
			items = append(items, s.codeItem(t, "tasks.nature.code", func() { s.openCode(t) }))
		case r.Status == directory.RequestApproved && r.Digest == [32]byte{} && condition.Now.Sub(r.Decided) < answerTime:
			items = append(items, s.codeItem(t, "tasks.nature.answer", func() { s.readAnswer(t) }))
		}
	}
	return items, err
}

func (s *section) codeItem(t workspace.CodeTask, nature string, open func()) item {
	return item{
		nature: s.T(nature), person: t.Asker, poste: joined(fmt.Sprintf("n° %d", t.Poste.Number), t.Poste.Label),
		what: s.T(string(t.Request.Purpose.Label())), since: t.Request.Received, open: open,
	}
}

// code is the dialog in which a request for a code is decided.
type code struct {
	*section
	task   workspace.CodeTask
	dialog *kit.OpenDialog
	folder *kit.FolderField
}

// openCode shows a request for a code with what it would allow. Who may not
// approve sees why.
func (s *section) openCode(t workspace.CodeTask) {
	c := &code{section: s, task: t, folder: s.replyFolder()}
	shown := kit.Dialog{Name: "code", Title: s.T("tasks.code.title", fault.Args{"Name": t.Asker}), Content: c.content(), Width: 640}
	if t.MayDecide == nil {
		shown.Confirm, shown.OnConfirm = s.T("tasks.approve"), c.approve
		shown.Aside = kit.NewButton(s.T("tasks.refuse"), "", kit.Plain, c.refuse)
	}
	c.dialog = s.Dialogs.Open(shown)
}

func (c *code) content() fyne.CanvasObject {
	r := c.task.Request
	key, args := c.task.Allows()
	lines := kit.VStack(12, kit.NewText(c.T("tasks.code.allows"), kit.Small), kit.NewParagraph(c.T(string(key), args), kit.Strong), kit.Rule())
	facts := kit.Columns(2, 16, fact(c.T("tasks.code.asker"), c.task.Asker), fact(c.T("tasks.column.received"), c.Printer.Time(r.Received)))
	if c.task.EnteredBy != "" {
		facts.Add(fact(c.T("tasks.code.entered"), c.task.EnteredBy))
	}
	for _, d := range r.Details() {
		facts.Add(fact(c.T(string(d.Label())), d.Value))
	}
	lines.Add(facts)
	lines.Add(kit.VStack(4, kit.NewText(c.T("detail.code"), kit.Small), kit.NewCode(c.Services, r.Code)))
	switch {
	case c.task.MayDecide != nil:
		text, hint := c.Explain(c.task.MayDecide)
		lines.Add(kit.NewNotice(c.Printer, kit.Neutral, text, hint))
	case r.Digest != [32]byte{}:
		lines.Add(kit.NewLabelled(c.T("tasks.folder"), c.folder))
	}
	return lines
}

func (c *code) approve() error {
	if c.folder.Check() != "" {
		c.dialog.Fit()
		return kit.ErrStay
	}
	folder := c.folder.Folder()
	var decided workspace.CodeDecided
	return c.dialog.Await(c.T("tasks.approving"), func() (err error) {
		decided, err = c.Session.ApproveCode(c.Context, c.task.Request.Code, folder)
		return err
	}, func() { c.approved(decided) })
}

// approved shows the answer large, to be read aloud, and where the reply lies.
func (c *code) approved(d workspace.CodeDecided) {
	kit.Trace("code approved")
	c.Changed()
	c.showList(func() { c.showAnswer(d.Task, d.Answer, d.Path) })
}

func (s *section) showAnswer(t workspace.CodeTask, answer, path string) {
	key, args := t.Allows()
	lines := kit.VStack(14, kit.NewParagraph(s.T(string(key), args), kit.Strong))
	if path != "" {
		lines.Add(kit.Leading(8, kit.NewIcon("file", kit.ColorPrimary), kit.VStack(2,
			kit.NewText(filepath.Base(path), kit.Strong).Cut(), kit.NewParagraph(filepath.Dir(path), kit.Muted))))
	}
	if answer != "" {
		lines.Add(kit.NewText(s.T("tasks.code.read", fault.Args{"Name": t.Asker}), kit.Body))
		lines.Add(codes.Groups(answer))
		lines.Add(kit.NewParagraph(s.T("tasks.code.read.hint", fault.Args{"Code": t.Request.Code}), kit.Muted))
	}
	s.Dialogs.Open(kit.Dialog{Name: "code-answer", Title: s.T("tasks.code.answer"), Content: lines, Width: 640})
}

// readAnswer shows the answer to an approved request once more.
func (s *section) readAnswer(t workspace.CodeTask) {
	kit.Load(s.Tasks, func() (string, error) { return s.Session.CodeAnswer(s.Context, t.Request.Code) }, func(answer string, err error) {
		if err != nil {
			s.Dialogs.Refuse(err)
			return
		}
		s.showAnswer(t, answer, "")
	})
}

// refuse asks for the reason and says no.
func (c *code) refuse() {
	c.dialog.Close()
	reason := kit.NewTextField(c.Services, "reason")
	reason.Required, reason.MaxRunes = true, maxReason
	c.dialog = c.Dialogs.Open(kit.Dialog{
		Name: "code-refuse", Title: c.T("tasks.refuse.title", fault.Args{"Name": c.task.Asker}), Width: 560,
		Content: kit.VStack(12, kit.NewLabelled(c.T("tasks.reason"), reason)),
		Confirm: c.T("tasks.refuse.confirm"), Weight: kit.Danger, Focus: reason,
		OnConfirm: func() error {
			if reason.Check() != "" {
				c.dialog.Fit()
				return kit.ErrStay
			}
			text, folder := reason.Text, c.folder.Folder()
			return c.dialog.Await(c.T("tasks.refusing"), func() error {
				_, err := c.Session.RefuseCode(c.Context, c.task.Request.Code, text, folder)
				return err
			}, func() {
				kit.Trace("code refused")
				c.Changed()
				c.showList(nil)
			})
		},
	})
}
