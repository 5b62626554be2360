package workspace_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/funds"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/mail"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/sync/synctest"
	"github.com/comptoir/comptoir/usrfile"
)

// releases is a head office with a finance manager who also keeps its bank account,
// and a site with a till.
type releases struct {
	*calls
	bank workspace.BookCard
}

func newReleases(t *testing.T) *releases {
	t.Helper()
	ctx := t.Context()
	r := &releases{calls: newCalls(t)}
	scope := directory.Scope{Level: directory.LevelProjects, Projects: []ident.ProjectID{r.book.Project}}
	must[directory.Grant](t)(r.session.GrantRole(ctx, r.ba.UserID(), directory.RoleCashier, scope))
	bank := must[cashbook.Book](t)(r.session.AddBook(ctx, cashbook.Book{
		Project: r.book.Project, Type: cashbook.Bank, Name: "Banque Dakar", Currency: "XOF",
	}))
	check(t, r.session.AssignBook(ctx, bank.ID, r.ba.UserID(), cashbook.Responsible))
	_, _, err := r.session.GrantBook(ctx, bank.ID, r.home(t), t.TempDir())
	check(t, err)
	must[cashbook.Recorded](t)(r.ba.Record(ctx, bank.ID, cashbook.Draft{Content: cashbook.Content{AmountMinor: 5_000_000, Text: "Fonds"}}))
	r.bank = must[workspace.BookCard](t)(r.ba.Book(ctx, bank.Ref()))
	return r
}

// home registers head office's own installation, and gives the poste that it is.
func (r *releases) home(t *testing.T) ident.PosteID {
	t.Helper()
	return must[directory.Poste](t)(r.session.RegisterHere(t.Context(), seat(directory.ModuleCashbook))).ID
}

func (r *releases) wish() funds.Wish {
	return funds.Wish{Book: r.book.ID, AmountMinor: 250_000, Wanted: calendar.Of(r.now, time.UTC) + 3, Purpose: "Salaires de novembre"}
}

func (r *releases) askFunds(t *testing.T) workspace.FundsWritten {
	t.Helper()
	return must[workspace.FundsWritten](t)(r.calls.awa.AskFunds(t.Context(), r.wish(), t.TempDir()))
}

// send takes a request of the site in at head office.
func (r *releases) send(t *testing.T, path string) workspace.FundsCard {
	t.Helper()
	a := must[*workspace.Arrival](t)(r.ba.ReceiveFile(t.Context(), path))
	if a.Funds == nil {
		t.Fatalf("%s is not about funds", path)
	}
	return a.Funds.Card
}

func (r *releases) answer(t *testing.T, path string) error {
	t.Helper()
	a, err := r.site.Examine(t.Context(), nil, path)
	if err != nil {
		return err
	}
	return r.site.Apply(t.Context(), r.calls.awa, a, usrfile.Fingerprint{})
}

func (r *releases) atSite(t *testing.T, id ident.ReleaseID) workspace.FundsCard {
	t.Helper()
	return card(t, r.calls.awa, id)
}

func card(t *testing.T, s *workspace.Session, id ident.ReleaseID) workspace.FundsCard {
	t.Helper()
	return must[workspace.FundsCard](t)(s.FindFunds(t.Context(), id.String()))
}

