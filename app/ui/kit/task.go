package kit

import (
	"context"
	"fmt"
	"runtime/debug"
	"sync"

	"fyne.io/fyne/v2"
)

// Tasks runs what takes time away from the goroutine that draws, and brings the
// result back to it. Its methods are called from the drawing goroutine only.
type Tasks struct {
	spawn   func(func()) // starts work
	hand    func(func()) // hands over to the drawing goroutine
	running []*Task
	changed func()
}

// Task is one piece of work that can be seen and cancelled.
type Task struct {
	Name   string // what the person reads
	Cancel context.CancelFunc

	mutex     sync.Mutex
	state     Progress
	delivered bool // the latest state is on the screen, or on its way
}

// Progress is how far a task is, with what and how much. Total 0 is unknown.
type Progress struct {
	What        string
	Done, Total int
}

// NewTasks runs work on goroutines of its own.
func NewTasks() *Tasks {
	return &Tasks{spawn: func(work func()) { go work() }, hand: fyne.Do}
}

// NewInlineTasks runs work at once and in place: for tests, where an order that
// is always the same is worth more than a free screen.
func NewInlineTasks() *Tasks {
	inline := func(f func()) { f() }
	return &Tasks{spawn: inline, hand: inline}
}

// NewHeldTasks keeps work back until release, which does what has gathered and
// reports whether that was anything: for tests of what a person sees and types
// while a disk is slow.
func NewHeldTasks() (tasks *Tasks, release func() bool) {
	var held []func()
	tasks = &Tasks{spawn: func(work func()) { held = append(held, work) }, hand: func(f func()) { f() }}
	return tasks, func() bool {
		works := held
		held = nil
		for _, work := range works {
			work()
		}
		return len(works) > 0
	}
}

// OnChange is called when a task begins, advances or ends.
func (t *Tasks) OnChange(changed func()) { t.changed = changed }

// Running gives the tasks that are shown, the oldest first.
func (t *Tasks) Running() []*Task { return t.running }

// Run starts work that the person sees and may cancel; then gets its error when
// it is over, context.Canceled if the work obeyed.
func (t *Tasks) Run(name string, work func(ctx context.Context, tell func(Progress)) error, then func(error)) *Task {
	ctx, cancel := context.WithCancel(context.Background())
	task := &Task{Name: name, Cancel: cancel, delivered: true}
	t.running = append(t.running, task)
	t.notify()
	Trace("task start")
	t.spawn(func() {
		err := guarded(func() error { return work(ctx, func(p Progress) { t.advance(task, p) }) })
		cancel()
		t.hand(func() { t.finish(task, err, then) })
	})
	return task
}

// Quietly starts work too short to be shown, such as reading a page of a table.
func (t *Tasks) Quietly(work func() error, then func(error)) {
	t.spawn(func() {
		err := guarded(work)
		t.hand(func() { then(err) })
	})
}

// Progress gives the latest state of the task.
func (t *Task) Progress() Progress {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	return t.state
}

// advance keeps the latest state and asks for one redraw at a time, however
// often the work tells.
func (t *Tasks) advance(task *Task, p Progress) {
	task.mutex.Lock()
	task.state = p
	due := task.delivered
	task.delivered = false
	task.mutex.Unlock()
	if !due {
		return
	}
	t.hand(func() {
		task.mutex.Lock()
		task.delivered = true
		task.mutex.Unlock()
		t.notify()
	})
}

func (t *Tasks) finish(task *Task, err error, then func(error)) {
	for i, running := range t.running {
		if running == task {
			t.running = append(t.running[:i:i], t.running[i+1:]...)
			break
		}
	}
	t.notify()
	then(err)
	Trace("task done")
}

func (t *Tasks) notify() {
	if t.changed != nil {
		t.changed()
	}
}

// guarded turns a panic of the work into an error: what is on the screen, typed
// and not yet stored, must outlive it.
func guarded(work func() error) (err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = fmt.Errorf("panic: %v\n%s", cause, debug.Stack())
		}
	}()
	return work()
}

// Load runs a query quietly and hands its result to then.
func Load[T any](tasks *Tasks, query func() (T, error), then func(T, error)) {
	var result T
	tasks.Quietly(func() (err error) {
		result, err = query()
		return err
	}, func(err error) { then(result, err) })
}
