package kit_test

import (
	"context"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/comptoir/comptoir/app/ui/kit"
)

// frame gives a shell with three sections, each with a screen.
func frame(t *testing.T) (*bench, *kit.Shell) {
	t.Helper()
	b := newBench(t)
	sh := kit.NewShell(b.Services)
	sh.SetOrganisation("Eau Vive", nil)
	var sections []kit.Section
	for _, id := range []string{"board", "books", "account"} {
		sections = append(sections, kit.Section{ID: id, Title: "Section " + id, Icon: "cash", Open: func() { sh.Show(screen(b, id)) }})
	}
	sections[1].Count = 12
	sh.SetSections(sections)
	sections[0].Open()
	b.Window.Resize(fyne.NewSize(1280, 680))
	return b, sh
}

// screen has one field, which takes the keyboard.
func screen(b *bench, id string) kit.Screen {
	field := kit.NewTextField(b.Services, "field-"+id)
	return kit.Screen{
		Name: id, Section: id, Content: kit.NewPage(kit.NewHead("Titre "+id, nil), field), Focus: field,
		Crumbs: []kit.Crumb{{Text: "Chemin " + id}},
	}
}

func TestShellShowsWhereOneIs(t *testing.T) {
	b, sh := frame(t)
	sh.SetStatus([]kit.StatusItem{{Text: "Poste 12", Icon: "poste"}, {Text: "Heure vérifiée", Icon: "fine", Standing: kit.Fine}})
	b.wantShown(t, "Eau Vive", "Section board", "Section books", "12", "Chemin board", "Titre board", "Ctrl+K", "Poste 12", "Heure vérifiée")
	b.wantTrace(t, "focus field-board", "screen board")
}

func TestCtrlTabGoesThroughTheSections(t *testing.T) {
	b, sh := frame(t)
	for _, want := range []string{"books", "account", "board"} {
		b.chord(fyne.KeyTab, fyne.KeyModifierControl)
		if got := sh.Current().Section; got != want {
			t.Errorf("Ctrl+Tab leads to %s, want %s", got, want)
		}
	}
	b.chord(fyne.KeyTab, fyne.KeyModifierControl|fyne.KeyModifierShift)
	if got := sh.Current().Section; got != "account" {
		t.Errorf("Ctrl+Shift+Tab leads to %s", got)
	}
}

func TestCtrlTabTwiceGoesTwoSectionsOnBeforeTheFirstHasCome(t *testing.T) {
	b, sh := frame(t)
	var asked []string
	slow := func(id string) kit.Section {
		return kit.Section{ID: id, Title: id, Icon: "cash", Open: func() { asked = append(asked, id) }}
	}
	sh.SetSections([]kit.Section{slow("board"), slow("books"), slow("account")})
	b.chord(fyne.KeyTab, fyne.KeyModifierControl)
	b.chord(fyne.KeyTab, fyne.KeyModifierControl)
	if !slices.Equal(asked, []string{"books", "account"}) {
		t.Errorf("asked for %q", asked)
	}
}

func TestSectionsAndPathAnswerTheMouse(t *testing.T) {
	b, sh := frame(t)
	test.TapCanvas(b.Window.Canvas(), fyne.NewPos(60, 40+8+32+16))
	if sh.Current().Name != "books" {
		t.Fatalf("the second section opens %s", sh.Current().Name)
	}
	opened := ""
	below := screen(b, "book")
	below.Crumbs = []kit.Crumb{{Text: "Livres", Open: func() { opened = "books" }}, {Text: "P01/1"}}
	sh.Show(below)
	test.TapCanvas(b.Window.Canvas(), fyne.NewPos(236+20, 20))
	if opened != "books" {
		t.Error("the path does not lead up")
	}
	opened = ""
	b.key(fyne.KeyEscape)
	if opened != "books" {
		t.Error("Esc does not lead up")
	}
}

func TestLeaveIsAskedFirst(t *testing.T) {
	b, sh := frame(t)
	var proceed func()
	closed := 0
	dirty := screen(b, "record")
	dirty.Leave = func(p func()) { proceed = p }
	dirty.Closed = func() { closed++ }
	sh.Show(dirty)
	sh.Show(screen(b, "other"))
	if sh.Current().Name != "record" || closed != 0 {
		t.Fatal("a screen with something to lose was left without a question")
	}
	proceed()
	if sh.Current().Name != "other" || closed != 1 {
		t.Errorf("now on %s, closed %d times", sh.Current().Name, closed)
	}
}