// The whole way: asked at the site, granted from head office's bank account, and
// entered as the leg of a transfer that the site expected.
func TestFundsComeAsATransfer(t *testing.T) {
	ctx := t.Context()
	r := newReleases(t)
	asked := r.askFunds(t)
	task := r.send(t, asked.Path)
	if task.Request.AmountMinor != 250_000 || task.Asker != "Awa Diop" || task.MayDecide != nil || task.Request.ID != asked.Card.Request.ID {
		t.Fatalf("head office sees %+v", task)
	}
	given := must[workspace.FundsWritten](t)(r.ba.GrantFunds(ctx, task.Request.ID, funds.Grant{
		AmountMinor: 200_000, From: r.bank.Book.ID, Reference: "CH 0114501", Text: "Déblocage",
	}, t.TempDir()))
	paid := given.Card.Request.Paid
	if after := must[workspace.BookCard](t)(r.ba.Book(ctx, r.bank.Book.Ref())); after.BalanceMinor != 4_800_000 || paid.Voucher != 2 {
		t.Errorf("the bank account holds %d after voucher %d", after.BalanceMinor, paid.Voucher)
	}
	if legs := must[[]cashbook.Expected](t)(r.ba.ExpectedTransfers(ctx, r.book.ID)); len(legs) != 1 || legs[0].Release != task.Request.ID {
		t.Errorf("head office expects %+v", legs)
	}
	check(t, r.answer(t, given.Path))
	check(t, r.answer(t, given.Path)) // again
	expected := must[[]cashbook.Expected](t)(r.calls.awa.ExpectedTransfers(ctx, r.book.ID))
	if len(expected) != 1 || expected[0].From.Ref() != "P01/2" || expected[0].Out.Transfer.OtherMinor != 200_000 {
		t.Fatalf("the site expects %+v", expected)
	}
	_, in, err := r.calls.awa.EnterFunds(ctx, task.Request.ID, funds.Arrival{Text: "Arrivée"})
	check(t, err)
	v := in.Voucher
	if v.AmountMinor != 200_000 || v.Transfer.ID != cashbook.TransferIDOf(r.bank.Book.ID, paid.Voucher) || v.PartnerNumber != "CH 0114501" {
		t.Errorf("entered %+v", v)
	}
	if c := r.atSite(t, task.Request.ID); c.Arrived != v.Entry.Number || c.Request.Decider != "Moussa Ba" || c.Expected() {
		t.Errorf("afterwards %+v", c)
	}
	_, _, err = r.calls.awa.EnterFunds(ctx, task.Request.ID, funds.Arrival{Text: "Encore"})
	synctest.Refused(t, err, fault.Conflict, "funds.entered")
	if left := must[[]cashbook.Expected](t)(r.calls.awa.ExpectedTransfers(ctx, r.book.ID)); len(left) != 0 {
		t.Errorf("the site still expects %+v", left)
	}
	// Cancelled, it is expected again.
	must[cashbook.Recorded](t)(r.calls.awa.Reverse(ctx, r.book.ID, v.Entry.Number, "Erreur P01/2"))
	if c := r.atSite(t, task.Request.ID); !c.Expected() || c.MayEnter != nil {
		t.Errorf("after the reversal %+v", c)
	}
}

// Paid outside of any book, it comes as a voucher; the project has no chart, and so
// no account of internal transfers.
func TestFundsPaidOutsideOfAnyBook(t *testing.T) {
	ctx := t.Context()
	r := newReleases(t)
	task := r.send(t, r.askFunds(t).Path)
	given := must[workspace.FundsWritten](t)(r.ba.GrantFunds(ctx, task.Request.ID, funds.Grant{Reference: "VIR 7"}, t.TempDir()))
	check(t, r.answer(t, given.Path))
	if c := r.atSite(t, task.Request.ID); !c.Expected() || c.Request.GrantedMinor != 250_000 {
		t.Errorf("the site sees %+v", c)
	}
	_, in, err := r.calls.awa.EnterFunds(ctx, task.Request.ID, funds.Arrival{Text: "Déblocage " + task.Request.Ref()})
	check(t, err)
	if v := in.Voucher; v.AmountMinor != 250_000 || v.Account != "" || v.Kind != cashbook.KindOrdinary {
		t.Errorf("entered %+v", v)
	}
	_, _, err = r.calls.awa.EnterFunds(ctx, task.Request.ID, funds.Arrival{Text: "Encore"})
	synctest.Refused(t, err, fault.Conflict, "funds.entered")
}

