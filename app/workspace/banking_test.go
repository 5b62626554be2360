package workspace_test

import (
	"fmt"
	"strings"
	"testing"

	books "github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/bankfile"
	"github.com/comptoir/comptoir/app/workspace"
)

const firstHalf = `Date;Libellé;Débit;Crédit;Solde;Référence
02/11/2026;Chèque V-1 Station Total;600;;9 400;
05/11/2026;Remise mairie;;1 000;10 400;R-9
06/11/2026;Frais de tenue;25;;10 375;
10/11/2026;Virement groupé;750;;9 625;
`

// The 10th is in both files.
const secondHalf = `Date;Libellé;Débit;Crédit;Solde;Référence
10/11/2026;Virement groupé;750;;9 625;
18/11/2026;Retrait;100;;9 525;
18/11/2026;Retrait;100;;9 425;
`

func take(t *testing.T, d *deskOfBa, name, content string) []books.Taking {
	t.Helper()
	return must[[]books.Taking](t)(d.ba.TakeStatements(t.Context(), d.bank.Journal.ID, saveText(t, name, content), dayFirst, true))
}

var dayFirst = workspace.BankOptions{Options: bankfile.Options{Order: bankfile.DayFirst}}

// rests writes what is open on both sides at the end of a day of November, and the
// balances.
func (d *deskOfBa) rests(t *testing.T, day int) string {
	t.Helper()
	page := must[workspace.ReconciliationPage](t)(d.ba.ReconciliationPage(t.Context(), d.bank.Journal.ID, november(day)))
	var ours, theirs []string
	for _, l := range page.Booked {
		ours = append(ours, fmt.Sprintf("%s %d", l.Name(), l.Minor))
	}
	for _, l := range page.Bank {
		theirs = append(theirs, fmt.Sprintf("%s %d", l.BankRef, l.AmountMinor))
	}
	if page.BookMinor-page.BooksMinor()+page.StatementsMinor() != page.BankMinor {
		t.Errorf("%d − %d + %d ≠ %d", page.BookMinor, page.BooksMinor(), page.StatementsMinor(), page.BankMinor)
	}
	return fmt.Sprintf("%d [%s] [%s] %d missing %d", page.BookMinor, strings.Join(ours, ", "), strings.Join(theirs, ", "), page.BankMinor, page.MissingMinor())
}

func (d *deskOfBa) suggestions(t *testing.T) (list []workspace.Suggested, text string) {
	t.Helper()
	page := must[workspace.ReconciliationPage](t)(d.ba.ReconciliationPage(t.Context(), d.bank.Journal.ID, 0))
	var out []string
	for _, s := range page.Suggestions {
		var parts []string
		for _, l := range s.Bank {
			parts = append(parts, l.BankRef.String())
		}
		parts = append(parts, "=")
		for _, l := range s.Booked {
			parts = append(parts, l.Name())
		}
		out = append(out, fmt.Sprintf("%s %d %v", strings.Join(parts, " "), s.Score, s.Sure()))
	}
	return page.Suggestions, strings.Join(out, "\n")
}

// movements posts an opening balance, what the first statement has but the
// charges, two parts of what the bank booked as one, and a cheque that nobody
// cashed.
func (d *deskOfBa) movements(t *testing.T) {
	t.Helper()
	d.post(t, d.sales, 1, "AN-1", "À nouveau", "5211", "1012", "", 10_000)
	d.post(t, d.bank, 2, "V-1", "Règlement", "4011", "5211", "TOTAL", 600)
	d.post(t, d.bank, 4, "R-9", "Subvention de la mairie", "5211", "7181", "", 1_000)
	d.post(t, d.bank, 9, "S-1", "Salaire", "4221", "5211", "FALL", 500)
	d.post(t, d.bank, 9, "S-2", "Salaire", "4221", "5211", "TOTAL", 250)
	d.post(t, d.bank, 12, "V-7", "Chèque non encaissé", "4011", "5211", "TOTAL", 900)
}

