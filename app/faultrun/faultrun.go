// Package faultrun says how often the tests of faults break something, and counts what
// was broken for the table that `make faults` ends with. Only tests use it.
package faultrun

import (
	"fmt"
	"os"
	"strconv"
	"testing"
)

const (
	// Variable is how often something of each kind is broken; `make faults` sets it.
	Variable = "COMPTOIR_FAULTS"
	// Table is the file to whose end each count is written as a line of three fields,
	// with tabs between them.
	Table = "COMPTOIR_FAULTS_TABLE"
)

// Asked is how often something of each kind shall be broken, or 0 in every run of the
// tests, where a few times must do.
func Asked() int {
	n, err := strconv.Atoi(os.Getenv(Variable))
	if err != nil {
		return 0
	}
	return max(0, n)
}

// Or gives what is asked for, or few.
func Or(few int) int {
	if n := Asked(); n > 0 {
		return n
	}
	return few
}

// Counted tells in the log of a test, and in the table, how often what was broken, and
// how that came out.
func Counted(t testing.TB, what string, count int, came string, args ...any) {
	t.Helper()
	came = fmt.Sprintf(came, args...)
	t.Logf("%s: %d rounds: %s", what, count, came)
	if err := Note(what, count, came); err != nil {
		t.Error(err)
	}
}

// Note writes a line into the table, where there is one.
func Note(what string, count int, came string) error {
	path := os.Getenv(Table)
	if path == "" {
		return nil
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(f, "%s\t%d\t%s\n", what, count, came) // in one piece, since others write too
	if ended := f.Close(); err == nil {
		err = ended
	}
	return err
}
