package translation

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"sync"

	"github.com/nicksnyder/go-i18n/v2/i18n"

	"github.com/comptoir/comptoir/assets"
)

// Language is one in which the program can speak, with its name in itself.
type Language struct{ Code, Name string }

// languages are complete, in the order in which they are offered; French is the
// source of all others.
var languages = []Language{{"fr", "Français"}, {"en", "English"}}

// Languages gives the languages that are complete, the French one first.
func Languages() []Language { return slices.Clone(languages) }

// lexicons have the texts of a language each, which are read once, when it is first
// spoken: most who start the program speak one. The translations are part of the
// program, so damage to them is a mistake of its makers and stops it.
var lexicons = func() map[string]func() *lexicon {
	all := make(map[string]func() *lexicon, len(languages))
	for _, l := range languages {
		all[l.Code] = sync.OnceValue(func() *lexicon {
			texts, err := load(assets.Translations, l.Code)
			if err != nil {
				panic(err)
			}
			return texts
		})
	}
	return all
}()

// load reads translations/<language>/*.json of files.
func load(files fs.FS, code string) (*lexicon, error) {
	names, err := fs.Glob(files, path.Join("translations", code, "*.json"))
	if err != nil || len(names) == 0 {
		return nil, fmt.Errorf("translation: no texts in %q: %w", code, err)
	}
	texts := newLexicon(code)
	for _, name := range names {
		content, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, fmt.Errorf("translation: %w", err)
		}
		if err := texts.add(string(content)); err != nil {
			return nil, fmt.Errorf("translation: %s: %w", name, err)
		}
	}
	return texts, nil
}

// forms is a text, or a singular and a plural.
type forms struct{ one, other string }

func (f *forms) UnmarshalJSON(data []byte) error {
	if json.Unmarshal(data, &f.other) == nil {
		return nil
	}
	plural := map[string]string{}
	if err := json.Unmarshal(data, &plural); err != nil {
		return err
	}
	f.one, f.other = plural["one"], plural["other"]
	if len(plural) != 2 || f.one == "" || f.other == "" {
		return fmt.Errorf("want exactly the forms one and other, got %d", len(plural))
	}
	return nil
}

// message gives the form "many" (French for a million of something) the words
// of "other": our languages never tell the two apart. A text without forms serves
// for every number.
func (f *forms) message(key string) *i18n.Message {
	return &i18n.Message{ID: key, One: cmp.Or(f.one, f.other), Many: f.other, Other: f.other}
}
