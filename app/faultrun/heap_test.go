package faultrun_test

import (
	"errors"
	"testing"

	"github.com/comptoir/comptoir/app/faultrun"
)

func TestWhatIsHeldIsCounted(t *testing.T) {
	failed := errors.New("failed")
	var kept []byte
	held, err := faultrun.Held(func() error {
		kept = make([]byte, 32<<20)
		return failed
	})
	if !errors.Is(err, failed) || held < 32 || len(kept) == 0 {
		t.Errorf("%d MiB, %v", held, err)
	}
	if held, _ := faultrun.Held(func() error { return nil }); held > 8 {
		t.Errorf("nothing holds %d MiB", held)
	}
}
