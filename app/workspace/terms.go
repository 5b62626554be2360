package workspace

import (
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/sync/registration"
	"github.com/comptoir/comptoir/sync/verification"
	"github.com/comptoir/comptoir/usrfile"
)

// What screens say to this package and hear from it, so that they need no other
// door.
type (
	// Change is one line of « Ce qui change ».
	Change = exchange.Change
	// Wish is what a person asks for when a poste is to be registered.
	Wish = registration.Wish
	// Fingerprint is what people compare aloud at first contact.
	Fingerprint = usrfile.Fingerprint
	// CodeWish is what a person wants permitted by a verification code.
	CodeWish = verification.Wish
	// CodeItem is a closing or a restore that a code can concern.
	CodeItem = verification.Item
	// CodeFacts are what Accounting knows of closings and restores.
	CodeFacts = verification.Facts
)

// Signs of a change.
const (
	Gain = exchange.Gain
	Loss = exchange.Loss
	Note = exchange.Note
)
