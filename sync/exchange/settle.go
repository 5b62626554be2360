package exchange

import (
	"errors"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// settled is a snapshot as it will stand once it is applied, and what has to be
// written for that.
type settled struct {
	Snapshot
	organisation bool              // the organisation is written
	fields       []directory.Field // written
	projects     []directory.Project
	people       []directory.User
	plans        Plans
	shared       *Shared
	marks        []movedMark
}

// settle holds a snapshot against what is here.
func settle(s Store, o *Opened, next Snapshot) (*settled, error) {
	if !opens(next.User.Status) {
		return settleClosing(s, o, next)
	}
	st := &settled{Snapshot: next}
	j := &judge{store: s, o: o}
	err := inOrder(
		func() error { return st.settleOrganisation(j) },
		func() error { return st.settleFields(j) },
		func() error { return st.settleProjects(j) },
		func() error { return st.settlePeople(j) },
		func() error { return st.settlePlans(j) },
		func() error { return st.settleTaxes(j) },
		func() error { return st.settleShared(s, o, next) },
		func() error { return st.release(j, next.Books) },
		func() error { return st.releaseJournals(j) },
		func() error { _, err := contested(s, next.User, o.Message.Issued); return err },
	)
	st.marks = j.moved
	return st, err
}

func (st *settled) settleShared(s Store, o *Opened, next Snapshot) (err error) {
	var things Things
	st.shared, things, err = JudgeShared(s, o, Things{Postes: next.Postes, Books: next.Books, Journals: next.Journals})
	st.Books, st.Journals = things.Books, things.Journals
	return err
}

// settleClosing takes nothing from a file that switches an account off but that,
// the directory of postes and the trust chain: it can never widen anything and
// is welcome under all circumstances.
func settleClosing(s Store, o *Opened, next Snapshot) (*settled, error) {
	st := &settled{Snapshot: next}
	st.Plans = Plans{}
	st.Grants, st.Projects, st.People, st.Unspent = nil, nil, nil, ident.ActivationID{}
	return st, inOrder(
		func() error { return st.keepOrganisation(s) },
		func() error { return st.keepProfile(s) },
		func() (err error) { st.Books, err = booksOf(s, next.User.ID); return },
		func() (err error) { st.Journals, err = journalsOf(s, next.User.ID); return },
		func() (err error) { st.shared, _, err = JudgeShared(s, o, Things{Postes: next.Postes}); return },
	)
}

func (st *settled) keepOrganisation(s directory.Store) error {
	here, err := s.Organisation()
	if errors.Is(err, fault.Missing) {
		st.organisation = true
		return nil
	}
	st.Organisation = here
	return err
}

// keepProfile changes nothing but the status; somebody unknown gets no address,
// which might belong to somebody else by now.
func (st *settled) keepProfile(s directory.Store) error {
	here, err := s.User(st.User.ID)
	if errors.Is(err, fault.Missing) {
		st.User.Email, st.User.Login = "", ""
		return nil
	}
	here.Status, here.Activation = st.User.Status, directory.Activation{}
	st.User = here
	return err
}

func (st *settled) settleOrganisation(j *judge) error {
	org := st.Organisation
	how, err := j.revision(organisationMarks, org.ID, org.Revision, organisationMark(org))
	if err != nil {
		return err
	}
	if st.organisation = how == newer; !st.organisation {
		return st.keepOrganisation(j.store)
	}
	here, err := j.store.Organisation()
	if err == nil && here.Training != org.Training { // or real data could be erased one day
		return fault.New(fault.Conflict, "file.training", nil)
	}
	if errors.Is(err, fault.Missing) {
		return nil
	}
	return err
}

// What every file states has marks of these names.
const organisationMarks, fieldMarks, projectMarks = "organisation", "fields", "project"

// settleProjects takes projects as the newest file has them.
func (st *settled) settleProjects(j *judge) error {
	for i, p := range st.Projects {
		here, err := j.store.Project(p.ID)
		if err != nil && !errors.Is(err, fault.Missing) {
			return err
		}
		known := err == nil
		how, err := j.statement(projectMarks, p.ID)
		if err != nil {
			return err
		}
		if known && how == older {
			st.Projects[i] = here
			continue
		}
		if !known || !sameProject(here, p) {
			st.projects = append(st.projects, p)
		}
	}
	return nil
}

func sameProject(a, b directory.Project) bool {
	return a.ID == b.ID && a.Code == b.Code && a.Name == b.Name && a.Country == b.Country && a.Created.Equal(b.Created)
}

// settlePeople takes names of people likewise, but of those only of whom there is
// no user data of their own.
func (st *settled) settlePeople(j *judge) error {
	for _, u := range st.People {
		_, _, err := j.store.AppliedFile(u.ID)
		if err == nil {
			continue
		}
		if !errors.Is(err, fault.Missing) {
			return err
		}
		how, err := j.statement("person", u.ID)
		if err != nil {
			return err
		}
		_, err = j.store.User(u.ID)
		if err != nil && !errors.Is(err, fault.Missing) {
			return err
		}
		if how != older || err != nil {
			st.people = append(st.people, u)
		}
	}
	return nil
}

// release takes the user out of the books that the file does not name, unless a
// newer file has said since that they keep them. What stands of the others is
// kept for the comparison, and so are those that the file names though it does not
// say that the user keeps them: their batches are the user's to post.
func (st *settled) release(j *judge, told []OwnedBook) error {
	user := st.User.ID
	posted := map[ident.BookID]bool{}
	for _, o := range told {
		posted[o.Book.ID] = !keeps(o.Book, user)
	}
	named := make(map[ident.BookID]bool, len(st.Books))
	kept := st.Books[:0]
	for _, o := range st.Books {
		named[o.Book.ID] = true
		if keeps(o.Book, user) || posted[o.Book.ID] {
			kept = append(kept, o)
		}
	}
	st.Books = kept
	held, err := j.store.Books(cashbook.BookFilter{Holder: user})
	if err != nil {
		return err
	}
	for _, b := range held {
		if named[b.ID] {
			continue
		}
		if err := st.releaseOne(j, b); err != nil {
			return err
		}
	}
	return nil
}

func (st *settled) releaseOne(j *judge, b cashbook.Book) error {
	how, err := j.statement(bookHolders, b.ID)
	if err != nil {
		return err
	}
	if how == older {
		owned, err := WithOwnership(j.store, []cashbook.Book{b})
		st.Books = append(st.Books, owned...)
		return err
	}
	if b.Responsible == st.User.ID {
		b.Responsible = ident.UserID{}
	}
	if b.Deputy == st.User.ID {
		b.Deputy = ident.UserID{}
	}
	st.shared.books = append(st.shared.books, b)
	return nil
}

func keeps(b cashbook.Book, user ident.UserID) bool { return b.Responsible == user || b.Deputy == user }
