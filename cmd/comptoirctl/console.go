package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"

	"golang.org/x/term"
)

// console asks the person at the keyboard. Whoever interrupts the program at a
// question gets out of it: the error is the context's.
type console interface {
	ask(ctx context.Context, question string) (string, error)
	askSecret(ctx context.Context, question string) (string, error) // what is typed is not shown
}

// answerLimit bounds an answer, in bytes.
const answerLimit = 4096

// terminal is a console on a real terminal.
type terminal struct {
	in  *os.File
	out io.Writer
}

// newConsole gives a console, or nil when no person types into in.
func newConsole(in *os.File, out io.Writer) console {
	if !term.IsTerminal(int(in.Fd())) {
		return nil
	}
	return terminal{in, out}
}

func (t terminal) ask(ctx context.Context, question string) (string, error) {
	if _, err := fmt.Fprint(t.out, question, " "); err != nil {
		return "", err
	}
	return interruptible(ctx, func() (string, error) { return readLine(t.in) })
}

func (t terminal) askSecret(ctx context.Context, question string) (string, error) {
	if _, err := fmt.Fprint(t.out, question, " "); err != nil {
		return "", err
	}
	fd := int(t.in.Fd())
	shown, err := term.GetState(fd)
	if err != nil {
		return "", err
	}
	defer fmt.Fprintln(t.out) // the Enter key was not shown either
	secret, err := interruptible(ctx, func() ([]byte, error) { return term.ReadPassword(fd) })
	if ctx.Err() != nil {
		_ = term.Restore(fd, shown) // or the person's shell would show nothing any more
	}
	return string(secret), err
}

// interruptible waits for read or for the end of ctx. A read that is abandoned
// lasts as long as the program, which is about to end.
func interruptible[T any](ctx context.Context, read func() (T, error)) (T, error) {
	type answer struct {
		value T
		err   error
	}
	answers := make(chan answer, 1)
	go func() {
		value, err := read()
		answers <- answer{value, err}
	}()
	select {
	case a := <-answers:
		return a.value, a.err
	case <-ctx.Done():
		var none T
		return none, ctx.Err()
	}
}

// readLine reads one line, byte by byte, so that nothing of the next answer is
// lost.
func readLine(in io.Reader) (string, error) {
	var line []byte
	for one := make([]byte, 1); len(line) < answerLimit; {
		n, err := in.Read(one)
		if n == 1 && one[0] == '\n' {
			break
		}
		line = append(line, one[:n]...)
		if err != nil && (err != io.EOF || len(line) == 0) {
			return "", err
		}
		if err != nil {
			break
		}
	}
	return string(bytes.TrimSuffix(line, []byte("\r"))), nil
}
