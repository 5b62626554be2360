package workspace_test

import (
	"path/filepath"
	"testing"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/synctest"
)

// seat is what head office's own installation is registered as.
func seat(module directory.Module) workspace.Wish {
	return workspace.Wish{Module: module, Label: "Siège", Location: "Dakar"}
}

// settled is head office with a till of its own, which Moussa keeps there, beside
// the cashier's site and the accountant's.
type settled struct {
	*accounts
	own    directory.Poste
	till   cashbook.Book
	keeper *workspace.Session
}

const (
	fatou         = "fatou@eauvive.example"
	fatouPassword = "une phrase pour la caisse du siège"
)

func seated(t *testing.T) *settled {
	t.Helper()
	ctx := t.Context()
	s := &settled{accounts: rounded(t)}
	s.own = must[directory.Poste](t)(s.session.RegisterHere(ctx, seat(directory.ModuleCashbook)))
	s.keeper = s.worksHere(t, directory.User{Email: fatou, FirstName: "Fatou", LastName: "Sarr"}, directory.RoleCashier)
	s.till = must[cashbook.Book](t)(s.session.AddBook(ctx, cashbook.Book{
		Project: s.book.Project, Type: cashbook.Cash, Name: "Caisse du siège", Currency: "XOF",
	}))
	check(t, s.session.AssignBook(ctx, s.till.ID, s.keeper.UserID(), cashbook.Responsible))
	s.grantsTill(t)
	s.refresh(t)
	return s
}

// grantsTill gives the till to head office itself: nothing has to travel.
func (s *settled) grantsTill(t *testing.T) {
	t.Helper()
	paths, granted, err := s.session.GrantBook(t.Context(), s.till.ID, s.own.ID, t.TempDir())
	check(t, err)
	if len(paths) != 0 || granted.Poste != s.own.ID {
		t.Fatalf("granted %+v with %v", granted, paths)
	}
}

func (s *settled) records(t *testing.T, amounts ...int64) {
	t.Helper()
	for _, amount := range amounts {
		must[cashbook.Recorded](t)(s.keeper.Record(t.Context(), s.till.ID, cashbook.Draft{Content: cashbook.Content{AmountMinor: amount, Text: "Timbres"}}))
	}
}

func (s *settled) opened(t *testing.T) workspace.OpenBook {
	t.Helper()
	return must[workspace.OpenBook](t)(s.keeper.OpenBook(t.Context(), s.till.Ref()))
}

func TestHeadOfficeKeepsATill(t *testing.T) {
	ctx := t.Context()
	s := seated(t)
	if s.own.Number != 3 || s.own.SignKey == [32]byte{} || s.own.Status != directory.PosteActive {
		t.Fatalf("registered %+v", s.own)
	}
	_, err := s.session.RequestModule(ctx, seat(directory.ModuleAccounting), t.TempDir())
	synctest.Refused(t, err, fault.Invalid, "workspace.request-at-head-office")
	s.records(t, 50_000, -4_500)
	book := s.opened(t)
	if !book.Here || !book.Office || book.Record != nil || book.BalanceMinor != 45_500 || book.Return != nil {
		t.Errorf("the till is %+v", book)
	}
	must[cashbook.Report](t)(s.keeper.VerifyBook(ctx, s.till.ID))

	// It copies nothing to itself, and reports nothing to itself.
	_, err = s.keeper.CopyBook(ctx, s.till.ID, t.TempDir())
	synctest.Refused(t, err, fault.Invalid, "workspace.copy-own")
	if due := must[[]string](t)(s.WriteDue(ctx, s.keeper, workspace.Closing)); len(due) != 0 {
		t.Errorf("written for itself: %v", due)
	}
	if to := must[workspace.Recipients](t)(s.session.UsualRecipients(ctx, s.own.User)); !to.Plain || len(to.Postes) != 0 {
		t.Errorf("user data for itself: %+v", to)
	}

	// The sites know it as a poste, and what it keeps.
	s.desk.look(t, func(tx *storage.Tx) error {
		owner, err := tx.Ownership(s.till.ID)
		if err != nil || owner.Poste != s.own.ID {
			t.Errorf("at the accountant's the till is kept by %+v", owner)
		}
		poste, err := tx.Poste(s.own.ID)
		if poste.Number != s.own.Number || poste.SignKey != s.own.SignKey {
			t.Errorf("there head office is %+v", poste)
		}
		return err
	})
}

