package inbox_test

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/comptoir/comptoir/sync/inbox"
)

// watching is a watcher that runs.
type watching struct {
	*inbox.Watcher
	mu     sync.Mutex
	places []inbox.Place
	looks  chan look
}

type look struct {
	inbox.Sighting
	asked bool
}

func start(t *testing.T, r inbox.Rhythm, places ...inbox.Place) *watching {
	t.Helper()
	w := &watching{places: places, looks: make(chan look, 1000)}
	w.Watcher = inbox.NewWatcher(extensions, w.now, func(s inbox.Sighting, asked bool) { w.looks <- look{s, asked} })
	w.Rhythm = r
	ctx, cancel := context.WithCancel(t.Context())
	var done sync.WaitGroup
	done.Go(func() { w.Run(ctx) })
	t.Cleanup(func() { cancel(); done.Wait() })
	return w
}

func (w *watching) now() []inbox.Place {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.places
}

func (w *watching) set(places ...inbox.Place) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.places = places
}

// until waits for a look of which something is true.
func (w *watching) until(t *testing.T, what string, is func(look) bool) {
	t.Helper()
	deadline := time.After(20 * time.Second)
	for {
		select {
		case l := <-w.looks:
			if is(l) {
				return
			}
		case <-deadline:
			t.Fatalf("never: %s", what)
		}
	}
}

func resting(n int) func(look) bool { return func(l look) bool { return len(l.Resting) == n } }

const never = time.Hour

func TestWatcherLooksAtTheStart(t *testing.T) {
	dir := t.TempDir()
	put(t, filepath.Join(dir, "awa.usr"), "x")
	w := start(t, inbox.Rhythm{Full: never, Settle: time.Millisecond, Media: never}, inbox.Place{Path: dir})
	w.until(t, "the file rests", resting(1))
}

func TestWatcherTakesEventsAsHints(t *testing.T) {
	dir := t.TempDir()
	w := start(t, inbox.Rhythm{Full: never, Settle: 10 * time.Millisecond, Media: never}, inbox.Place{Path: dir})
	w.until(t, "an empty folder", resting(0))
	put(t, filepath.Join(dir, "awa.usr"), "x")
	w.until(t, "the file rests", resting(1))
}

func TestWatcherNeedsNoEvents(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "not", "there", "yet") // of which nothing can be told
	w := start(t, inbox.Rhythm{Full: 20 * time.Millisecond, Settle: 5 * time.Millisecond, Media: never}, inbox.Place{Path: dir})
	w.until(t, "nothing", resting(0))
	put(t, filepath.Join(dir, "awa.usr"), "x")
	w.until(t, "the file rests", resting(1))
}

func TestWatcherLooksWhenAsked(t *testing.T) {
	w := start(t, inbox.Rhythm{Full: never, Settle: never, Media: never}, inbox.Place{Path: t.TempDir()})
	w.until(t, "the first look", func(l look) bool { return !l.asked })
	w.Look()
	w.until(t, "the look that was asked for", func(l look) bool { return l.asked })
}

func TestWatcherNoticesMedia(t *testing.T) {
	here, stick := t.TempDir(), t.TempDir()
	put(t, filepath.Join(stick, "awa.usr"), "x")
	w := start(t, inbox.Rhythm{Full: never, Settle: time.Millisecond, Media: 5 * time.Millisecond}, inbox.Place{Path: here})
	w.until(t, "no stick", resting(0))
	w.set(inbox.Place{Path: here}, inbox.Place{Path: stick, Medium: true})
	w.until(t, "the stick", func(l look) bool { return len(l.Places) == 2 && len(l.Resting) == 1 })
	w.set(inbox.Place{Path: here})
	w.until(t, "the stick is out", func(l look) bool { return len(l.Places) == 1 && len(l.Resting) == 0 })
}

func TestWatcherLooksLessAndLessAtWhatNeverRests(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "awa.usr")
	w := inbox.NewWatcher(extensions, func() []inbox.Place { return []inbox.Place{{Path: dir}} }, nil)
	w.Rhythm = inbox.Rhythm{Full: 200 * time.Millisecond, Settle: 2 * time.Millisecond, Media: never}
	count := 0
	w.Found = func(inbox.Sighting, bool) {
		count++
		put(t, path, string(make([]byte, count)))
	}
	ctx, cancel := context.WithTimeout(t.Context(), 400*time.Millisecond)
	defer cancel()
	w.Run(ctx)
	if count > 40 {
		t.Errorf("%d looks in 0.4 s", count)
	}
}

func TestScanGivesWhatRestsAndGivesUpOnTheRest(t *testing.T) {
	dir := t.TempDir()
	put(t, filepath.Join(dir, "awa.usr"), "x")
	l := &inbox.Looker{Extensions: extensions}
	s, err := inbox.Scan(t.Context(), l, []inbox.Place{{Path: dir}}, time.Millisecond)
	if err != nil || len(s.Resting) != 1 {
		t.Errorf("scan gives %+v, %v", s, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := os.Chtimes(filepath.Join(dir, "awa.usr"), time.Time{}, time.Unix(1e9, 0)); err != nil {
		t.Fatal(err)
	}
	if _, err := inbox.Scan(ctx, l, []inbox.Place{{Path: dir}}, never); err == nil {
		t.Error("a cancelled scan waits")
	}
}
