// Package mail has the e-mails that the program sends when there is a server:
// letters that wait, when each is tried again, and the server itself. What a
// letter says is put into words when it leaves, in the language of the reader.
package mail

import (
	"time"

	"github.com/comptoir/comptoir/app/ident"
)

// Kind says what a letter is about; its sentences are "mail."+Kind.
type Kind string

const (
	Activation   Kind = "activation"    // how to activate an account, with the code
	NewPoste     Kind = "new-poste"     // somebody signed in on a poste that they had never used
	AccessEnding Kind = "access-ending" // the end date of an access is near
	Tasks        Kind = "tasks"         // what waits to be decided
	Trial        Kind = "trial"         // to see whether the server works
)

// Kinds lists all kinds.
func Kinds() []Kind { return []Kind{Activation, NewPoste, AccessEnding, Tasks, Trial} }

// Status says what became of a letter.
type Status string

const (
	Waiting   Status = "waiting"
	Sent      Status = "sent"
	Exported  Status = "exported"  // written as an `.eml` file, to be sent by hand
	Abandoned Status = "abandoned" // refused for good, tried too often or cancelled
)

// Letter is one e-mail. What it says is sealed with head office's keys until it
// leaves, since it may hold an activation code.
type Letter struct {
	ID       ident.LetterID
	Kind     Kind
	User     ident.UserID // who it is for
	Address  string
	Language string
	Format   string // of numbers and dates
	Sealed   []byte // Facts; nothing once the letter has left
	Status   Status
	Made     time.Time
	By       ident.UserID // zero for the program itself
	Attempts int
	Next     time.Time // not to be tried before
	Left     time.Time // when it was sent or exported
	Reason   string    // key of the fault for which it did not leave the last time
}

// Facts are what a letter tells, by name: the arguments of its sentences.
type Facts map[string]string

// Filter selects letters, newest first.
type Filter struct {
	Status Status // empty for all
	User   ident.UserID
	Offset int
	Limit  int // 0 for no limit
}

// Store keeps the letters and the server. Methods that look up one thing return
// fault.Missing when it is not there.
type Store interface {
	MailServer() (Server, error)
	SaveMailServer(Server) error
	DeleteMailServer() error

	Letter(ident.LetterID) (Letter, error)
	Letters(Filter) (letters []Letter, total int, err error)
	// DueLetters gives those that wait and may be tried now, oldest first.
	DueLetters(now time.Time, limit int) ([]Letter, error)
	SaveLetter(Letter) error
}
