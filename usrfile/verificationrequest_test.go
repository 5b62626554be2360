package usrfile_test

import (
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/usrfile"
)

func newRequest(t testing.TB, v usrfile.Verification, nonce usrfile.VerificationNonce) usrfile.VerificationRequest {
	t.Helper()
	r, err := usrfile.NewVerificationRequest(v, nonce)
	return must(t, r, err)
}

// requestCode writes 75 bits with their check symbols, without the package.
func requestCode(purpose, poste, facts, nonce int64) string {
	return writeCode(fmt.Sprintf("%03b%020b%027b%025b", purpose, poste, facts, nonce), 1)
}

func TestRequestsAre75BitsInFiveCheckedGroups(t *testing.T) {
	for _, r := range []usrfile.VerificationRequest{
		{Purpose: 1, PosteNumber: 1, Facts: 0, Nonce: 0},
		{Purpose: 4, PosteNumber: 1<<20 - 1, Facts: 1<<27 - 1, Nonce: 1<<25 - 1},
		{Purpose: 2, PosteNumber: 1 << 19, Facts: 1 << 26, Nonce: 1 << 24},
		{Purpose: 3, PosteNumber: 0x5a5a5, Facts: 0x2aaaaaa, Nonce: 0x1555555},
		newRequest(t, sampleVerification(t), 20_000_000),
	} {
		want := requestCode(int64(r.Purpose), int64(r.PosteNumber), int64(r.Facts), int64(r.Nonce))
		if got := r.String(); got != want {
			t.Errorf("%+v: got %s, want %s", r, got, want)
		}
		for _, typed := range respell(want) {
			if got, err := usrfile.ParseVerificationRequest(typed); err != nil || got != r {
				t.Errorf("%q: got %+v, %v", typed, got, err)
			}
			if got := usrfile.VerificationRequestGroups(typed); !slices.Equal(got, slices.Repeat([]usrfile.GroupVerdict{usrfile.GroupRight}, 5)) {
				t.Errorf("%q: verdicts %v", typed, got)
			}
		}
	}
}

func TestRequestsThatNeverWereCodesAreRefused(t *testing.T) {
	good := requestCode(1, 12, 3, 4)
	for typed, want := range map[string]usrfile.Reason{
		"":                                usrfile.ErrSyntax,
		good[:23]:                         usrfile.ErrSyntax,
		good + "0":                        usrfile.ErrSyntax,
		"U" + good[1:]:                    usrfile.ErrSyntax,
		good[:23] + "!":                   usrfile.ErrSyntax,
		good[:23] + "\xff":                usrfile.ErrSyntax,
		strings.Repeat("-", 1<<20):        usrfile.ErrSyntax,
		strings.Repeat("0", 1<<20):        usrfile.ErrSyntax,
		"0000-0000-0000-0000-0000":        usrfile.ErrCheck,
		good[5:10] + good[:5] + good[10:]: usrfile.ErrCheck,
		requestCode(0, 12, 3, 4):          usrfile.ErrPurpose,
		requestCode(5, 12, 3, 4):          usrfile.ErrPurpose,
		requestCode(7, 12, 3, 4):          usrfile.ErrPurpose,
		requestCode(1, 0, 3, 4):           usrfile.ErrField,
	} {
		_, err := usrfile.ParseVerificationRequest(typed)
		refused(t, err, want)
	}
}

// A poste's person sees each group judged while it is typed.
func TestGroupsAreJudgedWhileTheyAreTyped(t *testing.T) {
	const incomplete, right, typo = usrfile.GroupIncomplete, usrfile.GroupRight, usrfile.GroupTypo
	code := requestCode(1, 12, 3, 4)
	groups := strings.Split(code, "-")
	for typed, want := range map[string][]usrfile.GroupVerdict{
		"":                         {incomplete, incomplete, incomplete, incomplete, incomplete},
		code[:3]:                   {incomplete, incomplete, incomplete, incomplete, incomplete},
		code[:4]:                   {right, incomplete, incomplete, incomplete, incomplete},
		code[:7]:                   {right, incomplete, incomplete, incomplete, incomplete},
		code[:5] + "u":             {right, typo, incomplete, incomplete, incomplete},
		code[:5] + "0U":            {right, typo, incomplete, incomplete, incomplete},
		groups[1] + groups[0]:      {typo, typo, incomplete, incomplete, incomplete},
		code[:19] + groups[3]:      {right, right, right, right, typo},
		code + "-":                 {right, right, right, right, right},
		code + "0":                 {right, right, right, right, typo},
		code + code:                {right, right, right, right, typo},
		strings.Repeat("-", 1<<20): {incomplete, incomplete, incomplete, incomplete, typo},
	} {
		if got := usrfile.VerificationRequestGroups(typed); !slices.Equal(got, want) {
			t.Errorf("%.40q: verdicts %v, want %v", typed, got, want)
		}
	}
}

