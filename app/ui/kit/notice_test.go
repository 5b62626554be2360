package kit_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/kit"
)

func TestNoticeHasIconWordAndText(t *testing.T) {
	b := newBench(t)
	b.put(b.Notices, nil)
	for standing, word := range map[kit.Standing]string{
		kit.Fine: "Terminé", kit.Expiring: "Attention", kit.Refused: "Refusé", kit.Neutral: "Information",
	} {
		b.Notices.Tell(standing, "Voilà.", "Et maintenant.")
		b.wantShown(t, word, "Voilà.", "Et maintenant.")
		if !contains(b.markup(), standing.Icon()+"-") {
			t.Errorf("%s shows no icon", standing)
		}
	}
	b.Notices.Clear()
	b.wantHidden(t, "Voilà.")
}

func TestRefuseTellsWhatAndWhatToDo(t *testing.T) {
	b := newBench(t)
	b.put(b.Notices, nil)
	if !b.Refuse(fault.New(fault.Invalid, "field.day", nil)) || len(b.reported) != 0 {
		t.Errorf("a foreseen error is logged: %v", b.reported)
	}
	b.wantShown(t, "Refusé", "La date manque.")
	if b.Refuse(nil) {
		t.Error("no error is refused")
	}
}

func TestUnforeseenErrorGetsAReference(t *testing.T) {
	b := newBench(t)
	b.put(b.Notices, nil)
	b.Refuse(errDisk)
	if len(b.reported) != 1 || !contains(b.markup(), "REF-1") || contains(b.markup(), "disk on fire") {
		t.Errorf("reported %v, shown %s", b.reported, b.markup())
	}
	b.Done("Enregistré.")
	b.wantShown(t, "Terminé", "Enregistré.")
}

func TestBadgeHasAWord(t *testing.T) {
	b := newBench(t)
	b.put(kit.NewBadge(kit.Expiring, "Expire bientôt"), nil)
	b.wantShown(t, "Expire bientôt")
}

func TestCancelledWorkIsNoNews(t *testing.T) {
	b := newBench(t)
	if !b.Refuse(fmt.Errorf("read: %w", context.Canceled)) {
		t.Error("cancelled work counts as done")
	}
	if len(b.reported) > 0 || len(b.trace.String()) > 0 {
		t.Errorf("told %q, reported %v", b.trace, b.reported)
	}
}
