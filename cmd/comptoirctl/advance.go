package main

import (
	"strings"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/workspace"
)

type advanceCommands struct {
	Give   advanceGive   `cmd:""`
	Settle advanceSettle `cmd:""`
	List   advanceList   `cmd:""`
}

type advanceGive struct {
	Book    string `arg:""`
	Amount  string `arg:""`
	To      string `required:"" placeholder:"name" help:"advance-to"`
	Text    string `required:"" placeholder:"text"`
	Date    string `placeholder:"date"`
	Account string `placeholder:"account"`
	Ref     string `placeholder:"text"`
}

func (advanceGive) examples() []string {
	return []string{`advance give P01/1 80000 --to "Moussa Baldé" --text "Avance mission Vélingara" --account 421`}
}
func (advanceGive) result() report { return voucherRecorded{} }

func (cmd *advanceGive) Run(c *call) error {
	session, card, err := c.withBook(cmd.Book)
	if err != nil {
		return err
	}
	minor, err := parsePositive(cmd.Amount, card.Book.Currency)
	if err != nil {
		return err
	}
	if card.Book.Type != cashbook.Receivable {
		minor = -minor
	}
	day, err := parseDay(cmd.Date, card)
	if err != nil {
		return err
	}
	recorded, err := session.Record(c.ctx, card.Book.ID, cashbook.Draft{Day: day, Content: cashbook.Content{
		AmountMinor: minor, Text: cmd.Text, Recipient: cmd.To, Account: cmd.Account, PartnerNumber: cmd.Ref,
		Special: cashbook.Special{Kind: cashbook.KindItem},
	}})
	if err != nil {
		return err
	}
	return c.give(viewRecorded(card.Book, recorded))
}

// parsePositive reads an amount of major units that says no direction.
func parsePositive(text string, currency money.Currency) (int64, error) {
	amount, err := money.Parse(text, currency)
	if err == nil && amount.Minor < 0 {
		err = fault.New(fault.Invalid, "ctl.negative", fault.Args{"Text": fault.Excerpt(text)})
	}
	return amount.Minor, err
}

// parseDay reads a day of a book; none stays none.
func parseDay(text string, card workspace.BookCard) (calendar.Day, error) {
	if text == "" {
		return 0, nil
	}
	return calendar.ParseInput(text, card.Today, true)
}

type advanceSettle struct {
	Book    string   `arg:""`
	Number  int64    `arg:""`
	Amount  string   `placeholder:"amount" help:"settle-amount"`
	Expense []string `placeholder:"expense" sep:"none"`
	Text    string   `placeholder:"text"`
	Date    string   `placeholder:"date"`
	Account string   `placeholder:"account"`
	Ref     string   `placeholder:"text"`
}

func (advanceSettle) examples() []string {
	return []string{
		`advance settle P01/1 12 --expense "45000;Carburant mission;6053" --expense "20000;Perdiem;638"`,
		`advance settle P01/1 12 --amount 30000 --text "Remboursement partiel"`,
	}
}

// itemSettled are the vouchers of a settlement.
type itemSettled struct {
	Book          string            `json:"book"`
	Item          int64             `json:"item"`
	ReturnedMinor int64             `json:"returned_minor"` // negative when it was topped up
	Vouchers      []voucherRecorded `json:"vouchers"`
}

func (advanceSettle) result() report { return itemSettled{} }

func (cmd *advanceSettle) Run(c *call) error {
	session, card, err := c.withBook(cmd.Book)
	if err != nil {
		return err
	}
	st, err := cmd.settlement(card)
	if err != nil {
		return err
	}
	if st.Text == "" {
		st.Text = c.printer.T("cashbook.settlement-of", fault.Args{"Number": cmd.Number})
	}
	recorded, err := session.Settle(c.ctx, card.Book.ID, cmd.Number, st)
	if err != nil {
		return err
	}
	r := itemSettled{Book: card.Book.Ref(), Item: cmd.Number, Vouchers: each(recorded, func(r cashbook.Recorded) voucherRecorded { return viewRecorded(card.Book, r) })}
	if card.Book.Type != cashbook.Receivable {
		for _, v := range r.Vouchers {
			r.ReturnedMinor += v.AmountMinor
		}
	}
	return c.give(r)
}

func (cmd *advanceSettle) settlement(card workspace.BookCard) (st cashbook.Settlement, err error) {
	if cmd.Amount != "" {
		if st.AmountMinor, err = parsePositive(cmd.Amount, card.Book.Currency); err != nil {
			return st, err
		}
	}
	if st.Day, err = parseDay(cmd.Date, card); err != nil {
		return st, err
	}
	st.Text, st.Account, st.PartnerNumber = cmd.Text, cmd.Account, cmd.Ref
	for _, text := range cmd.Expense {
		e, err := parseExpense(text, card.Book.Currency)
		if err != nil {
			return st, err
		}
		st.Expenses = append(st.Expenses, e)
	}
	return st, nil
}

