package workspace_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"testing"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/sync/synctest"
)

// The rows of the threat table of FORMAT.md are tests of that number, each on
// signed files and a real database. What a row means for one package alone is
// tested there in more detail.

// refuses wants a signed file to be refused with that sentence and nothing to
// change but the line of the history.
func (f *folder) refuses(t *testing.T, kind fault.Kind, key, path string) {
	t.Helper()
	before := synctest.Dump(t, f.database())
	_, err := f.Examine(t.Context(), nil, path)
	synctest.Refused(t, err, kind, key)
	if changed := f.changedTables(t, before); len(changed) > 0 {
		t.Errorf("%s: %v changed", filepath.Base(path), changed)
	}
}

// takes wants a file to be applied.
func (f *folder) takes(t *testing.T, path string) *workspace.Arrival {
	t.Helper()
	a := must[*workspace.Arrival](t)(f.Examine(t.Context(), nil, path))
	check(t, f.Apply(t.Context(), nil, a, a.Fingerprint))
	return a
}

func TestEveryThreatHasItsTest(t *testing.T) {
	files := must[[]string](t)(filepath.Glob("*_test.go"))
	found := map[string]bool{}
	for _, file := range files {
		parsed := must[*ast.File](t)(parser.ParseFile(token.NewFileSet(), file, nil, 0))
		for _, d := range parsed.Decls {
			if f, ok := d.(*ast.FuncDecl); ok {
				found[f.Name.Name[:min(len(f.Name.Name), len("TestThreat00"))]] = true
			}
		}
	}
	for row := 1; row <= 27; row++ {
		if name := fmt.Sprintf("TestThreat%02d", row); !found[name] {
			t.Errorf("no %s", name)
		}
	}
}