// One request is decided once, by somebody else, and nothing else is done with its
// files.
func TestFundsAreDecidedOnce(t *testing.T) {
	ctx := t.Context()
	r := newReleases(t)
	first, second := r.askFunds(t), r.askFunds(t)
	// They arrive in the other order, and again.
	two := r.send(t, second.Path)
	one := r.send(t, first.Path)
	r.send(t, second.Path)
	if one.OtherOpen != 1 || one.OtherMinor != 250_000 {
		t.Errorf("beside it there are %d of %d", one.OtherOpen, one.OtherMinor)
	}
	if all := must[[]workspace.FundsCard](t)(r.ba.Funds(ctx, funds.Filter{Status: funds.Open})); len(all) != 2 {
		t.Fatalf("%d tasks", len(all))
	}
	_, err := r.ba.GrantFunds(ctx, one.Request.ID, funds.Grant{AmountMinor: 250_001}, t.TempDir())
	synctest.Refused(t, err, fault.Invalid, "funds.more-than-asked")
	_, err = r.ba.RefuseFunds(ctx, one.Request.ID, " ", t.TempDir())
	synctest.Refused(t, err, fault.Invalid, "funds.no-reason")
	_, err = r.session.GrantFunds(ctx, one.Request.ID, funds.Grant{}, t.TempDir())
	synctest.Refused(t, err, fault.Denied, "directory.no-right")
	no := must[workspace.FundsWritten](t)(r.ba.RefuseFunds(ctx, one.Request.ID, "Budget épuisé", t.TempDir()))
	_, err = r.ba.GrantFunds(ctx, one.Request.ID, funds.Grant{}, t.TempDir())
	synctest.Refused(t, err, fault.Conflict, "funds.decided")
	yes := must[workspace.FundsWritten](t)(r.ba.GrantFunds(ctx, two.Request.ID, funds.Grant{}, t.TempDir()))
	check(t, r.answer(t, yes.Path)) // before the other
	check(t, r.answer(t, no.Path))
	if c := r.atSite(t, one.Request.ID); c.Request.Status != funds.Refused || c.Request.Reason != "Budget épuisé" {
		t.Errorf("the site sees %+v", c.Request)
	}
	_, _, err = r.calls.awa.EnterFunds(ctx, one.Request.ID, funds.Arrival{Text: "Non"})
	synctest.Refused(t, err, fault.Conflict, "funds.not-granted")
}

// Whoever asks takes the request back until it is decided; a decision that head
// office made before it knew counts.
func TestFundsAreTakenBack(t *testing.T) {
	ctx := t.Context()
	r := newReleases(t)
	asked := r.askFunds(t)
	back := must[workspace.FundsWritten](t)(r.calls.awa.WithdrawFunds(ctx, asked.Card.Request.ID, t.TempDir()))
	_, err := r.ba.ReceiveFile(ctx, back.Path)
	synctest.Refused(t, err, fault.Missing, "funds.withdraws-unknown")
	r.send(t, asked.Path)
	if c := r.send(t, back.Path); c.Request.Status != funds.Withdrawn {
		t.Errorf("head office sees %s", c.Request.Status)
	}
	r.send(t, back.Path) // again
	_, err = r.ba.GrantFunds(ctx, asked.Card.Request.ID, funds.Grant{}, t.TempDir())
	synctest.Refused(t, err, fault.Conflict, "funds.decided")
	_, err = r.calls.awa.WithdrawFunds(ctx, asked.Card.Request.ID, t.TempDir())
	synctest.Refused(t, err, fault.Conflict, "funds.decided")

	late := r.askFunds(t)
	r.send(t, late.Path)
	given := must[workspace.FundsWritten](t)(r.ba.GrantFunds(ctx, late.Card.Request.ID, funds.Grant{}, t.TempDir()))
	back = must[workspace.FundsWritten](t)(r.calls.awa.WithdrawFunds(ctx, late.Card.Request.ID, t.TempDir()))
	_, err = r.ba.ReceiveFile(ctx, back.Path)
	synctest.Refused(t, err, fault.Conflict, "funds.decided")
	check(t, r.answer(t, given.Path))
	if c := r.atSite(t, late.Card.Request.ID); !c.Expected() {
		t.Errorf("the site sees %+v", c.Request)
	}
}

