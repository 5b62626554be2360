package directory

import (
	"slices"

	"github.com/comptoir/comptoir/app/fault"
)

// Function is something that the record of a user offers in some statuses only.
type Function string

const (
	FunctionActivate   Function = "activate"   // « Activer le compte d'utilisateur »
	FunctionConfirm    Function = "confirm"    // « Confirmer l'activation »
	FunctionDeactivate Function = "deactivate" // « Désactiver le compte d'utilisateur »
	FunctionArchive    Function = "archive"    // « Archiver »
	FunctionRetrieve   Function = "retrieve"   // « Récupérer des utilisateurs dans les archives »
	FunctionDelete     Function = "delete"     // « Supprimer »
	FunctionDownload   Function = "download"   // « Télécharger »
	FunctionInvite     Function = "invite"     // « Envoyer un e-mail d'activation »
)

// Functions lists all of them in the order of a user's life.
func Functions() []Function {
	return []Function{
		FunctionActivate, FunctionDownload, FunctionInvite, FunctionConfirm,
		FunctionDeactivate, FunctionRetrieve, FunctionArchive, FunctionDelete,
	}
}

// transition says from which statuses a function may be used, and to which it
// leads; to is empty where it leads nowhere.
type transition struct {
	from []Status
	to   Status
}

// transitions is the life of a user. Who has a live account is deactivated before
// being deleted, so that the end of access can travel to the postes.
var transitions = map[Function]transition{
	FunctionActivate:   {[]Status{StatusEmployee}, StatusPending},
	FunctionConfirm:    {[]Status{StatusPending}, StatusActive},
	FunctionDeactivate: {[]Status{StatusPending, StatusActive}, StatusEmployee},
	FunctionArchive:    {[]Status{StatusEmployee, StatusPending, StatusActive}, StatusArchived},
	FunctionRetrieve:   {[]Status{StatusArchived}, StatusEmployee},
	FunctionDelete:     {[]Status{StatusEmployee, StatusArchived}, ""},
	FunctionDownload:   {[]Status{StatusPending, StatusActive}, ""},
	FunctionInvite:     {[]Status{StatusPending}, ""},
}

// Offers decides whether a function is legal in the user's status: nil, or
// fault.Conflict with the reason. Rights are another question, see Can.
func (u User) Offers(f Function) error {
	if slices.Contains(transitions[f].from, u.Status) {
		return nil
	}
	if f == FunctionDownload && u.Exported { // so that the end of access can travel
		return nil
	}
	return fault.New(fault.Conflict, "directory.cannot-"+string(f), fault.Args{"Name": u.Name(), "Status": u.Status.Label()})
}

// CanDownload decides whether a `.usr` may be written for the user: in the
// statuses 2 and 3, and after an earlier export in any.
func CanDownload(u User) error { return u.Offers(FunctionDownload) }

// Label is the key of the status' name.
func (s Status) Label() fault.Key { return fault.Key("status." + string(s)) }
