package exchange

import (
	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/attachment"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/usrfile"
)

// fromWire gives the domain values of a payload. What the domain does not know,
// a role or a currency of a newer program, refuses the whole file.
func fromWire(d usrfile.UserData, organisation, subject uuid.UUID) (snap Snapshot, err error) {
	if snap.Organisation, err = organisationFromWire(d.Organisation, organisation); err != nil {
		return Snapshot{}, err
	}
	if snap.User, err = userFromWire(d, subject); err != nil {
		return Snapshot{}, err
	}
	for _, p := range d.Projects {
		snap.Projects = append(snap.Projects, directory.Project{
			ID: ident.ProjectID(p.ID), Code: p.Code, Name: p.Name, Country: p.Country, Created: p.Created.Time(),
		})
	}
	if err := snap.takeFields(d); err != nil {
		return Snapshot{}, err
	}
	codes := projectCodes(snap.Projects)
	for _, r := range d.Roles {
		g, err := grantFromWire(r, snap.User.ID, codes)
		if err != nil {
			return Snapshot{}, err
		}
		snap.Grants = append(snap.Grants, g)
	}
	for _, p := range d.People {
		if p.ID == subject { // whose name stands in the profile
			return Snapshot{}, unknownValue(nil, p.ID.String())
		}
		snap.People = append(snap.People, directory.User{
			ID: ident.UserID(p.ID), FirstName: p.FirstName, LastName: p.LastName, Status: directory.StatusEmployee,
		})
	}
	if snap.Books, err = BooksFromWire(d.Books, snap.Projects); err != nil {
		return Snapshot{}, err
	}
	if snap.Journals, err = JournalsFromWire(d.Journals, snap.Projects); err != nil {
		return Snapshot{}, err
	}
	if snap.Postes, err = PostesFromWire(d.Postes); err != nil {
		return Snapshot{}, err
	}
	if snap.Plans, err = plansFromWire(d); err != nil {
		return Snapshot{}, err
	}
	snap.Chain, snap.Organisation.Policy = d.Chain, policyFromWire(d.Policy)
	snap.sort()
	return snap, nil
}

func organisationFromWire(o usrfile.Organisation, id uuid.UUID) (directory.Organisation, error) {
	currency, err := money.ParseCurrency(o.Currency)
	if err != nil {
		return directory.Organisation{}, unknownValue(err, o.Currency)
	}
	if err := knownZone(o.TimeZone); err != nil {
		return directory.Organisation{}, err
	}
	logo, err := logoFromWire(o.Logo)
	if err != nil {
		return directory.Organisation{}, err
	}
	return directory.Organisation{
		ID: ident.OrganisationID(id), Name: o.Name, Country: o.Country, Currency: currency, TimeZone: o.TimeZone,
		Language: o.Language, Training: o.Training, LeaseDays: o.LeaseDays, Created: o.Created.Time(), Company: directory.Company(o.Company),
		Logo: logo, Revision: o.Revision,
	}, nil
}

// logoFromWire refuses a picture that takes too much to show.
func logoFromWire(l usrfile.Logo) (directory.Logo, error) {
	if len(l) == 0 {
		return "", nil
	}
	picture := usrfile.LogoBytes(l)
	if err := attachment.CheckLogo(picture); err != nil {
		return "", unknownValue(err, "logo")
	}
	return directory.Logo(picture), nil
}

func policyFromWire(p usrfile.SecurityPolicy) directory.Policy {
	return directory.Policy{
		PasswordMin: p.PasswordMinLength, SecondFactor: directory.FactorPolicy(p.SecondFactor), LockMinutes: p.LockMinutes,
		PreAssignment: directory.PreAssignment(p.PreAssignment), CountDays: p.CountDays,
	}
}

func userFromWire(d usrfile.UserData, id uuid.UUID) (directory.User, error) {
	until, err := calendar.Parse(d.User.AccessUntil)
	if err != nil {
		return directory.User{}, unknownValue(err, d.User.AccessUntil)
	}
	u := directory.User{
		ID: ident.UserID(id), Email: d.User.Email, Login: d.User.Login, FirstName: d.User.FirstName,
		LastName: d.User.LastName, Phone: d.User.Phone, Job: d.User.Job, External: d.User.External,
		Partner: d.User.Partner, Status: directory.Status(d.User.Status), AccessUntil: until,
		Language: d.User.Language, Format: d.User.Format,
		Factor: directory.FactorMethod(d.User.Factor), FactorReset: d.User.FactorReset,
	}
	if a := d.Activation; a != nil {
		u.Activation = directory.Activation{ID: ident.ActivationID(a.ID), Digest: a.Digest, Until: a.Until.Time()}
	}
	return u, nil
}

