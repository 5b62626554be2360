package translation_test

import (
	"encoding/json"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/comptoir/comptoir/assets"
)

// texts are all texts of one language: key → every form of it, joined.
type texts map[string]string

func loadTexts(t *testing.T, files fs.FS, lang string) texts {
	t.Helper()
	names, err := fs.Glob(files, "translations/"+lang+"/*.json")
	if err != nil || len(names) == 0 {
		t.Fatalf("no texts in %s: %v", lang, err)
	}
	all := texts{}
	for _, name := range names {
		content, err := fs.ReadFile(files, name)
		if err != nil {
			t.Fatal(err)
		}
		for key, text := range parseTexts(t, name, content) {
			if _, twice := all[key]; twice {
				t.Errorf("%s: %s is in another file too", name, key)
			}
			all[key] = text
		}
	}
	return all
}

func parseTexts(t *testing.T, name string, content []byte) texts {
	t.Helper()
	values := map[string]any{}
	if err := json.Unmarshal(content, &values); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	parsed := texts{}
	for key, value := range values {
		switch v := value.(type) {
		case string:
			parsed[key] = v
		case map[string]any:
			one, _ := v["one"].(string)
			other, _ := v["other"].(string)
			parsed[key] = one + "\n" + other
		}
	}
	return parsed
}

func TestLanguagesHaveTheSameKeysAndPlaceholders(t *testing.T) {
	source := loadTexts(t, assets.Translations, "fr")
	entries, err := fs.ReadDir(assets.Translations, "translations")
	if err != nil || len(entries) < 2 {
		t.Fatalf("languages: %v, %v", entries, err)
	}
	for _, entry := range entries {
		other := loadTexts(t, assets.Translations, path.Base(entry.Name()))
		for _, problem := range compare(source, other) {
			t.Errorf("%s: %s", entry.Name(), problem)
		}
	}
}

// compare tells how the texts of a language differ in kind from the source.
func compare(source, other texts) []string {
	var problems []string
	for key, text := range source {
		translated, has := other[key]
		switch {
		case !has:
			problems = append(problems, key+" is missing")
		case !slices.Equal(placeholders(text), placeholders(translated)):
			problems = append(problems, key+" has other placeholders than the French one")
		}
	}
	for key := range other {
		if _, has := source[key]; !has {
			problems = append(problems, key+" has no French source")
		}
	}
	slices.Sort(problems)
	return problems
}

var placeholder = regexp.MustCompile(`\{\{\.([A-Za-z]+)\}\}`)

func placeholders(text string) []string {
	found := placeholder.FindAllString(text, -1)
	slices.Sort(found)
	return slices.Compact(found)
}

func TestCompareFindsDifferences(t *testing.T) {
	source := texts{"a": "un {{.N}}", "b": "deux", "c": "trois"}
	got := compare(source, texts{"a": "one {{.M}}", "b": "two", "d": "four"})
	want := []string{"a has other placeholders than the French one", "c is missing", "d has no French source"}
	if !slices.Equal(got, want) {
		t.Errorf("compare = %q, want %q", got, want)
	}
}

func TestTextsAreWellSet(t *testing.T) {
	for key, text := range loadTexts(t, assets.Translations, "fr") {
		for _, problem := range misset(text) {
			t.Errorf("fr: %s: %s: %q", key, problem, text)
		}
	}
	for key, text := range loadTexts(t, assets.Translations, "en") {
		if strings.Contains(text, "...") {
			t.Errorf("en: %s: three dots instead of …: %q", key, text)
		}
	}
}

// rulesOfSetting are the habits of French typography, each as what offends it.
var rulesOfSetting = map[string]*regexp.Regexp{
	"no narrow no-break space (U+202F) before : ; ! or ?":  regexp.MustCompile(`[^\x{202f}0-9?!(][:;!?]( |\x{202f}|$|\n)|[ \x{a0}][:;!?]`),
	"no narrow no-break space (U+202F) inside « »":         regexp.MustCompile(`«[^\x{202f}]|[^\x{202f}]»`),
	"two spaces in a row":                                  regexp.MustCompile(`[ \x{a0}\x{202f}]{2}`),
	"three dots instead of …":                              regexp.MustCompile(`\.\.\.`),
	"’ instead of ', which the labels of this program use": regexp.MustCompile(`’`),
	"a malformed placeholder":                              regexp.MustCompile(`\{\{[^.]|\{\{\.[^}]*[^A-Za-z}]|[^}]\}$`),
}

func misset(text string) []string {
	var problems []string
	for name, rule := range rulesOfSetting {
		if rule.MatchString(text) {
			problems = append(problems, name)
		}
	}
	return problems
}

func TestMissetFindsFaults(t *testing.T) {
	for _, bad := range []string{"Quoi ?", "Quoi?", "Oui\u00a0!", "Note: bon", "«mot»", "un  mot", "«\u202f\u202fmot\u202f»", "« mot »", "etc...", "l’an", "{{Name}}", "{{.Name}"} {
		if len(misset(bad)) == 0 {
			t.Errorf("%q passes", bad)
		}
	}
	for _, good := range []string{"Quoi\u202f?", "à 09:14", "«\u202fmot\u202f»", "{{.Name}}\u202f: oui", "https://x.example", "l'an"} {
		if problems := misset(good); len(problems) > 0 {
			t.Errorf("%q: %q", good, problems)
		}
	}
}

// TestFormsOfNumbersStandApart finds singular and plural that became one text.
func TestFormsOfNumbersStandApart(t *testing.T) {
	names, err := fs.Glob(assets.Translations, "translations/*/*.json")
	if err != nil || len(names) == 0 {
		t.Fatalf("no texts: %v", err)
	}
	for _, name := range names {
		content, err := fs.ReadFile(assets.Translations, name)
		if err != nil {
			t.Fatal(err)
		}
		values := map[string]any{}
		if err := json.Unmarshal(content, &values); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for key, value := range values {
			text, _ := value.(string)
			one, other, lines := strings.Cut(text, "\n")
			if lines && strings.Contains(one, "{{.Count}}") && strings.Contains(other, "{{.Count}}") {
				t.Errorf("%s: %s has two forms in one text", name, key)
			}
		}
	}
}
