package workspace_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/workspace"
)

func TestOpenBookSaysWhoMayDoWhatWhere(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	_, awa := o.join(t)
	office := must[workspace.OpenBook](t)(o.session.OpenBook(ctx, "P01/1"))
	if !errors.Is(office.Record, fault.Denied) || !errors.Is(office.Reverse, fault.Denied) || office.Edit != nil || office.Assign != nil {
		t.Errorf("head office: %v, %v, %v, %v", office.Record, office.Reverse, office.Edit, office.Assign)
	}
	site := must[workspace.OpenBook](t)(awa.OpenBook(ctx, "P01/1"))
	if site.Record != nil || site.Reverse != nil || !errors.Is(site.Edit, fault.Denied) || !errors.Is(site.Assign, fault.Denied) {
		t.Errorf("site: %v, %v, %v, %v", site.Record, site.Reverse, site.Edit, site.Assign)
	}
	if _, err := awa.OpenBook(ctx, "P01/2"); !errors.Is(err, fault.Missing) {
		t.Errorf("a book that is not there gives %v", err)
	}
	if err := awa.CanSomewhere(ctx, directory.RightBookManage); !errors.Is(err, fault.Denied) {
		t.Errorf("a cashier who would add books gets %v", err)
	}
}

func TestBookLinesTellHowFarEachVoucherHasGot(t *testing.T) {
	ctx := t.Context()
	site, awa := found(t).join(t)
	book := must[workspace.BookCard](t)(awa.Book(ctx, "P01/1")).Book.ID
	must[cashbook.Recorded](t)(awa.Record(ctx, book, cashbook.Draft{Content: cashbook.Content{AmountMinor: 250_000, Text: "Approvisionnement"}}))
	must[cashbook.Recorded](t)(awa.Record(ctx, book, cashbook.Draft{Content: cashbook.Content{AmountMinor: -12_500, Text: "Carburant"}}))
	site.now = site.now.Add(24 * time.Hour)
	must[cashbook.Recorded](t)(awa.Reverse(ctx, book, 2, "Saisi deux fois"))

	lines, total, err := awa.BookLines(ctx, cashbook.PageFilter{Book: book, Limit: 10})
	check(t, err)
	if total != 3 || len(lines) != 3 {
		t.Fatalf("%d lines of %d", len(lines), total)
	}
	states := []cashbook.State{lines[0].State, lines[1].State, lines[2].State}
	if want := []cashbook.State{cashbook.Entered, cashbook.Entered, cashbook.EnteredToday}; !slices.Equal(states, want) {
		t.Errorf("states %v, want %v", states, want)
	}
	if lines[0].ReversedBy != 0 || lines[1].ReversedBy != 3 || lines[2].Voucher.Entry.Reverses != 2 {
		t.Errorf("reversals: %+v", lines)
	}
	card := must[workspace.VoucherCard](t)(awa.VoucherCard(ctx, lines[2]))
	if card.Author != "Awa Diop" || card.Poste.Number == 0 || card.Poste.Location != "Kolda" {
		t.Errorf("entered by %q on %+v", card.Author, card.Poste)
	}
}

func TestOutlookIsOfThePlaceThatTheVoucherTakes(t *testing.T) {
	ctx := t.Context()
	_, awa := found(t).join(t)
	card := must[workspace.BookCard](t)(awa.Book(ctx, "P01/1"))
	yesterday := card.Today - 1
	must[cashbook.Recorded](t)(awa.Record(ctx, card.Book.ID, cashbook.Draft{Day: yesterday, Content: cashbook.Content{AmountMinor: 1000, Text: "Entrée"}}))
	must[cashbook.Recorded](t)(awa.Record(ctx, card.Book.ID, cashbook.Draft{Content: cashbook.Content{AmountMinor: -400, Text: "Sortie"}}))
	for name, c := range map[string]struct {
		day            calendar.Day
		number         int64
		before, lowest int64
	}{
		"a new one today":        {card.Today, 0, 600, 600},
		"a new one yesterday":    {yesterday, 0, 1000, 600},
		"a new one before all":   {yesterday - 1, 0, 0, 600},
		"instead of the second":  {card.Today, 2, 1000, 1000},
		"instead of the first":   {yesterday, 1, 0, -400},
		"a day without vouchers": {card.Today + 1, 0, 600, 600},
	} {
		got := must[cashbook.Outlook](t)(awa.Outlook(ctx, card.Book.ID, c.day, c.number))
		if got.BeforeMinor != c.before || got.LowestMinor != c.lowest {
			t.Errorf("%s: %d before, %d at the lowest; want %d, %d", name, got.BeforeMinor, got.LowestMinor, c.before, c.lowest)
		}
	}
}

func TestBookCandidatesAndProjectsAreForThoseWhoSetUpBooks(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	_, awa := o.join(t)
	people := must[[]directory.User](t)(o.session.BookCandidates(ctx, o.book.ID, cashbook.Responsible))
	if len(people) != 1 || people[0].ID != o.awa.ID {
		t.Errorf("candidates: %+v", people)
	}
	if _, err := awa.BookCandidates(ctx, o.book.ID, cashbook.Responsible); !errors.Is(err, fault.Denied) {
		t.Errorf("a cashier who asks for candidates gets %v", err)
	}
	for who, c := range map[*workspace.Session]int{o.session: 1, awa: 0} {
		projects := must[[]directory.Project](t)(who.BookProjects(ctx))
		if len(projects) != c {
			t.Errorf("projects: %+v, want %d", projects, c)
		}
	}
}
