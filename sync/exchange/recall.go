package exchange

import (
	"errors"
	"slices"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/mark"
	"github.com/comptoir/comptoir/usrfile"
)

// Recall is a store that remembers, for one transaction, what file after file asks
// again: the trust chain, the organisation with its fields, projects and postes, what
// this folder is and what time it has, the marks of all that, and people with their
// roles. Whatever is written goes to the store at once. When something was taken
// back, or written past it, Forget.
type Recall struct {
	Store
	chain        *usrfile.Chain
	organisation *directory.Organisation
	home         *directory.Home
	times        *mark.Times
	fields       *[]directory.Field
	projects     map[ident.ProjectID]directory.Project
	allProjects  *[]directory.Project
	postes       answers[ident.PosteID, directory.Poste]
	allPostes    *[]directory.Poste
	users        answers[ident.UserID, directory.User]
	named        answers[string, directory.User]
	grants       answers[ident.UserID, []directory.Grant]
	orders       map[mark.Stream]place

	projectsMarked bool // the marks of all projects are among the orders
}

// NewRecall remembers nothing yet.
func NewRecall(s Store) *Recall {
	r := &Recall{Store: s}
	r.Forget()
	return r
}

// Forget has everything read again.
func (r *Recall) Forget() {
	*r = Recall{
		Store: r.Store, projects: map[ident.ProjectID]directory.Project{}, orders: map[mark.Stream]place{},
		postes: answers[ident.PosteID, directory.Poste]{}, users: answers[ident.UserID, directory.User]{},
		named: answers[string, directory.User]{}, grants: answers[ident.UserID, []directory.Grant]{},
	}
}

// answers remembers what was found under a key, or that nothing was.
type answers[K comparable, T any] map[K]answer[T]

type answer[T any] struct {
	value T
	err   error // nil, or fault.Missing
}

func (a answers[K, T]) of(key K, read func(K) (T, error)) (T, error) {
	if known, asked := a[key]; asked {
		return known.value, known.err
	}
	value, err := read(key)
	if err == nil || errors.Is(err, fault.Missing) {
		a[key] = answer[T]{value, err}
	}
	return value, err
}

// pinnedChain gives what PinnedChain gives of the store.
func (r *Recall) pinnedChain() (usrfile.Chain, error) {
	return recalled(&r.chain, func() (usrfile.Chain, error) { return pinnedChain(r.Store) })
}

// SaveTrustChain pins a chain.
func (r *Recall) SaveTrustChain(chain []byte) error {
	r.chain = nil
	return r.Store.SaveTrustChain(chain)
}

// Organisation gives the folder's organisation.
func (r *Recall) Organisation() (directory.Organisation, error) {
	return recalled(&r.organisation, r.Store.Organisation)
}

// SaveOrganisation writes it.
func (r *Recall) SaveOrganisation(o directory.Organisation) error {
	r.organisation = nil
	return r.Store.SaveOrganisation(o)
}

// Fields gives the organisation's own fields.
func (r *Recall) Fields() ([]directory.Field, error) {
	all, err := recalled(&r.fields, r.Store.Fields)
	return slices.Clone(all), err
}

// SaveField writes one of them.
func (r *Recall) SaveField(f directory.Field) (directory.Field, error) {
	r.fields = nil
	return r.Store.SaveField(f)
}

// recalled gives what is remembered, or reads it; what fails is not remembered.
func recalled[T any](known **T, read func() (T, error)) (T, error) {
	if *known != nil {
		return **known, nil
	}
	value, err := read()
	if err == nil {
		*known = &value
	}
	return value, err
}

// Project gives a project; the first time it reads all, since a file names many.
func (r *Recall) Project(id ident.ProjectID) (directory.Project, error) {
	if len(r.projects) == 0 {
		all, err := r.Projects()
		if err != nil {
			return directory.Project{}, err
		}
		for _, p := range all {
			r.projects[p.ID] = p
		}
	}
	if p, known := r.projects[id]; known {
		return p, nil
	}
	return r.Store.Project(id)
}

// SaveProject writes a project.
func (r *Recall) SaveProject(p directory.Project) error {
	delete(r.projects, p.ID)
	r.allProjects = nil
	return r.Store.SaveProject(p)
}

// Projects gives all projects by code.
func (r *Recall) Projects() ([]directory.Project, error) {
	all, err := recalled(&r.allProjects, r.Store.Projects)
	return slices.Clone(all), err // callers pick from it in place
}

// Poste gives a poste; that it is not registered is remembered, too.
func (r *Recall) Poste(id ident.PosteID) (directory.Poste, error) {
	return r.postes.of(id, r.Store.Poste)
}

// Postes gives all postes.
func (r *Recall) Postes() ([]directory.Poste, error) {
	all, err := recalled(&r.allPostes, r.Store.Postes)
	return slices.Clone(all), err
}

// SavePoste writes a poste.
func (r *Recall) SavePoste(p directory.Poste) error {
	r.allPostes = nil
	delete(r.postes, p.ID)
	return r.Store.SavePoste(p)
}

// Order gives the newest place applied in a stream; those of projects are read at
// once.
func (r *Recall) Order(s mark.Stream) (last mark.Order, seen bool, err error) {
	if s.Name == projectMarks && !r.projectsMarked {
		marks, err := r.ReceivedOrders(projectMarks)
		if err != nil {
			return last, false, err
		}
		for subject, order := range marks {
			r.orders[received(projectMarks, subject)] = place{order, true}
		}
		r.projectsMarked = true
	}
	if at, asked := r.orders[s]; asked || r.projectsMarked && s == received(projectMarks, s.Subject) {
		return at.order, at.seen, nil
	}
	last, seen, err = r.Store.Order(s)
	if err == nil {
		r.orders[s] = place{last, seen}
	}
	return last, seen, err
}

// SaveOrder moves the mark of a stream.
func (r *Recall) SaveOrder(s mark.Stream, o mark.Order) error {
	err := r.Store.SaveOrder(s, o)
	if err == nil {
		r.orders[s] = place{o, true}
	}
	return err
}

// place is where a stream stands; seen is false for one of which nothing was applied.
type place struct {
	order mark.Order
	seen  bool
}
