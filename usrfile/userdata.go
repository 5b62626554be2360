package usrfile

import "github.com/google/uuid"

// UserData is the payload of a .usr file, schema 1: a full snapshot of what the
// applications need of one user. The user is the message's subject. Lists are
// in the order that the sender gave them; identifiers in a list are distinct.
type UserData struct {
	Organisation  Organisation       `json:"organisation"`
	User          User               `json:"user"`
	Activation    *Activation        `json:"activation"` // nil when none is open
	Roles         List[Role]         `json:"roles"`
	Projects      List[Project]      `json:"projects"`
	People        List[Person]       `json:"people"`
	Books         List[Book]         `json:"books"`
	Journals      List[Journal]      `json:"journals"`
	Charts        List[Chart]        `json:"charts"` // of the projects of books and journals, with what follows
	Budgets       List[Budget]       `json:"budgets"`
	Fundings      List[Fundings]     `json:"fundings"`
	Years         List[Years]        `json:"years"`
	Rates         List[Rates]        `json:"rates"` // of pairs with a currency of theirs
	Templates     List[Templates]    `json:"templates"`
	Contributions List[Contribution] `json:"contributions"` // all of the organisation, where there are journals
	Postes        List[Poste]        `json:"postes"`
	Policy        SecurityPolicy     `json:"policy"`
	Fields        List[Field]        `json:"fields"` // the organisation's own, those in use
	Chain         Chain              `json:"chain"`  // zero when the reader needs none
}

// Organisation is whose file it is; its identifier is in the message.
type Organisation struct {
	Name      string  `json:"name"`
	Country   string  `json:"country"`   // ISO 3166-1 alpha-2, or empty
	Currency  string  `json:"currency"`  // ISO 4217
	TimeZone  string  `json:"time_zone"` // IANA name
	Language  string  `json:"language"`
	Training  bool    `json:"training"`
	LeaseDays int     `json:"lease_days"` // that imported data stands; 0 for no limit
	Created   Instant `json:"created"`
	Company   Company `json:"company"`
	Logo      Logo    `json:"logo"`
	Revision  int64   `json:"revision"`
}

