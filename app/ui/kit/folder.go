package kit

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/comptoir/comptoir/app/fault"
)

// maxEntries is how many files of a folder are listed; a stick with more of
// them is chosen from by typing the path.
const maxEntries = 5000

// fileEntry is a line of a folder.
type fileEntry struct {
	name   string
	path   string
	folder bool
	size   int64
	at     time.Time
}

// listFolder gives the folders and the files with one of the extensions, folders
// first, hidden ones left out. No extension at all lists folders only.
func listFolder(path string, extensions []string) ([]fileEntry, error) {
	dir, err := os.Open(path)
	if err != nil {
		return nil, fault.Wrap(err, fault.Missing, "file.folder", fault.Args{"Path": path})
	}
	defer func() { _ = dir.Close() }() // nothing was written
	names, err := dir.ReadDir(maxEntries)
	if err != nil && len(names) == 0 && !isEmpty(err) {
		return nil, fault.Wrap(err, fault.Missing, "file.folder", fault.Args{"Path": path})
	}
	var entries []fileEntry
	for _, name := range names {
		if entry, shown := describe(path, name, extensions); shown {
			entries = append(entries, entry)
		}
	}
	slices.SortFunc(entries, byKindAndName)
	if parent := filepath.Dir(path); parent != path {
		entries = append([]fileEntry{{name: "..", path: parent, folder: true}}, entries...)
	}
	return entries, nil
}

// isEmpty tells the end of an empty folder from a failure.
func isEmpty(err error) bool { return errors.Is(err, io.EOF) }

func describe(path string, name os.DirEntry, extensions []string) (fileEntry, bool) {
	entry := fileEntry{name: name.Name(), path: filepath.Join(path, name.Name())}
	if strings.HasPrefix(entry.name, ".") {
		return entry, false
	}
	info, err := os.Stat(entry.path) // follows links
	if err != nil {
		return entry, false
	}
	entry.folder, entry.size, entry.at = info.IsDir(), info.Size(), info.ModTime()
	return entry, entry.folder || info.Mode().IsRegular() && hasExtension(entry.name, extensions)
}

func hasExtension(name string, extensions []string) bool {
	return slices.ContainsFunc(extensions, func(e string) bool {
		return strings.EqualFold(filepath.Ext(name), e)
	})
}

func byKindAndName(a, b fileEntry) int {
	if a.folder != b.folder {
		if a.folder {
			return -1
		}
		return 1
	}
	return strings.Compare(strings.ToLower(a.name), strings.ToLower(b.name))
}
