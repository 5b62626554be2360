package accounting

import (
	"strings"
	"unicode"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
)

// Longest texts, in characters, and what else is bounded.
const (
	MaxName    = 80
	MaxCode    = 6 // of a journal
	MaxVoucher = 40
	MaxText    = 200
	MaxParty   = 30
	MaxOrigin  = 60
	MaxReason  = 200
	MaxLines   = 4_000 // of a posting
	MaxUsers   = 50    // of a journal

	fewLines = 300     // which are always short enough
	maxBody  = 1 << 20 // canonical bytes of a posting

	// MaxAmountMinor is the largest amount of a line, as of a voucher of a cash book.
	MaxAmountMinor = cashbook.MaxAmountMinor
)

// required gives a text as it is stored; an empty one is refused.
func required(field, text string, limit int) (string, error) {
	text, err := directory.Clean(field, text, limit)
	if err == nil && text == "" {
		err = fault.New(fault.Invalid, "accounting.text-missing", fault.Args{"Field": fault.Key("detail." + field)})
	}
	return text, err
}

// cleanCode accepts codes of accounts, parties, fundings, budget lines and rates:
// letters and digits of ASCII, parted by points, hyphens, slashes or underscores.
func cleanCode(field, text string, limit int) (string, error) {
	text, err := directory.Clean(field, text, limit)
	if err != nil {
		return "", err
	}
	for _, r := range text {
		letter := r <= unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r))
		if !letter && !strings.ContainsRune(".-_/", r) {
			return "", fault.New(fault.Invalid, "accounting.code", fault.Args{"Field": fault.Key("detail." + field), "Code": text})
		}
	}
	return text, nil
}

// journalCode accepts the code of a journal: capitals and digits, a capital first.
func journalCode(text string) (string, error) {
	text = strings.ToUpper(strings.TrimSpace(text))
	valid := text != "" && len(text) <= MaxCode && text[0] >= 'A' && text[0] <= 'Z'
	for _, r := range text {
		valid = valid && (r >= 'A' && r <= 'Z' || r >= '0' && r <= '9')
	}
	if !valid {
		return "", fault.New(fault.Invalid, "accounting.journal-code", fault.Args{"Code": fault.Excerpt(text), "Most": MaxCode})
	}
	return text, nil
}
