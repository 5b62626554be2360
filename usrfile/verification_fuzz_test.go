package usrfile_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/comptoir/comptoir/usrfile"
)

// Whatever is typed: a code is taken exactly when all its groups are right, it
// has one spelling among those that mean the same, and what was typed so far is
// judged the same after more is typed.
func FuzzVerificationCode(f *testing.F) {
	v := sampleVerification(f)
	request := newRequest(f, v, 77)
	read := answer(f, sampleKey(f), request, v)
	for _, text := range []string{request.String(), read.String(), "oil3 u-\u202f", strings.Repeat("-", 200), requestCode(0, 12, 3, 4)} {
		f.Add(text, uint8(7))
	}
	f.Fuzz(func(t *testing.T, text string, cut uint8) {
		request, err := usrfile.ParseVerificationRequest(text)
		taken(t, text, usrfile.VerificationRequestGroups(text), request, err)
		answer, err := usrfile.ParseVerificationAnswer(text)
		taken(t, text, usrfile.VerificationAnswerGroups(text), answer, err)

		runes := []rune(text)
		soFar := string(runes[:min(int(cut), len(runes))])
		keptVerdicts(t, usrfile.VerificationRequestGroups(soFar), usrfile.VerificationRequestGroups(text), text)
		keptVerdicts(t, usrfile.VerificationAnswerGroups(soFar), usrfile.VerificationAnswerGroups(text), text)
	})
}

// Every code of 75 bits is read as it is written.
func FuzzVerificationRequest(f *testing.F) {
	f.Add(uint8(1), uint32(12), uint32(3), uint32(4))
	f.Fuzz(func(t *testing.T, purpose uint8, poste, facts, nonce uint32) {
		want := usrfile.VerificationRequest{
			Purpose:     usrfile.Purpose(purpose%4 + 1),
			PosteNumber: int(poste%(1<<20-1) + 1),
			Facts:       facts % (1 << 27),
			Nonce:       usrfile.VerificationNonce(nonce % (1 << 25)),
		}
		text := want.String()
		if got, err := usrfile.ParseVerificationRequest(text); err != nil || got != want {
			t.Fatalf("%+v is written as %s and read as %+v, %v", want, text, got, err)
		}
		if !allRight(usrfile.VerificationRequestGroups(text)) {
			t.Fatalf("%s: a group is not right", text)
		}
	})
}

func allRight(verdicts []usrfile.GroupVerdict) bool {
	return !slices.ContainsFunc(verdicts, func(v usrfile.GroupVerdict) bool { return v != usrfile.GroupRight })
}

// taken wants a code exactly when all groups are right, but for requests of a
// purpose or poste that cannot be.
func taken(t *testing.T, text string, verdicts []usrfile.GroupVerdict, code fmt.Stringer, err error) {
	t.Helper()
	whole := allRight(verdicts)
	switch {
	case err == nil && whole:
		sameCode(t, text, code.String())
	case err == nil:
		t.Fatalf("%q is taken with the verdicts %v", text, verdicts)
	case whole && !errors.Is(err, usrfile.ErrPurpose) && !errors.Is(err, usrfile.ErrField):
		t.Fatalf("%q: every group is right, and yet %v", text, err)
	default:
		named(t, err)
	}
}

// sameCode wants text to be code but for what people do to it.
func sameCode(t *testing.T, text, code string) {
	t.Helper()
	plain := strings.NewReplacer(" ", "", "-", "", "\u00a0", "", "\u202f", "", "O", "0", "I", "1", "L", "1")
	if got, want := plain.Replace(strings.ToUpper(text)), plain.Replace(code); got != want {
		t.Fatalf("%q read as %s", text, code)
	}
}

// keptVerdicts wants every group that was judged to keep its verdict, but for
// the last one, which symbols beyond the end make a typo. Text that is far too
// long is not looked at.
func keptVerdicts(t *testing.T, before, after []usrfile.GroupVerdict, text string) {
	t.Helper()
	if len(text) > 8*4*len(after) {
		return
	}
	for g := range len(before) - 1 {
		if before[g] != usrfile.GroupIncomplete && before[g] != after[g] {
			t.Fatalf("%q: group %d was %d and is %d", text, g+1, before[g], after[g])
		}
	}
}
