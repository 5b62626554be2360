package exchange

import (
	"slices"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/mark"
	"github.com/comptoir/comptoir/usrfile"
)

// Recall is a store that remembers, for one transaction, what file after file asks of
// things of which there are many, or which are marked again by every file: the trust
// chain as it is read, projects, postes, and places in the order. Whatever is written
// goes to the store at once. When something was taken back, or written past it,
// Forget.
type Recall struct {
	Store
	chain       *usrfile.Chain
	projects    map[ident.ProjectID]directory.Project
	allProjects *[]directory.Project
	postes      *[]directory.Poste
	orders      map[mark.Stream]place

	sharedRead bool // the marks of what every file states are among the orders
}

// NewRecall remembers nothing yet.
func NewRecall(s Store) *Recall {
	r := &Recall{Store: s}
	r.Forget()
	return r
}

// Forget has everything read again.
func (r *Recall) Forget() {
	*r = Recall{Store: r.Store, projects: map[ident.ProjectID]directory.Project{}, orders: map[mark.Stream]place{}}
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

// Postes gives all postes.
func (r *Recall) Postes() ([]directory.Poste, error) {
	all, err := recalled(&r.postes, r.Store.Postes)
	return slices.Clone(all), err
}

// SavePoste writes a poste.
func (r *Recall) SavePoste(p directory.Poste) error {
	r.postes = nil
	return r.Store.SavePoste(p)
}

// inEveryFile are the names of the marks that every file states or may state.
var inEveryFile = []string{organisationMarks, fieldMarks, projectMarks}

// Order gives the newest place applied in a stream; those of which every file asks are
// read at once.
func (r *Recall) Order(s mark.Stream) (last mark.Order, seen bool, err error) {
	shared := s == received(s.Name, s.Subject) && slices.Contains(inEveryFile, s.Name)
	if shared && !r.sharedRead {
		err := r.ReceivedOrders(func(s mark.Stream, o mark.Order) { r.orders[s] = place{o, true} }, inEveryFile...)
		if err != nil {
			return last, false, err
		}
		r.sharedRead = true
	}
	if at, asked := r.orders[s]; asked || shared {
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