func TestNoticeGoesWithItsScreen(t *testing.T) {
	b, sh := frame(t)
	b.Done("Enregistré.")
	b.wantShown(t, "Enregistré.")
	sh.Show(screen(b, "next"))
	b.wantHidden(t, "Enregistré.")
}

func TestAloneHasNoFrame(t *testing.T) {
	b, sh := frame(t)
	sh.ShowAlone(kit.Screen{Name: "door", Content: kit.NewText("Bienvenue", kit.Title)})
	b.wantShown(t, "Bienvenue")
	b.wantHidden(t, "Eau Vive", "Section board")
	b.Done("Bonjour.")
	b.wantShown(t, "Bonjour.")
}

func TestSearchIsCtrlKAndATap(t *testing.T) {
	b, sh := frame(t)
	searched := 0
	sh.OnSearch(func() { searched++ })
	b.chord(fyne.KeyK, fyne.KeyModifierControl)
	test.TapCanvas(b.Window.Canvas(), fyne.NewPos(1180, 20))
	if searched != 2 {
		t.Errorf("searched %d times, want 2", searched)
	}
}

func TestHelpListsEveryKey(t *testing.T) {
	b, _ := frame(t)
	b.key(fyne.KeyF1)
	b.wantShown(t, "Touches du clavier", "F1", "Ctrl+K", "Ctrl+Tab", "Ctrl+Maj+Tab", "Ctrl+N", "Ctrl+S", "Ctrl+F", "Ctrl+P", "Ctrl+E", "F5", "Échap")
	if contains(b.markup(), "[key.") || contains(b.markup(), "[chord.") {
		t.Error("a key has no text")
	}
	b.key(fyne.KeyEscape)
	b.wantHidden(t, "Touches du clavier")
}

func TestStatusFactOpens(t *testing.T) {
	b, sh := frame(t)
	opened := false
	sh.SetStatus([]kit.StatusItem{{Text: "Poste 12 · Kolda", Open: func() { opened = true }}})
	b.markup() // lays it out
	test.TapCanvas(b.Window.Canvas(), fyne.NewPos(30, 680-13))
	if !opened {
		t.Error("the fact opens nothing")
	}
}

func TestTaskShowsProgressAndIsCancelled(t *testing.T) {
	b, _ := frame(t)
	b.Tasks.Run("Exportation", func(ctx context.Context, tell func(kit.Progress)) error {
		b.wantShown(t, "Exportation…")
		tell(kit.Progress{What: "fichiers", Done: 3, Total: 10})
		b.wantShown(t, "Exportation\u202f: fichiers 3 sur 10")
		test.TapCanvas(b.Window.Canvas(), fyne.NewPos(1280-20, 680-13))
		if ctx.Err() == nil {
			t.Error("the cross does not cancel")
		}
		return ctx.Err()
	}, func(error) {})
	b.wantHidden(t, "Exportation\u202f: fichiers 3 sur 10")
}

func TestWideScreenDoesNotPushTheEdgesAway(t *testing.T) {
	b, sh := frame(t)
	sh.Show(kit.Screen{Name: "wide", Content: kit.Width(5000, kit.NewText("large", kit.Body))})
	if width := b.Window.Content().MinSize().Width; width > 1366 {
		t.Errorf("the window needs %v", width)
	}
}

func TestNoticeMakesRoomForItself(t *testing.T) {
	b, sh := frame(t)
	content := sh.Current().Content
	place := func() float32 { return fyne.CurrentApp().Driver().AbsolutePositionForObject(content).Y }
	before := place()
	b.Notices.Tell(kit.Fine, "Le livre est créé.", "")
	if told := place(); told <= before {
		t.Errorf("the screen stays at %v below a notice, from %v", told, before)
	}
	b.Notices.Clear()
	if after := place(); after != before {
		t.Errorf("the screen does not come back to %v: %v", before, after)
	}
}
