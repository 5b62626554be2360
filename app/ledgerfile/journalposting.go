package ledgerfile

import (
	"math/big"
	"strings"
	"unicode/utf8"

	"github.com/comptoir/comptoir/app/money"
)

// posting is a line of a transaction before it is known in which currency all of
// them add up.
type posting struct {
	Line
	currency money.Currency // of AmountMinor
	elided   bool
}

// posting reads a line of a transaction.
func (j *journalReader) posting(line string) {
	bare := strings.TrimLeft(line, " \t")
	if bare[0] == '*' || bare[0] == '!' {
		bare = strings.TrimLeft(bare[1:], " \t")
	}
	account, rest := cutAccount(bare)
	column := utf8.RuneCountInString(line[:len(line)-len(bare)]) + 1
	switch {
	case account == "":
		j.refuse(KindSyntax, column, line)
		return
	case account[0] == '(' || account[0] == '[':
		j.refuse(KindVirtual, column, account)
		return
	}
	p := posting{Line: Line{Line: j.in.line, Account: j.names.text(account)}}
	amount, _ := cutComment(rest)
	column = utf8.RuneCountInString(line[:len(line)-len(strings.TrimLeft(rest, " \t"))]) + 1
	if j.amount(&p, strings.TrimSpace(amount), column) {
		j.postings = append(j.postings, p)
	}
}

// cutAccount ends an account at two spaces or a tabulation.
func cutAccount(text string) (account, rest string) {
	end := len(text)
	if at := strings.Index(text, "  "); at >= 0 {
		end = at
	}
	if at := strings.IndexByte(text[:end], '\t'); at >= 0 {
		end = at
	}
	if at := strings.Index(text[:end], " ;"); at >= 0 {
		end = at
	}
	return strings.TrimRight(text[:end], " "), text[end:]
}

// amount reads what follows the account.
func (j *journalReader) amount(p *posting, text string, column int) bool {
	text, balance, asserted := cutOutside(text, '=')
	if strings.ContainsAny(text, "{[(") {
		j.refuse(KindLot, column, text)
		return false
	}
	text = strings.TrimSpace(text)
	switch {
	case text == "" && asserted:
		j.refuse(KindAssignment, column, balance)
		return false
	case text == "":
		p.elided = true
		return true
	case asserted:
		j.refuse(KindAssertion, column, balance)
	}
	text, price, priced := cutOutside(text, '@')
	n, currency, ok := j.number(strings.TrimSpace(text), column)
	if !ok {
		return false
	}
	minor, problem := n.minor(currency.Decimals())
	if problem != "" {
		j.refuse(problem, column, text)
		return false
	}
	p.AmountMinor, p.currency = minor, currency
	return !priced || j.price(p, price, column)
}

// cutOutside cuts at a sign that stands outside quotation marks.
func cutOutside(text string, sign byte) (before, after string, found bool) {
	quoted := false
	for i := range len(text) {
		switch {
		case text[i] == '"':
			quoted = !quoted
		case text[i] == sign && !quoted:
			return text[:i], text[i+1:], true
		}
	}
	return text, "", false
}

// number reads an amount as a number and its currency.
func (j *journalReader) number(text string, column int) (n number, c money.Currency, ok bool) {
	left, digits, right, ok := splitAmount(text)
	if !ok {
		j.refuse(KindAmount, column, text)
		return n, "", false
	}
	c, known := j.currencyOf(left + right)
	if !known {
		j.refuse(KindCommodity, column, text)
		return n, "", false
	}
	mark := j.decimal
	if own, has := j.marks[c]; has {
		mark = own
	}
	n, ok = scanNumber(digits, mark)
	switch {
	case !ok:
		j.refuse(KindAmount, column, text)
	case n.doubtful && strings.Contains(digits, ","): // thousands to ledger, decimals to hledger
		j.refuse(KindAmbiguous, column, text)
		return n, "", false
	}
	return n, c, ok
}

// price turns an amount into what it cost; the amount itself stays beside it.
func (j *journalReader) price(p *posting, text string, column int) bool {
	whole := strings.HasPrefix(text, "@")
	text = strings.TrimSpace(strings.TrimPrefix(text, "@"))
	n, currency, ok := j.number(text, column)
	if !ok {
		return false
	}
	if n.negative {
		j.refuse(KindAmount, column, text)
		return false
	}
	if p.AmountMinor == 0 {
		p.currency = currency
		return true
	}
	cost, exact := n.times(p.AmountMinor, p.currency, currency, whole)
	if !cost.IsInt64() {
		j.refuse(KindOverflow, column, text)
		return false
	}
	if !exact {
		j.rec.note(Note{
			Kind: KindRounded, Line: j.in.line, Column: column, Before: text,
			After: money.Amount{Minor: cost.Int64(), Currency: currency}.String() + " " + string(currency),
		})
	}
	p.Foreign = money.Amount{Minor: p.AmountMinor, Currency: p.currency}
	p.AmountMinor, p.currency = cost.Int64(), currency
	return true
}

// times gives what an amount costs in minor units of another currency, rounded
// half to even: at the price of one unit, or at the price of the whole.
func (n number) times(minor int64, of, in money.Currency, whole bool) (cost *big.Int, exact bool) {
	price, _ := new(big.Int).SetString(n.whole+n.fraction, 10)
	price.Mul(price, powerOfTen(in.Decimals()))
	below := powerOfTen(len(n.fraction))
	switch {
	case !whole:
		price.Mul(price, big.NewInt(minor))
		below.Mul(below, powerOfTen(of.Decimals()))
	case minor < 0:
		price.Neg(price)
	}
	return halfEven(price, below)
}

func powerOfTen(n int) *big.Int { return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil) }

// halfEven divides by a positive number.
func halfEven(a, b *big.Int) (q *big.Int, exact bool) {
	q, rest := new(big.Int).DivMod(a, b, new(big.Int)) // rest ≥ 0
	switch twice := new(big.Int).Lsh(rest, 1).Cmp(b); {
	case twice > 0, twice == 0 && q.Bit(0) == 1:
		q.Add(q, big.NewInt(1))
	}
	return q, rest.Sign() == 0
}
