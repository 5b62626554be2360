package usrfile_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/usrfile"
)

func TestActivationCodesAreReadAsPeopleTypeThem(t *testing.T) {
	all := usrfile.ActivationCode{0x00, 0x44, 0x32, 0x14, 0xc7, 0x42, 0x54, 0xb6, 0x35, 0xcf}
	const text = "0123-4567-89AB-CDEF"
	if got := all.String(); got != text {
		t.Fatalf("got %s, want %s", got, text)
	}
	for _, typed := range []string{
		text, strings.ToLower(text), "0123456789ABCDEF", "0123 4567 89ab cdef", " O i23-4567-89AB-CDEF ",
		"o123-4567-89AB-CDEF", "0L23-4567-89AB-CDEF", "0l23\u00a04567\u202f89AB-CDEF", "01-23-45-67-89-AB-CD-EF",
	} {
		if got, err := usrfile.ParseActivationCode(typed); err != nil || got != all {
			t.Errorf("%q: got %s, %v", typed, got, err)
		}
	}
	for _, typed := range []string{
		"", "-", "0123-4567-89AB-CDE", "0123-4567-89AB-CDEFG", "0123-4567-89AB-CDEU", "0123-4567-89AB-CDE!",
		"0123_4567_89AB_CDEF", "0123-4567-89AB-CDEÉ", "0123-4567-89AB-CDE\x00", strings.Repeat("0", 1<<20),
		strings.Repeat("-", 1<<20), "٠123-4567-89AB-CDEF",
	} {
		_, err := usrfile.ParseActivationCode(typed)
		refused(t, err, usrfile.ErrSyntax)
	}
}

func TestNewActivationCodesAreRandom(t *testing.T) {
	random := dice("codes")
	first, err := usrfile.NewActivationCode(random)
	must(t, first, err)
	second, err := usrfile.NewActivationCode(random)
	must(t, second, err)
	if first == second {
		t.Error("the same code twice")
	}
	if read, err := usrfile.ParseActivationCode(first.String()); err != nil || read != first {
		t.Errorf("%s read as %s, %v", first, read, err)
	}
	if _, err := usrfile.NewActivationCode(bytes.NewReader(make([]byte, 9))); err == nil {
		t.Error("a code of 72 bits")
	}
}

// A digest says nothing about another person, activation or organisation.
func TestActivationDigestIsBoundToEverything(t *testing.T) {
	other := uuid.MustParse("99999999-9999-4999-8999-999999999999")
	digests := map[[32]byte]bool{
		usrfile.ActivationDigest(orgID, userID, activationID, code):                     true,
		usrfile.ActivationDigest(other, userID, activationID, code):                     true,
		usrfile.ActivationDigest(orgID, other, activationID, code):                      true,
		usrfile.ActivationDigest(orgID, userID, other, code):                            true,
		usrfile.ActivationDigest(orgID, activationID, userID, code):                     true,
		usrfile.ActivationDigest(orgID, userID, activationID, usrfile.ActivationCode{}): true,
	}
	if len(digests) != 6 {
		t.Errorf("%d digests of 6 different facts", len(digests))
	}
}

func TestFingerprintsAreReadAsPeopleWriteThem(t *testing.T) {
	f := verified(t, newChain(t, firstLink(), rootKey)).Fingerprint()
	text := f.String()
	if len(text) != 39 || strings.Count(text, "-") != 7 {
		t.Errorf("%s is not 8 groups of 4", text)
	}
	for _, typed := range []string{text, strings.ToLower(text), strings.ReplaceAll(text, "-", " "), strings.ReplaceAll(text, "-", "")} {
		if got, err := usrfile.ParseFingerprint(typed); err != nil || got != f {
			t.Errorf("%q: got %s, %v", typed, got, err)
		}
	}
	for _, typed := range []string{"", text[:38], text + "0", text[:35]} {
		_, err := usrfile.ParseFingerprint(typed)
		refused(t, err, usrfile.ErrSyntax)
	}
	if got := usrfile.RequestFingerprint([32]byte{0xff, 0xff}); got != "ZZZG-0000-0000-0000" {
		t.Errorf("got %s", got)
	}
}
