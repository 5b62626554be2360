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
	{"bank accounts are kept, changed and removed", keepBankAccounts},
	{"contribution rates are kept, and only their last day changes", keepContributions},
}

var eauVive = directory.Organisation{
	ID: named[ident.OrganisationID]("eau vive"), Name: "Eau Vive", Country: "SN", Currency: "XOF",
	TimeZone: "Africa/Dakar", Language: "fr", Training: true, LeaseDays: 180,
	Policy: directory.Policy{PasswordMin: 12, SecondFactor: directory.FactorRequired, LockMinutes: 15, PreAssignment: directory.PreAssignmentRequired, CountDays: 7}, Created: instant(1), Revision: 7,
	Company: directory.Company{
		LegalForm: "Association", Street: "12, rue Carnot", AddressExtra: "BP 340", Place: "12500 Dakar", TaxNumber: "0012345 2G3",
		RegisterNumber: "R.A. 1204", Phone: "+221 33 800 00 00", Email: "siege@eauvive.example", Website: "eauvive.example",
	},
	Logo: "\x89PNG\x00",
}

func keepOrganisation(t *testing.T, s *storage.Store) {
	whole(t, eauVive)
	whole(t, eauVive.Company)
	changed := eauVive
	changed.Name, changed.LeaseDays, changed.Revision = "Eau Vive – Kolda", 0, 8
	changed.Company = directory.Company{Phone: "1"}
	changed.Policy = directory.Policy{PasswordMin: 8, SecondFactor: directory.FactorNone, PreAssignment: directory.PreAssignmentOff}
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

func keepBankAccounts(t *testing.T, s *storage.Store) {
	first := directory.BankAccount{
		ID: ident.BankAccountID{1}, Bank: "CBAO", Holder: "Eau Vive", Number: "SN08SN0100152000048500003035", BIC: "CBAOSNDA", Currency: "XOF", Version: 1,
	}
	whole(t, first)
	second := directory.BankAccount{ID: ident.BankAccountID{2}, Bank: "BICIS", Holder: "Eau Vive", Number: "0012345", Currency: "EUR", Version: 1}
	refuse(t, s, fault.Missing, func(tx *storage.Tx) error { _, err := tx.BankAccount(first.ID); return err })
	for range 2 {
		update(t, s, func(tx *storage.Tx) error { return tx.SaveBankAccount(first) })
		update(t, s, func(tx *storage.Tx) error { return tx.SaveBankAccount(second) })
		first.Bank, first.Holder, first.Number, first.BIC, first.Currency, first.Version = "Ecobank", "E. V.", "0099887", "", "EUR", 2
	}
	view(t, s, func(tx *storage.Tx) error {
		got, err := tx.BankAccounts()
		same(t, "accounts", got, []directory.BankAccount{second, first})
		return err
	})
	update(t, s, func(tx *storage.Tx) error { return tx.DeleteBankAccount(second.ID) })
	refuse(t, s, fault.Missing, func(tx *storage.Tx) error { _, err := tx.BankAccount(second.ID); return err })
	view(t, s, func(tx *storage.Tx) error {
		got, err := tx.BankAccount(first.ID)
		same(t, "account", got, first)
		return err
	})
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

func keepContributions(t *testing.T, s *storage.Store) {
	first := directory.Contribution{
		ID: ident.ContributionID{1}, Name: "IPRES", Rate: 56_000, First: 20_000, Last: 20_100, Account: "4313", Made: instant(1), MadeBy: user("admin"),
	}
	whole(t, first)
	second := directory.Contribution{ID: ident.ContributionID{2}, Name: "CSS", Rate: 70_000, First: 20_000, Made: instant(2)}
	open := first
	open.Last = 0
	changed := first
	changed.Rate, changed.Name, changed.First = 1, "Other", 20_001
	for _, c := range []directory.Contribution{open, second, changed} {
		update(t, s, func(tx *storage.Tx) error { return tx.SaveContribution(c) })
	}
	view(t, s, func(tx *storage.Tx) error {
		got, err := tx.Contributions()
		same(t, "rates", got, []directory.Contribution{second, first})
		return err
	})
}
