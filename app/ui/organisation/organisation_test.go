package organisation_test

import (
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/ui/organisation"
	"github.com/comptoir/comptoir/app/ui/uitest"
	"github.com/comptoir/comptoir/app/workspace"
)

func open(t *testing.T, s *workspace.Session) *uitest.Bench {
	t.Helper()
	b := uitest.New(t)
	d := &desk.Desk{Services: b.Services, Shell: kit.NewShell(b.Services), Workspace: s.Workspace(), Session: s, Context: t.Context()}
	organisation.Register(d)
	d.Open(desk.Organisation)
	b.Await("screen organisation")
	return b
}

func ring(t *testing.T, s *workspace.Session) workspace.Keyring {
	t.Helper()
	return uitest.Must(s.Keyring(t.Context()))(t)
}

func TestRootKeyLeavesThePosteAndSignsFromItsFile(t *testing.T) {
	office := uitest.NewOffice(t)
	b := open(t, office.Session)
	b.Want("Clés de l'organisation")
	b.Open("tile keys")
	b.Await("screen organisation.keys")
	keys := ring(t, office.Session)
	b.Want("Racine 1", keys.Roots[0].ID, "aucune copie", keys.Issuers[0].ID, "Valable", keys.Fingerprint.String()[:4])

	dir := t.TempDir()
	fyne.CurrentApp().Preferences().SetString("folder.key", dir)
	b.Press("Sauvegarder…")
	b.Await("dialog open key-export")
	b.Press("Sauvegarder")
	b.Await("field refused passphrase")
	b.Fill("passphrase", "quatre mots pour le coffre")
	b.Fill("passphrase-again", "quatre mots pour le coffre")
	b.Click("Retirer ensuite la clé de ce poste")
	b.Press("Sauvegarder")
	b.Await("key exported")
	files, err := filepath.Glob(filepath.Join(dir, "cle-racine-1_*.age"))
	if err != nil || len(files) != 1 {
		t.Fatalf("%v, %v", files, err)
	}
	if now := ring(t, office.Session); now.Held != 0 || !now.Roots[0].Safe() {
		t.Errorf("%+v", now.Roots)
	}
	b.Want("Hors du poste")
}

func TestKeysTypedFromPaperAreJudgedGroupByGroup(t *testing.T) {
	office := uitest.NewOffice(t)
	page := uitest.Must(office.Session.PrintKey(t.Context(), "1"))(t)
	b := open(t, office.Session)
	b.Open("tile keys")
	b.Await("screen organisation.keys")
	b.Press("Remettre une clé…")
	b.Await("dialog open key-restore")
	b.Press("Taper depuis le papier…")
	b.Await("dialog open key-paper")
	typo := strings.Replace(page.Groups, page.Groups[5:9], "UUUU", 1)
	b.Fill("paper", typo)
	b.Want("faute dans")
	b.Press("Ouvrir")
	b.Want("Le groupe 2 contient une faute de frappe.")
	b.Fill("paper", page.Groups)
	b.Want("18 groupes justes sur 18")
	b.Press("Ouvrir")
	b.Await("key copies 1")
	b.Press("Remettre")
	b.Await("dialog close key-restore")
}

func TestSigningKeyIsReplaced(t *testing.T) {
	office := uitest.NewOffice(t)
	b := open(t, office.Session)
	b.Open("tile keys")
	b.Await("screen organisation.keys")
	b.Press("Remplacer la clé de signature…")
	b.Await("dialog open key-rotate")
	b.Want("Clés à portée")
	b.Press("Remplacer")
	b.Await("trust chain extended")
	if now := ring(t, office.Session); now.Version != 2 || len(now.Issuers) != 2 {
		t.Errorf("%+v", now)
	}
	b.Want("Se termine bientôt")
}

func TestOthersHaveNoPartInIt(t *testing.T) {
	office := uitest.NewOffice(t)
	_, awa := office.Join()
	b := open(t, awa)
	b.WantNot("Clés de l'organisation")
}
