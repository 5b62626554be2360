package welcome

import (
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/translation"
	"github.com/comptoir/comptoir/app/workspace"
)

// Whereabouts names the poste that a data folder is: « Siège », « Poste 12 ·
// Kolda », « Poste non enregistré ».
func Whereabouts(p *translation.Printer, c workspace.Condition) string {
	switch {
	case c.Side == directory.HeadOffice:
		return p.T("welcome.poste.head-office")
	case c.Poste.Number == 0:
		return p.T("welcome.poste.unregistered")
	case c.Poste.Location == "":
		return p.T("welcome.poste.number", fault.Args{"Number": c.Poste.Number})
	}
	return p.T("welcome.poste.location", fault.Args{"Number": c.Poste.Number, "Location": c.Poste.Location})
}
