// Package inbox finds files that have come to rest in watched folders and on
// removable media. It knows files and folders, not what is in them: whoever is
// told of a file decides about it. Nothing that it looks at is changed.
package inbox

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Bounds of what is looked at: a folder may be anything.
const (
	// MostEntries is how many names one look reads, over all places together.
	MostEntries = 100_000
	batch       = 512
	deepest     = 3 // folders below a place
)

// Place is a folder to look in, with a few levels of the folders below it.
type Place struct {
	Path   string
	Medium bool // a removable medium: it may be gone at any moment
}

// Stamp is what tells, without reading it, whether a file has changed.
type Stamp struct {
	Size     int64
	Modified time.Time
}

// Candidate is a file that looked the same twice, so that whoever wrote it seems
// to have finished. It may be no regular file at all.
type Candidate struct {
	Path  string
	Place Place
	Stamp Stamp
}

// Sighting is what one look saw.
type Sighting struct {
	Places    []Place     // those that could be read
	Resting   []Candidate // by path
	Moving    int         // files that are new or have changed since the look before
	Truncated bool        // there was more than MostEntries
}

// Looker compares each look with the one before.
type Looker struct {
	Extensions []string // with their dot; capital letters do not matter
	Except     []string // folders that are not entered, unless they are places themselves

	most int // entries; for tests
	last map[string]Stamp
}

// Look reads the names in the places. What can not be read is as good as not
// there: a stick that is pulled out ends the look into it, not the look.
func (l *Looker) Look(places []Place) Sighting {
	v := &visit{looker: l, left: l.most, seen: map[string]Stamp{}}
	if v.left == 0 {
		v.left = MostEntries
	}
	for _, p := range places {
		if v.enter(p, p.Path, 0) {
			v.found.Places = append(v.found.Places, p)
		}
	}
	l.last = v.seen
	slices.SortFunc(v.found.Resting, func(a, b Candidate) int { return strings.Compare(a.Path, b.Path) })
	return v.found
}

// visit is one look.
type visit struct {
	looker *Looker
	left   int // entries that may still be read
	seen   map[string]Stamp
	found  Sighting
}

// enter reads a folder, and reports whether that was possible.
func (v *visit) enter(p Place, dir string, depth int) bool {
	d, err := os.Open(dir)
	if err != nil {
		return false
	}
	defer d.Close()
	for v.left > 0 {
		entries, err := d.ReadDir(min(batch, v.left))
		v.left -= len(entries)
		for _, e := range entries {
			v.meet(p, dir, e, depth)
		}
		if err != nil {
			return errors.Is(err, io.EOF)
		}
	}
	v.found.Truncated = true
	return true
}

// meet notes a file that is wanted and enters a folder.
func (v *visit) meet(p Place, dir string, e fs.DirEntry, depth int) {
	path := filepath.Join(dir, e.Name())
	switch {
	case hidden(e.Name()):
	case e.IsDir():
		if depth < deepest && !slices.Contains(v.looker.Except, path) {
			v.enter(p, path, depth+1)
		}
	case v.looker.wants(e.Name()):
		v.note(p, path, e)
	}
}

func (v *visit) note(p Place, path string, e fs.DirEntry) {
	info, err := e.Info() // of a symbolic link itself, not of what it leads to
	if err != nil {
		return
	}
	if _, twice := v.seen[path]; twice { // a place within a place
		return
	}
	now := Stamp{info.Size(), info.ModTime()}
	v.seen[path] = now
	if before, known := v.looker.last[path]; known && before == now {
		v.found.Resting = append(v.found.Resting, Candidate{path, p, now})
		return
	}
	v.found.Moving++
}

func (l *Looker) wants(name string) bool {
	extension := filepath.Ext(name)
	return slices.ContainsFunc(l.Extensions, func(wanted string) bool { return strings.EqualFold(wanted, extension) })
}

// hidden tells of names that no person gave: what has not its final name yet,
// and what systems leave on media.
func hidden(name string) bool {
	return name[0] == '.' || name[0] == '~' || name == "System Volume Information" || name == "$RECYCLE.BIN" || name == "lost+found"
}
