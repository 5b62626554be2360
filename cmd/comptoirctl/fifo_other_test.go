//go:build !unix

package main

import "github.com/rogpeppe/go-internal/testscript"

// fifo is not possible here; scripts ask [unix] before.
func fifo(ts *testscript.TestScript, _ bool, _ []string) {
	ts.Fatalf("no named pipes on this system")
}
