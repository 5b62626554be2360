package keycopies_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/ui/keycopies"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/ui/uitest"
	"github.com/comptoir/comptoir/app/workspace"
)

const passphrase = "quatre mots pour le coffre"

// bench is a window that asks for two copies of keys, of which the poste holds none.
type bench struct {
	*uitest.Bench
	office *uitest.Office
	copies *keycopies.Copies
	drawn  workspace.KeyCopy
}

func newBench(t *testing.T) *bench {
	t.Helper()
	b := &bench{Bench: uitest.New(t), office: uitest.NewOffice(t)}
	b.drawn = uitest.Must(b.office.Session.DrawRecoveryKey(t.Context()))(t)
	b.copies = keycopies.New(b.Services, 2, 0)
	kit.NewShell(b.Services).Show(kit.Screen{Name: "copies", Content: b.copies.Content, Focus: b.copies.File})
	return b
}

// groups are those of the key that was drawn, as somebody types them.
func (b *bench) groups() []string {
	return strings.FieldsFunc(workspace.RecoveryGroups(b.drawn), func(r rune) bool { return r == '-' || r == ' ' || r == '\n' })
}

// choose names a file.
func (b *bench) choose(path string) {
	b.T.Helper()
	b.Press("Ouvrir un fichier…")
	b.Await("dialog open file")
	b.Chord(fyne.KeyA)
	b.Fill("path", path)
	b.Key(fyne.KeyReturn)
}

func TestNothingIsOpenAtFirst(t *testing.T) {
	b := newBench(t)
	b.Want("Clés à portée : 0 sur 2 nécessaires")
	if got := b.copies.Last(); got.Name != "" || len(b.copies.Opened) != 0 {
		t.Errorf("opened %+v", b.copies.Opened)
	}
}

// A wrong passphrase opens nothing and leaves the dialog; the right one does.
func TestFileOpensWithItsPassphrase(t *testing.T) {
	b := newBench(t)
	path := uitest.Must(b.office.Session.WriteRecoveryKey(b.drawn, passphrase, t.TempDir()))(t)
	changes := 0
	b.copies.Changed = func() { changes++ }
	b.choose(path)
	b.Await("dialog open key-passphrase")
	b.Fill("passphrase", "quatre mots pour un autre")
	b.Key(fyne.KeyReturn)
	b.Await("dialog refused key-passphrase")
	if len(b.copies.Opened) != 0 {
		t.Fatal("a wrong passphrase opens it")
	}
	b.Reach("passphrase")
	for range "quatre mots pour un autre" {
		b.Key(fyne.KeyBackspace)
	}
	b.Write(passphrase)
	b.Key(fyne.KeyReturn)
	b.Await("key copies 1")
	b.Want("Clés à portée : 1 sur 2 nécessaires", "cle-de-secours_eau_vive_")
	if got := b.copies.Last(); got.Recovery.Bytes() != b.drawn.Recovery.Bytes() || changes == 0 {
		t.Errorf("opened %+v, told %d times", got, changes)
	}
}

// Each group is judged while it is typed; a typo is named and opens nothing.
func TestTyposOnPaperAreNamed(t *testing.T) {
	b := newBench(t)
	groups := b.groups()
	b.Press("Taper depuis le papier…")
	b.Await("dialog open key-paper")
	b.Want("0 groupes justes sur 18")
	b.Write(strings.Join(groups[:3], " "))
	b.Want("3 groupes justes sur 18")
	typo := []byte(groups[3])
	if typo[0]++; groups[3][0] != '2' {
		typo[0] = '2'
	}
	b.Write(" " + string(typo))
	b.Want("3 groupes justes sur 18 ; faute dans : 4")
	b.Key(fyne.KeyReturn)
	b.Await("dialog refused key-paper")
	if len(b.copies.Opened) != 0 {
		t.Error("four groups open a key")
	}
}

// The two copies may come from paper and from a file; the last is the one that was
// opened last.
func TestPaperAndFileCountTogether(t *testing.T) {
	b := newBench(t)
	b.Press("Taper depuis le papier…")
	b.Await("dialog open key-paper")
	b.Write(strings.ToLower(strings.Join(b.groups(), " ")))
	b.Want("18 groupes justes sur 18")
	b.Key(fyne.KeyReturn)
	b.Await("key copies 1")
	other := uitest.Must(b.office.Session.DrawRecoveryKey(t.Context()))(t)
	b.choose(uitest.Must(b.office.Session.WriteRecoveryKey(other, passphrase, t.TempDir()))(t))
	b.Await("dialog open key-passphrase")
	b.Fill("passphrase", passphrase)
	b.Key(fyne.KeyReturn)
	b.Await("key copies 2")
	b.Want("Clés à portée : 2 sur 2 nécessaires", "Clé tapée depuis le papier")
	if b.copies.Opened[0].Recovery.Bytes() != b.drawn.Recovery.Bytes() || b.copies.Last().Recovery.Bytes() != other.Recovery.Bytes() {
		t.Error("other keys were opened")
	}
}
