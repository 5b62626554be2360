package roster

import (
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
)

// Roster is everybody, in the words of one person. It may be used from several
// goroutines.
type Roster struct {
	*Catalogue
	entries []Entry
	words   *memo
	now     time.Time
	today   calendar.Day
}

// New makes the roster of people for whoever reads these words.
func New(p People, w Words) *Roster {
	return &Roster{Catalogue: NewCatalogue(p.Fields), entries: entries(p), words: &memo{words: w, texts: map[any]string{}}, now: p.Now, today: p.Today}
}

// Count gives how many users there are in all.
func (r *Roster) Count() int { return len(r.entries) }

// Text gives what a column shows of an entry.
func (r *Roster) Text(e *Entry, c Column) string { return r.words.value(c.value(*e)) }

// Value gives the same as a value that keeps its type: a day, an instant, or a
// text.
func (r *Roster) Value(e *Entry, c Column) any {
	switch v := c.value(*e).(type) {
	case calendar.Day, time.Time:
		return v
	default:
		return r.words.value(v)
	}
}

// FileExpired reports whether the entry's last `.usr` can not be imported any
// more, although the account waits for one or works with it.
func (r *Roster) FileExpired(e *Entry) bool {
	live := e.Status == directory.StatusPending || e.Status == directory.StatusActive
	return live && !e.FileUntil.IsZero() && e.FileUntil.Before(r.now)
}

// AccessEnding reports whether the entry's access ends within 30 days, or has
// ended.
func (r *Roster) AccessEnding(e *Entry) bool {
	return !e.AccessUntil.IsZero() && e.AccessUntil <= r.today+accessDay
}

// selected gives the entries that a view shows, in its order.
func (r *Roster) selected(v View) []*Entry {
	keep := r.sieve(v)
	type ordered struct {
		key   string
		entry *Entry
	}
	order := r.order(v.Sort)
	found := make([]ordered, 0, len(r.entries))
	for i := range r.entries {
		if e := &r.entries[i]; keep(e) {
			found = append(found, ordered{order(e), e})
		}
	}
	slices.SortFunc(found, func(a, b ordered) int {
		by := strings.Compare(a.key, b.key)
		if by == 0 {
			by = strings.Compare(a.entry.name, b.entry.name)
		}
		if by == 0 {
			by = slices.Compare(a.entry.ID[:], b.entry.ID[:])
		}
		if v.Descending {
			return -by
		}
		return by
	})
	shown := make([]*Entry, len(found))
	for i, o := range found {
		shown[i] = o.entry
	}
	return shown
}

// order gives by what a column is sorted.
func (r *Roster) order(id string) func(*Entry) string {
	c, known := r.Column(id)
	switch {
	case !known:
		return func(e *Entry) string { return e.name }
	case c.order != nil:
		return func(e *Entry) string { return c.order(*e) }
	}
	return func(e *Entry) string { return lastIfNone(r.words.folded(r.Text(e, c))) }
}

// sieve gives the test that an entry must pass to be shown.
func (r *Roster) sieve(v View) func(*Entry) bool {
	tests := []func(*Entry) bool{status(v)}
	for _, word := range strings.Fields(directory.Fold(v.Search)) {
		tests = append(tests, func(e *Entry) bool { return strings.Contains(e.search, word) })
	}
	for _, f := range v.Filters {
		if c, known := r.Column(f.Column); known {
			tests = append(tests, r.contains(c, f.Text))
		}
	}
	if v.FileExpired {
		tests = append(tests, r.FileExpired)
	}
	if v.AccessEnding {
		tests = append(tests, r.AccessEnding)
	}
	return func(e *Entry) bool {
		for _, passes := range tests {
			if !passes(e) {
				return false
			}
		}
		return true
	}
}

func status(v View) func(*Entry) bool {
	return func(e *Entry) bool {
		if len(v.Statuses) > 0 {
			return slices.Contains(v.Statuses, e.Status)
		}
		return v.Archived || e.Status != directory.StatusArchived
	}
}

func (r *Roster) contains(c Column, text string) func(*Entry) bool {
	whole, exact := strings.CutPrefix(directory.Fold(strings.TrimSpace(text)), "=")
	if exact {
		whole = strings.TrimSpace(whole)
		return func(e *Entry) bool { return r.words.folded(r.Text(e, c)) == whole }
	}
	return func(e *Entry) bool { return strings.Contains(r.words.folded(r.Text(e, c)), whole) }
}

// memo remembers words, of which a table of ten thousand lines has few: to look
// up and fill in a translation takes a hundred times as long.
type memo struct {
	words Words
	mutex sync.Mutex
	texts map[any]string
}

// memoMost bounds what is remembered.
const memoMost = 50_000

type foldedText string

func (m *memo) remember(key any, make func() string) string {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	text, known := m.texts[key]
	if !known {
		text = make()
		if len(m.texts) < memoMost {
			m.texts[key] = text
		}
	}
	return text
}

func (m *memo) folded(text string) string {
	return m.remember(foldedText(text), func() string { return directory.Fold(text) })
}

func (m *memo) value(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case fault.Key:
		return m.remember(v, func() string { return m.words.T(string(v)) })
	case []any:
		texts := make([]string, len(v))
		for i, word := range v {
			texts[i] = m.value(word)
		}
		return strings.Join(texts, ", ")
	case []fault.Key:
		texts := make([]string, len(v))
		for i, key := range v {
			texts[i] = m.value(key)
		}
		return strings.Join(texts, ", ")
	case calendar.Day:
		return m.remember(v, func() string { return m.words.DayShort(v) })
	case time.Time:
		return m.remember(v.Unix()/60, func() string { return m.words.Time(v) })
	}
	return ""
}
