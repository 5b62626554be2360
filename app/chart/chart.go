// Package chart has what the vouchers of a project may name: accounts of its
// chart, budget lines, fundings, and the rates between currencies.
//
// A project chooses one of the built-in charts (SYSCOHADA révisé, SYCEBNL, PCG)
// and differs from it by sub-accounts of its own, names in other languages,
// accounts that are switched off, and what each module may post on. A project
// that has chosen none takes any account.
//
// Voucher entry reads it all at once and asks it without a database:
//
//	plan, err := chart.PlanOf(s, book.Project)        // s is the store of the transaction
//	plan.Chart.Complete("banq", directory.ModuleCashbook, 20) // by code or words of the label
//	plan.Chart.Account("521")                         // look one up
//	plan.CheckAccount("521", directory.ModuleCashbook) // nil, or fault.Invalid
//	plan.CheckFunding("AFD-24", day)
//	plan.CheckBudgetLine("A.1.2")
//	plan.Chart.Usual(chart.UseTransfer)               // 585 or 58
//
// Empty codes pass: whether something must be named is not decided here.
package chart

import (
	"cmp"
	"slices"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// Account is one of a project's chart.
type Account struct {
	Code       string
	Label      string // official, in French; of a sub-account, empty
	Names      []Name // the project's own, by language
	Within     string // label of the account above: « Dans la Région » says little without
	Parent     string // code of the account above; empty for a class
	Own        bool   // a sub-account of the project
	Heading    bool   // nothing is posted on it
	Active     bool
	Cashbook   bool // vouchers of cash books may name it
	Accounting bool // postings may name it

	folded string // what it is found by
}

// Name is what a project calls an account in a language.
type Name struct{ Language, Text string }

// Name gives the account's name in a language: the project's own, else the
// official one, else whatever it has.
func (a Account) Name(language string) string {
	for _, n := range a.Names {
		if n.Language == language {
			return n.Text
		}
	}
	if a.Label == "" && len(a.Names) > 0 {
		return a.Names[0].Text
	}
	return a.Label
}

// In reports whether entries of the module may name the account.
func (a Account) In(m directory.Module) bool {
	if m == directory.ModuleCashbook {
		return a.Active && a.Cashbook
	}
	return a.Active && a.Accounting
}

// State is the key of a word that says where entries may name the account.
func (a Account) State() string {
	switch {
	case !a.Active:
		return "account.state.inactive"
	case a.Heading:
		return "account.state.heading"
	case a.Cashbook && a.Accounting:
		return "account.state.both"
	case a.Cashbook:
		return "account.state.cashbook"
	case a.Accounting:
		return "account.state.accounting"
	}
	return "account.state.none"
}

// Choice is what a project has chosen: a built-in chart, and how it differs from
// that. It travels as it is, with a revision that counts its changes.
type Choice struct {
	Project     ident.ProjectID
	Base        ID
	Hash        [32]byte // of the built-in table that head office has
	Differences []Difference
	Revision    int64
}

// Difference is how a project's chart differs in one account: all that can differ,
// as it stands. A code that the built-in chart does not have is a sub-account.
type Difference struct {
	Code       string
	Names      []Name // by language
	Active     bool
	Cashbook   bool
	Accounting bool
}

// Chart is a project's chart as it stands. A nil Chart is that of a project which
// has chosen none: it takes any account and knows none.
type Chart struct {
	Choice
	Table    *Table
	accounts []Account // by code; the table's own until own says otherwise
	own      bool
}

// Open gives the chart that a project has chosen. A built-in chart that this
// program does not have is fault.Missing.
func Open(c Choice) (*Chart, error) {
	table, known := TableOf(c.Base)
	if !known {
		return nil, fault.New(fault.Missing, "chart.unknown", fault.Args{"Chart": fault.Excerpt(string(c.Base))})
	}
	opened := &Chart{Choice: c, Table: table, accounts: table.accounts}
	for _, d := range c.Differences {
		opened.differ(d)
	}
	return opened, nil
}

// Stale reports whether head office chose from another table of that name than
// this program has: one of both is older.
func (c *Chart) Stale() bool { return c != nil && c.Hash != c.Table.Hash }

// differ puts one difference into the accounts. The first one takes a copy of
// the built-in table: every other chart of the program reads that table too.
func (c *Chart) differ(d Difference) {
	if !c.own {
		c.accounts, c.own = slices.Clone(c.accounts), true
	}
	at, known := c.find(d.Code)
	if !known {
		above := c.above(d.Code)
		own := Account{Code: d.Code, Own: true, Parent: above.Code, Within: above.Label}
		c.accounts = slices.Insert(c.accounts, at, own)
	}
	a := &c.accounts[at]
	a.Names, a.Active, a.Cashbook, a.Accounting = d.Names, d.Active, d.Cashbook, d.Accounting
	a.folded = foldAccount(*a)
}

// above gives the account with the longest code that the code begins with.
func (c *Chart) above(code string) Account {
	for n := len(code) - 1; n > 0; n-- {
		if at, known := c.find(code[:n]); known {
			return c.accounts[at]
		}
	}
	return Account{}
}

func (c *Chart) find(code string) (at int, known bool) {
	return slices.BinarySearchFunc(c.accounts, code, func(a Account, code string) int { return cmp.Compare(a.Code, code) })
}

// Account gives the account of a code, headings and inactive ones too.
func (c *Chart) Account(code string) (Account, bool) {
	if c == nil {
		return Account{}, false
	}
	at, known := c.find(code)
	if !known {
		return Account{}, false
	}
	return c.accounts[at], true
}

// Accounts gives all accounts by code, headings and inactive ones too.
func (c *Chart) Accounts() []Account {
	if c == nil {
		return nil
	}
	return slices.Clone(c.accounts)
}

// Check refuses a code that entries of the module may not name, with
// fault.Invalid. A nil Chart refuses nothing.
func (c *Chart) Check(code string, m directory.Module) error {
	if c == nil || code == "" {
		return nil
	}
	a, known := c.Account(code)
	switch {
	case !known && c.Stale():
		return fault.New(fault.Invalid, "chart.account-stale", fault.Args{"Code": fault.Excerpt(code), "Chart": c.Table.Title})
	case !known:
		return fault.New(fault.Invalid, "chart.account-unknown", fault.Args{"Code": fault.Excerpt(code), "Chart": c.Table.Title})
	case a.Heading:
		return a.refused("heading")
	case !a.Active:
		return a.refused("inactive")
	case !a.In(m):
		return a.refused("module")
	}
	return nil
}

func (a Account) refused(why string) error {
	return fault.New(fault.Invalid, "chart.account-"+why, fault.Args{"Code": a.Code, "Name": a.Name("fr")})
}
