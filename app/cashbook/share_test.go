package cashbook_test

import (
	"errors"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
)

// shares reads sizes as a person types them.
func shares(t *testing.T, sizes ...string) []cashbook.Share {
	t.Helper()
	shares := make([]cashbook.Share, len(sizes))
	for i, size := range sizes {
		shares[i].Account = "605"
		if err := shares[i].SetSize(size, "XOF"); err != nil {
			t.Fatalf("%q: %v", size, err)
		}
	}
	return shares
}

// refused wants a fault.Invalid of the key.
func refused(t *testing.T, err error, key string) {
	t.Helper()
	var f *fault.Error
	if !errors.As(err, &f) || f.Kind != fault.Invalid || f.Key != key {
		t.Errorf("error %v, want %s", err, key)
	}
}

func TestDivide(t *testing.T) {
	for _, c := range []struct {
		total int64
		sizes []string
		want  []int64
		left  int64
	}{
		{-10_000, []string{"60%", "40%"}, []int64{-6_000, -4_000}, 0},
		{100, []string{"33,33 %", "33.33%", ""}, []int64{33, 33, 34}, 0},
		{100, []string{"33,3333%", "33,3333%", "33,3334%"}, []int64{33, 33, 34}, 0},
		{1_001, []string{"50%", "501"}, []int64{500, 501}, 0},
		{1_001, []string{"50%", "500"}, []int64{501, 500}, 0},
		{1_001, []string{"50%", "499"}, []int64{501, 499}, 1},
		{1_000, []string{"50%", "499"}, []int64{500, 499}, 1},
		{-1_000, []string{"600"}, []int64{-600}, -400},
		{-1_000, []string{"1100", "-100"}, []int64{-1_100, 100}, 0},
		{-1_000, []string{"600", "600"}, []int64{-600, -600}, 200},
		{5, []string{"10%", "10%", "10%", "70%"}, []int64{1, 1, 0, 3}, 0},
		{9_999_999_999_999, []string{"0,0001%", ""}, []int64{10_000_000, 9_999_989_999_999}, 0},
		{-7, []string{""}, []int64{-7}, 0},
	} {
		got, left, err := cashbook.Divide(c.total, shares(t, c.sizes...))
		if err != nil || !slices.Equal(got, c.want) || left != c.left {
			t.Errorf("%d by %q gives %v and leaves %d (%v), want %v and %d", c.total, c.sizes, got, left, err, c.want, c.left)
		}
	}
}

func TestDivideRefuses(t *testing.T) {
	for key, sizes := range map[string][]string{
		"cashbook.parts-count": nil, "cashbook.shares-rest": {"", "10%", ""}, "cashbook.shares-percent": {"60%", "41%"},
	} {
		_, _, err := cashbook.Divide(100, shares(t, sizes...))
		refused(t, err, key)
	}
	for text, key := range map[string]string{
		"0": "cashbook.share-zero", "0%": "cashbook.percent", "101%": "cashbook.percent", "%": "cashbook.percent",
		"1,23456%": "cashbook.percent", "-5%": "cashbook.percent", "99999999999%": "cashbook.percent",
	} {
		var s cashbook.Share
		refused(t, s.SetSize(text, "XOF"), key)
	}
}

func TestDivided(t *testing.T) {
	c := cashbook.Content{AmountMinor: -1_000, Account: "601", Text: "x"}
	for key, sizes := range map[string][]string{
		"cashbook.shares-short": {"400", "500"}, "cashbook.shares-over": {"600", "500"}, "cashbook.share-empty": {"1000", ""},
	} {
		_, err := c.Divided(shares(t, sizes...), "XOF")
		refused(t, err, key)
	}
	one, err := c.Divided(shares(t, ""), "XOF")
	if err != nil || one.Account != "605" || one.Parts != nil {
		t.Errorf("one share gives %+v, %v", one, err)
	}
	two, err := c.Divided(shares(t, "40%", ""), "XOF")
	want := []cashbook.Part{{AmountMinor: -400, Account: "605"}, {AmountMinor: -600, Account: "605"}}
	if err != nil || two.Account != "" || !slices.Equal(two.Parts, want) {
		t.Errorf("two shares give %+v, %v", two, err)
	}
	again, err := two.Divided(two.Shares(), "XOF")
	if err != nil || !again.Equal(two) {
		t.Errorf("typed again it is %+v, %v", again, err)
	}
}

func TestAssignmentIsTyped(t *testing.T) {
	for text, want := range map[string]cashbook.Share{
		"": {}, "6053": {Account: "6053"}, "6053:afd-24:A.1.2": {Account: "6053", Funding: "AFD-24", BudgetLine: "A.1.2"},
		"6053::a.1": {Account: "6053", BudgetLine: "A.1"}, ":AFD-24": {Funding: "AFD-24"},
	} {
		got, err := cashbook.ParseAssignment(text)
		if err != nil || got != want {
			t.Errorf("%q is read as %+v, %v", text, got, err)
		}
		if again, err := cashbook.ParseAssignment(got.Assignment()); err != nil || again != want {
			t.Errorf("%q is written as %q", text, got.Assignment())
		}
	}
	_, err := cashbook.ParseAssignment("1:2:3:4")
	refused(t, err, "cashbook.assignment")
}

// Whatever the shares, their amounts and what is left are the total, and a
// percentage is never more than a unit away from its exact amount.
func TestDividePropertiesHold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		total := rapid.Int64Range(-cashbook.MaxAmountMinor, cashbook.MaxAmountMinor).Draw(t, "total")
		var shares []cashbook.Share
		percents, rest := cashbook.Whole, rapid.Bool().Draw(t, "rest")
		for range rapid.IntRange(1, 12).Draw(t, "shares") {
			var s cashbook.Share
			if rapid.Bool().Draw(t, "percent") && percents > 1 {
				s.Percent = cashbook.Percent(rapid.Int64Range(1, int64(percents)).Draw(t, "share"))
				percents -= s.Percent
			} else {
				s.AmountMinor = rapid.Int64Range(1, 10_000).Draw(t, "amount")
			}
			shares = append(shares, s)
		}
		if rest {
			shares = append(shares, cashbook.Share{})
		}
		minor, left, err := cashbook.Divide(total, shares)
		if err != nil {
			t.Fatal(err)
		}
		sum := left
		for i, m := range minor {
			sum += m
			if p := shares[i].Percent; p != 0 {
				exact := float64(total) * float64(p) / float64(cashbook.Whole)
				if off := float64(m) - exact; off > 1.001 || off < -1.001 {
					t.Errorf("%v %% of %d is %d", p, total, m)
				}
			}
		}
		if sum != total || rest && left != 0 {
			t.Errorf("%v leave %d of %d", minor, left, total)
		}
	})
}
