package handover

import (
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/usrfile"
)

// Payload gives a run as it is handed over.
func Payload(c cashbook.Copy) usrfile.RecordData {
	return usrfile.RecordData{Handover: &usrfile.Handover{Granted: headToWire(c.End()), Run: toWire(c)}}
}

// For the second reader of FORMAT.md.
var (
	PostingToWire   = postingToWire
	PostingFromWire = postingFromWire
	ClosingToWire   = closingToWire
)
