package settings_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/ui/settings"
)

func TestSettingsAreKept(t *testing.T) {
	dir := t.TempDir()
	s := settings.Load(dir)
	if s.Look != "light" || s.LastName != "" {
		t.Errorf("the usual ones are %+v", s)
	}
	s.Look, s.LastName = "dark", "awa@eauvive.example"
	s.People["7"] = settings.Person{Language: "en", Format: "iso"}
	if err := s.Save(); err != nil {
		t.Fatal(err)
	}
	again := settings.Load(dir)
	if again.Look != "dark" || again.LastName != s.LastName || again.People["7"] != s.People["7"] {
		t.Errorf("kept %+v of %+v", again, s)
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 1 {
		t.Errorf("%d files are left", len(entries))
	}
}

func TestWhatMakesNoSenseGivesTheUsual(t *testing.T) {
	for name, content := range map[string]string{
		"damage":  `{"look":"da`,
		"values":  `{"look":"pink"}`,
		"types":   `{"look":3}`,
		"absurd":  `{"last_name":"` + strings.Repeat("x", 1<<20) + `"}`,
		"nothing": ``,
	} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "window.json"), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if s := settings.Load(dir); s.Look != "light" || s.LastName != "" || s.People == nil {
			t.Errorf("%s gives %+v", name, s)
		}
	}
}

func TestAFolderInItsPlaceIsNoSetting(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "window.json"), 0o700); err != nil {
		t.Fatal(err)
	}
	s := settings.Load(dir)
	if s.Look != "light" {
		t.Errorf("gives %+v", s)
	}
	if s.Save() == nil {
		t.Error("a setting that can not be kept is passed over in silence")
	}
}

func TestTheStricterOfTwoLocksCounts(t *testing.T) {
	for own, cases := range map[int]map[time.Duration]time.Duration{
		0:  {0: 15 * time.Minute, 5 * time.Minute: 5 * time.Minute, time.Hour: 15 * time.Minute},
		30: {0: 30 * time.Minute, 5 * time.Minute: 5 * time.Minute, time.Hour: 30 * time.Minute},
		-1: {0: 0, 5 * time.Minute: 5 * time.Minute},
	} {
		for longest, want := range cases {
			if got := (settings.Person{LockMinutes: own}).LockAfter(longest); got != want {
				t.Errorf("%d minutes of one's own under %s: %s, want %s", own, longest, got, want)
			}
		}
	}
}
