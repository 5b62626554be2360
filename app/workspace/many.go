package workspace

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/sync/inbox"
	"github.com/comptoir/comptoir/usrfile"
)

// Many is an import of many files at once. Cancelled, or killed, it has imported
// what it has told of and perhaps a little more; done again, it goes on from
// there, since what was imported is known.
type Many struct {
	By       *Session            // nil for nobody
	Compared usrfile.Fingerprint // that a person compared, where the folder is empty
	Try      bool                // import nothing, only tell what would become of the files
	// Progress is told how far it is, and may be nil.
	Progress func(done, total int)
}

// Import is what became of one file of many.
type Import struct {
	Path     string
	Kind     usrfile.Kind
	Standing Standing // Taken, Known, NotTaken or Elsewhere
	Subject  ident.UserID
	Person   string
	Gains    int
	Losses   int
	Why      error // of a refusal
}

// groupMost is how many files share one durable transaction: enough that its cost
// is that of few of them, and few enough that others may write in between.
const (
	groupMost  = 256
	groupBytes = 32 << 20
)

// errTried takes back what was only tried; errSpoilt, a group in which a file failed
// after it had begun to be written.
var (
	errTried  = errors.New("workspace: tried")
	errSpoilt = errors.New("workspace: spoilt")
)

// SignedFiles lists the signed files in a folder and those in it.
func SignedFiles(dir string) ([]string, error) {
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return nil, fault.Wrap(err, fault.Missing, "workspace.no-folder", fault.Args{"Path": dir})
	}
	looker := &inbox.Looker{Extensions: extensions()}
	seen := looker.Look([]inbox.Place{{Path: dir}})
	if len(seen.Places) == 0 {
		return nil, fault.New(fault.Invalid, "workspace.unreadable", fault.Args{"Path": dir})
	}
	seen = looker.Look(seen.Places) // twice the same
	var paths []string
	for _, c := range seen.Resting {
		paths = append(paths, c.Path)
	}
	if seen.Truncated {
		return paths, fault.New(fault.Invalid, "workspace.too-many-files", fault.Args{"Count": inbox.MostEntries})
	}
	return paths, nil
}

// ImportMany imports files in the order in which they were made, whatever the
// order of the paths and of which kinds they are. One that is refused keeps no
// other out, but one for which the signed-in person must give the password again
// ends the import before it. The outcomes are in the order of the import; when an error comes with
// them, they are those of the files that were imported before.
func (w *Workspace) ImportMany(ctx context.Context, paths []string, m Many) ([]Import, error) {
	run := &manyRun{Many: m, w: w, total: len(paths), keys: map[string][][]byte{}}
	if m.By != nil && !m.Try { // once, since thousands of files outlast a proof
		run.unproved = m.By.RecentlyProved()
	}
	files := make([]queued, 0, len(paths))
	for _, path := range paths {
		files = append(files, queue(inbox.Candidate{Path: path}))
	}
	sortQueue(files)
	reading, stop := context.WithCancel(ctx)
	groups := run.groups(reading, files)
	defer func() {
		stop()
		for range groups { // until it has heard
		}
	}()
	for group := range groups {
		if err := run.importGroup(ctx, group); err != nil {
			return run.outcomes, err
		}
		run.tell()
	}
	if err := ctx.Err(); err != nil {
		return run.outcomes, err
	}
	if !m.Try {
		w.answerDue(ctx, m.By)
		w.receiptsDue(ctx, m.By)
	}
	return run.outcomes, nil
}

// manyRun is one run of it.
type manyRun struct {
	Many
	w        *Workspace
	total    int
	keys     map[string][][]byte // `.key` files by folder
	outcomes []Import
	unproved error // why the person may not import what widens rights

	recall  *exchange.Recall // of the transaction of a group
	careful bool             // each file of the group can be taken back by itself
	writing bool             // the present file has begun to be written
}

// importGroup imports files in one transaction, each of which may fail alone. What
// is wrong with a file nearly always shows before it is written: only where it did
// not is the group done again, carefully. Each file can then be taken back by
// itself, for which the database must keep the pages that it changes.
func (r *manyRun) importGroup(ctx context.Context, group []readFile) error {
	r.careful = false
	outcomes, err := r.importTogether(ctx, group)
	if errors.Is(err, errSpoilt) {
		r.careful = true
		outcomes, err = r.importTogether(ctx, group)
	}
	if err != nil && !errors.Is(err, errTried) {
		return err
	}
	if err == nil {
		r.w.imports.Add(1)
	}
	r.outcomes = append(r.outcomes, outcomes...)
	return nil
}

