package synctest

import (
	"crypto/rand"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/usrfile"
)

// HeadOffice is the data folder of an organisation's head office: Awa is cashier
// of P01 and keeps its till; her account waits for the activation.
type HeadOffice struct {
	*Folder
	Office *Office
	Admin  directory.Actor
}

// NewHeadOffice founds one.
func NewHeadOffice(t testing.TB, o *Office) *HeadOffice {
	t.Helper()
	h := &HeadOffice{Folder: NewFolder(t, "Siège"), Office: o}
	h.Do(func(tx *storage.Tx) error { return h.found(tx) })
	h.Do(func(tx *storage.Tx) error { return h.populate(tx) })
	return h
}

// Do runs a transaction in which nothing may go wrong.
func (h *HeadOffice) Do(do func(*storage.Tx) error) {
	h.t.Helper()
	if err := h.Update(do); err != nil {
		h.t.Fatal(err)
	}
}

func (h *HeadOffice) found(tx *storage.Tx) (err error) {
	h.Admin, err = directory.Found(tx, directory.Founding{
		Organisation: directory.Organisation{
			ID: ident.OrganisationID(h.Office.ID), Name: h.Office.name, Country: "SN", Currency: "XOF", Language: "fr",
			LeaseDays: directory.DefaultLeaseDays,
		},
		Administrator: directory.User{ID: ident.UserID(ID("admin")), Email: "admin@eauvive.example"},
		Poste:         h.Poste, Grants: grantIDs(),
	}, h.Now)
	if err != nil {
		return err
	}
	return tx.SaveTrustChain(usrfile.EncodeChain(h.Office.Chain))
}

func grantIDs() []ident.GrantID {
	ids := make([]ident.GrantID, len(directory.AdministratorRoles()))
	for i := range ids {
		ids[i] = ident.GrantID(uuid.New())
	}
	return ids
}

func (h *HeadOffice) populate(tx *storage.Tx) error {
	if err := h.Hire(tx, Awa, "awa@eauvive.example"); err != nil {
		return err
	}
	if err := h.AddTill(tx, Till, "Caisse Kolda"); err != nil {
		return err
	}
	return h.Activate(tx, Awa, "first")
}

// Hire adds a user who is cashier of P01, and the project where it is missing.
func (h *HeadOffice) Hire(tx *storage.Tx, id uuid.UUID, email string) error {
	if _, err := tx.Project(ident.ProjectID(P01)); err != nil {
		p := directory.Project{ID: ident.ProjectID(P01), Code: "P01", Name: "Forages Kolda"}
		if _, err := directory.AddProject(tx, h.Admin, p, h.Now); err != nil {
			return err
		}
	}
	u := directory.User{ID: ident.UserID(id), Email: email, FirstName: email[:3], LastName: "Diop"}
	if _, err := directory.AddUser(tx, h.Admin, u, h.Now); err != nil {
		return err
	}
	g := directory.Grant{
		ID: ident.GrantID(ID("cashier " + email)), User: u.ID, Role: directory.RoleCashier,
		Scope: directory.Scope{Level: directory.LevelProjects, Projects: []ident.ProjectID{ident.ProjectID(P01)}},
	}
	_, err := directory.GrantRole(tx, h.Admin, g, h.Now)
	return err
}

// AddTill adds a book to P01 and assigns it to Awa.
func (h *HeadOffice) AddTill(tx *storage.Tx, id uuid.UUID, name string) error {
	b := cashbook.Book{ID: ident.BookID(id), Project: ident.ProjectID(P01), Type: cashbook.Cash, Name: name, Currency: "XOF"}
	if _, err := cashbook.AddBook(tx, h.Admin, b, h.Now); err != nil {
		return err
	}
	_, err := cashbook.Assign(tx, h.Admin, b.ID, ident.UserID(Awa), cashbook.Responsible, h.Now)
	return err
}

// Activate gives a user an activation of that name.
func (h *HeadOffice) Activate(tx *storage.Tx, id uuid.UUID, name string) error {
	a := directory.NewActivation(ident.ActivationID(ID(name)), seed(name), h.Now)
	_, err := directory.Activate(tx, h.Admin, ident.UserID(id), a, h.Now)
	return err
}

// Issuer gives what head office signs with.
func (h *HeadOffice) Issuer() exchange.Issuer {
	h.t.Helper()
	trust, err := h.Office.Chain.Verify()
	return exchange.Issuer{Key: h.Office.Issuer, Trust: want(h.t, trust, err)}
}

// TryExport makes the `.usr` of a user; poste is nil for a plain one.
func (h *HeadOffice) TryExport(id uuid.UUID, poste *directory.Poste, now time.Time) (out exchange.Outgoing, err error) {
	err = h.Update(func(tx *storage.Tx) error {
		file := ident.FileID(uuid.New())
		u, err := exchange.RecordUserData(tx, h.Admin, h.Issuer(), ident.UserID(id), poste, file, rand.Reader, now)
		if err == nil {
			out, err = u.Sign()
		}
		return err
	})
	return out, err
}

// Export makes a plain `.usr` of Awa that must not be refused.
func (h *HeadOffice) Export() []byte {
	h.t.Helper()
	out, err := h.TryExport(Awa, nil, h.Now)
	return want(h.t, out, err).Data
}
