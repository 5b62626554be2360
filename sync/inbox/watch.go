package inbox

import (
	"context"
	"path/filepath"
	"slices"
	"time"

	"github.com/fsnotify/fsnotify"
)

// Rhythm says how often a watcher looks.
type Rhythm struct {
	Full   time.Duration // between looks when nothing happens
	Settle time.Duration // between the two looks after which a file counts as finished
	Media  time.Duration // between glances at which media there are
}

// UsualRhythm is what programs use.
var UsualRhythm = Rhythm{Full: 30 * time.Second, Settle: time.Second, Media: 3 * time.Second}

// mostWatches bounds the folders of which the system is asked for events.
const mostWatches = 64

// Watcher looks at the start, every so often, when it is asked to, and when the
// system tells of something. Network shares, FUSE and some media tell nothing,
// so that events can only make a look come sooner.
type Watcher struct {
	Looker Looker
	Rhythm Rhythm
	Places func() []Place // asked before each look, since media come and go
	// Found is called after each look, one call at a time. Asked tells that
	// somebody wanted this look.
	Found func(s Sighting, asked bool)

	events *fsnotify.Watcher
	hints  chan struct{} // the system told of something
	asked  chan struct{}
}

// NewWatcher gives a watcher for files of some extensions.
func NewWatcher(extensions []string, places func() []Place, found func(Sighting, bool)) *Watcher {
	return &Watcher{
		Looker: Looker{Extensions: extensions}, Rhythm: UsualRhythm, Places: places, Found: found,
		hints: make(chan struct{}, 1), asked: make(chan struct{}, 1),
	}
}

// Look asks for a look now; it does not wait for it.
func (w *Watcher) Look() { poke(w.asked) }

// poke leaves a word where none lies yet.
func poke(c chan<- struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

// Run watches until the context ends.
func (w *Watcher) Run(ctx context.Context) {
	if events, err := fsnotify.NewWatcher(); err == nil { // without, there are the looks
		w.events = events
		defer events.Close()
		go w.follow(events)
	}
	pause, asked := w.Rhythm.Settle, false
	for ctx.Err() == nil {
		places := w.Places()
		w.listen(places)
		seen := w.Looker.Look(places)
		w.Found(seen, asked)
		if pause = w.pauseAfter(seen, pause); !w.wait(ctx, places, pause, &asked) {
			return
		}
	}
}

// pauseAfter gives how long to wait for the second look at what moves; longer
// and longer for what does not come to rest.
func (w *Watcher) pauseAfter(seen Sighting, before time.Duration) time.Duration {
	switch {
	case seen.Moving == 0:
		return w.Rhythm.Full
	case before == w.Rhythm.Full:
		return w.Rhythm.Settle
	}
	return min(before*3/2, w.Rhythm.Full-1)
}

// wait returns when it is time to look again; false at the end.
func (w *Watcher) wait(ctx context.Context, places []Place, pause time.Duration, asked *bool) bool {
	next := time.NewTimer(pause)
	defer next.Stop()
	glance := time.NewTicker(w.Rhythm.Media)
	defer glance.Stop()
	*asked = false
	hinted := false
	for {
		select {
		case <-ctx.Done():
			return false
		case <-next.C:
			return true
		case <-w.asked:
			*asked = true
			return true
		case <-glance.C:
			if !slices.Equal(w.Places(), places) {
				return true
			}
		case <-w.hints:
			if pause == w.Rhythm.Full && !hinted { // what moves is looked at soon anyway
				next.Reset(min(w.Rhythm.Settle, pause))
				hinted = true
			}
		}
	}
}

// follow empties the queues of the system; an error means that events were lost.
func (w *Watcher) follow(events *fsnotify.Watcher) {
	for {
		select {
		case _, open := <-events.Events:
			if !open {
				return
			}
		case _, open := <-events.Errors:
			if !open {
				return
			}
		}
		poke(w.hints)
	}
}

// listen asks the system for events of the places, and of the folders in which
// media appear. Where that would keep a medium from being ejected, it is left to
// the looks.
func (w *Watcher) listen(places []Place) {
	if w.events == nil {
		return
	}
	wanted := mountRoots()
	for _, p := range places {
		if !p.Medium || mediaMayBeWatched {
			wanted = append(wanted, filepath.Clean(p.Path))
		}
	}
	wanted = wanted[:min(len(wanted), mostWatches)]
	for _, old := range w.events.WatchList() {
		if !slices.Contains(wanted, old) {
			_ = w.events.Remove(old) // gone already
		}
	}
	for _, path := range wanted {
		_ = w.events.Add(path) // what can not be watched is looked at all the same
	}
}
