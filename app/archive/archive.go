// Package archive writes and reads backups: one file, encrypted in the format of age
// (https://age-encryption.org/v1), which holds a tar archive of a manifest and of
// the files that it lists. Both can be opened without this program:
// `age -d FILE | tar x`.
//
// A backup is protected by a passphrase or made for keys. Whoever knows the
// passphrase can open the file on any machine and whatever became of the keys, and
// nobody else can make a file that opens with it, so that it needs no signature.
//
// What is made without anybody at the keyboard is for keys instead: backups of one
// journal, and those of the whole data folder for a recovery key. Anybody could make
// such a file; so its manifest is signed.
package archive

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"math/bits"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/comptoir/comptoir/app/access"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// Extension is that of the files.
const Extension = ".age"

const (
	format       = "backup/v1"
	manifestName = "manifest.json"
	maxManifest  = 64 << 20
	maxFiles     = 1 << 20
	// maxWork bounds what opening somebody's file may cost: 2^20 KiB is 1 GiB.
	maxWork = 20
)

// Manifest says what a backup is of and what is in it.
type Manifest struct {
	Format       string               `json:"comptoir"`
	Organisation ident.OrganisationID `json:"organisation"`
	Name         string               `json:"name"` // of the organisation
	Side         string               `json:"side"`
	Poste        ident.PosteID        `json:"poste"`
	Number       int                  `json:"number"` // of the poste; 0 while not registered, and at head office
	Made         time.Time            `json:"made"`
	// Chain is the organisation's trust chain, which the fingerprint is of that
	// people compare before a folder without organisation follows it.
	Chain []byte `json:"trust_chain"`
	// Journal is what a backup of one journal is of; else nil.
	Journal *Journal `json:"journal,omitempty"`
	// Recovery is what vouches for a backup of the folder made for a recovery key; nil
	// for one under a passphrase.
	Recovery *Recovery `json:"recovery,omitempty"`
	Files    []File    `json:"files"`
}

// File is one file of a backup.
type File struct {
	Name   string `json:"name"` // path in the data folder, with slashes
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

// Total gives how many bytes the files have.
func (m Manifest) Total() (total int64) {
	for _, f := range m.Files {
		total += f.Size
	}
	return total
}

// check refuses a manifest that Write would not have written.
func (m Manifest) check() error {
	if m.Format != m.format() || m.Journal != nil && m.Recovery != nil || len(m.Files) == 0 || len(m.Files) > maxFiles {
		return damaged(nil)
	}
	seen := map[string]bool{}
	for _, f := range m.Files {
		plain := f.Name != "." && filepath.IsLocal(filepath.FromSlash(f.Name)) && fs.ValidPath(f.Name) && !strings.ContainsAny(f.Name, `\:`)
		if !plain || f.Size < 0 || len(f.SHA256) != 64 || seen[f.Name] || f.Name == manifestName || f.Name == signatureName {
			return damaged(nil)
		}
		seen[f.Name] = true
	}
	return nil
}

func (m Manifest) encode() ([]byte, error) { return json.MarshalIndent(m, "", "  ") }

// Seal is what protects a backup: a passphrase, or keys and a signature.
type Seal struct {
	Passphrase string
	Effort     access.Effort // what passwords cost here; a passphrase costs four times its memory
	Keys       *Keys         // instead of a passphrase
}

// work gives the exponent of scrypt's cost, which takes as many KiB as two to
// its power.
func (s Seal) work() int { return min(max(bits.Len32(s.Effort.MemoryKiB)+1, 10), maxWork) }

// Tell is told how many bytes of how many are done. It may be nil.
type Tell func(done, total int64)

// counting tells of what passes and obeys the context.
type counting struct {
	ctx         context.Context
	tell        Tell
	done, total int64
}

func (c *counting) add(n int) error {
	c.done += int64(n)
	if c.tell != nil {
		c.tell(c.done, c.total)
	}
	return c.ctx.Err()
}

// reader counts what is read from r.
func (c *counting) reader(r io.Reader) io.Reader { return countingReader{c, r} }

type countingReader struct {
	c *counting
	r io.Reader
}

func (r countingReader) Read(p []byte) (int, error) {
	n, err := r.r.Read(p)
	if stopped := r.c.add(n); stopped != nil {
		return n, stopped
	}
	return n, err
}

func damaged(err error) error {
	if err == nil {
		return fault.New(fault.Forged, "archive.damaged", nil)
	}
	return fault.Wrap(err, fault.Forged, "archive.damaged", nil)
}

// diskFault turns what a disk refuses into what a person can do about it.
func diskFault(err error, path string) error {
	_, foreseen := fault.KindOf(err)
	switch {
	case err == nil || foreseen || errors.Is(err, context.Canceled):
		return err
	case errors.Is(err, syscall.ENOSPC):
		return fault.Wrap(err, fault.Conflict, "archive.full", fault.Args{"Path": path})
	}
	var disk *fs.PathError
	if errors.As(err, &disk) {
		return fault.Wrap(err, fault.Invalid, "archive.unwritable", fault.Args{"Path": path})
	}
	return err
}
