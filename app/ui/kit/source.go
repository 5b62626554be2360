package kit

// Source gives the rows of a table by pages. Its methods run away from the
// goroutine that draws, one after the other or at the same time.
type Source[T any] interface {
	Count() (int, error)
	Page(offset, limit int) ([]T, error)
}

// Rows is a source of rows that are all in memory.
type Rows[T any] []T

// Count gives the number of rows.
func (r Rows[T]) Count() (int, error) { return len(r), nil }

// Page gives rows from offset on, limit at most.
func (r Rows[T]) Page(offset, limit int) ([]T, error) {
	return r[min(offset, len(r)):min(offset+limit, len(r))], nil
}

const (
	pageRows = 200 // rows of a page
	maxPages = 40  // pages kept: 8000 rows
	maxLoads = 2   // pages on their way at a time
)

// pages keeps the pages of a source that were looked at last.
type pages[T any] struct {
	source   Source[T]
	tasks    *Tasks
	loaded   func(first, count int, err error)
	rows     map[int][]T
	order    []int        // pages by their last use, the latest last
	loading  map[int]bool // on their way
	wanted   []int        // to be loaded next, the latest wish last
	revision int          // results of an earlier one are dropped
}

func newPages[T any](source Source[T], tasks *Tasks, loaded func(first, count int, err error)) *pages[T] {
	p := &pages[T]{source: source, tasks: tasks, loaded: loaded}
	p.reset(source)
	return p
}

// reset forgets every row.
func (p *pages[T]) reset(source Source[T]) {
	p.source = source
	p.rows, p.loading = map[int][]T{}, map[int]bool{}
	p.order, p.wanted = nil, nil
	p.revision++
}

// row gives a row that is here, and otherwise sends for it.
func (p *pages[T]) row(n int) (row T, here bool) {
	page := n / pageRows
	rows, here := p.rows[page]
	if !here {
		p.want(page)
		rows, here = p.rows[page] // tasks in tests bring it at once
	}
	if !here || n%pageRows >= len(rows) {
		return row, false
	}
	p.use(page)
	return rows[n%pageRows], true
}

// has reports whether a row is here, without sending for it.
func (p *pages[T]) has(n int) bool {
	rows, here := p.rows[n/pageRows]
	return here && n%pageRows < len(rows)
}

// use moves a page to the end of the order.
func (p *pages[T]) use(page int) {
	last := len(p.order) - 1
	if last >= 0 && p.order[last] == page {
		return
	}
	for i, kept := range p.order {
		if kept == page {
			p.order = append(p.order[:i], p.order[i+1:]...)
			break
		}
	}
	p.order = append(p.order, page)
}

// want loads a page, or remembers to do so: while one scrolls through a large
// table only the pages wished for last are worth loading.
func (p *pages[T]) want(page int) {
	if p.loading[page] {
		return
	}
	if len(p.loading) >= maxLoads {
		p.wanted = append(p.wanted, page)
		p.wanted = p.wanted[max(0, len(p.wanted)-maxLoads):]
		return
	}
	p.load(page)
}

func (p *pages[T]) load(page int) {
	p.loading[page] = true
	source, revision := p.source, p.revision
	Load(p.tasks, func() ([]T, error) { return source.Page(page*pageRows, pageRows) }, func(rows []T, err error) {
		if revision == p.revision {
			p.arrived(page, rows, err)
		}
	})
}

func (p *pages[T]) arrived(page int, rows []T, err error) {
	delete(p.loading, page)
	if err == nil {
		p.rows[page] = rows
		p.use(page)
		p.evict()
	}
	p.loaded(page*pageRows, len(rows), err)
	if len(p.wanted) > 0 && len(p.loading) < maxLoads {
		next := p.wanted[len(p.wanted)-1]
		p.wanted = p.wanted[:len(p.wanted)-1]
		if _, here := p.rows[next]; !here {
			p.want(next)
		}
	}
}

func (p *pages[T]) evict() {
	for len(p.order) > maxPages {
		delete(p.rows, p.order[0])
		p.order = p.order[1:]
	}
}
