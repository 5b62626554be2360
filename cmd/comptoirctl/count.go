package main

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/statement"
	"github.com/comptoir/comptoir/app/workspace"
)

type countCommands struct {
	Start      countStart      `cmd:""`
	Add        countAdd        `cmd:""`
	List       countList       `cmd:""`
	Show       countShow       `cmd:""`
	Sign       countSign       `cmd:""`
	Difference countDifference `cmd:""`
}

type countStart struct {
	Book string `arg:""`
}

func (countStart) examples() []string { return []string{"count start P01/1"} }
func (countStart) result() report     { return countSheet{} }

// countSheet is what a till is counted by.
type countSheet struct {
	Book          string       `json:"book"`
	Number        int64        `json:"number"` // of the count
	Day           calendar.Day `json:"day"`
	Currency      string       `json:"currency"`
	BalanceMinor  int64        `json:"balance_minor"`
	LastVoucher   int64        `json:"last_voucher"`
	Denominations []countPile  `json:"denominations"`
}

// countPile is a pile of equal notes or coins.
type countPile struct {
	ValueMinor int64 `json:"value_minor"`
	Coin       bool  `json:"coin"`
	Pieces     int64 `json:"pieces"`
}

func (cmd *countStart) Run(c *call) error {
	session, card, err := c.withBook(cmd.Book)
	if err != nil {
		return err
	}
	sheet, err := session.CountSheet(c.ctx, card.Book.ID)
	if err != nil {
		return err
	}
	return c.give(countSheet{
		Book: card.Book.Ref(), Number: sheet.Next, Day: sheet.Today, Currency: string(card.Book.Currency), BalanceMinor: sheet.BalanceMinor,
		LastVoucher:   sheet.Head.Number,
		Denominations: each(sheet.Denominations, func(d money.Denomination) countPile { return countPile{ValueMinor: d.Minor, Coin: d.Coin} }),
	})
}

func (r countSheet) words(s *sheet) {
	s.say("ctl.count.sheet", fault.Args{
		"Number": r.Number, "Book": r.Book, "Day": s.DayMedium(r.Day), "Balance": inCurrency(r.BalanceMinor, r.Currency), "Last": r.LastVoucher,
	})
	if len(r.Denominations) == 0 {
		s.say("ctl.count.by-total")
		return
	}
	t := s.newTable(left("statement.count.kind"), right("statement.count.value"), left("ctl.count.typed"))
	for _, p := range r.Denominations {
		kind, sign := "statement.count.note", ""
		if p.Coin {
			kind, sign = "statement.count.coin", "c"
		}
		value := inCurrency(p.ValueMinor, r.Currency)
		t.row(s.T(kind), s.Amount(value), sign+value.String()+"x…")
	}
	t.write(s)
}

type countAdd struct {
	Book   string   `arg:""`
	Lines  []string `arg:"" optional:""`
	Total  string   `placeholder:"amount" help:"count-total"`
	Remark string   `placeholder:"text" help:"count-remark"`
}

func (countAdd) examples() []string {
	return []string{"count add P01/1 10000x20 5000x7 c500x4 c100x6", "count add P02/3 --total 1520.40"}
}
func (countAdd) result() report { return countView{} }

func (cmd *countAdd) Run(c *call) error {
	session, card, err := c.withBook(cmd.Book)
	if err != nil {
		return err
	}
	sheet := cashbook.CountSheet{Remark: cmd.Remark}
	for _, line := range cmd.Lines {
		pile, err := parsePile(line, card.Book.Currency)
		if err != nil {
			return err
		}
		sheet.Lines = append(sheet.Lines, pile)
	}
	if cmd.Total != "" {
		total, err := money.Parse(cmd.Total, card.Book.Currency)
		if err != nil {
			return err
		}
		sheet.TotalMinor = total.Minor
	}
	made, err := session.CountTill(c.ctx, card.Book.ID, sheet)
	if err != nil {
		return err
	}
	return c.giveCount(session, card, made.Number, "ctl.count.added")
}

// pile is "10000x5", or "c500x3" for coins where there is a note of the same value.
var pile = regexp.MustCompile(`^(c?)([0-9]+(?:[.,][0-9]+)?)[x×*]([0-9]{1,12})$`)

func parsePile(text string, currency money.Currency) (line cashbook.CountLine, err error) {
	parts := pile.FindStringSubmatch(strings.ToLower(strings.TrimSpace(text)))
	if parts == nil {
		return line, fault.New(fault.Invalid, "ctl.count-line", fault.Args{"Text": fault.Excerpt(text)})
	}
	value, err := money.Parse(parts[2], currency)
	if err != nil {
		return line, err
	}
	if line.Pieces, err = strconv.ParseInt(parts[3], 10, 64); err != nil {
		return line, fault.New(fault.Invalid, "ctl.count-line", fault.Args{"Text": fault.Excerpt(text)})
	}
	line.Denomination = money.Denomination{Minor: value.Minor, Coin: parts[1] == "c" || !isNote(value)}
	return line, nil
}

