package inbox

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/comptoir/comptoir/usrfile"
)

// MostQuarantine is how many bytes of refused files are kept.
const MostQuarantine = 1 << 30

// mostExtension bounds how much of an extension is kept.
const mostExtension = 8

// Quarantine keeps copies of refused files, so that somebody can look at them
// after the stick has gone.
type Quarantine struct {
	Dir  string
	Most int64 // bytes; MostQuarantine when zero

	mu      sync.Mutex
	used    int64 // bytes, once counted: a storm of files must not count them each time
	counted bool
}

// ErrFull tells that no copy of that size will be kept.
var ErrFull = errors.New("the quarantine is full")

// Keep copies a file, once for each content, and lays a text beside it that says
// why it was refused. The copy gets a name under which nothing takes it for a
// signed file. It gives that name, or ErrFull.
func (q *Quarantine) Keep(name string, digest [32]byte, content []byte, reason string) (string, error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if err := q.count(); err != nil {
		return "", err
	}
	size := int64(len(content) + len(reason))
	if q.used+size > cmp.Or(q.Most, MostQuarantine) {
		return "", ErrFull
	}
	copied := fmt.Sprintf("%x%s.refused", digest[:8], plain(filepath.Ext(name)))
	if _, err := os.Lstat(filepath.Join(q.Dir, copied)); err == nil {
		return copied, nil
	}
	if _, err := usrfile.WriteFile(q.Dir, copied, content); err != nil {
		return "", err
	}
	q.used += size
	_, err := usrfile.WriteFile(q.Dir, copied+".txt", []byte(reason))
	return copied, err
}

// count adds up what is there already.
func (q *Quarantine) count() error {
	if q.counted {
		return nil
	}
	d, err := os.Open(q.Dir)
	if err != nil {
		return err
	}
	defer d.Close()
	for n := 0; err == nil && n < MostEntries; {
		var entries []os.DirEntry
		entries, err = d.ReadDir(batch) // at the end, io.EOF
		n += len(entries)
		for _, e := range entries {
			if info, err := e.Info(); err == nil {
				q.used += info.Size()
			}
		}
	}
	q.counted = true
	return nil
}

// plain makes an extension that every medium takes.
func plain(extension string) string {
	for _, r := range strings.TrimPrefix(extension, ".") {
		if r < '0' || r > 'z' || r > '9' && r < 'A' || r > 'Z' && r < 'a' {
			return ""
		}
	}
	return strings.ToLower(extension[:min(len(extension), mostExtension)])
}
