package storage

import (
	"errors"
	"slices"

	"github.com/comptoir/comptoir/app/fault"
)

// memory is what a connection has read of things that seldom change and every
// transaction asks for: who somebody is, what they may, who keeps a journal. It
// may be given again as long as the database would say the same, that is until
//
//   - another connection commits, of this program or of another one: the database
//     tells each connection by a version, and everything is forgotten;
//   - this connection writes a table that was read: every statement passes
//     Tx.statement, which forgets what was read of that table;
//   - a transaction or an attempt in it is taken back: what was read of the tables
//     that it had written is forgotten.
type memory struct {
	version int64 // for which all of it is right
	asked   bool  // the version is known
	kept    map[memoryKey]kept
	readers map[string][]memoryKey // by table; some are forgotten already
	noted   int                    // keys in readers
}

// memoryKey names a thing: what it is, and whose.
type memoryKey struct {
	what string
	of   any
}

// kept is what reading gave: a value, or that there is none.
type kept struct {
	value  any
	err    error
	tables []string // that it was read of
}

// maxKept and maxNoted bound a memory; a full one begins again.
const maxKept, maxNoted = 1024, 8 * 1024

func (m *memory) keep(key memoryKey, k kept) {
	if len(m.kept) >= maxKept || m.noted >= maxNoted {
		m.forgetAll()
	}
	if m.kept == nil {
		m.kept, m.readers = map[memoryKey]kept{}, map[string][]memoryKey{}
	}
	m.kept[key] = k
	for _, table := range k.tables {
		m.readers[table] = append(m.readers[table], key)
		m.noted++
	}
}

// makeRoom has the memory begin again now where it would before it has kept so many.
func (m *memory) makeRoom(many int) {
	if len(m.kept)+many >= maxKept {
		m.forgetAll()
	}
}

// forget drops what was read of a table.
func (m *memory) forget(table string) {
	for _, key := range m.readers[table] {
		delete(m.kept, key)
	}
	m.noted -= len(m.readers[table])
	delete(m.readers, table)
}

// forgetDeleted drops what was read of a table from which something is deleted: all but
// that it is empty.
func (m *memory) forgetDeleted(table string) {
	before := len(m.readers[table])
	if before == 0 {
		return
	}
	m.readers[table] = slices.DeleteFunc(m.readers[table], func(key memoryKey) bool {
		if k, is := m.kept[key]; is && key.what == rowsOf && k.value == false {
			return false
		}
		delete(m.kept, key)
		return true
	})
	m.noted -= before - len(m.readers[table])
}

func (m *memory) forgetAll() { m.kept, m.readers, m.noted = nil, nil, 0 }

// Doubt, where a test sets it, is told what a memory keeps, what it gives of that, and
// what the database says at the same moment.
var Doubt func(what string, kept, given, read any)

// recall gives what read gives, from memory where that is right. Nobody may change
// what it gives; copied is for values that hold slices.
func recall[T any](t *Tx, what string, of any, read func() (T, error)) (T, error) {
	return recallCopied(t, what, of, func(value T) T { return value }, read)
}

// recallCopied is recall for values of which everybody gets a copy of their own.
func recallCopied[T any](t *Tx, what string, of any, copied func(T) T, read func() (T, error)) (value T, err error) {
	defer t.briefly()()
	m, err := t.remembering()
	if m == nil || err != nil {
		if err == nil {
			value, err = read()
		}
		return value, err
	}
	key := memoryKey{what, of}
	if k, is := m.kept[key]; is {
		value = copied(k.value.(T))
		if Doubt != nil {
			again, _ := read()
			Doubt(what, k.value, value, again)
		}
		t.noteTables(k.tables)
		return value, k.err
	}
	tables, err := t.tablesOf(func() (err error) {
		value, err = read()
		return err
	})
	if err == nil || errors.Is(err, fault.Missing) {
		m.keep(key, kept{copied(value), err, tables})
	}
	return value, err
}

// tablesOf tells of which tables something was read.
func (t *Tx) tablesOf(read func() error) (tables []string, err error) {
	outer := t.tables
	t.tables = []string{}
	err = read()
	tables, t.tables = t.tables, outer
	t.noteTables(tables)
	return tables, err
}

// know remembers what an own write has just made of a thing, in place of reading it
// again, or what was read of many things at once. It is forgotten like what was read
// of the tables, also when the write is taken back.
func know[T any](t *Tx, what string, of any, value T, tables ...string) error {
	m, err := t.remembering()
	if m == nil || err != nil {
		return err
	}
	m.keep(memoryKey{what, of}, kept{value, nil, tables})
	return nil
}

// Afresh has the rest of the transaction read everything from the database itself. It
// is for who wants to know whether that is still right: a file that is damaged has no
// other version.
func (t *Tx) Afresh() {
	t.afresh = true
	if t.memory != nil {
		t.memory.forgetAll()
	}
}

// briefly has what is read until the end not be broken off: it is found by its key,
// and a goroutine to watch over each statement would take as long as reading it.
func (t *Tx) briefly() (end func()) {
	before := t.brief
	t.brief = true
	return func() { t.brief = before }
}

// remembering gives the connection's memory, right for this transaction; nil where
// the database tells no version, and where nothing is to be remembered.
func (t *Tx) remembering() (*memory, error) {
	m := t.memory
	if t.afresh {
		return nil, nil
	}
	if m == nil || t.asked {
		return m, nil
	}
	t.asked = true // before the question, which is a statement too
	var version int64
	if err := t.value(&version, t.version); err != nil {
		return nil, err
	}
	if !m.asked || m.version != version {
		m.forgetAll()
		m.version, m.asked = version, true
	}
	return m, nil
}

// noteTables says of which tables something was read, if that is being kept.
func (t *Tx) noteTables(tables []string) {
	if t.tables != nil {
		t.tables = append(t.tables, tables...)
	}
}

// notice keeps the memory right when a statement is about to run.
func (t *Tx) notice(e effect) {
	if t.memory == nil {
		return
	}
	t.noteTables(e.reads)
	switch {
	case e.takesBack:
		t.takeBack()
	case e.writesAny:
		t.memory.forgetAll()
		t.wroteAny = true
	case t.wrote == nil && len(e.writes) > 0:
		t.wrote = map[string]bool{}
	}
	for _, table := range e.writes {
		if e.deletes {
			t.memory.forgetDeleted(table)
		} else {
			t.memory.forget(table)
		}
		t.wrote[table] = true
	}
}

// takeBack forgets what may have been read of rows that are taken back.
func (t *Tx) takeBack() {
	if t.memory == nil {
		return
	}
	if t.wroteAny {
		t.memory.forgetAll()
	}
	for table := range t.wrote {
		t.memory.forget(table)
	}
}
