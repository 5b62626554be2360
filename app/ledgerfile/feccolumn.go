package ledgerfile

import "strings"

// fecColumn is one of the columns that article A47 A-1 of the « livre des
// procédures fiscales » (VII, 1°) lists, in its order.
type fecColumn int

const (
	fecJournal fecColumn = iota
	fecJournalName
	fecNumber
	fecDay
	fecAccount
	fecAccountName
	fecParty
	fecPartyName
	fecVoucher
	fecVoucherDay
	fecText
	fecDebit  // or Montant
	fecCredit // or Sens
	fecLettering
	fecLetteringDay
	fecValidDay
	fecForeign
	fecForeignCurrency
	fecColumns int = iota
)

var fecTitles = [fecColumns]string{
	"JournalCode", "JournalLib", "EcritureNum", "EcritureDate", "CompteNum", "CompteLib", "CompAuxNum", "CompAuxLib",
	"PieceRef", "PieceDate", "EcritureLib", "Debit", "Credit", "EcritureLet", "DateLet", "ValidDate", "Montantdevise", "Idevise",
}

// The other way to write amounts: Montant with Sens, which is D or C, +1 or −1.
const titleAmount, titleSide = "Montant", "Sens"

// fecNeeded are the columns without which there is no entry.
var fecNeeded = []fecColumn{fecJournal, fecNumber, fecDay, fecAccount, fecDebit, fecCredit}

// layout says where the columns of a file stand.
type layout struct {
	separator byte
	quoted    bool
	at        [fecColumns]int // field of the column, −1 if it is missing
	fields    int
	sided     bool // Montant and Sens
}

// title gives the name of a column as this file has it.
func (l *layout) title(c fecColumn) string {
	switch {
	case l.sided && c == fecDebit:
		return titleAmount
	case l.sided && c == fecCredit:
		return titleSide
	}
	return fecTitles[c]
}

// columnOf finds a title, exactly or by its letters alone.
func columnOf(title string) (c fecColumn, side, exact, known bool) {
	for i, want := range fecTitles {
		if strings.EqualFold(want, title) {
			return fecColumn(i), false, want == title, true
		}
	}
	switch {
	case strings.EqualFold(title, titleAmount):
		return fecDebit, true, title == titleAmount, true
	case strings.EqualFold(title, titleSide):
		return fecCredit, true, title == titleSide, true
	case strings.EqualFold(title, "Débit"):
		return fecDebit, false, false, true
	case strings.EqualFold(title, "Crédit"):
		return fecCredit, false, false, true
	}
	return 0, false, false, false
}