// The site's own folder can not do it.
func TestOnlyHeadOfficeRegistersItself(t *testing.T) {
	o := found(t)
	_, awa := o.join(t)
	_, err := awa.RegisterHere(t.Context(), seat(directory.ModuleCashbook))
	synctest.Refused(t, err, fault.Denied, "directory.head-office")
	auditor := o.auditor(t)
	_, err = auditor.RegisterHere(t.Context(), seat(directory.ModuleCashbook))
	synctest.Refused(t, err, fault.Denied, "directory.no-right")
	if keys := must[[]string](t)(filepath.Glob(filepath.Join(o.dir, "poste-*"))); len(keys) != 0 {
		t.Errorf("keys were drawn: %v", keys)
	}
}

func TestBatchOfHeadOfficeGoesToTheAccountantAndBack(t *testing.T) {
	ctx := t.Context()
	s := seated(t)
	s.records(t, 50_000, -4_500)
	batches, paths, err := s.keeper.WriteBatches(ctx, s.till.ID, s.deskID, 0, t.TempDir())
	if err != nil || len(batches) != 1 || len(paths) != 1 {
		t.Fatalf("%+v %v %v", batches, paths, err)
	}
	arrival := must[*workspace.Arrival](t)(s.desk.Examine(ctx, s.moussa, paths[0]))
	if b := arrival.Batch; b == nil || b.Poste.Number != s.own.Number || b.New != 2 || b.Author != "Fatou Sarr" {
		t.Fatalf("%+v", arrival.Batch)
	}
	receipt := s.receives(t, paths[0])
	a := must[*workspace.Arrival](t)(s.Examine(ctx, s.keeper, receipt))
	if a.Receipt == nil || a.Receipt.Poste.Number != 2 {
		t.Fatalf("the acknowledgement is %+v", a.Receipt)
	}
	check(t, s.Apply(ctx, s.keeper, a, a.Fingerprint))
	list := must[workspace.BookBatches](t)(s.keeper.BookBatches(ctx, s.till.ID))
	if len(list.Batches) != 1 || list.Batches[0].Acknowledged.IsZero() || list.Waiting.Vouchers != 0 {
		t.Errorf("the batches are %+v", list)
	}
}

// A batch for head office's own accountants needs no file: it is with them at once,
// documents and all.
func TestBatchOfHeadOfficeForItself(t *testing.T) {
	ctx := t.Context()
	s := seated(t)
	kept := must[cashbook.Attachment](t)(s.keeper.KeepAttachment(ctx, "facture.pdf", invoice))
	s.records(t, 50_000)
	must[cashbook.Recorded](t)(s.keeper.Record(ctx, s.till.ID, cashbook.Draft{Content: cashbook.Content{
		AmountMinor: -4_500, Text: "Timbres", Attachments: []cashbook.Attachment{kept},
	}}))
	batches, paths, err := s.keeper.WriteBatches(ctx, s.till.ID, ident.PosteID{}, 0, t.TempDir())
	if err != nil || len(batches) != 1 || len(paths) != 0 {
		t.Fatalf("%+v %v %v", batches, paths, err)
	}
	_, _, err = s.keeper.RewriteBatch(ctx, s.till.ID, 1, t.TempDir())
	synctest.Refused(t, err, fault.Conflict, "handover.batch-here")
	if b := s.opened(t); b.Locked.Seq != 2 {
		t.Errorf("locked up to %+v", b.Locked)
	}
	lines, _, err := s.keeper.BookLines(ctx, cashbook.PageFilter{Book: s.till.ID, Limit: 10})
	check(t, err)
	if len(lines) != 2 || lines[1].State != cashbook.AtAccounts {
		t.Errorf("lines %+v", lines)
	}
	ba := s.accountantHere(t)
	cards := must[[]workspace.ReceivedCard](t)(ba.ReceivedBatches(ctx))
	if len(cards) != 1 || cards[0].ToPost != 2 || cards[0].Poste.ID != s.own.ID || cards[0].Documents != 1 || cards[0].Answered.IsZero() {
		t.Fatalf("received %+v", cards)
	}
	if due := must[[]string](t)(s.session.AcknowledgeBatches(ctx, t.TempDir())); len(due) != 0 {
		t.Errorf("it acknowledges to itself: %v", due)
	}
	s.records(t, -500)
	if _, _, err := s.keeper.WriteBatches(ctx, s.till.ID, ident.PosteID{}, 0, t.TempDir()); err != nil {
		t.Error(err)
	}
	if cards := must[[]workspace.ReceivedCard](t)(ba.ReceivedBatches(ctx)); len(cards) != 2 || cards[0].ToPost != 1 {
		t.Errorf("received %+v", cards)
	}
}

