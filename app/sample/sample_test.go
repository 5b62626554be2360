package sample_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/sample"
	"github.com/comptoir/comptoir/app/vault"
	"github.com/comptoir/comptoir/app/workspace"
)

var end = time.Date(2026, time.November, 21, 9, 14, 0, 0, time.UTC)

func at(now time.Time) workspace.Options {
	return workspace.Options{Now: func() time.Time { return now }}
}

func silent(sample.Step) {}

func mustMake(t *testing.T, now time.Time) sample.Sample {
	t.Helper()
	return mustTell(t, now, silent)
}

func mustTell(t *testing.T, now time.Time, tell func(sample.Step)) sample.Sample {
	t.Helper()
	made, err := sample.Make(t.Context(), filepath.Join(t.TempDir(), "new", "exemple"), at(now), tell)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// enter signs a person in at a place of the sample.
func enter(t *testing.T, place sample.Place, p sample.Person, now time.Time) *workspace.Session {
	t.Helper()
	options := at(now)
	options.Keys = vault.FileKeyStore(place.Dir)
	w, err := workspace.Open(t.Context(), place.Dir, options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = w.Close() })
	session, err := w.SignIn(t.Context(), p.Address, p.Password)
	if err != nil {
		t.Fatalf("%s can not sign in at %s: %v", p.Name, place.Name, err)
	}
	return session
}

// What a visitor finds.
func TestSample(t *testing.T) {
	var told []string
	made := mustTell(t, end, func(s sample.Step) { told = append(told, s.Key) })
	t.Run("everybody named can sign in", func(t *testing.T) { everybodySignsIn(t, made) })
	t.Run("two months of work", func(t *testing.T) { twoMonths(t, made) })
	t.Run("head office", func(t *testing.T) { headOffice(t, made) })
	t.Run("accounts", func(t *testing.T) { accounts(t, made) })
	t.Run("steps", func(t *testing.T) { stepsAreTold(t, told) })
}

func everybodySignsIn(t *testing.T, made sample.Sample) {
	books := map[string]int{ // address → books to see
		"ndeye.fall@eauvive.example": 5, "mamadou.sarr@eauvive.example": 5, "khady.ndiaye@eauvive.example": 0,
		"awa.diop@eauvive.example": 3, "moussa.balde@eauvive.example": 1, "fatoumata.kante@eauvive.example": 2,
	}
	for _, place := range made.Places {
		for _, p := range place.People {
			cards, err := enter(t, place, p, end.Add(time.Minute)).Books(t.Context())
			if want, named := books[p.Address]; err != nil || !named || len(cards) != want {
				t.Errorf("%s sees %d books, want %d: %v", p.Address, len(cards), want, err)
			}
			delete(books, p.Address)
		}
	}
	if len(books) > 0 {
		t.Errorf("not named as able to sign in: %v", books)
	}
}

// It must look lived in: the till kept until today and below its ceiling, a
// correction, a reversal, fresh user data.
func twoMonths(t *testing.T, made sample.Sample) {
	awa := enter(t, made.Places[1], made.Places[1].People[0], end)
	card, err := awa.Book(t.Context(), "P01/1")
	if err != nil {
		t.Fatal(err)
	}
	lines, total, err := awa.BookLines(t.Context(), cashbook.PageFilter{Book: card.Book.ID, Limit: 100})
	if err != nil || total != 31 || len(lines) != 31 {
		t.Fatalf("the till of Kolda has %d vouchers: %v", total, err)
	}
	if card.BalanceMinor != 133_500 || !card.Here || card.LastDay != calendar.New(2026, time.November, 21) {
		t.Errorf("the till of Kolda: %+v", card)
	}
	var revised, reversed int
	for _, l := range lines {
		if l.BalanceMinor > card.Book.CeilingMinor {
			t.Errorf("number %d takes the till above its ceiling", l.Voucher.Entry.Number)
		}
		if l.Voucher.Entry.Revision > 0 {
			revised++
		}
		if l.ReversedBy != 0 {
			reversed++
		}
	}
	if revised != 1 || reversed != 1 {
		t.Errorf("%d corrections and %d reversals, want one each", revised, reversed)
	}
	fresh, err := awa.Freshness(t.Context())
	if left := fresh.Until.Sub(end); err != nil || left < 10*24*time.Hour {
		t.Errorf("the user data is good for %v more: %v", left, err)
	}
}

