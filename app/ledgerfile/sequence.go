package ledgerfile

import (
	"cmp"
	"slices"
	"strings"
)

// sequences remember which numbers a file has had, in as many ranges as there are
// gaps: a numbering without gaps needs the same memory however long it is.
type sequences struct {
	series map[seriesKey]*series
	words  map[seriesKey]struct{} // numbers without digits
	ranges int
}

// seriesKey names a numbering: a journal, and what stands before the digits.
type seriesKey struct{ journal, prefix string }

type series struct{ ranges []span }

// span is a range of numbers; line is where its first number stands.
type span struct {
	first, last int64
	line        int
}

// sequencesMost is how many ranges and words are remembered.
const sequencesMost = 1_000_000

func newSequences() *sequences {
	return &sequences{series: map[seriesKey]*series{}, words: map[seriesKey]struct{}{}}
}

// add takes a number in; it is not new if it was there, and does not fit if there
// are too many gaps.
func (s *sequences) add(journal, number string, line int) (isNew, fits bool) {
	prefix, n, counted := splitNumbering(number)
	key := seriesKey{journal, prefix}
	if !counted {
		key.prefix = number
		if _, was := s.words[key]; was {
			return false, true
		}
		s.words[key] = struct{}{}
		return true, len(s.words) <= sequencesMost
	}
	run := s.series[key]
	if run == nil {
		run = &series{}
		s.series[seriesKey{strings.Clone(journal), strings.Clone(prefix)}] = run
		s.ranges++
	}
	before := len(run.ranges)
	isNew = run.add(n, line)
	s.ranges += len(run.ranges) - before
	return isNew, s.ranges <= sequencesMost
}

// has tells whether a number was added.
func (s *sequences) has(journal, number string) bool {
	prefix, n, counted := splitNumbering(number)
	if !counted {
		_, was := s.words[seriesKey{journal, number}]
		return was
	}
	run := s.series[seriesKey{journal, prefix}]
	if run == nil {
		return false
	}
	at := run.after(n)
	return at > 0 && run.ranges[at-1].last >= n
}

// splitNumbering parts "ANO000012" into what stands before the digits and 12.
func splitNumbering(number string) (prefix string, n int64, counted bool) {
	at := len(number)
	for at > 0 && number[at-1] >= '0' && number[at-1] <= '9' && len(number)-at < 18 {
		at--
	}
	n, _ = digitsValue(0, number[at:])
	return number[:at], n, at < len(number)
}

// after gives the first range that begins after n.
func (r *series) after(n int64) int {
	if k := len(r.ranges); k > 0 && r.ranges[k-1].first <= n {
		return k // as in a file in order
	}
	at, _ := slices.BinarySearchFunc(r.ranges, n, func(s span, n int64) int {
		if s.first <= n {
			return -1
		}
		return 1
	})
	return at
}

func (r *series) add(n int64, line int) (isNew bool) {
	at := r.after(n)
	if at > 0 && r.ranges[at-1].last >= n {
		return false
	}
	joinsBefore := at > 0 && r.ranges[at-1].last == n-1
	joinsAfter := at < len(r.ranges) && r.ranges[at].first == n+1
	switch {
	case joinsBefore && joinsAfter:
		r.ranges[at-1].last = r.ranges[at].last
		r.ranges = slices.Delete(r.ranges, at, at+1)
	case joinsBefore:
		r.ranges[at-1].last = n
	case joinsAfter:
		r.ranges[at].first, r.ranges[at].line = n, line
	default:
		r.ranges = slices.Insert(r.ranges, at, span{n, n, line})
	}
	return true
}

// gap is a range of numbers that a file lacks, before the number at a line.
type gap struct {
	journal, prefix string
	first, last     int64 // that are missing
	line            int
}

// gaps gives what is missing. A numbering may run within each journal or through
// all of them: what lacks less of the two is meant.
func (s *sequences) gaps() []gap {
	type both struct {
		spans []span
		own   []gap
	}
	byPrefix := map[string]*both{}
	for key, run := range s.series {
		b := byPrefix[key.prefix]
		if b == nil {
			b = &both{}
			byPrefix[key.prefix] = b
		}
		b.spans, b.own = append(b.spans, run.ranges...), missing(b.own, key, run.ranges)
	}
	var all []gap
	for prefix, b := range byPrefix {
		if common(b.spans) {
			if shared := missing(nil, seriesKey{"", prefix}, b.spans); len(shared) < len(b.own) {
				b.own = shared
			}
		}
		all = append(all, b.own...)
	}
	slices.SortFunc(all, func(a, b gap) int { return cmp.Or(cmp.Compare(a.line, b.line), cmp.Compare(a.first, b.first)) })
	return all
}

// common sorts the ranges of several journals and reports whether none has a
// number that another one has.
func common(spans []span) bool {
	slices.SortFunc(spans, func(a, b span) int { return cmp.Compare(a.first, b.first) })
	for i := 1; i < len(spans); i++ {
		if spans[i].first <= spans[i-1].last {
			return false
		}
	}
	return true
}

func missing(all []gap, key seriesKey, spans []span) []gap {
	for i := 1; i < len(spans); i++ {
		if spans[i].first > spans[i-1].last+1 {
			all = append(all, gap{key.journal, key.prefix, spans[i-1].last + 1, spans[i].first - 1, spans[i].line})
		}
	}
	return all
}
