package workspace_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/workspace"
)

func TestRequestTravelsAsTheTextOfAQRCode(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	_, awa := o.join(t)
	wish := workspace.Wish{Module: directory.ModuleAccounting, Label: "Portable Awa", Location: "Kolda"}
	asked := must[workspace.Asked](t)(awa.RequestModule(ctx, wish, t.TempDir()))

	text := must[string](t)(workspace.QRText(asked.Path))
	task := must[workspace.Task](t)(o.session.ReceiveRequestText(ctx, " "+text+"\n"))
	if task.Fingerprint != asked.Fingerprint {
		t.Errorf("head office shows %s, the site %s", task.Fingerprint, asked.Fingerprint)
	}
	for _, bad := range []string{"", "COMPTOIR:", text[1:], strings.ToLower(text), text + "É", strings.Repeat(text, 20)} {
		if _, err := o.session.ReceiveRequestText(ctx, bad); err == nil {
			t.Errorf("%d characters are accepted", len(bad))
		}
	}
}

func TestFilesTooLargeForAQRCodeAreRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "large.usr")
	head := []byte("\x89CPT\r\n\x1a\n\x01\x01\x01\x00" + "12345678" + "\x00\x00\x0b\xb8") // a message of 3000 bytes
	check(t, os.WriteFile(path, append(head, make([]byte, 64+3000)...), 0o600))
	if _, err := workspace.QRText(path); !errors.Is(err, fault.Invalid) {
		t.Errorf("gives %v", err)
	}
}
