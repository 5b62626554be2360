package bankfile

import (
	"slices"
	"strconv"
	"strings"
)

// Guess gives the layout that the titles tell, as far as they are known.
func (t Table) Guess() Layout {
	l := Layout{Columns: map[Field][]string{}}
	for column, field := range guess(t.Titles) {
		l.Columns[field] = append(l.Columns[field], strconv.Itoa(column+1))
	}
	for _, columns := range l.Columns {
		slices.Sort(columns)
	}
	return l
}

// guess gives the fields of titles that are known. A field has one column, the
// first whose title is exactly known or else begins like one; only a text may
// have several.
func guess(titles []string) map[int]Field {
	found, taken := map[int]Field{}, map[Field]bool{}
	for _, exact := range []bool{true, false} {
		for column, title := range titles {
			if found[column] != "" {
				continue
			}
			field := fieldOf(plain(title), exact)
			if field != "" && (!taken[field] || field == FieldText && exact) {
				found[column], taken[field] = field, true
			}
		}
	}
	return found
}

func fieldOf(title string, exact bool) Field {
	for _, field := range Fields() {
		for _, known := range titlesOf[field] {
			if title == known || !exact && strings.HasPrefix(title, known+" ") {
				return field
			}
		}
	}
	return ""
}

// titlesOf are the titles that banks write, as plain gives them.
var titlesOf = map[Field][]string{
	FieldDay: {
		"date", "date operation", "date de l operation", "date d operation", "date comptable", "date de comptabilisation", "dateop", "jour",
		"booking date", "transaction date", "posting date", "buchungstag", "buchungsdatum", "fecha", "fecha operacion", "data", "data mov", "data lancamento",
	},
	FieldValueDay: {"date valeur", "date de valeur", "dateval", "valeur", "value date", "valuta", "valutadatum", "wertstellung", "fecha valor", "data valor"},
	FieldAmount:   {"montant", "montant de l operation", "amount", "betrag", "umsatz", "importe", "montante", "valor"},
	FieldDebit:    {"debit", "debits", "montant debit", "sortie", "sorties", "retrait", "withdrawal", "withdrawals", "paid out", "money out", "soll", "belastung", "debito", "cargo"},
	FieldCredit:   {"credit", "credits", "montant credit", "entree", "entrees", "versement", "deposit", "deposits", "paid in", "money in", "haben", "gutschrift", "credito", "abono"},
	FieldDirection: {
		"sens", "d c", "debit credit", "dc", "soll haben", "cdtdbtind", "credit debit indicator",
	},
	FieldText: {
		"libelle", "libelle operation", "libelle de l operation", "description", "communication", "detail", "details", "motif", "objet", "nature",
		"narrative", "memo", "verwendungszweck", "buchungstext", "concepto", "descripcion", "descricao", "historico",
	},
	FieldParty: {
		"beneficiaire", "tiers", "contrepartie", "nom de la contrepartie", "donneur d ordre", "counterparty", "counterparty name", "payee", "name", "nom",
		"empfanger", "auftraggeber", "beguenstigter zahlungspflichtiger", "beneficiario",
	},
	FieldReference: {"reference", "reference operation", "ref", "numero de piece", "n piece", "piece", "cheque", "n cheque", "numero de cheque", "end to end", "referenz", "referencia"},
	FieldBalance:   {"solde", "solde apres operation", "balance", "running balance", "saldo", "kontostand"},
	FieldCurrency:  {"devise", "monnaie", "currency", "wahrung", "waehrung", "moneda", "moeda"},
	FieldAccount:   {"compte", "numero de compte", "n compte", "iban", "account", "account number", "konto", "kontonummer", "auftragskonto", "cuenta", "conta"},
}
