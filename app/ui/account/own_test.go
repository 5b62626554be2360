package account_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ui/uitest"
)

func TestOwnDataAtHeadOfficeTakesEffectAndTheAddressIsAWish(t *testing.T) {
	office := uitest.NewOffice(t)
	m := open(t, office.Folder, office.Session)
	m.Open("tile own")
	m.Await("screen account.own")
	m.Fill("phone", "+221 77 123 45 67")
	m.Fill("email-wish", "moussa@eauvive.example")
	m.Chord(fyne.KeyS)
	m.Await("screen account")
	m.Want("+221 77 123 45 67", "moussa@eauvive.example", uitest.AdminName)
	u := uitest.Must(office.Session.Person(t.Context(), office.Session.UserID()))(t).User
	if u.Phone != "+221 77 123 45 67" || u.EmailWish != "moussa@eauvive.example" || u.Email != uitest.AdminName {
		t.Errorf("%+v", u)
	}
}

// On a site the wish is told in the history, which travels, and nothing changes.
func TestOwnDataAtASiteIsAWish(t *testing.T) {
	office := uitest.NewOffice(t)
	site, awa := office.Join()
	m := open(t, site, awa)
	m.Open("tile own")
	m.Await("screen account.own")
	m.Fill("phone", "+221 77 000 00 00")
	m.Press("Envoyer le souhait")
	m.Await("screen account")
	m.WantNot("+221 77 000 00 00")
	acts, _, err := awa.History(t.Context(), directory.HistoryFilter{Subject: awa.UserID(), Verb: directory.VerbOwnWished})
	if err != nil || len(acts) != 1 || acts[0].Details[0].Value != "– → +221 77 000 00 00" {
		t.Errorf("%+v, %v", acts, err)
	}
}

func TestPreferencesOfHeadOfficeAreKeptInTheRecord(t *testing.T) {
	office := uitest.NewOffice(t)
	m := open(t, office.Folder, office.Session)
	m.Open("tile preferences")
	m.Await("screen account.preferences")
	m.Reach("notice-codes")
	m.Key(fyne.KeySpace)
	m.Press("Sauvegarder")
	m.Await("preferences saved")
	u := uitest.Must(office.Session.Person(t.Context(), office.Session.UserID()))(t).User
	if u.Notices != "codes" || u.Language != "fr" {
		t.Errorf("%+v", u)
	}
}
