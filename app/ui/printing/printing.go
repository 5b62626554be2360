// Package printing puts pages on paper the way every system can: as a PDF that
// is kept and opened in the viewer of the system, which prints.
package printing

import (
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// folderName is where pages are kept, in the data folder.
const folderName = "prints"

// Print makes a page, keeps it in the data folder under a name that is still
// free, opens it, and says where it lies.
func Print(s *kit.Services, dataDir, name string, make func() ([]byte, error)) {
	kit.Load(s.Tasks, func() (string, error) {
		page, err := make()
		if err != nil {
			return "", err
		}
		return Keep(filepath.Join(dataDir, folderName), name, ".pdf", page)
	}, func(path string, err error) {
		if s.Refuse(err) {
			return
		}
		kit.Trace("printed")
		s.Notices.Tell(kit.Fine, s.T("printing.done", fault.Args{"Path": path}), hint(s, open(path)))
	})
}

func hint(s *kit.Services, err error) string {
	if err != nil {
		return s.T("printing.no-viewer")
	}
	return ""
}

// open shows the page in the viewer of the system. The path is ours.
func open(path string) error {
	return fyne.CurrentApp().OpenURL(&url.URL{Scheme: "file", Path: filepath.ToSlash(path)})
}

// Keep writes a file into a folder under a name that is still free, never
// replacing an earlier one, and gives its path. The extension has its dot.
func Keep(dir, name, extension string, page []byte) (string, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", fault.Wrap(err, fault.Invalid, "printing.folder", fault.Args{"Path": dir})
	}
	const attempts = 1000
	for n := range attempts {
		path := filepath.Join(dir, numbered(name, n)+extension)
		f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
		if os.IsExist(err) {
			continue
		}
		if err != nil {
			return "", fault.Wrap(err, fault.Invalid, "printing.folder", fault.Args{"Path": dir})
		}
		_, writeErr := f.Write(page)
		if err := errors.Join(writeErr, f.Sync(), f.Close()); err != nil {
			_ = os.Remove(path) // half a page is no page; the error that matters is that of the writing
			return "", fault.Wrap(err, fault.Invalid, "printing.folder", fault.Args{"Path": dir})
		}
		return path, nil
	}
	return "", fault.New(fault.Conflict, "printing.full", fault.Args{"Path": dir})
}

func numbered(name string, n int) string {
	if n == 0 {
		return name
	}
	return fmt.Sprintf("%s-%d", name, n+1)
}

// copiesName is the folder of the data folder in which documents lie while the
// program of the system shows them.
const copiesName = "opened"

// copyAge is how long such a copy stays.
const copyAge = 24 * time.Hour

// Copy writes a copy of a document for the program of the system to show, and
// removes those of the days before. It gives the path of the copy.
func Copy(dataDir, name string, data []byte) (string, error) {
	dir := filepath.Join(dataDir, copiesName)
	entries, _ := os.ReadDir(dir) // at first there is none
	for _, e := range entries {
		info, err := e.Info()
		if err == nil && info.Mode().IsRegular() && time.Since(info.ModTime()) > copyAge {
			_ = os.Remove(filepath.Join(dir, e.Name())) // a program may have it open; then it goes the next time
		}
	}
	extension := filepath.Ext(name)
	return Keep(dir, strings.TrimSuffix(name, extension), extension, data)
}

// Open shows a file that the program has written in the program of the system.
func Open(path string) error { return open(path) }
