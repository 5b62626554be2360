package tasks_test

import (
	"testing"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/funds"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/uitest"
	"github.com/comptoir/comptoir/app/workspace"
)

// A request for the release of funds is taken in, shown with what there is to know,
// and granted in part.
func TestFundsAreGrantedInPart(t *testing.T) {
	c := newCounter(t)
	scope := directory.Scope{Level: directory.LevelOrganisation}
	uitest.Must(c.Session.GrantRole(t.Context(), c.Session.UserID(), directory.RoleFinanceManager, scope))(t)
	task := uitest.Must(c.Session.ReceiveRequest(t.Context(), c.asked.Path))(t)
	reply := uitest.Must(c.Session.ApproveRequest(t.Context(), task.Request.Digest, directory.Approval{}, t.TempDir()))(t)
	arrival := uitest.Must(c.site.Examine(t.Context(), nil, reply.Path))(t)
	if err := c.site.Apply(t.Context(), c.awa, arrival, arrival.Fingerprint); err != nil {
		t.Fatal(err)
	}
	card := uitest.Must(c.awa.Book(t.Context(), "P01/1"))(t)
	asked := uitest.Must(c.awa.AskFunds(t.Context(), funds.Wish{
		Book: card.Book.ID, AmountMinor: 250_000, Wanted: card.Today + 3, Purpose: "Salaires de novembre",
	}, t.TempDir()))(t)
	c.desk.Open(desk.Tasks)
	c.Await("screen tasks")
	if !c.desk.OpenFile(asked.Path) {
		t.Fatal("nothing takes a request file")
	}
	c.Await("request received")
	c.Await("dialog open release")
	c.Want("Salaires de novembre", "P01/1 Caisse Kolda", "250\u202f000")
	c.Fill("amount", "200000")
	c.Fill("reply-folder", c.out)
	c.Press("Accorder")
	c.Await("release decided")
	c.Await("dialog open release-decided")
	c.wantReply()
	now := uitest.Must[workspace.FundsCard](c.Session.FindFunds(t.Context(), asked.Card.Request.Ref()))(t)
	if now.Request.GrantedMinor != 200_000 || now.Request.Status != funds.Granted {
		t.Errorf("granted %+v", now.Request)
	}
}
