package cashbook_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

func TestCanRecordAnswersAsRecordDoes(t *testing.T) {
	s := newSite()
	for name, c := range map[string]struct {
		by    ident.UserID
		poste ident.PosteID
	}{
		"her book here":  {awa, kolda},
		"her book there": {awa, spare},
		"not hers":       {binta, kolda},
		"no right":       {admin, kolda},
	} {
		t.Run(name, func(t *testing.T) {
			_, want := cashbook.Record(s, s.actor(c.by), c.poste, till, voucher(0, 1), s.now)
			got := cashbook.CanRecord(s, s.actor(c.by), c.poste, till, s.now)
			if (got == nil) != (want == nil) || want != nil && got.Error() != want.Error() {
				t.Errorf("got %v, and Record says %v", got, want)
			}
		})
	}
	s.edit(func(b *cashbook.Book) { b.Status = cashbook.Idle })
	if err := cashbook.CanRecord(s, s.actor(awa), kolda, till, s.now); !errors.Is(err, fault.Denied) {
		t.Errorf("an idle book gives %v", err)
	}
}

// crowd is a site that lists its people.
type crowd struct{ *site }

func (c crowd) Users(directory.UserFilter) ([]directory.User, int, error) {
	var people []directory.User
	for _, id := range []ident.UserID{admin, awa, binta, moussa} {
		people = append(people, c.users[id])
	}
	return people, len(people), nil
}

func TestCandidatesAreThoseWhomAssignTakes(t *testing.T) {
	s := crowd{newSite()}
	for as, want := range map[cashbook.Duty][]ident.UserID{
		cashbook.Responsible:      {awa, binta}, // Awa is it already
		cashbook.Deputy:           {binta},
		cashbook.CounterSignatory: {admin, binta, moussa},
	} {
		people, err := cashbook.Candidates(s, s.actor(admin), till, as, s.now)
		if err != nil {
			t.Fatal(err)
		}
		var got []ident.UserID
		for _, u := range people {
			got = append(got, u.ID)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: got %v, want %v", as, got, want)
		}
	}
	if _, err := cashbook.Candidates(s, s.actor(awa), till, cashbook.Deputy, s.now); !errors.Is(err, fault.Denied) {
		t.Errorf("a cashier who asks gets %v", err)
	}
	if _, err := cashbook.Candidates(s, s.actor(admin), till, "boss", s.now); !errors.Is(err, fault.Invalid) {
		t.Errorf("an unknown duty gives %v", err)
	}
}
