package main

import (
	"strings"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/workspace"
)

// entryOptions are what a posting says.
type entryOptions struct {
	Debit       []string          `placeholder:"line" sep:"none" help:"posting-debit"`
	Credit      []string          `placeholder:"line" sep:"none" help:"posting-credit"`
	Text        string            `placeholder:"text"`
	Date        string            `placeholder:"date"`
	Voucher     string            `placeholder:"text" help:"posting-voucher"`
	VoucherDate string            `placeholder:"date"`
	Party       map[string]string `placeholder:"party" mapsep:"none"`
	Rate        string            `placeholder:"rate" help:"posting-rate"`
	Kind        string            `placeholder:"mask" default:"free" help:"posting-kind"`
	Attach      []string          `placeholder:"document" sep:"none"`
	formOptions
}

// entry reads what is to be posted in a journal.
func (o *entryOptions) entry(c *call, s *workspace.Session, card workspace.JournalCard) (e accounting.Entry, err error) {
	e.Mask, e.Text, e.Voucher = accounting.Mask(o.Kind), o.Text, o.Voucher
	if e.Day, err = dayOption(o.Date, card.Today); err != nil {
		return e, err
	}
	if e.VoucherDay, err = dayOption(o.VoucherDate, card.Today); err != nil {
		return e, err
	}
	if e.Rate, err = rateOption(o.Rate); err != nil {
		return e, err
	}
	if e.Lines, err = o.lines(card.Journal.Currency); err != nil {
		return e, err
	}
	e.Attachments, err = c.keep(s, o.Attach)
	return e, err
}

func rateOption(text string) (money.Rate, error) {
	if text == "" {
		return 0, nil
	}
	return money.ParseRate(text)
}

func dayOption(text string, today calendar.Day) (calendar.Day, error) {
	if text == "" {
		return 0, nil
	}
	return calendar.ParseInput(text, today, true)
}

// lines reads the debits, then the credits.
func (o *entryOptions) lines(currency money.Currency) (lines []accounting.Line, err error) {
	for side, texts := range [][]string{o.Debit, o.Credit} {
		for _, text := range texts {
			l, err := readPostingLine(text, currency)
			if err != nil {
				return nil, err
			}
			l.AmountMinor *= int64(1 - 2*side)
			l.PartyName = o.Party[l.Party]
			lines = append(lines, l)
		}
	}
	return lines, nil
}

// readPostingLine reads "6042:AFD-24:A.1.2=12500", perhaps with a party, "4011@STA=12500".
func readPostingLine(text string, currency money.Currency) (l accounting.Line, err error) {
	assignment, size, found := strings.Cut(text, "=")
	account, rest, coded := strings.Cut(assignment, ":")
	account, l.Party, _ = strings.Cut(account, "@")
	if coded {
		account += ":" + rest
	}
	if !found {
		return l, fault.New(fault.Invalid, "ctl.posting-line", fault.Args{"Text": fault.Excerpt(text)})
	}
	share, err := cashbook.ParseAssignment(account)
	if err != nil {
		return l, err
	}
	amount, err := money.Parse(size, currency)
	if err != nil {
		return l, err
	}
	if amount.Minor < 0 {
		return l, fault.New(fault.Invalid, "ctl.negative", fault.Args{"Text": fault.Excerpt(size)})
	}
	l.Account, l.Funding, l.BudgetLine, l.AmountMinor = share.Account, share.Funding, share.BudgetLine, amount.Minor
	return l, nil
}

type postCommand struct {
	Journal string `arg:""`
	entryOptions
	Draft bool `help:"posting-draft"`
}

