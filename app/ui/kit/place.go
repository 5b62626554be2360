package kit

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// place is a folder from which one begins to look: one's own, or a stick.
type place struct {
	text, path, icon string
}

// places gives one's own folders and what is plugged in at the moment.
func places(t func(string) string) []place {
	var found []place
	if home, err := os.UserHomeDir(); err == nil {
		found = append(found, place{t("file.home"), home, "home"})
		for _, folder := range []struct{ key, names string }{
			{"file.desktop", "Bureau:Desktop"}, {"file.documents", "Documents"}, {"file.downloads", "Téléchargements:Downloads"},
		} {
			if path, exists := firstFolder(home, folder.names); exists {
				found = append(found, place{t(folder.key), path, "folder"})
			}
		}
	}
	for _, path := range drives() {
		found = append(found, place{driveName(path), path, "drive"})
	}
	return found
}

// firstFolder gives the first of the names that exists in a folder; the systems
// name them in their own language.
func firstFolder(in, names string) (string, bool) {
	for _, name := range strings.Split(names, ":") {
		path := filepath.Join(in, name)
		if info, err := os.Stat(path); err == nil && info.IsDir() {
			return path, true
		}
	}
	return "", false
}

// drives gives the roots of what is plugged in.
func drives() []string {
	if runtime.GOOS == "windows" {
		return letters()
	}
	user := filepath.Base(os.Getenv("HOME"))
	var found []string
	for _, pattern := range []string{"/media/" + user + "/*", "/run/media/" + user + "/*", "/mnt/*", "/Volumes/*"} {
		paths, _ := filepath.Glob(pattern) // the patterns are well-formed
		found = append(found, paths...)
	}
	return append(found, "/")
}

func letters() []string {
	var found []string
	for letter := 'C'; letter <= 'Z'; letter++ {
		root := string(letter) + `:\`
		if _, err := os.Stat(root); err == nil {
			found = append(found, root)
		}
	}
	return found
}

func driveName(path string) string {
	if name := filepath.Base(path); name != string(filepath.Separator) && name != "." {
		return name
	}
	return path
}

// Drives gives the roots of what somebody has plugged in, without the computer's
// own disk.
func Drives() []string {
	var found []string
	for _, path := range drives() {
		if path != "/" && path != `C:\` {
			found = append(found, path)
		}
	}
	return found
}

// LikelyFolders gives the folders in which a file that somebody brought is likely
// to lie: what is plugged in, the desktop, and where downloads go.
func LikelyFolders() []string {
	found := Drives()
	home, err := os.UserHomeDir()
	if err != nil {
		return found
	}
	for _, names := range []string{"Téléchargements:Downloads", "Bureau:Desktop", "Documents"} {
		if path, exists := firstFolder(home, names); exists {
			found = append(found, path)
		}
	}
	return found
}
