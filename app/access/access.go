// Package access decides whether someone is who they say: passwords, activation
// codes and the slow-down after failures. Passwords never leave the poste.
package access

import (
	"time"

	"github.com/comptoir/comptoir/app/ident"
)

// Credential is what a poste knows to recognise a person.
type Credential struct {
	User     ident.UserID
	Password string // PHC string of argon2id, RFC 9106
	Changed  time.Time
}

// Failures counts what went wrong since the last success, per user.
type Failures struct {
	User  ident.UserID
	Count int
	Last  time.Time
}

// Store keeps credentials. Credential returns fault.Missing when the person has
// none on this poste.
type Store interface {
	Credential(ident.UserID) (Credential, error)
	SaveCredential(Credential) error
	DeleteCredential(ident.UserID) error
	Failures(ident.UserID) (Failures, error)
	SaveFailures(Failures) error
}
