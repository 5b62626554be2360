package translation

import (
	"encoding/json"
	"fmt"
	"sync"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

// manyTexts are about as many as a language has.
const manyTexts = 1 << 13

// lexicon has the texts of one language. A program that is started speaks a few of
// several thousand, so a text is decoded when it is first wanted. It may be asked from
// several goroutines: whoever reads holds the lock for reading, and the one place that
// writes, which is learn, holds it alone.
type lexicon struct {
	tag       language.Tag
	localizer *i18n.Localizer // of the bundle

	lock   sync.RWMutex
	raw    map[string]string // by key, the JSON of what was not decoded yet
	bundle *i18n.Bundle      // what was
}

func newLexicon(code string) *lexicon {
	tag := language.Make(code)
	bundle := i18n.NewBundle(tag)
	return &lexicon{
		tag: tag, bundle: bundle, localizer: i18n.NewLocalizer(bundle, code), raw: make(map[string]string, manyTexts),
	}
}

// add takes the texts of a file, before anybody asks for one.
func (l *lexicon) add(content string) error {
	return members(content, func(key, raw string) { l.raw[key] = raw })
}

// localize gives a text. Its template must ask for no other text.
func (l *lexicon) localize(config *i18n.LocalizeConfig) (string, error) {
	l.lock.RLock()
	defer l.lock.RUnlock()
	if _, unread := l.raw[config.MessageID]; unread {
		l.lock.RUnlock()
		err := l.learn(config.MessageID)
		if l.lock.RLock(); err != nil {
			panic(err) // as any damage to the translations
		}
	}
	return l.localizer.Localize(config)
}

// learn decodes a text, unless another goroutine was faster.
func (l *lexicon) learn(key string) error {
	l.lock.Lock()
	defer l.lock.Unlock()
	raw, unread := l.raw[key]
	if !unread {
		return nil
	}
	var text forms
	if err := json.Unmarshal([]byte(raw), &text); err != nil {
		return fmt.Errorf("translation: %s: %w", key, err)
	}
	delete(l.raw, key)
	return l.bundle.AddMessages(l.tag, text.message(key))
}
