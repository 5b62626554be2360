package accounting

import (
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
)

// Stock is what a treasury journal in a foreign currency holds, in its currency and
// in the base currency: the sum of all lines on its account. It is valued by the
// moving average, « cours mixte » or « coût moyen pondéré »:
//
//   - What takes the stock further from nothing brings its own rate: money in, or
//     money out of an account that is overdrawn.
//   - What brings it nearer to nothing is worth a part of the stock in proportion,
//     rounded half to even: base × amount ÷ stock. What empties it takes all that is
//     left, so that no unit of the base currency stays behind.
//   - What goes beyond, through nothing to the other side, is both: the stock to its
//     end, and the rest at its own rate.
//
// Postings count in the order in which they are entered, whatever day they have: a
// posting that was entered keeps its value. A reversal takes back exactly what its
// posting brought; what it leaves behind goes into the average of what follows.
type Stock struct {
	AmountMinor int64 // of the journal's currency; negative when overdrawn
	BaseMinor   int64
}

// After gives the stock after a movement.
func (s Stock) After(amountMinor, baseMinor int64) Stock {
	return Stock{s.AmountMinor + amountMinor, s.BaseMinor + baseMinor}
}

// Nears reports whether some of a movement is worth the average: it takes from the
// stock rather than adding to it.
func (s Stock) Nears(amountMinor int64) bool {
	return s.AmountMinor != 0 && (s.AmountMinor > 0) != (amountMinor > 0) && !s.crossed()
}

// crossed reports a stock whose worth is on the other side of nothing, as reversals
// can leave it: it has no average.
func (s Stock) crossed() bool {
	return s.AmountMinor > 0 && s.BaseMinor < 0 || s.AmountMinor < 0 && s.BaseMinor > 0
}

// NeedsRate reports whether a movement cannot be valued without a rate of its own.
func (s Stock) NeedsRate(amountMinor int64) bool {
	return !s.Nears(amountMinor) || abs(amountMinor) > abs(s.AmountMinor)
}

// Value gives what a movement is worth in the base currency, with its sign. The rate
// is that of what has no average, and may be 0 where all of it has.
func (s Stock) Value(amountMinor int64, rate money.Rate, j Journal) (baseMinor int64, err error) {
	switch {
	case !s.Nears(amountMinor):
		return worth(amountMinor, rate, j)
	case abs(amountMinor) >= abs(s.AmountMinor):
		beyond, err := worth(amountMinor+s.AmountMinor, rate, j)
		return beyond - s.BaseMinor, err
	}
	return money.Proportion(s.BaseMinor, amountMinor, s.AmountMinor)
}

// worth converts an amount of the journal by a rate.
func worth(amountMinor int64, rate money.Rate, j Journal) (int64, error) {
	if amountMinor == 0 {
		return 0, nil
	}
	if rate <= 0 {
		return 0, fault.New(fault.Invalid, "accounting.rate-missing", fault.Args{"Currency": string(j.Currency), "Base": string(j.Base)})
	}
	base, err := rate.Convert(j.amount(amountMinor), j.Base)
	return base.Minor, err
}

// valued gives the content of a foreign treasury journal with the worth of its
// other side, the last line, and the other lines in proportion to it; what rounding
// leaves over goes to the largest of them. The content of other journals is left
// as it is: one rate is for all of it.
func (c Content) valued(b Basis) (Content, error) {
	j := b.Journal
	if !j.IsForeign() {
		c.Rate = 0
		return c, nil
	}
	if !j.IsTreasury() {
		return c, nil
	}
	others, own := c.Lines[:len(c.Lines)-1], &c.Lines[len(c.Lines)-1]
	base, err := b.Stock.Value(own.AmountMinor, c.Rate, j)
	if err != nil {
		return Content{}, err
	}
	own.BaseMinor = base
	if b.Stock.Nears(own.AmountMinor) {
		c.Rate = average(j.amount(abs(own.AmountMinor)), money.Amount{Minor: abs(base), Currency: j.Base})
	}
	return c, apportion(others, own.AmountMinor, base)
}

// average gives the rate that a movement was valued at, for people to read: what it
// is worth is what counts. It is the smallest rate where nothing was left to value.
func average(of, worth money.Amount) money.Rate {
	rate, err := money.RateBetween(of, worth)
	if err != nil {
		return 1
	}
	return rate
}

// apportion gives lines that add up to -amount their part of -base.
func apportion(lines []Line, amount, base int64) (err error) {
	rest, largest := -base, 0
	for i := range lines {
		l := &lines[i]
		if l.BaseMinor, err = money.Proportion(base, l.AmountMinor, amount); err != nil {
			return err
		}
		rest -= l.BaseMinor
		if abs(l.AmountMinor) > abs(lines[largest].AmountMinor) {
			largest = i
		}
	}
	lines[largest].BaseMinor += rest
	return nil
}
