package cashbook

import (
	"strings"
	"unicode"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
)

// Longest texts, in characters.
const (
	MaxName           = 80
	MaxText           = 200
	MaxRecipient      = 100
	MaxPartnerNumber  = 40
	MaxAccount        = 20
	MaxCode           = 30 // of a funding or a budget line
	MaxAttachmentName = 100
	MaxOperator       = 40 // of mobile money
	MaxWallet         = 40
)

// required gives a text as it is stored; an empty one is refused.
func required(field, text string, limit int) (string, error) {
	text, err := directory.Clean(field, text, limit)
	if err == nil && text == "" {
		err = fault.New(fault.Invalid, "cashbook.text-missing", fault.Args{"Field": fault.Key("detail." + field)})
	}
	return text, err
}

// cleanAccount accepts the number of an account: letters and digits of ASCII.
func cleanAccount(text string) (string, error) {
	text, err := directory.Clean("account", text, MaxAccount)
	if err != nil {
		return "", err
	}
	for _, r := range text {
		if r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return "", fault.New(fault.Invalid, "cashbook.account", fault.Args{"Account": text})
		}
	}
	return text, nil
}

// cleanCode accepts the code of a funding or a budget line: letters and digits of
// ASCII, parted by points, hyphens, slashes or underscores.
func cleanCode(field, text string) (string, error) {
	text, err := directory.Clean(field, text, MaxCode)
	if err != nil {
		return "", err
	}
	for _, r := range text {
		letter := r <= unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r))
		if !letter && !strings.ContainsRune(".-_/", r) {
			return "", fault.New(fault.Invalid, "cashbook.code", fault.Args{"Field": fault.Key("detail." + field), "Code": text})
		}
	}
	return text, nil
}
