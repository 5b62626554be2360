package tasks_test

import (
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/ui/tasks"
	"github.com/comptoir/comptoir/app/ui/uitest"
	"github.com/comptoir/comptoir/app/workspace"
)

// counter is a window of head office at « Tâches en cours », with a request that
// Awa made at her site.
type counter struct {
	*uitest.Bench
	*uitest.Office
	site    *uitest.Folder
	awa     *workspace.Session
	desk    *desk.Desk
	asked   workspace.Asked
	out     string
	changed int
}

func newCounter(t *testing.T) *counter {
	t.Helper()
	c := &counter{Office: uitest.NewOffice(t), out: t.TempDir()}
	c.site, c.awa = c.Join()
	wish := workspace.Wish{Module: directory.ModuleCashbook, Label: "Portable Awa", Location: "Kolda"}
	c.asked = uitest.Must(c.awa.RequestModule(t.Context(), wish, t.TempDir()))(t)
	c.Bench = uitest.New(t)
	c.desk = &desk.Desk{
		Services: c.Services, Shell: kit.NewShell(c.Services), Workspace: c.Workspace, Session: c.Session, Context: t.Context(),
	}
	c.desk.OnChange(func() { c.changed++ })
	tasks.Register(c.desk)
	return c
}

// wantReply checks that the folder has one file, the reply.
func (c *counter) wantReply() {
	c.T.Helper()
	entries, err := os.ReadDir(c.out)
	if err != nil || len(entries) != 1 || filepath.Ext(entries[0].Name()) != ".rep" {
		c.T.Fatalf("the folder has %v, %v, want one reply", entries, err)
	}
	c.Want(entries[0].Name(), c.out)
}

func TestRequestIsComparedAndApproved(t *testing.T) {
	c := newCounter(t)
	c.desk.Open(desk.Tasks)
	c.Await("screen tasks")
	c.Want("Aucune tâche en cours", "0 tâche")

	if !c.desk.OpenFile(c.asked.Path) {
		t.Fatal("nothing takes a request file")
	}
	c.Await("request received")
	c.Await("screen tasks")
	c.Await("dialog open task")
	c.Want(c.asked.Fingerprint, "Demande · Awa Diop", "P01/1 Caisse Kolda", "Livre de caisse", "1 tâche")

	c.Press("Approuver")
	c.Want("Appelez la personne et comparez l'empreinte avant d'approuver.")
	c.Open("compared")
	c.Fill("label", "Portable de la caisse")
	c.Fill("reply-folder", c.out)
	c.Press("Approuver")
	c.Await("dialog close task")
	c.Await("dialog open task-decided")
	c.Want("Portable de la caisse", "P01/1 Caisse Kolda")
	c.wantReply()
	if c.changed != 2 {
		t.Errorf("the desk was told of %d changes, want 2", c.changed)
	}
	c.Key(fyne.KeyEscape)
	c.Want("Aucune tâche en cours")
}

func TestRequestIsRefusedWithAReason(t *testing.T) {
	c := newCounter(t)
	uitest.Must(c.Session.ReceiveRequest(t.Context(), c.asked.Path))(t)
	c.desk.Open(desk.Tasks)
	c.Want("Awa Diop", "Portable Awa", "Kolda", "Livre de caisse", "1 tâche")
	c.Key(fyne.KeyReturn)
	c.Await("dialog open task")
	c.Press("Refuser…")
	c.Await("dialog open task-refuse")
	c.Fill("reply-folder", c.out)
	c.Press("Refuser")
	c.Await("field refused reason")
	c.Fill("reason", "Ce portable appartient à quelqu'un d'autre.")
	c.Press("Refuser")
	c.Await("dialog open task-decided")
	c.Want("Demande refusée")
	c.wantReply()
	if refused := uitest.Must(c.Session.Tasks(t.Context(), directory.RequestRefused))(t); len(refused) != 1 {
		t.Errorf("%d requests are refused, want 1", len(refused))
	}
}

func TestFileThatIsNoRequestIsRefusedInWords(t *testing.T) {
	c := newCounter(t)
	path := filepath.Join(t.TempDir(), "awa.req")
	uitest.Check(t, os.WriteFile(path, []byte("not a request"), 0o600))
	c.desk.OpenFile(path)
	c.Await("dialog open refused")
	if len(c.Reported) > 0 || c.changed > 0 {
		t.Errorf("reported %v, changed %d", c.Reported, c.changed)
	}
}

func TestRequestIsChosenFromAStick(t *testing.T) {
	c := newCounter(t)
	c.desk.Open(desk.Tasks)
	c.Press("Importer une demande…")
	c.Await("dialog open file")
	c.Fill("path", c.asked.Path)
	c.Key(fyne.KeyReturn)
	c.Await("dialog open task")
	c.Want(c.asked.Fingerprint)
}

// Row 18 in the window: new keys for a known poste are not given by habit.
func TestRenewalIsToldBeforeItIsApproved(t *testing.T) {
	ctx := t.Context()
	c := newCounter(t)
	arrival := uitest.Must(c.site.Examine(ctx, c.awa, c.Answer(c.awa)))(t)
	uitest.Check(t, c.site.Apply(ctx, c.awa, arrival, c.Fingerprint))
	keys, err := filepath.Glob(filepath.Join(c.site.Dir(), "poste-*.key64"))
	if err != nil || len(keys) != 1 {
		t.Fatalf("keys %v, %v", keys, err)
	}
	uitest.Check(t, os.Remove(keys[0]))
	wish := workspace.Wish{Module: directory.ModuleCashbook, Label: "Portable Awa", Location: "Kolda"}
	asked := uitest.Must(c.awa.RenewPoste(ctx, wish, t.TempDir()))(t)
	c.desk.OpenFile(asked.Path)
	c.Await("dialog open task")
	c.Want(asked.Fingerprint, "ses anciennes clés ne vaudront plus.")
	c.Open("compared")
	c.Fill("reply-folder", c.out)
	c.Press("Remplacer les clés")
	c.Await("dialog open task-decided")
	c.wantReply()
}

// Without a seat the dialog says what to do instead of failing at the end.
func TestObstacleIsToldBeforeTheDecision(t *testing.T) {
	c := newCounter(t)
	uitest.Must(c.Session.SetSeats(t.Context(), directory.ModuleCashbook, 0))(t)
	c.desk.OpenFile(c.asked.Path)
	c.Await("dialog open task")
	c.Want("sont occupées (0 sur 0).")
}
