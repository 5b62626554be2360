package storage

import (
	"slices"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

const selectPoste = `
	SELECT id, number, label, location, person, sign_key, box_key, registered, registered_by, last_heard, status
	FROM poste `

func readPoste(row scanner) (p directory.Poste, err error) {
	err = row.Scan(toID(&p.ID), &p.Number, &p.Label, &p.Location, toID(&p.User),
		digestColumn{&p.SignKey}, digestColumn{&p.BoxKey}, instantColumn{&p.Registered}, toID(&p.By),
		instantColumn{&p.LastHeard}, &p.Status)
	return p, err
}

// Poste gives a registered workstation, or fault.Missing.
func (t *Tx) Poste(poste ident.PosteID) (directory.Poste, error) {
	return recallCopied(t, "poste", poste, copyPoste, func() (directory.Poste, error) { return t.readPoste(poste) })
}

func copyPoste(p directory.Poste) directory.Poste {
	p.Modules = slices.Clone(p.Modules)
	return p
}

func (t *Tx) readPoste(poste ident.PosteID) (directory.Poste, error) {
	found, err := one(t, fault.New(fault.Missing, "storage.poste", nil), readPoste, selectPoste+`WHERE id = $1`, id(poste))
	if err != nil {
		return found, err
	}
	modules, err := t.posteModules()
	found.Modules = modules[found.ID]
	return found, err
}

// Postes gives all registered workstations by number.
func (t *Tx) Postes() ([]directory.Poste, error) {
	return recallCopied(t, "postes", nil, copyPostes, t.readPostes)
}

func copyPostes(postes []directory.Poste) []directory.Poste {
	postes = slices.Clone(postes)
	for i := range postes {
		postes[i] = copyPoste(postes[i])
	}
	return postes
}

func (t *Tx) readPostes() ([]directory.Poste, error) {
	postes, err := list(t, readPoste, selectPoste+`ORDER BY number`)
	if err != nil {
		return nil, err
	}
	modules, err := t.posteModules()
	for i := range postes {
		postes[i].Modules = modules[postes[i].ID]
	}
	return postes, err
}

// posteModules gives the modules of each workstation, sorted.
func (t *Tx) posteModules() (map[ident.PosteID][]directory.Module, error) {
	type pair struct {
		poste  ident.PosteID
		module directory.Module
	}
	read := func(row scanner) (p pair, err error) {
		err = row.Scan(toID(&p.poste), &p.module)
		return p, err
	}
	modules := map[ident.PosteID][]directory.Module{}
	err := each(t, read, func(p pair) error {
		modules[p.poste] = append(modules[p.poste], p.module)
		return nil
	}, `SELECT poste, module FROM poste_module ORDER BY poste, module`)
	return modules, err
}

// NextPosteNumber gives the first number after all that were ever given.
func (t *Tx) NextPosteNumber() (number int, err error) {
	err = t.value(&number, `SELECT COALESCE(MAX(number), 0) + 1 FROM poste`)
	return number, err
}

// SavePoste inserts a workstation or changes it. A number in use is a
// fault.Conflict.
func (t *Tx) SavePoste(p directory.Poste) error {
	err := t.put(`
		INSERT INTO poste (id, number, label, location, person, sign_key, box_key, registered, registered_by, last_heard, status)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
		ON CONFLICT (id) DO UPDATE SET number = excluded.number, label = excluded.label, location = excluded.location,
			person = excluded.person, sign_key = excluded.sign_key, box_key = excluded.box_key,
			registered = excluded.registered, registered_by = excluded.registered_by,
			last_heard = excluded.last_heard, status = excluded.status`,
		id(p.ID), p.Number, p.Label, p.Location, id(p.User), digest(p.SignKey), digest(p.BoxKey),
		instant(p.Registered), id(p.By), instant(p.LastHeard), p.Status)
	if err != nil {
		return err
	}
	if err := t.put(`DELETE FROM poste_module WHERE poste = $1`, id(p.ID)); err != nil {
		return err
	}
	for _, module := range p.Modules {
		if err := t.put(`INSERT INTO poste_module (poste, module) VALUES ($1, $2)`, id(p.ID), module); err != nil {
			return err
		}
	}
	return nil
}