func (postCommand) examples() []string {
	return []string{
		`post P01/OD --debit 6042=12500 --credit 5211=12500 --text "Carburant"`,
		`post P01/OD --debit 6053:AFD-24:A.1=118000 --credit 4011@STA=118000 --party "STA=Station Total" --text "Facture 77" --voucher F-77 --attach facture.pdf`,
		`post P01/EUR --debit 5215=1000 --credit 4621@AFD=1000 --rate 655,957 --text "Tranche 1" --date=-1`,
		`post P01/OD --debit 6222=300000 --text "Loyer" --draft`,
		`post P01/BQ1 --kind cost --amount 118000 --split 6053:AFD-24=60% --split 6053 --tax TVA-18 --text "Facture 77"`,
		`post P01/BQ1 --kind advance --amount 50000 --recipient "Modou Sow" --due 31/12 --text "Avance mission"`,
	}
}

func (postCommand) result() report { return postingView{} }

func (cmd *postCommand) Run(c *call) error {
	session, card, err := c.withJournal(cmd.Journal)
	if err != nil {
		return err
	}
	if cmd.isForm() {
		return cmd.postForm(c, session, card)
	}
	e, err := cmd.entry(c, session, card)
	if err != nil {
		return err
	}
	if cmd.Draft {
		draft, err := session.SaveDraft(c.ctx, accounting.Draft{Journal: card.Journal.ID, Day: e.Day, Content: e.Content})
		if err != nil {
			return err
		}
		return c.give(viewDraft(card.Journal, draft))
	}
	p, err := session.Post(c.ctx, card.Journal.ID, e)
	if err != nil {
		return err
	}
	return c.give(viewPosting(card.Journal, workspace.JournalLine{Posting: p}))
}

type reverseCommand struct {
	Journal string `arg:""`
	Number  int64  `arg:"" name:"posting-number"`
	Reason  string `required:"" placeholder:"text"`
	Date    string `placeholder:"date"`
}

func (reverseCommand) examples() []string {
	return []string{`reverse P01/OD 7 --reason "Mauvais compte"`}
}
func (reverseCommand) result() report { return postingView{} }

func (cmd *reverseCommand) Run(c *call) error {
	session, card, err := c.withJournal(cmd.Journal)
	if err != nil {
		return err
	}
	day, err := dayOption(cmd.Date, card.Today)
	if err != nil {
		return err
	}
	p, err := session.ReversePosting(c.ctx, card.Journal.ID, cmd.Number, day, cmd.Reason)
	if err != nil {
		return err
	}
	return c.give(viewPosting(card.Journal, workspace.JournalLine{Posting: p}))
}

type repostCommand struct {
	Journal string `arg:""`
	Number  int64  `arg:"" name:"posting-number"`
	Reason  string `required:"" placeholder:"text"`
	entryOptions
}

func (repostCommand) examples() []string {
	return []string{`repost P01/OD 7 --reason "Mauvais compte" --debit 6043=12500 --credit 5211=12500 --text "Carburant"`}
}
func (repostCommand) result() report { return postingView{} }

func (cmd *repostCommand) Run(c *call) error {
	session, card, err := c.withJournal(cmd.Journal)
	if err != nil {
		return err
	}
	if cmd.isForm() {
		return cmd.repostForm(c, session, card)
	}
	e, err := cmd.entry(c, session, card)
	if err != nil {
		return err
	}
	r, err := session.RepostPosting(c.ctx, card.Journal.ID, cmd.Number, cmd.Reason, e)
	if err != nil {
		return err
	}
	return c.give(viewPosting(card.Journal, workspace.JournalLine{Posting: r.Posting}))
}

// postingView is a posting as machines read it.
type postingView struct {
	Journal     string            `json:"journal"`
	Number      int64             `json:"number"`
	Reverses    int64             `json:"reverses"`
	ReversedBy  int64             `json:"reversed_by"`
	Reposts     int64             `json:"reposts"`
	Day         calendar.Day      `json:"day"`
	Recorded    moment            `json:"recorded"`
	Author      string            `json:"author"`
	Kind        string            `json:"kind"`
	Voucher     string            `json:"voucher"`
	VoucherDay  calendar.Day      `json:"voucher_day"`
	Text        string            `json:"text"`
	Currency    string            `json:"currency"`
	Base        string            `json:"base"`
	Rate        string            `json:"rate"`
	Lines       []postingLineView `json:"lines"`
	Attachments int               `json:"attachments"`
	Hash        string            `json:"hash"`
}

