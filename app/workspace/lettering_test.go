package workspace_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	books "github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/sync/synctest"
)

// letters writes the lines of an account with their letters.
func (d *deskOfBa) letters(t *testing.T, account string) string {
	t.Helper()
	page := must[workspace.LetterPage](t)(d.ba.LetterPage(t.Context(), d.project, account, "", 0, false))
	var out []string
	for _, l := range page.Lines {
		out = append(out, strings.TrimSpace(fmt.Sprintf("%s %d %s", l.Journal.LineName(l.LineRef), l.BaseMinor, l.Code)))
	}
	return strings.Join(out, ", ") + fmt.Sprintf(" = %d", page.OpenBase)
}

// open writes what is open on an account at the end of a day of November.
func (d *deskOfBa) open(t *testing.T, account string, day int) string {
	t.Helper()
	list := must[workspace.OpenList](t)(d.ba.OpenLines(t.Context(), d.project, account, "", november(day)))
	var out []string
	for _, i := range list.Items {
		out = append(out, fmt.Sprintf("%s %s %s %d %dj", i.Account, i.Party, i.Journal.LineName(i.LineRef), i.RestBase, i.AgeDays))
	}
	return strings.Join(out, ", ")
}

func expectText(t *testing.T, what, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("%s:\n%s\nwant\n%s", what, got, want)
	}
}

func keyIs(t *testing.T, what string, err error, key string) {
	t.Helper()
	var f *fault.Error
	if !errors.As(err, &f) || f.Key != key {
		t.Errorf("%s: %v, want %s", what, err, key)
	}
}

func TestLettering(t *testing.T) {
	ctx := t.Context()
	d := newDesk(t)
	d.post(t, d.sales, 2, "F-100", "Carburant", "6053", "4011", "TOTAL", 500)
	d.post(t, d.sales, 4, "F-101", "Huile", "6053", "4011", "TOTAL", 300)
	d.post(t, d.sales, 5, "N-1", "Note", "6053", "4011", "FALL", 500)
	paid := d.post(t, d.bank, 6, "V-1", "Virement", "4011", "5211", "TOTAL", 600)
	ref := func(j workspace.JournalCard, number int64, place int) books.LineRef {
		return books.LineRef{Journal: j.Journal.ID, Number: number, Place: place}
	}
	first, second, fall, payment := ref(d.sales, 1, 1), ref(d.sales, 2, 1), ref(d.sales, 3, 1), ref(d.bank, paid.Entry.Number, 0)

	letter := must[books.Letter](t)(d.ba.Letter(ctx, d.project, "4011", []books.LineRef{first, second, payment}))
	if letter.Serial != 1 || letter.Party != "TOTAL" || letter.Author != d.ba.UserID() {
		t.Errorf("%+v", letter)
	}
	expectText(t, "partial", d.letters(t, "4011"), "OD/1:2 -500 aa, OD/2:2 -300 aa, OD/3:2 -500, BQ1/1 600 aa = -700")
	expectText(t, "open", d.open(t, "", 20), "4011 FALL OD/3:2 -500 15j, 4011 TOTAL OD/2:2 -200 16j")
	expectText(t, "open before the payment", d.open(t, "4011", 5), "4011 FALL OD/3:2 -500 0j, 4011 TOTAL OD/1:2 -500 3j, 4011 TOTAL OD/2:2 -300 1j")

	rest := d.post(t, d.bank, 8, "V-2", "Solde", "4011", "5211", "TOTAL", 200)
	must[books.Letter](t)(d.ba.Letter(ctx, d.project, "4011", []books.LineRef{payment, ref(d.bank, rest.Entry.Number, 0)}))
	expectText(t, "full", d.letters(t, "4011"), "OD/1:2 -500 AA, OD/2:2 -300 AA, OD/3:2 -500, BQ1/1 600 AA, BQ1/2 200 AA = -500")

	for what, c := range map[string]struct {
		refs []books.LineRef
		key  string
	}{
		"a full letter":  {[]books.LineRef{first, fall}, "accounting.lettered"},
		"one line":       {[]books.LineRef{fall}, "accounting.letter-lines"},
		"unknown line":   {[]books.LineRef{fall, ref(d.sales, 9, 0)}, "accounting.letter-line"},
		"the same twice": {[]books.LineRef{fall, fall}, "accounting.letter-line"},
	} {
		_, err := d.ba.Letter(ctx, d.project, "4011", c.refs)
		keyIs(t, what, err, c.key)
	}
	_, err := d.ba.Letter(ctx, d.project, "6053", []books.LineRef{ref(d.sales, 1, 0), ref(d.sales, 2, 0)})
	keyIs(t, "account of costs", err, "accounting.letter-account")
	_, err = d.awa.Letter(ctx, d.project, "4011", []books.LineRef{first, fall})
	if kind, _ := fault.KindOf(err); kind != fault.Denied && kind != fault.Missing {
		t.Errorf("Awa letters: %v", err)
	}

	must[books.Letter](t)(d.ba.Unletter(ctx, d.project, "4011", 1))
	_, err = d.ba.Unletter(ctx, d.project, "4011", 1)
	keyIs(t, "undone twice", err, "storage.lettering")
	_, err = d.ba.Letter(ctx, d.project, "4011", []books.LineRef{first, second})
	keyIs(t, "one side", err, "accounting.letter-side")
	_, err = d.ba.Letter(ctx, d.project, "4011", []books.LineRef{fall, payment})
	keyIs(t, "two parties", err, "accounting.letter-party")
	again := must[books.Letter](t)(d.ba.Letter(ctx, d.project, "4011", []books.LineRef{first, payment}))
	expectText(t, "next letter", books.LetterCode(again.Serial, true), "AB")
}

