package main

import (
	"bytes"
	"strings"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/financial"
	"github.com/comptoir/comptoir/app/overview"
	reports "github.com/comptoir/comptoir/app/report"
	"github.com/comptoir/comptoir/app/statement"
	"github.com/comptoir/comptoir/app/workspace"
)

type reportCommands struct {
	Cash      reportCash      `cmd:""`
	Months    reportMonths    `cmd:""`
	Ownership reportOwnership `cmd:""`
	OpenItems reportOpenItems `cmd:""`
	Bank      reportBank      `cmd:""`
	Balance   reportBalance   `cmd:""`
	Ledger    reportLedger    `cmd:""`
	Journal   reportJournal   `cmd:""`

	BalanceSheet reportBalanceSheet `cmd:""`
	Income       reportIncome       `cmd:""`
	Budget       reportBudget       `cmd:""`
	Treasury     reportTreasury     `cmd:""`
}

// written says as what a report is written, and where.
type written struct {
	Format string `default:"text" enum:"text,csv,csv-excel,xlsx,pdf,json" help:"report-format"`
	Out    string `placeholder:"file" help:"report-out"`
}

// span is a period; both ends are included.
type span struct {
	From string `placeholder:"date" help:"report-from"`
	To   string `placeholder:"date" help:"report-to"`
}

// days reads the ends of a period; one that is left out is no day.
func (s span) days(today calendar.Day) (from, until calendar.Day, err error) {
	if s.From != "" {
		if from, err = calendar.ParseInput(s.From, today, true); err != nil {
			return 0, 0, err
		}
	}
	if s.To != "" {
		until, err = calendar.ParseInput(s.To, today, true)
	}
	return from, until, err
}

// reportShown is a report on the terminal or as JSON.
type reportShown struct {
	reports.Document
	report reports.Report
}

func (r reportShown) words(s *sheet) {
	// A sheet takes everything.
	_ = r.report.Write(&s.text, reports.Text, reports.Options{Printer: s.Printer})
}

// putReport shows a report, or makes a file of it.
func (c *call) putReport(w written, r reports.Report) error {
	c.JSON = c.JSON || w.Format == "json"
	if (w.Format == "text" || c.JSON) && w.Out == "" {
		return c.give(reportShown{r.Document(), r})
	}
	format := reports.Format(strings.TrimSuffix(w.Format, "-excel"))
	if c.JSON {
		format = reports.JSON
	}
	var content bytes.Buffer
	if err := r.Write(&content, format, reports.Options{Printer: c.printer, Mark: w.Format == "csv-excel"}); err != nil {
		return err
	}
	return c.writeOut(w.Out, content.Bytes())
}

// reportOn opens a book for a report about it.
func (c *call) reportOn(book string) (*workspace.Session, workspace.BookCard, overview.Head, error) {
	session, card, err := c.withBook(book)
	if err != nil {
		return nil, card, overview.Head{}, err
	}
	head, err := c.head(session)
	return session, card, head, err
}

type reportCash struct {
	Book string `arg:""`
	span
	written
}

func (reportCash) examples() []string {
	return []string{"report cash P01/1", "report cash P01/1 --from 1.11.26 --to 30.11.26 --format pdf --out novembre.pdf"}
}
func (reportCash) result() report { return reportShown{} }

func (cmd *reportCash) Run(c *call) error {
	session, card, head, err := c.reportOn(cmd.Book)
	if err != nil {
		return err
	}
	from, until, err := cmd.days(card.Today)
	if err != nil {
		return err
	}
	found, err := session.Statement(c.ctx, card.Book.ID, from, until)
	if err != nil {
		return err
	}
	return c.putReport(cmd.written, statement.Page(found, c.printer, head))
}

type reportMonths struct {
	Book string `arg:""`
	span
	written
}

func (reportMonths) examples() []string {
	return []string{"report months P01/1", "report months P01/1 --format xlsx --out mois.xlsx"}
}
func (reportMonths) result() report { return reportShown{} }

func (cmd *reportMonths) Run(c *call) error {
	session, card, head, err := c.reportOn(cmd.Book)
	if err != nil {
		return err
	}
	from, until, err := cmd.days(card.Today)
	if err != nil {
		return err
	}
	found, err := session.BookPeriod(c.ctx, card.Book.ID, from, until)
	if err != nil {
		return err
	}
	return c.putReport(cmd.written, statement.Months(card, found, c.printer, head))
}

type reportOwnership struct {
	Book string `arg:""`
	written
}

func (reportOwnership) examples() []string {
	return []string{"report ownership P01/1", "report ownership P01/1 --format pdf --out tenue.pdf"}
}
func (reportOwnership) result() report { return reportShown{} }

func (cmd *reportOwnership) Run(c *call) error {
	session, card, head, err := c.reportOn(cmd.Book)
	if err != nil {
		return err
	}
	history, err := session.BookHistory(c.ctx, card.Book.ID)
	if err != nil {
		return err
	}
	return c.putReport(cmd.written, statement.Ownership(card, history, c.printer, head))
}

type reportOpenItems struct {
	Book    string `arg:"" optional:""`
	Date    string `placeholder:"date"`
	Project string `placeholder:"code" help:"items-project"`
	Account string `placeholder:"account" help:"items-account"`
	Party   string `placeholder:"code" help:"letter-party"`
	written
}

func (reportOpenItems) examples() []string {
	return []string{
		"report open-items", "report open-items P01/1 --date 31.10.26 --format pdf --out ouverts.pdf",
		"report open-items --project P01 --account 401 --date 31.10.26 --format xlsx --out fournisseurs.xlsx",
	}
}
func (reportOpenItems) result() report { return reportShown{} }

func (cmd *reportOpenItems) Run(c *call) error {
	if cmd.Project != "" {
		return cmd.ofProject(c)
	}
	session, card, day, err := c.itemsOf(cmd.Book, cmd.Date)
	if err != nil {
		return err
	}
	head, err := c.head(session)
	if err != nil {
		return err
	}
	list, err := session.OpenItems(c.ctx, card.Book.ID, day)
	if err != nil {
		return err
	}
	about := &card
	if cmd.Book == "" {
		about = nil
	}
	return c.putReport(cmd.written, statement.OpenItems(about, list, c.printer, head))
}

// ofProject lists what is open in the accounts of a project instead of in cash
// books.
func (cmd *reportOpenItems) ofProject(c *call) error {
	if cmd.Book != "" {
		return fault.New(fault.Invalid, "ctl.items-one", nil)
	}
	session, project, err := c.withProject(cmd.Project)
	if err != nil {
		return err
	}
	day, err := c.dayOfHere(session, cmd.Date)
	if err != nil {
		return err
	}
	head, err := c.head(session)
	if err != nil {
		return err
	}
	list, err := session.OpenLines(c.ctx, project.ID, cmd.Account, cmd.Party, day)
	if err != nil {
		return err
	}
	return c.putReport(cmd.written, financial.OpenLines(project, list, c.printer, head))
}
