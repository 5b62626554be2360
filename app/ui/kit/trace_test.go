package kit_test

import (
	"strings"
	"sync"
	"testing"

	"github.com/comptoir/comptoir/app/ui/kit"
)

func TestTraceWritesALineAnEvent(t *testing.T) {
	var b strings.Builder
	kit.TraceTo(&b)
	var wait sync.WaitGroup
	for range 20 {
		wait.Go(func() { kit.Trace("screen x") })
	}
	wait.Wait()
	kit.TraceTo(nil)
	kit.Trace("nobody reads this")
	if want := strings.Repeat("screen x\n", 20); b.String() != want {
		t.Errorf("trace %q", b.String())
	}
}
