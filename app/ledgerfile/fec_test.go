package ledgerfile_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/comptoir/comptoir/app/ledgerfile"
)

const titles = "JournalCode|JournalLib|EcritureNum|EcritureDate|CompteNum|CompteLib|CompAuxNum|CompAuxLib|PieceRef|PieceDate|EcritureLib|Debit|Credit|EcritureLet|DateLet|ValidDate|Montantdevise|Idevise\n"

// good are two lines of a strict file.
const good = "VE|Ventes|1|20240131|411000|Clients|C12|Awa|F1|20240131|Facture 1|120,00|0,00|A|20240228|20240201||\n" +
	"VE|Ventes|1|20240131|706000|Prestations|||F1|20240131|Facture 1|0,00|120,00|||20240201|131,20|USD\n"

func TestStrictFEC(t *testing.T) {
	entries, r, err := read(ledgerfile.FEC, ledgerfile.Options{Strict: true, Currency: "EUR", Name: "123456789FEC20241231.txt"}, titles+good)
	if err != nil || places(r) != "" {
		t.Fatalf("%v: %s", err, places(r))
	}
	want := `2 VE/1 2024-01-31 valid=2024-02-01 voucher=F1 2024-01-31 [Facture 1] EUR
  2 411000(Clients) C12(Awa) 12000 A2024-02-28 Facture 1
  3 706000(Prestations) () -12000 = -131.20 USD  Facture 1
`
	if got := dump(entries); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

// TestOneFaultOfAFEC changes one thing of a good file, which the strict reader
// refuses with its place and the other one repairs, notes or refuses too.
func TestOneFaultOfAFEC(t *testing.T) {
	for name, test := range map[string]struct {
		old, new  string
		kind      string // strict, with line and column
		tolerant  string // "" if it is refused all the same
		noEntries bool
	}{
		"title":            {"EcritureLet", "ecriturelet", "title@1:14", "title@1:14→EcritureLet", false},
		"one more column":  {titles, strings.Replace(titles, "\n", "|\n", 1), "more-columns@1:19 few-fields@2:19 few-fields@3:19", "more-columns@1:19→ few-fields@2:19→ few-fields@3:19→", false},
		"order":            {"JournalCode|JournalLib", "JournalLib|JournalCode", "column-order@1:2 column-order@1:1", "column-order@1:2→1 column-order@1:1→2", false},
		"separator":        {"|", ";", "separator@1:0", "separator@1:0→|", false},
		"padding":          {"Facture 1|120,00", "Facture 1  |120,00", "padding@2:11", "padding@2:11→Facture 1", false},
		"zeros":            {"|120,00|0,00", "|0120,00|0,00", "padding@2:12", "padding@2:12→120,00", false},
		"full stop":        {"|120,00|0,00", "|120.00|0,00", "amount-form@2:12", "amount-form@2:12→120,00", false},
		"groups":           {"|120,00|0,00", "|0 120,00|0,00", "", "", false},
		"no amount":        {"|120,00|0,00|A", "|120,00||A", "missing@2:13", "missing@2:13→0,00", false},
		"letters":          {"|120,00|0,00", "|cent|0,00", "amount@2:12", "", true},
		"doubtful":         {"|120,00|0,00", "|1.200|0,00", "ambiguous@2:12", "", true},
		"three decimals":   {"|120,00|0,00", "|120,005|0,00", "ambiguous@2:12", "", true},
		"decimal zeros":    {"|120,00|0,00", "|120,0000|0,00", "amount-form@2:12", "amount-form@2:12→120,00", false},
		"huge":             {"|120,00|0,00", "|99999999999999999999,00|0,00", "overflow@2:12", "", true},
		"negative":         {"|0,00|120,00|", "|-120,00|0,00|", "negative@3:12", "negative@3:12→-120,00", false},
		"both sides":       {"|120,00|0,00", "|130,00|10,00", "both-sides@2:12", "both-sides@2:12→120,00", false},
		"unbalanced":       {"|120,00|0,00", "|120,01|0,00", "unbalanced@2:0", "", true},
		"unreal date":      {"20240131|411000", "20240231|411000", "date@2:4", "", true},
		"date form":        {"20240131|411000", "31/01/2024|411000", "date-form@2:4", "date-form@2:4→20240131", false},
		"no voucher day":   {"F1|20240131|Facture 1|120", "F1||Facture 1|120", "missing@2:10", "missing@2:10→20240131", false},
		"no day":           {"1|20240131|411000", "1||411000", "missing@2:4", "missing@2:4→20240131", false},
		"no journal name":  {"VE|Ventes|1|20240131|411000", "VE||1|20240131|411000", "missing@2:2", "missing@2:2→VE", false},
		"no account":       {"|411000|", "||", "needed@2:5", "", true},
		"account of words": {"|411000|", "|CLIENTS|", "account-form@2:5", "account-form@2:5", false},
		"no validation":    {"A|20240228|20240201", "A|20240228|", "missing@2:16 several-valid@3:16", "several-valid@3:16", false},
		"early validation": {"20240201", "20240130", "valid-before@2:16", "valid-before@2:16", false},
		"half lettering":   {"|A|20240228", "|A|", "lettering@2:14", "lettering@2:14", false},
		"two days":         {"20240131|706000", "20240130|706000", "voucher-after@3:10 several-days@3:4", "", true},
		"unknown currency": {"131,20|USD", "131,20|XXX", "currency@3:18", "currency@3:18→", false},
		"no currency":      {"131,20|USD", "131,20|", "foreign-half@3:17", "foreign-half@3:17→", false},
		"few fields":       {"20240201||\n", "20240201\n", "few-fields@2:17", "few-fields@2:17→", false},
		"too few fields":   {"VE|Ventes|1|20240131|411000|Clients|C12|Awa|F1|20240131|Facture 1|120,00|0,00|A|20240228|20240201||", "VE|Ventes|1", "", "", true},
		"many fields":      {"131,20|USD", "131,20|USD|x", "many-fields@3:19", "many-fields@3:19→", false},
		"blank line":       {"20240201||\n", "20240201||\n\n", "blank-line@3:0", "blank-line@3:0→", false},
		"CR CR LF":         {"20240201||\n", "20240201||\r\r\n", "line-end@2:100", "line-end@2:100→LF", false},
		"control":          {"Clients", "Cli\x01nts", "control@2:32", "control@2:32→ ", false},
		"no titles":        {titles, "", "no-titles@1:0", "", false},
		"quoted":           {titles, `"` + strings.ReplaceAll(strings.TrimSpace(titles), "|", `"|"`) + "\"\n", "quoted@1:1", "quoted@1:1→JournalCode", false},
	} {
		t.Run(name, func(t *testing.T) {
			text := strings.Replace(titles+good, test.old, test.new, 1)
			if name == "separator" || name == "early validation" {
				text = strings.ReplaceAll(titles+good, test.old, test.new)
			}
			if text == titles+good {
				t.Fatal("nothing is changed")
			}
			_, r, err := read(ledgerfile.FEC, ledgerfile.Options{Strict: true, Currency: "EUR"}, text)
			wantInvalid(t, err)
			if test.kind != "" && !strings.HasPrefix(places(r), test.kind) {
				t.Errorf("strict: %s, want %s", places(r), test.kind)
			}
			entries, r, err := read(ledgerfile.FEC, ledgerfile.Options{Currency: "EUR"}, text)
			if test.noEntries {
				wantInvalid(t, err)
				return
			}
			if test.tolerant != "" && places(r) != test.tolerant {
				t.Errorf("tolerant: %s, want %s", places(r), test.tolerant)
			}
			if err != nil || len(entries) != 1 || len(entries[0].Lines) != 2 || entries[0].Lines[0].AmountMinor != 12000 {
				t.Errorf("%v\n%s", err, dump(entries))
			}
		})
	}
}

func TestAmountAndSide(t *testing.T) {
	text := strings.Replace(titles+good, "Debit|Credit", "Montant|Sens", 1)
	for _, sides := range [][2]string{{"D", "C"}, {"+1", "-1"}} {
		signed := strings.Replace(strings.Replace(text, "120,00|0,00", "120,00|"+sides[0], 1), "0,00|120,00", "120,00|"+sides[1], 1)
		entries, r, err := read(ledgerfile.FEC, ledgerfile.Options{Strict: true, Currency: "EUR"}, signed)
		if err != nil || len(entries) != 1 || entries[0].Lines[1].AmountMinor != -12000 {
			t.Errorf("%v: %s\n%s", err, places(r), dump(entries))
		}
	}
	_, r, err := read(ledgerfile.FEC, ledgerfile.Options{Currency: "EUR"}, strings.Replace(text, "120,00|0,00", "120,00|X", 1))
	wantInvalid(t, err)
	if r.Counts[ledgerfile.KindSide] != 2 {
		t.Error(places(r))
	}
}

// TestEncodingsOfFEC: the same text in the encodings that the law allows, and in
// one that it does not.
func TestEncodingsOfFEC(t *testing.T) {
	plain := strings.Replace(titles+good, "Prestations", "Élève @", 1)
	for name, test := range map[string]struct{ bytes, want, encoding, strict string }{
		"UTF-8":       {"Élève €", "Élève €", "UTF-8", ""},
		"ISO 8859-15": {"\xc9l\xe8ve \xa4", "Élève €", "ISO 8859-15", ""},
		"Windows":     {"\xc9l\xe8ve \x80", "Élève €", "Windows-1252", "encoding@3:35"},
	} {
		text := strings.Replace(plain, "Élève @", test.bytes, 1)
		entries, r, err := read(ledgerfile.FEC, ledgerfile.Options{Currency: "EUR"}, text)
		if err != nil || r.Encoding != test.encoding || entries[0].Lines[1].AccountName != test.want {
			t.Errorf("%s: %v, %s\n%s", name, err, r.Encoding, dump(entries))
		}
		if _, r, _ = read(ledgerfile.FEC, ledgerfile.Options{Currency: "EUR", Strict: true}, text); places(r) != test.strict {
			t.Errorf("%s: %s, want %s", name, places(r), test.strict)
		}
	}
	marked := "\xef\xbb\xbf" + strings.Replace(plain, "Élève @", "Élève", 1)
	if _, r, err := read(ledgerfile.FEC, ledgerfile.Options{Currency: "EUR", Strict: true}, marked); err != nil || r.Encoding != "UTF-8" {
		t.Errorf("%v: %s", err, places(r))
	}
	mixed := strings.Replace(strings.Replace(plain, "Clients", "Clientèle", 1), "Élève @", "\xc9l\xe8ve", 1)
	if _, r, err := read(ledgerfile.FEC, ledgerfile.Options{Currency: "EUR", Strict: true}, mixed); err == nil || places(r) != "encoding@3:29" {
		t.Errorf("%v: %s", err, places(r))
	}
}

// entryText makes lines of an entry that balances.
func entryText(journal, number, day, valid string) string {
	return journal + "|J|" + number + "|" + day + "|512|B|||P|" + day + "|T|1,00|0,00|||" + valid + "||\n" +
		journal + "|J|" + number + "|" + day + "|706|P|||P|" + day + "|T|0,00|1,00|||" + valid + "||\n"
}

func TestNumbersAndDays(t *testing.T) {
	for name, test := range map[string]struct{ text, want string }{
		"one numbering":     {entryText("VE", "1", "20240101", "20240201") + entryText("BQ", "2", "20240101", "20240201") + entryText("VE", "3", "20240101", "20240201"), ""},
		"one a journal":     {entryText("VE", "1", "20240101", "20240201") + entryText("BQ", "1", "20240101", "20240201") + entryText("VE", "2", "20240101", "20240201"), ""},
		"a gap":             {entryText("VE", "VE08", "20240101", "20240201") + entryText("VE", "VE11", "20240101", "20240201"), "gap@4:0"},
		"twice":             {entryText("VE", "1", "20240101", "20240201") + entryText("VE", "2", "20240101", "20240201") + entryText("VE", "01", "20240101", "20240201"), "repeated@6:3 repeated@7:3"},
		"day goes back":     {entryText("VE", "1", "20240102", "20240201") + entryText("VE", "2", "20240101", "20240201"), "day-back@4:4"},
		"validity too":      {entryText("VE", "1", "20240101", "20240202") + entryText("VE", "2", "20240101", "20240201"), "valid-back@4:16"},
		"numbers of words":  {entryText("VE", "a", "20240101", "20240201") + entryText("VE", "b", "20240101", "20240201"), ""},
		"the same word":     {entryText("VE", "a", "20240101", "20240201") + entryText("VE", "b", "20240101", "20240201") + entryText("VE", "a", "20240101", "20240201"), "repeated@6:3 repeated@7:3"},
		"backwards":         {entryText("VE", "2", "20240101", "20240201") + entryText("VE", "1", "20240101", "20240201"), ""},
		"joined afterwards": {entryText("VE", "1", "20240101", "20240201") + entryText("VE", "3", "20240101", "20240201") + entryText("VE", "2", "20240101", "20240201"), ""},
	} {
		_, r, _ := read(ledgerfile.FEC, ledgerfile.Options{Currency: "EUR"}, titles+test.text)
		if got := places(r); got != test.want {
			t.Errorf("%s: %s, want %s", name, got, test.want)
		}
	}
}

func TestLinesOfAnEntryThatAreScattered(t *testing.T) {
	one, two := strings.SplitAfter(entryText("VE", "1", "20240101", "20240201"), "\n"), strings.SplitAfter(entryText("BQ", "1", "20240101", "20240201"), "\n")
	text := titles + one[0] + two[0] + one[1] + two[1]
	entries, r, err := read(ledgerfile.FEC, ledgerfile.Options{Currency: "EUR"}, text)
	if err != nil || len(entries) != 2 || places(r) != "scattered@4:3→2 scattered@5:3→3" {
		t.Errorf("%v: %s\n%s", err, places(r), dump(entries))
	}
	_, r, err = read(ledgerfile.FEC, ledgerfile.Options{Currency: "EUR", Strict: true}, text)
	wantInvalid(t, err)
	if got := places(r); got != "unbalanced@2:0 unbalanced@3:0 repeated@4:3 repeated@5:3" && !strings.HasPrefix(got, "unbalanced@2:0") {
		t.Error(got)
	}
	_, r, err = read(ledgerfile.FEC, ledgerfile.Options{Currency: "EUR"}, titles+one[0]+two[0]+two[1])
	wantInvalid(t, err)
	if places(r) != "unbalanced@2:0" {
		t.Error(places(r))
	}
}

func TestLinesWithoutANumber(t *testing.T) {
	text := titles + strings.ReplaceAll(good+good, "VE|Ventes|1|", "VE|Ventes||")
	entries, _, err := read(ledgerfile.FEC, ledgerfile.Options{Currency: "EUR"}, text)
	if err != nil || len(entries) != 2 || entries[0].Number != "L2" || entries[1].Number != "L4" {
		t.Errorf("%v\n%s", err, dump(entries))
	}
}

func TestNameOfFEC(t *testing.T) {
	entries, _, err := read(ledgerfile.FEC, ledgerfile.Options{Currency: "EUR"}, titles+good)
	if err != nil {
		t.Fatal(err)
	}
	name, err := ledgerfile.FECName("123 456 789", entries[0].Day)
	if err != nil || name != "123456789FEC20240131.txt" {
		t.Errorf("%s, %v", name, err)
	}
	if siren, closing, ok := ledgerfile.ParseFECName(name); !ok || siren != "123456789" || closing != entries[0].Day {
		t.Errorf("%s %s %v", siren, closing, ok)
	}
	_, err = ledgerfile.FECName("12345678X", entries[0].Day)
	wantInvalid(t, err)
	for _, wrong := range []string{"FEC.txt", "123456789FEC20240231.txt", "12345678FEC20240131.txt", "fec-2024.txt", ""} {
		if _, _, ok := ledgerfile.ParseFECName(wrong); ok {
			t.Errorf("%q is taken", wrong)
		}
	}
	_, r, err := read(ledgerfile.FEC, ledgerfile.Options{Currency: "EUR", Name: "123456789FEC20240130.txt"}, titles+good)
	if err != nil || places(r) != "after-closing@2:4 after-closing@3:4" {
		t.Errorf("%v: %s", err, places(r))
	}
}

func TestWriterRefusesWhatIsNotStrict(t *testing.T) {
	entries, _, err := read(ledgerfile.FEC, ledgerfile.Options{Currency: "EUR"}, titles+good)
	if err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(*ledgerfile.Entry){
		"unbalanced":   func(e *ledgerfile.Entry) { e.Lines[0].AmountMinor++ },
		"no number":    func(e *ledgerfile.Entry) { e.Number = " " },
		"no journal":   func(e *ledgerfile.Entry) { e.Journal = "|" },
		"no day":       func(e *ledgerfile.Entry) { e.Day = 0 },
		"draft":        func(e *ledgerfile.Entry) { e.ValidDay = 0 },
		"early":        func(e *ledgerfile.Entry) { e.ValidDay = e.Day - 1 },
		"account":      func(e *ledgerfile.Entry) { e.Lines[0].Account = "Expenses:6011" },
		"currency":     func(e *ledgerfile.Entry) { e.Currency = "XOF" },
		"lettering":    func(e *ledgerfile.Entry) { e.Lines[0].LetteringDay = 0 },
		"empty":        func(e *ledgerfile.Entry) { e.Lines = nil },
		"only nothing": func(e *ledgerfile.Entry) { e.Lines[0].AmountMinor, e.Lines[1].AmountMinor = 0, 0 },
	} {
		var out bytes.Buffer
		w := ledgerfile.NewFECWriter(&out, ledgerfile.FECOptions{Currency: "EUR", Bar: true})
		e := entries[0].Clone()
		change(e)
		if err := w.Write(e); err == nil {
			t.Errorf("%s is written", name)
		} else {
			wantInvalid(t, err)
		}
		if err := w.Close(); err != nil || strings.Count(out.String(), "\n") != 1 {
			t.Errorf("%s: %v, %q", name, err, out.String())
		}
	}
	w := ledgerfile.NewFECWriter(&bytes.Buffer{}, ledgerfile.FECOptions{Currency: "EUR"})
	if err := w.Write(entries[0]); err != nil {
		t.Fatal(err)
	}
	wantInvalid(t, w.Write(entries[0])) // the same number twice
}

// TestWrittenFECIsStrict writes texts with everything that could end a field, in
// both encodings and with both separators.
func TestWrittenFECIsStrict(t *testing.T) {
	entries, _, err := read(ledgerfile.FEC, ledgerfile.Options{Currency: "EUR"}, titles+good)
	if err != nil {
		t.Fatal(err)
	}
	e := entries[0].Clone()
	e.JournalName, e.Voucher, e.Lines[0].Voucher = "", "", ""
	e.Lines[0].Text = " a\tb|c\r\n« l’été » – 5 € … \u202fx \u200b"
	e.Lines[1].AccountName = ""
	for _, o := range []ledgerfile.FECOptions{
		{Currency: "EUR"}, {Currency: "EUR", Bar: true}, {Currency: "EUR", Encoding: ledgerfile.Latin9}, {Currency: "EUR", Encoding: ledgerfile.Latin9, Bar: true},
	} {
		var out bytes.Buffer
		w := ledgerfile.NewFECWriter(&out, o)
		if err := w.Write(e); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		back, r, err := read(ledgerfile.FEC, ledgerfile.Options{Currency: "EUR", Strict: true}, out.String())
		if err != nil {
			t.Errorf("%+v: %v: %s\n%q", o, err, places(r), out.String())
			continue
		}
		want := "a b|c  « l’été » – 5 € … \u202fx"
		if o.Bar {
			want = strings.ReplaceAll(want, "|", " ")
		}
		if o.Encoding == ledgerfile.Latin9 {
			want = strings.NewReplacer("’", "'", "–", "-", "…", "...", "\u202f", "\u00a0").Replace(want)
			if w.Substituted() != 4 {
				t.Errorf("%d characters substituted", w.Substituted())
			}
		}
		if l := back[0].Lines[0]; l.Text != want || l.Voucher != "1" || back[0].JournalName != "VE" || back[0].Lines[1].AccountName != "706000" {
			t.Errorf("%+v: %q, want %q\n%s", o, l.Text, want, dump(back))
		}
	}
}
