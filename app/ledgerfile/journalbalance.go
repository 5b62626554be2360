package ledgerfile

import (
	"strconv"

	"github.com/comptoir/comptoir/app/money"
)

// complete balances the transaction that ends here and hands it on.
func (j *journalReader) complete() error {
	ended := j.state == within
	j.state = outside
	if !ended || j.rec.report.RefusedCount > j.from {
		return nil
	}
	if !j.settle() {
		return nil
	}
	if len(j.entry.Lines) == 0 {
		j.rec.note(Note{Kind: KindNothing, Line: j.entry.Line, Before: j.entry.Text})
		return nil
	}
	return j.rec.accept(&j.entry, j.visit)
}

// settle finds the one currency of a transaction and the amount that is left out.
func (j *journalReader) settle() bool {
	var sum int64
	elided := -1
	for i := range j.postings {
		p := &j.postings[i]
		switch {
		case p.elided && elided >= 0:
			j.refuseLine(KindElided, p.Line.Line, p.Account)
			return false
		case p.elided:
			elided = i
			continue
		case j.entry.Currency == "":
			j.entry.Currency = p.currency
		case j.entry.Currency != p.currency:
			j.refuseLine(KindMixed, p.Line.Line, string(j.entry.Currency)+", "+string(p.currency))
			return false
		}
		var fits bool
		if sum, fits = add(sum, p.AmountMinor); !fits {
			j.refuseLine(KindOverflow, p.Line.Line, p.Account)
			return false
		}
	}
	return j.fill(elided, sum)
}

func (j *journalReader) refuseLine(k Kind, line int, text string) {
	j.rec.note(Note{Kind: k, Line: line, Before: text})
}

// fill gives the amount that is left out, if one is, and keeps the lines that
// have an amount.
func (j *journalReader) fill(elided int, sum int64) bool {
	switch {
	case elided >= 0 && (j.entry.Currency == "" || sum == -sum && sum != 0):
		j.refuseLine(KindElided, j.postings[elided].Line.Line, j.postings[elided].Account)
		return false
	case elided >= 0:
		j.postings[elided].AmountMinor = -sum
	case sum != 0:
		shown := money.Amount{Minor: sum, Currency: j.entry.Currency}
		j.refuseLine(KindUnbalanced, j.entry.Line, strconv.Itoa(j.count)+" : "+shown.String()+" "+string(shown.Currency))
		return false
	}
	for i := range j.postings {
		p := &j.postings[i]
		if p.AmountMinor == 0 {
			if i != elided {
				j.refuseLine(KindNoAmount, p.Line.Line, p.Account)
			}
			continue
		}
		j.entry.Lines = append(j.entry.Lines, p.Line)
	}
	return true
}
