package usrfile_test

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"testing"

	"github.com/comptoir/comptoir/usrfile"
)

func TestErrorsAreAskedForByReason(t *testing.T) {
	_, err := usrfile.Inspect(nil)
	wrapped := fmt.Errorf("import: %w", err)
	if !errors.Is(wrapped, usrfile.ErrEmpty) || errors.Is(wrapped, usrfile.ErrMagic) {
		t.Errorf("%v is not asked for by its reason", wrapped)
	}
	if got := err.Error(); got != "usrfile: empty: no bytes at all" {
		t.Errorf("got %q", got)
	}
	if got := (&usrfile.Error{Reason: usrfile.ErrMagic}).Error(); got != "usrfile: magic" {
		t.Errorf("got %q", got)
	}
}

// Reasons is what callers make their sentences from; none may be missing.
func TestReasonsListsEveryConstant(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "error.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	constants := 0
	ast.Inspect(file, func(n ast.Node) bool {
		if spec, ok := n.(*ast.ValueSpec); ok && spec.Type != nil {
			constants += len(spec.Names)
		}
		return true
	})
	distinct := make(map[usrfile.Reason]bool)
	for _, reason := range usrfile.Reasons() {
		distinct[reason] = true
	}
	if len(distinct) != constants || len(usrfile.Reasons()) != constants {
		t.Errorf("%d reasons, %d distinct, %d constants", len(usrfile.Reasons()), len(distinct), constants)
	}
}
