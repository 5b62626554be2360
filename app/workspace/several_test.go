package workspace_test

import (
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/workspace"
)

const binta = "binta@eauvive.example"

// joinToo brings a second cashier, with a book of her own, to the poste of Awa.
func (o *office) joinToo(t *testing.T, site *folder) *workspace.Session {
	t.Helper()
	ctx := t.Context()
	u := must[directory.User](t)(o.session.AddUser(ctx, directory.User{Email: binta, FirstName: "Binta", LastName: "Sow"}))
	scope := directory.Scope{Level: directory.LevelProjects, Projects: []ident.ProjectID{o.book.Project}}
	must[directory.Grant](t)(o.session.GrantRole(ctx, u.ID, directory.RoleCashier, scope))
	book := must[cashbook.Book](t)(o.session.AddBook(ctx, cashbook.Book{
		Project: o.book.Project, Type: cashbook.Cash, Name: "Caisse Vélingara", Currency: "XOF",
	}))
	check(t, o.session.AssignBook(ctx, book.ID, u.ID, cashbook.Responsible))
	code := must[string](t)(o.session.ActivateUser(ctx, u.ID))
	postes := must[[]directory.Poste](t)(o.session.Postes(ctx))
	to := workspace.Recipients{Postes: []ident.PosteID{postes[len(postes)-1].ID}}
	written := must[[]workspace.Written](t)(o.session.ExportUser(ctx, u.ID, to, t.TempDir()))
	arrival := must[*workspace.Arrival](t)(site.Examine(ctx, nil, written[0].Path))
	check(t, site.Apply(ctx, nil, arrival, o.print))
	return must[*workspace.Session](t)(site.ActivateAccount(ctx, binta, code, "une phrase pour Vélingara"))
}

func TestPeopleOnOnePosteSeeTheirOwn(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	site, awa := o.join(t)
	other := o.joinToo(t, site)
	for _, s := range []*workspace.Session{awa, other} {
		books := must[[]workspace.BookCard](t)(s.Books(ctx))
		if len(books) != 1 {
			t.Errorf("%d books for one of them", len(books))
		}
		acts, _, err := s.History(ctx, directory.HistoryFilter{Subject: s.UserID()})
		check(t, err)
		for _, act := range acts {
			if act.Subject != s.UserID() {
				t.Errorf("the history of one tells %s of another", act.Verb)
			}
		}
		if len(acts) == 0 {
			t.Error("the own history is empty")
		}
	}
	_, _, err := awa.History(ctx, directory.HistoryFilter{Subject: other.UserID()})
	wantKey(t, err, "directory.no-right")
	_, _, err = awa.History(ctx, directory.HistoryFilter{})
	wantKey(t, err, "directory.no-right")
	_, err = awa.Person(ctx, other.UserID())
	wantKey(t, err, "directory.no-right")
}

func TestSignInsAreOnesOwnWithWhatWasRefused(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	site, _ := o.join(t)
	o.joinToo(t, site)
	_, err := site.SignIn(ctx, awaName, "une phrase fausse")
	wantKey(t, err, "access.wrong")
	_, err = site.SignIn(ctx, binta, "une phrase fausse")
	wantKey(t, err, "access.wrong")
	site.now = site.now.Add(time.Minute)
	awa := must[*workspace.Session](t)(site.SignIn(ctx, awaName, awaPassword))
	list := must[[]workspace.SignIn](t)(awa.SignIns(ctx))
	refused := 0
	for i, one := range list {
		if one.Refused {
			refused++
		}
		if i > 0 && one.At.After(list[i-1].At) {
			t.Error("the newest does not come first")
		}
	}
	if refused != 1 || list[0].Refused || list[0].Poste.Number == 0 {
		t.Errorf("sign-ins %+v", list)
	}
	news := must[workspace.News](t)(awa.News(ctx))
	if news.Refused != 1 || len(news.NewPostes) != 0 {
		t.Errorf("news %+v", news)
	}
	again := must[*workspace.Session](t)(site.SignIn(ctx, awaName, awaPassword))
	if news := must[workspace.News](t)(again.News(ctx)); news.Refused != 0 {
		t.Errorf("told again: %+v", news)
	}
}
