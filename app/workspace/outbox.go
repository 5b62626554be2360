package workspace

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/transit"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/usrfile"
)

// Outgoing is a file that was written for somebody else.
type Outgoing struct {
	transit.Sent
	Person string // whom it is about, or ""
	Poste  int    // number of the poste it is for or from; 0 for a plain file, a chain and a poste without number
}

// asSent describes a file by what it says of itself, which is true: it was made
// here.
func asSent(data []byte, at time.Time) transit.Sent {
	envelope, err := usrfile.Inspect(data)
	if err != nil {
		return transit.Sent{Written: at}
	}
	m := envelope.Unverified()
	return transit.Sent{
		Digest: m.Digest(), Kind: m.Kind.String(), Subject: ident.UserID(m.Subject), Poste: ident.PosteID(m.Poste), Written: m.Issued,
	}
}

// lying says where a file was published. One that was written elsewhere than into
// the outbox is where a person wanted it, and waits no more.
func (w *Workspace) lying(s transit.Sent, path string, at time.Time) transit.Sent {
	s.Path = path
	if absolute, err := filepath.Abs(path); err == nil {
		s.Path = absolute
	}
	if dir := filepath.Dir(s.Path); dir != w.Outbox() {
		s.Carried, s.CarriedTo = at, dir
	}
	return s
}

// remember lists files that were published. The files are there whether or not
// that succeeds, and what lies in the outbox is found there again.
func (w *Workspace) remember(sent []transit.Sent) {
	if len(sent) == 0 {
		return
	}
	err := w.store.Update(context.Background(), func(tx *storage.Tx) error { return saveSent(tx, sent) })
	if err != nil {
		w.log.Error("files that were written are not listed", "error", err)
	}
}

func saveSent(tx transit.Store, sent []transit.Sent) error {
	return tx.SaveSent(slices.DeleteFunc(slices.Clone(sent), func(s transit.Sent) bool {
		return s.Kind == "" // no signed file
	})...)
}

// mostListed bounds what is shown of a list that grows for years.
const mostListed = 1000

// Outgoing lists what was written for others, what waits first, and how many
// files there are in all and how many wait.
func (w *Workspace) Outgoing(ctx context.Context) (files []Outgoing, total, waiting int, err error) {
	if err := w.reconcile(ctx); err != nil {
		return nil, 0, 0, err
	}
	err = w.view(ctx, func(tx *storage.Tx, _ time.Time) error {
		sent, all, err := tx.SentFiles(false, mostListed)
		if err != nil {
			return err
		}
		total = all
		if _, waiting, err = tx.SentFiles(true, 1); err != nil {
			return err
		}
		files, err = describeSent(tx, sent)
		return err
	})
	return files, total, waiting, err
}

// Waiting counts the files that nobody has carried away yet.
func (w *Workspace) Waiting(ctx context.Context) (count int, err error) {
	err = w.view(ctx, func(tx *storage.Tx, _ time.Time) error {
		_, count, err = tx.SentFiles(true, 1)
		return err
	})
	return count, err
}

func describeSent(tx *storage.Tx, sent []transit.Sent) ([]Outgoing, error) {
	files := make([]Outgoing, 0, len(sent))
	for _, s := range sent {
		o := Outgoing{Sent: s}
		var err error
		if o.Person, err = nameOf(tx, s.Subject); err != nil {
			return nil, err
		}
		if !s.Poste.IsZero() {
			poste, err := tx.Poste(s.Poste)
			if ignoreMissing(err) != nil {
				return nil, err
			}
			o.Poste = poste.Number
		}
		files = append(files, o)
	}
	return files, nil
}

// reconcile lists what lies in the outbox and is not listed, because the program
// ended between writing and listing or because a person has put it there, and
// lets go of what waits and is there no more: somebody has carried it by hand.
func (w *Workspace) reconcile(ctx context.Context) error {
	listed := map[string]transit.Sent{}
	err := w.view(ctx, func(tx *storage.Tx, _ time.Time) error {
		sent, _, err := tx.SentFiles(false, scanMost)
		for _, s := range sent {
			listed[s.Path] = s
		}
		return err
	})
	if err != nil {
		return err
	}
	changed := append(w.unlisted(listed), w.takenAway(listed)...)
	if len(changed) == 0 {
		return nil
	}
	return w.store.Update(ctx, func(tx *storage.Tx) error { return saveSent(tx, changed) })
}

