package accounting

import (
	"strings"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// study learns the third parties of earlier postings.
func (e *entry) study() {
	kit.Load(e.Tasks, func() ([]workspace.Party, error) { return e.Session.EarlierParties(e.Context, e.open.Journal.ID) },
		func(parties []workspace.Party, err error) {
			if err == nil { // without them nothing is completed
				e.parties = parties
			}
		})
}

// offerParties completes the code of a third party by its beginning, or by words of
// its name.
func (e *entry) offerParties(text string) []kit.Choice {
	typed := directory.Fold(strings.TrimSpace(text))
	var choices []kit.Choice
	for _, p := range e.parties {
		code, name := directory.Fold(p.Code), directory.Fold(p.Name)
		fits := strings.HasPrefix(code, typed) || strings.HasPrefix(name, typed) || strings.Contains(name, " "+typed)
		if fits && code != typed && len(choices) < maxOffered {
			choices = append(choices, kit.Choice{ID: p.Code, Text: p.Code, Detail: p.Name})
		}
	}
	return choices
}

// partyName gives how a third party was called last, or "".
func (e *entry) partyName(code string) string {
	for _, p := range e.parties {
		if p.Code == code {
			return p.Name
		}
	}
	return ""
}
