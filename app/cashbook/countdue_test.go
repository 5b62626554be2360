package cashbook_test

import (
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
)

func (s *site) due(t *testing.T, everyDays int) cashbook.CountDue {
	t.Helper()
	return want[cashbook.CountDue](t)(cashbook.CountDueNow(s, s.books[till], everyDays, s.now))
}

func TestSurpriseDayIsInItsMonthAndOnAnyDay(t *testing.T) {
	seen := map[calendar.Day]int{}
	february := calendar.New(2028, time.February, 17)
	for i := range 2_000 {
		day := cashbook.SurpriseDay(till, february, ledger.Hash{byte(i), byte(i >> 8)})
		if day < calendar.New(2028, time.February, 1) || day > calendar.New(2028, time.February, 29) {
			t.Fatalf("%s", day)
		}
		seen[day]++
	}
	if len(seen) != 29 {
		t.Errorf("only %d of 29 days are ever drawn", len(seen))
	}
	same := cashbook.SurpriseDay(till, calendar.New(2028, time.February, 1), ledger.Hash{7})
	if same != cashbook.SurpriseDay(till, february, ledger.Hash{7}) {
		t.Error("the day moves within its month")
	}
	others := 0
	for i := range 20 {
		if cashbook.SurpriseDay(ident.BookID{byte(i + 9)}, february, ledger.Hash{7}) != same {
			others++
		}
	}
	if others < 10 {
		t.Error("books are counted on the same day")
	}
}

func TestCountsFallDue(t *testing.T) {
	s := staffed()
	s.now = time.Date(2026, 10, 20, 12, 0, 0, 0, time.UTC)
	october := calendar.New(2026, time.October, 20)
	if due := s.due(t, 10); due.Reason != cashbook.CountNotDue {
		t.Errorf("an empty book: %+v", due)
	}
	want[cashbook.Recorded](t)(s.record(cashbook.Draft{Day: october, Content: cashbook.Content{AmountMinor: 10_000, Text: "Don"}}))
	if due := s.due(t, 10); due.Reason != cashbook.CountNotDue {
		t.Errorf("on its first day: %+v", due)
	}
	s.now = s.now.Add(10 * 24 * time.Hour)
	if due := s.due(t, 10); due.Reason != cashbook.CountPeriodic || due.Since != october+10 {
		t.Errorf("ten days later: %+v", due)
	}
	if due := s.due(t, 0); due.Reason != cashbook.CountNotDue {
		t.Errorf("nobody asks for counts: %+v", due)
	}
	want[cashbook.Count](t)(s.count(note(10_000, 1)))
	if due := s.due(t, 10); due.Reason != cashbook.CountNotDue {
		t.Errorf("just counted: %+v", due)
	}
	surprise := cashbook.SurpriseDay(till, calendar.New(2026, time.November, 1), s.entries[till][0].Entry.Hash)
	for day := calendar.New(2026, time.November, 1); day <= calendar.New(2026, time.November, 30); day++ {
		s.now = day.Time().Add(12 * time.Hour)
		due := s.due(t, 365)
		if (due.Reason == cashbook.CountSurprise) != (day >= surprise) || day >= surprise && due.Since != surprise {
			t.Errorf("%s, with %s drawn: %+v", day, surprise, due)
		}
	}
	want[cashbook.Count](t)(s.count(note(10_000, 1)))
	if due := s.due(t, 365); due.Reason != cashbook.CountNotDue {
		t.Errorf("after the surprise: %+v", due)
	}
	s.now = s.now.Add(24 * time.Hour)
	s.edit(func(b *cashbook.Book) { b.CeilingMinor = 9_999 })
	if due := s.due(t, 0); due.Reason != cashbook.CountCeiling {
		t.Errorf("over the ceiling: %+v", due)
	}
	s.edit(func(b *cashbook.Book) { b.Type = cashbook.Bank })
	if due := s.due(t, 1); due.Reason != cashbook.CountNotDue {
		t.Errorf("a bank: %+v", due)
	}
}
