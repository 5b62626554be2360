package translation

import (
	"encoding/json"
	"io/fs"
	"strings"
	"sync"
	"testing"

	"github.com/comptoir/comptoir/assets"
)

// What is decoded one by one is what a decoder of whole files finds.
func TestEveryTextIsReadAsItStands(t *testing.T) {
	for _, l := range languages {
		names, err := fs.Glob(assets.Translations, "translations/"+l.Code+"/*.json")
		if err != nil || len(names) == 0 {
			t.Fatal(names, err)
		}
		for _, name := range names {
			content, err := fs.ReadFile(assets.Translations, name)
			if err != nil {
				t.Fatal(err)
			}
			compareWhole(t, l.Code, name, string(content))
		}
	}
	compareWhole(t, "fr", "signs", ` { "a\"b" : "{\"c\" \\" , "\u00e9" :{ "other" :"}é" , "one":"{x" }, "d":"\\\\\"" } `+"\n")
	compareWhole(t, "fr", "nothing", "{ }")
}

func compareWhole(t *testing.T, code, name, content string) {
	t.Helper()
	whole := map[string]forms{}
	if err := json.Unmarshal([]byte(content), &whole); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	texts := newLexicon(code)
	if err := texts.add(content); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if len(texts.raw) != len(whole) {
		t.Errorf("%s: %d texts, want %d", name, len(texts.raw), len(whole))
	}
	for key, want := range whole {
		var got forms
		if err := json.Unmarshal([]byte(texts.raw[key]), &got); err != nil || got != want {
			t.Errorf("%s: %s is %+v, %v; want %+v", name, key, got, err, want)
		}
	}
}

func TestDamageToATextIsFoundWhenItIsRead(t *testing.T) {
	for raw, want := range map[string]string{
		`{"a": {"one": "x"}}`:              "want exactly",
		`{"a": {"one": "x", "many": "y"}}`: "want exactly",
		`{"a": {"one" "x"}}`:               "invalid character",
		`{"a": "\x"}`:                      "invalid character",
	} {
		texts, err := load(translated(raw), "fr")
		if err != nil {
			t.Fatal(err)
		}
		if err := texts.learn("a"); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", raw, err, want)
		}
	}
}

// Two who want the same text for the first time both get it, and so does who has
// it already while others still read.
func TestManyMayAskForTheFirstTime(t *testing.T) {
	printer := &Printer{language: "fr", texts: newLexicon("fr")}
	keys := strings.Split("abcdefghijklmnopqrstuvwxyz", "")
	content := map[string]string{}
	for _, key := range keys {
		content[key] = "texte " + key
	}
	whole, err := json.Marshal(content)
	if err != nil {
		t.Fatal(err)
	}
	if err := printer.texts.add(string(whole)); err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for _, key := range keys {
				if got := printer.T(key); got != content[key] {
					t.Errorf("%s: %q", key, got)
				}
			}
		})
	}
	all.Wait()
	if len(printer.texts.raw) != 0 {
		t.Errorf("%d texts were read and are kept as if they were not", len(printer.texts.raw))
	}
}
