package money

import (
	"cmp"
	"math/bits"
	"slices"

	"github.com/comptoir/comptoir/app/fault"
)

// maxShares is how many parts an amount can be split into.
const maxShares = 1_000

// Split divides the amount in proportion to the weights, such as percentages;
// the parts add up to the amount exactly. Every part is rounded towards zero,
// and the units left over go one each to the parts that lost most (the method
// of largest remainder), the earlier first when equal. Weights that are
// negative, all zero, too many, or add up to more than 64 bits are fault.Invalid.
func (a Amount) Split(weights ...int64) ([]Amount, error) {
	total, err := addWeights(weights)
	if err != nil {
		return nil, err
	}
	parts := make([]share, len(weights))
	left := magnitude(a.Minor)
	for i, weight := range weights {
		high, low := bits.Mul64(magnitude(a.Minor), uint64(weight))
		units, rest := bits.Div64(high, low, total) // weight ≤ total, so units ≤ |a| fits
		parts[i] = share{index: i, units: units, rest: rest}
		left -= units
	}
	return a.amounts(spread(parts, left)), nil
}

// share is a part of a split: whole units and what rounding took from it.
type share struct {
	index       int
	units, rest uint64
}

func addWeights(weights []int64) (total uint64, err error) {
	valid := len(weights) > 0 && len(weights) <= maxShares
	for _, weight := range weights {
		sum, carry := bits.Add64(total, uint64(max(weight, 0)), 0)
		valid = valid && weight >= 0 && carry == 0
		total = sum
	}
	if !valid || total == 0 {
		return 0, fault.New(fault.Invalid, "money.weights", fault.Args{"Most": maxShares})
	}
	return total, nil
}

// spread gives the units left over, fewer than there are parts, to the largest
// remainders.
func spread(parts []share, left uint64) []share {
	slices.SortStableFunc(parts, func(a, b share) int { return cmp.Compare(b.rest, a.rest) })
	for i := range left {
		parts[i].units++
	}
	slices.SortFunc(parts, func(a, b share) int { return cmp.Compare(a.index, b.index) })
	return parts
}

func (a Amount) amounts(parts []share) []Amount {
	result := make([]Amount, len(parts))
	for i, part := range parts {
		minor := int64(part.units)
		if a.Minor < 0 {
			minor = -minor
		}
		result[i] = Amount{minor, a.Currency}
	}
	return result
}
