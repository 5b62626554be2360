package conversion

import (
	"cmp"
	"strings"
	"unicode/utf8"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/ledgerfile"
)

// Converter turns entries of another ledger into postings. What it changes, and
// what has no place in a posting, it notes; the field of such a note is the key of
// a field's name, "detail.text".
type Converter struct {
	rules    Rules
	note     func(ledgerfile.Note) ledgerfile.Verdict
	accounts map[string]string // name → number; empty for one that has none
}

// NewConverter makes a converter; note is that of the ledger's reader.
func NewConverter(r Rules, note func(ledgerfile.Note) ledgerfile.Verdict) *Converter {
	return &Converter{rules: r, note: note, accounts: map[string]string{}}
}

// Account gives the number that an account of the other ledger gets. One without
// is noted at the first line that names it.
func (c *Converter) Account(name string, line int) (code string, ok bool) {
	code, known := c.accounts[name]
	if !known {
		if code, ok = c.rules.account(name); !ok {
			code = ""
			c.note(ledgerfile.Note{Kind: ledgerfile.KindNoAccount, Line: line, Before: name})
		}
		c.accounts[strings.Clone(name)] = code
	}
	return code, code != ""
}

// Posting gives the journal that takes an entry, and the entry as it is posted. It
// is not ok if a rule is missing, which is noted.
func (c *Converter) Posting(e *ledgerfile.Entry) (journal string, p accounting.Entry, ok bool) {
	if journal = c.rules.JournalOf(e.Journal); journal == "" {
		c.note(ledgerfile.Note{Kind: ledgerfile.KindNoJournal, Line: e.Line, Before: e.Journal})
		return "", p, false
	}
	p.Day, p.VoucherDay = e.Day, e.VoucherDay
	p.Voucher = c.fit(e.Line, "detail.voucher", e.Voucher, accounting.MaxVoucher)
	p.Origin = fitted(origin(e), accounting.MaxOrigin)
	p.Text = c.fit(e.Line, "detail.text", c.text(e), accounting.MaxText)
	p.Lines = make([]accounting.Line, len(e.Lines))
	ok = true
	for i := range e.Lines {
		line, named := c.line(e, &e.Lines[i])
		if line.Text == p.Text {
			line.Text = ""
		}
		p.Lines[i], ok = line, ok && named
	}
	return journal, p, ok
}

// origin names an entry as its ledger did: "VE/123".
func origin(e *ledgerfile.Entry) string {
	if e.Journal == "" {
		return e.Number
	}
	return e.Journal + "/" + e.Number
}

// text gives what an entry says; one that says nothing says its number.
func (c *Converter) text(e *ledgerfile.Entry) string {
	if e.Text != "" {
		return e.Text
	}
	c.note(ledgerfile.Note{Kind: ledgerfile.KindMissing, Line: e.Line, Field: "detail.text", After: origin(e)})
	return origin(e)
}

func (c *Converter) line(e *ledgerfile.Entry, l *ledgerfile.Line) (p accounting.Line, ok bool) {
	p.AmountMinor = l.AmountMinor
	p.Account, ok = c.Account(l.Account, l.Line)
	p.Party = c.code(l.Line, l.Party)
	p.PartyName = c.fit(l.Line, "detail.party-name", l.PartyName, cashbook.MaxRecipient)
	text := l.Text
	if l.Voucher != "" && l.Voucher != e.Voucher {
		text = c.move(l.Line, "detail.voucher", cmp.Or(text, e.Text), l.Voucher)
	}
	if l.Foreign.Minor != 0 {
		text = c.move(l.Line, "detail.currency", cmp.Or(text, e.Text), l.Foreign.String()+" "+string(l.Foreign.Currency))
	}
	if l.Lettering != "" {
		c.note(ledgerfile.Note{Kind: ledgerfile.KindUnkept, Line: l.Line, Field: "EcritureLet", Before: l.Lettering})
	}
	p.Text = c.fit(l.Line, "detail.text", text, accounting.MaxText)
	return p, ok
}

// move puts something that has no field of its own behind a text.
func (c *Converter) move(line int, field, text, what string) string {
	text = strings.TrimSpace(text + " (" + what + ")")
	c.note(ledgerfile.Note{Kind: ledgerfile.KindMoved, Line: line, Field: field, Before: what, After: text})
	return text
}

// fit shortens a text that is longer than a posting takes.
func (c *Converter) fit(line int, field, text string, most int) string {
	short := fitted(text, most)
	if short != text {
		c.note(ledgerfile.Note{Kind: ledgerfile.KindCut, Line: line, Field: field, Before: text, After: short})
	}
	return short
}

func fitted(text string, most int) string {
	if len(text) <= most || utf8.RuneCountInString(text) <= most {
		return text
	}
	return strings.TrimSpace(string([]rune(text)[:most-1])) + "…"
}

// code gives the code of a third party with characters that a posting takes.
func (c *Converter) code(line int, text string) string {
	code := strings.Map(func(r rune) rune {
		if r < utf8.RuneSelf && codeByte(byte(r)) {
			return r
		}
		return '-'
	}, text)
	code = code[:min(len(code), accounting.MaxParty)]
	if code != text {
		c.note(ledgerfile.Note{Kind: ledgerfile.KindCode, Line: line, Field: "detail.party", Before: text, After: code})
	}
	return code
}
