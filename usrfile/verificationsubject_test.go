package usrfile_test

import (
	"slices"
	"testing"
	"time"
	_ "time/tzdata" // Europe/Paris wherever the tests run

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/usrfile"
)

// sampleRestore is of a journal of which two closings were rejected.
func sampleRestore() usrfile.RestoreFacts {
	return usrfile.RestoreFacts{
		Manifest: seed(0x11), LastSeq: 412, LastHash: seed(0x22), Rejected: [][32]byte{seed(0x33), seed(0x44)},
	}
}

func restoreSubject(t testing.TB, r usrfile.RestoreFacts) usrfile.Subject {
	t.Helper()
	s, err := usrfile.RestoreSubject(r)
	return must(t, s, err)
}

// A code for one backup is none for another, nor for the same one after
// something else was received or rejected.
func TestRestoreSubjectIsBoundToEveryFact(t *testing.T) {
	genuine := restoreSubject(t, sampleRestore())
	for name, edit := range map[string]func(*usrfile.RestoreFacts){
		"another backup":     func(r *usrfile.RestoreFacts) { r.Manifest[31]++ },
		"a later entry":      func(r *usrfile.RestoreFacts) { r.LastSeq++ },
		"another last entry": func(r *usrfile.RestoreFacts) { r.LastHash[0]++ },
		"a closing less":     func(r *usrfile.RestoreFacts) { r.Rejected = r.Rejected[:1] },
		"a closing more":     func(r *usrfile.RestoreFacts) { r.Rejected = append(r.Rejected, seed(0x55)) },
		"another closing":    func(r *usrfile.RestoreFacts) { r.Rejected[1][5]++ },
	} {
		r := sampleRestore()
		edit(&r)
		if restoreSubject(t, r) == genuine {
			t.Errorf("%s: the same subject", name)
		}
	}
	r := sampleRestore()
	r.Rejected[0], r.Rejected[1] = r.Rejected[1], r.Rejected[0]
	if restoreSubject(t, r) != genuine {
		t.Error("the order in which closings are listed counts")
	}
	if r.Rejected[0] != seed(0x44) {
		t.Error("the caller's list was sorted")
	}
}

func TestRestoreSubjectWantsEveryFact(t *testing.T) {
	for name, edit := range map[string]func(*usrfile.RestoreFacts){
		"no manifest":         func(r *usrfile.RestoreFacts) { r.Manifest = [32]byte{} },
		"no entry received":   func(r *usrfile.RestoreFacts) { r.LastSeq = 0 },
		"a negative entry":    func(r *usrfile.RestoreFacts) { r.LastSeq = -1 },
		"no hash":             func(r *usrfile.RestoreFacts) { r.LastHash = [32]byte{} },
		"no closing affected": func(r *usrfile.RestoreFacts) { r.Rejected = nil },
		"a closing of zeros":  func(r *usrfile.RestoreFacts) { r.Rejected[1] = [32]byte{} },
		"a closing twice":     func(r *usrfile.RestoreFacts) { r.Rejected = append(r.Rejected, seed(0x33)) },
		"10 001 closings":     func(r *usrfile.RestoreFacts) { r.Rejected = manyDigests(10_001) },
	} {
		t.Run(name, func(t *testing.T) {
			r := sampleRestore()
			edit(&r)
			_, err := usrfile.RestoreSubject(r)
			refused(t, err, usrfile.ErrField)
		})
	}
	r := sampleRestore()
	r.Rejected = manyDigests(10_000)
	restoreSubject(t, r)
}

func manyDigests(n int) [][32]byte {
	digests := make([][32]byte, n)
	for i := range digests {
		digests[i] = [32]byte{byte(i >> 8), byte(i), 1}
	}
	return digests
}

