package usrfile_test

import (
	"strings"
	"testing"

	"github.com/comptoir/comptoir/usrfile"
)

// lastGroup is the highest number of a group: five in a request, four in an
// answer.
const lastGroup = 9

const crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// eachRightGroup gives every group that is right in some place: 9 numbers and
// 32 × 32 × 32 symbols. Exactly one check symbol must fit each.
func eachRightGroup(t *testing.T, visit func(number byte, group []int)) {
	t.Helper()
	group := make([]int, 4)
	for number := byte(1); number <= lastGroup; number++ {
		for data := range 1 << 15 {
			group[0], group[1], group[2] = data>>10, data>>5&31, data&31
			fitting := 0
			for check := range 32 {
				group[3] = check
				if right(number, group) {
					fitting++
					visit(number, group)
				}
			}
			if fitting != 1 {
				t.Fatalf("%d check symbols fit %v in group %d", fitting, group[:3], number)
			}
		}
	}
}

func right(number byte, group []int) bool {
	return usrfile.Judge(number, group) == usrfile.GroupRight
}

// Every single wrong symbol, in every place of every group there is.
func TestEverySingleSymbolErrorIsCaught(t *testing.T) {
	tried := 0
	eachRightGroup(t, func(number byte, group []int) {
		for place, symbol := range group {
			for wrong := range 32 {
				if group[place] = wrong; wrong == symbol {
					continue
				}
				if tried++; right(number, group) {
					t.Fatalf("%v in group %d: wrong symbol in place %d not caught", group, number, place)
				}
			}
			group[place] = symbol
		}
	})
	if want := lastGroup * (1 << 15) * 4 * 31; tried != want {
		t.Errorf("%d errors tried, want %d", tried, want)
	}
}

// Two exchanged symbols: neighbours, those with one between them, and the first
// with the last; and two equal symbols mistaken for two equal others.
func TestEveryTranspositionIsCaught(t *testing.T) {
	pairs := [][2]int{{0, 1}, {1, 2}, {2, 3}, {0, 2}, {1, 3}, {0, 3}}
	tried := 0
	eachRightGroup(t, func(number byte, group []int) {
		for _, p := range pairs {
			a, b := group[p[0]], group[p[1]]
			if a == b {
				continue
			}
			group[p[0]], group[p[1]] = b, a
			if tried++; right(number, group) {
				t.Fatalf("%v in group %d: exchange of places %v not caught", group, number, p)
			}
			group[p[0]], group[p[1]] = a, b
		}
	})
	// of the 2^15 right groups of a number, 31 in 32 differ in two given places
	if want := lastGroup * (1 << 10) * 31 * len(pairs); tried != want {
		t.Errorf("%d exchanges tried, want %d", tried, want)
	}
}

func TestEveryTwinErrorIsCaught(t *testing.T) {
	pairs := [][2]int{{0, 1}, {1, 2}, {2, 3}, {0, 2}, {1, 3}, {0, 3}}
	tried := 0
	eachRightGroup(t, func(number byte, group []int) {
		for _, p := range pairs {
			twin := group[p[0]]
			if twin != group[p[1]] {
				continue
			}
			for wrong := range 32 {
				group[p[0]], group[p[1]] = wrong, wrong
				if tried++; wrong != twin && right(number, group) {
					t.Fatalf("%v in group %d: twins in places %v not caught", group, number, p)
				}
			}
			group[p[0]], group[p[1]] = twin, twin
		}
	})
	if tried == 0 {
		t.Error("no twins found")
	}
}

// A group is right in its own place and in no other of both codes: so swapped,
// rotated and repeated groups are caught, and an answer is no request.
func TestEveryGroupInAnotherPlaceIsCaught(t *testing.T) {
	eachRightGroup(t, func(number byte, group []int) {
		for other := byte(1); other <= lastGroup; other++ {
			if other != number && right(other, group) {
				t.Fatalf("%v is right in groups %d and %d", group, number, other)
			}
		}
	})
}

// The rule of FORMAT.md, with products computed otherwise.
func TestCheckIsASumOverGF32(t *testing.T) {
	eachRightGroup(t, func(number byte, group []int) {
		sum := product(16, int(number)) ^ product(8, group[0]) ^ product(4, group[1]) ^ product(2, group[2]) ^ group[3]
		if sum != 0 {
			t.Fatalf("%v in group %d: sum %d", group, number, sum)
		}
	})
}

func TestAnIncompleteGroupIsNoTypoUnlessASymbolIsWrong(t *testing.T) {
	for _, c := range []struct {
		group []int
		want  usrfile.GroupVerdict
	}{
		{nil, usrfile.GroupIncomplete},
		{[]int{1}, usrfile.GroupIncomplete},
		{[]int{1, 2, 3}, usrfile.GroupIncomplete},
		{[]int{-1}, usrfile.GroupTypo},
		{[]int{1, 2, -1}, usrfile.GroupTypo},
		{[]int{0, 0, 0, 0}, usrfile.GroupTypo},
	} {
		if got := usrfile.Judge(1, c.group); got != c.want {
			t.Errorf("%v: verdict %d, want %d", c.group, got, c.want)
		}
	}
}

// respell writes a code in the ways that people do, which all mean the same.
func respell(code string) []string {
	return []string{
		code, strings.ToLower(code), strings.ReplaceAll(code, "-", ""), strings.ReplaceAll(code, "-", " "),
		strings.ReplaceAll(code, "-", "\u00a0"), strings.ReplaceAll(code, "-", "\u202f"), " " + code + " ",
		strings.NewReplacer("0", "O", "1", "I").Replace(code), strings.NewReplacer("0", "o", "1", "l").Replace(code),
		strings.NewReplacer("1", "L").Replace(code), strings.Join(strings.Split(code, ""), " "),
	}
}
