package storage

import (
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
)

// Organisation gives the folder's organisation, or fault.Missing.
func (t *Tx) Organisation() (directory.Organisation, error) {
	return recall(t, "organisation", nil, func() (directory.Organisation, error) {
		return one(t, fault.New(fault.Missing, "storage.organisation", nil), readOrganisation, selectOrganisation)
	})
}

const selectOrganisation = `
	SELECT id, name, country, currency, time_zone, language, training, lease_days, created, revision,
		password_min, second_factor, lock_minutes, pre_assignment, count_days,
		legal_form, street, address_extra, place, tax_number, register_number, phone, email, website, logo
	FROM organisation`

func readOrganisation(row scanner) (o directory.Organisation, err error) {
	err = row.Scan(toID(&o.ID), &o.Name, &o.Country, &o.Currency, &o.TimeZone, &o.Language,
		&o.Training, &o.LeaseDays, instantColumn{&o.Created}, &o.Revision,
		&o.Policy.PasswordMin, &o.Policy.SecondFactor, &o.Policy.LockMinutes, &o.Policy.PreAssignment, &o.Policy.CountDays,
		&o.Company.LegalForm, &o.Company.Street, &o.Company.AddressExtra, &o.Company.Place, &o.Company.TaxNumber,
		&o.Company.RegisterNumber, &o.Company.Phone, &o.Company.Email, &o.Company.Website, logoColumn{&o.Logo})
	return o, err
}

// SaveOrganisation inserts the folder's organisation or changes it. A second one
// is refused with fault.Conflict.
func (t *Tx) SaveOrganisation(o directory.Organisation) error {
	changed, err := t.exec(`
		INSERT INTO organisation (id, name, country, currency, time_zone, language, training, lease_days, created, revision,
			password_min, second_factor, lock_minutes, pre_assignment, count_days,
			legal_form, street, address_extra, place, tax_number, register_number, phone, email, website, logo)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25)
		ON CONFLICT (singleton) DO UPDATE SET
			name = excluded.name, country = excluded.country, currency = excluded.currency,
			time_zone = excluded.time_zone, language = excluded.language, training = excluded.training,
			lease_days = excluded.lease_days, created = excluded.created, revision = excluded.revision,
			password_min = excluded.password_min, second_factor = excluded.second_factor, lock_minutes = excluded.lock_minutes,
			pre_assignment = excluded.pre_assignment, count_days = excluded.count_days,
			legal_form = excluded.legal_form, street = excluded.street, address_extra = excluded.address_extra, place = excluded.place,
			tax_number = excluded.tax_number, register_number = excluded.register_number, phone = excluded.phone,
			email = excluded.email, website = excluded.website, logo = excluded.logo
		WHERE organisation.id = excluded.id`,
		id(o.ID), o.Name, o.Country, o.Currency, o.TimeZone, o.Language, o.Training, o.LeaseDays,
		instant(o.Created), o.Revision, o.Policy.PasswordMin, o.Policy.SecondFactor, o.Policy.LockMinutes, string(o.Policy.PreAssignment), o.Policy.CountDays,
		o.Company.LegalForm, o.Company.Street, o.Company.AddressExtra, o.Company.Place, o.Company.TaxNumber, o.Company.RegisterNumber,
		o.Company.Phone, o.Company.Email, o.Company.Website, logo(o.Logo))
	if err == nil && changed == 0 {
		return fault.New(fault.Conflict, "storage.second-organisation", nil)
	}
	return err
}

func logo(l directory.Logo) any {
	if l == "" {
		return nil
	}
	return []byte(l)
}

type logoColumn struct{ to *directory.Logo }

// Scan implements sql.Scanner.
func (c logoColumn) Scan(source any) error {
	bytes, _ := source.([]byte)
	*c.to = directory.Logo(bytes)
	return nil
}
