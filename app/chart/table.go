package chart

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"fmt"
	"strings"
	"sync"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/assets"
)

// ID names a built-in chart.
type ID string

// The built-in charts.
const (
	SYSCOHADA ID = "syscohada" // OHADA, AUDCIF of 2017: entities with an economic activity
	SYCEBNL   ID = "sycebnl"   // OHADA, 2022: entities without lucrative aim
	PCG       ID = "pcg"       // ANC 2014-03, before ANC 2022-06: France, years that begin before 2025
)

// IDs lists the built-in charts.
func IDs() []ID { return []ID{SYSCOHADA, SYCEBNL, PCG} }

// Table is a built-in chart. It does not change in what a project has chosen
// from it: the hash says which one it is.
type Table struct {
	ID     ID
	Title  string       // as people call it
	Source string       // the legal text, in French
	From   calendar.Day // in force for years that begin on it or later
	Until  calendar.Day // last day on which such a year begins; zero while in force
	Made   calendar.Day // of the table itself
	Hash   [32]byte     // SHA-256 of its lines code;label;postable

	Lines []Line // of balance sheet and income statement, see line.go

	accounts []Account
}

// Use names what an account is usually taken for.
type Use string

const (
	UseTransfer Use = "transfer" // between books, « virements internes »
	UseCash     Use = "cash"
	UseBank     Use = "bank"
	UseMobile   Use = "mobile"   // mobile money
	UseAdvance  Use = "advance"  // to staff
	UseShortage Use = "shortage" // that a count has found
	UseSurplus  Use = "surplus"

	UseProfit        Use = "profit" // of the year
	UseLoss          Use = "loss"
	UseProfitCarried Use = "profit-carried" // « report à nouveau »
	UseLossCarried   Use = "loss-carried"
	UseSupplier      Use = "supplier"
	UseCustomer      Use = "customer"
)

// usual are the accounts by use. PCG has none for mobile money, which is money
// held at a financial body.
var usual = map[ID]map[Use]string{
	SYSCOHADA: {
		UseTransfer: "585", UseCash: "571", UseBank: "521", UseMobile: "552", UseAdvance: "4211", UseShortage: "6588", UseSurplus: "7588", UseSupplier: "4011", UseCustomer: "4111",
		UseProfit: "131", UseLoss: "139", UseProfitCarried: "121", UseLossCarried: "129",
	},
	SYCEBNL: {
		UseTransfer: "585", UseCash: "571", UseBank: "521", UseMobile: "552", UseAdvance: "421", UseShortage: "658", UseSurplus: "758", UseSupplier: "401", UseCustomer: "411",
		UseProfit: "131", UseLoss: "139", UseProfitCarried: "121", UseLossCarried: "129",
	},
	PCG: {
		UseTransfer: "58", UseCash: "531", UseBank: "512", UseMobile: "517", UseAdvance: "425", UseShortage: "658", UseSurplus: "758", UseSupplier: "401", UseCustomer: "411",
		UseProfit: "120", UseLoss: "129", UseProfitCarried: "110", UseLossCarried: "119",
	},
}

// Usual gives the account that is usually taken for something; empty where there
// is no chart.
func (c *Chart) Usual(u Use) string {
	if c == nil {
		return ""
	}
	return usual[c.Base][u]
}

// TableOf gives a built-in chart; known is false for a name that there is not.
func TableOf(id ID) (table *Table, known bool) {
	table, known = tables()[id]
	return table, known
}

// tables are read when they are first asked for; that they can be read is a test.
var tables = sync.OnceValue(func() map[ID]*Table {
	all := map[ID]*Table{}
	for _, id := range IDs() {
		table, err := readTable(id)
		if err != nil {
			panic(err)
		}
		all[id] = table
	}
	return all
})

// readTable reads the two embedded files of a chart.
func readTable(id ID) (*Table, error) {
	t := &Table{ID: id}
	hash := sha256.New()
	err := t.readRows(string(id)+".csv", "code;label;postable", func(columns []string) error {
		fmt.Fprintf(hash, "%s\n", strings.Join(columns, ";"))
		return t.addAccount(columns)
	})
	if err != nil {
		return nil, err
	}
	hash.Sum(t.Hash[:0])
	return t, t.readRows(string(id)+".lines.csv", "ref;statement;label;accounts;contra;sum", t.addLine)
}

// readRows reads the facts at the beginning of a file, its header, and its rows.
func (t *Table) readRows(name, header string, row func(columns []string) error) error {
	content, err := assets.Charts.ReadFile("charts/" + name)
	if err != nil {
		return err
	}
	seen := false
	for lines := bufio.NewScanner(bytes.NewReader(content)); lines.Scan(); {
		line := lines.Text()
		if fact, comment := strings.CutPrefix(line, "# "); comment {
			if err = t.takeFact(fact); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
			continue
		}
		if !seen {
			if seen = line == header; !seen {
				return fmt.Errorf("%s: header %q", name, line)
			}
			continue
		}
		columns := strings.Split(line, ";")
		if len(columns) != strings.Count(header, ";")+1 {
			return fmt.Errorf("%s: row %q", name, line)
		}
		if err := row(columns); err != nil {
			return fmt.Errorf("%s: row %q: %w", name, line, err)
		}
	}
	return nil
}

// takeFact reads one fact about the table, « name: value ».
func (t *Table) takeFact(fact string) (err error) {
	name, value, _ := strings.Cut(fact, ": ")
	switch name {
	case "title":
		t.Title = value
	case "source":
		if t.Source == "" { // of the accounts, which are read first
			t.Source = value
		}
	case "from":
		t.From, err = calendar.Parse(value)
	case "until":
		t.Until, err = calendar.Parse(value)
	case "table":
		t.Made, err = calendar.Parse(value)
	}
	return err
}

// addAccount takes a row of the chart, whose rows are in the order of codes.
func (t *Table) addAccount(columns []string) error {
	a := Account{Code: columns[0], Label: columns[1], Heading: columns[2] == "no"}
	a.Active, a.Cashbook, a.Accounting = true, !a.Heading, !a.Heading
	if n := len(t.accounts); n > 0 && t.accounts[n-1].Code >= a.Code {
		return fmt.Errorf("not in order")
	}
	for i := len(t.accounts) - 1; i >= 0; i-- {
		if strings.HasPrefix(a.Code, t.accounts[i].Code) {
			a.Parent, a.Within = t.accounts[i].Code, t.accounts[i].Label
			break
		}
		if t.accounts[i].Code[0] != a.Code[0] {
			break
		}
	}
	a.folded = foldAccount(a)
	t.accounts = append(t.accounts, a)
	return nil
}

// foldAccount gives what an account is found by: the words of its names, and of
// the account above.
func foldAccount(a Account) string {
	words := []string{a.Label}
	for _, n := range a.Names {
		words = append(words, n.Text)
	}
	return " " + strings.Join(strings.FieldsFunc(directory.Fold(strings.Join(append(words, a.Within), " ")), notWord), " ")
}
