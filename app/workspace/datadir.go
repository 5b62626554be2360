package workspace

import (
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/comptoir/comptoir/app/fault"
)

// Exists tells whether dir is a data folder already, also one whose database is gone.
// Open makes one where there is none, which is wrong for a name that somebody mistyped.
func Exists(dir string) bool { return hasDatabase(dir) || hasTraces(dir) }

func hasDatabase(dir string) bool {
	info, err := os.Stat(filepath.Join(dir, databaseName))
	return err == nil && info.Mode().IsRegular()
}

// hasTraces reports whether there was an organisation in the folder, or a repair that
// is to be finished.
func hasTraces(dir string) bool {
	if _, err := os.Lstat(filepath.Join(dir, repairReady)); err == nil {
		return true
	}
	for _, name := range []string{backupsName, attachmentsName} {
		entries, err := os.ReadDir(filepath.Join(dir, name))
		if err == nil && slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return !strings.HasPrefix(e.Name(), ".") }) {
			return true
		}
	}
	return false
}

// DefaultDir gives the data folder of the person at this computer, where data
// belongs that does not travel from one computer to another; env gives the value
// of an environment variable. A system that says nothing is fault.Missing.
func DefaultDir(env func(string) string) (string, error) { return defaultDir(runtime.GOOS, env) }

func defaultDir(system string, env func(string) string) (string, error) {
	home := env("HOME")
	switch {
	case system == "windows" && env("LocalAppData") != "":
		return filepath.Join(env("LocalAppData"), "Comptoir"), nil
	case system == "darwin" && home != "":
		return filepath.Join(home, "Library", "Application Support", "Comptoir"), nil
	case system != "windows" && filepath.IsAbs(env("XDG_DATA_HOME")): // relative ones are ignored (XDG Base Directory 0.8)
		return filepath.Join(env("XDG_DATA_HOME"), "comptoir"), nil
	case system != "windows" && home != "":
		return filepath.Join(home, ".local", "share", "comptoir"), nil
	}
	return "", fault.New(fault.Missing, "workspace.no-home", nil)
}
