package main

import (
	"slices"
	"strconv"
	"strings"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/bankfile"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/financial"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/workspace"
)

type reconcileCommands struct {
	Import     reconcileImport     `cmd:""`
	Statements reconcileStatements `cmd:""`
	Remove     reconcileRemove     `cmd:""`
	List       reconcileList       `cmd:""`
	Match      reconcileMatch      `cmd:""`
	Matches    reconcileMatches    `cmd:""`
	Undo       reconcileUndo       `cmd:""`
}

type reconcileImport struct {
	Journal  string            `arg:""`
	File     string            `arg:"" name:"statement-file"`
	Order    string            `placeholder:"order" enum:",dmy,mdy,ymd" default:"" help:"bank-order"`
	Decimal  string            `placeholder:"mark" enum:",comma,point" default:"" help:"bank-decimal"`
	Column   map[string]string `placeholder:"field-column" mapsep:"none" help:"bank-column"`
	Untitled bool              `help:"bank-untitled"`
	Account  string            `placeholder:"account-number" help:"bank-account"`
	Opening  string            `placeholder:"amount" help:"bank-opening"`
}

func (reconcileImport) examples() []string {
	return []string{
		"reconcile import P01/BQ1 releve-11.xml", "reconcile import P01/BQ1 releve-11.xml --yes",
		`reconcile import P01/BQ1 novembre.csv --order dmy --decimal comma --column day=Date --column amount=Montant --column "text=Libellé+Détail"`,
	}
}

// statementsTaken are statements that were taken in, or would be.
type statementsTaken struct {
	Journal    string          `json:"journal"`
	Saved      bool            `json:"saved"`
	Statements []statementView `json:"statements"`
}

type statementView struct {
	Statement    int64        `json:"statement"`
	Format       string       `json:"format"`
	Number       string       `json:"number"`
	BankAccount  string       `json:"bank_account"`
	From         calendar.Day `json:"from"`
	Until        calendar.Day `json:"until"`
	Currency     string       `json:"currency"`
	OpeningMinor *int64       `json:"opening_minor"` // null where the file does not say
	ClosingMinor *int64       `json:"closing_minor"`
	Lines        int          `json:"lines"`
	Known        int          `json:"known"` // that an earlier statement had brought
	GapMinor     int64        `json:"gap_minor"`
	After        int64        `json:"after"` // statement that the gap follows
	File         string       `json:"file"`
}

func (reconcileImport) result() report { return statementsTaken{} }

func viewStatement(b accounting.BankStatement, currency money.Currency) statementView {
	known := func(b bankfile.Balance) *int64 {
		if !b.Known {
			return nil
		}
		return &b.Minor
	}
	return statementView{
		Statement: b.Serial, Format: string(b.Format), Number: b.Number, BankAccount: b.BankAccount, From: b.From, Until: b.To,
		Currency: string(currency), OpeningMinor: known(b.Opening), ClosingMinor: known(b.Closing), Lines: b.Lines, Known: b.Known, File: b.File,
	}
}

func (cmd *reconcileImport) Run(c *call) error {
	session, card, err := c.withJournal(cmd.Journal)
	if err != nil {
		return err
	}
	o, err := cmd.options(card.Journal.Currency)
	if err != nil {
		return err
	}
	taken, err := session.TakeStatements(c.ctx, card.Journal.ID, cmd.File, o, c.Yes)
	if err != nil {
		return err
	}
	r := statementsTaken{Journal: card.Journal.Ref(), Saved: c.Yes}
	for _, t := range taken {
		v := viewStatement(t.Statement, card.Journal.Currency)
		v.GapMinor, v.After = t.GapMinor, t.After
		r.Statements = append(r.Statements, v)
	}
	return c.give(r)
}

func (cmd *reconcileImport) options(currency money.Currency) (o workspace.BankOptions, err error) {
	o.Order, o.Decimal, o.Account = bankfile.Order(cmd.Order), bankfile.Decimal(cmd.Decimal), cmd.Account
	if cmd.Opening != "" {
		amount, err := money.Parse(cmd.Opening, currency)
		if err != nil {
			return o, err
		}
		o.Opening = &amount.Minor
	}
	if len(cmd.Column) == 0 && !cmd.Untitled {
		return o, nil
	}
	o.Layout = &bankfile.Layout{Untitled: cmd.Untitled, Columns: map[bankfile.Field][]string{}}
	for name, columns := range cmd.Column {
		field := bankfile.Field(name)
		if !slices.Contains(bankfile.Fields(), field) {
			return o, fault.New(fault.Invalid, "ctl.bank-field", fault.Args{"Text": fault.Excerpt(name), "Fields": fieldNames()})
		}
		o.Layout.Columns[field] = strings.Split(columns, "+")
	}
	return o, nil
}

