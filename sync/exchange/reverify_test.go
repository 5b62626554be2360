package exchange_test

import (
	"database/sql"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/mark"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/storage/sqlite"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/sync/synctest"
	"github.com/comptoir/comptoir/usrfile"
)

func verify(f *synctest.Folder, id ident.UserID) error {
	return f.Update(func(tx *storage.Tx) error {
		_, r, err := f.Receiver(tx)
		if err != nil {
			return err
		}
		return exchange.VerifyApplied(tx, r, id)
	})
}

// Row 27: the database is edited by hand, and a new file mends it.
func TestEditedDatabaseIsNoticed(t *testing.T) {
	for name, statement := range map[string]string{
		"status":              `UPDATE person SET status = 'active'`,
		"access end":          `UPDATE person SET access_until = NULL`,
		"external":            `UPDATE person SET external = TRUE`,
		"sign-in name":        `UPDATE person SET email = 'intrus@eauvive.example'`,
		"login":               `UPDATE person SET login = 'intrus'`,
		"role":                `UPDATE role_grant SET role = 'finance-manager'`,
		"level":               `UPDATE role_grant SET level = 'all-projects'`,
		"project":             `INSERT INTO role_grant_project SELECT g.id, p.id FROM role_grant g, project p WHERE p.code = 'P02'`,
		"role taken away":     `DELETE FROM role_grant`,
		"role added":          `INSERT INTO role_grant SELECT randomblob(16), person, 'auditor', 'organisation', '', granted, NULL FROM role_grant`,
		"lease":               `UPDATE organisation SET lease_days = 0`,
		"older file put back": `UPDATE applied_file SET content = (SELECT content FROM temp.old)`,
		"file changed":        `UPDATE applied_file SET content = substr(content, 1, 300) || x'FF' || substr(content, 302)`,
		"file gone":           `DELETE FROM applied_file`,
		"mark changed":        `UPDATE mark_order SET digest = randomblob(32) WHERE name = 'usr'`,
	} {
		t.Run(name, func(t *testing.T) {
			o := synctest.NewOffice(t, "Eau Vive")
			f := synctest.NewSite(t, o)
			pending := func(d *synctest.File) {
				d.User.Status, d.User.AccessUntil, d.Activation = "pending", "2027-06-30", newCode("first")
			}
			old := o.UserData()
			f.Accept(o.UserData(pending))
			if err := verify(f, awa); err != nil {
				t.Fatalf("untouched: %v", err)
			}
			edit(t, f, old, statement)
			synctest.Refused(t, verify(f, awa), fault.Forged, "file.edited")
			f.Accept(o.UserData(pending, func(d *synctest.File) { d.UserData.Organisation.Revision = 2 }))
			if err := verify(f, awa); err != nil {
				t.Errorf("a new file does not mend it: %v", err)
			}
		})
	}
}

// A role in a unit holds in the projects that the file names, whatever stands in
// the tables that only head office fills.
func TestEditedUnitIsNoticed(t *testing.T) {
	for name, statement := range map[string]string{
		"project added":     `INSERT INTO role_grant_project SELECT g.id, p.id FROM role_grant g, project p WHERE p.code = 'P02'`,
		"project taken":     `DELETE FROM role_grant_project`,
		"another unit":      `UPDATE role_grant_unit SET unit = randomblob(16)`,
		"another name":      `UPDATE role_grant_unit SET name = 'Nord'`,
		"a unit kept here":  `INSERT INTO unit SELECT unit, code, name, TRUE, 1, NULL, 1 FROM role_grant_unit`,
		"chosen projects":   `UPDATE role_grant SET level = 'projects'`,
		"the unit's gone":   `DELETE FROM role_grant_unit`,
		"a whole new grant": `UPDATE role_grant SET id = randomblob(16)`,
	} {
		t.Run(name, func(t *testing.T) {
			o := synctest.NewOffice(t, "Eau Vive")
			f := synctest.NewSite(t, o)
			unit := func(d *synctest.File) { d.Roles[0] = synctest.UnitRole("cashier", synctest.P01) }
			f.Accept(o.UserData(unit))
			if err := verify(f, awa); err != nil {
				t.Fatalf("untouched: %v", err)
			}
			edit(t, f, nil, "PRAGMA foreign_keys = OFF; "+statement)
			synctest.Refused(t, verify(f, awa), fault.Forged, "file.edited")
		})
	}
}

// edit changes a database behind the program's back.
func edit(t *testing.T, f *synctest.Folder, old []byte, statement string) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+f.Path+"?vfs="+sqlite.VFS)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	for _, s := range []string{`CREATE TEMP TABLE old (content BLOB)`, `INSERT INTO temp.old VALUES ($1)`} {
		var args []any
		if s[0] == 'I' {
			args = append(args, old)
		}
		if _, err := db.Exec(s, args...); err != nil {
			t.Fatal(err)
		}
	}
	result, err := db.Exec(statement)
	if err != nil {
		t.Fatal(err)
	}
	if n, _ := result.RowsAffected(); n == 0 {
		t.Fatal("nothing was edited")
	}
}

