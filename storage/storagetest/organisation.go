package storagetest

import (
	"testing"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
)

var organisationTests = []test{
	{"an organisation is kept and changed", keepOrganisation},
	{"a second organisation is refused", refuseSecondOrganisation},
	{"a home is kept and changed", keepHome},
}

var eauVive = directory.Organisation{
	ID: named[ident.OrganisationID]("eau vive"), Name: "Eau Vive", Country: "SN", Currency: "XOF",
	TimeZone: "Africa/Dakar", Language: "fr", Training: true, LeaseDays: 180,
	Policy: directory.Policy{PasswordMin: 12, SecondFactor: directory.FactorRequired, LockMinutes: 15}, Created: instant(1), Revision: 7,
}

func keepOrganisation(t *testing.T, s *storage.Store) {
	whole(t, eauVive)
	changed := eauVive
	changed.Name, changed.LeaseDays, changed.Revision = "Eau Vive – Kolda", 0, 8
	changed.Policy = directory.Policy{PasswordMin: 8, SecondFactor: directory.FactorNone}
	refuse(t, s, fault.Missing, func(tx *storage.Tx) error {
		_, err := tx.Organisation()
		return err
	})
	for _, o := range []directory.Organisation{eauVive, changed} {
		update(t, s, func(tx *storage.Tx) error { return tx.SaveOrganisation(o) })
		view(t, s, func(tx *storage.Tx) error {
			got, err := tx.Organisation()
			same(t, "organisation", got, o)
			return err
		})
	}
}

func refuseSecondOrganisation(t *testing.T, s *storage.Store) {
	update(t, s, func(tx *storage.Tx) error { return tx.SaveOrganisation(eauVive) })
	other := eauVive
	other.ID = named[ident.OrganisationID]("other")
	refuse(t, s, fault.Conflict, func(tx *storage.Tx) error { return tx.SaveOrganisation(other) })
}

func keepHome(t *testing.T, s *storage.Store) {
	refuse(t, s, fault.Missing, func(tx *storage.Tx) error {
		_, err := tx.Home()
		return err
	})
	homes := []directory.Home{
		{Side: directory.Site, Poste: poste("laptop"), Registration: hashed("registration")},
		{Side: directory.HeadOffice},
	}
	whole(t, homes[0])
	for _, home := range homes {
		update(t, s, func(tx *storage.Tx) error { return tx.SaveHome(home) })
		view(t, s, func(tx *storage.Tx) error {
			got, err := tx.Home()
			same(t, "home", got, home)
			return err
		})
	}
}
