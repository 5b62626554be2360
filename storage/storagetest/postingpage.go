package storagetest

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/storage"
)

var postingPageTests = []test{{"pages of journals and accounts are what looking at each posting gives", pageRandomPostings}}

// pageRandomPostings enters postings in any order of days, with texts of few
// letters, and asks for parts of the journal and of an account.
func pageRandomPostings(t *testing.T, s *storage.Store) {
	j := bank("BQ1")
	addJournals(t, s, j)
	c, random := &clerk{journal: j}, rand.New(rand.NewPCG(3, 11))
	start := calendar.New(2026, time.January, 25)
	any := func() calendar.Day { return start + calendar.Day(random.IntN(70)) }
	letters := []rune("aéŒ B1%_-/\\ñ日\u00a0")
	some := func() string {
		text := make([]rune, random.IntN(6))
		for i := range text {
			text[i] = letters[random.IntN(len(letters))]
		}
		return string(text)
	}
	var all []accounting.Posting
	for range 150 {
		d := any()
		all = append(all, c.link(d, 0, accounting.Content{
			Mask: accounting.MaskFree, Voucher: some(), VoucherDay: d, Text: some(), Origin: some(), Rate: money.RateOne,
			Lines: []accounting.Line{
				{Account: fmt.Sprint(6041 + random.IntN(3)), AmountMinor: 5, BaseMinor: 5, PartyName: some()},
				{Account: "5211", AmountMinor: -5, BaseMinor: -5, Text: some()},
			},
		}))
	}
	post(t, s, j, all...)
	slices.SortFunc(all, func(a, b accounting.Posting) int {
		return cmp.Or(cmp.Compare(a.Entry.Day, b.Entry.Day), cmp.Compare(a.Entry.Number, b.Entry.Number))
	})
	for range 400 {
		f := accounting.PageFilter{Journal: j.ID, Offset: random.IntN(160), Limit: random.IntN(30)}
		if random.IntN(2) == 0 {
			f.Search = some()
		}
		if random.IntN(2) == 0 {
			f.From = any()
		}
		if random.IntN(2) == 0 {
			f.Until = any()
		}
		checkPostingPage(t, s, all, f)
		checkAccountPage(t, s, all, accounting.LineFilter{
			Project: j.Project, Account: "6042", From: f.From, Until: f.Until, Offset: f.Offset / 4, Limit: f.Limit,
		})
	}
}

// checkPostingPage compares a page with what going through all postings gives.
func checkPostingPage(t *testing.T, s *storage.Store, all []accounting.Posting, f accounting.PageFilter) {
	t.Helper()
	var want []accounting.Posting
	for _, p := range all {
		if within(p.Entry.Day, f.From, f.Until) && mentions(p, directory.Fold(f.Search)) {
			want = append(want, p)
		}
	}
	view(t, s, func(tx *storage.Tx) error {
		page, total, err := tx.PostingPage(f)
		same(t, fmt.Sprintf("total of %+v", f), total, len(want))
		same(t, fmt.Sprintf("page of %+v", f), page, part(want, f.Offset, f.Limit))
		return err
	})
}

// checkAccountPage does so with lines of an account.
func checkAccountPage(t *testing.T, s *storage.Store, all []accounting.Posting, f accounting.LineFilter) {
	t.Helper()
	var want []accounting.AccountLine
	for _, p := range all {
		for place, l := range p.Lines {
			if l.Account == f.Account && within(p.Entry.Day, f.From, f.Until) {
				want = append(want, accounting.AccountLine{Journal: p.Entry.Book, Day: p.Entry.Day, Number: p.Entry.Number, Place: place, Posting: p})
			}
		}
	}
	view(t, s, func(tx *storage.Tx) error {
		page, total, err := tx.AccountLines(f)
		same(t, fmt.Sprintf("total of %+v", f), total, len(want))
		same(t, fmt.Sprintf("lines of %+v", f), page, part(want, f.Offset, f.Limit))
		return err
	})
}

func within(d, from, until calendar.Day) bool {
	return (from == 0 || d >= from) && (until == 0 || d <= until)
}

// mentions reports whether a posting has a folded text in a field that is searched.
func mentions(p accounting.Posting, folded string) bool {
	texts := []string{p.Voucher, p.Text, p.Origin}
	for _, l := range p.Lines {
		texts = append(texts, l.PartyName, l.Text)
	}
	return slices.ContainsFunc(texts, func(text string) bool { return strings.Contains(directory.Fold(text), folded) })
}
