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
	"golang.org/x/text/language"

	"github.com/comptoir/comptoir/assets"
)

// Language is one in which the program can speak, with its name in itself.
type Language struct{ Code, Name string }

// languages are complete, in the order in which they are offered; French is the
// source of all others.
var languages = []Language{{"fr", "Français"}, {"en", "English"}}

// Languages gives the languages that are complete, the French one first.
func Languages() []Language { return slices.Clone(languages) }

// bundles have the texts of a language each, which are read once, when it is first
// spoken: most who start the program speak one. The translations are part of the
// program, so damage to them is a mistake of its makers and stops it.
var bundles = func() map[string]func() *i18n.Bundle {
	all := make(map[string]func() *i18n.Bundle, len(languages))
	for _, l := range languages {
		all[l.Code] = sync.OnceValue(func() *i18n.Bundle {
			b, err := load(assets.Translations, l.Code)
			if err != nil {
				panic(err)
			}
			return b
		})
	}
	return all
}()

func localizer(code string) *i18n.Localizer { return i18n.NewLocalizer(bundles[code](), code) }

// load reads translations/<language>/*.json of files.
func load(files fs.FS, code string) (*i18n.Bundle, error) {
	tag := language.Make(code)
	b := i18n.NewBundle(tag)
	names, err := fs.Glob(files, path.Join("translations", code, "*.json"))
	if err != nil || len(names) == 0 {
		return nil, fmt.Errorf("translation: no texts in %q: %w", code, err)
	}
	for _, name := range names {
		if err := loadFile(b, files, tag, name); err != nil {
			return nil, err
		}
	}
	return b, nil
}

func loadFile(b *i18n.Bundle, files fs.FS, tag language.Tag, name string) error {
	content, err := fs.ReadFile(files, name)
	if err != nil {
		return fmt.Errorf("translation: %w", err)
	}
	texts := map[string]forms{}
	if err := json.Unmarshal(content, &texts); err != nil {
		return fmt.Errorf("translation: %s: %w", name, err)
	}
	for key, text := range texts {
		if err := b.AddMessages(tag, text.message(key)); err != nil {
			return fmt.Errorf("translation: %s: %s: %w", name, key, err)
		}
	}
	return nil
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
