package translation_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/comptoir/comptoir/assets"
)

// enumerations are typed words of the code of which each value has a text:
// folder.Type → prefix of its keys.
var enumerations = map[string]string{
	"app/cashbook.Type":           "book.type.",
	"app/cashbook.BookStatus":     "book.status.",
	"app/cashbook.Duty":           "duty.",
	"app/cashbook.SigningWay":     "signing-way.",
	"app/cashbook.State":          "voucher.state.",
	"app/directory.Status":        "status.",
	"app/directory.Level":         "level.",
	"app/directory.Module":        "module.",
	"app/directory.PosteStatus":   "poste.status.",
	"app/directory.RequestStatus": "request.status.",
	"app/directory.RoleID":        "role.",
	"app/directory.Right":         "right.",
	"app/directory.Verb":          "act.",
	"app/ledgerfile.Kind":         "ledgerfile.kind.",
	"app/mark.Purpose":            "code.purpose.",
	"app/mark.VerificationState":  "code.state.",
}

func TestEveryKeyHasATextAndEveryTextAUse(t *testing.T) {
	root := repository(t)
	source, err := readSource(root)
	if err != nil {
		t.Fatal(err)
	}
	if len(source.literals) < 1000 {
		t.Fatalf("only %d literals found: the search is wrong", len(source.literals))
	}
	for _, problem := range check(source, enumerations, loadTexts(t, assets.Translations, "fr")) {
		t.Error(problem)
	}
}

func repository(t *testing.T) string {
	t.Helper()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(root, "go.mod")); err != nil {
		t.Fatalf("not the root of the repository: %v", err)
	}
	return root
}
