package cashbook

import (
	"cmp"
	"math/bits"
	"slices"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
)

// Divide gives the amount of each share of a total, with its sign, and what is
// left of it: a voucher needs 0. Percentages are of the total and rounded so that
// together they are right to the unit, by largest remainder; when amounts and
// percentages cover the total but for the rounding, the percentages take it.
func Divide(totalMinor int64, shares []Share) (minor []int64, leftMinor int64, err error) {
	d, err := divisionOf(totalMinor, shares)
	if err != nil {
		return nil, 0, err
	}
	ofPercents := d.percents(shares)
	left := d.total - d.fixed
	for i, s := range shares {
		switch {
		case s.Percent != 0:
			d.minor[i], ofPercents = ofPercents[0], ofPercents[1:]
			left -= d.minor[i]
		case s.AmountMinor != 0:
			d.minor[i] = d.sign * s.AmountMinor
		}
	}
	if d.rest >= 0 {
		d.minor[d.rest], left = left, 0
	}
	return d.minor, left, nil
}

// division is a total on its way into shares.
type division struct {
	total, sign int64
	fixed       int64   // sum of the amounts, with the sign of the total
	percent     Percent // sum of the percentages
	rest        int     // index of the share that takes the rest; -1 for none
	minor       []int64
}

func divisionOf(total int64, shares []Share) (division, error) {
	d := division{total: total, sign: 1, rest: -1, minor: make([]int64, len(shares))}
	if total < 0 {
		d.sign = -1
	}
	if len(shares) == 0 || len(shares) > MaxParts {
		return d, fault.New(fault.Invalid, "cashbook.parts-count", fault.Args{"Most": MaxParts})
	}
	for i, s := range shares {
		if s.IsRest() && d.rest >= 0 {
			return d, fault.New(fault.Invalid, "cashbook.shares-rest", fault.Args{"First": d.rest + 1, "Second": i + 1})
		}
		if s.IsRest() {
			d.rest = i
		}
		if s.AmountMinor > MaxAmountMinor || s.AmountMinor < -MaxAmountMinor || s.Percent < 0 || s.Percent > Whole {
			return d, fault.New(fault.Invalid, "cashbook.part-amount", fault.Args{"Part": i + 1})
		}
		d.fixed += d.sign * s.AmountMinor
		d.percent += s.Percent
	}
	if d.percent > Whole {
		return d, fault.New(fault.Invalid, "cashbook.shares-percent", fault.Args{"Percent": d.percent.String()})
	}
	return d, nil
}

// percents gives the amounts of the shares with a percentage.
func (d division) percents(shares []Share) []int64 {
	var percents []Percent
	for _, s := range shares {
		if s.Percent != 0 {
			percents = append(percents, s.Percent)
		}
	}
	if together := d.total - d.fixed; d.rest < 0 && d.rounds(together) {
		return d.apportion(together, percents)
	}
	return d.apportion(d.total, append(percents, Whole-d.percent))[:len(percents)]
}

// apportion rounds percentages of the total to amounts that add up to sum, by
// largest remainder: each is less than a unit away from what it is exactly. The
// sum must be less than a unit away from that of all.
func (d division) apportion(sum int64, percents []Percent) []int64 {
	units := make([]uint64, len(percents))
	rests := make([]uint64, len(percents))
	order := make([]int, len(percents))
	left := uint64(sum * d.sign)
	for i, p := range percents {
		high, low := bits.Mul64(uint64(d.total*d.sign), uint64(p))
		units[i], rests[i] = bits.Div64(high, low, uint64(Whole)) // a percentage is at most the whole
		left -= units[i]
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(rests[b], rests[a]) })
	for _, i := range order[:left] {
		units[i]++
	}
	minor := make([]int64, len(percents))
	for i, u := range units {
		minor[i] = d.sign * int64(u)
	}
	return minor
}

// rounds reports whether an amount is what all percentages are of the total,
// rounded up or down.
func (d division) rounds(minor int64) bool {
	if minor*d.sign < 0 {
		return false
	}
	high, low := bits.Mul64(uint64(d.total*d.sign), uint64(d.percent))
	units, remainder := bits.Div64(high, low, uint64(Whole)) // the percentage is at most the whole
	is := uint64(minor * d.sign)
	return is == units || remainder > 0 && is == units+1
}

// Divided gives the content with its amount divided by shares: one names the
// account of all of it, several make parts. It refuses with fault.Invalid what
// does not add up to the unit.
func (c Content) Divided(shares []Share, currency money.Currency) (Content, error) {
	minor, left, err := Divide(c.AmountMinor, shares)
	if err != nil {
		return Content{}, err
	}
	if left != 0 {
		size := money.Amount{Minor: max(left, -left), Currency: currency}
		key := "cashbook.shares-short"
		if (left < 0) != (c.AmountMinor < 0) {
			key = "cashbook.shares-over"
		}
		return Content{}, fault.New(fault.Invalid, key, fault.Args{"Left": size})
	}
	c.Account, c.Funding, c.BudgetLine, c.Parts = "", "", "", nil
	if len(shares) == 1 {
		c.Account, c.Funding, c.BudgetLine = shares[0].Account, shares[0].Funding, shares[0].BudgetLine
		return c, nil
	}
	for i, s := range shares {
		if minor[i] == 0 {
			return Content{}, fault.New(fault.Invalid, "cashbook.share-empty", fault.Args{"Part": i + 1})
		}
		c.Parts = append(c.Parts, Part{minor[i], s.Account, s.Funding, s.BudgetLine})
	}
	return c, nil
}
