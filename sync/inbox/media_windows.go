package inbox

import "golang.org/x/sys/windows"

// mediaMayBeWatched: an open handle keeps Windows from ejecting the medium.
const mediaMayBeWatched = false

// mountRoots: drives appear as letters, not in a folder.
func mountRoots() []string { return nil }

// mounts gives the drives that say they are removable.
func mounts() []string {
	letters, err := windows.GetLogicalDrives()
	if err != nil {
		return nil
	}
	var found []string
	for n := range 26 {
		if letters&(1<<n) == 0 {
			continue
		}
		root := string(rune('A'+n)) + `:\`
		name, err := windows.UTF16PtrFromString(root)
		if err == nil && windows.GetDriveType(name) == windows.DRIVE_REMOVABLE {
			found = append(found, root)
		}
	}
	return found
}
