package kit

import (
	"fmt"
	"slices"
	"testing"
)

// slow is a source whose pages come when the test lets them.
type slow struct{ asked []int }

func (s *slow) Count() (int, error) { return 1_000_000, nil }

func (s *slow) Page(offset, _ int) ([]int, error) {
	s.asked = append(s.asked, offset/pageRows)
	rows := make([]int, pageRows)
	for i := range rows {
		rows[i] = offset + i
	}
	return rows, nil
}

func newHeldPages(t *testing.T) (*slow, func() bool, *pages[int]) {
	t.Helper()
	tasks, release := NewHeldTasks()
	source := &slow{}
	return source, release, newPages(Source[int](source), tasks, func(int, int, error) {})
}

func TestScrollingLoadsTheLastWishesOnly(t *testing.T) {
	source, release, p := newHeldPages(t)
	for page := range 50 {
		if _, here := p.row(page * pageRows); here {
			t.Fatal("a row is here before its page has come")
		}
	}
	for release() {
		// one page after the other
	}
	if fmt.Sprint(source.asked) != "[0 1 49 48]" {
		t.Errorf("pages read: %v, want the first two and the last two", source.asked)
	}
	if row, here := p.row(49*pageRows + 7); !here || row != 49*pageRows+7 {
		t.Errorf("row %d, %v", row, here)
	}
}

func TestOldPagesAreForgotten(t *testing.T) {
	_, release, p := newHeldPages(t)
	for page := range 3 * maxPages {
		p.row(page * pageRows)
		release()
		p.row(0) // used all the time
		release()
	}
	if len(p.rows) != maxPages || len(p.order) != maxPages {
		t.Errorf("%d pages kept, %d in order, want %d", len(p.rows), len(p.order), maxPages)
	}
	if _, kept := p.rows[0]; !kept {
		t.Error("the page used last is forgotten")
	}
}

func TestResultsOfAnEarlierOrderAreDropped(t *testing.T) {
	source, release, p := newHeldPages(t)
	p.row(0)
	p.reset(source)
	release()
	if len(p.rows) != 0 {
		t.Error("a page of before the reset is shown")
	}
	p.row(0)
	release()
	if _, here := p.row(pageRows - 1); !here {
		t.Error("nothing is loaded after a reset")
	}
}

func TestProgressIsHandedOverOnceAtATime(t *testing.T) {
	var handed []func()
	tasks := &Tasks{spawn: func(f func()) { f() }, hand: func(f func()) { handed = append(handed, f) }}
	notified := 0
	tasks.OnChange(func() { notified++ })
	task := &Task{delivered: true}
	for n := range 1000 {
		tasks.advance(task, Progress{Done: n})
	}
	if len(handed) != 1 {
		t.Errorf("%d redraws are waiting for one screen", len(handed))
	}
	handed[0]()
	tasks.advance(task, Progress{Done: 1000})
	if len(handed) != 2 || notified != 1 || task.Progress().Done != 1000 {
		t.Errorf("%d handed over, %d told, at %d", len(handed), notified, task.Progress().Done)
	}
}

func TestSelectionIsSpans(t *testing.T) {
	var s selection
	s.all(1_000_000)
	if s.count() != 1_000_000 || len(s.spans) != 1 || !s.has(999_999) {
		t.Errorf("all: %v", s.spans)
	}
	steps := []struct {
		do   func()
		want []span
	}{
		{func() { s.toggle(500) }, []span{{0, 499}, {501, 999_999}}},
		{func() { s.toggle(500) }, []span{{0, 999_999}}},
		{func() { s.toggle(0) }, []span{{1, 999_999}}},
		{func() { s.only(7) }, []span{{7, 7}}},
		{func() { s.toggle(9) }, []span{{7, 7}, {9, 9}}},
		{func() { s.toggle(3) }, []span{{3, 3}, {7, 7}, {9, 9}}},
		{func() { s.toggle(8) }, []span{{3, 3}, {7, 9}}},
		{func() { s.toggle(9) }, []span{{3, 3}, {7, 8}}},
		{func() { s.stretch(5) }, []span{{5, 9}}},
		{func() { s.clamp(7) }, []span{{5, 6}}},
		{func() { s.clamp(3) }, nil},
		{func() { s.all(0) }, nil},
	}
	for i, step := range steps {
		step.do()
		if !slices.Equal(s.spans, step.want) {
			t.Errorf("step %d: %v, want %v", i, s.spans, step.want)
		}
	}
	if s.cursor != 2 || s.count() != 0 {
		t.Errorf("cursor %d among three rows", s.cursor)
	}
}
