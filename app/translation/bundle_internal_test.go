package translation

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/nicksnyder/go-i18n/v2/i18n"
)

func TestLoadChoosesPlurals(t *testing.T) {
	text := `{"file": {"one": "{{.Count}} fichier", "other": "{{.Count}} fichiers"}}`
	texts, err := load(translated(text), "fr")
	if err != nil {
		t.Fatal(err)
	}
	for count, want := range map[int64]string{0: "0 fichier", 1: "1 fichier", 2: "2 fichiers", 1_000_000: "1000000 fichiers"} {
		got, err := texts.localize(&i18n.LocalizeConfig{
			MessageID: "file", PluralCount: count, TemplateData: map[string]any{"Count": count},
		})
		if err != nil || got != want {
			t.Errorf("%d: %q, %v; want %q", count, got, err, want)
		}
	}
}

func TestLoadRefuses(t *testing.T) {
	for text, want := range map[string]string{
		`{"a": `:                     "unexpected end",
		``:                           "want texts",
		`[]`:                         "want texts",
		`{"a": "x"} {}`:              "want texts",
		`{"a": "x" "b": "y"}`:        "want texts",
		`{"a": "x",}`:                "want texts",
		`{"a" "x"}`:                  "want texts",
		`{a: "x"}`:                   "want texts",
		`{"a": 3}`:                   "want texts",
		`{"a": ["x"]}`:               "want texts",
		`{"a": {"one": {"b": "x"}}}`: "want texts",
		`{"a": "x`:                   "unexpected end",
		`{"a": "x\"}`:                "unexpected end",
		`{"a": {"one": "x"`:          "unexpected end",
		`{"\x": "y"}`:                "invalid character",
	} {
		_, err := load(translated(text), "fr")
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("load(%s) = %v, want %q", text, err, want)
		}
	}
	if _, err := load(fstest.MapFS{}, "fr"); err == nil {
		t.Error("no files at all are accepted")
	}
}

func translated(text string) fstest.MapFS {
	file := &fstest.MapFile{Data: []byte(text)}
	return fstest.MapFS{"translations/fr/x.json": file, "translations/en/x.json": file}
}
