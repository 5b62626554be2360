package accounting

import (
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
)

// balanced gives the content with the amounts of the base currency, and refuses
// lines that do not add up to nothing.
func (c Content) balanced(j Journal) (Content, error) {
	if len(c.Lines) < 2 {
		return Content{}, fault.New(fault.Invalid, "accounting.lines-few", nil)
	}
	var sum int64
	for i, l := range c.Lines {
		if err := l.check(i, j); err != nil {
			return Content{}, err
		}
		sum += l.AmountMinor // at most MaxLines × MaxAmountMinor, within 64 bits
	}
	if sum != 0 {
		return Content{}, fault.New(fault.Invalid, "accounting.unbalanced", fault.Args{"Difference": j.amount(sum)})
	}
	c, err := c.translated(j)
	if err != nil {
		return Content{}, err
	}
	return c, c.checkBase(j)
}

// check refuses a line that says nothing.
func (l Line) check(at int, j Journal) error {
	args := fault.Args{"Line": at + 1}
	switch {
	case l.Account == "":
		return fault.New(fault.Invalid, "accounting.line-account", args)
	case l.AmountMinor == 0 && (l.BaseMinor == 0 || !j.IsForeign()):
		return fault.New(fault.Invalid, "accounting.line-amount", args)
	case outside(l.AmountMinor) || outside(l.BaseMinor):
		args["Largest"] = j.amount(MaxAmountMinor)
		return fault.New(fault.Invalid, "accounting.line-large", args)
	case l.Due != 0 && (l.Due < firstDay || l.Due > calendar.New(9999, 12, 31)):
		return fault.New(fault.Invalid, "accounting.line-due", args)
	}
	return nil
}

func outside(minor int64) bool { return minor > MaxAmountMinor || minor < -MaxAmountMinor }

// checkBase refuses lines that do not add up to nothing in the base currency, and
// that are a debit in one currency and a credit in the other.
func (c Content) checkBase(j Journal) error {
	var sum int64
	for i, l := range c.Lines {
		sum += l.BaseMinor
		crossed := l.AmountMinor > 0 && l.BaseMinor < 0 || l.AmountMinor < 0 && l.BaseMinor > 0
		if crossed || !j.IsForeign() && l.AmountMinor != l.BaseMinor || outside(l.BaseMinor) {
			return fault.New(fault.Invalid, "accounting.line-base", fault.Args{"Line": i + 1})
		}
	}
	if sum != 0 {
		return fault.New(fault.Invalid, "accounting.unbalanced-base", fault.Args{
			"Difference": money.Amount{Minor: sum, Currency: j.Base},
		})
	}
	return nil
}

// translated fills in the amounts of the base currency. Where the caller has given
// any, by the moving-average rate for one, they stay as they are.
func (c Content) translated(j Journal) (Content, error) {
	if !j.IsForeign() {
		if c.Rate != 0 && c.Rate != money.RateOne {
			return Content{}, fault.New(fault.Invalid, "accounting.rate-own", fault.Args{"Currency": string(j.Base)})
		}
		c.Rate = money.RateOne
		for i := range c.Lines {
			c.Lines[i].BaseMinor = c.Lines[i].AmountMinor
		}
		return c, nil
	}
	if c.Rate <= 0 {
		return Content{}, fault.New(fault.Invalid, "accounting.rate-missing", fault.Args{
			"Currency": string(j.Currency), "Base": string(j.Base),
		})
	}
	for _, l := range c.Lines {
		if l.BaseMinor != 0 {
			return c, nil
		}
	}
	return c, Translate(c.Lines, j, c.Rate)
}

// Translate sets the amounts of the base currency by a rate, each rounded half to
// even. What rounding leaves over goes to the line with the largest amount, so that
// no unit is lost or made: at most half a unit for each line.
func Translate(lines []Line, j Journal, rate money.Rate) error {
	var rest int64
	largest := 0
	for i := range lines {
		worth, err := rate.Convert(j.amount(lines[i].AmountMinor), j.Base)
		if err != nil {
			return err
		}
		if outside(worth.Minor) {
			return fault.New(fault.Invalid, "accounting.line-large", fault.Args{
				"Line": i + 1, "Largest": money.Amount{Minor: MaxAmountMinor, Currency: j.Base},
			})
		}
		lines[i].BaseMinor = worth.Minor
		rest -= worth.Minor
		if abs(worth.Minor) > abs(lines[largest].BaseMinor) {
			largest = i
		}
	}
	lines[largest].BaseMinor += rest
	return nil
}

func abs(n int64) int64 { return max(n, -n) }
