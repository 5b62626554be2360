package main

import (
	"bytes"
	"fmt"
	"io"
	"os"

	"golang.org/x/term"
)

// console asks the person at the keyboard.
type console interface {
	ask(question string) (string, error)
	askSecret(question string) (string, error) // what is typed is not shown
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

func (t terminal) ask(question string) (string, error) {
	if _, err := fmt.Fprint(t.out, question, " "); err != nil {
		return "", err
	}
	return t.line()
}

// line reads one line, byte by byte, so that nothing of the next answer is lost.
func (t terminal) line() (string, error) {
	var line []byte
	for one := make([]byte, 1); len(line) < answerLimit; {
		n, err := t.in.Read(one)
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

func (t terminal) askSecret(question string) (string, error) {
	if _, err := fmt.Fprint(t.out, question, " "); err != nil {
		return "", err
	}
	secret, err := term.ReadPassword(int(t.in.Fd()))
	fmt.Fprintln(t.out) // the Enter key was not shown either
	return string(secret), err
}
