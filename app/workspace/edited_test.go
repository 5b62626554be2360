package workspace_test

import (
	"database/sql"
	"os"
	"path/filepath"
	"testing"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/storage/sqlite"
	"github.com/comptoir/comptoir/sync/synctest"
)

// joinAndEdit makes a site, in whose database somebody then gives Awa another role.
func (o *office) joinAndEdit(t *testing.T) *folder {
	t.Helper()
	site, _ := o.join(t)
	check(t, site.Close())
	db := must[*sql.DB](t)(sql.Open("sqlite", "file:"+site.database()+"?vfs="+sqlite.VFS))
	must[sql.Result](t)(db.Exec(`UPDATE role_grant SET role = 'finance-manager', level = 'organisation'`))
	check(t, db.Close())
	site.Workspace = nil
	site.reopen(t)
	return site
}

// Somebody gives Awa another role in the database. She is kept out, the
// history says why, and a new file lets her in.
func TestThreat27EditedDatabaseKeepsThePersonOut(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	site := o.joinAndEdit(t)

	_, err := site.SignIn(ctx, awaName, awaPassword)
	synctest.Refused(t, err, fault.Forged, "file.edited")
	site.look(t, func(tx *storage.Tx) error {
		acts, _, err := tx.Acts(directory.HistoryFilter{Subject: o.awa.ID, Limit: 1})
		if acts[0].Verb != directory.VerbSignInRefused || len(acts[0].Details) != 1 || acts[0].Details[0].Value != "file.edited" {
			t.Errorf("the history says %+v", acts[0])
		}
		return err
	})
	site.arrive(t, o.export(t))
	must[*workspace.Session](t)(site.SignIn(ctx, awaName, awaPassword))
}

// A poste that has lost its keys opens no sealed file any more, but its people get
// in and keep their books.
func TestLostKeysKeepNobodyOut(t *testing.T) {
	o := found(t)
	site, _ := o.join(t)
	site.arrive(t, o.export(t)) // sealed to the keys
	for _, key := range must[[]string](t)(filepath.Glob(filepath.Join(site.dir, "poste-*"))) {
		check(t, os.Remove(key))
	}
	must[*workspace.Session](t)(site.SignIn(t.Context(), awaName, awaPassword))
}

// That somebody was kept out is told by the site, and is an alarm at head office.
func TestThreat27EditedDatabaseIsAnAlarmAtHeadOffice(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	site := o.joinAndEdit(t)
	_, err := site.SignIn(ctx, awaName, awaPassword)
	synctest.Refused(t, err, fault.Forged, "file.edited")

	o.takeRecord(t, must[string](t)(site.WriteDueRecord(ctx)))
	wantAlarms(t, o, directory.AlarmEditedDatabase)
	alarms, _, err := o.session.Alarms(ctx, directory.AlarmFilter{Unseen: true})
	if err != nil || alarms[0].Person != "Awa Diop" || alarms[0].From.Number != 1 {
		t.Errorf("%+v, %v", alarms, err)
	}
	if count := must[int](t)(o.session.CountTasks(ctx)); count != 1 {
		t.Errorf("%d tasks", count)
	}
}
