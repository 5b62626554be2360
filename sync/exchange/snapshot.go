package exchange

import (
	"cmp"
	"errors"
	"slices"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/usrfile"
)

// Snapshot is all that the applications need to know about one user: what a
// `.usr` carries, as values of the domain.
type Snapshot struct {
	Organisation directory.Organisation
	User         directory.User
	Grants       []directory.Grant
	Projects     []directory.Project
	People       []directory.User // names only: holders and counter-signatories of the books and journals
	Books        []OwnedBook
	Journals     []OwnedJournal
	Postes       []directory.Poste
	Fields       []directory.Field // the organisation's own that are in use
	Chain        usrfile.Chain     // the sender's trust chain
	Plans                          // of the books and journals

	// What a snapshot that arrives means to this poste, and no file says.
	Home    ident.PosteID      // the poste itself
	Unspent ident.ActivationID // the activation, while its code can be used here
}

// OwnedBook is a book and who may write in it.
type OwnedBook struct {
	Book cashbook.Book
	Tenure
}

// Collect reads the snapshot of a user. It is in a fixed order, so that the same
// state always makes the same bytes.
func Collect(s Store, id ident.UserID) (Snapshot, error) {
	var snap Snapshot
	steps := []func() error{
		func() (err error) { snap.Organisation, err = s.Organisation(); return },
		func() (err error) { snap.User, err = s.User(id); return },
		func() (err error) { snap.Grants, err = s.Grants(id); return },
		func() (err error) { snap.Books, err = booksOf(s, id); return },
		func() (err error) { snap.Journals, err = journalsOf(s, id); return },
		func() (err error) { snap.Projects, err = projectsOf(s, snap); return },
		func() (err error) { snap.Plans, err = plansOf(s, snap); return },
		func() (err error) { snap.People, err = peopleOf(s, snap); return },
		func() (err error) { snap.Postes, err = s.Postes(); return },
		func() (err error) { snap.Fields, err = fieldsOf(s); return },
		func() (err error) { snap.Chain, err = PinnedChain(s); return },
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return Snapshot{}, err
		}
	}
	snap.sort()
	return snap, nil
}

// booksOf gives the books of which the user is responsible or deputy, and those
// whose batches the user posts as an accountant of their project.
func booksOf(s Store, id ident.UserID) ([]OwnedBook, error) {
	theirs, err := s.Books(cashbook.BookFilter{Holder: id})
	if err != nil {
		return nil, err
	}
	posted, err := cashbook.PostedBy(s, id)
	if err != nil {
		return nil, err
	}
	for _, b := range posted {
		if b.Responsible != id && b.Deputy != id {
			theirs = append(theirs, b)
		}
	}
	return WithOwnership(s, theirs)
}

// WithOwnership adds to each book who keeps it, and who did before.
func WithOwnership(s cashbook.Store, books []cashbook.Book) ([]OwnedBook, error) {
	owned := make([]OwnedBook, 0, len(books))
	for _, b := range books {
		tenure, err := tenureOf(s, b.ID)
		if err != nil {
			return nil, err
		}
		owned = append(owned, OwnedBook{b, tenure})
	}
	return owned, nil
}

// projectsOf gives the projects that the user's roles, books and journals name; a
// role for all projects names every one.
func projectsOf(s Store, snap Snapshot) ([]directory.Project, error) {
	all, err := s.Projects()
	if err != nil {
		return nil, err
	}
	named, every := snap.namedProjects()
	return slices.DeleteFunc(all, func(p directory.Project) bool { return !every && !named[p.ID] }), nil
}

// namedProjects gives the projects that roles, books and journals name, or that a
// role reaches every one.
func (snap Snapshot) namedProjects() (named map[ident.ProjectID]bool, every bool) {
	named = map[ident.ProjectID]bool{}
	for _, g := range snap.Grants {
		every = every || g.Scope.Level != directory.LevelProjects && g.Scope.Level != directory.LevelUnit
		for _, id := range g.Scope.Projects {
			named[id] = true
		}
	}
	for _, o := range snap.Books {
		named[o.Book.Project] = true
	}
	for _, o := range snap.Journals {
		named[o.Journal.Project] = true
	}
	return named, every
}

func peopleOf(s Store, snap Snapshot) ([]directory.User, error) {
	var people []directory.User
	seen := map[ident.UserID]bool{snap.User.ID: true, {}: true}
	for _, id := range snap.namedPeople() {
		if seen[id] {
			continue
		}
		seen[id] = true
		u, err := s.User(id)
		if errors.Is(err, fault.Missing) {
			continue // erased, or not known here yet
		}
		if err != nil {
			return nil, err
		}
		people = append(people, directory.User{ID: u.ID, FirstName: u.FirstName, LastName: u.LastName})
	}
	return people, nil
}

// namedPeople gives those whom books and journals name.
func (snap Snapshot) namedPeople() (people []ident.UserID) {
	for _, o := range snap.Books {
		people = append(people, o.Book.Responsible, o.Book.Deputy, o.Book.CounterSignatory)
	}
	for _, o := range snap.Journals {
		people = append(people, o.Journal.Holders()...)
	}
	return people
}

func (snap *Snapshot) sort() {
	slices.SortFunc(snap.Grants, func(a, b directory.Grant) int { return compareIDs(a.ID, b.ID) })
	slices.SortFunc(snap.Projects, func(a, b directory.Project) int { return cmp.Compare(a.Code, b.Code) })
	slices.SortFunc(snap.People, func(a, b directory.User) int { return compareIDs(a.ID, b.ID) })
	slices.SortFunc(snap.Books, func(a, b OwnedBook) int {
		return cmp.Or(cmp.Compare(a.Book.ProjectCode, b.Book.ProjectCode), cmp.Compare(a.Book.Number, b.Book.Number))
	})
	slices.SortFunc(snap.Journals, func(a, b OwnedJournal) int {
		return cmp.Or(cmp.Compare(a.Journal.ProjectCode, b.Journal.ProjectCode), cmp.Compare(a.Journal.Code, b.Journal.Code))
	})
	snap.sortPlans()
	slices.SortFunc(snap.Postes, func(a, b directory.Poste) int { return cmp.Compare(a.Number, b.Number) })
}

func compareIDs[K any](a, b ident.ID[K]) int { return slices.Compare(a[:], b[:]) }
