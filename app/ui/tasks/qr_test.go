package tasks_test

import (
	"testing"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/tasks"
	"github.com/comptoir/comptoir/app/ui/uitest"
	"github.com/comptoir/comptoir/app/workspace"
)

func TestRequestIsPastedFromAQRCode(t *testing.T) {
	ctx := t.Context()
	office := uitest.NewOffice(t)
	_, awa := office.Join()
	wish := workspace.Wish{Module: directory.ModuleCashbook, Label: "Portable Awa", Location: "Kolda"}
	asked := uitest.Must(awa.RequestModule(ctx, wish, t.TempDir()))(t)
	text := uitest.Must(workspace.QRText(asked.Path))(t)

	b := uitest.New(t)
	d := b.Seat(office.Folder, office.Session)
	tasks.Register(d)
	d.Open(desk.Tasks)
	b.Await("screen tasks")
	b.Press("Coller un code QR…")
	b.Await("dialog open qr")
	b.Write("COMPTOIR:abc")
	b.Press("Recevoir la demande")
	b.Await("dialog refused qr")
	b.Want("Ce texte n'est pas celui du code QR d'une demande.")

	b.Fill("qr-text", text)
	b.Press("Recevoir la demande")
	b.Await("request received")
	b.Want("Portable Awa", asked.Fingerprint)
}
