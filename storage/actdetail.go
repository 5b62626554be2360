package storage

import (
	"encoding/base64"
	"encoding/json"
	"fmt"

	"github.com/comptoir/comptoir/app/directory"
)

var base = base64.RawStdEncoding.Strict()

// encodeDetails writes details as pairs, because their order is part of the
// sentence.
func encodeDetails(details []directory.Detail) (string, error) {
	return encodeSealed(directory.Sealed{Act: directory.Act{Details: details}})
}

func decodeDetails(text string) ([]directory.Detail, error) {
	var s directory.Sealed
	err := decodeSealed(text, &s)
	return s.Details, err
}

// encodeSealed writes details as lists: of two texts, name and value, or of four
// where the value is personal, salt and commitment too. An erased value has
// neither value nor salt.
func encodeSealed(s directory.Sealed) (string, error) {
	rows := make([][]string, len(s.Details))
	for i, d := range s.Details {
		rows[i] = []string{d.Name, d.Value}
		if c := s.Values; c != nil && d.Personal() {
			rows[i] = append(rows[i], base.EncodeToString(c[i].Salt), base.EncodeToString(c[i].Sum[:]))
		}
	}
	text, err := json.Marshal(rows)
	return string(text), err
}

// decodeSealed reads the details into an act.
func decodeSealed(text string, into *directory.Sealed) error {
	var rows [][]string
	if err := json.Unmarshal([]byte(text), &rows); err != nil {
		return fmt.Errorf("storage: details of an act: %w", err)
	}
	if len(rows) == 0 {
		return nil
	}
	into.Details = make([]directory.Detail, len(rows))
	into.Values = make([]directory.Commitment, len(rows))
	for i, row := range rows {
		c, err := readCommitment(row)
		if err != nil {
			return err
		}
		into.Details[i], into.Values[i] = directory.Detail{Name: row[0], Value: row[1]}, c
		if c.Erased() {
			into.Erased = append(into.Erased, i)
		}
	}
	return nil
}

func readCommitment(row []string) (c directory.Commitment, err error) {
	switch len(row) {
	case 2:
		return c, nil
	case 4:
	default:
		return c, fmt.Errorf("storage: a detail of an act has %d parts", len(row))
	}
	salt, err := base.DecodeString(row[2])
	if err != nil {
		return c, fmt.Errorf("storage: salt of a detail: %w", err)
	}
	sum, err := base.DecodeString(row[3])
	if err != nil || len(sum) != len(c.Sum) {
		return c, fmt.Errorf("storage: commitment of a detail of %d bytes: %w", len(sum), err)
	}
	c.Sum = [32]byte(sum)
	if len(salt) > 0 {
		c.Salt = salt
	}
	return c, nil
}

func salt(bytes []byte) any {
	if len(bytes) == 0 {
		return nil
	}
	return bytes
}

// actSearch is what a search in the history looks into.
func actSearch(a directory.Act) string {
	texts := []string{a.ByName}
	for _, d := range a.Details {
		texts = append(texts, d.Value)
	}
	return searchable(texts...)
}
