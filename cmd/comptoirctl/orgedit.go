package main

import (
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/workspace"
)

// facts are the company data, each with the name of its field.
func (v companyView) facts() []fact {
	return []fact{
		{"detail.legal-form", v.LegalForm}, {"detail.street", v.Street}, {"detail.address-extra", v.AddressExtra}, {"detail.place", v.Place},
		{"detail.tax-number", v.TaxNumber}, {"detail.register-number", v.RegisterNumber}, {"detail.phone", v.Phone},
		{"detail.email", v.Email}, {"detail.website", v.Website},
	}
}

// orgEdit changes what is given; an empty text takes something away.
type orgEdit struct {
	Name           *string `placeholder:"name"`
	LegalForm      *string `placeholder:"text"`
	Street         *string `placeholder:"text"`
	AddressExtra   *string `placeholder:"text"`
	Place          *string `placeholder:"text"`
	TaxNumber      *string `placeholder:"text"`
	RegisterNumber *string `placeholder:"text"`
	Phone          *string `placeholder:"number"`
	Email          *string `placeholder:"address"`
	Website        *string `placeholder:"address"`
	Country        *string `placeholder:"country"`
	Currency       *string `placeholder:"currency"`
	TimeZone       *string `placeholder:"zone"`
	Language       *string `placeholder:"lang"`
	LeaseDays      *int    `placeholder:"number"`
	Logo           string  `placeholder:"file" xor:"logo"`
	NoLogo         bool    `xor:"logo"`
}

func (orgEdit) examples() []string {
	return []string{
		`org edit --legal-form Association --street "12, rue Carnot" --place "12500 Dakar" --tax-number "0012345 2G3"`,
		"org edit --lease-days 90",
		"org edit --logo logo.png",
	}
}

type orgEdited struct{ organisationView }

func (orgEdit) result() report { return orgEdited{} }

func (cmd *orgEdit) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	settings, err := session.Settings(c.ctx)
	if err != nil {
		return err
	}
	edited := cmd.change(settings.Organisation)
	if cmd.Logo != "" {
		if edited.Logo, err = workspace.ReadLogo(cmd.Logo); err != nil {
			return err
		}
	}
	o, err := session.EditOrganisation(c.ctx, settings.Organisation, edited)
	if err != nil {
		return err
	}
	return c.give(orgEdited{viewOrganisation(o)})
}

func (cmd *orgEdit) change(o directory.Organisation) directory.Organisation {
	company := &o.Company
	for field, option := range map[*string]*string{
		&o.Name: cmd.Name, &o.Country: cmd.Country, &o.TimeZone: cmd.TimeZone, &o.Language: cmd.Language,
		&company.LegalForm: cmd.LegalForm, &company.Street: cmd.Street, &company.AddressExtra: cmd.AddressExtra, &company.Place: cmd.Place,
		&company.TaxNumber: cmd.TaxNumber, &company.RegisterNumber: cmd.RegisterNumber, &company.Phone: cmd.Phone,
		&company.Email: cmd.Email, &company.Website: cmd.Website,
	} {
		*field = given(option, *field)
	}
	o.Currency = money.Currency(given(cmd.Currency, string(o.Currency)))
	if cmd.NoLogo {
		o.Logo = ""
	}
	if cmd.LeaseDays != nil {
		o.LeaseDays = *cmd.LeaseDays
	}
	return o
}

func (r orgEdited) words(s *sheet) {
	s.facts(append([]fact{
		{"ctl.col.organisation", r.Name}, {"ctl.col.country", r.Country}, {"ctl.col.currency", r.Currency}, {"ctl.col.zone", r.TimeZone},
		{"detail.language", r.Language}, {"detail.lease-days", s.Int(int64(r.LeaseDays))},
	}, r.Company.facts()...)...)
}
