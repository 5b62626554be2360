package cashbooks

import (
	"context"
	"sort"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/workspace"
)

// source gives the lines of a book's page by pages, all or those that a search
// finds.
type source struct {
	ctx     context.Context
	session *workspace.Session
	book    ident.BookID
	search  string
}

func (s source) filter(offset, limit int) cashbook.PageFilter {
	return cashbook.PageFilter{Book: s.book, Search: s.search, Offset: offset, Limit: limit}
}

// Count gives the number of lines.
func (s source) Count() (int, error) {
	_, total, err := s.session.Page(s.ctx, s.filter(0, 1))
	if err != nil {
		return 0, err
	}
	waiting, err := s.waiting()
	return total + len(waiting), err
}

// Page gives lines from an offset on; those without a number come last.
func (s source) Page(offset, limit int) ([]workspace.BookLine, error) {
	lines, total, err := s.session.BookLines(s.ctx, s.filter(offset, limit))
	if err != nil || offset+limit <= total {
		return lines, err
	}
	waiting, err := s.waiting()
	first := min(max(0, offset-total), len(waiting))
	return append(lines, waiting[first:min(len(waiting), first+limit-len(lines))]...), err
}

// waiting gives the provisional vouchers, which a search passes over.
func (s source) waiting() ([]workspace.BookLine, error) {
	if s.search != "" {
		return nil, nil
	}
	return s.session.ProvisionalLines(s.ctx, s.book)
}

// last is the row at which a book opens.
func last(count int) (int, error) { return count - 1, nil }

// rowOf gives the search for the row of a voucher: most are the last, and else
// by halves, as lines stand in the order of days and numbers.
func (s source) rowOf(at cashbook.Position) func(count int) (int, error) {
	return func(count int) (row int, err error) {
		reached := func(n int) bool {
			var lines []cashbook.Line
			if err == nil {
				lines, _, err = s.session.Page(s.ctx, s.filter(n, 1))
			}
			if err != nil || len(lines) == 0 {
				return true // beyond the end, or no way on
			}
			e := lines[0].Voucher.Entry
			return e.Day > at.Day || e.Day == at.Day && e.Number >= at.Number
		}
		if count < 2 || !reached(count-2) {
			return count - 1, err
		}
		return sort.Search(count-2, reached), err
	}
}

// counted is a source whose lines have been counted already, which takes a while
// when a search goes through a long book.
type counted struct {
	source
	total int
}

// Count gives the number of lines.
func (c counted) Count() (int, error) { return c.total, nil }
