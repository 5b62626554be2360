package ledgerfile_test

import (
	"strings"
	"testing"

	"github.com/comptoir/comptoir/app/ledgerfile"
	"github.com/comptoir/comptoir/app/money"
)

func TestJournal(t *testing.T) {
	text := `; a comment
# another one
account Expenses:C60:A6011  ; sub-account
    note not read
commodity 1.000,00 EUR
decimal-mark .
comment
2021-01-01 nothing of this
end comment
P 2021-01-01 USD 1.2 EUR

2021-01-05 * (F 12) Marché | fournitures  ; note
    ; of the transaction
    Expenses:C60:A6011      1 250 XOF
    * Expenses:Two words    "XOF" 750  ; own note
    Assets:C57:A5711

2021/1/6 ! Change
    Assets:USD   10 USD @ 655.957 XOF
    Assets:C57   -6560 XOF = 0 XOF
2021.01.07=2021.01.09 Euro
	Assets:Bank	€1.234,50
	Income	-€1.234,50
2021-01-08
    A  $-10
    B  -$10.00
    C  20 USD
    D  0 USD
2021-01-09 Price of all
    Assets:USD   -10 USD @@ 6000 XOF
    Assets:C57   6,000 XOF
`
	doubtful := strings.Replace(text, "decimal-mark .\n", "\n", 1)
	_, r, err := read(ledgerfile.Journal, ledgerfile.Options{}, doubtful)
	wantInvalid(t, err) // the last line can mean 6 or 6000
	if r.Counts[ledgerfile.KindAmbiguous] != 1 {
		t.Error(places(r))
	}
	entries, r, err := read(ledgerfile.Journal, ledgerfile.Options{}, text)
	if want := "skipped@10:1 rounded@19:18→6560 XOF assertion@20:18 skipped@21:12 no-amount@28:0→"; err != nil || places(r) != want {
		t.Fatalf("%v: %s\nwant %s", err, places(r), want)
	}
	want := `12 /1 2021-01-05 valid= voucher=F 12 2021-01-05 [Marché | fournitures] XOF
  14 Expenses:C60:A6011() () 1250  
  15 Expenses:Two words() () 750  
  16 Assets:C57:A5711() () -2000  
18 /2 2021-01-06 valid= voucher= 2021-01-06 [Change] XOF
  19 Assets:USD() () 6560 = 10.00 USD  
  20 Assets:C57() () -6560  
21 /3 2021-01-07 valid= voucher= 2021-01-07 [Euro] EUR
  22 Assets:Bank() () 123450  
  23 Income() () -123450  
24 /4 2021-01-08 valid= voucher= 2021-01-08 [] USD
  25 A() () -1000  
  26 B() () -1000  
  27 C() () 2000  
29 /5 2021-01-09 valid= voucher= 2021-01-09 [Price of all] XOF
  30 Assets:USD() () -6000 = -10.00 USD  
  31 Assets:C57() () 6000  
`
	if got := dump(entries); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestJournalRefusals(t *testing.T) {
	for text, want := range map[string]string{
		"include other.journal":             "include@1:1",
		"!include other.journal":            "include@1:1",
		"~ monthly\n    A  1 XOF\n    B":    "automatic@1:1",
		"= expr\n    A  1 XOF":              "automatic@1:1",
		"alias A=B":                         "directive@1:1",
		"Y2021":                             "syntax@1:1",
		"apply account X":                   "directive@1:1",
		"hello":                             "syntax@1:1",
		"    A  1 XOF":                      "syntax@1:1",
		"2021-02-30 x\n    A  1 XOF\n    B": "date@1:1",
		"01-02 x\n    A  1 XOF\n    B":      "date@1:1",
		"2021-01-01 x\n    (A)  1 XOF":      "virtual@2:5",
		"2021-01-01 x\n    [A]  1 XOF\n    [B]  -1 XOF":                   "virtual@2:5 virtual@3:5",
		"2021-01-01 x\n    A  1 XOF\n    B  -2 XOF":                       "unbalanced@1:0",
		"2021-01-01 x\n    A  1 XOF\n    B\n    C":                        "elided@4:0",
		"2021-01-01 x\n    A\n":                                           "elided@2:0",
		"2021-01-01 x\n    A  1 XOF\n    B  -1 EUR":                       "mixed@3:0",
		"2021-01-01 x\n    A  1 XOF\n    B  = 5 XOF":                      "assignment@3:8",
		"2021-01-01 x\n    A  1 STOCK {5 XOF}\n    B":                     "lot@2:8",
		"2021-01-01 x\n    A  1 STOCK @ 5 XOF\n    B":                     "commodity@2:8",
		"2021-01-01 x\n    A  1\n    B":                                   "commodity@2:8",
		"2021-01-01 x\n    A  1.5 XOF\n    B":                             "precision@2:8",
		"2021-01-01 x\n    A  99999999999999999999 XOF\n    B":            "overflow@2:8",
		"2021-01-01 x\n    A  1-2 XOF\n    B":                             "amount@2:8",
		"2021-01-01 x\n    A  1 USD @ -5 XOF\n    B":                      "amount@2:8",
		"2021-01-01 x\n    A  9223372036854775807 XOF\n    B  1 XOF\n":    "overflow@3:0",
		"2021-01-01 x\n    A  90000000000000 USD @ 90000000 XOF\n    B\n": "overflow@2:8",
	} {
		entries, r, err := read(ledgerfile.Journal, ledgerfile.Options{}, text)
		wantInvalid(t, err)
		if places(r) != want || len(entries) != 0 {
			t.Errorf("%q: %s, want %s", text, places(r), want)
		}
	}
}

func TestJournalWithSettings(t *testing.T) {
	text := "2021-01-01 x\n    A  1,500 FCFA\n    B  -1500\n"
	_, _, err := read(ledgerfile.Journal, ledgerfile.Options{}, text)
	wantInvalid(t, err)
	entries, r, err := read(ledgerfile.Journal, ledgerfile.Options{
		Currency: "XOF", Decimal: '.', Symbols: map[string]money.Currency{"FCFA": "XOF"},
	}, text)
	if err != nil || len(entries) != 1 || entries[0].Lines[0].AmountMinor != 1500 {
		t.Errorf("%v: %s\n%s", err, places(r), dump(entries))
	}
	byDefault := "D 1000.00 EUR\n2021-01-01 x\n    A  2.5\n    B  -2.50\n"
	if entries, _, err = read(ledgerfile.Journal, ledgerfile.Options{}, byDefault); err != nil || entries[0].Currency != "EUR" {
		t.Errorf("%v\n%s", err, dump(entries))
	}
}
