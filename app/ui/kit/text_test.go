package kit_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/ui/kit"
)

func contains(text, part string) bool { return strings.Contains(text, part) }

func TestTextIsCutWithAnEllipsis(t *testing.T) {
	b := newBench(t)
	text := kit.NewText("Réparation de la pompe du forage", kit.Body).Cut()
	b.put(kit.Width(120, text), nil)
	b.Window.Resize(fyne.NewSize(120, 40))
	if markup := b.markup(); !contains(markup, "…<") || contains(markup, "forage<") {
		t.Errorf("not cut: %s", markup)
	}
	if text.Text() != "Réparation de la pompe du forage" {
		t.Errorf("the text itself is cut: %q", text.Text())
	}
}

func TestTextThatFitsStays(t *testing.T) {
	b := newBench(t)
	b.put(kit.NewText("Siège", kit.Strong).Cut(), nil)
	b.wantShown(t, "Siège")
}

func TestParagraphBreaksAtPlainSpacesOnly(t *testing.T) {
	b := newBench(t)
	amount := "250\u202f000\u00a0F\u00a0CFA"
	p := kit.NewParagraph(strings.Repeat(amount+" ", 7)+"reçus\u202f?", kit.Body)
	b.put(kit.VStack(0, p), nil)
	b.Window.Resize(fyne.NewSize(260, 400))
	markup := b.markup()
	lines := strings.Count(markup, "<text")
	if lines < 3 {
		t.Errorf("%d lines, want more: %s", lines, markup)
	}
	if strings.Count(markup, amount) != 7 || !contains(markup, "reçus\u202f?") {
		t.Errorf("broken at a no-break space: %s", markup)
	}
}

func TestParagraphKeepsItsOwnLines(t *testing.T) {
	b := newBench(t)
	p := kit.NewParagraph("un\ndeux", kit.Muted)
	b.put(kit.VStack(0, p), nil)
	b.wantShown(t, "un", "deux")
	p.SetText("trois")
	b.wantShown(t, "trois")
	b.wantHidden(t, "un", "deux")
}

func TestParagraphBreaksAPathBetweenFolders(t *testing.T) {
	b := newBench(t)
	path := "/media/cle-usb/" + strings.Repeat("dossier/", 12) + "demande_2026-11-22.req"
	b.put(kit.VStack(0, kit.NewParagraph("La demande est écrite : "+path, kit.Body)), nil)
	b.Window.Resize(fyne.NewSize(260, 400))
	markup := b.markup()
	if contains(markup, path) || !contains(markup, ">dossier/") || !contains(markup, "demande_2026-11-22.req<") {
		t.Errorf("the path is not broken between folders: %s", markup)
	}
	wide := kit.NewParagraph(strings.Repeat("W", 200), kit.Body)
	wide.Resize(fyne.NewSize(0, 0)) // narrower than any letter: it must end all the same
	if wide.MinSize().Height <= 0 {
		t.Error("no height")
	}
}
