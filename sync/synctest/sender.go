package synctest

import (
	"crypto/rand"
	"database/sql"
	"path/filepath"
	"time"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/storage/sqlite"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/usrfile"
)

// AddPoste registers a folder at head office under a number, without a request.
func (h *HeadOffice) AddPoste(f *Folder, number int) directory.Poste {
	h.t.Helper()
	poste := directory.Poste{
		ID: f.Poste, Number: number, Label: "Portable Awa", Location: "Kolda", User: ident.UserID(Awa),
		Modules: []directory.Module{directory.ModuleCashbook}, SignKey: f.Sign.Public(), BoxKey: f.Key.Public(),
		Registered: h.Now, Status: directory.PosteActive,
	}
	h.Do(func(tx *storage.Tx) error { return tx.SavePoste(poste) })
	return poste
}

// Sender is the folder's poste as it signs.
func (f *Folder) Sender() exchange.Sender { return exchange.Sender{Poste: f.Poste, Key: f.Sign} }

// Send signs a message of the folder's poste, sealed to head office. Its payload
// is made from the digest of the message before.
func (f *Folder) Send(m usrfile.Message, payload func(previous [32]byte) []byte) (file []byte) {
	f.t.Helper()
	err := f.Update(func(tx *storage.Tx) error {
		previous, err := exchange.Previous(tx, f.Poste)
		if err != nil {
			return err
		}
		m.Mode, m.Payload = usrfile.Sealed, payload(previous)
		fill(&m.FileID, uuid.New())
		file, _, err = f.Sender().Sign(tx, m, rand.Reader, f.Now)
		return err
	})
	return want(f.t, file, err)
}

// Copy gives another folder with the same poste, keys and history, a minute
// later: what somebody has who copied the data folder, or put back an old copy.
func (f *Folder) Copy() *Folder {
	f.t.Helper()
	twin := *f
	twin.Path, twin.Now = filepath.Join(f.t.TempDir(), "comptoir.db"), f.Now.Add(time.Minute)
	db, err := sql.Open("sqlite", "file:"+f.Path+"?vfs="+sqlite.VFS)
	want(f.t, db, err)
	defer db.Close()
	done, err := db.Exec("VACUUM INTO ?", twin.Path)
	want(f.t, done, err)
	store, err := sqlite.Open(f.t.Context(), twin.Path)
	twin.Store = want(f.t, store, err)
	f.t.Cleanup(func() { _ = store.Close() })
	return &twin
}