func TestRequestsNeedANonceOf25Bits(t *testing.T) {
	_, err := usrfile.NewVerificationRequest(sampleVerification(t), 1<<25)
	refused(t, err, usrfile.ErrField)
}

// Head office finds what is asked for among what it would permit, whatever
// purpose it is for.
func TestHeadOfficeFindsTheOneCandidate(t *testing.T) {
	now := time.Date(2026, 11, 21, 0, 30, 0, 0, time.UTC)
	candidates := []usrfile.Verification{
		sampleVerification(t),
		verificationOf(usrfile.ClosingSubject(seed(0x33))),
		verificationOf(usrfile.ClosingSubject(seed(0x44))),
		verificationOf(usrfile.FactorSubject(userID)),
		verificationOf(usrfile.FactorSubject(witnessID)),
	}
	for _, day := range usrfile.ClockSubjects(now) {
		candidates = append(candidates, verificationOf(day))
	}
	for i, asked := range candidates {
		r, err := usrfile.ParseVerificationRequest(newRequest(t, asked, 77).String())
		must(t, r, err)
		if got, err := r.Match(candidates); err != nil || got != i {
			t.Errorf("%s: found candidate %d, %v, want %d", asked.Subject.Purpose, got, err, i)
		}
	}
	farAhead := verificationOf(usrfile.ClockSubject(now.AddDate(0, 0, 2)))
	_, err := newRequest(t, farAhead, 77).Match(candidates)
	refused(t, err, usrfile.ErrCodeUnknown)
}

// Threat row 20: a code asked for something else matches nothing.
func TestRequestsForSomethingElseMatchNothing(t *testing.T) {
	permitted := []usrfile.Verification{sampleVerification(t)}
	for name, other := range otherVerifications(t) {
		t.Run("another "+name, func(t *testing.T) {
			_, err := newRequest(t, other, 77).Match(permitted)
			refused(t, err, usrfile.ErrCodeUnknown)
		})
	}
	r := newRequest(t, permitted[0], 77)
	_, err := r.Match(nil)
	refused(t, err, usrfile.ErrCodeUnknown)
	r.Nonce = 1 << 25 // no code can be written for it
	facts := usrfile.VerificationDigest(permitted[0], r.Nonce)
	r.Facts = binary.BigEndian.Uint32(facts[:]) >> 5
	_, err = r.Match(permitted)
	refused(t, err, usrfile.ErrCodeUnknown)
}

// collision gives two resets that have the same 27 bits for a nonce: with 2^14
// users there is one.
func collision(t testing.TB) (a, b usrfile.Verification) {
	t.Helper()
	seen := make(map[uint32]usrfile.Verification)
	for n := range 1 << 17 {
		user := uuid.UUID{0: 1, 13: byte(n >> 16), 14: byte(n >> 8), 15: byte(n)}
		v := verificationOf(usrfile.FactorSubject(user))
		facts := newRequest(t, v, 77).Facts
		if other, twice := seen[facts]; twice {
			return other, v
		}
		seen[facts] = v
	}
	t.Fatal("no two of 2^17 users have the same 27 bits")
	return a, b
}

// The 27 bits may fit two candidates by chance, or because somebody tried
// nonces until they did: head office does not guess.
func TestAmbiguousRequestsAreRefused(t *testing.T) {
	a, b := collision(t)
	r := newRequest(t, a, 77)
	if r != newRequest(t, b, 77) {
		t.Fatal("the requests differ")
	}
	_, err := r.Match([]usrfile.Verification{sampleVerification(t), a, b})
	refused(t, err, usrfile.ErrCodeAmbiguous)
	if i, err := r.Match([]usrfile.Verification{sampleVerification(t), a, a}); err != nil || i != 1 {
		t.Errorf("a candidate that is listed twice: %d, %v", i, err)
	}
}

func TestCandidatesAreLimited(t *testing.T) {
	r := newRequest(t, sampleVerification(t), 77)
	many := slices.Repeat([]usrfile.Verification{sampleVerification(t)}, 10_001)
	_, err := r.Match(many)
	refused(t, err, usrfile.ErrTooLarge)
	if i, err := r.Match(many[1:]); err != nil || i != 0 {
		t.Errorf("10 000 candidates: %d, %v", i, err)
	}
}