// Who changes file, mark and data together still lacks the key.
func TestForgedFileIsNoticedAlsoWithItsMark(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	f := synctest.NewSite(t, o)
	forger := synctest.NewOffice(t, "Forger")
	forger.ID = o.ID
	stripped := o.UserData(wider)
	stripped[30] ^= 1 // in the signature
	for name, file := range map[string][]byte{"by another key": forger.UserData(wider), "with a bad signature": stripped} {
		t.Run(name, func(t *testing.T) {
			m := message(t, file)
			err := f.Update(func(tx *storage.Tx) error {
				won := directory.Grant{
					ID: ident.GrantID(synctest.Role("assistant", synctest.P02).ID), User: awa, Role: directory.RoleAssistant,
					Scope: directory.Scope{Level: directory.LevelProjects, Projects: []ident.ProjectID{ident.ProjectID(synctest.P02)}},
				}
				if err := tx.SaveGrant(won); err != nil {
					return err
				}
				order := mark.Order{Epoch: m.KeyEpoch, Serial: m.Serial, Digest: m.Digest()}
				if err := tx.SaveOrder(mark.Stream{Direction: mark.Received, Name: "usr", Subject: synctest.Awa}, order); err != nil {
					return err
				}
				return tx.SaveAppliedFile(awa, file, f.Now)
			})
			if err != nil {
				t.Fatal(err)
			}
			synctest.Refused(t, verify(f, awa), fault.Forged, "file.edited")
		})
	}
}

// What happens in the ordinary life of a poste is no difference.
func TestOrdinaryLifeIsNoDifference(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	f := synctest.NewFolder(t, "Kolda")
	moussa := ident.UserID(synctest.Moussa)
	steps := []struct {
		name string
		do   func()
	}{
		{"first file", func() { f.Accept(o.UserData(), o.KeyFile()) }},
		{"registered", func() { f.Accept(o.UserData(f.Register, synctest.SealedTo(f))) }},
		{"another person's file with a newer organisation and book", func() {
			f.Accept(o.UserData(synctest.For(synctest.Moussa), synctest.SealedTo(f), revised(7, func(b *usrfile.Book) { b.Deputy = synctest.Moussa }), func(d *synctest.File) {
				d.UserData.Organisation.Revision, d.UserData.Organisation.LeaseDays = 7, 90
			}))
		}},
		{"two weeks later", func() { f.Now = f.Now.AddDate(0, 0, 20); o.Now = f.Now }},
		{"issuer key replaced", func() {
			rotate(o, "second")
			f.Accept(o.UserData(synctest.For(synctest.Moussa), synctest.SealedTo(f)), o.KeyFile())
		}},
		{"address taken over", func() {
			f.Accept(o.UserData(synctest.For(synctest.Moussa), synctest.SealedTo(f), func(d *synctest.File) { d.User.Email = "awa@eauvive.example" }))
		}},
		{"keys of the poste lost", func() { f.Key = usrfile.BoxKeyFromSeed([32]byte{5}) }},
	}
	for _, step := range steps {
		o.Now = o.Now.Add(time.Minute)
		f.Now = f.Now.Add(time.Minute)
		step.do()
		if err := verify(f, awa); err != nil {
			t.Fatalf("%s: %v", step.name, err)
		}
	}
	if err := verify(f, moussa); err != nil {
		t.Errorf("the other person: %v", err)
	}
}

// A code that was used makes no difference, and neither does the end of an
// account.
func TestActivationAndEndAreNoDifference(t *testing.T) {
	h := synctest.NewHeadOffice(t, synctest.NewOffice(t, "Eau Vive"))
	f := synctest.NewFolder(t, "Kolda")
	f.Accept(h.Export(), h.Office.KeyFile())
	if err := verify(f, awa); err != nil {
		t.Errorf("before: %v", err)
	}
	complete(t, f)
	if err := verify(f, awa); err != nil {
		t.Errorf("after: %v", err)
	}
	f.Accept(h.Office.UserData(synctest.Status("archived"), func(d *synctest.File) { d.Serial = uint64(h.Now.Unix())*1000 + 999 }))
	if err := verify(f, awa); err != nil {
		t.Errorf("archived: %v", err)
	}
}

// complete uses Awa's first code.
func complete(t *testing.T, f *synctest.Folder) {
	t.Helper()
	spend(t, f, ident.ActivationID(synctest.ID("first")))
	err := f.Update(func(tx *storage.Tx) error {
		_, err := directory.CompleteActivation(tx, awa, f.Now)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
