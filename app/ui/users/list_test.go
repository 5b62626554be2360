package users_test

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/uitest"
)

func TestOverviewSearchesAndFilters(t *testing.T) {
	c := atHeadOffice(t)
	ibou := uitest.Must(c.Session.AddUser(t.Context(), directory.User{FirstName: "Ibou", LastName: "Fall", AccessUntil: uitest.Day + 3}))(t)
	uitest.Check(t, c.Session.ArchiveUser(t.Context(), ibou.ID))
	uitest.Must(c.Session.AddUser(t.Context(), directory.User{FirstName: "Khady", LastName: "Sow", AccessUntil: calendar.Day(uitest.Day - 1)}))(t)

	c.desk.Open(desk.Users)
	c.Await("screen users")
	c.Want("3 utilisateurs", "Diop Awa", "Activation en attente", "Traoré Moussa", "Compte actif", "Sow Khady", "Sans compte", "· terminé")
	c.WantNot("Fall Ibou")

	c.Chord(fyne.KeyF)
	c.Write("awa")
	c.Want("1 utilisateur", "Diop Awa")
	c.WantNot("Traoré Moussa")
	c.Write("zz")
	c.Want("Aucun utilisateur ne correspond à la recherche")
	c.Key(fyne.KeyBackspace, fyne.KeyBackspace, fyne.KeyBackspace, fyne.KeyBackspace, fyne.KeyBackspace)

	c.Open("archived")
	c.Want("4 utilisateurs", "Fall Ibou", "Archivé", "· bientôt")
	c.Fill("status", "activ")
	c.Key(fyne.KeyReturn) // « Activation en attente »
	c.Want("1 utilisateur", "Diop Awa")
}

func TestOverviewComesBackToTheSamePlace(t *testing.T) {
	c := atHeadOffice(t)
	for i := range 5 {
		uitest.Must(c.Session.AddUser(t.Context(), directory.User{LastName: fmt.Sprintf("Ba %d", i)}))(t)
	}
	c.desk.Open(desk.Users)
	c.Chord(fyne.KeyF)
	c.Write("ba ")
	c.Key(fyne.KeyReturn) // into the table
	c.Key(fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	c.Await("screen user")
	c.Want("Ba 2")
	c.Key(fyne.KeyEscape)
	c.Await("screen users")
	c.Want("5 utilisateurs")
	c.Key(fyne.KeyReturn)
	c.Await("screen user")
	c.Want("Ba 2")
}

func TestOverviewOfNobodyWhoMayLook(t *testing.T) {
	office := uitest.NewOffice(t)
	_, awa := office.Join()
	c := at(t, office, awa)
	c.desk.Open(desk.Users)
	c.Await("notice refused")
}
