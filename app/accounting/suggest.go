package accounting

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
)

// Suggestion is a match that the program proposes. Score goes from 1 to 100; two
// that are equally good for a line are Ambiguous.
type Suggestion struct {
	Bank      []BankLine
	Books     []BookLine
	Score     int
	Ambiguous bool
}

// BankRefs names its lines of statements.
func (s Suggestion) BankRefs() []BankRef {
	refs := make([]BankRef, len(s.Bank))
	for i, l := range s.Bank {
		refs[i] = l.BankRef
	}
	return refs
}

// BookRefs names its lines of the books.
func (s Suggestion) BookRefs() []LineRef {
	refs := make([]LineRef, len(s.Books))
	for i, l := range s.Books {
		refs[i] = l.LineRef
	}
	return refs
}

// Sure reports whether a suggestion can be confirmed without a look at it.
func (s Suggestion) Sure() bool { return s.Score >= SureScore && !s.Ambiguous }

// Points of a suggestion, 100 at most. Without the same amount there is none.
const (
	pointsAmount    = 50
	pointsDay       = 25 // less one for each day between
	pointsReference = 20
	pointsText      = 10
	pointsSeveral   = -5 // for each line more than one
	daysBetween     = 45 // that a cheque takes at most
	daysOfSum       = 10 // that lines of one payment lie apart at most
	linesOfSum      = 12 // of the books that a sum is looked for among
)

// SureScore is the score from which a suggestion that is not ambiguous can be
// confirmed without a look at it: amount, near in time, and the reference.
const SureScore = 85

// Suggest proposes matches for what is not matched on statements until a day, the
// best first. A line is in one suggestion only.
func Suggest(s BankRecords, t Treasury, at calendar.Day) ([]Suggestion, error) {
	r, err := Reconcile(s, t, at)
	if err != nil {
		return nil, err
	}
	g := suggester{
		bank:     slices.DeleteFunc(r.Bank, func(l BankLine) bool { return l.Match != 0 }),
		books:    slices.DeleteFunc(r.Books, func(l BookLine) bool { return l.Match != 0 }),
		postings: map[LineRef]Posting{}, words: map[LineRef]map[string]bool{},
	}
	if err := g.read(s); err != nil {
		return nil, err
	}
	g.opening()
	g.pairs()
	g.batches()
	g.sums()
	return g.best(), nil
}

type suggester struct {
	bank     []BankLine
	books    []BookLine
	postings map[LineRef]Posting
	words    map[LineRef]map[string]bool
	found    []Suggestion
}

// read gets the texts of the lines of the books.
func (g *suggester) read(s Store) error {
	for _, l := range g.books {
		p, err := postingOf(s, g.postings, l.LineRef)
		if err != nil {
			return err
		}
		texts := []string{p.Voucher, p.Text}
		for _, line := range p.Lines {
			texts = append(texts, line.Text, line.Party, line.PartyName)
		}
		g.words[l.LineRef] = wordsOf(strings.Join(texts, " "))
	}
	return nil
}

