package inbox

import (
	"bufio"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// mediaMayBeWatched: inotify does not keep a file system busy.
const mediaMayBeWatched = true

// mountRoots gives the folders in which desktops mount what is plugged in.
func mountRoots() []string {
	user := os.Getenv("USER")
	var roots []string
	for _, root := range []string{"/media", "/run/media"} {
		for _, dir := range []string{root, filepath.Join(root, user)} {
			if info, err := os.Stat(dir); err == nil && info.IsDir() && !slices.Contains(roots, dir) {
				roots = append(roots, dir)
			}
		}
	}
	return roots
}

func mounts() []string {
	table, err := os.Open("/proc/self/mountinfo")
	if err != nil {
		return nil
	}
	defer table.Close()
	return mountsIn(table, removable)
}

// mostMounts bounds the table of mounts, which a container can make long.
const mostMounts = 10_000

// mountsIn reads a table of mounts as proc(5) describes it: the device is the
// third field, the mount point the fifth.
func mountsIn(table io.Reader, removable func(device string) bool) []string {
	var found []string
	lines := bufio.NewScanner(table)
	for n := 0; n < mostMounts && lines.Scan(); n++ {
		fields := strings.Fields(lines.Text())
		if len(fields) < 5 {
			continue
		}
		if path := unescape(fields[4]); isMedium(path) || !ofSystem(path) && removable(fields[2]) {
			found = append(found, path)
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// isMedium tells whether a desktop has mounted it: below the folder of a person
// in /media or /run/media, or directly in /media.
func isMedium(path string) bool {
	return strings.HasPrefix(path, "/media/") || strings.HasPrefix(path, "/run/media/")
}

// ofSystem tells of mounts that are no medium even where the system itself runs
// from a stick.
func ofSystem(path string) bool {
	first, _, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	return slices.Contains([]string{"", "boot", "efi", "home", "nix", "opt", "root", "snap", "srv", "usr", "var"}, first)
}

// removable asks the kernel about a device, "8:17"; a partition is as removable
// as the disk it is on. Everything a person mounts from a card or a stick says
// so, wherever they mount it.
func removable(device string) bool {
	if strings.HasPrefix(device, "0:") { // no device: proc, tmpfs, a network share
		return false
	}
	for _, flag := range []string{"removable", "../removable"} {
		text, err := os.ReadFile(filepath.Join("/sys/dev/block", device) + "/" + flag)
		if err == nil && strings.TrimSpace(string(text)) == "1" {
			return true
		}
	}
	return false
}

// unescape reads the octal numbers by which the table writes spaces.
func unescape(path string) string {
	var out strings.Builder
	for i := 0; i < len(path); i++ {
		if path[i] == '\\' && i+3 < len(path) {
			if code, err := strconv.ParseUint(path[i+1:i+4], 8, 8); err == nil {
				out.WriteByte(byte(code))
				i += 3
				continue
			}
		}
		out.WriteByte(path[i])
	}
	return out.String()
}
