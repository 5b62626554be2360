package access_test

import (
	"errors"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/access"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

func newSet() (access.Recovery, []string) {
	var random [access.RecoveryCodes][12]byte
	for i := range random {
		for j := range random[i] {
			random[i][j] = byte(i*37 + j*11 + 200)
		}
	}
	return access.NewRecovery(ident.UserID{1}, access.Salt{7}, random)
}

func TestRecoveryCodesOpenOnceEach(t *testing.T) {
	set, codes := newSet()
	if len(codes) != access.RecoveryCodes || set.Left() != access.RecoveryCodes {
		t.Fatalf("%d codes, %d left", len(codes), set.Left())
	}
	form := regexp.MustCompile(`^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$`)
	for i, code := range codes {
		if !form.MatchString(code) || !access.IsRecoveryCode(code) {
			t.Errorf("code %s", code)
		}
		used, err := set.Use(code, noon)
		if err != nil || used.Number != i+1 || used.Used != noon {
			t.Fatalf("%s: %+v, %v", code, used, err)
		}
		set.Codes[i] = used
		if _, err := set.Use(code, noon.Add(time.Hour)); keyOf(err) != "access.recovery-used" || !errors.Is(err, fault.Conflict) {
			t.Errorf("%s again: %v", code, err)
		}
		if set.Left() != access.RecoveryCodes-i-1 {
			t.Errorf("%d left after %d", set.Left(), i+1)
		}
	}
}

func TestRecoveryCodesAreReadAsTheyAreWritten(t *testing.T) {
	set, codes := newSet()
	code := codes[0]
	for _, typed := range []string{
		strings.ToLower(code), strings.ReplaceAll(code, "-", ""), strings.ReplaceAll(code, "-", " "),
		strings.NewReplacer("0", "o", "1", "l").Replace(code),
	} {
		if _, err := set.Use(typed, noon); err != nil {
			t.Errorf("%q: %v", typed, err)
		}
	}
	for _, typed := range []string{"", "287082", "0000-0000-0000", code[:13], code + "0", strings.Replace(code, code[:1], "U", 1), codes[0][:9] + codes[1][9:]} {
		if _, err := set.Use(typed, noon); keyOf(err) != "access.recovery-wrong" || !errors.Is(err, fault.Denied) {
			t.Errorf("%q: %v", typed, err)
		}
	}
	if access.IsRecoveryCode("287082") || access.IsRecoveryCode("") || access.IsRecoveryCode("ÜÜÜÜ-ÜÜÜÜ-ÜÜÜÜ") {
		t.Error("something else passes for a recovery code")
	}
}

func TestCodesAreNotStoredAsTheyAre(t *testing.T) {
	set, codes := newSet()
	other, _ := access.NewRecovery(ident.UserID{1}, access.Salt{8}, [access.RecoveryCodes][12]byte{})
	for i, c := range set.Codes {
		if strings.Contains(string(c.Digest[:]), codes[i][:4]) || c.Digest == other.Codes[i].Digest {
			t.Errorf("code %d is not stretched with the salt", i)
		}
	}
}