// wordsOf gives the words of a text that say something.
func wordsOf(text string) map[string]bool {
	words := map[string]bool{}
	for _, word := range strings.FieldsFunc(directory.Fold(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' }) {
		if len(word) > 2 {
			words[word] = true
		}
	}
	return words
}

// opening proposes everything in the books from before the first statement for
// the balance that the bank account had.
func (g *suggester) opening() {
	for _, b := range g.bank {
		if !b.IsOpening() {
			continue
		}
		sum, earlier := int64(0), []BookLine{}
		for _, l := range g.books {
			if l.Day < b.Day || l.Day == b.Day && g.postings[first(l.LineRef)].Mask == MaskOpening {
				sum += l.Minor
				earlier = append(earlier, l)
			}
		}
		if sum == b.AmountMinor && len(earlier) > 0 {
			g.found = append(g.found, Suggestion{Bank: []BankLine{b}, Books: earlier, Score: 100})
		}
	}
}

// first names the posting of a line.
func first(ref LineRef) LineRef {
	ref.Place = 0
	return ref
}

// pairs proposes lines of the same amount.
func (g *suggester) pairs() {
	byAmount := map[int64][]BookLine{}
	for _, l := range g.books {
		byAmount[l.Minor] = append(byAmount[l.Minor], l)
	}
	for _, b := range g.bank {
		for _, l := range byAmount[b.AmountMinor] {
			g.propose([]BankLine{b}, []BookLine{l})
		}
	}
}

// batches proposes one line of the books for several that the bank took from one
// order.
func (g *suggester) batches() {
	groups := map[string][]BankLine{}
	for _, b := range g.bank {
		if b.Batch != "" {
			key := serialText(b.Statement) + b.Day.String() + b.Batch
			groups[key] = append(groups[key], b)
		}
	}
	for _, group := range groups {
		sum := int64(0)
		for _, b := range group {
			sum += b.AmountMinor
		}
		for _, l := range g.books {
			if l.Minor == sum && len(group) > 1 {
				g.propose(group, []BookLine{l})
			}
		}
	}
}

// sums proposes several lines of the books that the bank booked as one: those
// next to it by day that come to its amount.
func (g *suggester) sums() {
	for _, b := range g.bank {
		if b.IsOpening() {
			continue
		}
		var near []BookLine
		for _, l := range g.books {
			if (l.Minor > 0) == (b.AmountMinor > 0) && abs(l.Minor) < abs(b.AmountMinor) && days(b.Day, l.Day) <= daysOfSum {
				near = append(near, l)
			}
		}
		slices.SortStableFunc(near, func(x, y BookLine) int { return cmp.Compare(days(b.Day, x.Day), days(b.Day, y.Day)) })
		near = near[:min(len(near), linesOfSum)]
		if books := subset(near, b.AmountMinor); books != nil {
			g.propose([]BankLine{b}, books)
		}
	}
}

// subset gives the fewest lines that come to a sum, the nearest first.
func subset(lines []BookLine, sum int64) (best []BookLine) {
	for pick := 1; pick < 1<<len(lines); pick++ {
		total, chosen := int64(0), []BookLine(nil)
		for bit, l := range lines {
			if pick&(1<<bit) != 0 {
				total += l.Minor
				chosen = append(chosen, l)
			}
		}
		if total == sum && (best == nil || len(chosen) < len(best)) {
			best = chosen
		}
	}
	return best
}

func days(a, b calendar.Day) int { return int(max(a-b, b-a)) }

// propose scores lines that come to the same.
func (g *suggester) propose(bank []BankLine, books []BookLine) {
	between, reference, text := 0, false, 0
	for _, b := range bank {
		said := wordsOf(b.Text + " " + b.Party + " " + b.Reference)
		for _, l := range books {
			between = max(between, days(b.Day, l.Day))
			reference = reference || g.refers(b, l)
			text = max(text, common(said, g.words[l.LineRef]))
		}
	}
	if between > daysBetween {
		return
	}
	score := pointsAmount + max(0, pointsDay-between) + min(pointsText, 5*text) + (len(bank)+len(books)-2)*pointsSeveral
	if reference {
		score += pointsReference
	}
	g.found = append(g.found, Suggestion{Bank: bank, Books: books, Score: max(1, min(score, 100))})
}

// refers reports whether a line of a statement names the voucher of a posting.
func (g *suggester) refers(b BankLine, l BookLine) bool {
	voucher := directory.Fold(g.postings[first(l.LineRef)].Voucher)
	if len(voucher) < 3 {
		return false
	}
	bare := func(text string) string { return strings.ReplaceAll(directory.Fold(text), " ", "") }
	said := wordsOf(b.Text + " " + b.Reference)
	if bare(b.Reference) == bare(voucher) || said[voucher] {
		return true
	}
	for word := range wordsOf(voucher) { // the number of a cheque: "CH 220118" and "CHEQUE 220118"
		if len(word) >= leastDigits && strings.Trim(word, "0123456789") == "" && said[word] {
			return true
		}
	}
	return false
}

// leastDigits is how long a number is that means one thing: shorter ones are
// amounts, days and years.
const leastDigits = 5

func common(a, b map[string]bool) (n int) {
	for word := range a {
		if b[word] {
			n++
		}
	}
	return n
}

// best takes suggestions by their score, each line once.
func (g *suggester) best() []Suggestion {
	slices.SortStableFunc(g.found, func(a, b Suggestion) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(len(a.Bank)+len(a.Books), len(b.Bank)+len(b.Books)),
			cmp.Compare(a.Bank[0].Day, b.Bank[0].Day), cmp.Compare(a.Bank[0].BankRef.Statement, b.Bank[0].BankRef.Statement),
			cmp.Compare(a.Bank[0].BankRef.Place, b.Bank[0].BankRef.Place))
	})
	var kept []Suggestion
	theirs, ours := map[BankRef]int{}, map[LineRef]int{}
	for _, s := range g.found {
		taken := false
		mark := func(at int, has bool) {
			if has {
				taken = true
				kept[at].Ambiguous = kept[at].Ambiguous || kept[at].Score == s.Score && len(kept[at].Books) == len(s.Books)
			}
		}
		for _, b := range s.Bank {
			at, has := theirs[b.BankRef]
			mark(at, has)
		}
		for _, l := range s.Books {
			at, has := ours[l.LineRef]
			mark(at, has)
		}
		if taken {
			continue
		}
		for _, b := range s.Bank {
			theirs[b.BankRef] = len(kept)
		}
		for _, l := range s.Books {
			ours[l.LineRef] = len(kept)
		}
		kept = append(kept, s)
	}
	return kept
}
