package exchange

import (
	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/usrfile"
)

// toWire gives the payload of a snapshot.
func (snap Snapshot) toWire() usrfile.UserData {
	d := usrfile.UserData{
		Organisation: organisationToWire(snap.Organisation),
		User:         userToWire(snap.User),
		Activation:   activationToWire(snap.User),
		Policy:       usrfile.SecurityPolicy{PasswordMinLength: snap.PasswordMin},
		Chain:        snap.Chain,
		Books:        BooksToWire(snap.Books),
		Postes:       PostesToWire(snap.Postes),
	}
	for _, g := range snap.Grants {
		d.Roles = append(d.Roles, roleToWire(g))
	}
	for _, p := range snap.Projects {
		d.Projects = append(d.Projects, usrfile.Project{
			ID: uuid.UUID(p.ID), Code: p.Code, Name: p.Name, Country: p.Country, Created: usrfile.InstantOf(p.Created),
		})
	}
	for _, u := range snap.People {
		d.People = append(d.People, usrfile.Person{ID: uuid.UUID(u.ID), FirstName: u.FirstName, LastName: u.LastName})
	}
	return d
}

func organisationToWire(o directory.Organisation) usrfile.Organisation {
	return usrfile.Organisation{
		Name: o.Name, Country: o.Country, Currency: string(o.Currency), TimeZone: o.TimeZone, Language: o.Language,
		Training: o.Training, LeaseDays: o.LeaseDays, Created: usrfile.InstantOf(o.Created), Revision: o.Revision,
	}
}

func userToWire(u directory.User) usrfile.User {
	return usrfile.User{
		Email: u.Email, Login: u.Login, FirstName: u.FirstName, LastName: u.LastName, Phone: u.Phone, Job: u.Job,
		External: u.External, Partner: u.Partner, Status: string(u.Status), AccessUntil: u.AccessUntil.String(),
		Language: u.Language, Format: u.Format,
	}
}

// activationToWire sends an activation while the account is on: when one poste
// has used the code, others still need it to have the person choose a password.
func activationToWire(u directory.User) *usrfile.Activation {
	if !opens(u.Status) || u.Activation.ID.IsZero() {
		return nil
	}
	return &usrfile.Activation{
		ID: uuid.UUID(u.Activation.ID), Digest: u.Activation.Digest, Until: usrfile.InstantOf(u.Activation.Until),
	}
}

func roleToWire(g directory.Grant) usrfile.Role {
	r := usrfile.Role{
		ID: uuid.UUID(g.ID), Role: string(g.Role), Level: string(g.Scope.Level), Country: g.Scope.Country,
		Granted: usrfile.InstantOf(g.Granted),
	}
	for _, id := range g.Scope.Projects {
		r.Projects = append(r.Projects, uuid.UUID(id))
	}
	return r
}

// BooksToWire gives book definitions as they travel.
func BooksToWire(books []OwnedBook) usrfile.List[usrfile.Book] {
	var list usrfile.List[usrfile.Book]
	for _, o := range books {
		b := o.Book
		list = append(list, usrfile.Book{
			ID: uuid.UUID(b.ID), Project: uuid.UUID(b.Project), Number: b.Number, Type: string(b.Type), Name: b.Name,
			Currency: string(b.Currency), TimeZone: b.TimeZone, Overdraft: b.Overdraft, CeilingMinor: b.CeilingMinor,
			Responsible: uuid.UUID(b.Responsible), Deputy: uuid.UUID(b.Deputy), CounterSignatory: uuid.UUID(b.CounterSignatory),
			Status: string(b.Status), Revision: b.Revision, Ownership: ownershipToWire(o.Ownership),
		})
	}
	return list
}

func ownershipToWire(o *cashbook.Ownership) *usrfile.Ownership {
	if o == nil {
		return nil
	}
	return &usrfile.Ownership{
		Epoch: o.Epoch, Poste: uuid.UUID(o.Poste), FirstNumber: o.FirstNumber,
		Head:    usrfile.Head{Seq: o.Head.Seq, Number: o.Head.Number, Hash: usrfile.Bytes32(o.Head.Hash)},
		Granted: usrfile.InstantOf(o.Granted),
	}
}

// PostesToWire gives the signed directory of postes as it travels.
func PostesToWire(postes []directory.Poste) usrfile.List[usrfile.Poste] {
	var list usrfile.List[usrfile.Poste]
	for _, p := range postes {
		wire := usrfile.Poste{
			ID: uuid.UUID(p.ID), Number: p.Number, Label: p.Label, Location: p.Location, User: uuid.UUID(p.User),
			SignKey: p.SignKey, BoxKey: p.BoxKey, Registered: usrfile.InstantOf(p.Registered), Status: string(p.Status),
		}
		for _, m := range p.Modules {
			wire.Modules = append(wire.Modules, string(m))
		}
		list = append(list, wire)
	}
	return list
}

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
	if snap.Postes, err = PostesFromWire(d.Postes); err != nil {
		return Snapshot{}, err
	}
	snap.Chain, snap.PasswordMin = d.Chain, d.Policy.PasswordMinLength
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
	return directory.Organisation{
		ID: ident.OrganisationID(id), Name: o.Name, Country: o.Country, Currency: currency, TimeZone: o.TimeZone,
		Language: o.Language, Training: o.Training, LeaseDays: o.LeaseDays, Created: o.Created.Time(), Revision: o.Revision,
	}, nil
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
	}
	if a := d.Activation; a != nil {
		u.Activation = directory.Activation{ID: ident.ActivationID(a.ID), Digest: a.Digest, Until: a.Until.Time()}
	}
	return u, nil
}

func grantFromWire(r usrfile.Role, user ident.UserID, codes map[ident.ProjectID]string) (directory.Grant, error) {
	role := directory.RoleID(r.Role)
	if _, known := directory.RoleByID(role); !known {
		return directory.Grant{}, unknownValue(nil, r.Role)
	}
	g := directory.Grant{
		ID: ident.GrantID(r.ID), User: user, Role: role, Granted: r.Granted.Time(),
		Scope: directory.Scope{Level: directory.Level(r.Level), Country: r.Country},
	}
	for _, id := range r.Projects {
		if _, known := codes[ident.ProjectID(id)]; !known {
			return directory.Grant{}, unknownValue(nil, id.String())
		}
		g.Scope.Projects = append(g.Scope.Projects, ident.ProjectID(id))
	}
	return g, nil
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
		CeilingMinor: b.CeilingMinor, Responsible: ident.UserID(b.Responsible), Deputy: ident.UserID(b.Deputy),
		CounterSignatory: ident.UserID(b.CounterSignatory), Status: cashbook.BookStatus(b.Status), Revision: b.Revision,
	}
	return OwnedBook{Book: book, Ownership: ownershipFromWire(b.Ownership, book.ID)}, nil
}

func ownershipFromWire(o *usrfile.Ownership, book ident.BookID) *cashbook.Ownership {
	if o == nil {
		return nil
	}
	return &cashbook.Ownership{
		Book: book, Epoch: o.Epoch, Poste: ident.PosteID(o.Poste), FirstNumber: o.FirstNumber,
		Head:    ledger.Head{Seq: o.Head.Seq, Number: o.Head.Number, Hash: ledger.Hash(o.Head.Hash)},
		Granted: o.Granted.Time(),
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
