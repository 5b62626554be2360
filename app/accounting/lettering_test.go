package accounting_test

import (
	"strings"
	"testing"

	"github.com/comptoir/comptoir/app/accounting"
)

func TestLetterCodes(t *testing.T) {
	for serial, want := range map[int64]string{1: "AA", 2: "AB", 26: "AZ", 27: "BA", 676: "ZZ", 677: "AAA", 677 + 17575: "ZZZ", 677 + 17576: "AAAA"} {
		if got := accounting.LetterCode(serial, true); got != want {
			t.Errorf("LetterCode(%d) = %s, want %s", serial, got, want)
		}
	}
	seen := map[string]bool{}
	for serial := int64(1); serial < 20_000; serial++ {
		code := accounting.LetterCode(serial, serial%2 == 0)
		if seen[strings.ToUpper(code)] || accounting.LetterSerial(code) != serial {
			t.Fatalf("%d is %s, which is %d", serial, code, accounting.LetterSerial(code))
		}
		seen[strings.ToUpper(code)] = true
	}
	for _, code := range []string{"", "A", "A1", "À", "AAAAAAAAAAA", "A-B"} {
		if serial := accounting.LetterSerial(code); serial != 0 {
			t.Errorf("%q is %d", code, serial)
		}
	}
}

func TestLetterable(t *testing.T) {
	for account, want := range map[string]bool{"4011": true, "585": true, "5211": false, "6053": false, "": false, "141": false} {
		if accounting.Letterable(account) != want {
			t.Errorf("Letterable(%q) = %v", account, !want)
		}
	}
}
