// Package conversion turns the entries of other ledgers into postings, and
// postings into entries of a « fichier des écritures comptables » (FEC).
package conversion

import (
	"bufio"
	"cmp"
	"io"
	"slices"
	"strings"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
)

// Rules say where the entries of another ledger go.
type Rules struct {
	Journal  string            // takes the entries of every journal that Journals does not name: "P01/OD"
	Journals map[string]string // by the journal's code in the other ledger: "VE" → "P01/VE"
	Accounts []AccountRule
}

// JournalOf gives the journal that takes the entries of a journal; empty for none.
func (r Rules) JournalOf(code string) string { return cmp.Or(r.Journals[code], r.Journal) }

// Targets gives the journals that the rules name, each once.
func (r Rules) Targets() []string {
	var refs []string
	for _, ref := range r.Journals {
		refs = append(refs, ref)
	}
	if r.Journal != "" {
		refs = append(refs, r.Journal)
	}
	slices.Sort(refs)
	return slices.Compact(refs)
}

// AccountRule gives an account of another ledger a number. A star at the end of
// From stands for any rest, and one at the end of To puts that rest there:
// "Expenses:Office*" → "6055", "411*" → "4111*".
type AccountRule struct{ From, To string }

// rulesMost is how many rules a mapping may have.
const rulesMost = 100_000

// ReadAccounts reads a mapping of accounts: a line for each, "from;to" or with a
// tabulation between. Empty lines and those that begin with # are passed over.
// Anything else is fault.Invalid with its line.
func ReadAccounts(in io.Reader) ([]AccountRule, error) {
	var rules []AccountRule
	lines := bufio.NewScanner(in)
	for at := 1; lines.Scan(); at++ {
		line := strings.TrimSpace(strings.TrimPrefix(lines.Text(), "\ufeff"))
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		rule, ok := readRule(line)
		if !ok || len(rules) == rulesMost {
			return nil, fault.New(fault.Invalid, "conversion.rule", fault.Args{"Line": at, "Text": fault.Excerpt(line)})
		}
		rules = append(rules, rule)
	}
	return rules, lines.Err()
}

func readRule(line string) (rule AccountRule, ok bool) {
	from, to, cut := strings.Cut(line, "\t")
	if !cut {
		at := strings.LastIndexByte(line, ';')
		if at < 0 {
			return rule, false
		}
		from, to = line[:at], line[at+1:]
	}
	rule = AccountRule{strings.TrimSpace(from), strings.TrimSpace(to)}
	starred := strings.HasSuffix(rule.To, "*") && !strings.HasSuffix(rule.From, "*")
	return rule, rule.From != "" && !starred && isCode(strings.TrimSuffix(rule.To, "*"))
}

// isCode tells whether a text can be the number of an account.
func isCode(text string) bool {
	if text == "" || len(text) > cashbook.MaxAccount {
		return false
	}
	for i := range len(text) {
		if !codeByte(text[i]) {
			return false
		}
	}
	return true
}

func codeByte(b byte) bool {
	return b >= '0' && b <= '9' || b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z' || strings.IndexByte(".-_/", b) >= 0
}

// account gives the number of an account: as the rule with its name says, or the
// rule with the longest beginning of it, or what the name itself says.
func (r Rules) account(name string) (code string, ok bool) {
	best := -1
	for i, rule := range r.Accounts {
		if rule.From == name {
			return rule.To, true
		}
		prefix, starred := strings.CutSuffix(rule.From, "*")
		if starred && strings.HasPrefix(name, prefix) && (best < 0 || len(rule.From) > len(r.Accounts[best].From)) {
			best = i
		}
	}
	if best < 0 {
		return numberOf(name)
	}
	rule := r.Accounts[best]
	if to, rest := strings.CutSuffix(rule.To, "*"); rest {
		code = to + name[len(rule.From)-1:]
		return code, isCode(code)
	}
	return rule.To, true
}

// numberOf finds the number in a name: the first word of its last part, without
// letters before the digits. "Expenses:C60:A6011" is 6011, "401 Suppliers" 401.
func numberOf(name string) (code string, ok bool) {
	last := name[strings.LastIndexByte(name, ':')+1:]
	word, _, _ := strings.Cut(strings.TrimSpace(last), " ")
	code = strings.TrimLeft(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
	return code, isCode(code) && code[0] >= '0' && code[0] <= '9'
}