func grantFromWire(r usrfile.Role, user ident.UserID, codes map[ident.ProjectID]string) (directory.Grant, error) {
	role, known := directory.RoleByID(directory.RoleID(r.Role))
	if !known {
		return directory.Grant{}, unknownValue(nil, r.Role)
	}
	derived, err := derivationFromWire(r.Derived, role)
	if err != nil {
		return directory.Grant{}, err
	}
	g := directory.Grant{
		ID: ident.GrantID(r.ID), User: user, Role: role.ID, Derived: derived, Granted: r.Granted.Time(),
		Scope: directory.Scope{Level: directory.Level(r.Level), Country: r.Country},
	}
	if u := r.Unit; u != nil {
		g.Scope.Unit = directory.UnitRef{ID: ident.UnitID(u.ID), Code: u.Code, Name: u.Name}
	}
	for _, id := range r.Projects {
		if _, known := codes[ident.ProjectID(id)]; !known {
			return directory.Grant{}, unknownValue(nil, id.String())
		}
		g.Scope.Projects = append(g.Scope.Projects, ident.ProjectID(id))
	}
	return g, nil
}

// derivationFromWire takes no right that the standard role does not have here: a
// role of the organisation's own only leaves some out.
func derivationFromWire(d *usrfile.Derived, base directory.Role) (directory.Derivation, error) {
	if d == nil {
		return directory.Derivation{}, nil
	}
	derived := directory.Derivation{ID: ident.DerivedRoleID(d.ID), Name: d.Name}
	for _, right := range d.Rights {
		if base.Reach(directory.Right(right)) == directory.None {
			return directory.Derivation{}, unknownValue(nil, right)
		}
		derived.Rights = append(derived.Rights, directory.Right(right))
	}
	return derived, nil
}

// BooksFromWire gives the books of a payload; each must be of one of the
// projects, whose code it takes.
func BooksFromWire(list []usrfile.Book, projects []directory.Project) ([]OwnedBook, error) {
	codes := projectCodes(projects)
	books := make([]OwnedBook, 0, len(list))
	for _, b := range list {
		owned, err := bookFromWire(b, codes)
		if err != nil {
			return nil, err
		}
		books = append(books, owned)
	}
	return books, nil
}

func projectCodes(projects []directory.Project) map[ident.ProjectID]string {
	codes := make(map[ident.ProjectID]string, len(projects))
	for _, p := range projects {
		codes[p.ID] = p.Code
	}
	return codes
}

func bookFromWire(b usrfile.Book, codes map[ident.ProjectID]string) (OwnedBook, error) {
	code, known := codes[ident.ProjectID(b.Project)]
	if !known {
		return OwnedBook{}, unknownValue(nil, b.Project.String())
	}
	currency, err := money.ParseCurrency(b.Currency)
	if err != nil {
		return OwnedBook{}, unknownValue(err, b.Currency)
	}
	if err := knownZone(b.TimeZone); err != nil {
		return OwnedBook{}, err
	}
	book := cashbook.Book{
		ID: ident.BookID(b.ID), Project: ident.ProjectID(b.Project), ProjectCode: code, Number: b.Number,
		Type: cashbook.Type(b.Type), Name: b.Name, Currency: currency, TimeZone: b.TimeZone, Overdraft: b.Overdraft,
		CeilingMinor: b.CeilingMinor, Account: b.Account, Operator: b.Operator, Wallet: b.Wallet, Responsible: ident.UserID(b.Responsible), Deputy: ident.UserID(b.Deputy),
		CounterSignatory: ident.UserID(b.CounterSignatory), Status: cashbook.BookStatus(b.Status), Revision: b.Revision,
	}
	return OwnedBook{book, tenureFromWire(b.Ownership, b.Earlier, book.ID)}, nil
}

func ownershipFromWire(o *usrfile.Ownership, book ident.BookID) *ledger.Ownership {
	if o == nil {
		return nil
	}
	return &ledger.Ownership{
		Book: book, Epoch: o.Epoch, Poste: ident.PosteID(o.Poste), FirstNumber: o.FirstNumber,
		Head:    ledger.Head{Seq: o.Head.Seq, Number: o.Head.Number, Hash: ledger.Hash(o.Head.Hash)},
		Granted: o.Granted.Time(), Reason: o.Reason,
	}
}

// PostesFromWire gives the postes of a payload.
func PostesFromWire(list []usrfile.Poste) ([]directory.Poste, error) {
	postes := make([]directory.Poste, 0, len(list))
	for _, w := range list {
		p := directory.Poste{
			ID: ident.PosteID(w.ID), Number: w.Number, Label: w.Label, Location: w.Location, User: ident.UserID(w.User),
			SignKey: w.SignKey, BoxKey: w.BoxKey, Registered: w.Registered.Time(), Status: directory.PosteStatus(w.Status),
		}
		for _, m := range w.Modules {
			module := directory.Module(m)
			if module != directory.ModuleCashbook && module != directory.ModuleAccounting {
				return nil, unknownValue(nil, m)
			}
			p.Modules = append(p.Modules, module)
		}
		postes = append(postes, p)
	}
	return postes, nil
}

func knownZone(name string) error {
	if _, err := calendar.Zone(name); err != nil {
		return unknownValue(err, name)
	}
	return nil
}

// unknownValue refuses a genuine file that speaks of what this program does not
// know: it is too old for the file.
func unknownValue(cause error, value string) error {
	return fault.Wrap(cause, fault.Forged, "file.unknown-value", fault.Args{"Value": fault.Excerpt(value)})
}
