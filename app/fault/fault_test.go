package fault_test

import (
	"errors"
	"fmt"
	"io"
	"testing"

	"github.com/comptoir/comptoir/app/fault"
)

func TestFaultIsItsKindOnly(t *testing.T) {
	kinds := []fault.Kind{
		fault.Invalid, fault.Forged, fault.Expired, fault.Denied, fault.Conflict, fault.Missing,
	}
	for _, kind := range kinds {
		err := fmt.Errorf("while testing: %w", fault.New(kind, "any.key", nil))
		for _, other := range kinds {
			if got := errors.Is(err, other); got != (kind == other) {
				t.Errorf("a fault of %s is %s: %t", kind, other, got)
			}
		}
		if got, foreseen := fault.KindOf(err); got != kind || !foreseen {
			t.Errorf("KindOf = %q, %t, want %q", got, foreseen, kind)
		}
	}
}

func TestKindOfUnforeseen(t *testing.T) {
	for _, err := range []error{nil, io.EOF, fault.Denied} {
		if kind, foreseen := fault.KindOf(err); foreseen {
			t.Errorf("KindOf(%v) = %q, want none", err, kind)
		}
	}
}

func TestWrapKeepsTheCause(t *testing.T) {
	err := fault.Wrap(io.ErrUnexpectedEOF, fault.Forged, "file.short", fault.Args{"Name": "a.usr"})
	if !errors.Is(err, io.ErrUnexpectedEOF) || !errors.Is(err, fault.Forged) {
		t.Errorf("%v has lost its kind or its cause", err)
	}
	want := "forged: file.short map[Name:a.usr]: unexpected EOF"
	if err.Error() != want {
		t.Errorf("Error() = %q, want %q", err, want)
	}
}

func TestErrorIsShortWithoutArguments(t *testing.T) {
	if got := fault.New(fault.Missing, "book", nil).Error(); got != "missing: book" {
		t.Errorf("Error() = %q", got)
	}
}
