package money_test

import (
	"errors"
	"math"
	"math/big"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
)

func TestSplit(t *testing.T) {
	tests := []struct {
		minor   int64
		weights []int64
		want    []int64
	}{
		{100, []int64{1}, []int64{100}},
		{100, []int64{1, 1, 1}, []int64{34, 33, 33}},
		{-100, []int64{1, 1, 1}, []int64{-34, -33, -33}},
		{10, []int64{50, 30, 20}, []int64{5, 3, 2}},
		{101, []int64{60, 40}, []int64{61, 40}},
		{1, []int64{1, 3, 2}, []int64{0, 1, 0}},
		{7, []int64{0, 1, 0, 1}, []int64{0, 4, 0, 3}},
		{0, []int64{1, 2}, []int64{0, 0}},
		{math.MaxInt64, []int64{math.MaxInt64}, []int64{math.MaxInt64}},
		{math.MinInt64, []int64{1}, []int64{math.MinInt64}},
	}
	for _, tt := range tests {
		parts, err := money.Amount{tt.minor, "EUR"}.Split(tt.weights...)
		if got := minors(parts); err != nil || !slices.Equal(got, tt.want) {
			t.Errorf("%d by %v = %v, %v, want %v", tt.minor, tt.weights, got, err, tt.want)
		}
	}
}

func TestSplitRefuses(t *testing.T) {
	refused := [][]int64{
		nil, {0}, {0, 0}, {1, -1}, {2, -1}, slices.Repeat([]int64{1}, 1_001),
		{math.MaxInt64, math.MaxInt64, 2},
	}
	for _, weights := range refused {
		if parts, err := (money.Amount{100, "EUR"}).Split(weights...); !errors.Is(err, fault.Invalid) {
			t.Errorf("by %v = %v, %v, want fault.Invalid", weights, parts, err)
		}
	}
}

// Parts add up, and none is a whole unit away from its exact share.
func TestSplitIsExactAndFair(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		amount := amounts().Draw(t, "amount")
		weights := rapid.SliceOfN(rapid.Int64Range(0, math.MaxInt64/8), 1, 8).Draw(t, "weights")
		parts, err := amount.Split(weights...)
		if err != nil {
			if slices.Max(weights) > 0 {
				t.Fatal(err)
			}
			return
		}
		sum, total := new(big.Int), sumOf(weights)
		for i, part := range parts {
			sum.Add(sum, big.NewInt(part.Minor))
			share := new(big.Rat).SetFrac(new(big.Int).Mul(big.NewInt(amount.Minor), big.NewInt(weights[i])), total)
			away := share.Sub(share, new(big.Rat).SetInt64(part.Minor))
			if away.Abs(away).Cmp(big.NewRat(1, 1)) >= 0 {
				t.Fatalf("part %d of %v by %v is %v", i, amount, weights, part)
			}
		}
		if sum.Cmp(big.NewInt(amount.Minor)) != 0 {
			t.Fatalf("%v by %v adds up to %v", amount, weights, sum)
		}
	})
}

func minors(amounts []money.Amount) []int64 {
	result := make([]int64, len(amounts))
	for i, a := range amounts {
		result[i] = a.Minor
	}
	return result
}

func sumOf(weights []int64) *big.Int {
	sum := new(big.Int)
	for _, weight := range weights {
		sum.Add(sum, big.NewInt(weight))
	}
	return sum
}
