package accounting

import (
	"testing"

	"github.com/comptoir/comptoir/app/accounting"
)

func TestAccountsAreSummedUp(t *testing.T) {
	line := func(account string, minor int64) accounting.Line {
		return accounting.Line{Account: account, AmountMinor: minor, BaseMinor: minor}
	}
	for want, lines := range map[string][]accounting.Line{
		"":                     nil,
		"6042 / 5711":          {line("6042", 5), line("5711", -5)},
		"6042, 6053 / 5711":    {line("6042", 5), line("5711", -7), line("6053", 1), line("6042", 1)},
		"6042, 6053 +1 / 5711": {line("6042", 5), line("6053", 1), line("6222", 1), line("5711", -7)},
	} {
		r := row{}
		r.Lines = lines
		if got := accounts(r); got != want {
			t.Errorf("%+v are %q, want %q", lines, got, want)
		}
	}
}

func TestPartsOfAnAmount(t *testing.T) {
	for text, want := range map[string][]int64{
		"3": {34, 33, 33}, "50%": {50, 50}, "50%;30%": {50, 30, 20}, "12; 8": {12, 8, 80}, "60 ; 40": {60, 40}, "33,33%;33,33%;33,34%": {33, 33, 34},
	} {
		got, err := partsOf(100, text, "XOF")
		if err != nil || len(got) != len(want) {
			t.Errorf("%q gives %v, %v", text, got, err)
			continue
		}
		for i := range want {
			if got[i] != want[i] {
				t.Errorf("%q gives %v, want %v", text, got, want)
			}
		}
	}
	for _, text := range []string{"", "1", "0", "500", ";", "200", "abc", "120%", "100"} {
		if got, err := partsOf(100, text, "XOF"); err == nil {
			t.Errorf("%q gives %v", text, got)
		}
	}
	if got, err := partsOf(-100, "3", "XOF"); err != nil || got[0] != -34 {
		t.Errorf("a credit gives %v, %v", got, err)
	}
}
