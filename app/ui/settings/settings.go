// Package settings remembers how people want the window on this computer: look,
// language, who signed in last. It holds nothing that belongs to
// the organisation, and losing it loses no work.
package settings

import (
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

const (
	fileName = "window.json"
	maxBytes = 64 << 10
)

// Settings are those of one data folder.
type Settings struct {
	Look     string            `json:"look,omitempty"`      // "light" or "dark"
	Language string            `json:"language,omitempty"`  // before anybody has signed in
	LastName string            `json:"last_name,omitempty"` // e-mail or login of who signed in last
	People   map[string]Person `json:"people,omitempty"`    // by identifier of the user

	path string
}

// Person is what one person has chosen on this computer; empty fields follow the
// user data.
type Person struct {
	Language string `json:"language,omitempty"`
	Format   string `json:"format,omitempty"`
	// LockMinutes is how long the window waits for a key or the mouse before
	// it locks: 0 for the usual, less for never.
	LockMinutes int `json:"lock_minutes,omitempty"`
}

// Load reads the settings of a data folder. None, or a file that can not be
// understood, gives the usual ones: nobody is kept from working by them.
func Load(dir string) *Settings {
	s := &Settings{path: filepath.Join(dir, fileName)}
	content, err := readSome(s.path)
	if err == nil {
		err = json.Unmarshal(content, s)
	}
	if err != nil {
		*s = Settings{path: s.path}
	}
	s.repair()
	return s
}

func readSome(path string) ([]byte, error) {
	info, err := os.Lstat(path)
	if err != nil || !info.Mode().IsRegular() {
		return nil, errors.Join(err, fs.ErrInvalid)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // nothing was written
	return io.ReadAll(io.LimitReader(f, maxBytes))
}

// repair puts the usual value in the place of one that makes no sense.
func (s *Settings) repair() {
	if s.Look != "dark" {
		s.Look = "light"
	}
	if s.People == nil {
		s.People = map[string]Person{}
	}
}

// Save writes the settings whole or not at all.
func (s *Settings) Save() error {
	content, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return err
	}
	temporary, err := os.CreateTemp(filepath.Dir(s.path), "."+fileName+"-*") // of mode 0600
	if err != nil {
		return err
	}
	_, writeErr := temporary.Write(content)
	if err := errors.Join(writeErr, temporary.Sync(), temporary.Close()); err != nil {
		return errors.Join(err, os.Remove(temporary.Name()))
	}
	return os.Rename(temporary.Name(), s.path)
}

// UsualLockMinutes is how long a window waits that nobody has chosen otherwise for.
const UsualLockMinutes = 15

// LockAfter gives how long the window may stand without a key or the mouse before
// it locks, under the organisation's longest time; 0 for ever, for either.
func (p Person) LockAfter(longest time.Duration) time.Duration {
	minutes := p.LockMinutes
	if minutes == 0 {
		minutes = UsualLockMinutes
	}
	own := time.Duration(max(minutes, 0)) * time.Minute
	if own == 0 || longest > 0 && longest < own {
		return longest
	}
	return own
}