// Head office has people of every status, something to decide, and a clock that
// nothing has upset.
func headOffice(t *testing.T, made sample.Sample) {
	ndeye := enter(t, made.Places[0], made.Places[0].People[0], end)
	users, total, err := ndeye.Users(t.Context(), directory.UserFilter{Archived: true})
	if err != nil || total != 9 {
		t.Fatalf("%d users: %v", total, err)
	}
	seen := map[directory.Status]bool{}
	for _, u := range users {
		seen[u.Status] = true
	}
	if len(seen) != 4 {
		t.Errorf("only the statuses %v are there to see", seen)
	}
	if tasks, err := ndeye.Tasks(t.Context(), directory.RequestOpen); err != nil || len(tasks) != 1 {
		t.Errorf("tasks: %v, %v", tasks, err)
	}
	if condition, err := ndeye.Workspace().Condition(t.Context()); err != nil || condition.ClockJumped || condition.ClockLate {
		t.Errorf("the clock of head office is not in order: %+v, %v", condition, err)
	}
}

// The accountant has journals to show: cash, bank and the rest, with a reversal, an
// open item and what is due.
func accounts(t *testing.T, made sample.Sample) {
	khady := enter(t, made.Places[0], made.Places[0].People[2], end)
	cards, err := khady.Journals(t.Context())
	if err != nil || len(cards) != 3 {
		t.Fatalf("%d journals: %v", len(cards), err)
	}
	postings, reversed, due, sum := 0, 0, 0, int64(0)
	for _, card := range cards {
		if !card.Here || card.Responsible != "Khady Ndiaye" || card.Ownership.Epoch != 1 {
			t.Errorf("%s is kept as %+v", card.Journal.Ref(), card)
		}
		lines, total, err := khady.JournalPage(t.Context(), accounting.PageFilter{Journal: card.Journal.ID, Limit: 100})
		if err != nil || int64(total) != card.Head.Number {
			t.Errorf("%s has %d of %d postings: %v", card.Journal.Ref(), total, card.Head.Number, err)
		}
		for _, p := range lines {
			postings++
			if p.ReversedBy != 0 {
				reversed++
			}
			for _, l := range p.Lines {
				sum += l.BaseMinor
				if !l.Due.IsZero() {
					due++
				}
			}
		}
	}
	if postings != 18 || reversed != 1 || due != 3 || sum != 0 {
		t.Errorf("%d postings, %d reversed, %d due, off balance by %d", postings, reversed, due, sum)
	}
}

func TestAtAnyTimeOfDay(t *testing.T) {
	for _, now := range []time.Time{
		time.Date(2026, time.November, 21, 0, 0, 0, 0, time.UTC),
		time.Date(2028, time.February, 29, 23, 59, 59, 999, time.UTC),
		time.Date(2027, time.January, 1, 1, 30, 0, 0, time.FixedZone("", 5*3600)),
	} {
		made := mustMake(t, now)
		awa := enter(t, made.Places[1], made.Places[1].People[0], now)
		card, err := awa.Book(t.Context(), "P01/1")
		if err != nil || card.LastDay != calendar.Of(now, time.UTC) {
			t.Errorf("at %v the last voucher is of %v: %v", now, card.LastDay, err)
		}
	}
}

func stepsAreTold(t *testing.T, keys []string) {
	for _, want := range []string{"founded", "exported", "imported", "requested", "approved", "granted", "refused", "kept", "verified"} {
		if !slices.Contains(keys, "sample.step."+want) {
			t.Errorf("the story does not tell %q: %v", want, keys)
		}
	}
}

func TestNothingIsOverwritten(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "mine"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := sample.Make(t.Context(), dir, at(end), silent); !errors.Is(err, fault.Conflict) {
		t.Errorf("a folder with something in it gives %v, want fault.Conflict", err)
	}
	if _, err := sample.Make(t.Context(), filepath.Join(dir, "mine"), at(end), silent); !errors.Is(err, fault.Invalid) {
		t.Errorf("a file gives %v, want fault.Invalid", err)
	}
	if _, err := sample.Make(t.Context(), filepath.Join(dir, "mine", "below"), at(end), silent); !errors.Is(err, fault.Invalid) {
		t.Errorf("a folder below a file gives %v, want fault.Invalid", err)
	}
	mustHold(t, dir, "mine")
}

func TestCancelledLeavesNothing(t *testing.T) {
	parent := t.TempDir()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	_, err := sample.Make(ctx, filepath.Join(parent, "exemple"), at(end), func(s sample.Step) {
		if s.Key == "sample.step.approved" {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled half-way: %v", err)
	}
	mustHold(t, parent)
}

func mustHold(t *testing.T, dir string, want ...string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != len(want) {
		t.Fatalf("%s holds %v, want %v: %v", dir, entries, want, err)
	}
	for i, e := range entries {
		if e.Name() != want[i] {
			t.Errorf("%s holds %s, want %s", dir, e.Name(), want[i])
		}
	}
}
