package workspace_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/sync/synctest"
)

var again = workspace.Wish{Module: directory.ModuleCashbook, Label: "Portable Awa", Location: "Kolda"}

// loseKeys removes what the keyring or the disk held.
func (f *folder) loseKeys(t *testing.T) {
	t.Helper()
	for _, key := range must[[]string](t)(filepath.Glob(filepath.Join(f.dir, "poste-*"))) {
		check(t, os.Remove(key))
	}
}

// A registered poste whose keys are gone does not ask with others by itself: head
// office would take it for a copy.
func TestKeysAreReplacedInSoManyWordsOnly(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	site, awa := o.join(t)
	must[workspace.Asked](t)(awa.RequestModule(ctx, wishAccounting, t.TempDir()))
	_, err := awa.RenewPoste(ctx, again, t.TempDir())
	synctest.Refused(t, err, fault.Conflict, "workspace.keys-there")
	if must[bool](t)(awa.KeysLost(ctx)) {
		t.Error("the keys are lost before they are")
	}
	site.loseKeys(t)
	before := synctest.Dump(t, site.database())
	_, err = awa.RequestModule(ctx, wishAccounting, t.TempDir())
	synctest.Refused(t, err, fault.Missing, "workspace.keys-lost")
	if changed := synctest.Changed(before, synctest.Dump(t, site.database())); len(changed) > 0 {
		t.Errorf("%v changed", changed)
	}
	if !must[bool](t)(awa.KeysLost(ctx)) {
		t.Error("nobody sees that the keys are lost")
	}
}

// The disk was changed: the poste gets new keys under its number, goes on in its
// book and takes the next file, while the book was granted once.
func TestPosteGoesOnAfterItsDiskWasChanged(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	site, awa := o.join(t)
	before := must[workspace.BookCard](t)(awa.Book(ctx, "P01/1"))
	must[cashbook.Recorded](t)(awa.Record(ctx, before.Book.ID, cashbook.Draft{Content: cashbook.Content{AmountMinor: 100, Text: "Avant"}}))
	site.loseKeys(t)
	site.reopen(t)
	awa = must[*workspace.Session](t)(site.SignIn(ctx, awaName, awaPassword))
	asked := must[workspace.Asked](t)(awa.RenewPoste(ctx, again, t.TempDir()))

	task := must[workspace.Task](t)(o.session.ReceiveRequest(ctx, asked.Path))
	if !task.Registration.Renewal || task.Registration.Poste.ID != before.Ownership.Poste || task.Fingerprint != asked.Fingerprint {
		t.Errorf("the task is %+v", task)
	}
	_, err := o.session.ApproveRequest(ctx, task.Request.Digest, directory.Approval{}, t.TempDir())
	synctest.Refused(t, err, fault.Conflict, "directory.renewal")
	decided := must[workspace.Decided](t)(o.session.ApproveRequest(ctx, task.Request.Digest, directory.Approval{Renewal: true}, t.TempDir()))
	site.arrive(t, decided.Path)

	if must[bool](t)(awa.KeysLost(ctx)) {
		t.Error("the keys are still lost")
	}
	must[cashbook.Recorded](t)(awa.Record(ctx, before.Book.ID, cashbook.Draft{Content: cashbook.Content{AmountMinor: 50, Text: "Après"}}))
	site.arrive(t, o.export(t))
	postes := must[[]directory.Poste](t)(o.session.Postes(ctx))
	if last := postes[len(postes)-1]; decided.Poste.ID != last.ID || last.Number != task.Registration.Poste.Number {
		t.Errorf("the poste is %+v", last)
	}
	if card := must[workspace.BookCard](t)(awa.Book(ctx, "P01/1")); card.Ownership.Epoch != before.Ownership.Epoch || card.Vouchers != 2 {
		t.Errorf("the book is %+v", card)
	}
}

// A request that was never answered is written again, and a refused one is told
// with its reason; then a new one is free.
func TestOwnRequestsAreFollowed(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	site, awa := o.join(t)
	site.now = site.now.Add(time.Minute)
	asked := must[workspace.Asked](t)(awa.RequestModule(ctx, wishAccounting, t.TempDir()))
	own := must[[]workspace.OwnRequest](t)(awa.OwnRequests(ctx))
	if len(own) == 0 || own[0].Status != directory.RequestOpen || own[0].Fingerprint != asked.Fingerprint {
		t.Fatalf("own requests %+v", own)
	}
	check(t, os.Remove(asked.Path))
	written := must[workspace.Asked](t)(awa.WriteRequest(ctx, own[0].Request.Digest, t.TempDir()))
	if written.Fingerprint != asked.Fingerprint {
		t.Error("it is another request")
	}
	task := must[workspace.Task](t)(o.session.ReceiveRequest(ctx, written.Path))
	refused := must[workspace.Decided](t)(o.session.RefuseRequest(ctx, task.Request.Digest, "Pas de budget", t.TempDir()))
	arrival := must[*workspace.Arrival](t)(awa.Workspace().Examine(ctx, awa, refused.Path))
	check(t, awa.Workspace().Apply(ctx, awa, arrival, arrival.Fingerprint))
	own = must[[]workspace.OwnRequest](t)(awa.OwnRequests(ctx))
	if own[0].Status != directory.RequestRefused || own[0].Request.Reason != "Pas de budget" {
		t.Errorf("own request %+v", own[0])
	}
	must[workspace.Asked](t)(awa.RequestModule(ctx, wishAccounting, t.TempDir()))
}

// Row 18: the old keys turn up again. Head office refuses them, whatever they
// ask for, and somebody is told.
func TestFormerKeysRaiseAnAlarm(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	site, awa := o.join(t)
	key := must[[]string](t)(filepath.Glob(filepath.Join(site.dir, "poste-*.key64")))[0]
	old := must[[]byte](t)(os.ReadFile(key))
	site.loseKeys(t)
	asked := must[workspace.Asked](t)(awa.RenewPoste(ctx, again, t.TempDir()))
	task := must[workspace.Task](t)(o.session.ReceiveRequest(ctx, asked.Path))
	decided := must[workspace.Decided](t)(o.session.ApproveRequest(ctx, task.Request.Digest, directory.Approval{Renewal: true}, t.TempDir()))
	site.arrive(t, decided.Path)

	check(t, os.WriteFile(key, old, 0o600))
	asked = must[workspace.Asked](t)(awa.RenewPoste(ctx, again, t.TempDir()))
	_, err := o.session.ReceiveRequest(ctx, asked.Path)
	synctest.Refused(t, err, fault.Conflict, "directory.poste-former-key")
	alarms, _, err := o.session.Alarms(ctx, directory.AlarmFilter{Unseen: true})
	if err != nil || len(alarms) != 1 || alarms[0].Kind != directory.AlarmClone {
		t.Errorf("alarms %+v, %v", alarms, err)
	}
}
