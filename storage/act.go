package storage

import (
	"encoding/json"
	"fmt"

	"github.com/comptoir/comptoir/app/directory"
)

// AppendAct adds a line to the history. The store gives it the next number;
// whatever Seq the act has does not matter.
func (t *Tx) AppendAct(a directory.Act) error {
	details, err := encodeDetails(a.Details)
	if err != nil {
		return err
	}
	return t.put(`
		INSERT INTO act (seq, acted, person, by_name, subject, poste, verb, details)
		VALUES ((SELECT COALESCE(MAX(seq), 0) + 1 FROM act), $1, $2, $3, $4, $5, $6, $7)`,
		instant(a.At), id(a.By), a.ByName, id(a.Subject), a.Poste, a.Verb, details)
}

// Acts gives a page of the history, newest first, and how many lines the filter
// selects in all.
func (t *Tx) Acts(f directory.HistoryFilter) (acts []directory.Act, total int, err error) {
	where := &conditions{}
	if !f.Subject.IsZero() {
		where.add("a.subject = %s", id(f.Subject))
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
	if err := t.value(&total, `SELECT COUNT(*)`+fromAct+where.clause(), where.args...); err != nil {
		return nil, 0, err
	}
	query := selectAct + where.clause() + ` ORDER BY a.seq DESC` + where.page(f.Offset, f.Limit)
	acts, err = list(t, readAct, query, where.args...)
	return acts, total, err
}

const (
	fromAct   = ` FROM act a LEFT JOIN act_origin o ON o.act = a.seq`
	selectAct = `SELECT a.seq, a.acted, a.person, a.by_name, a.subject, a.poste, a.verb, a.details, o.poste, o.received` + fromAct
)

func readAct(row scanner) (a directory.Act, err error) {
	var details string
	err = row.Scan(&a.Seq, instantColumn{&a.At}, toID(&a.By), &a.ByName, toID(&a.Subject), &a.Poste, &a.Verb, &details,
		toID(&a.Origin), instantColumn{&a.Received})
	if err != nil {
		return a, err
	}
	a.Details, err = decodeDetails(details)
	return a, err
}

// Details are stored as pairs, because their order is part of the sentence.
func encodeDetails(details []directory.Detail) (string, error) {
	pairs := make([][2]string, len(details))
	for i, d := range details {
		pairs[i] = [2]string{d.Name, d.Value}
	}
	text, err := json.Marshal(pairs)
	return string(text), err
}

func decodeDetails(text string) ([]directory.Detail, error) {
	var pairs [][2]string
	if err := json.Unmarshal([]byte(text), &pairs); err != nil {
		return nil, fmt.Errorf("storage: details of an act: %w", err)
	}
	var details []directory.Detail
	for _, pair := range pairs {
		details = append(details, directory.Detail{Name: pair[0], Value: pair[1]})
	}
	return details, nil
}
