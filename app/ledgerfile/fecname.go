package ledgerfile

import (
	"strings"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
)

// sirenDigits is how long the number of a French enterprise is.
const sirenDigits = 9

// FECName gives the name that article A47 A-1 (IX) demands: the number of the
// enterprise (SIREN), FEC, and the day on which the year closes. A number that is
// not of nine digits is fault.Invalid.
func FECName(siren string, closing calendar.Day) (string, error) {
	bare := strings.ReplaceAll(siren, " ", "")
	if len(bare) != sirenDigits || !digitsOnly(bare) {
		return "", fault.New(fault.Invalid, "ledgerfile.siren", fault.Args{"Text": fault.Excerpt(siren)})
	}
	return bare + "FEC" + compact(closing) + ".txt", nil
}

// ParseFECName reads such a name.
func ParseFECName(name string) (siren string, closing calendar.Day, ok bool) {
	stem, _, _ := strings.Cut(name, ".")
	siren, day, cut := strings.Cut(strings.ToUpper(stem), "FEC")
	closing, _, real := compactDay(day)
	return siren, closing, cut && real && len(siren) == sirenDigits && digitsOnly(siren)
}

// compact writes a day as AAAAMMJJ.
func compact(d calendar.Day) string { return strings.ReplaceAll(d.String(), "-", "") }

func (f *fecReader) checkName() {
	if f.name == "" {
		return
	}
	_, closing, ok := ParseFECName(f.name)
	if !ok {
		f.rec.note(Note{Kind: KindName, Line: 1, Before: f.name})
		return
	}
	f.closing = closing
}
