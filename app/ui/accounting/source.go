package accounting

import (
	"context"
	"sort"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// source gives the postings of a journal by pages, all or those that a search and a
// period select.
type source struct {
	ctx     context.Context
	session *workspace.Session
	filter  accounting.PageFilter
}

func (p *page) source() source {
	s := source{p.Context, p.Session, accounting.PageFilter{Journal: p.open.Journal.ID, Search: p.search.Text}}
	s.filter.From, _ = p.from.Day() // what can not be read selects nothing
	s.filter.Until, _ = p.until.Day()
	return s
}

func (s source) at(offset, limit int) accounting.PageFilter {
	f := s.filter
	f.Offset, f.Limit = offset, limit
	return f
}

// Count gives the number of postings.
func (s source) Count() (int, error) {
	_, total, err := s.session.JournalPage(s.ctx, s.at(0, 1))
	return total, err
}

// Page gives postings from an offset on.
func (s source) Page(offset, limit int) ([]row, error) {
	rows, _, err := s.session.JournalPage(s.ctx, s.at(offset, limit))
	return rows, err
}

// last is the row at which a journal opens.
func last(count int) (int, error) { return count - 1, nil }

// rowOf gives the search for the row of a posting: by halves, as postings stand in
// the order of days and numbers.
func (s source) rowOf(number int64) func(count int) (int, error) {
	return func(count int) (at int, err error) {
		wanted, err := s.session.Posting(s.ctx, s.filter.Journal, number)
		if err != nil {
			return 0, err
		}
		day := wanted.Posting.Entry.Day
		reached := func(n int) bool {
			var rows []row
			if err == nil {
				rows, err = s.Page(n, 1)
			}
			if err != nil || len(rows) == 0 {
				return true // beyond the end, or no way on
			}
			e := rows[0].Posting.Entry
			return e.Day > day || e.Day == day && e.Number >= number
		}
		if count < 2 || !reached(count-2) {
			return count - 1, err
		}
		return sort.Search(count-2, reached), err
	}
}

// counted is a source whose postings have been counted already, which takes a while
// when a search goes through a long journal.
type counted struct {
	source
	total int
}

// Count gives the number of postings.
func (c counted) Count() (int, error) { return c.total, nil }

// find shows what the search and the period select, or all again, and the last of
// it. While one search is on its way only the last wish after it counts.
func (p *page) find() {
	source := p.source()
	switch {
	case source.filter == accounting.PageFilter{Journal: source.filter.Journal}:
		p.show(source)
		return
	case p.finding:
		return
	}
	p.finding = true
	kit.Load(p.Tasks, source.Count, func(total int, err error) {
		p.finding = false
		switch wished := p.source(); {
		case wished.filter != source.filter:
			p.find()
		case !p.Refuse(err):
			p.show(counted{source, total})
		}
	})
}

// show puts postings into the table, and the last in sight.
func (p *page) show(source kit.Source[row]) {
	p.grid.Empty = p.nothing(source)
	p.grid.SetSource(source)
	p.grid.ReloadTo(last)
}
