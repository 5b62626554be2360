package storage

import (
	"fmt"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ledger"
)

// AppendAct adds a line to the history, chained to the line before it. The store
// gives it the next number; whatever Seq the act has does not matter.
func (t *Tx) AppendAct(a directory.Act) error {
	_, err := t.appendAct(a, 0)
	return err
}

// appendAct adds an act, reported ones with their number on their poste, and
// gives its number.
func (t *Tx) appendAct(a directory.Act, originSeq int64) (seq int64, err error) {
	head, err := t.JournalHead()
	if err != nil {
		return 0, err
	}
	a.Seq = head.Seq + 1
	s, err := directory.Seal(a, originSeq, head.Hash, t.random)
	if err != nil {
		return 0, err
	}
	if err := t.eraseDeleted(&s); err != nil {
		return 0, err
	}
	details, err := encodeSealed(s)
	if err != nil {
		return 0, err
	}
	if err := t.put(`
		INSERT INTO act (seq, acted, person, by_name, by_salt, by_sum, subject, poste, verb, details, search, prev, hash)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
		s.Seq, instant(s.At), id(s.By), s.ByName, salt(s.Name.Salt), digest(s.Name.Sum), id(s.Subject), s.Poste, s.Verb,
		details, actSearch(s.Act), s.Prev[:], s.Hash[:]); err != nil {
		return 0, err
	}
	return a.Seq, know(t, endOfActs, nil, directory.JournalHead{Seq: s.Seq, Hash: s.Hash}, "act")
}

// endOfActs is under which a connection remembers the end of the journal.
const endOfActs = "end of acts"

// JournalHead gives the end of the journal; the zero value before the first act.
func (t *Tx) JournalHead() (directory.JournalHead, error) {
	return recall(t, endOfActs, nil, func() (directory.JournalHead, error) {
		return one(t, nil, func(row scanner) (head directory.JournalHead, err error) {
			err = row.Scan(&head.Seq, digestColumn{(*[32]byte)(&head.Hash)})
			return head, err
		}, `SELECT seq, hash FROM act ORDER BY seq DESC LIMIT 1`)
	})
}

// Acts gives a page of the history, newest first, and how many lines the filter
// selects in all.
func (t *Tx) Acts(f directory.HistoryFilter) (acts []directory.Act, total int, err error) {
	where := actConditions(f)
	from := ` FROM act a` // an index is enough to count what is not narrowed down
	if !f.Origin.IsZero() {
		from = fromAct
	}
	if err := t.value(&total, `SELECT COUNT(*)`+from+where.clause(), where.args...); err != nil {
		return nil, 0, err
	}
	query := selectAct + ` WHERE a.seq IN (SELECT a.seq` + from + where.clause() + ` ORDER BY a.seq DESC` + where.page(f.Offset, f.Limit) +
		`) ORDER BY a.seq DESC` // the numbers first: sorting them moves no texts
	acts, err = list(t, readAct, query, where.args...)
	return acts, total, err
}

func actConditions(f directory.HistoryFilter) *conditions {
	where := &conditions{}
	if !f.Subject.IsZero() {
		where.add("a.subject = %s", id(f.Subject))
	}
	if !f.Person.IsZero() {
		where.add("a.seq IN (SELECT seq FROM act WHERE person = %s UNION SELECT seq FROM act WHERE subject = %s)", id(f.Person), id(f.Person))
	}
	if !f.Origin.IsZero() {
		where.add("o.poste = %s", id(f.Origin))
	}
	if f.Poste > 0 { // a detail can not look like another: its quotes are escaped
		where.add("(a.poste = %s OR a.details LIKE %s)", f.Poste, fmt.Sprintf(`%%["poste","%d"]%%`, f.Poste))
	}
	if f.Verb != "" {
		where.add("a.verb = %s", f.Verb)
	}
	if !f.From.IsZero() {
		where.add("a.acted >= %s", instant(f.From))
	}
	if !f.Until.IsZero() {
		where.add("a.acted < %s", instant(f.Until))
	}
	if f.Search != "" {
		where.addFound(f)
	}
	return where
}

// addFound appends the condition that an act has what is searched in its texts or
// a verb in whose sentence it was found.
func (c *conditions) addFound(f directory.HistoryFilter) {
	found := &conditions{args: c.args}
	found.add(`a.search LIKE %s ESCAPE '\'`, containing(f.Search))
	if len(f.Verbs) > 0 {
		found.addIn("a.verb", words(f.Verbs))
	}
	c.args = found.args
	c.parts = append(c.parts, found.any())
}

const (
	fromAct   = ` FROM act a LEFT JOIN act_origin o ON o.act = a.seq`
	selectAct = `SELECT a.seq, a.acted, a.person, a.by_name, a.by_salt IS NULL AND a.by_sum IS NOT NULL,
		a.subject, a.poste, a.verb, a.details, o.poste, o.received` + fromAct
)

func readAct(row scanner) (a directory.Act, err error) {
	var details string
	err = row.Scan(&a.Seq, instantColumn{&a.At}, toID(&a.By), &a.ByName, &a.NameErased, toID(&a.Subject), &a.Poste, &a.Verb,
		&details, toID(&a.Origin), instantColumn{&a.Received})
	if err != nil {
		return a, err
	}
	s := directory.Sealed{Act: a}
	err = decodeSealed(details, &s)
	return s.Act, err
}

// SealedActs visits the history from its beginning with all that chains it.
// Malformed is what this package would not have written so.
func (t *Tx) SealedActs(visit func(s directory.Sealed, malformed bool) error) error {
	return each(t, readSealed, func(s sealedRow) error { return visit(s.Sealed, s.malformed) }, selectSealed+` ORDER BY a.seq`)
}

const selectSealed = `SELECT a.seq, a.acted, a.person, a.by_name, a.by_salt, a.by_sum, a.subject, a.poste, a.verb, a.details,
	a.search, a.prev, a.hash, o.poste, o.seq, o.received` + fromAct

// sealedRow is a line of the journal as it is stored.
type sealedRow struct {
	directory.Sealed
	malformed bool
}

func readSealed(row scanner) (s sealedRow, err error) {
	var details, search string
	var prev, hash, originSeq = [32]byte{}, [32]byte{}, (*int64)(nil)
	err = row.Scan(&s.Seq, instantColumn{&s.At}, toID(&s.By), &s.ByName, &s.Name.Salt, digestColumn{&s.Name.Sum}, toID(&s.Subject),
		&s.Poste, &s.Verb, &details, &search, digestColumn{&prev}, digestColumn{&hash}, toID(&s.Origin), &originSeq, instantColumn{&s.Received})
	if err != nil {
		return s, err
	}
	s.Prev, s.Hash = ledger.Hash(prev), ledger.Hash(hash)
	if originSeq != nil {
		s.OriginSeq = *originSeq
	}
	s.NameErased = s.Name.Erased()
	if decodeSealed(details, &s.Sealed) != nil {
		s.Details, s.Values, s.malformed = nil, nil, true
		return s, nil
	}
	again, err := encodeSealed(s.Sealed)
	s.malformed = err != nil || again != details || search != actSearch(s.Act)
	return s, nil
}

// ActVerbs lists the verbs of the history in their order.
func (t *Tx) ActVerbs() ([]directory.Verb, error) {
	return list(t, func(row scanner) (v directory.Verb, err error) {
		return v, row.Scan(&v)
	}, `SELECT DISTINCT verb FROM act ORDER BY verb`)
}
