package sample

import (
	"path/filepath"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/workspace"
)

// At gives the sample that was made in the folder dir earlier, and false where
// there is none.
func At(dir string) (Sample, bool) {
	s := describe(dir)
	for _, place := range s.Places {
		if !workspace.Exists(place.Dir) {
			return Sample{}, false
		}
	}
	return s, true
}

// Of gives the sample that a data folder belongs to, and false for a data folder
// of real work.
func Of(dataDir string) (Sample, bool) {
	s, made := At(filepath.Dir(dataDir))
	if !made {
		return Sample{}, false
	}
	for _, place := range s.Places {
		if place.Dir == filepath.Clean(dataDir) {
			return s, true
		}
	}
	return Sample{}, false
}

// describe says where everything of a sample lies.
func describe(dir string) Sample {
	return Sample{
		Dir: dir, Stick: filepath.Join(dir, stickFolder),
		Places: []Place{
			{Name: "Dakar", Dir: filepath.Join(dir, officeFolder), Side: directory.HeadOffice, People: logins(&ndeye, &mamadou, &khady)},
			{Name: "Kolda", Dir: filepath.Join(dir, koldaFolder), Side: directory.Site, People: logins(&awa, &moussa)},
			{Name: "Vélingara", Dir: filepath.Join(dir, velingaraFolder), Side: directory.Site, People: logins(&fatoumata)},
		},
	}
}
