package accounting

import (
	"slices"
	"strings"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/fault"
)

// Rule says what the form of a transaction asks for in a journal, for the screens
// that show it and for Form.Content, which holds it.
type Rule struct {
	Mask    Mask
	Way     cashbook.Direction // which way the money goes unless the form says otherwise
	BothWay bool               // the form may say otherwise: a credit note, money given back
	Account string             // usual account, taken where a share names none; may be empty
	Against string             // likewise on the other side; that of cash or bank is never another
	Party   bool               // whose it is must be said
	Funding bool               // every share names a funding, where the project has any
	Due     bool               // it may fall due
	Tax     bool               // it may have tax lines

	accounts []string // beginnings of the codes that shares may name; nil for every one
	against  []string // likewise of the other side
	chart    chart.ID // empty where the project has chosen none
}

// pattern is what a kind of transaction asks for everywhere. The first digits of
// accounts mean the same in the three charts: 1 capital and dedicated funds, 2
// fixed assets, 3 stocks, 4 third parties, 5 treasury, 6 charges, 7 products; OHADA
// has charges and products « hors activités ordinaires » in 8.
type pattern struct {
	way                       cashbook.Direction
	both, party, funding, due bool
	tax                       bool
	accounts, ohada, against  string
	usual                     chart.Use
}

var patterns = map[Mask]pattern{
	MaskCost:       {way: cashbook.Out, both: true, due: true, tax: true, accounts: "2 3 6", ohada: "2 3 476 6 8", against: "1 4 5"},
	MaskIncome:     {way: cashbook.In, both: true, due: true, tax: true, accounts: "7", ohada: "477 7 8", against: "1 4 5"},
	MaskSupply:     {way: cashbook.In, accounts: "5", against: "5", usual: chart.UseTransfer},
	MaskTransfer:   {way: cashbook.Out, accounts: "5", against: "5", usual: chart.UseTransfer},
	MaskAdvance:    {way: cashbook.Out, party: true, due: true, accounts: "4", against: "4 5", usual: chart.UseAdvance},
	MaskReceived:   {way: cashbook.In, funding: true, accounts: "1 4 7", against: "4 5"},
	MaskReturn:     {way: cashbook.Out, funding: true, accounts: "1 4 6 7", against: "4 5"},
	MaskSettlement: {way: cashbook.Out, both: true, party: true, accounts: "2 3 4 6 7", against: "4 5"},
}

// RuleOf gives the rule of a kind of transaction in a journal; known is false for
// those that have no form: free ones, openings, and what no person enters.
func RuleOf(m Mask, j Journal, c *chart.Chart) (r Rule, known bool) {
	p, known := patterns[m]
	if !known {
		return Rule{}, false
	}
	r = Rule{
		Mask: m, Way: p.way, BothWay: p.both, Party: p.party, Funding: p.funding, Due: p.due, Tax: p.tax,
		Account: c.Usual(p.usual), accounts: strings.Fields(p.accounts), against: strings.Fields(p.against),
	}
	if c != nil {
		r.chart = c.Base
	}
	if p.ohada != "" && r.chart != chart.PCG {
		r.accounts = strings.Fields(p.ohada)
	}
	return r.in(j, c), true
}

// in fits the rule to the class of the journal: cash and bank stand for their own
// account, purchases are owed to suppliers and sales by customers.
func (r Rule) in(j Journal, c *chart.Chart) Rule {
	switch {
	case j.IsTreasury():
		r.Against, r.against = j.Account, nil
		r.Due = r.Due && r.Mask == MaskAdvance
	case j.Class == Purchases && r.Mask == MaskCost:
		r.Against, r.Party, r.against = c.Usual(chart.UseSupplier), true, []string{"4"}
	case j.Class == Sales && r.Mask == MaskIncome:
		r.Against, r.Party, r.against = c.Usual(chart.UseCustomer), true, []string{"4"}
	}
	return r
}

// TakesAccount reports whether a share may name the account: what a screen offers.
func (r Rule) TakesAccount(code string) bool { return r.takes(r.accounts, code) }

// TakesAgainst reports whether the account may stand on the other side.
func (r Rule) TakesAgainst(code string) bool { return r.takes(r.against, code) }

// takes lets every code pass where the project has no chart.
func (r Rule) takes(beginnings []string, code string) bool {
	return r.chart == "" || len(beginnings) == 0 || slices.ContainsFunc(beginnings, func(b string) bool { return strings.HasPrefix(code, b) })
}

// checkAccounts refuses accounts that make no sense in such a transaction.
func (r Rule) checkAccounts(shares []cashbook.Share, against string) error {
	for _, s := range shares {
		if s.Account != "" && !r.TakesAccount(s.Account) {
			return r.refuseAccount("accounting.form-account", s.Account)
		}
	}
	if against != "" && !r.TakesAgainst(against) {
		return r.refuseAccount("accounting.form-against", against)
	}
	return nil
}

func (r Rule) refuseAccount(key, account string) error {
	return fault.New(fault.Invalid, key, fault.Args{"Account": account, "Mask": fault.Key("mask." + string(r.Mask))})
}

// isThird reports whether an account is one of third parties: class 4 in all
// three charts.
func isThird(account string) bool { return strings.HasPrefix(account, "4") }