// accountantHere is an accountant who works at head office itself.
func (s *settled) accountantHere(t *testing.T) *workspace.Session {
	t.Helper()
	return s.worksHere(t, directory.User{Email: "bintou@eauvive.example", FirstName: "Bintou", LastName: "Kane"}, directory.RoleAccountant)
}

// worksHere is somebody new in the project who signs in at head office itself.
func (s *settled) worksHere(t *testing.T, u directory.User, role directory.RoleID) *workspace.Session {
	t.Helper()
	ctx := t.Context()
	added := must[directory.User](t)(s.session.AddUser(ctx, u))
	scope := directory.Scope{Level: directory.LevelProjects, Projects: []ident.ProjectID{s.book.Project}}
	must[directory.Grant](t)(s.session.GrantRole(ctx, added.ID, role, scope))
	code := must[string](t)(s.session.ActivateUser(ctx, added.ID))
	return must[*workspace.Session](t)(s.ActivateAccount(ctx, u.Email, code, fatouPassword))
}

// A cashier's batch for the poste of head office with accounting arrives there, and
// head office's own word acknowledges it.
func TestBatchForThePosteOfHeadOffice(t *testing.T) {
	ctx := t.Context()
	s := seated(t)
	must[directory.Poste](t)(s.session.RegisterHere(ctx, seat(directory.ModuleAccounting)))
	s.refresh(t)
	s.enters(t, 250_000)
	paths := s.sends(t, s.own.ID)
	ba := s.accountantHere(t)
	arrival := must[*workspace.Arrival](t)(s.Examine(ctx, ba, paths[0]))
	check(t, s.Apply(ctx, ba, arrival, arrival.Fingerprint))
	receipts := must[[]string](t)(s.session.AcknowledgeBatches(ctx, t.TempDir())) // with the keys that an administrator has
	if len(receipts) != 1 {
		t.Fatalf("acknowledged with %v", receipts)
	}
	s.site.takes(t, receipts[0])
	if got := s.states(t); got[0] != cashbook.AtAccounts {
		t.Errorf("%v", got)
	}
}

// Returned, nobody keeps the till, and no file says so; granted anew it is accepted
// first, and goes on.
func TestTillOfHeadOfficeIsReturnedAndGrantedAnew(t *testing.T) {
	ctx := t.Context()
	s := seated(t)
	s.records(t, 50_000)
	if _, _, err := s.keeper.WriteBatches(ctx, s.till.ID, ident.PosteID{}, 0, t.TempDir()); err != nil {
		t.Fatal(err)
	}
	s.records(t, -100)
	if files := must[[]string](t)(s.keeper.ReturnBook(ctx, s.till.ID, t.TempDir())); len(files) != 0 {
		t.Errorf("files %v", files)
	}
	book := s.opened(t)
	if book.Ownership != nil || book.Record == nil || book.Locked.Seq != 2 {
		t.Errorf("after the return %+v", book)
	}
	s.grantsTill(t)
	if book := s.opened(t); book.Accept != nil || book.Record == nil {
		t.Errorf("granted anew %+v", book)
	}
	must[ledger.Ownership](t)(s.keeper.AcceptBook(ctx, s.till.ID))
	s.records(t, -200)
	if what := s.opened(t); what.BalanceMinor != 49_700 || len(what.History.Keepings) != 4 || what.Ownership.Epoch != 3 {
		t.Errorf("goes on as %+v", what.History)
	}
}

