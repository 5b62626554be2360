package exchange

import (
	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/usrfile"
)

// toWire gives the payload of a snapshot.
func (snap Snapshot) toWire() usrfile.UserData {
	d := usrfile.UserData{
		Organisation: organisationToWire(snap.Organisation),
		User:         userToWire(snap.User),
		Activation:   activationToWire(snap.User),
		Policy:       policyToWire(snap.Organisation.Policy),
		Chain:        snap.Chain,
		Books:        BooksToWire(snap.Books),
		Journals:     JournalsToWire(snap.Journals),
		Postes:       PostesToWire(snap.Postes),
	}
	d.Fields, d.User.Fields = fieldsToWire(snap.Fields), valuesToWire(snap.Fields, snap.User.Fields)
	snap.Plans.toWire(&d)
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
		Training: o.Training, LeaseDays: o.LeaseDays, Created: usrfile.InstantOf(o.Created), Company: usrfile.Company(o.Company),
		Logo: usrfile.NewLogo([]byte(o.Logo)), Revision: o.Revision,
	}
}

func policyToWire(p directory.Policy) usrfile.SecurityPolicy {
	return usrfile.SecurityPolicy{PasswordMinLength: p.PasswordMin, SecondFactor: string(p.SecondFactor), LockMinutes: p.LockMinutes, PreAssignment: string(p.PreAssignment), CountDays: p.CountDays}
}

// organisationMark is what one revision of the organisation means, of which the
// mark keeps the digest.
func organisationMark(o directory.Organisation) any {
	return struct {
		Organisation usrfile.Organisation
		Policy       usrfile.SecurityPolicy
	}{organisationToWire(o), policyToWire(o.Policy)}
}

func userToWire(u directory.User) usrfile.User {
	return usrfile.User{
		Email: u.Email, Login: u.Login, FirstName: u.FirstName, LastName: u.LastName, Phone: u.Phone, Job: u.Job,
		External: u.External, Partner: u.Partner, Status: string(u.Status), AccessUntil: u.AccessUntil.String(),
		Language: u.Language, Format: u.Format, Factor: string(u.Factor), FactorReset: u.FactorReset,
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
	if !g.Derived.ID.IsZero() {
		r.Derived = &usrfile.Derived{ID: uuid.UUID(g.Derived.ID), Name: g.Derived.Name}
		for _, right := range g.Derived.Rights {
			r.Derived.Rights = append(r.Derived.Rights, string(right))
		}
	}
	if unit := g.Scope.Unit; !unit.ID.IsZero() {
		r.Unit = &usrfile.Unit{ID: uuid.UUID(unit.ID), Code: unit.Code, Name: unit.Name}
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
			Account: b.Account, Operator: b.Operator, Wallet: b.Wallet,
			Responsible: uuid.UUID(b.Responsible), Deputy: uuid.UUID(b.Deputy), CounterSignatory: uuid.UUID(b.CounterSignatory),
			Status: string(b.Status), Revision: b.Revision, Ownership: ownershipToWire(o.Ownership),
			Earlier: earlierToWire(o.Earlier),
		})
	}
	return list
}

func earlierToWire(history []ledger.Ownership) usrfile.List[usrfile.Ownership] {
	var list usrfile.List[usrfile.Ownership]
	for _, o := range history {
		list = append(list, *ownershipToWire(&o))
	}
	return list
}

func ownershipToWire(o *ledger.Ownership) *usrfile.Ownership {
	if o == nil {
		return nil
	}
	return &usrfile.Ownership{
		Epoch: o.Epoch, Poste: uuid.UUID(o.Poste), FirstNumber: o.FirstNumber,
		Head:    usrfile.Head{Seq: o.Head.Seq, Number: o.Head.Number, Hash: usrfile.Bytes32(o.Head.Hash)},
		Granted: usrfile.InstantOf(o.Granted), Reason: o.Reason,
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