// What is asked wrongly leaves nothing behind.
func TestFundsAskedWrongly(t *testing.T) {
	ctx := t.Context()
	r := newReleases(t)
	before := synctest.Dump(t, r.site.database())
	for key, edit := range map[string]func(*funds.Wish){
		"funds.amount":        func(w *funds.Wish) { w.AmountMinor = -1 },
		"funds.no-day":        func(w *funds.Wish) { w.Wanted = 0 },
		"funds.day":           func(w *funds.Wish) { w.Wanted -= 10 },
		"funds.no-purpose":    func(w *funds.Wish) { w.Purpose = " " },
		"directory.text-long": func(w *funds.Wish) { w.Purpose = strings.Repeat("x", 600) },
		"storage.book":        func(w *funds.Wish) { w.Book = ident.BookID{7} },
	} {
		t.Run(key, func(t *testing.T) {
			w, dir := r.wish(), t.TempDir()
			edit(&w)
			_, err := r.calls.awa.AskFunds(ctx, w, dir)
			var refused *fault.Error
			if !errors.As(err, &refused) || refused.Key != key {
				t.Errorf("got %v", err)
			}
			if files := must[[]os.DirEntry](t)(os.ReadDir(dir)); len(files) != 0 {
				t.Errorf("%v left behind", files)
			}
		})
	}
	if changed := r.site.changedTables(t, before); len(changed) != 0 {
		t.Errorf("changed %v", changed)
	}
	_, err := r.ba.AskFunds(ctx, funds.Wish{}, filepath.Join(t.TempDir(), "x"))
	synctest.Refused(t, err, fault.Missing, "storage.book")
}

// At head office itself it goes without a file, and the person who asks does not
// decide.
func TestFundsAskedAtHeadOffice(t *testing.T) {
	ctx := t.Context()
	r := newReleases(t)
	w := r.wish()
	asked := must[workspace.FundsWritten](t)(r.ba.AskFunds(ctx, w, t.TempDir()))
	if asked.Path != "" || asked.Card.MayDecide == nil {
		t.Errorf("asked %+v", asked)
	}
	_, err := r.ba.GrantFunds(ctx, asked.Card.Request.ID, funds.Grant{}, t.TempDir())
	synctest.Refused(t, err, fault.Denied, "directory.own-request")
	must[workspace.FundsWritten](t)(r.ba.WithdrawFunds(ctx, asked.Card.Request.ID, t.TempDir()))
}

// A reply that is too old, or to another poste's request, is refused whole.
func TestFundsRepliesAreHeldAgainstTheRequest(t *testing.T) {
	ctx := t.Context()
	r := newReleases(t)
	task := r.send(t, r.askFunds(t).Path)
	given := must[workspace.FundsWritten](t)(r.ba.GrantFunds(ctx, task.Request.ID, funds.Grant{}, t.TempDir()))
	_, err := r.Examine(ctx, r.ba, given.Path)
	synctest.Refused(t, err, fault.Forged, "workspace.import-at-head-office")
	for range 4 { // a clock that jumps is not believed
		r.site.now = r.site.now.Add(usrfile.RequestWindow / 4)
		must[*workspace.Session](t)(r.site.SignIn(ctx, awaName, awaPassword))
	}
	synctest.Refused(t, r.answer(t, given.Path), fault.Expired, "file.expired")
	if c := r.atSite(t, task.Request.ID); c.Request.Status != funds.Open {
		t.Errorf("the site sees %+v", c.Request)
	}
}

// Who decides is told by letter, who asks is not.
func TestOpenFundsAreWrittenToWhoDecides(t *testing.T) {
	r := newReleases(t)
	must[mail.Server](t)(r.session.SetMailServer(t.Context(), server, mailPassword))
	wants(t, r.ba, "funds")
	wants(t, r.session, "funds")
	r.send(t, r.askFunds(t).Path)
	if got := told(t, r.office); len(got) != 1 || len(got["Moussa Ba"]) != 1 || got["Moussa Ba"][0] != "funds" {
		t.Errorf("told %v", got)
	}
}
