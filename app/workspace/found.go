package workspace

import (
	"cmp"
	"context"
	"time"

	"github.com/comptoir/comptoir/app/access"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/vault"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/usrfile"
)

// NewOrganisation is what a person fills in to create an organisation.
type NewOrganisation struct {
	Name      string
	Country   string // ISO 3166-1 alpha-2, or empty
	Currency  string // ISO 4217
	TimeZone  string // IANA; empty for the usual one of the country
	Language  string // empty for French
	Training  bool   // irrevocable
	Roots     int    // root keys, 1 to 16; 0 for one
	Threshold int    // how many of them must sign a new trust chain; 0 for one
	Admin     string // e-mail of the first administrator
	FirstName string
	LastName  string
	Password  string
}

// Found makes this empty folder the head office of a new organisation, whose
// first administrator signs in with the password.
func (w *Workspace) Found(ctx context.Context, n NewOrganisation) (compare usrfile.Fingerprint, err error) {
	currency, err := money.ParseCurrency(n.Currency)
	if err != nil {
		return usrfile.Fingerprint{}, err
	}
	n.Roots, n.Threshold = cmp.Or(n.Roots, 1), cmp.Or(n.Threshold, 1)
	if err := checkRoots(n.Roots, n.Threshold); err != nil {
		return usrfile.Fingerprint{}, err
	}
	if err := access.DefaultPolicy.Check(n.Password, n.Admin, n.FirstName+n.LastName); err != nil {
		return usrfile.Fingerprint{}, err
	}
	admin, credential, personal, err := w.drawAdministrator(n)
	if err != nil {
		return usrfile.Fingerprint{}, err
	}
	founding, err := w.founding(n, currency, admin)
	if err != nil {
		return usrfile.Fingerprint{}, err
	}
	err = w.update(ctx, func(tx *storage.Tx, now time.Time) error {
		if _, err := directory.Found(tx, founding, now); err != nil {
			return err
		}
		credential.Changed = now
		if err := tx.SaveCredential(credential); err != nil {
			return err
		}
		if err := w.foundKeys(tx, founding.Organisation.ID, n, personal, now); err != nil {
			return err
		}
		compare, err = fingerprint(tx)
		return err
	})
	return compare, err
}

// founding draws the identifiers of a new organisation.
func (w *Workspace) founding(n NewOrganisation, currency money.Currency, admin directory.User) (f directory.Founding, err error) {
	f.Administrator = admin
	f.Organisation = directory.Organisation{
		Name: n.Name, Country: n.Country, Currency: currency, TimeZone: n.TimeZone, Language: n.Language,
		Training: n.Training, LeaseDays: directory.DefaultLeaseDays,
	}
	if n.Language == "" {
		f.Organisation.Language = "fr"
	}
	if f.Organisation.ID, err = draw[ident.OrganisationID](w); err != nil {
		return f, err
	}
	if f.Poste, err = draw[ident.PosteID](w); err != nil {
		return f, err
	}
	f.Grants = make([]ident.GrantID, len(directory.AdministratorRoles()))
	for i := range f.Grants {
		if f.Grants[i], err = draw[ident.GrantID](w); err != nil {
			return f, err
		}
	}
	return f, nil
}

// drawAdministrator makes the first administrator and all that the password is
// stretched for, outside of the transaction.
func (w *Workspace) drawAdministrator(n NewOrganisation) (directory.User, access.Credential, vault.PersonalKey, error) {
	id, err := draw[ident.UserID](w)
	if err != nil {
		return directory.User{}, access.Credential{}, vault.PersonalKey{}, err
	}
	credential, err := w.newCredential(id, n.Password)
	if err != nil {
		return directory.User{}, access.Credential{}, vault.PersonalKey{}, err
	}
	personal, err := vault.NewPersonalKey(id, n.Password, w.effort, w.random)
	return directory.User{ID: id, Email: n.Admin, FirstName: n.FirstName, LastName: n.LastName}, credential, personal, err
}

func (w *Workspace) newCredential(id ident.UserID, password string) (access.Credential, error) {
	var salt access.Salt
	if err := w.drawBytes(salt[:]); err != nil {
		return access.Credential{}, err
	}
	return access.Credential{User: id, Password: access.HashPassword(password, w.effort, salt)}, nil
}
