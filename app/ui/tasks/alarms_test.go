package tasks_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/tasks"
	"github.com/comptoir/comptoir/app/ui/uitest"
	"github.com/comptoir/comptoir/app/workspace"
)

// An alarm stands among the tasks until somebody has looked at it: here, of a
// poste that is still in use though it was revoked.
func TestAlarmIsShownUntilItIsSeen(t *testing.T) {
	ctx := t.Context()
	office := uitest.NewOffice(t)
	site, awa := office.Join()
	wish := workspace.Wish{Module: directory.ModuleCashbook, Label: "Portable Awa", Location: "Kolda"}
	asked := uitest.Must(awa.RequestModule(ctx, wish, t.TempDir()))(t)
	task := uitest.Must(office.Session.ReceiveRequest(ctx, asked.Path))(t)
	decided := uitest.Must(office.Session.ApproveRequest(ctx, task.Request.Digest, directory.Approval{Label: "Portable Awa"}, t.TempDir()))(t)
	reply := uitest.Must(site.Examine(ctx, awa, decided.Path))(t)
	uitest.Check(t, site.Apply(ctx, awa, reply, reply.Fingerprint))
	record := uitest.Must(site.WriteRecord(ctx, t.TempDir()))(t)
	uitest.Must(office.Session.RevokePoste(ctx, decided.Poste.ID, directory.CauseStolen, "Dans le car"))(t)
	if _, err := office.Workspace.Examine(ctx, office.Session, record); err == nil {
		t.Fatal("the record of a revoked poste is taken")
	}

	b := uitest.New(t)
	d := b.Seat(office.Folder, office.Session)
	tasks.Register(d)
	d.Open(desk.Tasks)
	b.Await("screen tasks")
	b.Want("1 tâche", "Alarme", "Un poste révoqué est encore utilisé")
	b.Key(fyne.KeyReturn)
	b.Await("dialog open alarm")
	b.Want("Une alarme traitée reste dans l'historique.", "Cherchez qui se sert encore de ce poste. Ses fichiers ne sont pas pris.")
	b.Press("Marquer comme traitée")
	b.Await("alarm seen")
	b.Want("Aucune tâche en cours")
	alarms, total, err := office.Session.Alarms(ctx, directory.AlarmFilter{})
	if err != nil || total != 1 || alarms[0].Seen.IsZero() || alarms[0].From.ID != decided.Poste.ID {
		t.Errorf("%+v, %v", alarms, err)
	}
}
