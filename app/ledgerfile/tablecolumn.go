package ledgerfile

import (
	"strconv"
	"strings"

	"github.com/comptoir/comptoir/app/fault"
)

// Column is something that a column of a table may hold.
type Column string

// The columns of a table of entries. Needed are a date, an account, and an amount
// (debit positive) or debit and credit.
const (
	ColumnEntry       Column = "entry" // number that the lines of an entry share
	ColumnDate        Column = "date"
	ColumnAccount     Column = "account"
	ColumnAccountName Column = "account-name"
	ColumnAmount      Column = "amount"
	ColumnDebit       Column = "debit"
	ColumnCredit      Column = "credit"
	ColumnText        Column = "text"
	ColumnVoucher     Column = "voucher"
	ColumnVoucherDate Column = "voucher-date"
	ColumnParty       Column = "party"
	ColumnPartyName   Column = "party-name"
	ColumnJournal     Column = "journal"
	ColumnJournalName Column = "journal-name"
	ColumnCurrency    Column = "currency"
)

// ParseColumn reads the name of a column: "account", "voucher-date". Others are
// fault.Invalid.
func ParseColumn(name string) (Column, error) {
	for _, known := range Columns() {
		if string(known) == name {
			return known, nil
		}
	}
	return "", fault.New(fault.Invalid, "ledgerfile.column", fault.Args{"Text": fault.Excerpt(name)})
}

// Columns lists what a column of a table may hold.
func Columns() []Column {
	return []Column{
		ColumnEntry, ColumnDate, ColumnAccount, ColumnAccountName, ColumnAmount, ColumnDebit, ColumnCredit, ColumnText,
		ColumnVoucher, ColumnVoucherDate, ColumnParty, ColumnPartyName, ColumnJournal, ColumnJournalName, ColumnCurrency,
	}
}

// titles are the words by which columns are known, without accents, capitals and
// signs; what tables of accounts call them in French and English.
var titles = map[string]Column{}

func init() {
	for column, words := range map[Column]string{
		ColumnEntry:       "entry transaction txn number numero no ecriture ecriturenum numecriture numeroecriture mouvement",
		ColumnDate:        "date day jour ecrituredate dateecriture datecomptable dateoperation",
		ColumnAccount:     "account compte comptenum numcompte numerocompte comptegeneral accountcode accountnumber",
		ColumnAccountName: "accountname comptelib libellecompte intitule intitulecompte",
		ColumnAmount:      "amount montant",
		ColumnDebit:       "debit",
		ColumnCredit:      "credit",
		ColumnText:        "text description libelle ecriturelib libelleecriture label memo narration payee",
		ColumnVoucher:     "voucher piece pieceref numpiece numeropiece reference ref",
		ColumnVoucherDate: "voucherdate piecedate datepiece",
		ColumnParty:       "party tiers compauxnum compteauxiliaire auxiliaire codetiers",
		ColumnPartyName:   "partyname compauxlib nomtiers",
		ColumnJournal:     "journal journalcode codejournal",
		ColumnJournalName: "journalname journallib",
		ColumnCurrency:    "currency devise monnaie",
	} {
		for word := range strings.FieldsSeq(words) {
			titles[word] = column
		}
	}
}

// plainTitle writes a title as the list of words has it.
func plainTitle(title string) string {
	var out strings.Builder
	for _, r := range strings.ToLower(title) {
		if plain, has := plainLetters[r]; has {
			r = plain
		}
		if r >= 'a' && r <= 'z' {
			out.WriteRune(r)
		}
	}
	return out.String()
}

var plainLetters = map[rune]rune{'é': 'e', 'è': 'e', 'ê': 'e', 'ë': 'e', 'à': 'a', 'â': 'a', 'ô': 'o', 'î': 'i', 'ï': 'i', 'û': 'u', 'ù': 'u', 'ç': 'c', '°': 'o'}

// columns says where the columns of a table stand.
type columns map[Column]int

// complete tells whether there is all that an entry needs.
func (c columns) complete() bool {
	_, date := c[ColumnDate]
	_, account := c[ColumnAccount]
	_, amount := c[ColumnAmount]
	_, debit := c[ColumnDebit]
	_, credit := c[ColumnCredit]
	return date && account && (amount || debit && credit)
}

// columnsOf finds the columns of a line of titles: as the settings say, and else by
// their words.
func columnsOf(fields []string, settings map[Column]string) columns {
	found := columns{}
	for column, where := range settings {
		if n, err := strconv.Atoi(where); err == nil {
			if n >= 1 && n <= len(fields) {
				found[column] = n - 1
			}
			continue
		}
		for i, field := range fields {
			if strings.EqualFold(strings.TrimSpace(field), strings.TrimSpace(where)) {
				found[column] = i
			}
		}
	}
	for i, field := range fields {
		column, known := titles[plainTitle(field)]
		if _, set := found[column]; known && !set {
			found[column] = i
		}
	}
	return found
}

// numbered tells whether the settings give columns by their numbers alone.
func numbered(settings map[Column]string) bool {
	for _, where := range settings {
		if _, err := strconv.Atoi(where); err != nil {
			return false
		}
	}
	return len(settings) > 0
}
