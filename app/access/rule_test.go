package access_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/comptoir/comptoir/app/access"
	"github.com/comptoir/comptoir/app/fault"
)

func TestPolicyAccepts(t *testing.T) {
	for _, password := range []string{
		"une phrase pour Kolda", "dix lettre", "éééééééééà", "1234567890", "awa diop aime Kolda", "Vélingara12", "ൽൽൽൽൽൽൽൽൽാ",
		strings.Repeat("ab", 512),
	} {
		if err := access.DefaultPolicy.Check(password, "awa.diop@eauvive.example", "Awa Diop", "", "awa"); err != nil {
			t.Errorf("%q: %v", password, err)
		}
	}
}

func TestPolicyRefuses(t *testing.T) {
	for password, key := range map[string]string{
		"":          "access.short",
		"neuf lett": "access.short",
		"e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301": "access.short", // six characters in twelve code points
		"aaaaaaaaaaaa":                  "access.one-character",
		"éééééééééé":                    "access.one-character",
		"awa.diop@eauvive.example":      "access.name",
		"AWA.Diop@EauVive.Example 2026": "access.name",
		"AwaDiop2026":                   "access.name",
		"**awa*diop**":                  "access.name",
		"ａｗａ...ｄｉｏｐ":                    "access.name",
		"une phrase\x00cachée":          "access.unreadable",
		"une phrase\ncachée":            "access.unreadable",
		"une phrase \xff":               "access.unreadable",
		strings.Repeat("ab", 512) + "c": "access.long",
		strings.Repeat("é", 1<<20):      "access.long",
		strings.Repeat("e\u0301x", 400): "access.long",
	} {
		err := access.DefaultPolicy.Check(password, "awa.diop@eauvive.example", "Awa Diop", "")
		if f := new(fault.Error); !errors.As(err, &f) || f.Key != key || !errors.Is(err, fault.Invalid) {
			t.Errorf("%.40q: %v, want %s", password, err, key)
		}
	}
}

func TestPolicyHasAFloor(t *testing.T) {
	for policy, c := range map[access.Policy]struct{ short, enough string }{
		{}:              {"sept le", "huit let"},
		{MinLength: 3}:  {"sept le", "huit let"},
		{MinLength: 12}: {"onze lettre", "douze lettre"},
	} {
		err := policy.Check(c.short)
		if f := new(fault.Error); !errors.As(err, &f) || f.Key != "access.short" || f.Args["Min"] != len(c.enough) {
			t.Errorf("%+v: %q gives %v", policy, c.short, err)
		}
		if err := policy.Check(c.enough); err != nil {
			t.Errorf("%+v: %q gives %v", policy, c.enough, err)
		}
	}
}

func TestPolicyKnowsThePersonByAddressAlone(t *testing.T) {
	for password, refused := range map[string]bool{"AwaDiop2026": true, "eauvive-2026": false} {
		if err := access.DefaultPolicy.Check(password, "awa.diop@eauvive.example"); errors.Is(err, fault.Invalid) != refused {
			t.Errorf("%q: %v", password, err)
		}
	}
}
