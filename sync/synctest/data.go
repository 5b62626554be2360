package synctest

import (
	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/usrfile"
)

// What every organisation of a test has, whatever its name.
var (
	Awa    = ID("Awa")
	Moussa = ID("Moussa")
	P01    = ID("P01")
	P02    = ID("P02")
	Till   = ID("P01/1") // the book that Awa keeps
)

// File is a `.usr` before it is signed.
type File struct {
	usrfile.Message
	usrfile.UserData
}

// UserData signs a `.usr` for Awa, active cashier of P01/1, in plain, changed by
// the edits.
func (o *Office) UserData(edits ...func(*File)) []byte {
	o.t.Helper()
	f := File{usrfile.Message{Kind: usrfile.KindUserData, Subject: Awa}, o.Data()}
	for _, edit := range edits {
		edit(&f)
	}
	payload, err := usrfile.EncodeUserData(f.UserData)
	f.Payload = want(o.t, payload, err)
	return o.Sign(f.Message)
}

// Data is the payload about Awa.
func (o *Office) Data() usrfile.UserData {
	return usrfile.UserData{
		Organisation: usrfile.Organisation{
			Name: o.name, Country: "SN", Currency: "XOF", TimeZone: "Africa/Dakar", Language: "fr",
			LeaseDays: 180, Created: usrfile.InstantOf(Start), Revision: 1,
		},
		User: usrfile.User{
			Email: "awa@eauvive.example", FirstName: "Awa", LastName: "Diop", Job: "Caissière", Status: "active",
		},
		Roles:    usrfile.List[usrfile.Role]{Role("cashier", P01)},
		Projects: usrfile.List[usrfile.Project]{Project("P01"), Project("P02")},
		Books:    usrfile.List[usrfile.Book]{Book(1)},
		Policy:   usrfile.SecurityPolicy{PasswordMinLength: 10, SecondFactor: "optional", LockMinutes: 15, PreAssignment: "optional", CountDays: 7},
		Chain:    o.Chain,
	}
}

// Role is a grant in projects.
func Role(role string, projects ...uuid.UUID) usrfile.Role {
	return usrfile.Role{
		ID: ID("grant " + role + projects[0].String()), Role: role, Level: "projects", Projects: projects,
		Granted: usrfile.InstantOf(Start),
	}
}

// UnitRole is a role in the unit SUD, which has these projects.
func UnitRole(role string, projects ...uuid.UUID) usrfile.Role {
	return usrfile.Role{
		ID: ID("grant " + role + " SUD"), Role: role, Level: "unit", Projects: projects,
		Unit: &usrfile.Unit{ID: ID("SUD"), Code: "SUD", Name: "Bureau du Sud"}, Granted: usrfile.InstantOf(Start),
	}
}

// Project is the project of a code.
func Project(code string) usrfile.Project {
	return usrfile.Project{ID: ID(code), Code: code, Name: "Projet " + code, Country: "SN", Created: usrfile.InstantOf(Start)}
}

// Book is P01/1 of a revision, which Awa keeps.
func Book(revision int64) usrfile.Book {
	return usrfile.Book{
		ID: Till, Project: P01, Number: 1, Type: "cash", Name: "Caisse Kolda", Currency: "XOF", TimeZone: "Africa/Dakar",
		Responsible: Awa, Status: "open", Revision: revision,
	}
}

// Owned grants a book to a poste.
func Owned(b usrfile.Book, poste ident.PosteID, epoch int64) usrfile.Book {
	b.Ownership = &usrfile.Ownership{Epoch: epoch, Poste: uuid.UUID(poste), FirstNumber: 1, Granted: usrfile.InstantOf(Start)}
	return b
}

// For makes the file one about Moussa, who holds nothing.
func For(user uuid.UUID) func(*File) {
	return func(f *File) {
		f.Subject = user
		f.User.Email, f.User.FirstName, f.User.LastName = user.String()[:8]+"@eauvive.example", "Moussa", "Ba"
		f.Roles, f.Books = nil, nil
	}
}

// Status gives the person another status.
func Status(status string) func(*File) {
	return func(f *File) { f.User.Status = status }
}

// SealedTo addresses the file to a folder's poste.
func SealedTo(f *Folder) func(*File) {
	return func(file *File) {
		file.Mode, file.Poste, file.Recipient = usrfile.Sealed, uuid.UUID(f.Poste), f.Key.Public()
	}
}