// Company is what the organisation says of itself on paper.
type Company struct {
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

// User is the profile and status of the message's subject.
type User struct {
	Email       string `json:"email"`
	Login       string `json:"login"`
	FirstName   string `json:"first_name"`
	LastName    string `json:"last_name"`
	Phone       string `json:"phone"`
	Job         string `json:"job"`
	External    bool   `json:"external"`
	Partner     string `json:"partner"`
	Status      string `json:"status"`       // employee, pending, active or archived
	AccessUntil string `json:"access_until"` // last permitted day, YYYY-MM-DD, or empty
	Language    string `json:"language"`     // empty for the organisation's
	Format      string `json:"format"`       // of numbers and dates, likewise
	Factor      string `json:"factor"`       // totp or none as an administrator asked; empty for the policy's
	FactorReset int64  `json:"factor_reset"` // counts up when what is enrolled anywhere counts no more

	Fields List[FieldValue] `json:"fields"` // of fields that the file defines
}

// Activation lets its user choose a password once; the code travels separately.
type Activation struct {
	ID     uuid.UUID `json:"id"`
	Digest Bytes32   `json:"digest"` // ActivationDigest
	Until  Instant   `json:"until"`
}

// Role is a role that the user holds, and how far.
type Role struct {
	ID       uuid.UUID       `json:"id"`       // of the grant
	Role     string          `json:"role"`     // a standard role
	Derived  *Derived        `json:"derived"`  // nil for the standard role as it is
	Level    string          `json:"level"`    // organisation, all-projects, country, unit or projects
	Country  string          `json:"country"`  // level country only
	Unit     *Unit           `json:"unit"`     // level unit only
	Projects List[uuid.UUID] `json:"projects"` // levels unit, those it has, and projects
	Granted  Instant         `json:"granted"`
}

// Unit is a named group of projects, as head office has it.
type Unit struct {
	ID   uuid.UUID `json:"id"`
	Code string    `json:"code"`
	Name string    `json:"name"`
}

// Derived is a role of the organisation's own: what is left of a standard role.
type Derived struct {
	ID     uuid.UUID    `json:"id"`
	Name   string       `json:"name"`
	Rights List[string] `json:"rights"` // of the standard role, those that are left; sorted
}

// Project is one that the roles, books or journals refer to.
type Project struct {
	ID      uuid.UUID `json:"id"`
	Code    string    `json:"code"`
	Name    string    `json:"name"`
	Country string    `json:"country"`
	Created Instant   `json:"created"`
}

// Person is somebody whom the books and journals name.
type Person struct {
	ID        uuid.UUID `json:"id"`
	FirstName string    `json:"first_name"`
	LastName  string    `json:"last_name"`
}

// SecurityPolicy is what the organisation demands of sign-in and of vouchers. It changes with the
// organisation's revision.
type SecurityPolicy struct {
	PasswordMinLength int    `json:"password_min_length"` // characters
	SecondFactor      string `json:"second_factor"`       // none, optional or required
	LockMinutes       int    `json:"lock_minutes"`        // without a key, before the window locks; 0 for no limit
	PreAssignment     string `json:"pre_assignment"`      // of vouchers to accounts: off, optional or required
	CountDays         int    `json:"count_days"`          // a till is counted once in so many days; 0 for no rule
}

// EncodeUserData gives the payload; data that no reader would take is refused.
func EncodeUserData(d UserData) ([]byte, error) {
	return encodePayload(d)
}

// DecodeUserData reads the payload of a .usr file. Everything that
// EncodeUserData would not have written byte for byte is refused.
func DecodeUserData(payload []byte) (UserData, error) {
	return decodePayload[UserData](payload)
}

func (d UserData) check(c *checker) {
	d.Organisation.check(c.in("organisation"))
	d.User.check(c.in("user"))
	if d.Activation != nil {
		c.that(!isZero(d.Activation.ID), "activation.id")
		c.that(d.Activation.Until > 0, "activation.until")
		c.instant(d.Activation.Until, "activation.until")
	}
	each(c, "roles", d.Roles, Role.check)
	each(c, "projects", d.Projects, Project.check)
	each(c, "people", d.People, Person.check)
	each(c, "books", d.Books, Book.check)
	each(c, "journals", d.Journals, Journal.check)
	each(c, "contributions", d.Contributions, Contribution.check)
	each(c, "postes", d.Postes, Poste.check)
	distinct(c, "journals", d.Journals, func(j Journal) uuid.UUID { return j.ID })
	distinct(c, "contributions", d.Contributions, func(x Contribution) uuid.UUID { return x.ID })
	distinct(c, "roles", d.Roles, func(r Role) uuid.UUID { return r.ID })
	distinct(c, "projects", d.Projects, func(p Project) uuid.UUID { return p.ID })
	distinct(c, "people", d.People, func(p Person) uuid.UUID { return p.ID })
	distinct(c, "books", d.Books, func(b Book) uuid.UUID { return b.ID })
	distinct(c, "postes", d.Postes, func(p Poste) uuid.UUID { return p.ID })
	d.Policy.check(c.in("policy"))
	d.checkFields(c)
	d.checkPlans(c)
}

func (o Organisation) check(c *checker) {
	c.filled(o.Name, "name")
	c.country(o.Country, "country")
	c.currency(o.Currency, "currency")
	c.filled(o.TimeZone, "time_zone")
	c.word(o.Language, "language")
	c.between(int64(o.LeaseDays), 0, maxDays, "lease_days")
	c.instant(o.Created, "created")
	c.that(len(o.Logo) == 0 || LogoBytes(o.Logo) != nil, "logo")
	c.that(o.Revision >= 0, "revision")
}

func (u User) check(c *checker) {
	c.that(u.Email+u.Login+u.FirstName+u.LastName != "", "email, login and names")
	c.oneOf(u.Status, "status", "employee", "pending", "active", "archived")
	c.day(u.AccessUntil, "access_until")
	c.oneOf(u.Factor, "factor", "", "totp", "none")
	c.that(u.FactorReset >= 0, "factor_reset")
}

func (p SecurityPolicy) check(c *checker) {
	c.between(int64(p.PasswordMinLength), 0, maxString, "password_min_length")
	c.oneOf(p.SecondFactor, "second_factor", "none", "optional", "required")
	c.between(int64(p.LockMinutes), 0, maxLockMinutes, "lock_minutes")
	c.between(int64(p.CountDays), 0, maxDays, "count_days")
	c.oneOf(p.PreAssignment, "pre_assignment", "off", "optional", "required")
}

func (r Role) check(c *checker) {
	c.that(!isZero(r.ID), "id")
	c.word(r.Role, "role")
	if r.Derived != nil {
		r.Derived.check(c.in("derived"))
	}
	c.oneOf(r.Level, "level", "organisation", "all-projects", "country", "unit", "projects")
	c.that((r.Level == "country") == (r.Country != ""), "country")
	c.country(r.Country, "country")
	c.that((r.Level == "unit") == (r.Unit != nil), "unit")
	if r.Unit != nil {
		r.Unit.check(c.in("unit"))
	}
	c.that(r.Level == "unit" || (r.Level == "projects") == (len(r.Projects) > 0), "projects")
	distinct(c, "projects", r.Projects, func(id uuid.UUID) uuid.UUID { return id })
	c.instant(r.Granted, "granted")
}

func (u Unit) check(c *checker) {
	c.that(!isZero(u.ID), "id")
	c.filled(u.Code, "code")
	c.filled(u.Name, "name")
}

func (d Derived) check(c *checker) {
	c.that(!isZero(d.ID), "id")
	c.filled(d.Name, "name")
	c.that(len(d.Rights) > 0, "rights")
	for i, right := range d.Rights {
		c.word(right, "rights")
		c.that(i == 0 || d.Rights[i-1] < right, "rights")
	}
}

func (p Project) check(c *checker) {
	c.that(!isZero(p.ID), "id")
	c.filled(p.Code, "code")
	c.country(p.Country, "country")
	c.instant(p.Created, "created")
}

func (p Person) check(c *checker) { c.that(!isZero(p.ID), "id") }
