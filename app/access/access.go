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

// Stage is what an attempt to sign in is about to prove.
type Stage string

const (
	StagePassword Stage = "password" // or an activation code instead of it
	StageFactor   Stage = "factor"   // the second factor of somebody whose password was right
	StageName     Stage = "name"     // nothing: nobody here has that name
)

// Track is whose attempts are counted together. Names that nobody has share a
// few thousand tracks: enough for them to look like anybody's, too few to fill
// the disk or to tell what was typed.
type Track struct {
	Stage  Stage
	User   ident.UserID // not for StageName
	Bucket int          // StageName only
}

// Failures counts what went wrong on a track since the last success.
type Failures struct {
	Track
	Count int
	Last  time.Time
	Open  int // attempts under way, which count as failures until they end
}

// Store keeps credentials. Credential, Factor and Recovery return fault.Missing
// when the person has none on this poste.
type Store interface {
	Credential(ident.UserID) (Credential, error)
	SaveCredential(Credential) error
	DeleteCredential(ident.UserID) error
	Failures(Track) (Failures, error)
	SaveFailures(Failures) error
	Flood() (Flood, error)
	SaveFlood(Flood) error

	// Factor gives the factor that counts, PendingFactor one that waits for
	// its first code.
	Factor(ident.UserID) (Factor, error)
	PendingFactor(ident.UserID) (Factor, error)
	// SaveFactor keeps the one or the other, as Enrolled says.
	SaveFactor(Factor) error
	// DeletePendingFactor takes back a secret that waits, DeleteFactor
	// everything about the second factor of a person, recovery codes too.
	DeletePendingFactor(ident.UserID) error
	DeleteFactor(ident.UserID) error
	Recovery(ident.UserID) (Recovery, error)
	SaveRecovery(Recovery) error // replaces the set that was there
	SaveRecoveryCode(ident.UserID, RecoveryCode) error
}
