package welcome

import "testing"

func TestRegroupForgivesAndKeepsTheCursor(t *testing.T) {
	for _, c := range []struct {
		text   string
		cursor int
		want   string
		moved  int
	}{
		{"", 0, "", 0},
		{"k4wm", 4, "K4WM", 4},
		{"k4wm9", 5, "K4WM-9", 6},
		{"K4WM-9PQX-2T7H-VB3D", 19, "K4WM-9PQX-2T7H-VB3D", 19},
		{"K4WM-9PQX-2T7H-VB3DX", 20, "K4WM-9PQX-2T7H-VB3D", 19}, // no more than there are
		{" o0-i1 l1 ", 10, "0011-11", 7},
		{"ü?é", 3, "", 0},
		{"UuU", 3, "", 0}, // no symbol of the alphabet
		{"K4xWM-9", 3, "K4XW-M9", 3},
		{"K4WM9", 4, "K4WM-9", 4},
		{"４k", 2, "K", 1}, // a digit of another width is none of ours
	} {
		if got, moved := regroup(c.text, c.cursor); got != c.want || moved != c.moved {
			t.Errorf("regroup(%q, %d) = %q, %d; want %q, %d", c.text, c.cursor, got, moved, c.want, c.moved)
		}
	}
}