func TestReconciliation(t *testing.T) {
	ctx := t.Context()
	d := newDesk(t)
	d.movements(t)
	expectText(t, "before", d.rests(t, 20), "8750 [OD/1 10000, BQ1/1:2 -600, BQ1/2 1000, BQ1/3:2 -500, BQ1/4:2 -250, BQ1/5:2 -900] [] 0 missing 0")

	preview := must[[]books.Taking](t)(d.ba.TakeStatements(ctx, d.bank.Journal.ID, saveText(t, "un.csv", firstHalf), dayFirst, false))
	if len(preview) != 1 || len(preview[0].Lines) != 5 {
		t.Errorf("preview: %+v", preview)
	}
	expectText(t, "after the preview", d.rests(t, 2), "9400 [OD/1 10000, BQ1/1:2 -600] [] 0 missing 0")
	take(t, d, "un.csv", firstHalf)
	_, err := d.ba.TakeStatements(ctx, d.bank.Journal.ID, saveText(t, "copie.csv", firstHalf), dayFirst, true)
	keyIs(t, "the same file again", err, "accounting.bank-again")

	list, text := d.suggestions(t)
	expectText(t, "suggestions", text, `1/0 = OD/1 100 true
1/1 = BQ1/1:2 100 true
1/2 = BQ1/2 100 true
1/4 = BQ1/3:2 BQ1/4:2 69 false`)
	must[[]books.Match](t)(d.ba.MatchSuggestions(ctx, d.bank.Journal.ID, list))
	expectText(t, "matched", d.rests(t, 20), "8750 [BQ1/5:2 -900] [1/3 -25] 9625 missing 0")
	expectText(t, "before the bank paid", d.rests(t, 9), "9650 [BQ1/3:2 -500, BQ1/4:2 -250] [1/3 -25] 10375 missing 0")
	_, err = d.ba.MatchSuggestions(ctx, d.bank.Journal.ID, list[:1])
	keyIs(t, "matched twice", err, "accounting.matched")

	taking := take(t, d, "deux.csv", secondHalf)[0]
	if len(taking.Known) != 1 || len(taking.Lines) != 2 || taking.Statement.Serial != 2 {
		t.Errorf("second half: %+v", taking)
	}
	expectText(t, "second half", d.rests(t, 20), "8750 [BQ1/5:2 -900] [1/3 -25, 2/1 -100, 2/2 -100] 9425 missing 0")
	_, err = d.ba.TakeStatements(ctx, d.bank.Journal.ID, saveText(t, "x.csv", secondHalf+"\n\n"), dayFirst, true)
	keyIs(t, "all lines known", err, "accounting.bank-known")

	// The charges are posted and matched by hand; what does not agree is refused.
	charges := d.post(t, d.bank, 6, "FR-1", "Frais", "6318", "5211", "", 25)
	ref := books.LineRef{Journal: d.bank.Journal.ID, Number: charges.Entry.Number, Place: 1}
	_, err = d.ba.MatchLines(ctx, d.bank.Journal.ID, []books.BankRef{{Statement: 2, Place: 1}}, []books.LineRef{ref})
	keyIs(t, "other amount", err, "accounting.match-sum")
	_, err = d.ba.MatchLines(ctx, d.bank.Journal.ID, []books.BankRef{{Statement: 1, Place: 3}}, []books.LineRef{{Journal: ref.Journal, Number: ref.Number}})
	keyIs(t, "line of another account", err, "accounting.match-posting")
	m := must[books.Match](t)(d.ba.MatchLines(ctx, d.bank.Journal.ID, []books.BankRef{{Statement: 1, Place: 3}}, []books.LineRef{ref}))
	expectText(t, "charges matched", d.rests(t, 20), "8725 [BQ1/5:2 -900] [2/1 -100, 2/2 -100] 9425 missing 0")
	if err := d.ba.RemoveStatement(ctx, d.bank.Journal.ID, 1); err == nil {
		t.Error("a matched statement was removed")
	}
	check(t, d.ba.RemoveStatement(ctx, d.bank.Journal.ID, 2))
	must[books.Match](t)(d.ba.Unmatch(ctx, d.bank.Journal.ID, m.Serial))
	expectText(t, "undone", d.rests(t, 20), "8725 [BQ1/6:2 -25, BQ1/5:2 -900] [1/3 -25] 9625 missing 0")
	matches := must[[]workspace.Matched](t)(d.ba.Matches(ctx, d.bank.Journal.ID))
	if len(matches) != 4 || matches[3].Author != "Moussa Ba" || len(matches[3].Booked) != 2 || len(matches[3].Theirs) != 1 {
		t.Errorf("%+v", matches)
	}
}

func TestAMissingStatementIsTold(t *testing.T) {
	d := newDesk(t)
	d.movements(t)
	take(t, d, "un.csv", firstHalf)
	later := "Date;Libellé;Débit;Crédit;Solde\n25/11/2026;Agios;5;;9 000,00\n"
	taking := take(t, d, "trois.csv", later)[0]
	if taking.GapMinor != 9_005-9_625 || taking.After != 1 {
		t.Errorf("gap of %d after %d", taking.GapMinor, taking.After)
	}
	expectText(t, "missing", strings.SplitAfter(d.rests(t, 30), "] ")[2], "9620 missing -620")
}

func TestAnEarlierStatementBringsAnEarlierBeginning(t *testing.T) {
	d := newDesk(t)
	take(t, d, "deux.csv", secondHalf)
	expectText(t, "second half", d.rests(t, 30), "0 [] [1/0 10375, 1/1 -750, 1/2 -100, 1/3 -100] 9425 missing 0")
	take(t, d, "un.csv", firstHalf)
	expectText(t, "first half", d.rests(t, 30), "0 [] [2/0 10000, 2/1 -600, 2/2 1000, 2/3 -25, 1/1 -750, 1/2 -100, 1/3 -100] 9425 missing 0")
}

func TestStatementsOfOthersAreRefused(t *testing.T) {
	ctx := t.Context()
	d := newDesk(t)
	read := func(content string, o workspace.BankOptions) error {
		_, err := d.ba.TakeStatements(ctx, d.bank.Journal.ID, saveText(t, "x.csv", content), o, true)
		return err
	}
	of := func(account string) string {
		return "Date;Montant;Compte\n25/11/2026;5;" + account + "\n26/11/2026;" + fmt.Sprint(len(account)) + ";" + account + "\n"
	}
	check(t, read(of("SN01"), dayFirst))
	keyIs(t, "another account", read(of("SN0"), dayFirst), "accounting.bank-account")
	keyIs(t, "another currency", read("Date;Montant;Devise\n25/11/2026;5;EUR\n", dayFirst), "bankfile.other-currency")
	keyIs(t, "no statement", read("", dayFirst), "bankfile.unknown")
	_, err := d.ba.TakeStatements(ctx, d.sales.Journal.ID, saveText(t, "x.csv", of("SN01")), dayFirst, true)
	keyIs(t, "journal without bank", err, "accounting.no-treasury")
	_, err = d.ba.TakeStatements(ctx, d.bank.Journal.ID, "/none", dayFirst, true)
	keyIs(t, "no file", err, "workspace.no-file")
	_, err = d.session.TakeStatements(ctx, d.bank.Journal.ID, saveText(t, "x.csv", of("SN01")+"27/11/2026;9;SN01\n"), dayFirst, true)
	keyIs(t, "an administrator", err, "directory.no-right")
}
