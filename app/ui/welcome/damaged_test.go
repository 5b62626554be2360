package welcome_test

import (
	"testing"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/uitest"
	"github.com/comptoir/comptoir/app/ui/welcome"
)

// A folder that is in order can not be opened, since a newer program has worked in it:
// the window says so and what to do, offers no repair, and tries again.
func TestFolderThatCanNotBeOpenedIsExplained(t *testing.T) {
	folder := uitest.NewFolder(t)
	s := open(t, folder)
	var opened string
	s.host.Open = func(dir string, _ func(*welcome.Host)) { opened = dir }
	s.host.Damaged = &welcome.Damaged{Dir: folder.Dir(), Problem: fault.New(fault.Conflict, "storage.newer", fault.Args{"Found": 99, "Known": 31})}
	s.host.Show()
	s.Await("screen welcome.closed")
	s.Want("Ce dossier ne peut pas être ouvert", "99", folder.Dir())
	s.WantNot("Réparer")
	s.Press("Réessayer")
	if opened != folder.Dir() {
		t.Errorf("opened is %q", opened)
	}
}
