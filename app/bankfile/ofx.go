package bankfile

import (
	"bytes"
	"strings"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
)

// readOFX reads the statements of bank accounts and credit cards of an OFX file.
func readOFX(content []byte, o Options) ([]Statement, error) {
	text, err := ofxText(content)
	if err != nil {
		return nil, err
	}
	root, err := parseSGML(text)
	if err != nil {
		return nil, err
	}
	found := root.all("STMTRS", "CCSTMTRS")
	if len(found) == 0 {
		return nil, fault.New(fault.Invalid, "bankfile.no-statement", nil)
	}
	if len(found) > StatementsMost {
		return nil, tooMany("statements", StatementsMost)
	}
	var statements []Statement
	lines := 0
	for _, n := range found {
		s, err := ofxStatement(n, o)
		if err != nil {
			return nil, err
		}
		if lines += len(s.Lines); lines > LinesMost {
			return nil, tooMany("lines", LinesMost)
		}
		statements = append(statements, s)
	}
	return statements, nil
}

// ofxText decodes the file as its header says: CHARSET of version 1, encoding of
// version 2. What says nothing that is known is decoded by what it contains.
func ofxText(content []byte) (string, error) {
	head, _, _ := bytes.Cut(bytes.ToUpper(content[:min(len(content), sniffBytes)]), []byte("<OFX>"))
	name := ""
	for _, mark := range []string{"CHARSET:", `ENCODING="`, "ENCODING='", "ENCODING:"} {
		if _, after, found := strings.Cut(string(head), mark); found && name == "" {
			name = strings.ToLower(after[:len(after)-len(strings.TrimLeft(after, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"))])
		}
		if name == "none" || name == "unicode" {
			name = ""
		}
	}
	bare := bytes.TrimPrefix(content, []byte("\xef\xbb\xbf"))
	if e, known := charsets[name]; known && name != "usascii" && !bytes.HasPrefix(content, []byte("\xff\xfe")) && len(bare) == len(content) {
		return decodeWith(e, content)
	}
	return decodeText(content)
}

func ofxStatement(n *node, o Options) (Statement, error) {
	s := Statement{Format: OFX}
	p := Place{n.line, "CURDEF"}
	if c := n.first("CURDEF"); c != nil {
		p.Line = c.line
	}
	currency, err := agree(n.get("CURDEF"), o.Currency, p)
	if err != nil {
		return s, err
	}
	s.Currency = currency
	for _, from := range n.all("BANKACCTFROM", "CCACCTFROM") {
		s.Account = first(s.Account, compact(from.get("ACCTID")))
	}
	if err := s.ofxBalance(n); err != nil {
		return s, err
	}
	for _, list := range n.all("BANKTRANLIST") {
		if err := s.ofxList(list); err != nil {
			return s, err
		}
	}
	return s, nil
}

func (s *Statement) ofxList(list *node) error {
	s.From, s.To = spanDay(list, "DTSTART"), spanDay(list, "DTEND")
	for _, n := range list.within {
		if n.name == "STMTTRNP" {
			s.Passed = append(s.Passed, Place{n.line, n.name})
		}
		if n.name != "STMTTRN" {
			continue
		}
		if err := s.ofxLine(n); err != nil {
			return err
		}
	}
	return nil
}

// spanDay gives a day of the span of a statement. Banks write 1970 and zeros for
// "from the beginning"; the lines tell then.
func spanDay(list *node, name string) calendar.Day {
	d, err := basicDay(list.get(name), Place{})
	if err != nil {
		return 0
	}
	return d
}

// ofxBalance keeps the balance that the bank says. It is of its own day, which may
// be later than the last line, so nothing is concluded from it.
func (s *Statement) ofxBalance(n *node) error {
	b := n.first("LEDGERBAL")
	if b == nil {
		return nil
	}
	p := Place{b.line, b.name}
	minor, err := exactAmount(b.get("BALAMT"), s.Currency, p)
	if err != nil {
		return err
	}
	day, err := basicDay(b.get("DTASOF"), p)
	s.Closing = Balance{err == nil, day, minor}
	return err
}

func (s *Statement) ofxLine(n *node) (err error) {
	p := Place{n.line, "STMTTRN"}
	seen := map[string]bool{}
	for _, c := range n.within {
		if seen[c.name] {
			return refuse(p, "bankfile.twice", fault.Args{"Name": fault.Excerpt(c.name)})
		}
		seen[c.name] = true
	}
	if n.first("CORRECTACTION") != nil {
		return refuse(p, "bankfile.ofx-correction", nil)
	}
	if c := n.first("CURRENCY"); c != nil && c.get("CURSYM") != string(s.Currency) {
		return refuse(p, "bankfile.other-currency", fault.Args{"Found": fault.Excerpt(c.get("CURSYM")), "Wanted": string(s.Currency)})
	}
	l := Line{Place: p, Text: clean(n.get("MEMO")), Party: clean(n.get("NAME"))}
	if payee := n.first("PAYEE"); payee != nil {
		l.Party = clean(payee.get("NAME"))
	}
	l.Reference, l.BankReference = compact(first(n.get("CHECKNUM"), n.get("REFNUM"))), compact(n.get("FITID"))
	if l.AmountMinor, err = exactAmount(n.get("TRNAMT"), s.Currency, p); err != nil {
		return err
	}
	if l.Day, err = basicDay(n.get("DTPOSTED"), p); err != nil {
		return err
	}
	if text := n.get("DTAVAIL"); text != "" {
		if l.ValueDay, err = basicDay(text, p); err != nil {
			return err
		}
	}
	if l.AmountMinor == 0 {
		s.Passed = append(s.Passed, p)
		return nil
	}
	s.Lines = append(s.Lines, l)
	return nil
}
