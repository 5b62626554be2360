package workspace

import (
	"context"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/sync/inbox"
	"github.com/comptoir/comptoir/usrfile"
)

// Standing says what became of a file that was found.
type Standing string

// Standings of a found file.
const (
	Awaited   Standing = "waiting" // a person must look at it
	Taken     Standing = "taken"   // imported by itself
	Known     Standing = "known"   // imported before
	NotTaken  Standing = "refused"
	Elsewhere Standing = "elsewhere" // meant for another poste
)

// Incoming is a file that was found in the inbox, a watched folder or on a
// medium.
type Incoming struct {
	Path         string
	Medium       bool
	Kind         usrfile.Kind
	Standing     Standing
	Person       string // whom it is about, or ""
	Subject      ident.UserID
	Issued       time.Time
	DaysLeft     int
	FirstContact bool
	Gains        int
	Losses       int
	Why          error // of a refusal, or of what waits for somebody else
}

// InboxState is what was found at the last look.
type InboxState struct {
	Places    []inbox.Place
	Files     []Incoming // what waits first, then by path
	Waiting   int
	Taken     int  // in this look
	Moving    int  // files that are still being written
	Truncated bool // there was more than is looked at
}

// Inbox decides about the files that are found: some are imported without a
// person, some wait for one, some are refused, of which it keeps copies. It never
// touches a file where it lies.
type Inbox struct {
	w          *Workspace
	say        func(error) string // the sentences of a refusal, for the text beside its copy
	quarantine *inbox.Quarantine
	watcher    atomic.Pointer[inbox.Watcher] // once somebody watches

	mu      sync.Mutex
	met     map[string]meeting // by path
	imports uint64             // Workspace.imports when they were met
}

// meeting is what became of a file as it looked then.
type meeting struct {
	stamp inbox.Stamp
	Incoming
}

// NewInbox gives the inbox of this data folder. Say puts a refusal into the words
// of whoever will read them.
func (w *Workspace) NewInbox(say func(error) string) *Inbox {
	return &Inbox{w: w, say: say, quarantine: &inbox.Quarantine{Dir: w.Quarantine()}, met: map[string]meeting{}}
}

// Watcher gives a watcher of all places where files for this folder may lie.
func (i *Inbox) Watcher(ctx context.Context, found func(inbox.Sighting, bool)) *inbox.Watcher {
	watcher := inbox.NewWatcher(extensions(), func() []inbox.Place { return i.w.Places(ctx) }, found)
	watcher.Looker.Except = []string{i.w.dir}
	return watcher
}

// Scan looks until what is there rests, in some folders or, where none are named,
// in all places, and takes what it finds.
func (i *Inbox) Scan(ctx context.Context, by *Session, dirs []string, settle time.Duration) (InboxState, error) {
	places := i.w.Places(ctx)
	if len(dirs) > 0 {
		places = nil
		for _, dir := range dirs {
			places = append(places, inbox.Place{Path: dir})
		}
	}
	looker := &inbox.Looker{Extensions: extensions(), Except: []string{i.w.dir}}
	seen, err := inbox.Scan(ctx, looker, places, settle)
	if err != nil {
		return InboxState{}, err
	}
	return i.Take(ctx, by, seen, true)
}

// extensions gives those of all signed files.
func extensions() (all []string) {
	for kind := usrfile.KindUserData; kind.Known(); kind++ {
		all = append(all, kind.Extension())
	}
	return all
}

// Take decides about what a look has found. Asked tells that a person wants to
// know now, so that what was refused is looked at again.
func (i *Inbox) Take(ctx context.Context, by *Session, seen inbox.Sighting, asked bool) (InboxState, error) {
	i.mu.Lock()
	defer i.mu.Unlock()
	state := InboxState{Places: seen.Places, Moving: seen.Moving, Truncated: seen.Truncated}
	side, err := i.w.side(ctx)
	if err != nil || side == directory.HeadOffice && by == nil { // nobody has the keys
		return state, err
	}
	for round := range 2 { // what was imported may decide about the others
		before := i.w.imports.Load()
		if asked && round == 0 || before != i.imports {
			i.forget()
		}
		i.imports = before
		taken, err := i.round(ctx, by, side, seen.Resting)
		state.Taken += taken
		if err != nil || i.w.imports.Load() == before {
			break
		}
	}
	state.fill(i.met)
	if side == directory.HeadOffice && state.Taken > 0 {
		i.w.answerDue(ctx, by)
	}
	return state, ctx.Err()
}

// forget has everything that may be judged otherwise now met anew.
func (i *Inbox) forget() {
	for path, m := range i.met {
		if m.Standing != Known && m.Standing != Taken {
			delete(i.met, path)
		}
	}
}

