package mark_test

import (
	"errors"
	"testing"

	"pgregory.net/rapid"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/mark"
)

func TestJudge(t *testing.T) {
	last := mark.Order{Epoch: 2, Serial: 100, Digest: [32]byte{1}}
	for name, c := range map[string]struct {
		seen    bool
		next    mark.Order
		verdict mark.Verdict
		key     string
	}{
		"the first ever":                             {false, mark.Order{Epoch: 1, Serial: 1}, mark.Newer, ""},
		"the first ever, of zero":                    {false, mark.Order{}, mark.Newer, ""},
		"a larger serial":                            {true, mark.Order{Epoch: 2, Serial: 101}, mark.Newer, ""},
		"a larger epoch, even with a smaller serial": {true, mark.Order{Epoch: 3, Serial: 1}, mark.Newer, ""},
		"the same bytes":                             {true, last, mark.Repeated, ""},
		"the same place, other bytes":                {true, mark.Order{Epoch: 2, Serial: 100, Digest: [32]byte{2}}, 0, "order.equivocation"},
		"a smaller serial":                           {true, mark.Order{Epoch: 2, Serial: 99, Digest: [32]byte{1}}, 0, "order.rollback"},
		"a smaller epoch with a larger serial":       {true, mark.Order{Epoch: 1, Serial: 1000, Digest: [32]byte{1}}, 0, "order.rollback"},
	} {
		t.Run(name, func(t *testing.T) {
			verdict, err := mark.Judge(last, c.seen, c.next)
			if c.key == "" {
				if err != nil || verdict != c.verdict {
					t.Errorf("verdict %d, %v; want %d", verdict, err, c.verdict)
				}
				return
			}
			f := new(fault.Error)
			if !errors.As(err, &f) || f.Key != c.key || !errors.Is(err, fault.Conflict) {
				t.Errorf("error %v, want %s", err, c.key)
			}
		})
	}
}

// Whatever arrives in whatever order, what was applied last never goes back.
func TestNothingAppliedGoesBack(t *testing.T) {
	orders := rapid.Custom(func(t *rapid.T) mark.Order {
		return mark.Order{
			Epoch: rapid.Uint32Range(0, 3).Draw(t, "epoch"), Serial: rapid.Uint64Range(0, 5).Draw(t, "serial"),
			Digest: [32]byte{rapid.ByteRange(0, 1).Draw(t, "digest")},
		}
	})
	rapid.Check(t, func(t *rapid.T) {
		var last mark.Order
		seen := false
		for _, next := range rapid.SliceOf(orders).Draw(t, "arrivals") {
			verdict, err := mark.Judge(last, seen, next)
			if err != nil {
				continue
			}
			ahead := next.Epoch > last.Epoch || next.Epoch == last.Epoch && next.Serial > last.Serial
			if verdict == mark.Newer && seen && !ahead || verdict == mark.Repeated && (!seen || next != last) {
				t.Fatalf("%+v after %+v is %d", next, last, verdict)
			}
			last, seen = next, true
		}
	})
}