// From a site to head office and on: the entries are there already.
func TestHeadOfficeGoesOnWithTheBookOfASite(t *testing.T) {
	ctx := t.Context()
	s := seated(t)
	s.enters(t, 250_000, -12_500)
	s.take(t, must[[]string](t)(s.awa.ReturnBook(ctx, s.book.ID, t.TempDir()))...)
	paths, granted, err := s.session.GrantBook(ctx, s.book.ID, s.own.ID, t.TempDir())
	if err != nil || len(paths) != 0 || granted.Epoch != 3 {
		t.Fatalf("%+v %v %v", granted, paths, err)
	}
	check(t, s.session.AssignBook(ctx, s.book.ID, s.keeper.UserID(), cashbook.Responsible))
	must[ledger.Ownership](t)(s.keeper.AcceptBook(ctx, s.book.ID))
	r := must[cashbook.Recorded](t)(s.keeper.Record(ctx, s.book.ID, cashbook.Draft{Content: cashbook.Content{AmountMinor: -700, Text: "Thé"}}))
	if r.Voucher.Entry.Number != 3 || r.Voucher.Entry.Poste != s.own.ID || r.BalanceMinor != 236_800 {
		t.Errorf("%+v", r)
	}
}

// Head office's disk was changed: its poste gets new keys in so many words, under
// its number, and goes on sending.
func TestHeadOfficeRenewsItsKeys(t *testing.T) {
	ctx := t.Context()
	s := seated(t)
	s.records(t, 50_000)
	_, err := s.session.RenewHere(ctx, seat(directory.ModuleCashbook))
	synctest.Refused(t, err, fault.Conflict, "workspace.keys-there")
	s.loseKeys(t)
	if !must[bool](t)(s.session.KeysLost(ctx)) {
		t.Fatal("nobody sees that the keys are lost")
	}
	_, _, err = s.keeper.WriteBatches(ctx, s.till.ID, s.deskID, 0, t.TempDir())
	synctest.Refused(t, err, fault.Missing, "vault.no-poste-keys")
	_, err = s.session.RegisterHere(ctx, seat(directory.ModuleAccounting))
	synctest.Refused(t, err, fault.Missing, "workspace.keys-lost")
	renewed := must[directory.Poste](t)(s.session.RenewHere(ctx, seat(directory.ModuleCashbook)))
	if renewed.Number != s.own.Number || renewed.SignKey == s.own.SignKey || must[bool](t)(s.session.KeysLost(ctx)) {
		t.Fatalf("renewed %+v", renewed)
	}
	s.refresh(t)
	_, paths, err := s.keeper.WriteBatches(ctx, s.till.ID, s.deskID, 0, t.TempDir())
	check(t, err)
	s.receives(t, paths[0])
}

// A backup of head office that is put into another folder makes a poste of its own:
// what was entered in the till after the backup is known to people only.
func TestHeadOfficeRestoredElsewhereIsAnotherPoste(t *testing.T) {
	ctx := t.Context()
	s := seated(t)
	s.records(t, 50_000)
	backup := backUp(t, s.session)
	s.records(t, -100) // its number must not be given out again
	other := openFolder(t, t.TempDir())
	r := must[workspace.Restored](t)(other.RestoreElsewhere(ctx, backup, byPhrase, s.print, nil))
	if !r.NewPoste {
		t.Fatal("it takes itself for the poste that it was")
	}
	keeper := must[*workspace.Session](t)(other.SignIn(ctx, fatou, fatouPassword))
	_, err := keeper.Record(ctx, s.till.ID, cashbook.Draft{Content: cashbook.Content{AmountMinor: -5, Text: "Non"}})
	synctest.Refused(t, err, fault.Denied, "cashbook.other-poste")
	admin := must[*workspace.Session](t)(other.SignIn(ctx, adminName, adminPassword))
	own := must[directory.Poste](t)(admin.RegisterHere(ctx, seat(directory.ModuleCashbook)))
	if own.ID == s.own.ID || own.Number != 4 {
		t.Fatalf("registered %+v", own)
	}
	must[ledger.Ownership](t)(admin.WithdrawBook(ctx, s.till.ID, 2, "Disque perdu"))
	_, _, err = admin.GrantBook(ctx, s.till.ID, own.ID, t.TempDir())
	check(t, err)
	must[ledger.Ownership](t)(keeper.AcceptBook(ctx, s.till.ID))
	next := must[cashbook.Recorded](t)(keeper.Record(ctx, s.till.ID, cashbook.Draft{Content: cashbook.Content{AmountMinor: -5, Text: "Thé"}}))
	if next.Voucher.Entry.Number != 3 {
		t.Errorf("the next number is %d", next.Voucher.Entry.Number)
	}
}
