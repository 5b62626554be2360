package kit

// selection is a set of rows as spans, so that "all" of a million rows is one
// span. The cursor is the row that keys act on; the anchor is where a span that
// is being stretched began.
type selection struct {
	cursor, anchor int
	marking        bool   // rows are marked one by one: the cursor moves and leaves them
	spans          []span // apart from each other, ascending
}

// span is the rows from first to last, both included.
type span struct{ first, last int }

func (s *selection) has(row int) bool {
	for _, sp := range s.spans {
		if row >= sp.first && row <= sp.last {
			return true
		}
	}
	return false
}

// count gives the number of rows selected.
func (s *selection) count() int {
	n := 0
	for _, sp := range s.spans {
		n += sp.last - sp.first + 1
	}
	return n
}

// only selects one row and moves the cursor there.
func (s *selection) only(row int) {
	s.cursor, s.anchor, s.marking = row, row, false
	s.spans = []span{{row, row}}
}

// walk moves the cursor as an arrow does: it selects the row, or leaves rows that
// were marked one by one.
func (s *selection) walk(row int) {
	if !s.marking {
		s.only(row)
		return
	}
	s.cursor, s.anchor = row, row
}

// mark adds the row under the cursor or takes it out. The first row to be marked
// is often selected already, because the cursor came to it.
func (s *selection) mark() {
	if s.marking || s.count() != 1 || !s.has(s.cursor) {
		s.toggle(s.cursor)
	}
	s.marking = true
}

// stretch selects everything between the anchor and the row.
func (s *selection) stretch(row int) {
	s.cursor, s.marking = row, false
	s.spans = []span{{min(s.anchor, row), max(s.anchor, row)}}
}

// toggle adds the row or takes it out.
func (s *selection) toggle(row int) {
	s.cursor, s.anchor, s.marking = row, row, true
	if !s.has(row) {
		s.add(row)
		return
	}
	var left []span
	for _, sp := range s.spans {
		if row < sp.first || row > sp.last {
			left = append(left, sp)
			continue
		}
		if sp.first < row {
			left = append(left, span{sp.first, row - 1})
		}
		if row < sp.last {
			left = append(left, span{row + 1, sp.last})
		}
	}
	s.spans = left
}

func (s *selection) add(row int) {
	merged := span{row, row}
	var before, after []span
	for _, sp := range s.spans {
		switch {
		case sp.last == row-1:
			merged.first = sp.first
		case sp.first == row+1:
			merged.last = sp.last
		case sp.last < row:
			before = append(before, sp)
		default:
			after = append(after, sp)
		}
	}
	s.spans = append(append(before, merged), after...)
}

// all selects every row of so many.
func (s *selection) all(count int) {
	s.spans, s.marking = nil, true
	if count > 0 {
		s.spans = []span{{0, count - 1}}
	}
}

// clamp keeps what still exists among so many rows.
func (s *selection) clamp(count int) {
	s.cursor = max(0, min(s.cursor, count-1))
	s.anchor = max(0, min(s.anchor, count-1))
	var left []span
	for _, sp := range s.spans {
		if sp.first < count {
			left = append(left, span{sp.first, min(sp.last, count-1)})
		}
	}
	s.spans = left
}