// parseExpense reads « amount;text;account;recipient;piece », of which the last
// three may be left out.
func parseExpense(text string, currency money.Currency) (c cashbook.Content, err error) {
	parts := strings.Split(text, ";")
	if len(parts) < 2 || len(parts) > 5 {
		return c, fault.New(fault.Invalid, "ctl.expense", fault.Args{"Text": fault.Excerpt(text)})
	}
	for i, field := range []*string{&c.Text, &c.Account, &c.Recipient, &c.PartnerNumber} {
		if i+1 < len(parts) {
			*field = strings.TrimSpace(parts[i+1])
		}
	}
	c.AmountMinor, err = parsePositive(parts[0], currency)
	return c, err
}

func (r itemSettled) words(s *sheet) {
	for _, v := range r.Vouchers {
		v.words(s)
	}
	if len(r.Vouchers) == 0 || r.ReturnedMinor == 0 {
		return
	}
	key, minor := "ctl.advance.returned", r.ReturnedMinor
	if minor < 0 {
		key, minor = "ctl.advance.topped-up", -minor
	}
	s.say(key, fault.Args{"Amount": inCurrency(minor, r.Vouchers[0].Currency)})
}

type advanceList struct {
	Book string `arg:"" optional:""`
	Date string `placeholder:"date"`
}

func (advanceList) examples() []string {
	return []string{"advance list", "advance list P01/1 --date 31.10.26 --json"}
}

// itemsListed is what is open at the end of a day.
type itemsListed struct {
	Day   calendar.Day `json:"day"`
	Items []itemView   `json:"items"`
}

type itemView struct {
	Book         string       `json:"book"`
	Number       int64        `json:"number"`
	Person       string       `json:"person"`
	Day          calendar.Day `json:"day"`
	Text         string       `json:"text"`
	Currency     string       `json:"currency"`
	OpenedMinor  int64        `json:"opened_minor"`
	SettledMinor int64        `json:"settled_minor"`
	RestMinor    int64        `json:"rest_minor"`
	AgeDays      int          `json:"age_days"`
}

func (advanceList) result() report { return itemsListed{} }

func (cmd *advanceList) Run(c *call) error {
	session, card, day, err := c.itemsOf(cmd.Book, cmd.Date)
	if err != nil {
		return err
	}
	list, err := session.OpenItems(c.ctx, card.Book.ID, day)
	if err != nil {
		return err
	}
	return c.give(itemsListed{Day: list.At, Items: each(list.Items, func(i cashbook.Item) itemView {
		v := i.Voucher
		return itemView{
			Book: i.Book.Ref(), Number: v.Entry.Number, Person: v.Recipient, Day: v.Entry.Day, Text: v.Text,
			Currency: string(i.Book.Currency), OpenedMinor: i.OpenedMinor, SettledMinor: i.SettledMinor(),
			RestMinor: i.RestMinor, AgeDays: i.AgeDays,
		}
	})})
}

// itemsOf signs in for a list of open items: of one book, or with an empty card of
// all that the person may see.
func (c *call) itemsOf(book, date string) (session *workspace.Session, card workspace.BookCard, day calendar.Day, err error) {
	if book != "" {
		if session, card, err = c.withBook(book); err != nil {
			return nil, card, 0, err
		}
		day, err = parseDay(date, card)
		return session, card, day, err
	}
	if session, err = c.signIn(); err != nil || date == "" {
		return session, card, 0, err
	}
	books, err := session.Books(c.ctx)
	if err != nil || len(books) == 0 {
		return session, card, 0, err
	}
	day, err = parseDay(date, books[0])
	return session, card, day, err
}

func (r itemsListed) words(s *sheet) {
	if len(r.Items) == 0 {
		s.say("ctl.advance.none", fault.Args{"Day": s.DayMedium(r.Day)})
		return
	}
	t := s.newTable(left("ctl.col.person"), left("ctl.col.book"), right("ctl.col.number"), left("ctl.col.date"), left("ctl.col.text"),
		right("ctl.col.opened"), right("ctl.col.settled"), right("ctl.col.rest"), right("ctl.col.age"))
	for _, i := range r.Items {
		t.row(i.Person, i.Book, s.Int(i.Number), s.DayShort(i.Day), i.Text, s.Number(inCurrency(i.OpenedMinor, i.Currency)),
			s.Number(inCurrency(i.SettledMinor, i.Currency)), s.Amount(inCurrency(i.RestMinor, i.Currency)), s.Int(int64(i.AgeDays)))
	}
	t.write(s)
}
