package accounting

import (
	"cmp"
	"slices"
	"strings"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
)

// Reason says why lines seem to belong together.
type Reason string

const (
	ByReference Reason = "reference" // one names the voucher of the other
	ByAmount    Reason = "amount"    // a debit and a credit of the same amount
	BySum       Reason = "sum"       // one settles several, oldest first
	ByBalance   Reason = "balance"   // everything open of the party comes to nothing
)

// Proposal is a letter that the program proposes: lines of one party that add up
// to nothing.
type Proposal struct {
	Party  string
	Reason Reason
	Lines  []OpenItem
}

// sumLines is how many open lines a sum is looked for among: all choices of them
// are tried.
const sumLines = 14

// Propose finds letters among what is open on an account: first lines that name
// the same voucher, then equal amounts, then sums, each time the oldest first. A
// line is in one proposal only.
func Propose(s LetterRecords, a LetterAccount, party string, at calendar.Day) ([]Proposal, error) {
	if !Letterable(a.Account) {
		return nil, nil
	}
	items, err := OpenItems(s, a, party, at)
	if err != nil {
		return nil, err
	}
	items = slices.DeleteFunc(items, func(i OpenItem) bool { return i.Letter != 0 })
	var found []Proposal
	for from := 0; from < len(items); {
		until := from
		for until < len(items) && items[until].Party == items[from].Party {
			until++
		}
		p := proposer{open: items[from:until]}
		p.balance()
		p.references()
		p.amounts()
		p.sums()
		found = append(found, p.found...)
		from = until
	}
	return found, nil
}

// proposer finds letters among the open lines of one party.
type proposer struct {
	open  []OpenItem // not proposed yet, oldest first
	found []Proposal
}

// take proposes lines, by their places among the open ones.
func (p *proposer) take(reason Reason, places ...int) {
	slices.Sort(places)
	proposal := Proposal{Party: p.open[places[0]].Party, Reason: reason}
	for _, at := range places {
		proposal.Lines = append(proposal.Lines, p.open[at])
	}
	p.found = append(p.found, proposal)
	var rest []OpenItem
	for i, item := range p.open {
		if !slices.Contains(places, i) {
			rest = append(rest, item)
		}
	}
	p.open = rest
}

// balance proposes everything where a known party owes nothing in the end and is
// owed nothing, and there are too few lines for anything else to be meant.
func (p *proposer) balance() {
	if len(p.open) < 2 || len(p.open) > 3 || p.open[0].Party == "" {
		return
	}
	sum, all := int64(0), []int{}
	for i, item := range p.open {
		sum += item.RestBase
		all = append(all, i)
	}
	if sum == 0 {
		p.take(ByBalance, all...)
	}
}

// references proposes lines of one voucher number, or whose text names it, that
// come to nothing.
func (p *proposer) references() {
	for i := 0; i < len(p.open); i++ {
		voucher := p.open[i].Posting.Voucher
		if len(voucher) < 3 {
			continue
		}
		sum, places := int64(0), []int{}
		for k, item := range p.open {
			if k == i || names(item, voucher) {
				sum += item.RestBase
				places = append(places, k)
			}
		}
		if sum == 0 && len(places) > 1 {
			p.take(ByReference, places...)
			i = -1
		}
	}
}

// names reports whether a line has or mentions the number of a voucher.
func names(item OpenItem, voucher string) bool {
	voucher = directory.Fold(voucher)
	if directory.Fold(item.Posting.Voucher) == voucher {
		return true
	}
	text := directory.Fold(item.Posting.Text + " " + item.Line().Text)
	return slices.Contains(strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" ,;:()", r) }), voucher)
}

// amounts proposes a debit and a credit of the same amount, each time the oldest.
func (p *proposer) amounts() {
	for i := 0; i < len(p.open); i++ {
		k := slices.IndexFunc(p.open, func(o OpenItem) bool { return o.RestBase == -p.open[i].RestBase && o.RestBase != 0 })
		if k >= 0 && (p.open[i].Party != "" || p.unique(i)) {
			p.take(ByAmount, i, k)
			i = -1
		}
	}
}

// unique reports whether no other line has the amount of one or its opposite but
// one: without a party, several would be a guess.
func (p *proposer) unique(at int) bool {
	same, opposite := 0, 0
	for _, o := range p.open {
		switch o.RestBase {
		case p.open[at].RestBase:
			same++
		case -p.open[at].RestBase:
			opposite++
		}
	}
	return same == 1 && opposite == 1
}

// sums proposes a line and several of the other side that it settles: those that
// are next to each other by age, or else any of the oldest.
func (p *proposer) sums() {
	if len(p.open) == 0 || p.open[0].Party == "" {
		return
	}
	for i := 0; i < len(p.open); i++ {
		var other []int
		for k, o := range p.open {
			if (o.RestBase > 0) != (p.open[i].RestBase > 0) {
				other = append(other, k)
			}
		}
		if places := p.settledBy(other, -p.open[i].RestBase); places != nil {
			p.take(BySum, append(places, i)...)
			i = -1
		}
	}
}

// settledBy gives lines that add up to a sum.
func (p *proposer) settledBy(places []int, sum int64) []int {
	for from := range places {
		total := int64(0)
		for until := from; until < len(places) && abs(total) < abs(sum); until++ {
			if total += p.open[places[until]].RestBase; total == sum {
				return places[from : until+1 : until+1]
			}
		}
	}
	places = places[:min(len(places), sumLines)]
	var best []int
	for pick := 1; pick < 1<<len(places); pick++ {
		total, chosen := int64(0), []int(nil)
		for bit, at := range places {
			if pick&(1<<bit) != 0 {
				total += p.open[at].RestBase
				chosen = append(chosen, at)
			}
		}
		if total == sum && (best == nil || cmp.Compare(len(chosen), len(best)) < 0) {
			best = chosen
		}
	}
	return best
}
