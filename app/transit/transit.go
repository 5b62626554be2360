// Package transit remembers files on their way: what was written for others and
// how far it has come, what was refused and why, and which folders are watched.
package transit

import (
	"time"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// Sent is a file that was written here for somebody else.
type Sent struct {
	Digest       [32]byte // SHA-256 of its message, which is what makes two files the same
	Kind         string   // "usr", "req", …
	Path         string   // where it was written
	Subject      ident.UserID
	Poste        ident.PosteID // of the recipient or, where there is none, of the sender
	Written      time.Time
	Carried      time.Time // when it was on a medium for the first time; zero while it waits
	CarriedTo    string
	Acknowledged time.Time // when its recipient was known to have it
}

// Stage is how far a file has come.
type Stage string

// Stages of a file, in their order.
const (
	Waiting      Stage = "waiting"
	Carried      Stage = "carried"
	Acknowledged Stage = "acknowledged"
)

// Stage tells how far the file has come.
func (s Sent) Stage() Stage {
	switch {
	case !s.Acknowledged.IsZero():
		return Acknowledged
	case !s.Carried.IsZero():
		return Carried
	}
	return Waiting
}

// Refused is a file that was found and not taken.
type Refused struct {
	Digest [32]byte // of its content or, where that can not be read, of what was seen of it
	Name   string
	Folder string // where it was found
	At     time.Time
	Why    *fault.Error
	Copy   string // name of the copy in the folder of refused files, or ""
}

// Watched is a folder that a person chose to be watched for files.
type Watched struct {
	Path  string
	Added time.Time
	By    ident.UserID
}

// Store keeps it inside one transaction.
type Store interface {
	// SaveSent keeps files that differ; of one that is known already, only the path
	// and the medium change, and a medium is never forgotten.
	SaveSent(...Sent) error
	// SentFiles gives at most limit files, those that wait first, then the newest
	// first, and how many there are in all; of the waiting ones only, if asked.
	SentFiles(waiting bool, limit int) (files []Sent, total int, err error)
	// Acknowledge notes that the recipient has a file. A file that was not written
	// here, or is acknowledged already, changes nothing.
	Acknowledge(digest [32]byte, at time.Time) error

	// SaveRefused keeps a refusal once for each content; fresh tells whether it is
	// the first.
	SaveRefused(Refused) (fresh bool, err error)
	// RefusedFiles gives at most limit refusals, newest first, and how many there
	// are in all.
	RefusedFiles(limit int) (files []Refused, total int, err error)

	// NoteRepeated remembers that a file came again; fresh tells whether it is the
	// first time that it did.
	NoteRepeated(digest [32]byte, at time.Time) (fresh bool, err error)

	WatchedFolders() ([]Watched, error)
	Watch(Watched) error
	// Unwatch gives fault.Missing when the folder is not watched.
	Unwatch(path string) error
}
