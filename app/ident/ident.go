// Package ident has the typed identifiers of everything that accounts, files
// and people refer to. They are UUIDs (RFC 9562); a user's can not be taken for
// a book's, because the compiler tells them apart.
package ident

import (
	"encoding/hex"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/fault"
)

// ID identifies one thing of the kind K. The zero value identifies nothing.
type ID[K any] uuid.UUID

type (
	organisation struct{}
	project      struct{}
	user         struct{}
	grant        struct{}
	poste        struct{}
	book         struct{}
	file         struct{}
	activation   struct{}
	letter       struct{}
	bankAccount  struct{}
	contribution struct{}
	transfer     struct{}
	release      struct{}
	draft        struct{}
)

type (
	OrganisationID = ID[organisation]
	ProjectID      = ID[project]
	UserID         = ID[user]
	GrantID        = ID[grant]
	PosteID        = ID[poste]
	BookID         = ID[book]
	FileID         = ID[file]
	ActivationID   = ID[activation]
	LetterID       = ID[letter]
	BankAccountID  = ID[bankAccount]
	ContributionID = ID[contribution]
	TransferID     = ID[transfer]
	ReleaseID      = ID[release]
	DraftID        = ID[draft]
)

// Parse reads the canonical text form, 36 characters in lower case. Other forms
// are refused with fault.Invalid, so that one thing has one spelling; so is the
// zero value, which is written as nothing.
func Parse[K any](text string) (ID[K], error) {
	id, err := uuid.Parse(text)
	if err != nil || id == uuid.Nil || id.String() != text {
		return ID[K]{}, fault.New(fault.Invalid, "ident.syntax", fault.Args{"Text": fault.Excerpt(text)})
	}
	return ID[K](id), nil
}

// FromBytes makes an identifier of 16 bytes; nil gives the zero value.
func FromBytes[K any](b []byte) (ID[K], error) {
	var id ID[K]
	if len(b) != 0 && len(b) != len(id) {
		return id, fault.New(fault.Invalid, "ident.syntax", fault.Args{"Text": fault.Excerpt(hex.EncodeToString(b))})
	}
	copy(id[:], b)
	return id, nil
}

// IsZero reports whether id identifies nothing.
func (id ID[K]) IsZero() bool { return id == ID[K]{} }

// String gives the canonical text form.
func (id ID[K]) String() string { return uuid.UUID(id).String() }

// MarshalText gives the canonical text form, and nothing for the zero value.
func (id ID[K]) MarshalText() ([]byte, error) {
	if id.IsZero() {
		return nil, nil
	}
	return []byte(id.String()), nil
}

// UnmarshalText reads what MarshalText writes.
func (id *ID[K]) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*id = ID[K]{}
		return nil
	}
	parsed, err := Parse[K](string(text))
	if err == nil {
		*id = parsed
	}
	return err
}
