package workspace_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/registration"
	"github.com/comptoir/comptoir/usrfile"
)

// Folders of the scene in which a poste is registered.
const (
	headFolder = "siege"
	siteFolder = "site"
)

var portable = registration.Wish{Module: directory.ModuleCashbook, Label: "Portable Awa", Location: "Kolda"}

// registerPoste lets a poste ask, head office receive and approve, and the poste
// take the answer: four steps.
func registerPoste(dir, stick string, step int) error {
	ctx := context.Background()
	head, err := openVictim(filepath.Join(dir, headFolder))
	if err != nil {
		return err
	}
	site, err := openVictim(filepath.Join(dir, siteFolder))
	if err != nil {
		return err
	}
	admin, err := head.SignIn(ctx, adminName, adminPassword)
	if err != nil {
		return err
	}
	awa, err := site.SignIn(ctx, awaName, awaPassword)
	if err != nil {
		return err
	}
	fmt.Println(step) // from now on
	tell := func() { step++; fmt.Println(step) }

	asked, err := awa.RequestModule(ctx, portable, stick)
	if err != nil {
		return err
	}
	tell()
	task, err := admin.ReceiveRequest(ctx, asked.Path)
	if err != nil {
		return err
	}
	tell()
	decided, err := admin.ApproveRequest(ctx, task.Request.Digest, directory.Approval{}, stick)
	if err != nil {
		return err
	}
	tell()
	reply, err := site.Examine(ctx, awa, decided.Path)
	if err != nil {
		return err
	}
	if err := site.Apply(ctx, awa, reply, usrfile.Fingerprint{}); err != nil {
		return err
	}
	tell()
	return nil
}

// Killed while a poste is registered, at any moment and on either side: there is
// one poste under one number with one pair of keys, whatever a person must do
// again, and it keeps its book.
func TestThreat26FaultKilledRegistrationCanBeDoneAgain(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	site := openFolder(t, t.TempDir())
	site.arrive(t, o.export(t))
	must[*workspace.Session](t)(site.ActivateAccount(ctx, awaName, o.code, awaPassword))
	check(t, errors.Join(site.Close(), o.Close()))
	met := map[int]int{}
	for range rounds() {
		scene, stick := t.TempDir(), t.TempDir()
		copyFolder(t, o.dir, filepath.Join(scene, headFolder))
		copyFolder(t, site.dir, filepath.Join(scene, siteFolder))
		told := killed(t, "register", scene, stick, 0)
		met[told]++
		wantRegistered(t, scene, stick, o.book, told)
	}
	t.Logf("%d rounds, killed after so many of four steps: %v", rounds(), met)
}

// wantRegistered goes on where it was killed, as people would, and wants the poste
// to be registered once.
func wantRegistered(t *testing.T, scene, stick string, book cashbook.Book, told int) {
	t.Helper()
	ctx := t.Context()
	head, site := openFolder(t, filepath.Join(scene, headFolder)), openFolder(t, filepath.Join(scene, siteFolder))
	defer func() { check(t, errors.Join(head.Close(), site.Close())) }()
	admin := must[*workspace.Session](t)(head.SignIn(ctx, adminName, adminPassword))
	awa := must[*workspace.Session](t)(site.SignIn(ctx, awaName, awaPassword))
	before := must[workspace.Condition](t)(site.Condition(ctx))
	postes := must[[]directory.Poste](t)(admin.Postes(ctx))
	switch {
	case told >= 1 && !before.Requested && before.Poste.Number == 0:
		t.Fatal("the request that was told of is not remembered")
	case told >= 3 && len(postes) != 1, told == 4 && before.Poste.Number != postes[0].Number, len(postes) > 1:
		t.Fatalf("after step %d head office has %+v, the poste is %+v", told, postes, before.Poste)
	}
	wantAllOrNothing(t, head, site, book)
	if before.Poste.Number == 0 {
		takeUp(t, head, site, admin, awa, stick)
	}
	after := must[workspace.Condition](t)(site.Condition(ctx))
	postes = must[[]directory.Poste](t)(admin.Postes(ctx))
	if len(postes) != 1 || after.Poste.Number != 1 || after.Poste.SignKey != postes[0].SignKey || after.Poste.BoxKey != postes[0].BoxKey {
		t.Fatalf("killed after step %d: head office has %+v, the poste is %+v", told, postes, after.Poste)
	}
	must[cashbook.Recorded](t)(awa.Record(ctx, book.ID, cashbook.Draft{Content: cashbook.Content{AmountMinor: 100, Text: "Don"}}))
	must[cashbook.Report](t)(awa.VerifyBook(ctx, book.ID))
	record := must[string](t)(awa.WriteRecord(ctx, stick)) // signed with the keys that head office knows
	arrival := must[*workspace.Arrival](t)(head.Examine(ctx, admin, record))
	check(t, head.Apply(ctx, admin, arrival, arrival.Fingerprint))
	head.wantHistory(t)
	site.wantHistory(t)
}

// wantAllOrNothing wants either side to have all that a step does, or nothing of it:
// the approval, the poste and the book that it grants; the number and the book.
func wantAllOrNothing(t *testing.T, head, site *folder, book cashbook.Book) {
	t.Helper()
	head.look(t, func(tx *storage.Tx) error {
		approved := must[[]directory.Request](t)(tx.Requests(directory.RequestApproved))
		postes := must[[]directory.Poste](t)(tx.Postes())
		owner, err := tx.Ownership(book.ID)
		if len(approved) != len(postes) || (err == nil && owner.Kept()) != (len(postes) == 1) {
			t.Fatalf("head office has %d approvals, %d postes, keeper %+v", len(approved), len(postes), owner)
		}
		return nil
	})
	site.look(t, func(tx *storage.Tx) error {
		home := must[directory.Home](t)(tx.Home())
		_, unknown := tx.Poste(home.Poste)
		owner, err := tx.Ownership(book.ID)
		if (unknown == nil) != (err == nil && owner.Poste == home.Poste) {
			t.Fatalf("the poste is known: %v; the book is kept by %+v", unknown, owner)
		}
		return nil
	})
}

// takeUp takes the answer that lies on the stick, or asks again.
func takeUp(t *testing.T, head, site *folder, admin, awa *workspace.Session, stick string) {
	t.Helper()
	ctx := t.Context()
	for _, path := range must[[]string](t)(filepath.Glob(filepath.Join(stick, "*.rep"))) {
		if info := must[os.FileInfo](t)(os.Stat(path)); info.Size() == 0 {
			continue // a name that was reserved
		}
		reply := must[*workspace.Arrival](t)(site.Examine(ctx, awa, path))
		check(t, site.Apply(ctx, awa, reply, usrfile.Fingerprint{}))
		return
	}
	asked := must[workspace.Asked](t)(awa.RequestModule(ctx, portable, t.TempDir()))
	task := must[workspace.Task](t)(admin.ReceiveRequest(ctx, asked.Path))
	if task.Obstacle != nil {
		t.Fatal(task.Obstacle)
	}
	decided := must[workspace.Decided](t)(admin.ApproveRequest(ctx, task.Request.Digest, directory.Approval{}, t.TempDir()))
	reply := must[*workspace.Arrival](t)(site.Examine(ctx, awa, decided.Path))
	check(t, site.Apply(ctx, awa, reply, usrfile.Fingerprint{}))
}
