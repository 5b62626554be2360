//go:build !linux && !windows

package inbox

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
)

// mediaMayBeWatched: kqueue holds a folder open, and its volume busy.
const mediaMayBeWatched = false

// mountRoots gives the folder in which the system mounts what is plugged in.
func mountRoots() []string {
	if runtime.GOOS == "darwin" {
		return []string{"/Volumes"}
	}
	return []string{"/media"}
}

// mounts gives the folders there; on macOS the volume that the system started
// from is a link, and hence none.
func mounts() []string {
	var folders []string
	for _, root := range mountRoots() {
		entries, _ := os.ReadDir(root) // without it nothing is mounted
		for _, e := range entries {
			if e.IsDir() && !hidden(e.Name()) {
				folders = append(folders, filepath.Join(root, e.Name()))
			}
		}
	}
	slices.Sort(folders)
	return folders
}
