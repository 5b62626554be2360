package usrfile

import "github.com/google/uuid"

// Chart is what a project has chosen for its chart of accounts: a built-in one,
// by id and hash, and how it differs from that. The accounts of built-in charts
// do not travel.
type Chart struct {
	Project     uuid.UUID               `json:"project"`
	Base        string                  `json:"base"` // syscohada, sycebnl or pcg
	Hash        Bytes32                 `json:"hash"` // of the built-in table, see FORMAT.md
	Revision    int64                   `json:"revision"`
	Differences List[AccountDifference] `json:"differences"` // by code
}

// AccountDifference is all that differs in one account; one that the built-in
// chart does not have is a sub-account of the project.
type AccountDifference struct {
	Code       string            `json:"code"`
	Names      List[AccountName] `json:"names"` // by language
	Active     bool              `json:"active"`
	Cashbook   bool              `json:"cashbook"`   // cash books may name it
	Accounting bool              `json:"accounting"` // postings may name it
}

// AccountName is what a project calls an account in a language.
type AccountName struct {
	Language string `json:"language"`
	Text     string `json:"text"`
}

// Budget has the budget lines of a project.
type Budget struct {
	Project  uuid.UUID        `json:"project"`
	Revision int64            `json:"revision"`
	Lines    List[BudgetLine] `json:"lines"` // by code
}

// BudgetLine is a line of a budget; « A.1 » stands below « A ».
type BudgetLine struct {
	Code         string `json:"code"`
	Label        string `json:"label"`
	PlannedMinor int64  `json:"planned_minor"` // in the organisation's currency; 0 for none
	Active       bool   `json:"active"`
}

// Fundings are those of a project.
type Fundings struct {
	Project  uuid.UUID     `json:"project"`
	Revision int64         `json:"revision"`
	Fundings List[Funding] `json:"fundings"` // by code
}

// Years are the fiscal years of a project, the oldest first.
type Years struct {
	Project  uuid.UUID  `json:"project"`
	Revision int64      `json:"revision"`
	Years    List[Year] `json:"years"`
}

// Year is a fiscal year; nothing is posted in a closed one.
type Year struct {
	Code   string  `json:"code"`
	First  string  `json:"first"` // first day
	Last   string  `json:"last"`  // last day
	Closed Instant `json:"closed"`
}

// maxYears bounds the fiscal years of a project.
const maxYears = 100

// Funding is where money of a project comes from.
type Funding struct {
	Code   string `json:"code"`
	Label  string `json:"label"`
	Donor  string `json:"donor"`
	From   string `json:"from"`  // day or empty
	Until  string `json:"until"` // last day or empty
	Active bool   `json:"active"`
}

// Rates are those of a pair of currencies.
type Rates struct {
	Base     string     `json:"base"`
	Quote    string     `json:"quote"`
	Revision int64      `json:"revision"`
	Rates    List[Rate] `json:"rates"` // by day
}

// Rate is what one unit of the base costs in the quote from a day on.
type Rate struct {
	Day    string `json:"day"`
	Rate   int64  `json:"rate"` // with ten decimals: 655.957 is 6559570000000
	Source string `json:"source"`
}

// Templates are what vouchers of a project are begun with, those that everybody
// has.
type Templates struct {
	Project   uuid.UUID      `json:"project"`
	Revision  int64          `json:"revision"`
	Templates List[Template] `json:"templates"` // of names that differ
}

// Template is what a voucher that comes again is begun with.
type Template struct {
	Name        string              `json:"name"`
	Currency    string              `json:"currency"`     // of the books in which it is offered
	Direction   string              `json:"direction"`    // in, out or any
	AmountMinor int64               `json:"amount_minor"` // 0 where it is typed each time
	Text        string              `json:"text"`
	Recipient   string              `json:"recipient"`
	Shares      List[TemplateShare] `json:"shares"`
}

// TemplateShare is a share of the amount; with neither amount nor percentage it is
// the rest.
type TemplateShare struct {
	Account     string `json:"account"`
	Funding     string `json:"funding"`
	BudgetLine  string `json:"budget_line"`
	AmountMinor int64  `json:"amount_minor"` // negative for the other direction
	Percent     int64  `json:"percent"`      // in ten-thousandths
}

// Bounds of templates.
const (
	maxTemplates      = 500 // of a project
	maxTemplateShares = 50
)

