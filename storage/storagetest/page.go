package storagetest

import (
	"fmt"
	"testing"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/storage"
)

var pageTests = []test{
	{"a page is searched without case and accents", searchPage},
	{"suggestions are what was used last", suggest},
}

// addSearchable fills a book whose lines are found by different fields.
func addSearchable(t *testing.T, s *storage.Store) model {
	update(t, s, func(tx *storage.Tx) error { return addTill(tx, "P01") })
	m := model{book: bookID("P011")}
	hand := scribe{book: m.book}
	for i, v := range []cashbook.Voucher{
		{Content: cashbook.Content{Text: "Carburant mission Vélingara", Recipient: "Station Oumar"}},
		{Content: cashbook.Content{Text: "Achat œufs", Recipient: "CARBU-Plus"}},
		{Content: cashbook.Content{Text: "100 % _remise\\", PartnerNumber: "F-0117/carbu"}},
		{Content: cashbook.Content{Text: "Péage"}},
	} {
		v.Entry = ledger.Entry{Day: day(9 - i)}
		v.AmountMinor = int64(i + 1)
		m.append(t, s, hand.link(v))
	}
	m.append(t, s, hand.revise(m.chain[3], day(6), 50, "Péage carburateur"))
	return m
}

func searchPage(t *testing.T, s *storage.Store) {
	m := addSearchable(t, s)
	for search, want := range map[string][]int{ // places on the page, which is by day
		"carbu": {0, 1, 2, 3}, "CARBURANT": {3}, "VELINGARA": {3}, "vélingara": {3}, "oeufs": {2}, "Œufs": {2},
		"f-0117": {1}, "% _": {1}, "_": {1}, `\`: {1}, "péage": {0}, "carburateur": {0},
		"velingara\nstation": nil, "vélingara station": nil, "rien": nil, "%a%": nil,
	} {
		lines := m.lines()
		var found []cashbook.Line
		for _, place := range want {
			found = append(found, lines[place])
		}
		for _, page := range [][2]int{{0, 0}, {0, 2}, {1, 2}, {3, 9}, {9, 9}} {
			checkSearch(t, s, cashbook.PageFilter{Book: m.book, Search: search, Offset: page[0], Limit: page[1]}, found)
		}
	}
}

func checkSearch(t *testing.T, s *storage.Store, f cashbook.PageFilter, found []cashbook.Line) {
	t.Helper()
	view(t, s, func(tx *storage.Tx) error {
		got, total, err := tx.Page(f)
		what := fmt.Sprintf("search %q from %d for %d", f.Search, f.Offset, f.Limit)
		if len(got) == 0 {
			got = nil
		}
		same(t, what, got, part(found, f.Offset, f.Limit))
		same(t, what+" in all", total, len(found))
		return err
	})
}

func suggest(t *testing.T, s *storage.Store) {
	update(t, s, func(tx *storage.Tx) error { return addTill(tx, "P01") })
	m := model{book: bookID("P011")}
	hand := scribe{book: m.book}
	for i, v := range []cashbook.Voucher{
		{Content: cashbook.Content{Text: "Étude", Recipient: "Oumar"}}, {Content: cashbook.Content{Text: "Eau", Recipient: ""}}, {Content: cashbook.Content{Text: "Étude", Recipient: "Ousmane"}},
		{Content: cashbook.Content{Text: "Erreur"}}, {Content: cashbook.Content{Text: "Carburant", Recipient: "oumar"}},
	} {
		v.Entry = ledger.Entry{Day: day(9 - i)}
		v.AmountMinor = 1
		m.append(t, s, hand.link(v))
	}
	m.append(t, s, hand.revise(m.chain[3], day(6), 1, "Essence"))
	for _, c := range []struct {
		ask    func(*storage.Tx, string, int) ([]string, error)
		prefix string
		limit  int
		want   []string
	}{
		{texts, "", 9, []string{"Carburant", "Essence", "Étude", "Eau"}},
		{texts, "", 2, []string{"Carburant", "Essence"}},
		{texts, "", 0, nil},
		{texts, "é", 9, []string{"Essence", "Étude", "Eau"}},
		{texts, "ET", 9, []string{"Étude"}},
		{texts, "err", 9, nil},
		{texts, "%", 9, nil},
		{recipients, "ou", 9, []string{"oumar", "Ousmane", "Oumar"}},
		{recipients, "e", 9, nil},
	} {
		view(t, s, func(tx *storage.Tx) error {
			got, err := c.ask(tx, c.prefix, c.limit)
			same(t, fmt.Sprintf("suggestions for %q", c.prefix), got, c.want)
			return err
		})
	}
}

func texts(tx *storage.Tx, prefix string, limit int) ([]string, error) {
	return tx.EarlierTexts(bookID("P011"), prefix, limit)
}

func recipients(tx *storage.Tx, prefix string, limit int) ([]string, error) {
	return tx.EarlierRecipients(bookID("P011"), prefix, limit)
}