// isNote reports whether there is a note of the value.
func isNote(a money.Amount) bool {
	for _, d := range a.Currency.Denominations() {
		if d.Minor == a.Minor && !d.Coin {
			return true
		}
	}
	return false
}

// countView is a count as machines read it.
type countView struct {
	Book            string       `json:"book"`
	Number          int64        `json:"number"`
	Day             calendar.Day `json:"day"`
	Currency        string       `json:"currency"`
	CountedMinor    int64        `json:"counted_minor"`
	BalanceMinor    int64        `json:"balance_minor"`
	DifferenceMinor int64        `json:"difference_minor"`
	LastVoucher     int64        `json:"last_voucher"`
	CountedBy       string       `json:"counted_by"`
	Remark          string       `json:"remark"`
	Piles           []countPile  `json:"piles"`
	Signed          string       `json:"signed"` // sign-in, paper, or empty
	SignedBy        string       `json:"signed_by"`
	Booked          int64        `json:"booked"` // number of the voucher with the difference
	Anchor          string       `json:"anchor"`
	Digest          string       `json:"digest"`
	key             string
}

// giveCount shows how a count stands after something was done with it.
func (c *call) giveCount(session *workspace.Session, card workspace.BookCard, number int64, key string) error {
	n, err := session.CountCard(c.ctx, card.Book.ID, number)
	if err != nil {
		return err
	}
	v := viewCount(card.Book, n)
	v.key = key
	return c.give(v)
}

func viewCount(b cashbook.Book, n workspace.CountCard) countView {
	v := countView{
		Book: b.Ref(), Number: n.Number, Day: n.Day, Currency: string(b.Currency), CountedMinor: n.CountedMinor,
		BalanceMinor: n.BalanceMinor, DifferenceMinor: n.DifferenceMinor(), LastVoucher: n.Head.Number, CountedBy: n.AuthorName,
		Remark: n.Remark, SignedBy: n.SignedBy, Booked: n.Booked, Anchor: n.Hash.Anchor(), Digest: n.Hash.String(),
		Piles: each(n.Lines, func(l cashbook.CountLine) countPile { return countPile{l.Minor, l.Coin, l.Pieces} }),
	}
	if n.Signed() {
		v.Signed = string(n.Signature.Way)
	}
	return v
}

func (v countView) words(s *sheet) {
	key := v.key
	if key == "ctl.count.added" && v.DifferenceMinor == 0 {
		key = "ctl.count.agrees"
	}
	s.say(key, fault.Args{
		"Number": v.Number, "Book": v.Book, "Counted": inCurrency(v.CountedMinor, v.Currency), "Balance": inCurrency(v.BalanceMinor, v.Currency),
		"Difference": inCurrency(max(v.DifferenceMinor, -v.DifferenceMinor), v.Currency), "Word": fault.Key("statement.count." + statement.DifferenceWord(v.DifferenceMinor)),
		"Anchor": v.Anchor, "Person": v.SignedBy, "Booked": v.Booked,
	})
	if v.key == "ctl.count.added" && v.DifferenceMinor != 0 {
		s.say("ctl.count.to-book", fault.Args{"Number": v.Number, "Book": v.Book})
	}
}

type countList struct {
	Book string `arg:""`
	written
}

func (countList) examples() []string {
	return []string{"count list P01/1", "count list P01/1 --format xlsx --out comptages.xlsx"}
}
func (countList) result() report { return reportShown{} }

func (cmd *countList) Run(c *call) error {
	session, card, head, err := c.reportOn(cmd.Book)
	if err != nil {
		return err
	}
	counts, err := session.Counts(c.ctx, card.Book.ID)
	if err != nil {
		return err
	}
	return c.putReport(cmd.written, statement.Counts(card, counts, c.printer, head))
}

type countShow struct {
	Book   string `arg:""`
	Number int64  `arg:"" name:"count"`
	written
}

func (countShow) examples() []string {
	return []string{"count show P01/1 3", "count show P01/1 3 --format pdf --out comptage-3.pdf"}
}
func (countShow) result() report { return reportShown{} }

func (cmd *countShow) Run(c *call) error {
	session, card, head, err := c.reportOn(cmd.Book)
	if err != nil {
		return err
	}
	n, err := session.CountCard(c.ctx, card.Book.ID, cmd.Number)
	if err != nil {
		return err
	}
	return c.putReport(cmd.written, statement.Count(card, n, c.printer, head))
}
