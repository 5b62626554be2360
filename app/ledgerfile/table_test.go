package ledgerfile_test

import (
	"testing"

	"github.com/comptoir/comptoir/app/ledgerfile"
)

const twoLines = `2 /1 2021-02-03 valid= voucher= 2021-02-03 [] XOF
  2 6011() () 1500  
  3 5711() () -1500  
`

func TestTables(t *testing.T) {
	for name, test := range map[string]struct{ text, notes, want string }{
		"English":         {"transaction,date,account,amount\n1,2021-02-03,6011,1500\n1,2021-02-03,5711,-1500\n", "", twoLines},
		"French":          {"Numéro;Date;Compte;Débit;Crédit\n1;03/02/2021;6011;1 500;\n1;03/02/2021;5711;;1500,00\n", "", twoLines},
		"tabulations":     {"N°\tDate\tCompte\tMontant\n1\t20210203\t6011\t1500\n1\t03.02.2021\t5711\t-1500\n\n", "", twoLines},
		"quotation marks": {"\"no\",\"date\",\"account\",\"amount\"\n1,\"2021-02-03\",\"6011\",\"1500\"\n1,2021-02-03T10:00:00,5711,-1500\n", "", twoLines},
		"by balance": {"date;compte;montant\n2021-02-03;6011;1500\n2021-02-03;5711;-1500\n2021-02-03;6011;2\n2021-02-03;5711;-2\n", "", `2 /L2 2021-02-03 valid= voucher= 2021-02-03 [] XOF
  2 6011() () 1500  
  3 5711() () -1500  
4 /L4 2021-02-03 valid= voucher= 2021-02-03 [] XOF
  4 6011() () 2  
  5 5711() () -2  
`},
		"preamble": {"Grand livre de Kolda\n\ntransaction,date,account,amount\n1,2021-02-03,6011,1\n1,2021-02-03,5711,-1\n", "preamble@1:0→ preamble@2:0→", `4 /1 2021-02-03 valid= voucher= 2021-02-03 [] XOF
  4 6011() () 1  
  5 5711() () -1  
`},
		"everything": {"journal,piece,date,compte,intitule,tiers,libelle,devise,debit,credit\nVE,F1,2021-02-03,411,Clients,C1,\"Riz, 2 sacs\nrouge \"\"fin\"\"\",EUR,1.50,\nVE,F1,2021-02-03,706,Ventes,,x,EUR,,\"1,5\"\n", "", `3 VE/L3 2021-02-03 valid= voucher=F1 2021-02-03 [Riz, 2 sacs rouge "fin"] EUR
  3 411(Clients) C1() 150  Riz, 2 sacs rouge "fin"
  4 706(Ventes) () -150  x
`},
		"both sides": {"no,date,account,debit,credit\n1,2021-02-03,6011,1600,100\n1,2021-02-03,5711,-1500,\n", "both-sides@2:4→1500,00 negative@3:4→-1500,00", twoLines},
	} {
		entries, r, err := read(ledgerfile.CSV, ledgerfile.Options{Currency: "XOF"}, test.text)
		if err != nil || places(r) != test.notes || dump(entries) != test.want {
			t.Errorf("%s: %v: %s\n%s", name, err, places(r), dump(entries))
		}
	}
}

// TestTableOfTheBenchmark: what ../shared/bench/generate.py writes, without titles.
func TestTableOfTheBenchmark(t *testing.T) {
	entries, r, err := read(ledgerfile.CSV, ledgerfile.Options{Currency: "XOF"}, "1,2021-01-01,6042,1781661\n1,2021-01-01,5721,-1781661\n")
	if err != nil || places(r) != "" || len(entries) != 1 || entries[0].Lines[0].AmountMinor != 1781661 {
		t.Errorf("%v: %s\n%s", err, places(r), dump(entries))
	}
}

func TestTablesThatAreRefused(t *testing.T) {
	for text, want := range map[string]string{
		"a,b,c\n1,2,3\n": "no-column@1:0",
		"transaction,date,account,amount\n1,2021-02-30,6011,1\n":                          "date@2:2",
		"transaction,date,account,amount\n1,03/02/21,6011,1\n":                            "date@2:2",
		"transaction,date,account,amount\n1,2021-02-03,,1\n":                              "needed@2:3",
		"transaction,date,account,amount\n1,2021-02-03,6011,\n":                           "needed@2:4",
		"transaction;date;account;amount\n1;2021-02-03;6011;1,500\n":                      "ambiguous@2:4",
		"transaction;date;account;amount\n1;2021-02-03;6011;1,50\n":                       "precision@2:4",
		"transaction;date;account;amount\n1;2021-02-03;6011;1 00\n":                       "amount@2:4",
		"transaction,date,account,amount\n1,2021-02-03,6011,5\n1,2021-02-03,5711,-4\n":    "unbalanced@2:0",
		"transaction,date,account,amount\n1,2021-02-03,6011,5\n1,2021-02-04,5711,-5\n":    "several-days@3:2",
		"no,date,account,amount,currency\n1,2021-02-03,6011,5,EUR\n1,2021-02-03,5,-5,USD": "mixed@3:5 unbalanced@2:0",
		"no,date,account,amount,currency\n1,2021-02-03,6011,5,FRF\n":                      "commodity@2:5",
		"no,date,account,amount\n1,2021-02-03,\"6011,5\n":                                 "quote@2:0",
	} {
		_, r, err := read(ledgerfile.CSV, ledgerfile.Options{Currency: "XOF"}, text)
		wantInvalid(t, err)
		if places(r) != want {
			t.Errorf("%q: %s, want %s", text, places(r), want)
		}
	}
	_, r, err := read(ledgerfile.CSV, ledgerfile.Options{}, "1,2021-02-03,6011,5\n")
	wantInvalid(t, err)
	if places(r) != "commodity@1:0" {
		t.Error(places(r))
	}
}

func TestTablesWithSettings(t *testing.T) {
	text := "2/3/2021;x;6011;1.500\n2/3/2021;y;5711;-1.500\n"
	entries, r, err := read(ledgerfile.CSV, ledgerfile.Options{
		Currency: "XOF", Decimal: ',', MonthFirst: true,
		Columns: map[ledgerfile.Column]string{ledgerfile.ColumnDate: "1", ledgerfile.ColumnAccount: "3", ledgerfile.ColumnAmount: "4"},
	}, text)
	if err != nil || len(entries) != 1 || entries[0].Day.String() != "2021-02-03" || entries[0].Lines[0].AmountMinor != 1500 {
		t.Errorf("%v: %s\n%s", err, places(r), dump(entries))
	}
	entries, r, err = read(ledgerfile.CSV, ledgerfile.Options{
		Currency: "XOF", Columns: map[ledgerfile.Column]string{ledgerfile.ColumnDate: "quand", ledgerfile.ColumnAmount: "combien"},
	}, "quand,date,account,combien,amount\n2021-02-03,1999-01-01,6011,5,7\n2021-02-03,1999-01-01,5711,-5,7\n")
	if err != nil || len(entries) != 1 || entries[0].Day.String() != "2021-02-03" || entries[0].Lines[0].AmountMinor != 5 {
		t.Errorf("%v: %s\n%s", err, places(r), dump(entries))
	}
}
