package synctest

import (
	"errors"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/storage/sqlite"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/usrfile"
)

// Folder is a data folder of a site under a clock that the test sets.
type Folder struct {
	Store *storage.Store
	Path  string // of the database
	Poste ident.PosteID
	Sign  usrfile.SigningKey
	Key   usrfile.BoxKey
	Now   time.Time

	t testing.TB
}

// NewFolder gives an empty folder. Its poste and keys follow from the name.
func NewFolder(t testing.TB, name string) *Folder {
	t.Helper()
	f := &Folder{
		Path: filepath.Join(t.TempDir(), "comptoir.db"), Poste: ident.PosteID(ID(name)), Now: Start, t: t,
		Sign: usrfile.SigningKeyFromSeed(seed(name + " sign")), Key: usrfile.BoxKeyFromSeed(seed(name + " box")),
	}
	store, err := sqlite.Open(t.Context(), f.Path)
	f.Store = want(t, store, err)
	t.Cleanup(func() { _ = store.Close() })
	return f
}

// NewSite gives a folder into which Awa's first file was imported.
func NewSite(t testing.TB, o *Office) *Folder {
	t.Helper()
	f := NewFolder(t, "Kolda")
	f.Accept(o.UserData(), o.KeyFile())
	return f
}

// Line is how the folder stands in the signed directory of postes.
func (f *Folder) Line(number int) usrfile.Poste {
	return usrfile.Poste{
		ID: uuid.UUID(f.Poste), Number: number, Label: "Portable Awa", Location: "Kolda", Modules: usrfile.List[string]{"cashbook"},
		User: Awa, SignKey: f.Sign.Public(), BoxKey: f.Key.Public(), Registered: usrfile.InstantOf(Start), Status: "active",
	}
}

// Register lists the folder's poste in the file as number 1, with the till.
func (f *Folder) Register(file *File) {
	file.Postes = usrfile.List[usrfile.Poste]{f.Line(1)}
	file.Books[0] = Owned(file.Books[0], f.Poste, 1)
}

// Update runs a transaction.
func (f *Folder) Update(do func(*storage.Tx) error) error {
	return f.Store.Update(f.t.Context(), do)
}

// View reads, and nothing may go wrong.
func (f *Folder) View(do func(*storage.Tx) error) {
	f.t.Helper()
	if err := f.Store.View(f.t.Context(), do); err != nil {
		f.t.Fatal(err)
	}
}

// Preview examines a `.usr` with the `.key` files beside it.
func (f *Folder) Preview(file []byte, keys ...[]byte) (pv *exchange.Preview, err error) {
	err = f.Store.View(f.t.Context(), func(tx *storage.Tx) error {
		pv, err = f.preview(tx, file, keys)
		return err
	})
	return pv, err
}

func (f *Folder) preview(tx *storage.Tx, file []byte, keys [][]byte) (*exchange.Preview, error) {
	clock, r, err := f.Receiver(tx)
	if err != nil {
		return nil, err
	}
	return exchange.PreviewUserData(tx, r, exchange.Parcel{File: file, Keys: keys}, clock)
}

// Receiver gives what files are opened with here.
func (f *Folder) Receiver(tx *storage.Tx) (exchange.Clock, exchange.Receiver, error) {
	times, err := tx.Times()
	if err != nil {
		return exchange.Clock{}, exchange.Receiver{}, err
	}
	home, err := tx.Home()
	if errors.Is(err, fault.Missing) {
		err = nil
	}
	return exchange.Clock{System: f.Now, Times: times}, exchange.Receiver{Home: home, Key: f.Key}, err
}

// Import applies a `.usr`, or says why not.
func (f *Folder) Import(file []byte, keys ...[]byte) error {
	return f.Update(func(tx *storage.Tx) error {
		pv, err := f.preview(tx, file, keys)
		if err != nil {
			return err
		}
		if pv.Opened.FirstContact {
			if err := tx.SaveHome(directory.Home{Side: directory.Site, Poste: f.Poste}); err != nil {
				return err
			}
		}
		clock, _, err := f.Receiver(tx)
		if err != nil {
			return err
		}
		if err := exchange.ApplyUserData(tx, directory.Actor{}, exchange.Parcel{File: file, Keys: keys}, pv, clock); err != nil {
			return err
		}
		return f.observe(tx)
	})
}

// Observe uses the folder at the present instant.
func (f *Folder) Observe() error { return f.Update(f.observe) }

func (f *Folder) observe(tx *storage.Tx) error {
	times, err := tx.Times()
	if err != nil {
		return err
	}
	return tx.SaveTimes(times.Observe(f.Now, false))
}

// Accept imports what must not be refused.
func (f *Folder) Accept(file []byte, keys ...[]byte) {
	f.t.Helper()
	if err := f.Import(file, keys...); err != nil {
		f.t.Fatal(err)
	}
}
