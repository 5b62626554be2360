package workspace_test

import (
	"fmt"
	"io/fs"
	"os"
	"testing"
	"testing/fstest"
	"time"

	"github.com/comptoir/comptoir/app/agekey"
	"github.com/comptoir/comptoir/app/archive"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/sync/synctest"
	"github.com/comptoir/comptoir/usrfile"
)

// Anybody can seal a file for the public key of a poste, give it the files of a
// journal's backup and the manifest of one of the whole folder. It is refused for what
// it is, wherever a backup of a journal is wanted.
func TestThreat22FolderManifestOverTheFilesOfAJournalIsRefused(t *testing.T) {
	ctx := t.Context()
	c := newCloser(t)
	at := must[workspace.Condition](t)(c.desk.Condition(ctx))
	a := newAttacker()
	files := fstest.MapFS{"postings.jsonl": {}, "closings.jsonl": {}}
	from := func(name string) (fs.File, error) { return files.Open(name) }
	m := archive.Manifest{
		Organisation: at.Organisation.ID, Side: string(directory.Site), Poste: at.Poste.ID, Number: at.Poste.Number, Made: c.now.UTC(),
		Recovery: &archive.Recovery{Recipient: agekey.Recipient(a.box.Public())},
		Files:    must[[]archive.File](t)(archive.Describe(ctx, []string{"postings.jsonl", "closings.jsonl"}, from)),
	}
	seal := archive.Seal{Keys: &archive.Keys{
		Recipients: [][32]byte{at.Poste.BoxKey, a.box.Public()},
		Sign:       func(manifest []byte) []byte { return usrfile.SignFolderBackup(a.sign, manifest) },
		Opener: archive.Opener{
			Secrets: func() [][32]byte { return [][32]byte{a.box.Seed()} },
			Check:   func(archive.Manifest, []byte, []byte) error { return nil },
		},
	}}
	path := must[string](t)(archive.Create(ctx, t.TempDir(), "P01_OD_2026-11-21_09h14_manuelle_2.age", seal, m, from, nil))
	_, err := c.moussa.VerifyJournalBackup(ctx, path, nil)
	synctest.Refused(t, err, fault.Invalid, "workspace.backup-of-folder")
	_, err = c.moussa.PreviewRestore(ctx, path, nil)
	synctest.Refused(t, err, fault.Invalid, "workspace.backup-of-folder")
}

// Backups that a clock ahead has named are neither the newest nor those that stay.
func TestJournalBackupsOfAClockAheadAreNotTheNewest(t *testing.T) {
	ctx := t.Context()
	c := newCloser(t)
	c.posts(t, october10, 100)
	content := must[[]byte](t)(os.ReadFile(c.backs(t).Path))
	for month := 1; month <= 12; month++ {
		put(t, c.desk.Backups(), fmt.Sprintf("P01_OD_2031-%02d-01_10h00_manuelle_1.age", month), content)
	}
	var made []string
	for range 3 {
		c.passes(time.Minute)
		made = append(made, c.backs(t).Path)
	}
	for _, path := range made {
		if _, err := os.Stat(path); err != nil {
			t.Error(err)
		}
	}
	if listed := must[[]workspace.JournalBackup](t)(c.moussa.JournalBackups(ctx, c.journal.ID, "")); listed[0].Path != made[2] {
		t.Errorf("%s comes first", listed[0].Path)
	}
}
