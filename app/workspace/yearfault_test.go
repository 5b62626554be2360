package workspace_test

import (
	"context"
	"fmt"
	"maps"
	"strconv"
	"testing"
	"time"

	acct "github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/workspace"
)

const (
	firstYear = 2018
	lastYear  = 2025
)

func yearEnd(year int) calendar.Day { return calendar.New(year, time.December, 31) }

// closeYears closes one fiscal year after the other from the one after first, and the
// month of the opening journal before each.
func closeYears(w *workspace.Workspace, _ string, first int) error {
	ctx := context.Background()
	s, err := w.SignIn(ctx, fatou, fatouPassword)
	if err != nil {
		return err
	}
	fmt.Println(first) // from now on
	for year := first + 1; year <= lastYear; year++ {
		if err := closeYear(ctx, s, w.Dir(), year); err != nil {
			return err
		}
		fmt.Println(year)
	}
	return nil
}

// closeYear closes a year of P01 up to which all but the opening journal is released.
func closeYear(ctx context.Context, s *workspace.Session, dir string, year int) error {
	opening, err := s.Journal(ctx, "P01/AN")
	if err != nil {
		return err
	}
	closings, err := s.Closings(ctx, opening.Journal.ID)
	if err != nil {
		return err
	}
	if opening.Head.Seq > 0 && (len(closings) == 0 || closings[0].Until < yearEnd(year)) {
		if _, _, err := s.CloseJournal(ctx, opening.Journal.ID, acct.CloseMonth, yearEnd(year), ""); err != nil {
			return err
		}
	}
	if err := openJournalOf(ctx, dir); err != nil { // also what was killed before it was released
		return err
	}
	_, err = s.CloseYear(ctx, acct.YearOrder{Project: opening.Journal.Project, Code: strconv.Itoa(year)})
	return err
}

// Killed while fiscal years are closed, at any moment: a year is closed with its
// result, its closing and the opening of the next one, or it is open with none of
// them; and it can be closed, with the same figures as without a kill.
func TestThreat26FaultKilledClosingOfAYearIsWholeOrAbsent(t *testing.T) {
	ctx := t.Context()
	a := yearsKept(t)
	a.shut(t)
	closed := 0
	for range rounds() {
		b := *a
		b.office = &office{folder: &folder{dir: t.TempDir(), now: a.now}, book: a.book}
		copyFolder(t, a.dir, b.dir)
		told := killed(t, "close-year", b.dir, "", firstYear-1)
		b.reopen(t)
		b.fatou = must[*workspace.Session](t)(b.SignIn(ctx, fatou, fatouPassword))
		until := b.wantYears(t, told)
		closed += until - firstYear + 1
		for year := until + 1; year <= lastYear; year++ {
			check(t, closeYear(ctx, b.fatou, b.dir, year))
		}
		b.wantYears(t, lastYear)
		b.shut(t)
	}
	t.Logf("%d rounds: %d years closed before the kills, none half", rounds(), closed)
}

// yearsKept are accounts of some years, of which only the years are to be closed: in
// each 900 francs came in and 250 were spent.
func yearsKept(t *testing.T) *accountsOffice {
	t.Helper()
	ctx := t.Context()
	a := accountsKept(t, chart.SYSCOHADA)
	a.mayAdd(t)
	for year := firstYear; year <= lastYear+1; year++ {
		y := acct.Year{Project: a.book.Project, Code: strconv.Itoa(year), Last: yearEnd(year)}
		if year == firstYear {
			y.First = calendar.New(year, time.January, 1)
		}
		must[acct.Year](t)(a.fatou.AddYear(ctx, y))
	}
	for year := firstYear; year <= lastYear; year++ {
		for account, minor := range map[string]int64{"7061": -900, "6053": 250} {
			must[acct.Posting](t)(a.fatou.Post(ctx, a.journals["OD"].ID, acct.Entry{Day: yearEnd(year), Content: acct.Content{
				Mask: acct.MaskFree, Text: "Écriture", Lines: []acct.Line{{Account: account, AmountMinor: minor}, {Account: "5211", AmountMinor: -minor}},
			}}))
		}
	}
	_, _, err := a.fatou.CloseJournal(ctx, a.journals["OD"].ID, acct.CloseMonth, yearEnd(lastYear), "")
	check(t, err)
	check(t, openJournalOf(ctx, a.dir))
	return a
}

// wantYears wants every year to be closed or open as a whole, those that were told of
// to be closed, and gives the last one that is.
func (a *accountsOffice) wantYears(t *testing.T, told int) (until int) {
	t.Helper()
	ctx := t.Context()
	until = firstYear - 1
	for _, y := range must[workspace.YearList](t)(a.fatou.Years(ctx, a.book.Project)).Years {
		year := must[int](t)(strconv.Atoi(y.Code))
		if y.IsOpen() {
			continue
		}
		if until++; year != until || y.ResultMinor != 650 || y.Opening == 0 {
			t.Fatalf("after %d comes %+v", until-1, y)
		}
		a.wantBalances(t, yearEnd(year), nil)
	}
	if until < told || until > told+1 {
		t.Fatalf("told of %d, closed are the years up to %d", told, until)
	}
	years := int64(until - firstYear + 1)
	opened := map[string]int64{"5211": 650 * years, "131": -650 * years}
	if years == 0 {
		opened = nil
	}
	a.wantBalances(t, yearEnd(until)+1, opened)
	for _, j := range []string{"OD", "AN"} {
		if r := must[acct.Report](t)(a.fatou.VerifyPostings(ctx, a.journals[j].ID)); r.Lost != 0 {
			t.Fatalf("%s: %+v", j, r)
		}
	}
	return until
}

// wantBalances wants the accounts to have balances up to a day, and the others none.
func (a *accountsOffice) wantBalances(t *testing.T, until calendar.Day, want map[string]int64) {
	t.Helper()
	totals := must[[]acct.Total](t)(a.fatou.AccountTotals(t.Context(), acct.TotalFilter{Project: a.book.Project, Until: until}))
	got := map[string]int64{}
	for _, total := range totals {
		if minor := total.BalanceMinor(); minor != 0 {
			got[total.Account] = minor
		}
	}
	if !maps.Equal(got, want) {
		t.Fatalf("on %s the balances are %v, want %v", until, got, want)
	}
}
