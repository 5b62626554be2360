package workspace_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/mail"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/sync/synctest"
)

// A letter leaves as a file, and waits on where the folder can not be written to.
func TestLetterIsWrittenIntoAFolder(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	letter := must[workspace.Invitation](t)(o.session.MailActivation(ctx, o.awa.ID, "", o.code)).Letter
	render := func(_ mail.Server, _ mail.Letter, facts mail.Facts) ([]byte, error) {
		return []byte(facts["Code"]), nil
	}
	nowhere := filepath.Join(t.TempDir(), "file")
	check(t, os.WriteFile(nowhere, nil, 0o600))
	_, err := o.session.WriteLetter(ctx, letter.ID, render, nowhere)
	synctest.Refused(t, err, fault.Invalid, "workspace.letter-folder")
	path := must[string](t)(o.session.WriteLetter(ctx, letter.ID, render, t.TempDir()))
	if content := must[[]byte](t)(os.ReadFile(path)); string(content) != o.code || filepath.Ext(path) != ".eml" {
		t.Errorf("%s has %q", path, content)
	}
	_, err = o.session.WriteLetter(ctx, letter.ID, render, t.TempDir())
	synctest.Refused(t, err, fault.Conflict, "mail.gone")
}
