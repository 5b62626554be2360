package codes_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/mark"
	"github.com/comptoir/comptoir/app/ui/codes"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/importing"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/ui/tasks"
	"github.com/comptoir/comptoir/app/ui/uitest"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/usrfile"
)

const (
	baName     = "ba@eauvive.example"
	baPassword = "une phrase pour approuver"
)

// scene is a head office with a finance manager, and a registered site.
func scene(t *testing.T) (office *uitest.Office, ba *workspace.Session, site *uitest.Folder) {
	t.Helper()
	ctx := t.Context()
	office = uitest.NewOffice(t)
	site, awa := office.Join()
	reply := uitest.Must(site.Examine(ctx, awa, office.Answer(awa)))(t)
	uitest.Check(t, site.Apply(ctx, awa, reply, usrfile.Fingerprint{}))
	u := uitest.Must(office.Session.AddUser(ctx, directory.User{Email: baName, FirstName: "Moussa", LastName: "Ba"}))(t)
	scope := directory.Scope{Level: directory.LevelOrganisation}
	uitest.Must(office.Session.GrantRole(ctx, u.ID, directory.RoleFinanceManager, scope))(t)
	code := uitest.Must(office.Session.ActivateUser(ctx, u.ID))(t)
	uitest.Must(office.ActivateAccount(ctx, baName, code, baPassword))(t)
	office.Session = office.SignIn(uitest.AdminName, uitest.AdminPassword)
	return office, office.SignIn(baName, baPassword), site
}

// before shows the flow in a window of the site, before sign-in.
func before(t *testing.T, site *uitest.Folder) *uitest.Bench {
	t.Helper()
	b := uitest.New(t)
	f := &codes.Flow{
		Services: b.Services, Workspace: site.Workspace, Name: uitest.AwaName, Context: t.Context(),
		Import: func() {}, Leave: func() { kit.Trace("left") },
		Stage: func(s importing.Step) {
			lines := kit.VStack(8, s.Content)
			for _, button := range s.Buttons {
				lines.Add(button)
			}
			b.Window.SetContent(lines)
			b.Window.Canvas().Focus(s.Focus)
			kit.Trace("step " + s.Name)
		},
	}
	f.Open()
	return b
}

// A code by voice from the keyboard only, on both sides: asked, typed with an
// error that is found in its group, approved by another, answered.
func TestCodeByVoice(t *testing.T) {
	office, ba, site := scene(t)
	atSite := before(t, site)
	atSite.Await("step ask")
	atSite.Press("Demander")
	atSite.Want("Ce champ est obligatoire.")
	atSite.Fill("reason", "Pile vide")
	atSite.Press("Demander")
	atSite.Await("code requested")
	asked := uitest.Must(site.PosteCodes(t.Context(), nil))(t)[0]
	atSite.Want(asked.Code[:4], asked.Code[20:], ".req")

	b := uitest.New(t)
	d := b.Seat(office.Folder, office.Session)
	tasks.Register(d)
	d.Open(desk.Tasks)
	b.Press("Code lu au téléphone…")
	b.Await("dialog open call")
	b.Write("2" + asked.Code[1:])
	b.Want("Groupe 1 faux", "Groupe 2 juste")
	b.Key(fyne.KeyHome, fyne.KeyDelete)
	b.Write(asked.Code[:1])
	b.Want("Groupe 1 juste")
	b.Fill("reason", "Au téléphone")
	b.Press("Trouver la demande")
	b.Await("code received")
	b.Want("Remettre l'horloge du poste 1 · Portable Awa · Kolda au 21 novembre 2026", "Aucun de vos rôles ne permet ceci")

	b = uitest.New(t)
	d = b.Seat(office.Folder, ba)
	tasks.Register(d)
	d.Open(desk.Tasks)
	b.Await("screen tasks")
	b.Want("Code de vérification", "Correction de l'heure")
	b.Key(fyne.KeyReturn)
	b.Await("dialog open code")
	b.Press("Approuver")
	b.Await("code approved")
	answer := uitest.Must(ba.CodeAnswer(t.Context(), asked.Code))(t)
	b.Want(answer[:4], answer[15:])

	atSite = before(t, site)
	atSite.Press("Taper la réponse")
	atSite.Await("step answer")
	atSite.Write(asked.Code[:4])
	atSite.Want("Groupe 1 faux")
	atSite.Key(fyne.KeyBackspace, fyne.KeyBackspace, fyne.KeyBackspace, fyne.KeyBackspace)
	atSite.Write(answer)
	atSite.Key(fyne.KeyReturn)
	atSite.Await("code accepted")
	atSite.Want("L'horloge est corrigée")
	if got := uitest.Must(site.PosteCodes(t.Context(), nil))(t)[0]; got.State != mark.VerificationUsed || got.Attempts != 1 {
		t.Errorf("the request is %+v", got)
	}
}

// A wrong answer says how many are left.
func TestWrongAnswer(t *testing.T) {
	_, _, site := scene(t)
	wish := workspace.CodeWish{Purpose: mark.PurposeClock, CodeStatement: directory.CodeStatement{Reason: "Pile vide"}}
	uitest.Must(site.AskCode(t.Context(), nil, uitest.AwaName, wish, t.TempDir()))(t)
	b := before(t, site)
	b.Press("Taper la réponse")
	b.Await("step answer")
	b.Write("000F000Z000M0004")
	b.Key(fyne.KeyReturn)
	b.Await("code refused")
	b.Want("Ce code n'est pas la réponse à cette demande. Essais restants : 4.", "Essais restants : 4.")
}
