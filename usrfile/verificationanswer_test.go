package usrfile_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/comptoir/comptoir/usrfile"
)

func answer(t testing.TB, k usrfile.VerificationKey, r usrfile.VerificationRequest, v usrfile.Verification) usrfile.VerificationAnswer {
	t.Helper()
	a, err := k.Answer(r, v)
	return must(t, a, err)
}

func accepts(t testing.TB, typed string, r usrfile.VerificationRequest, v usrfile.Verification) bool {
	t.Helper()
	a, err := usrfile.ParseVerificationAnswer(typed)
	must(t, a, err)
	accepted, err := sampleKey(t).Accepts(a, r, v)
	return must(t, accepted, err)
}

// The whole way: the poste asks, head office finds out what, answers, and the
// poste takes the answer in every spelling.
func TestCodesGoOverTheTelephone(t *testing.T) {
	asked := sampleVerification(t)
	onScreen := newRequest(t, asked, 20_000_000).String()

	heard, err := usrfile.ParseVerificationRequest(strings.ToLower(onScreen))
	must(t, heard, err)
	candidates := []usrfile.Verification{verificationOf(usrfile.ClosingSubject(seed(0x33))), asked}
	i, err := heard.Match(candidates)
	must(t, i, err)
	office, err := sampleRegistration().AtOffice(officeBox, posteBox.Public())
	must(t, office, err)
	read := answer(t, office, heard, candidates[i]).String()

	if len(read) != 19 || strings.Count(read, "-") != 3 {
		t.Errorf("%s is not four groups of four", read)
	}
	for _, typed := range respell(read) {
		if !accepts(t, typed, newRequest(t, asked, 20_000_000), asked) {
			t.Errorf("%q is not taken", typed)
		}
		if got := usrfile.VerificationAnswerGroups(typed); !slices.Equal(got, slices.Repeat([]usrfile.GroupVerdict{usrfile.GroupRight}, 4)) {
			t.Errorf("%q: verdicts %v", typed, got)
		}
	}
}

// Threat row 20: an answer permits what it was given for and nothing else.
func TestAnswersPermitOneThingOnly(t *testing.T) {
	v := sampleVerification(t)
	r := newRequest(t, v, 77)
	read := answer(t, sampleKey(t), r, v).String()
	if !accepts(t, read, r, v) {
		t.Fatal("the answer itself is not taken")
	}
	for name, other := range otherVerifications(t) {
		if accepts(t, read, newRequest(t, other, 77), other) {
			t.Errorf("taken for another %s", name)
		}
	}
	if accepts(t, read, newRequest(t, v, 78), v) {
		t.Error("taken a second time, for the next nonce")
	}
	other, err := sampleRegistration().AtPoste(usrfile.BoxKeyFromSeed(seed(9)), officeBox.Public())
	must(t, other, err)
	if accepts(t, answer(t, other, r, v).String(), r, v) {
		t.Error("the answer for another poste is taken")
	}
}

// Somebody who finds a nonce for which something harmless has the 27 bits of
// something else gains nothing: the answer is of all 256.
func TestAnswersAreOfAllFactsNotOnlyOfThe27Bits(t *testing.T) {
	a, b := collision(t)
	r := newRequest(t, a, 77)
	if accepts(t, answer(t, sampleKey(t), r, a).String(), r, b) {
		t.Error("an answer for one is taken for the other")
	}
}

// One wrong bit in any place makes another answer: all 60 are compared.
func TestEveryBitOfAnAnswerCounts(t *testing.T) {
	v := sampleVerification(t)
	r := newRequest(t, v, 77)
	read := answer(t, sampleKey(t), r, v).String()
	tried := 0
	for place := range read {
		if place%5 == 4 || place%5 == 3 { // a hyphen, a check symbol
			continue
		}
		group, number := place/5, byte(6+place/5)
		for bit := range 5 {
			symbols := []int{}
			for _, symbol := range read[group*5 : group*5+4] {
				symbols = append(symbols, strings.IndexRune(crockford, symbol))
			}
			symbols[place%5] ^= 1 << bit
			for symbols[3] = 0; !right(number, symbols); symbols[3]++ {
			}
			wrong := []byte(read)
			for i, symbol := range symbols {
				wrong[group*5+i] = crockford[symbol]
			}
			if tried++; accepts(t, string(wrong), r, v) {
				t.Errorf("%s is taken for %s", wrong, read)
			}
		}
	}
	if tried != 60 {
		t.Errorf("%d bits tried, want 60", tried)
	}
}

func TestAnswersWithTyposAreNoAttempts(t *testing.T) {
	v := sampleVerification(t)
	r := newRequest(t, v, 77)
	good := answer(t, sampleKey(t), r, v).String()
	for typed, want := range map[string]usrfile.Reason{
		"":                                usrfile.ErrSyntax,
		good[:18]:                         usrfile.ErrSyntax,
		good + "0":                        usrfile.ErrSyntax,
		good[:18] + "U":                   usrfile.ErrSyntax,
		r.String():                        usrfile.ErrSyntax,
		r.String()[:19]:                   usrfile.ErrCheck, // the request, not to its end
		good[5:10] + good[:5] + good[10:]: usrfile.ErrCheck,
		"0000-0000-0000-0000":             usrfile.ErrCheck,
	} {
		_, err := usrfile.ParseVerificationAnswer(typed)
		refused(t, err, want)
	}
	typo := usrfile.GroupTypo
	if got := usrfile.VerificationAnswerGroups(r.String()); !slices.Equal(got, []usrfile.GroupVerdict{typo, typo, typo, typo}) {
		t.Errorf("a request typed as an answer: verdicts %v", got)
	}
}

// What cannot be computed is not taken either.
func TestAnswersNeedAKeyAndTheirRequest(t *testing.T) {
	v := sampleVerification(t)
	r := newRequest(t, v, 77)
	var none usrfile.VerificationKey
	if !none.IsZero() || sampleKey(t).IsZero() {
		t.Error("IsZero mistakes a key for none")
	}
	notTaken(t, none, r, v, usrfile.ErrWeakKey)
	for name, other := range otherVerifications(t) {
		t.Run("another "+name, func(t *testing.T) { notTaken(t, sampleKey(t), r, other, usrfile.ErrCodeUnknown) })
	}
	for name, incomplete := range incompleteVerifications(t) {
		t.Run(name, func(t *testing.T) { notTaken(t, sampleKey(t), r, incomplete, usrfile.ErrField) })
	}
}

// notTaken types nothing but zeros, which is what a failed Answer gives.
func notTaken(t *testing.T, k usrfile.VerificationKey, r usrfile.VerificationRequest, v usrfile.Verification, want usrfile.Reason) {
	t.Helper()
	failed, err := k.Answer(r, v)
	refused(t, err, want)
	accepted, err := k.Accepts(failed, r, v)
	if refused(t, err, want); accepted {
		t.Error("an answer that could not be computed was taken")
	}
}

// Answers are compared in constant time only: == does not compile.
func TestAnswersAreNotComparable(t *testing.T) {
	if reflect.TypeFor[usrfile.VerificationAnswer]().Comparable() {
		t.Error("answers can be compared with ==")
	}
}
