package ledger_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ledger"
)

func TestUnreadable(t *testing.T) {
	for err, want := range map[error]bool{
		nil:                                     false,
		errors.New("16 bytes are no digest"):    true,
		fault.New(fault.Invalid, "x", nil):      true,
		fault.New(fault.Forged, "x", nil):       false,
		fault.New(fault.Conflict, "disk", nil):  false,
		fmt.Errorf("row: %w", context.Canceled): false,
		context.DeadlineExceeded:                false,
	} {
		if got := ledger.Unreadable(err); got != want {
			t.Errorf("Unreadable(%v) = %v", err, got)
		}
	}
}