func fieldNames() string {
	return strings.Join(each(bankfile.Fields(), func(f bankfile.Field) string { return string(f) }), ", ")
}

func (r statementsTaken) words(s *sheet) {
	for _, v := range r.Statements {
		key := "ctl.reconcile.would"
		if r.Saved {
			key = "ctl.reconcile.taken"
		}
		s.say(key, fault.Args{"Statement": v.Statement, "From": s.DayShort(v.From), "Until": s.DayShort(v.Until), "Lines": v.Lines, "Known": v.Known, "Journal": r.Journal})
		if v.OpeningMinor != nil && v.ClosingMinor != nil {
			s.say("ctl.reconcile.balances", fault.Args{"Opening": inCurrency(*v.OpeningMinor, v.Currency), "Closing": inCurrency(*v.ClosingMinor, v.Currency)})
		}
		if v.GapMinor != 0 {
			s.say("ctl.reconcile.gap", fault.Args{"Amount": inCurrency(v.GapMinor, v.Currency), "Statement": v.After})
		}
	}
	if !r.Saved {
		s.say("ctl.reconcile.yes")
	}
}

type reconcileStatements struct {
	Journal string `arg:""`
}

func (reconcileStatements) examples() []string { return []string{"reconcile statements P01/BQ1"} }

type statementsListed []statementView

func (reconcileStatements) result() report { return statementsListed{} }

func (cmd *reconcileStatements) Run(c *call) error {
	session, card, err := c.withJournal(cmd.Journal)
	if err != nil {
		return err
	}
	page, err := session.ReconciliationPage(c.ctx, card.Journal.ID, 0)
	if err != nil {
		return err
	}
	return c.give(statementsListed(each(page.Statements, func(b accounting.BankStatement) statementView {
		return viewStatement(b, card.Journal.Currency)
	})))
}

func (r statementsListed) words(s *sheet) {
	if len(r) == 0 {
		s.say("ctl.reconcile.no-statements")
		return
	}
	t := s.newTable(right("ctl.col.number"), left("ctl.col.from"), left("ctl.col.until"), right("ctl.col.statement-lines"),
		right("ctl.col.opening-balance"), right("ctl.col.closing-balance"), left("ctl.col.file"))
	for _, v := range r {
		t.row(strconv.FormatInt(v.Statement, 10), s.DayShort(v.From), s.DayShort(v.Until), strconv.Itoa(v.Lines),
			perhaps(s, v.OpeningMinor, v.Currency), perhaps(s, v.ClosingMinor, v.Currency), v.File)
	}
	t.write(s)
}

// perhaps writes an amount that may not be known.
func perhaps(s *sheet, minor *int64, currency string) string {
	if minor == nil {
		return ""
	}
	return s.Number(inCurrency(*minor, currency))
}

type reconcileRemove struct {
	Journal   string `arg:""`
	Statement int64  `arg:"" name:"statement-number"`
}

func (reconcileRemove) examples() []string { return []string{"reconcile remove P01/BQ1 3"} }

type statementRemoved struct {
	Journal   string `json:"journal"`
	Statement int64  `json:"statement"`
}

func (reconcileRemove) result() report { return statementRemoved{} }

func (cmd *reconcileRemove) Run(c *call) error {
	session, card, err := c.withJournal(cmd.Journal)
	if err != nil {
		return err
	}
	if err := session.RemoveStatement(c.ctx, card.Journal.ID, cmd.Statement); err != nil {
		return err
	}
	return c.give(statementRemoved{card.Journal.Ref(), cmd.Statement})
}

func (r statementRemoved) words(s *sheet) {
	s.say("ctl.reconcile.removed", fault.Args{"Statement": r.Statement, "Journal": r.Journal})
}

type reportBank struct {
	Journal string `arg:""`
	Date    string `placeholder:"date"`
	written
}

func (reportBank) examples() []string {
	return []string{"report bank P01/BQ1", "report bank P01/BQ1 --date 30.11.26 --format pdf --out rapprochement.pdf"}
}
func (reportBank) result() report { return reportShown{} }

func (cmd *reportBank) Run(c *call) error {
	session, card, err := c.withJournal(cmd.Journal)
	if err != nil {
		return err
	}
	at, err := dayOption(cmd.Date, card.Today)
	if err != nil {
		return err
	}
	head, err := c.head(session)
	if err != nil {
		return err
	}
	page, err := session.ReconciliationPage(c.ctx, card.Journal.ID, at)
	if err != nil {
		return err
	}
	return c.putReport(cmd.written, financial.Reconciliation(page, c.printer, head))
}