// importTogether does so once. The context is asked between files: asking it at
// every statement costs as much as many of these.
func (r *manyRun) importTogether(ctx context.Context, group []readFile) ([]Import, error) {
	outcomes := make([]Import, 0, len(group))
	err := r.w.store.Update(context.WithoutCancel(ctx), func(tx *storage.Tx) error {
		r.recall = exchange.NewRecall(tx)
		for _, f := range group {
			if err := ctx.Err(); err != nil {
				return err
			}
			o, err := r.importOne(tx, f)
			if err != nil {
				return err
			}
			outcomes = append(outcomes, o)
		}
		if r.Try {
			return errTried
		}
		return observe(tx, r.w.now())
	})
	return outcomes, err
}

// importOne imports a file, or writes down why not. An error ends the whole.
func (r *manyRun) importOne(tx *storage.Tx, f readFile) (Import, error) {
	o := Import{Path: f.path, Standing: NotTaken}
	err := f.err
	if err == nil {
		err = r.attempt(tx, f, &o)
	}
	if needsChain(err) {
		if f.parcel.Keys = r.keysBeside(f); len(f.parcel.Keys) > 0 {
			err = r.attempt(tx, f, &o)
		}
	}
	if err == nil {
		return o, nil
	}
	why, foreseen := errors.AsType[*fault.Error](err)
	if !foreseen || errors.Is(err, r.unproved) || errors.Is(err, errSpoilt) {
		return o, err
	}
	o.Why = err
	if why.Key == "file.other-poste" {
		o.Standing = Elsewhere
		return o, nil
	}
	times, err := tx.Times()
	if err != nil {
		return o, err
	}
	_, err = refusal{path: f.path, content: f.parcel.File, why: why}.note(tx, times.Now(r.w.now()), false)
	return o, err
}

// needsChain tells of refusals that a `.key` file may mend. It is not looked at
// for each file, since thousands lie beside the same one.
func needsChain(err error) bool {
	why, foreseen := errors.AsType[*fault.Error](err)
	if !foreseen {
		return false
	}
	switch why.Key {
	case "file.no-chain", "file." + string(usrfile.ErrUnknownKey), "file." + string(usrfile.ErrChainOld), "file." + string(usrfile.ErrKeyEpoch):
		return true
	}
	return false
}

func (r *manyRun) keysBeside(f readFile) [][]byte {
	dir := filepath.Dir(f.path)
	keys, read := r.keys[dir]
	if !read {
		keys = keysIn(dir, anyKey)
		r.keys[dir] = keys
	}
	return keys
}

// attempt imports a file, or leaves nothing of it: where that can only be had by
// doing the group again, the error is errSpoilt.
func (r *manyRun) attempt(tx *storage.Tx, f readFile, o *Import) (err error) {
	take := func() error { return r.takeOne(tx, f, o) }
	if r.writing = false; r.careful {
		err = tx.Attempt(take)
	} else {
		err = take()
	}
	if r.writing && (err != nil || o.Kind != usrfile.KindUserData) { // taken back, or written past it
		r.recall.Forget()
	}
	if err != nil && r.writing && !r.careful {
		err = errors.Join(errSpoilt, err)
	}
	return err
}

func (r *manyRun) takeOne(tx *storage.Tx, f readFile, o *Import) error {
	in, kind, err := r.w.takeIn(tx, r.recall, r.By, f.parcel)
	if err != nil {
		return err
	}
	a := &Arrival{Path: f.path, parcel: f.parcel}
	if err := kind.preview(in, a); err != nil {
		return err
	}
	o.describe(a)
	switch {
	case r.unproved != nil && a.needsProof():
		return r.unproved
	case a.FirstContact && !r.Try && r.Compared != a.Fingerprint:
		return fault.New(fault.Forged, "workspace.fingerprint", nil)
	}
	r.writing = true
	return r.write(in, kind, a, o)
}

// write imports what was previewed.
func (r *manyRun) write(in *intake, kind taker, a *Arrival, o *Import) (err error) {
	switch {
	case a.FirstContact:
		err = r.w.becomeSite(in.store)
	case a.Repeated:
		o.Standing, err = Known, in.noteRepeated(a)
	}
	if err != nil {
		return err
	}
	if err := kind.apply(in, a); err != nil {
		return err
	}
	if !a.Repeated {
		o.Standing = Taken
	}
	return nil
}

func (o *Import) describe(a *Arrival) {
	var in Incoming
	in.describe(a)
	o.Kind, o.Subject, o.Person, o.Gains, o.Losses = in.Kind, in.Subject, in.Person, in.Gains, in.Losses
}

func (r *manyRun) tell() {
	if r.Progress != nil {
		r.Progress(len(r.outcomes), r.total)
	}
}

// isFolder tells whether a path is a folder; a link to one is.
func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode()&fs.ModeDir != 0
}

// FilesOf gives the paths themselves and, instead of a folder among them, the
// signed files in it. Folders tells whether there was one.
func FilesOf(paths []string) (files []string, folders bool, err error) {
	for _, path := range paths {
		if !isFolder(path) {
			files = append(files, path)
			continue
		}
		folders = true
		found, err := SignedFiles(path)
		if err != nil {
			return nil, true, err
		}
		files = append(files, found...)
	}
	return files, folders, nil
}
