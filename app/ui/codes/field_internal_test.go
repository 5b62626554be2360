package codes

import "testing"

func TestRegroup(t *testing.T) {
	for name, c := range map[string]struct {
		text   string
		cursor int
		want   string
		moved  int
	}{
		"nothing":                    {"", 0, "", 0},
		"a full group waits":         {"c00z", 4, "C00Z", 4},
		"the next begins behind":     {"c00z1", 5, "C00Z-1", 6},
		"read as meant":              {"oil 3", 5, "0113", 4},
		"in the middle":              {"C0X0Z-1", 3, "C0X0-Z1", 3},
		"never more than there are":  {"000000000", 9, "0000-0000", 9},
		"a letter that is no symbol": {"U00", 3, "U00", 3},
	} {
		t.Run(name, func(t *testing.T) {
			got, moved := regroup(c.text, c.cursor, 8)
			if got != c.want || moved != c.moved {
				t.Errorf("%q at %d, want %q at %d", got, moved, c.want, c.moved)
			}
		})
	}
}
