package directory

import (
	"strconv"
	"time"

	"github.com/comptoir/comptoir/app/fault"
)

// Verbs of the organisation's settings.
const (
	VerbOrganisationEdited Verb = "organisation-edited"
	VerbBankAccountAdded   Verb = "bank-account-added"
	VerbBankAccountEdited  Verb = "bank-account-edited"
	VerbBankAccountRemoved Verb = "bank-account-removed"
)

// EditOrganisation changes what the organisation says of itself, its lease and
// its defaults. read is what the person saw: where others have changed something
// of that meanwhile, the change is refused with fault.Conflict that tells what.
// The policy of sign-in has its own change. The currency stays once there are
// books, and the country once there are projects, since they have taken them
// over; existing books keep their time zone.
func EditOrganisation(s Store, by Actor, read, edited Organisation, books int, now time.Time) (Organisation, error) {
	if err := Can(by, RightOrganisationManage, Place{}, now); err != nil {
		return Organisation{}, err
	}
	stored, err := s.Organisation()
	if err != nil {
		return Organisation{}, err
	}
	if meanwhile := changes(settings, read, stored); len(meanwhile) > 0 {
		return Organisation{}, settingsMeanwhile(s, meanwhile)
	}
	next := stored.takeSettings(edited)
	if err := cleanOrganisation(&next); err != nil {
		return Organisation{}, err
	}
	details := changes(settings, stored, next)
	if len(details) == 0 {
		return stored, nil
	}
	if err := mayMove(s, stored, next, books); err != nil {
		return Organisation{}, err
	}
	next.Revision++
	if err := s.SaveOrganisation(next); err != nil {
		return Organisation{}, err
	}
	return next, Note(s, by, by.ID, VerbOrganisationEdited, now, details...)
}

// mayMove refuses another currency or country where others have taken over the
// one that stands.
func mayMove(s Store, stored, next Organisation, books int) error {
	if next.Currency != stored.Currency && books > 0 {
		return fault.New(fault.Conflict, "directory.currency-fixed", fault.Args{"Currency": string(stored.Currency), "Number": books})
	}
	if next.Country == stored.Country {
		return nil
	}
	projects, err := s.Projects()
	if err == nil && len(projects) > 0 {
		err = fault.New(fault.Conflict, "directory.country-fixed", fault.Args{"Number": len(projects)})
	}
	return err
}

// settingsMeanwhile refuses to write over what others have changed.
func settingsMeanwhile(s Store, meanwhile []Detail) error {
	args := fault.Args{"By": "–", "When": time.Time{}}
	acts, _, err := s.Acts(HistoryFilter{Verb: VerbOrganisationEdited, Limit: 1})
	if err != nil {
		return err
	}
	if len(acts) > 0 {
		args["By"], args["When"] = acts[0].ByName, acts[0].At
	}
	var fields []fault.Phrase
	for _, d := range meanwhile {
		fields = append(fields, fault.Phrase{Key: "directory.changed.field", Args: fault.Args{"Field": d.Label(), "Value": d.Value}})
	}
	args["Changes"] = fields
	return fault.New(fault.Conflict, "directory.organisation-meanwhile", args)
}

// settings is what EditOrganisation changes, in the order in which the history
// tells it.
var settings = []namedText[Organisation]{
	{"name", func(o Organisation) string { return o.Name }},
	{"legal-form", func(o Organisation) string { return o.Company.LegalForm }},
	{"street", func(o Organisation) string { return o.Company.Street }},
	{"address-extra", func(o Organisation) string { return o.Company.AddressExtra }},
	{"place", func(o Organisation) string { return o.Company.Place }},
	{"country", func(o Organisation) string { return o.Country }},
	{"tax-number", func(o Organisation) string { return o.Company.TaxNumber }},
	{"register-number", func(o Organisation) string { return o.Company.RegisterNumber }},
	{"phone", func(o Organisation) string { return o.Company.Phone }},
	{"email", func(o Organisation) string { return o.Company.Email }},
	{"website", func(o Organisation) string { return o.Company.Website }},
	{"logo", func(o Organisation) string { return o.Logo.Print() }},
	{"currency", func(o Organisation) string { return string(o.Currency) }},
	{"time-zone", func(o Organisation) string { return o.TimeZone }},
	{"language", func(o Organisation) string { return o.Language }},
	{"lease-days", func(o Organisation) string { return strconv.Itoa(o.LeaseDays) }},
}

// takeSettings gives o with the settings of from; everything else stays.
func (o Organisation) takeSettings(from Organisation) Organisation {
	o.Name, o.Company, o.Logo, o.Country, o.Currency = from.Name, from.Company, from.Logo, from.Country, from.Currency
	o.TimeZone, o.Language, o.LeaseDays = from.TimeZone, from.Language, from.LeaseDays
	return o
}
