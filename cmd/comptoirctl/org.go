package main

import (
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/workspace"
)

type orgCommands struct {
	Create      orgCreate       `cmd:""`
	Show        orgShow         `cmd:""`
	Edit        orgEdit         `cmd:""`
	Bank        orgBankCommands `cmd:""`
	Fingerprint orgFingerprint  `cmd:""`
	Erase       orgErase        `cmd:"" name:"erase-financial-data"`
	Policy      orgPolicy       `cmd:""`
}

// organisationView is an organisation as machines read it.
type organisationView struct {
	ID        string      `json:"id"`
	Name      string      `json:"name"`
	Country   string      `json:"country"`
	Currency  string      `json:"currency"`
	TimeZone  string      `json:"time_zone"`
	Language  string      `json:"language"`
	Training  bool        `json:"training"`
	LeaseDays int         `json:"lease_days"`
	Created   moment      `json:"created"`
	Company   companyView `json:"company"`
}

// companyView is what the organisation says of itself on paper.
type companyView struct {
	LegalForm      string `json:"legal_form"`
	Street         string `json:"street"`
	AddressExtra   string `json:"address_extra"`
	Place          string `json:"place"`
	TaxNumber      string `json:"tax_number"`
	RegisterNumber string `json:"register_number"`
	Phone          string `json:"phone"`
	Email          string `json:"email"`
	Website        string `json:"website"`
}

func viewOrganisation(o directory.Organisation) organisationView {
	return organisationView{
		ID: o.ID.String(), Name: o.Name, Country: o.Country, Currency: string(o.Currency), TimeZone: o.TimeZone,
		Language: o.Language, Training: o.Training, LeaseDays: o.LeaseDays, Created: moment(o.Created), Company: companyView(o.Company),
	}
}

type orgCreate struct {
	Name      string `required:"" placeholder:"name"`
	Currency  string `required:"" placeholder:"currency"`
	Admin     string `required:"" placeholder:"address"`
	Country   string `placeholder:"country"`
	TimeZone  string `placeholder:"zone"`
	Language  string `placeholder:"lang"`
	FirstName string `placeholder:"name"`
	LastName  string `placeholder:"name"`
	RootKeys  int    `placeholder:"number" default:"1"`
	Threshold int    `placeholder:"number" default:"1"`
	Training  bool
}

func (orgCreate) examples() []string {
	return []string{
		`--data siege org create --name "Eau Vive" --country SN --currency XOF --admin admin@eauvive.example --password-file pw`,
		`--data siege org create --name "Eau Vive" --currency XOF --admin admin@eauvive.example --root-keys 3 --threshold 2`,
	}
}

type orgCreated struct {
	Organisation  organisationView `json:"organisation"`
	Administrator string           `json:"administrator"`
	Fingerprint   string           `json:"fingerprint"`
}

func (orgCreate) result() report { return orgCreated{} }

func (cmd *orgCreate) Run(c *call) error {
	password, err := c.newPassword()
	if err != nil {
		return err
	}
	space, err := c.openOrMake()
	if err != nil {
		return err
	}
	compare, err := space.Found(c.ctx, workspace.NewOrganisation{
		Name: cmd.Name, Country: cmd.Country, Currency: cmd.Currency, TimeZone: cmd.TimeZone, Language: cmd.Language,
		Training: cmd.Training, Roots: cmd.RootKeys, Threshold: cmd.Threshold, Admin: cmd.Admin, FirstName: cmd.FirstName, LastName: cmd.LastName, Password: password,
	})
	if err != nil {
		return err
	}
	condition, err := space.Condition(c.ctx)
	if err != nil {
		return err
	}
	return c.give(orgCreated{viewOrganisation(condition.Organisation), cmd.Admin, compare.String()})
}

func (r orgCreated) words(s *sheet) {
	s.say("ctl.org.created", fault.Args{"Name": r.Organisation.Name, "Currency": r.Organisation.Currency, "Admin": r.Administrator})
	s.say("ctl.org.compare", fault.Args{"Fingerprint": r.Fingerprint})
}

type orgShow struct{}

func (orgShow) examples() []string { return []string{"--data siege org show"} }

// orgShown is what the data folder is.
type orgShown struct {
	Side         string           `json:"side"`
	Organisation organisationView `json:"organisation"`
	Poste        int              `json:"poste"`
	Label        string           `json:"label"`
	Location     string           `json:"location"`
	Requested    bool             `json:"registration_requested"`
	Fingerprint  string           `json:"fingerprint"`
	Now          moment           `json:"now"`
	ClockLate    bool             `json:"clock_late"`
	ClockJumped  bool             `json:"clock_jumped"`
}

func (orgShow) result() report { return orgShown{} }

func (orgShow) Run(c *call) error {
	space, err := c.open()
	if err != nil {
		return err
	}
	condition, err := space.Condition(c.ctx)
	if err != nil {
		return err
	}
	compare, err := space.Fingerprint(c.ctx)
	if err != nil {
		return err
	}
	return c.give(orgShown{
		Side: string(condition.Side), Organisation: viewOrganisation(condition.Organisation),
		Poste: condition.Poste.Number, Label: condition.Poste.Label, Location: condition.Poste.Location,
		Requested: condition.Requested, Fingerprint: compare.String(), Now: moment(condition.Now),
		ClockLate: condition.ClockLate, ClockJumped: condition.ClockJumped,
	})
}

func (r orgShown) words(s *sheet) {
	o, poste := r.Organisation, ""
	if r.Side == string(directory.Site) {
		poste = posteName(s, r.Poste, r.Label, r.Location)
	}
	s.facts(append([]fact{
		{"ctl.col.organisation", o.Name}, {"ctl.col.side", s.T("ctl.side." + r.Side)},
		{"ctl.col.poste", poste},
		{"ctl.col.country", o.Country}, {"ctl.col.currency", o.Currency}, {"ctl.col.zone", o.TimeZone},
		{"ctl.col.training", yes(o.Training)}, {"ctl.col.fingerprint", r.Fingerprint},
	}, o.Company.facts()...)...)
	if r.ClockLate {
		s.say("ctl.clock.late")
	}
	if r.ClockJumped {
		s.say("ctl.clock.jumped")
	}
}

type orgFingerprint struct{}

func (orgFingerprint) examples() []string { return []string{"--data siege org fingerprint"} }

type fingerprintShown struct {
	Fingerprint string `json:"fingerprint"`
}

func (orgFingerprint) result() report { return fingerprintShown{} }

func (orgFingerprint) Run(c *call) error {
	space, err := c.open()
	if err != nil {
		return err
	}
	compare, err := space.Fingerprint(c.ctx)
	if err != nil {
		return err
	}
	return c.give(fingerprintShown{compare.String()})
}

func (r fingerprintShown) words(s *sheet) { s.line(r.Fingerprint) }