type postingLineView struct {
	Account     string       `json:"account"`
	AmountMinor int64        `json:"amount_minor"` // debit positive, credit negative
	BaseMinor   int64        `json:"base_minor"`
	Party       string       `json:"party"`
	PartyName   string       `json:"party_name"`
	Text        string       `json:"text"`
	Funding     string       `json:"funding"`
	BudgetLine  string       `json:"budget_line"`
	Tax         string       `json:"tax"`
	Due         calendar.Day `json:"due"`
}

func viewPosting(j accounting.Journal, line workspace.JournalLine) postingView {
	p, e := line.Posting, line.Posting.Entry
	return postingView{
		Journal: j.Ref(), Number: e.Number, Reverses: e.Reverses, ReversedBy: line.ReversedBy, Reposts: p.Reposts, Day: e.Day,
		Recorded: moment(e.Recorded), Author: line.Author, Kind: string(p.Mask), Voucher: p.Voucher, VoucherDay: p.VoucherDay,
		Text: p.Text, Currency: string(j.Currency), Base: string(j.Base), Rate: p.Rate.String(),
		Lines: each(p.Lines, viewPostingLine), Attachments: len(p.Attachments), Hash: e.Hash.String(),
	}
}

func viewPostingLine(l accounting.Line) postingLineView {
	return postingLineView{
		Account: l.Account, AmountMinor: l.AmountMinor, BaseMinor: l.BaseMinor, Party: l.Party, PartyName: l.PartyName,
		Text: l.Text, Funding: l.Funding, BudgetLine: l.BudgetLine, Tax: l.Tax, Due: l.Due,
	}
}

func (v postingView) words(s *sheet) {
	args := fault.Args{
		"Journal": v.Journal, "Number": v.Number, "Day": s.DayMedium(v.Day), "Voucher": v.Voucher, "Text": v.Text,
		"Reverses": v.Reverses, "Reposts": v.Reposts, "By": v.ReversedBy,
	}
	switch {
	case v.Reverses != 0:
		s.say("ctl.posting.reversal", args)
	case v.Reposts != 0:
		s.say("ctl.posting.reposted", args)
	default:
		s.say("ctl.posting.posted", args)
	}
	if v.ReversedBy != 0 {
		s.say("ctl.posting.reversed-by", args)
	}
	if v.Rate != "1" {
		s.say("ctl.posting.rate", fault.Args{"Currency": v.Currency, "Base": v.Base, "Rate": v.Rate})
	}
	writeLines(s, v.Lines, v.Currency, v.Base)
}

// writeLines puts lines into a table, with the columns of the base currency where
// it is another.
func writeLines(s *sheet, lines []postingLineView, currency, base string) {
	columns := []column{
		left("ctl.col.account"), left("ctl.col.party"), left("ctl.col.funding"), left("ctl.col.budget-line"),
		right("ctl.col.debit"), right("ctl.col.credit"),
	}
	if base != currency {
		columns = append(columns, right("ctl.col.debit-base"), right("ctl.col.credit-base"))
	}
	t := s.newTable(columns...)
	for _, l := range lines {
		cells := []string{l.Account, strings.TrimSpace(l.Party + " " + l.PartyName), l.Funding, l.BudgetLine}
		cells = append(cells, debitCredit(s, l.AmountMinor, currency)...)
		if base != currency {
			cells = append(cells, debitCredit(s, l.BaseMinor, base)...)
		}
		t.row(cells...)
	}
	t.write(s)
}

// debitCredit puts an amount into its column.
func debitCredit(s *sheet, minor int64, currency string) []string {
	switch {
	case minor > 0:
		return []string{s.Number(inCurrency(minor, currency)), ""}
	case minor < 0:
		return []string{"", s.Number(inCurrency(-minor, currency))}
	}
	return []string{"", ""}
}
