// Package translation makes the words a person reads: texts in their language,
// numbers and dates in their format, which they choose separately.
//
// Texts live in assets/translations/<language>/<package>.json. A text may
// mention {{.Name}}; a text with the forms "one" and "other" is chosen by the
// argument Count. A key without a text prints as [key], so that nothing is ever
// silently empty; the tests of this package find such keys beforehand.
package translation

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/nicksnyder/go-i18n/v2/i18n"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
)

// Printer writes for one person. It may be used from several goroutines.
type Printer struct {
	language string
	texts    *lexicon
	format   format
	zone     *time.Location
}

// New gives a printer for a language of Languages and a format of Formats; an
// empty format is that of the language. Others are refused with fault.Invalid.
// Instants are shown in the zone of the computer until In says otherwise.
func New(lang, formatName string) (*Printer, error) {
	if !known(lang) {
		return nil, fault.New(fault.Invalid, "translation.language", fault.Args{"Name": lang})
	}
	if formatName == "" {
		formatName = lang
	}
	f, err := formatNamed(formatName)
	if err != nil {
		return nil, err
	}
	return &Printer{language: lang, texts: lexicons[lang](), format: f, zone: time.Local}, nil
}

func known(lang string) bool {
	return slices.ContainsFunc(languages, func(l Language) bool { return l.Code == lang })
}

// In gives a printer that shows instants in the zone.
func (p *Printer) In(zone *time.Location) *Printer {
	copied := *p
	copied.zone = zone
	return &copied
}

// Language gives the code of the language.
func (p *Printer) Language() string { return p.language }

// T gives the text of the key with the arguments filled in, each formatted by
// its type. The argument Count chooses between singular and plural.
func (p *Printer) T(key string, args ...fault.Args) string {
	config := &i18n.LocalizeConfig{MessageID: key}
	if len(args) > 0 && args[0] != nil {
		config.TemplateData = p.formatted(args[0])
		if count, is := integer(args[0]["Count"]); is {
			config.PluralCount = count
		}
	}
	text, err := p.texts.localize(config)
	if err != nil {
		return "[" + key + "]"
	}
	if p.language == "fr" {
		return elided(text)
	}
	return text
}

// Fault gives the sentence that says what is wrong and the one that says what
// to do. An unforeseen error gives the reference under which the log has it.
func (p *Printer) Fault(err error, reference string) (text, hint string) {
	foreseen, is := asFault(Foreseen(err))
	if !is {
		return p.T("unforeseen"), p.T("unforeseen.hint", fault.Args{"Reference": reference})
	}
	key := "error." + foreseen.Key
	return p.T(key, foreseen.Args), p.T(key+".hint", foreseen.Args)
}

// open stands in a sentence for what is not known any more.
const open = "…"

// Reason gives the sentence of a refusal of which only the key was kept; what it
// named is left open. It is false for what is no key of an error.
func (p *Printer) Reason(key string) (text string, is bool) {
	text, err := p.texts.localize(&i18n.LocalizeConfig{MessageID: "error." + key, TemplateData: map[string]string{}})
	if err != nil {
		return "", false
	}
	return strings.ReplaceAll(text, "<no value>", open), true
}

func (p *Printer) formatted(args fault.Args) map[string]string {
	texts := make(map[string]string, len(args))
	for name, value := range args {
		if texts[name] = p.value(value); p.language == "fr" {
			texts[name] = seamed(texts[name])
		}
	}
	return texts
}

func (p *Printer) value(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case fault.Key:
		return p.T(string(v))
	case fault.Phrase:
		return p.T(string(v.Key), v.Args)
	case []fault.Phrase:
		texts := make([]string, len(v))
		for i, phrase := range v {
			texts[i] = p.value(phrase)
		}
		return strings.Join(texts, " · ")
	case money.Amount:
		return p.Amount(v)
	case calendar.Day:
		return p.Day(v)
	case time.Time:
		return p.Time(v)
	}
	if n, is := integer(value); is {
		return p.Int(n)
	}
	return fmt.Sprint(value)
}
