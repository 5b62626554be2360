package chart

import (
	"cmp"
	"slices"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
)

// RatesMax is how many days of a pair of currencies have a rate.
const RatesMax = 5_000

// Rate is what one unit of the pair's base costs in its quote from a day on.
type Rate struct {
	Day    calendar.Day
	Rate   money.Rate
	Source string // « BCEAO », or empty
}

// Rates are those of a pair of currencies, by day. One pair is kept in one
// direction only; RateOn looks both ways.
type Rates struct {
	Base, Quote money.Currency
	List        []Rate
	Revision    int64
}

// On gives the rate that holds on a day: the newest that is not later.
func (r Rates) On(day calendar.Day) (Rate, bool) {
	after, exact := slices.BinarySearchFunc(r.List, day, func(a Rate, day calendar.Day) int { return cmp.Compare(a.Day, day) })
	switch {
	case exact:
		return r.List[after], true
	case after == 0:
		return Rate{}, false
	}
	return r.List[after-1], true
}

// RateOn gives what one unit of from costs in to on a day; where only the other
// direction is kept, its inverse. No rate is fault.Missing.
func RateOn(s Store, from, to money.Currency, day calendar.Day) (Rate, error) {
	if from == to {
		return Rate{Day: day, Rate: money.RateOne}, nil
	}
	direct, err := s.Rates(from, to)
	if err != nil {
		return Rate{}, err
	}
	if r, known := direct.On(day); known {
		return r, nil
	}
	other, err := s.Rates(to, from)
	if err != nil {
		return Rate{}, err
	}
	r, known := other.On(day)
	if !known {
		return Rate{}, fault.New(fault.Missing, "chart.rate-missing", fault.Args{"From": string(from), "To": string(to), "Day": day})
	}
	r.Rate, err = r.Rate.Inverse()
	return r, err
}
