package tasks

import (
	"fmt"
	"path/filepath"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// closingsToDecide are the closings of journals that postes have sent.
func (s *section) closingsToDecide() ([]item, error) {
	pending, err := s.Session.PendingClosings(s.Context)
	var items []item
	for _, c := range pending {
		since := c.Received
		if since.IsZero() {
			since = c.Closed
		}
		items = append(items, item{
			nature: s.T("closing." + string(c.Kind)), person: c.Author, poste: joined(fmt.Sprintf("n° %d", c.Poste.Number), c.Poste.Label),
			what:  joined(c.Journal.Ref()+" "+c.Journal.Name, s.T("tasks.closing.until", fault.Args{"Until": c.Until})),
			since: since, open: func() { s.openClosing(c) },
		})
	}
	return items, err
}

// closing is the dialog in which a closing is released or rejected.
type closing struct {
	*section
	report   workspace.ClosingReport
	dialog   *kit.OpenDialog
	form     *kit.Form
	remark   *kit.TextField
	folder   *kit.FolderField
	document *kit.Text
	path     string // of the document, empty for none
}

// openClosing shows a closing with its trial balance. Who may not decide sees why.
func (s *section) openClosing(c workspace.ClosingCard) {
	kit.Load(s.Tasks, func() (workspace.ClosingReport, error) {
		return s.Session.ClosingReport(s.Context, c.Closing.Journal, c.Number)
	}, func(report workspace.ClosingReport, err error) {
		if err != nil {
			s.Dialogs.Refuse(err)
			return
		}
		(&closing{section: s, report: report}).show()
	})
}

// closingWidth has room for the trial balance beside the facts.
const closingWidth = 760

func (c *closing) show() {
	c.remark = kit.NewTextField(c.Services, "remark")
	c.remark.MaxRunes = accounting.MaxReason
	c.folder = c.replyFolder()
	c.document = kit.NewText(c.T("tasks.closing.no-document"), kit.Muted)
	c.form = kit.NewForm().Add(c.T("tasks.closing.remark"), c.remark).Add(c.T("tasks.folder"), c.folder)
	shown := kit.Dialog{
		Name: "closing", Width: closingWidth, Content: c.content(), Title: c.T("tasks.closing.title", fault.Args{
			"Kind": fault.Key("closing." + string(c.report.Kind)), "Number": c.report.Number, "Journal": c.report.Journal.Ref(),
		}),
	}
	if c.report.MayDecide == nil {
		shown.Confirm, shown.Focus = c.T("tasks.closing.release"), c.remark
		shown.OnConfirm = func() error { return c.decide(true) }
		shown.Aside = kit.NewButton(c.T("tasks.closing.reject"), "", kit.Plain, func() { _ = c.decide(false) })
	}
	c.dialog = c.Dialogs.Open(shown)
	kit.Trace("closing opened")
}

func (c *closing) content() fyne.CanvasObject {
	r := c.report
	facts := kit.Columns(3, 16,
		fact(c.T("tasks.closing.last"), c.Printer.DayMedium(r.Until)), fact(c.T("tasks.closing.by"), r.Author),
		fact(c.T("tasks.column.poste"), joined(fmt.Sprintf("n° %d", r.Poste.Number), r.Poste.Label)),
		fact(c.T("tasks.closing.sent"), c.Printer.Int(r.Closing.Postings)), fact(c.T("tasks.closing.turnover"), c.amount(r.DebitMinor)),
		fact(c.T("tasks.closing.chain"), fmt.Sprintf("%d-%s", r.Head.Number, r.Head.Hash.Anchor())),
		fact(c.T("tasks.closing.checks"), c.Printer.Int(int64(len(r.Checks)))), fact(c.T("tasks.closing.days"), c.Printer.Int(int64(len(r.Days)))))
	look := kit.NewButton(c.T("tasks.closing.postings"), "accounting", kit.Plain, c.lookAt)
	lines := kit.VStack(12, facts, kit.Height(7*kit.RowHeight, c.balance()))
	if r.MayDecide != nil {
		text, hint := c.Printer.Fault(r.MayDecide, "")
		lines.Add(kit.NewNotice(c.Printer, kit.Neutral, text, hint))
		lines.Add(kit.HStack(8, look))
		return lines
	}
	lines.Add(c.form)
	attach := kit.NewButton(c.T("tasks.closing.attach"), "clip", kit.Plain, c.attach)
	lines.Add(kit.Leading(8, kit.HStack(8, look, attach), c.document))
	return lines
}

// balance is the trial balance of the journal up to the last day.
func (c *closing) balance() fyne.CanvasObject {
	column := func(id string, width float32, text func(accounting.Total) string) kit.Column[accounting.Total] {
		return kit.Column[accounting.Total]{ID: id, Title: c.T("tasks.closing." + id), Width: width, Text: text}
	}
	columns := []kit.Column[accounting.Total]{
		column("account", 100, func(t accounting.Total) string { return t.Account }),
		column("opening", 130, func(t accounting.Total) string { return c.moved(t.OpeningMinor) }),
		column("debit", 130, func(t accounting.Total) string { return c.moved(t.DebitMinor) }),
		column("credit", 130, func(t accounting.Total) string { return c.moved(t.CreditMinor) }),
		column("balance", 130, func(t accounting.Total) string { return c.amount(t.BalanceMinor()) }),
	}
	for i := range columns[1:] {
		columns[i+1].Align = fyne.TextAlignTrailing
	}
	columns[0].Grow = true
	grid := kit.NewGrid(c.Services, "closing-balance", columns, kit.Rows[accounting.Total](c.report.Balance))
	grid.Reload()
	return grid
}

func (c *closing) amount(minor int64) string {
	return c.Printer.Number(money.Amount{Minor: minor, Currency: c.report.Journal.Base})
}

// moved leaves out what did not move.
func (c *closing) moved(minor int64) string {
	if minor == 0 {
		return ""
	}
	return c.amount(minor)
}

// attach chooses the document that explains the decision.
func (c *closing) attach() {
	c.Dialogs.ChooseFile(kit.FileChoice{Title: c.T("tasks.closing.attach"), Extensions: []string{".pdf", ".jpg", ".jpeg", ".png"}}, func(path string) {
		c.path = path
		c.document.SetText(filepath.Base(path))
		c.dialog.Fit()
	})
}

// lookAt leads to the postings of the journal.
func (c *closing) lookAt() {
	c.dialog.Close()
	c.OpenItem(desk.Accounting, c.report.Journal.Ref())
}

// decide releases or rejects for good; a rejection says why.
func (c *closing) decide(released bool) error {
	c.remark.Required = !released
	if !c.form.Check() {
		c.dialog.Fit()
		return kit.ErrStay
	}
	verdict := accounting.Verdict{Journal: c.report.Journal.ID, Number: c.report.Number, Released: released, Reason: c.remark.Text}
	c.send(verdict, c.folder.Folder())
	return kit.ErrStay
}

// send asks for the password where it was not given lately.
func (c *closing) send(v accounting.Verdict, folder string) {
	c.dialog.Enable(false)
	var path string
	kit.Load(c.Tasks, func() (done accounting.Closing, err error) {
		done, path, err = c.Session.DecideClosing(c.Context, v, c.path, folder)
		return done, err
	}, func(_ accounting.Closing, err error) {
		c.dialog.Enable(true)
		switch {
		case desk.NeedsProof(err):
			desk.AskProof(c.Services, c.Session, func() { c.send(v, folder) })
		case err != nil:
			c.dialog.Refuse(err)
		default:
			c.decided(v, path)
		}
	})
}

func (c *closing) decided(v accounting.Verdict, path string) {
	c.dialog.Close()
	c.Changed()
	key := "tasks.closing.rejected"
	if v.Released {
		key = "tasks.closing.released"
	}
	c.showList(func() {
		c.Done(c.T(key, fault.Args{"Number": v.Number, "Journal": c.report.Journal.Ref(), "Path": path}))
		kit.Trace("closing decided")
	})
}
