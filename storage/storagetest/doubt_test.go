package storagetest_test

import (
	"testing"
	"time"

	"github.com/comptoir/comptoir/storage/storagetest"
)

func TestShared(t *testing.T) {
	type inner struct{ list []int }
	list, table, number := []int{1, 2}, map[string]int{"a": 1}, 7
	now := time.Now()
	for name, c := range map[string]struct {
		a, b any
		want bool
	}{
		"numbers":                  {1, 1, false},
		"texts":                    {"a", "a", false},
		"moments of one zone":      {now, now, false},
		"equal lists":              {[]int{1}, []int{1}, false},
		"empty parts of one list":  {list[:0], list[:0], false},
		"one list":                 {list, list, true},
		"the beginning of it":      {list, list[:1], true},
		"one list in two structs":  {inner{list}, inner{list}, true},
		"deep in lists of structs": {[]inner{{}, {list}}, []inner{{list}}, true},
		"one table":                {table, table, true},
		"in tables":                {map[int][]int{1: list}, map[int][]int{1: list}, true},
		"one pointer":              {&number, &number, true},
		"in arrays":                {[1]any{list}, [1]any{list}, true},
		"nothing":                  {nil, nil, false},
	} {
		if got := storagetest.Shared(c.a, c.b); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
