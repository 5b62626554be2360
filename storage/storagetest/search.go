package storagetest

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/storage"
)

var searchTests = []test{{"a search finds what looking at each voucher finds", searchRandom}}

// searchRandom enters and changes vouchers in any order of days, with texts of
// few letters, so that short searches find many and blocks are shared.
func searchRandom(t *testing.T, s *storage.Store) {
	update(t, s, func(tx *storage.Tx) error { return addTill(tx, "P01") })
	m, random := model{book: bookID("P011")}, rand.New(rand.NewPCG(5, 7))
	hand := scribe{book: m.book}
	letters := []rune("aéŒ B1%_-/\\ñ日\u00a0")
	some := func() string {
		text := make([]rune, random.IntN(6))
		for i := range text {
			text[i] = letters[random.IntN(len(letters))]
		}
		return string(text)
	}
	for range 120 {
		if n := len(m.chain); n > 9 && random.IntN(4) == 0 {
			before := m.lines()[random.IntN(len(m.lines()))].Voucher
			m.append(t, s, hand.revise(before, day(1+random.IntN(9)), 1, some()))
			continue
		}
		v := cashbook.Voucher{Content: cashbook.Content{AmountMinor: 1, Text: some(), Recipient: some(), PartnerNumber: some()}}
		v.Entry = ledger.Entry{Day: day(1 + random.IntN(9))}
		m.append(t, s, hand.link(v))
	}
	for range 200 {
		wanted := some()
		found := m.having(directory.Fold(wanted))
		checkSearch(t, s, cashbook.PageFilter{Book: m.book, Search: wanted}, found)
		checkSearch(t, s, cashbook.PageFilter{Book: m.book, Search: wanted, Offset: random.IntN(20), Limit: 1 + random.IntN(20)}, found)
	}
	view(t, s, func(tx *storage.Tx) error { return tx.VerifyTotals(m.book) })
	update(t, s, func(tx *storage.Tx) error { return tx.RebuildTotals(m.book) })
	checkSearch(t, s, cashbook.PageFilter{Book: m.book, Search: "a"}, m.having("a"))
}

// having gives the lines with a folded text in one of the fields that are
// searched.
func (m *model) having(folded string) (found []cashbook.Line) {
	for _, line := range m.lines() {
		v := line.Voucher
		for _, text := range []string{v.Text, v.Recipient, v.PartnerNumber} {
			if strings.Contains(directory.Fold(text), folded) {
				found = append(found, line)
				break
			}
		}
	}
	return found
}
