package main

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"
)

func TestReadLine(t *testing.T) {
	in := strings.NewReader("oui\r\nnon\n\nfin")
	for _, want := range []string{"oui", "non", "", "fin"} {
		if got, err := readLine(in); err != nil || got != want {
			t.Errorf("%q, %v; want %q", got, err, want)
		}
	}
	if _, err := readLine(in); !errors.Is(err, io.EOF) {
		t.Errorf("nothing more: %v", err)
	}
	endless := strings.NewReader(strings.Repeat("x", 2*answerLimit))
	if got, err := readLine(endless); err != nil || len(got) != answerLimit {
		t.Errorf("an endless answer has %d bytes, %v", len(got), err)
	}
}

// Whoever interrupts the program at a question is not kept there.
func TestQuestionCanBeInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	never, write := io.Pipe()
	defer write.Close()
	cancel()
	if _, err := interruptible(ctx, func() (string, error) { return readLine(never) }); !errors.Is(err, context.Canceled) {
		t.Errorf("interrupted: %v", err)
	}
	var errs strings.Builder
	c := &call{program: &program{stderr: &errs}, printer: french()}
	if status := c.fail(context.Canceled); status != 2 || !strings.Contains(errs.String(), "Annulé") {
		t.Errorf("status %d: %s", status, errs.String())
	}
}
