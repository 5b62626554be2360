package storagetest

import (
	"crypto/sha256"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
)

// named makes the identifier of a name, the same in every run.
func named[ID ~[16]byte](name string) (id ID) {
	sum := sha256.Sum256([]byte(name))
	copy(id[:], sum[:])
	return id
}

func user(name string) ident.UserID       { return named[ident.UserID](name) }
func project(name string) ident.ProjectID { return named[ident.ProjectID](name) }
func poste(name string) ident.PosteID     { return named[ident.PosteID](name) }

// hashed makes a digest or a key of a name.
func hashed(name string) [32]byte { return sha256.Sum256([]byte(name)) }

// instant is a moment of the year 2026, in seconds from its beginning.
func instant(seconds int) time.Time {
	return time.Date(2026, 1, 1, 0, 0, seconds, 0, time.UTC)
}

// day is a day of the year 2026, from 1.
func day(n int) calendar.Day { return calendar.New(2026, time.January, n) }

// person is a user with every field set.
func person(name string) directory.User {
	return directory.User{
		ID: user(name), Email: name + "@eauvive.example", Login: name + ".login",
		FirstName: "Prénom " + name, LastName: "Nom " + name, Phone: "+221 33 000 00 00", Job: "Caissière",
		External: true, Partner: "Puits du Sud", Status: directory.StatusPending,
		AccessUntil: day(60), Language: "fr", Format: "fr-SN", Exported: true,
		Activation: directory.Activation{ID: named[ident.ActivationID](name), Digest: hashed(name), Until: instant(90)},
		Factor:     directory.MethodTOTP, FactorReset: 3,
		Fields: "staff=12\n", Notices: "codes", EmailWish: name + ".new@eauvive.example",
		Created: instant(1), CreatedBy: user("admin"), Modified: instant(2), ModifiedBy: user("admin"),
	}
}

// addPeople inserts a user with every field set for each name.
func addPeople(tx *storage.Tx, names ...string) error {
	for _, name := range names {
		if _, err := tx.SaveUser(person(name)); err != nil {
			return err
		}
	}
	return nil
}

// addProjects inserts a project for each code.
func addProjects(tx *storage.Tx, codes ...string) error {
	for _, code := range codes {
		p := directory.Project{ID: project(code), Code: code, Name: "Projet " + code, Country: "SN", Created: instant(3)}
		if err := tx.SaveProject(p); err != nil {
			return err
		}
	}
	return nil
}
