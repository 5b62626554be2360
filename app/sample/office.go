package sample

import (
	"slices"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/usrfile"
)

// office is the head office in Dakar, with its administrator signed in.
type office struct {
	space    *workspace.Workspace
	session  *workspace.Session
	accounts *workspace.Session // of the accountant
	compare  usrfile.Fingerprint
	projects map[string]ident.ProjectID
	people   map[*character]ident.UserID
	books    []cashbook.Book // as in books
	journals map[string]ident.BookID
}

// found creates the organisation with its projects, people and books.
func (s *story) found() error {
	s.at(60, 8, 12)
	w, err := s.open(officeFolder)
	if err != nil {
		return err
	}
	s.office = &office{space: w, projects: map[string]ident.ProjectID{}, people: map[*character]ident.UserID{}, journals: map[string]ident.BookID{}}
	o := s.office
	organisation := workspace.NewOrganisation{
		Name: "Eau Vive Sahel", Country: "SN", Currency: "XOF", Training: true, Admin: ndeye.address,
		FirstName: ndeye.firstName, LastName: ndeye.lastName, Password: ndeye.password,
	}
	if o.compare, err = w.Found(s.ctx, organisation); err != nil {
		return err
	}
	if o.session, err = w.SignIn(s.ctx, ndeye.address, ndeye.password); err != nil {
		return err
	}
	args := fault.Args{"Name": organisation.Name, "Fingerprint": o.compare.String()}
	if err := s.step("sample.step.founded", args); err != nil {
		return err
	}
	for _, part := range []func() error{s.introduceFounder, s.addProjects, s.planProjects, s.addPeople, s.addBooks, s.activateAtOffice} {
		s.at(60, 9, s.clock.Minute()+7)
		if err := part(); err != nil {
			return err
		}
	}
	return s.step("sample.step.set-up", fault.Args{"Projects": len(projects), "Books": len(books), "People": len(employees) + 1})
}

// introduceFounder completes the record of who founded the organisation.
func (s *story) introduceFounder() error {
	u, err := s.office.session.FindUser(s.ctx, ndeye.address)
	if err != nil {
		return err
	}
	u.Job, u.Phone = ndeye.job, ndeye.phone
	_, err = s.office.session.EditUser(s.ctx, u)
	return err
}

func (s *story) addProjects() error {
	for _, p := range projects {
		added, err := s.office.session.AddProject(s.ctx, p)
		if err != nil {
			return err
		}
		s.office.projects[p.Code] = added.ID
	}
	return nil
}

func (s *story) addPeople() error {
	for _, c := range employees {
		u, err := s.office.session.AddUser(s.ctx, directory.User{
			Email: c.address, FirstName: c.firstName, LastName: c.lastName, Job: c.job, Phone: c.phone,
		})
		if err != nil {
			return err
		}
		s.office.people[c] = u.ID
		for _, r := range c.roles {
			if _, err := s.office.session.GrantRole(s.ctx, u.ID, r.id, s.office.scope(r)); err != nil {
				return err
			}
		}
	}
	return nil
}

func (o *office) scope(r role) directory.Scope {
	if len(r.projects) == 0 {
		return directory.Scope{Level: directory.LevelOrganisation}
	}
	scope := directory.Scope{Level: directory.LevelProjects}
	for _, code := range r.projects {
		scope.Projects = append(scope.Projects, o.projects[code])
	}
	return scope
}

func (s *story) addBooks() error {
	for _, a := range books {
		b := a.book
		b.Project, b.Currency = s.office.projects[a.project], "XOF"
		b, err := s.office.session.AddBook(s.ctx, b)
		if err != nil {
			return err
		}
		s.office.books = append(s.office.books, b)
		if err := s.assign(b, a); err != nil {
			return err
		}
	}
	return nil
}

func (s *story) assign(b cashbook.Book, a account) error {
	duties := []struct {
		who  *character
		duty cashbook.Duty
	}{{a.responsible, cashbook.Responsible}, {a.deputy, cashbook.Deputy}, {a.counterSignatory, cashbook.CounterSignatory}}
	for _, d := range duties {
		if d.who == nil {
			continue
		}
		if err := s.office.session.AssignBook(s.ctx, b.ID, s.office.people[d.who], d.duty); err != nil {
			return err
		}
	}
	return nil
}

// activateAtOffice opens the accounts of the finance manager and the accountant, who
// work at head office, with a code like everybody's.
func (s *story) activateAtOffice() (err error) {
	if _, err = s.activateHere(&mamadou); err != nil {
		return err
	}
	s.office.accounts, err = s.activateHere(&khady)
	return err
}

func (s *story) activateHere(c *character) (*workspace.Session, error) {
	code, err := s.office.session.ActivateUser(s.ctx, s.office.people[c])
	if err != nil {
		return nil, err
	}
	return s.office.space.ActivateAccount(s.ctx, c.address, code, c.password)
}

// export writes the user data of somebody onto the stick and gives its path. The
// file is plain before the site has a registered poste, else for that poste.
func (s *story) export(c *character, poste int) (string, error) {
	to := workspace.Recipients{Plain: poste == 0}
	if poste != 0 {
		id, err := s.posteID(poste)
		if err != nil {
			return "", err
		}
		to.Postes = []ident.PosteID{id}
	}
	written, err := s.office.session.ExportUser(s.ctx, s.office.people[c], to, s.stick())
	if err != nil {
		return "", err
	}
	return written[0].Path, nil
}

func (s *story) posteID(number int) (ident.PosteID, error) {
	postes, err := s.office.session.Postes(s.ctx)
	if err != nil {
		return ident.PosteID{}, err
	}
	i := slices.IndexFunc(postes, func(p directory.Poste) bool { return p.Number == number })
	return postes[i].ID, nil
}

// confirm notes at head office that somebody has activated the account.
func (s *story) confirm(people ...*character) error {
	for _, c := range people {
		if err := s.office.session.ConfirmActivation(s.ctx, s.office.people[c]); err != nil {
			return err
		}
	}
	return nil
}