// The day is that of UTC, wherever the clock stands.
func TestClockSubjectIsTheDayInUTC(t *testing.T) {
	dakar := time.Date(2026, 11, 21, 23, 59, 59, 0, time.UTC)
	noumea := dakar.In(time.FixedZone("UTC+11", 11*3600)) // the 22nd there
	want := usrfile.Subject{Purpose: usrfile.PurposeClock}
	copy(want.Value[:], "2026-11-21")
	for _, at := range []time.Time{dakar, noumea, dakar.Truncate(24 * time.Hour)} {
		if got := usrfile.ClockSubject(at); got != want {
			t.Errorf("%s gives %q", at, got.Value)
		}
	}
	if usrfile.ClockSubject(dakar.Add(time.Second)) == want {
		t.Error("the next day is the same")
	}
}

// Also where a day of 23 hours would make two of them one.
func TestHeadOfficeTriesTheDaysAround(t *testing.T) {
	paris, err := time.LoadLocation("Europe/Paris")
	must(t, paris, err)
	for _, c := range []struct {
		now  time.Time
		want []string
	}{
		{time.Date(2028, 2, 29, 23, 0, 0, 0, time.FixedZone("UTC-3", -3*3600)), []string{"2028-02-29", "2028-03-01", "2028-03-02"}},
		{time.Date(2026, 3, 29, 1, 30, 0, 0, paris), []string{"2026-03-28", "2026-03-29", "2026-03-30"}},
	} {
		var got []string
		for _, s := range usrfile.ClockSubjects(c.now) {
			if s.Purpose != usrfile.PurposeClock {
				t.Errorf("a day for %s", s.Purpose)
			}
			got = append(got, string(s.Value[:10]))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: got %v, want %v", c.now, got, c.want)
		}
	}
}

// Subjects come back from a database: what no function here makes is refused.
func TestSubjectsOfNoFactsAreRefused(t *testing.T) {
	day := func(text string) usrfile.Subject {
		s := usrfile.Subject{Purpose: usrfile.PurposeClock}
		copy(s.Value[:], text)
		return s
	}
	tailed := usrfile.FactorSubject(userID)
	tailed.Value[31] = 1
	for name, c := range map[string]struct {
		subject usrfile.Subject
		want    usrfile.Reason
	}{
		"nothing":             {usrfile.Subject{}, usrfile.ErrPurpose},
		"a purpose to come":   {usrfile.Subject{Purpose: 5, Value: seed(1)}, usrfile.ErrPurpose},
		"a restore of zeros":  {usrfile.Subject{Purpose: usrfile.PurposeRestore}, usrfile.ErrField},
		"a closing of zeros":  {usrfile.ClosingSubject([32]byte{}), usrfile.ErrField},
		"a factor of nobody":  {usrfile.FactorSubject(uuid.Nil), usrfile.ErrField},
		"a factor and more":   {tailed, usrfile.ErrField},
		"no day":              {day(""), usrfile.ErrField},
		"no such day":         {day("2027-02-29"), usrfile.ErrField},
		"a day and more":      {day("2027-02-28\x00x"), usrfile.ErrField},
		"a day before 1970":   {day("1969-12-31"), usrfile.ErrField},
		"the zero time":       {usrfile.ClockSubject(time.Time{}), usrfile.ErrField},
		"the year 10000":      {usrfile.ClockSubject(time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)), usrfile.ErrField},
		"a day written short": {day("2027-2-8"), usrfile.ErrField},
	} {
		t.Run(name, func(t *testing.T) {
			v := sampleVerification(t)
			v.Subject = c.subject
			_, err := usrfile.NewVerificationRequest(v, 1)
			refused(t, err, c.want)
		})
	}
}

func TestPurposesHaveWords(t *testing.T) {
	for purpose, want := range map[usrfile.Purpose]string{
		usrfile.PurposeRestore: "restore", usrfile.PurposeClosing: "closing-release",
		usrfile.PurposeClock: "clock", usrfile.PurposeFactor: "factor-reset", 7: "purpose 7",
	} {
		if got := purpose.String(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
