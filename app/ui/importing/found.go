package importing

import (
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/comptoir/comptoir/app/workspace"
)

// Found is a file that may be the one to import.
type Found struct {
	Path    string
	Written time.Time
}

// Bounds of a search: a stick full of photographs must not make anybody wait.
const (
	maxFolders = 64
	maxFound   = 20
)

// Find looks for files from head office in some folders and the folders directly
// in them, the newest first. What can not be read is as good as not there.
func Find(folders []string) []Found {
	var found []Found
	for _, folder := range withChildren(folders) {
		paths, err := workspace.FoundFiles(folder)
		if err != nil {
			continue
		}
		for _, path := range paths {
			if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
				found = append(found, Found{path, info.ModTime()})
			}
		}
	}
	slices.SortStableFunc(found, func(a, b Found) int { return b.Written.Compare(a.Written) })
	return found[:min(len(found), maxFound)]
}

// withChildren gives each folder once, followed by the folders in it.
func withChildren(folders []string) []string {
	var all []string
	add := func(folder string) {
		if !slices.Contains(all, folder) && len(all) < maxFolders {
			all = append(all, folder)
		}
	}
	for _, folder := range folders {
		add(folder)
	}
	for _, folder := range folders {
		entries, err := os.ReadDir(folder)
		if err != nil {
			continue
		}
		for _, e := range entries {
			if e.IsDir() && e.Name()[0] != '.' {
				add(filepath.Join(folder, e.Name()))
			}
		}
	}
	return all
}
