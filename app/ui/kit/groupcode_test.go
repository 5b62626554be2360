package kit_test

import (
	"testing"

	"github.com/comptoir/comptoir/app/ui/kit"
)

func TestGroupCodeForgivesAndKeepsTheCursor(t *testing.T) {
	for name, c := range map[string]struct {
		text   string
		cursor int
		want   string
		moved  int
	}{
		"nothing":                    {"", 0, "", 0},
		"a full group waits":         {"k4wm", 4, "K4WM", 4},
		"the next begins behind":     {"k4wm9", 5, "K4WM-9", 6},
		"whole":                      {"K4WM-9PQX-2T7H-VB3D", 19, "K4WM-9PQX-2T7H-VB3D", 19},
		"never more than there are":  {"K4WM-9PQX-2T7H-VB3DX", 20, "K4WM-9PQX-2T7H-VB3D", 19},
		"read as meant":              {" o0-i1 l1 ", 10, "0011-11", 7},
		"no symbols":                 {"ü?é", 3, "", 0},
		"a letter that is no symbol": {"Uu0", 3, "UU0", 3},
		"in the middle":              {"K4xWM-9", 3, "K4XW-M9", 3},
		"before the hyphen":          {"K4WM9", 4, "K4WM-9", 4},
		"a digit of another width":   {"４k", 2, "K", 1},
	} {
		t.Run(name, func(t *testing.T) {
			if got, moved := kit.GroupCode(c.text, c.cursor, 4); got != c.want || moved != c.moved {
				t.Errorf("%q at %d, want %q at %d", got, moved, c.want, c.moved)
			}
		})
	}
}
