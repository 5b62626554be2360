package cashbooks

import (
	"errors"
	"strings"

	"github.com/comptoir/comptoir/app/fault"
)

// culprits are the fields that refusals of the service are about, by key.
var culprits = map[string]place{
	"cashbook.future": atDay, "cashbook.too-old": atDay, "cashbook.change-day": atDay, "calendar.input": atDay,
	"cashbook.closed-day": atDay, "cashbook.before-locked": atDay,
	"cashbook.text-missing": atText, "cashbook.account-missing": atAccount, "cashbook.account": atAccount, "cashbook.code": atAccount,
}

// fields are those that a refusal names as its argument Field.
var fields = map[fault.Key]place{
	"detail.text": atText, "detail.recipient": atRecipient, "detail.partner-number": atPiece,
}

// culprit gives the field to put right after a refusal. What is not about one
// field is about the amount, on whose side the place without says it is.
func culprit(err error, amount place) place {
	var f *fault.Error
	if !errors.As(err, &f) {
		return amount
	}
	if key, named := f.Args["Field"].(fault.Key); named {
		if at, known := fields[key]; known {
			return at
		}
	}
	if at, known := culprits[f.Key]; known {
		return at
	}
	if strings.HasPrefix(f.Key, "chart.") || strings.HasPrefix(f.Key, "cashbook.part") || strings.HasPrefix(f.Key, "cashbook.share") {
		return atAccount
	}
	return amount
}

// sideOf gives the field of the amount that is filled.
func (t typed) sideOf() place {
	if strings.TrimSpace(t.in) != "" {
		return atIn
	}
	return atOut
}

// keyOf gives the key of a refusal.
func keyOf(err error) string {
	var f *fault.Error
	if errors.As(err, &f) {
		return f.Key
	}
	return ""
}
