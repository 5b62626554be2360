package usrfile_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/comptoir/comptoir/usrfile"
)

func TestReadStartGivesWhatTheFileSaysOfItself(t *testing.T) {
	file := encode(t, plainUser([]byte(`{"a":"and so on, so that more than the start is there"}`)), issuerKey)
	path := filepath.Join(t.TempDir(), "awa.usr")
	write := func(content []byte) {
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(file)
	envelope, err := usrfile.Inspect(file)
	if err != nil {
		t.Fatal(err)
	}
	whole := envelope.Unverified()
	got, err := usrfile.ReadStart(path)
	if err != nil || got.Kind != whole.Kind || got.Subject != whole.Subject || got.Serial != whole.Serial ||
		got.KeyEpoch != whole.KeyEpoch ||
		got.FileID != whole.FileID || got.Signer() != whole.Signer() || got.Payload != nil {
		t.Errorf("the start says %+v, the whole %+v, %v", got, whole, err)
	}
	for length := range 400 { // of the first bytes; more are missing than are read
		write(file[:min(length, len(file)-1)])
		if _, err := usrfile.ReadStart(path); err == nil {
			t.Fatalf("%d bytes were taken for a file", length)
		}
	}
	write(append(file, 0))
	if _, err := usrfile.ReadStart(path); !errors.Is(err, usrfile.ErrTrailing) {
		t.Errorf("with bytes after the end: %v", err)
	}
	if _, err := usrfile.ReadStart(filepath.Dir(path)); !errors.Is(err, usrfile.ErrNotRegular) {
		t.Errorf("of a folder: %v", err)
	}
}