// checkPlans demands that every list belongs to a project of the file.
func (d UserData) checkPlans(c *checker) {
	each(c, "charts", d.Charts, Chart.check)
	distinct(c, "charts", d.Charts, func(x Chart) uuid.UUID { return x.Project })
	each(c, "budgets", d.Budgets, Budget.check)
	distinct(c, "budgets", d.Budgets, func(x Budget) uuid.UUID { return x.Project })
	each(c, "fundings", d.Fundings, Fundings.check)
	distinct(c, "fundings", d.Fundings, func(x Fundings) uuid.UUID { return x.Project })
	each(c, "years", d.Years, Years.check)
	distinct(c, "years", d.Years, func(x Years) uuid.UUID { return x.Project })
	each(c, "rates", d.Rates, Rates.check)
	distinct(c, "rates", d.Rates, func(x Rates) string { return x.Base + x.Quote })
	each(c, "templates", d.Templates, Templates.check)
	distinct(c, "templates", d.Templates, func(x Templates) uuid.UUID { return x.Project })
	known := map[uuid.UUID]bool{}
	for _, p := range d.Projects {
		known[p.ID] = true
	}
	for _, x := range d.Charts {
		c.that(known[x.Project], "charts.project")
	}
	for _, x := range d.Budgets {
		c.that(known[x.Project], "budgets.project")
	}
	for _, x := range d.Fundings {
		c.that(known[x.Project], "fundings.project")
	}
	for _, x := range d.Years {
		c.that(known[x.Project], "years.project")
	}
	for _, x := range d.Templates {
		c.that(known[x.Project], "templates.project")
	}
}

func (x Chart) check(c *checker) {
	c.word(x.Base, "base")
	c.that(x.Hash != Bytes32{}, "hash")
	c.that(x.Revision >= 1, "revision")
	each(c, "differences", x.Differences, AccountDifference.check)
	rising(c, "differences", x.Differences, func(d AccountDifference) string { return d.Code })
}

func (x AccountDifference) check(c *checker) {
	c.filled(x.Code, "code")
	for _, n := range x.Names {
		c.word(n.Language, "names.language")
		c.filled(n.Text, "names.text")
	}
	rising(c, "names", x.Names, func(n AccountName) string { return n.Language })
}

func (x Budget) check(c *checker) {
	c.that(x.Revision >= 1, "revision")
	each(c, "lines", x.Lines, func(l BudgetLine, c *checker) {
		c.filled(l.Code, "code")
		c.filled(l.Label, "label")
		c.that(l.PlannedMinor >= 0, "planned_minor")
	})
	rising(c, "lines", x.Lines, func(l BudgetLine) string { return l.Code })
}

func (x Fundings) check(c *checker) {
	c.that(x.Revision >= 1, "revision")
	each(c, "fundings", x.Fundings, func(f Funding, c *checker) {
		c.filled(f.Code, "code")
		c.filled(f.Label, "label")
		c.day(f.From, "from")
		c.day(f.Until, "until")
		c.that(f.From == "" || f.Until == "" || f.From <= f.Until, "until")
	})
	rising(c, "fundings", x.Fundings, func(f Funding) string { return f.Code })
}

// check wants years that follow each other in a row.
func (x Years) check(c *checker) {
	c.that(x.Revision >= 1, "revision")
	c.that(len(x.Years) >= 1 && len(x.Years) <= maxYears, "years")
	each(c, "years", x.Years, func(y Year, c *checker) {
		c.filled(y.Code, "code")
		c.filled(y.First, "first")
		c.day(y.First, "first")
		c.filled(y.Last, "last")
		c.day(y.Last, "last")
		c.that(y.First <= y.Last, "last")
	})
	rising(c, "years", x.Years, func(y Year) string { return y.First })
}

func (x Rates) check(c *checker) {
	c.currency(x.Base, "base")
	c.currency(x.Quote, "quote")
	c.that(x.Base != x.Quote, "quote")
	c.that(x.Revision >= 1, "revision")
	each(c, "rates", x.Rates, func(r Rate, c *checker) {
		c.filled(r.Day, "day")
		c.day(r.Day, "day")
		c.that(r.Rate > 0, "rate")
	})
	rising(c, "rates", x.Rates, func(r Rate) string { return r.Day })
}

func (x Templates) check(c *checker) {
	c.that(x.Revision >= 1, "revision")
	c.that(len(x.Templates) <= maxTemplates, "templates")
	each(c, "templates", x.Templates, Template.check)
	distinct(c, "templates", x.Templates, func(t Template) string { return t.Name })
}

func (x Template) check(c *checker) {
	c.filled(x.Name, "name")
	c.currency(x.Currency, "currency")
	c.oneOf(x.Direction, "direction", "in", "out", "any")
	c.that(x.AmountMinor >= 0 && (x.AmountMinor == 0 || x.Direction != "any"), "amount_minor")
	c.filled(x.Text, "text")
	c.that(len(x.Shares) <= maxTemplateShares, "shares")
	for _, s := range x.Shares {
		c.that(s.Percent >= 0 && (s.Percent == 0 || s.AmountMinor == 0), "shares.percent")
	}
}

// rising wants the keys of a list in their order, each once.
func rising[T any](c *checker, name string, items List[T], key func(T) string) {
	for i := range items {
		c.that(i == 0 || key(items[i-1]) < key(items[i]), name)
	}
}
