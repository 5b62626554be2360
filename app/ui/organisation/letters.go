package organisation

import (
	"context"

	"github.com/comptoir/comptoir/app/courier"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/mail"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// lettersShown is how many e-mails the list has at most, the newest.
const lettersShown = 1000

// letters is « E-mails »: what waits, what was sent, what was given up and why.
type letters struct {
	*section
	list  []mail.Letter
	total int
}

func (s *section) letters() { s.showLetters("") }

func (s *section) showLetters(done string) {
	l := &letters{section: s}
	kit.Load(s.Tasks, func() (bool, error) {
		var err error
		l.list, l.total, err = s.Session.Letters(s.Context, mail.Filter{Limit: lettersShown})
		return true, err
	}, func(_ bool, err error) {
		if s.Refuse(err) {
			return
		}
		l.present()
		if done != "" {
			s.Done(done)
		}
	})
}

func (l *letters) present() {
	t := l.T
	column := func(id string, width float32, grow bool, of func(mail.Letter) string) kit.Column[mail.Letter] {
		return kit.Column[mail.Letter]{ID: id, Title: t("organisation.letters." + id), Width: width, Grow: grow, Text: of}
	}
	grid := kit.NewGrid(l.Services, "letters", []kit.Column[mail.Letter]{
		column("made", 160, false, func(e mail.Letter) string { return l.Printer.Time(e.Made) }),
		column("kind", 210, false, func(e mail.Letter) string { return t("mail.kind." + string(e.Kind)) }),
		column("address", 230, true, func(e mail.Letter) string { return e.Address }),
		column("status", 150, false, func(e mail.Letter) string { return t("mail.status." + string(e.Status)) }),
		column("attempts", 80, false, func(e mail.Letter) string { return l.Printer.Int(int64(e.Attempts)) }),
		column("reason", 280, true, l.reason),
	}, kit.Rows[mail.Letter](l.list))
	grid.OnOpen = l.open
	grid.Empty = kit.NewEmpty("mail", t("organisation.letters.none"), t("organisation.letters.none.hint"), nil)
	grid.Reload()
	title := t("organisation.part.letters")
	send := kit.NewButton(t("organisation.letters.send"), "mail", kit.Primary, l.send)
	head := kit.NewHead(title, kit.NewText(t("organisation.letters.count", fault.Args{"Count": l.waiting()}), kit.Muted), send)
	l.show(screen{
		name: "letters", title: title, head: head, whole: grid, focus: grid.Focus(),
		keys: kit.Handlers{kit.ActionRefresh: l.section.letters},
	})
}

func (l *letters) waiting() int {
	count := 0
	for _, e := range l.list {
		if e.Status == mail.Waiting {
			count++
		}
	}
	return count
}

// reason tells why a letter has not left.
func (l *letters) reason(e mail.Letter) string {
	if e.Reason == "" {
		return ""
	}
	return l.T("error."+e.Reason, fault.Args{"Host": "", "Text": e.Address})
}

// open shows an e-mail and what can be done with one that waits.
func (l *letters) open(e mail.Letter) {
	lines := kit.NewForm().AddText(l.T("organisation.letters.kind"), kit.NewText(l.T("mail.kind."+string(e.Kind)), kit.Body)).
		AddText(l.T("organisation.letters.address"), kit.NewText(e.Address, kit.Body)).
		AddText(l.T("organisation.letters.made"), kit.NewText(l.Printer.Time(e.Made), kit.Body)).
		AddText(l.T("organisation.letters.status"), kit.NewText(l.T("mail.status."+string(e.Status)), kit.Body))
	if !e.Left.IsZero() {
		lines.AddText(l.T("organisation.letters.left"), kit.NewText(l.Printer.Time(e.Left), kit.Body))
	}
	content := kit.VStack(12, lines)
	if why := l.reason(e); why != "" {
		content.Add(kit.NewNotice(l.Printer, kit.Expiring, why, ""))
	}
	dialog := kit.Dialog{Name: "letter", Title: l.T("mail.kind." + string(e.Kind)), Width: 620, Content: content}
	if e.Status == mail.Waiting {
		content.Add(kit.NewText(l.T("organisation.letters.next", fault.Args{"When": e.Next}), kit.Muted))
		var opened *kit.OpenDialog
		act := func(do func()) func() { return func() { opened.Close(); do() } }
		content.Add(kit.HStack(8, kit.NewButton(l.T("organisation.letters.export"), "export", kit.Plain, act(func() { l.export(e) })),
			kit.NewButton(l.T("organisation.letters.cancel"), "delete", kit.Plain, act(func() { l.cancel(e) }))))
		dialog.Confirm, dialog.Cancel = l.T("organisation.letters.retry"), l.T("dialog.close")
		dialog.OnConfirm = func() error {
			l.retry(e)
			return nil
		}
		opened = l.Dialogs.Open(dialog)
		return
	}
	l.Dialogs.Open(dialog)
}

// send hands in what is due.
func (l *letters) send() {
	l.run(func(context.Context) error { return nil })
}

// retry has one tried at once, whatever its pause.
func (l *letters) retry(e mail.Letter) {
	l.run(func(ctx context.Context) error { return l.Session.RetryLetter(ctx, e.ID) })
}

// run prepares something, hands in what is due and says what came of it.
func (l *letters) run(prepare func(context.Context) error) {
	var mailed workspace.Mailed
	l.Tasks.Run(l.T("organisation.mail.sending"), func(ctx context.Context, _ func(kit.Progress)) error {
		err := prepare(ctx)
		if err == nil {
			mailed, err = l.Session.SendMail(ctx, courier.Courier{}.Send)
		}
		return err
	}, func(err error) {
		if l.Refuse(err) {
			return
		}
		kit.Trace("letters sent")
		l.showLetters(l.T("organisation.letters.done", fault.Args{"Sent": mailed.Sent, "Failed": mailed.Failed}))
	})
}

func (l *letters) cancel(e mail.Letter) {
	l.Dialogs.Confirm(l.T("organisation.letters.cancel.title"), l.T("organisation.letters.cancel.text", fault.Args{"Address": e.Address}),
		l.T("organisation.letters.cancel.confirm"), func() {
			kit.Load(l.Tasks, func() (bool, error) { return true, l.Session.CancelLetter(l.Context, e.ID) }, func(_ bool, err error) {
				if !l.Refuse(err) {
					kit.Trace("letter cancelled")
					l.showLetters(l.T("organisation.letters.cancelled"))
				}
			})
		})
}

// export writes the letter as a file to send by hand.
func (l *letters) export(e mail.Letter) {
	l.Dialogs.ChooseFolder(kit.FileChoice{Title: l.T("organisation.letters.export.title")}, func(dir string) {
		kit.Load(l.Tasks, func() (string, error) { return l.Session.WriteLetter(l.Context, e.ID, courier.File, dir) }, func(path string, err error) {
			if !l.Refuse(err) {
				kit.Trace("letter exported")
				l.showLetters(l.T("organisation.letters.exported", fault.Args{"Path": path}))
			}
		})
	})
}
