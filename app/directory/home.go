package directory

import "github.com/comptoir/comptoir/app/ident"

// Side says what a data folder is for.
type Side string

const (
	HeadOffice Side = "head-office" // holds the directory and issues files
	Site       Side = "site"        // holds what was exported to it
)

// Home is what this data folder is.
type Home struct {
	Side  Side
	Poste ident.PosteID // own identity; its entry in Postes exists once registered, see RegisterHere for head office

	// Registration is the digest of the request by which head office has
	// registered this poste's keys, zero before.
	Registration [32]byte
}
