package kit_test

import (
	"context"
	"errors"
	"testing"

	"github.com/comptoir/comptoir/app/ui/kit"
)

func TestRunShowsTheTaskAndHandsOver(t *testing.T) {
	tasks := kit.NewInlineTasks()
	var seen []kit.Progress
	tasks.OnChange(func() {
		for _, task := range tasks.Running() {
			seen = append(seen, task.Progress())
		}
	})
	var result error = errDisk
	tasks.Run("Exportation", func(_ context.Context, tell func(kit.Progress)) error {
		tell(kit.Progress{What: "fichiers", Done: 1, Total: 2})
		return nil
	}, func(err error) { result = err })
	if result != nil || len(tasks.Running()) != 0 {
		t.Errorf("ends with %v, %d still running", result, len(tasks.Running()))
	}
	if len(seen) != 2 || seen[0].Total != 0 || seen[1].Done != 1 {
		t.Errorf("shown: %v, want the beginning and one progress", seen)
	}
}

func TestCancelReachesTheWork(t *testing.T) {
	tasks := kit.NewInlineTasks()
	var result error
	tasks.Run("Exportation", func(ctx context.Context, _ func(kit.Progress)) error {
		tasks.Running()[0].Cancel()
		<-ctx.Done()
		return ctx.Err()
	}, func(err error) { result = err })
	if !errors.Is(result, context.Canceled) {
		t.Errorf("ends with %v, want context.Canceled", result)
	}
}

func TestPanicOfTheWorkIsAnError(t *testing.T) {
	tasks := kit.NewInlineTasks()
	var result error
	tasks.Quietly(func() error { panic("boom") }, func(err error) { result = err })
	if result == nil || !contains(result.Error(), "boom") || !contains(result.Error(), "task_test.go") {
		t.Errorf("a panic gives %v, want it with its place", result)
	}
}

func TestLoadGivesTheResult(t *testing.T) {
	kit.Load(kit.NewInlineTasks(), func() (int, error) { return 7, errDisk }, func(n int, err error) {
		if n != 7 || !errors.Is(err, errDisk) {
			t.Errorf("Load gives %d, %v", n, err)
		}
	})
}
