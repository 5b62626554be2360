package ledgerfile

import (
	"strings"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/money"
)

// yearFirst reads a date of a journal.
func yearFirst(text string) (calendar.Day, bool) {
	if len(text) < 8 || !digitsOnly(text[:4]) || strings.IndexByte("-/.", text[4]) < 0 || strings.ContainsAny(text, "T ") {
		return 0, false
	}
	return freeDay(text, false)
}

// harmless are the directives that say nothing about amounts.
var harmless = map[string]bool{
	"account": true, "payee": true, "tag": true, "commodity": true, "D": true, "decimal-mark": true, "N": true,
}

// without are those that are passed over with a note: they could say something
// about values, or ask for a check.
var without = map[string]bool{"P": true, "C": true, "assert": true, "check": true}

// directive reads a line that is neither transaction nor comment.
func (j *journalReader) directive(line string) {
	j.state = beneath
	word, rest, _ := strings.Cut(strings.TrimLeft(line, "!@"), " ")
	switch {
	case word == "include":
		j.refuse(KindInclude, 1, line)
	case word == "comment" || word == "test":
		j.state = passing
	case word == "decimal-mark":
		j.decimalMark(strings.TrimSpace(rest))
	case word == "commodity" || word == "D":
		j.format(word, rest)
	case harmless[word]:
	case without[word]:
		j.rec.note(Note{Kind: KindSkipped, Line: j.in.line, Column: 1, Before: line})
	case word == "alias", word == "apply", word == "end", word == "Y", word == "year", word == "bucket", word == "A",
		word == "capture", word == "define", word == "def", word == "expr", word == "eval", word == "value":
		j.refuse(KindDirective, 1, line)
	default:
		j.refuse(KindSyntax, 1, line)
	}
}

func (j *journalReader) decimalMark(mark string) {
	if mark != "," && mark != "." {
		j.refuse(KindSyntax, 1, mark)
		return
	}
	j.decimal = mark[0]
}

// format takes what an amount in a directive shows about all amounts of its
// currency: "commodity 1.000,00 EUR".
func (j *journalReader) format(word, rest string) {
	text, _ := cutComment(rest)
	left, digits, right, ok := splitAmount(strings.TrimSpace(text))
	if !ok { // a name alone
		return
	}
	currency, known := j.currencyOf(left + right)
	if !known {
		return
	}
	if word == "D" {
		j.currency = currency
	}
	if at := strings.LastIndexAny(digits, ",."); at >= 0 && strings.Count(digits, digits[at:at+1]) == 1 {
		j.marks[currency] = digits[at]
	}
}

// signs are those of currencies that stand for one currency alone.
var signs = map[string]money.Currency{"€": "EUR", "£": "GBP", "$": "USD"}

// currencyOf tells which currency a sign stands for.
func (j *journalReader) currencyOf(sign string) (money.Currency, bool) {
	if sign == "" {
		return j.currency, j.currency != ""
	}
	if c, has := j.symbols[sign]; has {
		return c, true
	}
	if c, has := signs[sign]; has {
		return c, true
	}
	c, err := money.ParseCurrency(sign)
	return c, err == nil
}

// splitAmount parts an amount into the currency to its left or right and the
// number with its sign.
func splitAmount(text string) (left, digits, right string, ok bool) {
	sign := ""
	if text != "" && (text[0] == '-' || text[0] == '+') {
		sign, text = text[:1], strings.TrimLeft(text[1:], " ")
	}
	left, text = takeCurrency(text)
	text = strings.TrimLeft(text, " ")
	if sign == "" && text != "" && (text[0] == '-' || text[0] == '+') {
		sign, text = text[:1], strings.TrimLeft(text[1:], " ")
	}
	end := strings.LastIndexAny(text, "0123456789,.") + 1
	if at := strings.IndexByte(text, '"'); at >= 0 {
		end = strings.LastIndexAny(text[:at], "0123456789,.") + 1
	}
	digits, text = text[:end], strings.TrimSpace(text[end:])
	right, text = takeCurrency(text)
	switch {
	case text != "" || left != "" && right != "":
		return "", "", "", false
	case digits == "" || digits[0] < '0' || digits[0] > '9':
		ok = len(digits) > 1 && (digits[0] == '.' || digits[0] == ',')
		return left, sign + digits, right, ok
	}
	return left, sign + digits, right, true
}

// takeCurrency reads the name of a currency, also in quotation marks.
func takeCurrency(text string) (name, rest string) {
	if strings.HasPrefix(text, `"`) {
		name, rest, closed := strings.Cut(text[1:], `"`)
		if closed {
			return name, rest
		}
		return "", text
	}
	end := strings.IndexAny(text, " \t0123456789.,;:?!-+*/^&|=<>{}[]()@\"'")
	if end < 0 {
		end = len(text)
	}
	return text[:end], text[end:]
}
