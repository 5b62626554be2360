package accounting

import (
	"errors"
	"slices"

	"github.com/comptoir/comptoir/app/fault"
)

// onlyDerived are the damages that a verification finds after the chain and all that
// the postings say: making again what is derived from them mends each.
var onlyDerived = []string{
	"accounting.damage-derived", "accounting.damage-derived-unreadable", "accounting.damage-month",
	"accounting.damage-listing", "accounting.damage-listed-month",
}

// OnlyDerived reports whether a verification has found the postings intact, and damage
// in nothing but what is derived from them.
func OnlyDerived(err error) bool {
	f := new(fault.Error)
	return errors.As(err, &f) && slices.Contains(onlyDerived, f.Key)
}
