package kit

import (
	"encoding/json"
	"fmt"

	"fyne.io/fyne/v2/lang"

	"github.com/comptoir/comptoir/app/translation"
)

// fyneTexts are the words that Fyne itself shows, in the menu of a field.
var fyneTexts = map[string]string{
	"Cut": "fyne.cut", "Copy": "fyne.copy", "Paste": "fyne.paste",
	"Select all": "fyne.select-all", "Undo": "fyne.undo", "Redo": "fyne.redo",
}

// TeachFyne gives Fyne's own words in the language of the printer. Fyne speaks
// the language of the system only and can not be told another, so our words
// pass for those of the system.
func TeachFyne(p *translation.Printer) error {
	texts := make(map[string]string, len(fyneTexts))
	for theirs, ours := range fyneTexts {
		texts[theirs] = p.T(ours)
	}
	data, err := json.Marshal(texts)
	if err != nil {
		return fmt.Errorf("texts for Fyne: %w", err)
	}
	if err := lang.AddTranslationsForLocale(data, lang.SystemLocale()); err != nil {
		return fmt.Errorf("texts for Fyne: %w", err)
	}
	return nil
}