func (w *Workspace) unlisted(listed map[string]transit.Sent) (found []transit.Sent) {
	_ = scan(w.Outbox(), func(name string) bool { // without the folder there is nothing in it
		path := filepath.Join(w.Outbox(), name)
		if _, known := listed[path]; known || !signedName(name) {
			return false
		}
		if data, err := usrfile.ReadFile(path); err == nil {
			now := w.now()
			found = append(found, w.lying(asSent(data, now), path, now))
		}
		return len(found) == mostListed
	})
	return found
}

func (w *Workspace) takenAway(listed map[string]transit.Sent) (gone []transit.Sent) {
	for path, s := range listed {
		if s.Stage() != transit.Waiting {
			continue
		}
		if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
			s.Carried = w.now()
			gone = append(gone, s)
		}
	}
	return gone
}

// wroteHere tells whether a file is one that was written here for somebody else.
func (w *Workspace) wroteHere(ctx context.Context, content []byte) (ours bool) {
	m, readable := messageOf(content)
	if !readable {
		return false
	}
	digest := m.Digest()
	err := w.view(ctx, func(tx *storage.Tx, _ time.Time) error {
		sent, _, err := tx.SentFiles(false, scanMost)
		ours = slices.ContainsFunc(sent, func(s transit.Sent) bool { return s.Digest == digest })
		return err
	})
	if err != nil {
		w.log.Error("what was written here is not known", "error", err)
	}
	return ours
}

// signedName tells whether a name has the extension of a signed file.
func signedName(name string) bool {
	for kind := usrfile.KindUserData; kind.Known(); kind++ {
		if hasExtension(name, kind) {
			return true
		}
	}
	return false
}

// CarryOut copies what waits in the outbox to a folder, usually of a stick. Each
// file is on the medium under its name, and was read back from there, before it
// counts as carried. Nothing is overwritten: of a file that is there already
// nothing is written again. It gives the paths of the files that are now there.
func (w *Workspace) CarryOut(ctx context.Context, dir string, progress func(done, total int)) ([]string, error) {
	to, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	if to == w.Outbox() {
		return nil, fault.New(fault.Invalid, "workspace.carry-to-outbox", nil)
	}
	if !isFolder(to) {
		return nil, fault.New(fault.Missing, "workspace.no-folder", fault.Args{"Path": dir})
	}
	if err := w.reconcile(ctx); err != nil {
		return nil, err
	}
	var waiting []transit.Sent
	err = w.view(ctx, func(tx *storage.Tx, _ time.Time) (err error) {
		waiting, err = waitingFiles(tx)
		return err
	})
	if err != nil {
		return nil, err
	}
	return w.carry(ctx, waiting, dir, to, progress)
}

// waitingFiles gives what waits, with the newest trust chain of the outbox: it may
// be on another stick already, but whoever gets this one may need it.
func waitingFiles(tx transit.Store) ([]transit.Sent, error) {
	waiting, _, err := tx.SentFiles(true, scanMost)
	if err != nil || len(waiting) == 0 {
		return nil, err
	}
	all, _, err := tx.SentFiles(false, mostListed)
	for _, s := range all {
		if _, missing := os.Lstat(s.Path); s.Kind == usrfile.KindTrustChain.String() && missing == nil {
			if s.Stage() != transit.Waiting {
				waiting = append(waiting, s)
			}
			break
		}
	}
	return waiting, err
}

func (w *Workspace) carry(ctx context.Context, waiting []transit.Sent, dir, absolute string, progress func(done, total int)) (paths []string, err error) {
	var carried []transit.Sent
	defer func() { // also of a copy that was broken off: what is there is there
		err = errors.Join(err, w.store.Update(context.WithoutCancel(ctx), func(tx *storage.Tx) error { return saveSent(tx, carried) }))
	}()
	for i, s := range waiting {
		if err := ctx.Err(); err != nil {
			return paths, err
		}
		if progress != nil {
			progress(i, len(waiting))
		}
		path, err := copyVerified(s.Path, dir)
		if err != nil {
			return paths, err
		}
		s.Carried, s.CarriedTo = w.now(), absolute
		carried, paths = append(carried, s), append(paths, path)
	}
	return paths, nil
}
