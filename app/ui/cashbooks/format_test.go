package cashbooks_test

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
)

func TestEnglishFormatReadsItsOwnAmountsAndDays(t *testing.T) {
	french, _ := atSite(t)
	b := newBenchIn(t, "en", french.folder, french.session)
	b.openTill()
	b.record("1", "3/2", "", "Supply", "", "250000")
	b.record("2", "", "", "Fuel", "", "", "12500")
	b.Want("03/02/2026", "250,000", "237,500", "Entered today")
	b.Reach("grid")
	b.Key(fyne.KeyReturn)
	b.fields("", "", "", "", "")
	b.Await("voucher changed 2")
	if v := b.lines()[1].Voucher; v.AmountMinor != -12_500 || v.Entry.Revision != 0 {
		t.Errorf("a change of nothing stored %+v", v)
	}
}

func TestLineFollowsTheCalendarPastMidnight(t *testing.T) {
	b, _ := atSite(t)
	b.openTill()
	b.folder.Now = b.folder.Now.Add(24 * time.Hour)
	b.Key(fyne.KeyF5)
	b.Want("22.11.26")
	b.record("1", "t", "", "Approvisionnement", "", "1000") // replaces the day, which is selected
	if day := b.lines()[0].Voucher.Entry.Day; day != b.Today()+1 {
		t.Errorf("recorded for %v", day)
	}
	b.fields("-1", "", "Carburant")
	b.folder.Now = b.folder.Now.Add(24 * time.Hour)
	b.Key(fyne.KeyF5)
	b.Want("21.11.26", "Carburant") // a line that was begun stays as it is
}

func TestEscInTheDayLeavesItReadyToBeReplaced(t *testing.T) {
	b, _ := atSite(t)
	b.openTill()
	b.fields("", "B-1")
	b.Chord(fyne.KeyN)
	b.Key(fyne.KeyEscape)
	b.WantNot("B-1")
	b.record("1", "-1", "", "Approvisionnement", "", "1000")
	if day := b.lines()[0].Voucher.Entry.Day; day != b.Today()-1 {
		t.Errorf("recorded for %v", day)
	}
}