// round meets what is new or has changed, in the order in which it was made.
func (i *Inbox) round(ctx context.Context, by *Session, side directory.Side, resting []inbox.Candidate) (taken int, err error) {
	met := map[string]meeting{}
	var fresh []queued
	for _, c := range resting {
		if !takenAt(side, c.Path) {
			continue
		}
		if m, known := i.met[c.Path]; known && m.stamp == c.Stamp {
			met[c.Path] = m
			continue
		}
		fresh = append(fresh, queue(c))
	}
	i.met = met
	sortQueue(fresh)
	keys := shelf{}
	for _, q := range fresh {
		if err := ctx.Err(); err != nil {
			return taken, err
		}
		m, decided := i.meet(ctx, by, q.Candidate, keys)
		if decided {
			met[q.Path] = m
		}
		if m.Standing == Taken {
			taken++
		}
	}
	return taken, nil
}

// takenAt tells whether files of that extension are imported on a side.
func takenAt(side directory.Side, path string) bool {
	if side == "" {
		side = directory.Site
	}
	for kind, t := range takers {
		if hasExtension(path, kind) {
			return slices.Contains(t.sides, side)
		}
	}
	return false
}

// meet decides about one file; not decided is what should be tried again.
func (i *Inbox) meet(ctx context.Context, by *Session, c inbox.Candidate, keys shelf) (m meeting, decided bool) {
	m = meeting{c.Stamp, Incoming{Path: c.Path, Medium: c.Place.Medium, Standing: Awaited}}
	parcel, err := readParcel(c.Path, keys)
	var a *Arrival
	if err == nil {
		a, err = i.w.preview(ctx, by, c.Path, parcel)
	}
	if err == nil {
		m.describe(a)
		err = i.settle(ctx, by, a, &m)
	}
	if err == nil {
		return m, true
	}
	return m, i.refuse(ctx, &m, parcel.File, err)
}

// settle imports what needs no person.
func (i *Inbox) settle(ctx context.Context, by *Session, a *Arrival, m *meeting) error {
	alone := takers[a.Kind].alone
	switch {
	case a.Repeated:
		m.Standing = Known
		return i.w.store.Update(ctx, func(tx *storage.Tx) error { return i.w.takenBefore(tx, by, a) })
	case a.FirstContact || alone == nil || !alone(a):
		return nil
	}
	err := i.w.store.Update(ctx, func(tx *storage.Tx) error { return i.w.apply(tx, by, a) })
	if err == nil {
		m.Standing = Taken
	}
	return err
}

// describe fills in what a file says that was verified.
func (in *Incoming) describe(a *Arrival) {
	in.Kind, in.Subject, in.Issued, in.DaysLeft, in.FirstContact = a.Kind, a.Subject, a.Issued, a.DaysLeft, a.FirstContact
	switch {
	case a.UserData != nil:
		in.Person = a.UserData.Person
		in.Gains, in.Losses = countSigns(a.UserData.Changes)
	case a.Request != nil:
		in.Person = a.Request.Person
	}
}

func countSigns(changes []exchange.Change) (gains, losses int) {
	for _, c := range changes {
		switch c.Sign {
		case exchange.Gain:
			gains++
		case exchange.Loss:
			losses++
		}
	}
	return gains, losses
}

// fill lists what was met.
func (s *InboxState) fill(met map[string]meeting) {
	for _, m := range met {
		s.Files = append(s.Files, m.Incoming)
		if m.Standing == Awaited {
			s.Waiting++
		}
	}
	slices.SortFunc(s.Files, func(a, b Incoming) int {
		if (a.Standing == Awaited) != (b.Standing == Awaited) {
			if a.Standing == Awaited {
				return -1
			}
			return 1
		}
		return strings.Compare(a.Path, b.Path)
	})
}

// always and narrows are policies for what was found: see taker.alone.
func always(*Arrival) bool { return true }

func narrows(a *Arrival) bool { return a.UserData != nil && a.UserData.Narrows() }

// side gives the side of this folder, "" while it is empty.
func (w *Workspace) side(ctx context.Context) (side directory.Side, err error) {
	err = w.store.View(ctx, func(tx *storage.Tx) error {
		home, err := tx.Home()
		side = home.Side
		return ignoreMissing(err)
	})
	return side, err
}

// Watch takes what is found, in some folders or, where none are named, in all
// places, until the context ends, and tells of each look. By says who is there at
// that moment. It is called once for an inbox.
func (i *Inbox) Watch(ctx context.Context, dirs []string, by func() *Session, seen func(InboxState, error)) {
	watcher := i.Watcher(ctx, func(s inbox.Sighting, asked bool) { seen(i.Take(ctx, by(), s, asked)) })
	if len(dirs) > 0 {
		var places []inbox.Place
		for _, dir := range dirs {
			places = append(places, inbox.Place{Path: dir})
		}
		watcher.Places = func() []inbox.Place { return places }
	}
	i.watcher.Store(watcher)
	watcher.Run(ctx)
}

// Look asks whoever watches to look now.
func (i *Inbox) Look() {
	if watcher := i.watcher.Load(); watcher != nil {
		watcher.Look()
	}
}
