package cashbooks

import (
	"context"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/workspace"
)

// Papers are documents that are looked at and saved, but not changed here, such as
// those of a posting.
type Papers struct {
	Title string
	Fixed error // why nothing can be attached or taken away
	List  func(context.Context) ([]workspace.Attached, error)
	Read  func(context.Context, cashbook.Attachment) ([]byte, error)
}

// ShowPapers is the dialog « Pièces jointes », over whatever is open.
func ShowPapers(d *desk.Desk, p Papers) {
	of := &page{section: &section{Desk: d}, services: d.Services}
	of.openPapers(bundle{title: p.Title, fixed: p.Fixed, list: p.List, read: p.Read})
}