func TestLettersOfClosedYearsStay(t *testing.T) {
	ctx := t.Context()
	d := newDesk(t)
	for day := range 2 {
		d.post(t, d.sales, 2+day, "F-1", "Carburant", "6053", "4011", "TOTAL", 500)
		d.post(t, d.bank, 4+day, "V-1", "Virement", "4011", "5211", "TOTAL", 500)
		refs := []books.LineRef{{Journal: d.sales.Journal.ID, Number: int64(day + 1), Place: 1}, {Journal: d.bank.Journal.ID, Number: int64(day + 1)}}
		must[books.Letter](t)(d.ba.Letter(ctx, d.project, "4011", refs))
	}
	synctest.Edit(t, d.database(), fmt.Sprintf(`
		INSERT INTO fiscal_year (project, code, first_day, last_day, revision, closed, result_minor, account, closing, opening)
		VALUES (x'%x', 'A', '2026-01-01', '2026-11-04', 1, 1, 0, '', 0, 0), (x'%x', 'B', '2026-11-05', '2026-12-31', 2, NULL, 0, '', 0, 0)`,
		d.project[:], d.project[:]))
	_, err := d.ba.Unletter(ctx, d.project, "4011", 1)
	keyIs(t, "a closed year", err, "accounting.letter-closed")
	must[books.Letter](t)(d.ba.Unletter(ctx, d.project, "4011", 2))
}

func TestReversedLinesAreLetteredByThemselves(t *testing.T) {
	ctx := t.Context()
	d := newDesk(t)
	d.post(t, d.sales, 2, "F-100", "Carburant", "6053", "4011", "TOTAL", 500)
	d.post(t, d.bank, 6, "V-1", "Virement", "4011", "5211", "TOTAL", 500)
	invoice := books.LineRef{Journal: d.sales.Journal.ID, Number: 1, Place: 1}
	payment := books.LineRef{Journal: d.bank.Journal.ID, Number: 1}
	must[books.Letter](t)(d.ba.Letter(ctx, d.project, "4011", []books.LineRef{invoice, payment}))
	must[books.Posting](t)(d.ba.ReversePosting(ctx, d.sales.Journal.ID, 1, november(10), "Doublon"))
	expectText(t, "letters", d.letters(t, "4011"), "OD/1:2 -500 OD-2, BQ1/1 500 aa, OD/2:2 500 OD-2 = 500")
	expectText(t, "open", d.open(t, "4011", 20), "4011 TOTAL BQ1/1 500 14j")
	expectText(t, "open before the reversal", d.open(t, "4011", 9), "")
	_, err := d.ba.Letter(ctx, d.project, "4011", []books.LineRef{payment, {Journal: d.sales.Journal.ID, Number: 2, Place: 1}})
	keyIs(t, "a reversal", err, "accounting.letter-reversed")
}

func TestProposals(t *testing.T) {
	ctx := t.Context()
	d := newDesk(t)
	d.post(t, d.sales, 1, "F-100", "Carburant", "6053", "4011", "TOTAL", 500) // two of the same amount:
	d.post(t, d.sales, 2, "F-101", "Carburant", "6053", "4011", "TOTAL", 500) // the text of the payment tells
	d.post(t, d.sales, 3, "F-102", "Huile", "6053", "4011", "TOTAL", 300)
	d.post(t, d.sales, 4, "F-103", "Pneus", "6053", "4011", "TOTAL", 450)
	d.post(t, d.sales, 5, "F-104", "Filtre", "6053", "4011", "TOTAL", 25)
	d.post(t, d.sales, 5, "N-1", "Note", "6053", "4011", "FALL", 80)
	d.post(t, d.bank, 6, "V-1", "Règlement F-101", "4011", "5211", "TOTAL", 500)
	d.post(t, d.bank, 7, "V-2", "Règlement", "4011", "5211", "TOTAL", 500)
	d.post(t, d.bank, 8, "V-3", "Règlement", "4011", "5211", "TOTAL", 750)
	d.post(t, d.bank, 9, "V-4", "Remboursement", "4011", "5211", "FALL", 80)
	proposals := must[[]books.Proposal](t)(d.ba.ProposeLetters(ctx, d.project, "4011", ""))
	var got []string
	for _, p := range proposals {
		var lines []string
		for _, l := range p.Lines {
			lines = append(lines, l.Journal.LineName(l.LineRef))
		}
		got = append(got, fmt.Sprintf("%s %s %s", p.Party, p.Reason, strings.Join(lines, "+")))
	}
	expectText(t, "proposals", strings.Join(got, "\n"), `FALL balance OD/6:2+BQ1/4
TOTAL reference OD/2:2+BQ1/1
TOTAL amount OD/1:2+BQ1/2
TOTAL sum OD/3:2+OD/4:2+BQ1/3`)
	letters := must[[]books.Letter](t)(d.ba.LetterProposals(ctx, d.project, "4011", proposals))
	if len(letters) != 4 || !letters[0].Proposed {
		t.Errorf("%+v", letters)
	}
	expectText(t, "open", d.open(t, "4011", 20), "4011 TOTAL OD/5:2 -25 15j")
	_, err := d.ba.LetterProposals(ctx, d.project, "4011", proposals)
	keyIs(t, "twice", err, "accounting.lettered")
}
