package access_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/comptoir/comptoir/app/access"
	"github.com/comptoir/comptoir/app/fault"
)

// known are hashes made by the reference implementation in C (phc-winner-argon2).
var known = []struct {
	password string
	salt     access.Salt
	effort   access.Effort
	hash     string
}{
	{
		"password", access.Salt([]byte("somesaltsomesalt")), access.DefaultEffort,
		"$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHRzb21lc2FsdA$gduXp+Z6iReEolmbyHn5V8s1EtJzmEvZfYoY/Fn/AeI",
	},
	{
		"Forêt d'Élise 2026", access.Salt{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}, access.FloorEffort,
		"$argon2id$v=19$m=19456,t=2,p=1$AAECAwQFBgcICQoLDA0ODw$e8FEnB2dmKkvtF5hKNQh7AQMgEZ7Va/Z58/R9RCcvf4",
	},
}

func TestHashPasswordGivesKnownAnswers(t *testing.T) {
	for _, k := range known {
		if got := access.HashPassword(k.password, k.effort, k.salt); got != k.hash {
			t.Errorf("hash of %q is\n%s\nwant\n%s", k.password, got, k.hash)
		}
	}
}

func TestCheckPassword(t *testing.T) {
	for _, k := range known {
		for password, want := range map[string]bool{
			k.password: true, k.password + " ": false, strings.ToUpper(k.password): false, "": false,
		} {
			if got, err := access.CheckPassword(k.hash, password); err != nil || got != want {
				t.Errorf("%q is %v, %v; want %v", password, got, err, want)
			}
		}
	}
}

func TestAccentsAreTheSameHoweverTheyAreTyped(t *testing.T) {
	decomposed := "Fore\u0302t d'E\u0301lise 2026"
	if right, err := access.CheckPassword(known[1].hash, decomposed); !right || err != nil {
		t.Errorf("decomposed accents: %v, %v", right, err)
	}
}

func TestCheckPasswordRefusesWhatItWouldNotWrite(t *testing.T) {
	good := known[1].hash
	change := func(old, changed string) string { return strings.Replace(good, old, changed, 1) }
	for name, hash := range map[string]string{
		"nothing":                 "",
		"plain text":              "Forêt d'Élise 2026",
		"another algorithm":       change("argon2id", "argon2i"),
		"another version":         change("v=19", "v=16"),
		"no version":              change("$v=19", ""),
		"memory below the floor":  change("m=19456", "m=8"),
		"absurd memory":           change("m=19456", "m=262145"),
		"memory beyond 32 bits":   change("m=19456", "m=4294986752"),
		"too few passes":          change("t=2", "t=1"),
		"no passes":               change("t=2", "t=0"),
		"absurd passes":           change("t=2", "t=11"),
		"no lanes":                change("p=1", "p=0"),
		"absurd lanes":            change("p=1", "p=17"),
		"lanes beyond eight bits": change("p=1", "p=257"),
		"a leading zero":          change("t=2", "t=02"),
		"a sign":                  change("t=2", "t=+2"),
		"a space":                 change("t=2", "t= 2"),
		"another order":           change("m=19456,t=2", "t=2,m=19456"),
		"more parameters":         change("p=1", "p=1,x=1"),
		"padding":                 good + "=",
		"a line after":            good + "\n",
		"something between":       change("$AAEC", "$garbage$AAEC"),
		"a short salt":            change("ODw$", "OD$"),
		"a short hash":            good[:len(good)-1],
		"bits beyond the hash":    good[:len(good)-1] + "5",
		"another alphabet":        change("e8FEnB", "e8FEn_"),
	} {
		t.Run(name, func(t *testing.T) {
			if hash == good {
				t.Fatal("nothing was changed")
			}
			if right, err := access.CheckPassword(hash, known[1].password); right || !errors.Is(err, fault.Forged) {
				t.Errorf("%v, %v", right, err)
			}
			if !access.NeedsRehash(hash, access.FloorEffort) {
				t.Error("it needs no other")
			}
		})
	}
}

func TestEffortsWithinBoundsAreAccepted(t *testing.T) {
	for _, e := range []access.Effort{access.FloorEffort, {MemoryKiB: 19456, Passes: 10, Lanes: 1}, {MemoryKiB: 20000, Passes: 2, Lanes: 16}} {
		hash := access.HashPassword("une phrase", e, access.Salt{1})
		if right, err := access.CheckPassword(hash, "une phrase"); !right || err != nil {
			t.Errorf("%+v: %v, %v", e, right, err)
		}
	}
}

func TestOverlongPasswordsAreNotEvenStretched(t *testing.T) {
	long := strings.Repeat("é", 1<<20)
	hash := access.HashPassword(long, access.FloorEffort, access.Salt{1})
	if right, err := access.CheckPassword(hash, long); right || err != nil {
		t.Errorf("%v, %v", right, err)
	}
}

func TestNeedsRehash(t *testing.T) {
	for effort, want := range map[access.Effort]bool{
		access.FloorEffort:                      false,
		{MemoryKiB: 19455, Passes: 2, Lanes: 1}: false,
		{MemoryKiB: 19456, Passes: 1, Lanes: 8}: false,
		{MemoryKiB: 19457, Passes: 2, Lanes: 1}: true,
		{MemoryKiB: 19456, Passes: 3, Lanes: 1}: true,
		access.DefaultEffort:                    true,
	} {
		if got := access.NeedsRehash(known[1].hash, effort); got != want {
			t.Errorf("with %+v: %v", effort, got)
		}
	}
}

// Whatever is accepted as a hash is exactly what would be written.
func TestOneHashHasOneSpelling(t *testing.T) {
	fields := rapid.SampledFrom([]string{"0", "1", "01", "2", "3", "19456", "65536", "-1", "+2", "99999999999", ""})
	rapid.Check(t, func(t *rapid.T) {
		m, passes, lanes := fields.Draw(t, "m"), fields.Draw(t, "t"), fields.Draw(t, "p")
		salt := rapid.StringMatching(`[A-Za-z0-9+/]{21,23}`).Draw(t, "salt")
		hash := fmt.Sprintf("$argon2id$v=19$m=%s,t=%s,p=%s$%s$%s", m, passes, lanes, salt, strings.Repeat("A", 43))
		if access.NeedsRehash(hash, access.FloorEffort) {
			return // refused, or too weak
		}
		if m != "19456" && m != "65536" || passes != "2" && passes != "3" || len(lanes) != 1 || lanes == "0" || len(salt) != 22 || !strings.ContainsAny(salt[21:], "AQgw") {
			t.Fatalf("%s is accepted", hash)
		}
	})
}
