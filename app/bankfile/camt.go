package bankfile

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
)

// readCAMT reads the statements of a camt.053 message of any version, with or
// without an envelope around it.
func readCAMT(content []byte, o Options) ([]Statement, error) {
	if err := checkTags(content); err != nil {
		return nil, err
	}
	c := camtReader{options: o}
	c.xml, c.line = newXML(content)
	if err := c.enter(); err != nil {
		return nil, err
	}
	for {
		token, err := c.xml.Token()
		if errors.Is(err, io.EOF) && len(c.read) > 0 {
			return c.read, nil
		}
		if err != nil {
			return nil, badXML(err, c.line())
		}
		if start, ok := token.(xml.StartElement); ok {
			if err := c.message(start); err != nil {
				return nil, err
			}
		}
	}
}

type camtReader struct {
	options Options
	xml     *xml.Decoder
	line    func() int
	read    []Statement
	lines   int
}

// enter goes to the message, whatever is around it.
func (c *camtReader) enter() error {
	for {
		token, err := c.xml.Token()
		if errors.Is(err, io.EOF) {
			return fault.New(fault.Invalid, "bankfile.unknown", nil)
		}
		if err != nil {
			return badXML(err, c.line())
		}
		start, ok := token.(xml.StartElement)
		if !ok || start.Name.Local != "Document" && !strings.HasPrefix(start.Name.Local, "BkToCstmr") {
			continue
		}
		if start.Name.Local == "BkToCstmrStmt" {
			return nil
		}
		if _, message, iso := strings.Cut(start.Name.Space, ":xsd:"); iso && !strings.HasPrefix(message, "camt.053.001.") || start.Name.Local != "Document" {
			return refuseText(Place{c.line(), start.Name.Local}, "bankfile.other-message", message)
		}
	}
}

// message reads a statement and passes over everything else of a message.
func (c *camtReader) message(start xml.StartElement) error {
	if start.Name.Local == "Stmt" {
		if len(c.read) == StatementsMost {
			return tooMany("statements", StatementsMost)
		}
		return c.statement()
	}
	if err := c.xml.Skip(); err != nil {
		return badXML(err, c.line())
	}
	return nil
}

// camtStatement is a statement while it is read.
type camtStatement struct {
	number, from, to string
	account          camtAccount
	at               int // line where it begins
	balances         []camtBalance
	entries          []camtEntry
	places           []Place
}

func (c *camtReader) statement() error {
	s := camtStatement{at: c.line()}
	for {
		token, err := c.xml.Token()
		if err != nil {
			return badXML(err, c.line())
		}
		switch t := token.(type) {
		case xml.EndElement:
			read, err := c.finish(s)
			c.read = append(c.read, read)
			return err
		case xml.StartElement:
			if err := c.part(&s, t); err != nil {
				return err
			}
		}
	}
}

// part reads one element of a statement.
func (c *camtReader) part(s *camtStatement, start xml.StartElement) error {
	at, err := c.line(), error(nil)
	switch start.Name.Local {
	case "Id":
		err = c.xml.DecodeElement(&s.number, &start)
	case "FrToDt":
		span := struct {
			From string `xml:"FrDtTm"`
			To   string `xml:"ToDtTm"`
		}{}
		err = c.xml.DecodeElement(&span, &start)
		s.from, s.to = span.From, span.To
	case "Acct":
		err = c.xml.DecodeElement(&s.account, &start)
	case "Bal":
		var b camtBalance
		err = c.xml.DecodeElement(&b, &start)
		s.balances = append(s.balances, b)
	case "Ntry":
		var e camtEntry
		err = c.xml.DecodeElement(&e, &start)
		s.entries = append(s.entries, e)
		s.places = append(s.places, Place{at, fmt.Sprintf("Ntry %d", len(s.entries))})
		if c.lines++; c.lines > LinesMost {
			return tooMany("lines", LinesMost)
		}
	default:
		err = c.xml.Skip()
	}
	if err != nil {
		return badXML(err, c.line())
	}
	return nil
}

