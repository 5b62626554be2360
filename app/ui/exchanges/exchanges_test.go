package exchanges_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/exchanges"
	"github.com/comptoir/comptoir/app/ui/uitest"
	"github.com/comptoir/comptoir/app/workspace"
)

// post is a window of a site at « Échanges ». Its arrivals are looked for when
// the test says so.
type post struct {
	*uitest.Bench
	office *uitest.Office
	site   *uitest.Folder
	inbox  *workspace.Inbox
	awa    *workspace.Session
	state  workspace.InboxState
	desk   *desk.Desk
}

func (p *post) State() workspace.InboxState { return p.state }

func (p *post) Look() {
	p.state = uitest.Must(p.inbox.Scan(p.T.Context(), p.awa, []string{p.site.Inbox()}, time.Millisecond))(p.T)
}

func newPost(t *testing.T) *post {
	t.Helper()
	p := &post{office: uitest.NewOffice(t)}
	p.site, p.awa = p.office.Join()
	p.inbox = p.site.NewInbox(func(err error) string { return err.Error() })
	p.Bench = uitest.New(t)
	p.desk = p.Bench.Seat(p.site, p.awa)
	p.desk.Arrivals = p
	exchanges.Register(p.desk)
	return p
}

// arrive puts a file into the inbox of the site.
func (p *post) arrive(path string) string {
	p.T.Helper()
	to := filepath.Join(p.site.Inbox(), filepath.Base(path))
	uitest.Check(p.T, os.WriteFile(to, uitest.Must(os.ReadFile(path))(p.T), 0o600))
	return to
}

func TestWhatArrivesIsShownAndImported(t *testing.T) {
	p := newPost(t)
	p.desk.Open(desk.Exchanges)
	p.Await("screen exchanges")
	p.Want("Échanges", "Rien à importer", "À importer · 0")

	p.office.Now = p.office.Now.Add(time.Hour)
	p.site.Now = p.office.Now
	path := p.arrive(p.office.Export())
	p.Press("Importer maintenant")
	p.Await("screen exchanges")
	p.Want("À importer · 1", filepath.Base(path), "Awa Diop", "à importer")

	p.Key(fyne.KeyReturn)
	p.Await("screen exchanges.preview")
	p.Want("Siège Eau Vive")
}

func TestRefusedFileSaysWhy(t *testing.T) {
	p := newPost(t)
	bad := filepath.Join(p.site.Inbox(), "abime.usr")
	uitest.Check(t, os.WriteFile(bad, []byte("\x89CPT et puis plus rien"), 0o600))
	p.Look()
	p.desk.Open(desk.Exchanges)
	p.Await("screen exchanges")
	p.Want("Refusés · 1")
	p.Reach("tabs")
	p.Key(fyne.KeyRight)
	p.Key(fyne.KeyRight)
	p.Await("tab refused")
	p.Want("abime.usr")
	p.Reach("grid")
	p.Key(fyne.KeyReturn)
	p.Await("dialog open refused")
	p.Want("Copie gardée pour examen", "Dossier")
}

func TestWhatWaitsIsCopiedToAStick(t *testing.T) {
	p := newPost(t)
	wish := workspace.Wish{Module: "cashbook", Label: "Portable Awa", Location: "Kolda"}
	asked := uitest.Must(p.awa.RequestModule(t.Context(), wish, p.site.Outbox()))(t)
	stick := t.TempDir()
	p.desk.Open(desk.Exchanges)
	p.Await("screen exchanges")
	p.Want("À envoyer · 1")
	p.Press("Copier sur une clé…")
	p.Await("dialog open carry")
	p.Fill("carry-folder", stick)
	p.Press("Copier")
	p.Await("task done")
	p.Want("À envoyer · 0", filepath.Base(asked.Path), "emporté", stick)
	there := uitest.Must(os.ReadFile(filepath.Join(stick, filepath.Base(asked.Path))))(t)
	if len(there) == 0 {
		t.Error("nothing was copied")
	}
}

func TestSeveralFilesAreTriedFirst(t *testing.T) {
	p := newPost(t)
	p.office.Now = p.office.Now.Add(time.Hour)
	p.site.Now = p.office.Now
	path := p.office.Export()
	dir := filepath.Dir(path)
	uitest.Check(t, os.WriteFile(filepath.Join(dir, "bad.usr"), []byte("x"), 0o600))
	p.desk.OpenFiles([]string{dir})
	p.Await("dialog open many")
	p.Want("1 fichier à importer", "1 fichier refusé")
	p.Press("Importer 1")
	p.Await("many imported")
	p.Want("Sur ce poste · 1")
}

func TestFoldersAreChosenAndRemoved(t *testing.T) {
	p := newPost(t)
	dir := t.TempDir()
	uitest.Check(t, p.awa.WatchFolder(t.Context(), dir))
	p.desk.Open(desk.Exchanges)
	p.Await("screen exchanges")
	p.Press("Dossiers surveillés…")
	p.Await("dialog open watched")
	p.Want("Boîte d'arrivée de ce poste")
	p.Press("Retirer")
	p.Await("dialog open watched")
	p.WantNot("Retirer")
	if watched := uitest.Must(p.site.WatchedFolders(t.Context()))(t); len(watched) != 0 {
		t.Errorf("still watched: %v", watched)
	}
}
