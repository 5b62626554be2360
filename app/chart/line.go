package chart

import (
	"fmt"
	"slices"
	"strings"
)

// Statement is one of the annual accounts.
type Statement string

const (
	Assets      Statement = "assets"      // « bilan, actif »
	Liabilities Statement = "liabilities" // « bilan, passif »
	Result      Statement = "result"      // « compte de résultat »
)

// Line is a line of the annual accounts. A line either gathers the balances of
// accounts or adds up other lines; amounts of Result are credit less debit
// throughout, so that its sums only add.
type Line struct {
	Ref       string // « AE »; unique in the chart
	Statement Statement
	Label     string
	Accounts  []Match
	Contra    []Match  // amortisation and impairment, the second column of Assets
	Sum       []string // refs
}

// Match is the beginning of codes, perhaps only of accounts whose balance is on
// one side: « 52D ».
type Match struct {
	Prefix string
	Side   Side
}

// Side is that of a balance.
type Side byte

const (
	Either Side = 0
	Debit  Side = 'D'
	Credit Side = 'C'
)

// LineOf gives the line that takes the balance of an account, and whether it goes
// to its column of amortisation. Of all that match, the longest beginning counts.
// None is known for accounts off the balance sheet and of cost accounting.
func (t *Table) LineOf(code string, side Side) (line Line, contra, known bool) {
	longest := 0
	for _, l := range t.Lines {
		for _, m := range l.Accounts {
			if n := m.matches(code, side); n > longest {
				line, contra, longest = l, false, n
			}
		}
		for _, m := range l.Contra {
			if n := m.matches(code, side); n > longest {
				line, contra, longest = l, true, n
			}
		}
	}
	return line, contra, longest > 0
}

// matches gives how much of a code the match takes, 0 for none.
func (m Match) matches(code string, side Side) int {
	if !strings.HasPrefix(code, m.Prefix) || m.Side != Either && m.Side != side {
		return 0
	}
	return len(m.Prefix)
}

// addLine takes a row of the file of lines.
func (t *Table) addLine(columns []string) error {
	l := Line{Ref: columns[0], Statement: Statement(columns[1]), Label: columns[2], Sum: strings.Fields(columns[5])}
	l.Accounts, l.Contra = readMatches(columns[3]), readMatches(columns[4])
	switch {
	case l.Statement != Assets && l.Statement != Liabilities && l.Statement != Result:
		return fmt.Errorf("statement %q", l.Statement)
	case (len(l.Accounts) == 0) == (len(l.Sum) == 0):
		return fmt.Errorf("either accounts or a sum")
	case slices.ContainsFunc(t.Lines, func(other Line) bool { return other.Ref == l.Ref }):
		return fmt.Errorf("twice")
	}
	t.Lines = append(t.Lines, l)
	return nil
}

func readMatches(text string) []Match {
	var matches []Match
	for _, word := range strings.Fields(text) {
		m := Match{Prefix: strings.TrimRight(word, "DC")}
		if m.Prefix != word {
			m.Side = Side(word[len(word)-1])
		}
		matches = append(matches, m)
	}
	return matches
}