// finish turns what was read of a statement into the model.
func (c *camtReader) finish(raw camtStatement) (Statement, error) {
	here := Place{raw.at, "Stmt"}
	s := Statement{Format: CAMT, Number: clean(raw.number), Account: compact(raw.account.IBAN)}
	if s.Account == "" {
		s.Account = compact(raw.account.Other)
	}
	currency, err := agree(raw.currency(), c.options.Currency, here)
	if err != nil {
		return s, err
	}
	s.Currency = currency
	if err := s.camtSpan(raw, here); err != nil {
		return s, err
	}
	for i, b := range raw.balances {
		if err := s.camtBalance(b, Place{raw.at, fmt.Sprintf("Bal %d", i+1)}); err != nil {
			return s, err
		}
	}
	for i, e := range raw.entries {
		if err := s.camtEntry(e, raw.places[i]); err != nil {
			return s, err
		}
	}
	return s, nil
}

// currency gives that of the account, or else of its first amount.
func (s camtStatement) currency() string {
	code := s.account.Currency
	for _, b := range s.balances {
		for _, a := range b.Amounts {
			code = first(code, a.Currency)
		}
	}
	for _, e := range s.entries {
		for _, a := range e.Amounts {
			code = first(code, a.Currency)
		}
	}
	return strings.TrimSpace(code)
}

func (s *Statement) camtSpan(raw camtStatement, p Place) (err error) {
	if raw.from != "" {
		if s.From, err = isoDay(raw.from, p); err != nil {
			return err
		}
	}
	if raw.to != "" {
		s.To, err = isoDay(raw.to, p)
	}
	return err
}

// camtBalance keeps the opening and the closing booked balance. That of the day
// before stands for the opening one where a bank gives that alone.
func (s *Statement) camtBalance(b camtBalance, p Place) error {
	if b.Code != "OPBD" && b.Code != "PRCD" && b.Code != "CLBD" {
		return nil
	}
	minor, err := s.camtAmount(b.Amounts, b.Direction, p)
	if err != nil {
		return err
	}
	day := calendar.Day(0)
	if text := b.Day.text(); text != "" {
		if day, err = isoDay(text, p); err != nil {
			return err
		}
	}
	if b.Code == "PRCD" && day > 0 {
		day++ // at the end of which day it was
	}
	known := Balance{true, day, minor}
	switch {
	case b.Code == "CLBD" && s.Closing.Known && s.Closing.Minor != minor,
		b.Code == "OPBD" && s.Opening.Known && s.Opening.Minor != minor:
		return refuse(p, "bankfile.twice", fault.Args{"Name": b.Code})
	case b.Code == "CLBD":
		s.Closing = known
	case b.Code == "OPBD" || !s.Opening.Known:
		s.Opening = known
	}
	return nil
}

// camtAmount gives an amount with its sign. There must be exactly one of both, in
// the currency of the account.
func (s *Statement) camtAmount(amounts []camtAmount, direction []string, p Place) (int64, error) {
	if len(amounts) != 1 || len(direction) != 1 {
		return 0, refuse(p, "bankfile.one-amount", nil)
	}
	if code := strings.TrimSpace(amounts[0].Currency); code != string(s.Currency) {
		return 0, refuse(p, "bankfile.other-currency", fault.Args{"Found": fault.Excerpt(code), "Wanted": string(s.Currency)})
	}
	minor, err := exactAmount(amounts[0].Text, s.Currency, p)
	if err != nil {
		return 0, err
	}
	if minor < 0 {
		return 0, refuseText(p, "bankfile.amount", amounts[0].Text)
	}
	switch strings.TrimSpace(direction[0]) {
	case "CRDT":
		return minor, nil
	case "DBIT":
		return -minor, nil
	}
	return 0, refuseText(p, "bankfile.direction", direction[0])
}

func first(texts ...string) string {
	for _, text := range texts {
		if strings.TrimSpace(text) != "" {
			return text
		}
	}
	return ""
}
