package workspace_test

import (
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/mark"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/synctest"
	"github.com/comptoir/comptoir/usrfile"
)

// numberedFile says n in everything that it changes.
func numberedFile(o *synctest.Office, n int) []byte {
	return o.UserData(func(d *synctest.File) {
		d.User.Job = strconv.Itoa(n)
		d.UserData.Organisation.Revision, d.Books[0].Revision = int64(n+1), int64(n+1)
		d.UserData.Organisation.LeaseDays, d.Books[0].CeilingMinor = n, int64(n)
		if n%2 == 1 {
			d.Roles = append(d.Roles, synctest.Role("assistant", synctest.P02))
		}
	})
}

// Killed between the data and the marks of an import, at any moment.
func TestThreat26FaultKilledImportLeavesDataAndMarksTogether(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	site, stick := newSite(t, o)
	const ahead = 200
	done, made := 0, 0
	for range rounds() {
		for ; made < done+ahead; made++ {
			put(t, stick, numbered("", made+1, ".usr"), numberedFile(o, made+1))
		}
		told := site.killed(t, "import", stick, done+1)
		done = site.state(t)
		if done < told || done > told+1 {
			t.Fatalf("file %d was applied; the state is that of %d", told, done)
		}
		if done > 0 {
			again := must[*workspace.Arrival](t)(site.Examine(t.Context(), nil, numbered(stick, done, ".usr")))
			if !again.Repeated {
				t.Fatalf("file %d is not known as applied", done)
			}
			check(t, site.Apply(t.Context(), nil, again, usrfile.Fingerprint{}))
		}
	}
}

// jobAtFirst is in the file with which a site begins, before the numbered ones.
const jobAtFirst = "Caissière"

// state gives the number that everything in the folder says, which must be one; 0
// for the file with which the site began.
func (f *folder) state(t *testing.T) (n int) {
	t.Helper()
	id := ident.UserID(synctest.Awa)
	f.look(t, func(tx *storage.Tx) error {
		u := must[directory.User](t)(tx.User(id))
		if u.Job == jobAtFirst {
			return nil
		}
		n = must[int](t)(strconv.Atoi(u.Job))
		org := must[directory.Organisation](t)(tx.Organisation())
		book, err := tx.Book(ident.BookID(synctest.Till))
		check(t, err)
		grants := must[[]directory.Grant](t)(tx.Grants(id))
		file, _, err := tx.AppliedFile(id)
		check(t, err)
		acts, _, err := tx.Acts(directory.HistoryFilter{Subject: id})
		check(t, err)
		lines := 0
		for _, a := range acts {
			if a.Verb == directory.VerbDataImported {
				lines++
			}
		}
		if org.LeaseDays != n || int(book.CeilingMinor) != n || len(grants) != 1+n%2 || lines != n+1 {
			t.Errorf("the person says %d, the organisation %d, the book %d; %d roles, %d lines of history",
				n, org.LeaseDays, book.CeilingMinor, len(grants), lines)
		}
		f.checkMarks(t, tx, file, n)
		return nil
	})
	return n
}

// checkMarks wants the marks to be those of the file that was applied.
func (f *folder) checkMarks(t *testing.T, tx *storage.Tx, file []byte, n int) {
	t.Helper()
	envelope := must[*usrfile.Envelope](t)(usrfile.Inspect(file))
	m := envelope.Unverified()
	for stream, want := range map[mark.Stream]uint64{
		{Direction: mark.Received, Name: "usr", Subject: synctest.Awa}:   m.Serial,
		{Direction: mark.Received, Name: "book", Subject: synctest.Till}: uint64(n + 1),
	} {
		order, seen, err := tx.Order(stream)
		if err != nil || !seen || order.Serial != want {
			t.Errorf("the mark of %s is %d, the data says %d: %v", stream.Name, order.Serial, want, err)
		}
	}
	if m.Digest() != must[mark.Order](t)(orderOf(tx)).Digest {
		t.Error("the mark is of another file than the one that is kept")
	}
}

func orderOf(tx *storage.Tx) (mark.Order, error) {
	order, _, err := tx.Order(mark.Stream{Direction: mark.Received, Name: "usr", Subject: synctest.Awa})
	return order, err
}

// The same at head office: whatever lies on the stick is recorded.
func TestThreat26FaultKilledExportLeavesNoUnrecordedFile(t *testing.T) {
	o := found(t)
	stick := t.TempDir()
	for range rounds() {
		o.killed(t, "export", stick, 1)
		o.wantRecorded(t, stick)
	}
}

// The same of many at once, whose files share transactions.
func TestThreat26FaultKilledExportOfManyLeavesNoUnrecordedFile(t *testing.T) {
	o := found(t)
	o.people(t, 300)
	files := 0
	for range rounds() {
		stick := t.TempDir()
		o.killed(t, "export-many", stick, 1)
		files += o.wantRecorded(t, stick)
	}
	t.Logf("%d rounds: %d files, each recorded", rounds(), files)
}

// wantRecorded wants head office to remember every file on a stick, and gives how
// many there are. A name that was reserved when the power went is an empty file,
// which nobody takes for one.
func (o *office) wantRecorded(t *testing.T, stick string) (files int) {
	t.Helper()
	newest, count := map[ident.UserID]uint64{}, map[ident.UserID]int{}
	for _, path := range must[[]string](t)(workspace.FoundFiles(stick)) {
		if info := must[os.FileInfo](t)(os.Stat(path)); info.Size() == 0 || filepath.Ext(path) != ".usr" {
			continue
		}
		m := must[workspace.Inspected](t)(workspace.Inspect(path)).Message
		subject := ident.UserID(m.Subject)
		newest[subject] = max(newest[subject], m.Serial)
		count[subject]++
		files++
	}
	o.look(t, func(tx *storage.Tx) error {
		for subject, serial := range newest {
			order, _, err := tx.Order(mark.Stream{Direction: mark.Issued, Name: "usr", Subject: uuid.UUID(subject)})
			check(t, err)
			if order.Serial < serial {
				t.Errorf("a file has number %d, head office remembers %d", serial, order.Serial)
			}
			acts, _, err := tx.Acts(directory.HistoryFilter{Subject: subject})
			check(t, err)
			lines := 0
			for _, a := range acts {
				if a.Verb == directory.VerbDataExported {
					lines++
				}
			}
			if lines < count[subject] {
				t.Errorf("%d files, %d lines in the history", count[subject], lines)
			}
		}
		return nil
	})
	return files
}
