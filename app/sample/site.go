package sample

import (
	"path/filepath"
	"strings"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/usrfile"
)

// site is a data folder far from head office.
type site struct {
	name    string
	folder  string
	label   string // of the poste
	space   *workspace.Workspace
	session *workspace.Session // of who keeps the books there
	keeper  *character
	people  []*character
	poste   int
	latest  string // the keeper's newest file, on the stick
	older   string // the one before
}

func (s *story) openKolda() error {
	kolda := &site{name: "Kolda", folder: koldaFolder, label: "Portable Awa", keeper: &awa}
	return s.join(kolda, 60, 59)
}

func (s *story) openVelingara() error {
	velingara := &site{name: "Vélingara", folder: velingaraFolder, label: "Ordinateur du bureau", keeper: &fatoumata}
	return s.join(velingara, 59, 58)
}

// join brings a site from its first file to books that can be kept: the file is
// made one day, everything else happens on the next ones.
func (s *story) join(there *site, made, arrived int) error {
	s.at(made, 15, 30)
	code, err := s.office.session.ActivateUser(s.ctx, s.office.people[there.keeper])
	if err != nil {
		return err
	}
	path, err := s.export(there.keeper, 0)
	if err != nil {
		return err
	}
	args := fault.Args{"Person": there.keeper.name(), "File": filepath.Base(path), "Place": there.name}
	if err := s.step("sample.step.exported", args); err != nil {
		return err
	}
	s.at(arrived, 8, 40)
	if there.space, err = s.open(there.folder); err != nil {
		return err
	}
	if err := s.importFile(there, nil, path, s.office.compare); err != nil {
		return err
	}
	if err := s.activate(there, there.keeper, code); err != nil {
		return err
	}
	if err := s.step("sample.step.imported", args); err != nil {
		return err
	}
	s.sites = append(s.sites, there)
	return s.register(there, arrived)
}

// importFile does what « Mettre à jour les données utilisateurs » does.
func (s *story) importFile(there *site, by *workspace.Session, path string, compared usrfile.Fingerprint) error {
	arrival, err := there.space.Examine(s.ctx, nil, path)
	if err != nil {
		return err
	}
	return there.space.Apply(s.ctx, by, arrival, compared)
}

// activate opens somebody's account on the poste; the keeper stays signed in.
func (s *story) activate(there *site, c *character, code string) error {
	session, err := there.space.ActivateAccount(s.ctx, c.address, code, c.password)
	if err != nil {
		return err
	}
	if c == there.keeper {
		there.session = session
	}
	there.people = append(there.people, c)
	return nil
}

// register has the poste numbered and the books granted to it.
func (s *story) register(there *site, day int) error {
	s.at(day, 10, 5)
	asked, err := there.session.RequestModule(s.ctx, workspace.Wish{
		Module: directory.ModuleCashbook, Label: there.label, Location: there.name,
	}, s.stick())
	if err != nil {
		return err
	}
	args := fault.Args{"Place": there.name, "File": filepath.Base(asked.Path), "Fingerprint": asked.Fingerprint}
	if err := s.step("sample.step.requested", args); err != nil {
		return err
	}
	s.at(day, 14, 20)
	task, err := s.office.session.ReceiveRequest(s.ctx, asked.Path)
	if err != nil {
		return err
	}
	decided, err := s.office.session.ApproveRequest(s.ctx, task.Request.Digest, directory.Approval{}, s.stick())
	if err != nil {
		return err
	}
	there.poste = decided.Poste.Number
	args = fault.Args{"Number": there.poste, "Place": there.name, "File": filepath.Base(decided.Path)}
	if err := s.step("sample.step.approved", args); err != nil {
		return err
	}
	s.at(day, 16, 45)
	if err := s.importFile(there, there.session, decided.Path, usrfile.Fingerprint{}); err != nil {
		return err
	}
	return s.step("sample.step.granted", fault.Args{"Place": there.name, "Books": strings.Join(decided.Books, ", ")})
}

// joinDeputy brings a second person onto the poste in Kolda. The poste is
// registered now, so the file is sealed for it.
func (s *story) joinDeputy() error {
	kolda := s.sites[0]
	s.at(57, 9, 15)
	code, err := s.office.session.ActivateUser(s.ctx, s.office.people[&moussa])
	if err != nil {
		return err
	}
	path, err := s.export(&moussa, kolda.poste)
	if err != nil {
		return err
	}
	s.at(57, 15, 0)
	if err := s.importFile(kolda, nil, path, s.office.compare); err != nil {
		return err
	}
	if err := s.activate(kolda, &moussa, code); err != nil {
		return err
	}
	return s.step("sample.step.deputy", fault.Args{"Person": moussa.name(), "File": filepath.Base(path), "Place": kolda.name})
}
