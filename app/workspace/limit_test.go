package workspace_test

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/sync/synctest"
)

// breakers lays what no reader should wait for or swallow into a folder, under
// names with that extension.
func breakers(t *testing.T, dir, extension string) []string {
	t.Helper()
	var paths []string
	at := func(name string) string {
		path := filepath.Join(dir, name+extension)
		paths = append(paths, path)
		return path
	}
	check(t, os.WriteFile(at("empty"), nil, 0o600))
	check(t, os.Mkdir(at("folder"), 0o700))
	header := []byte("\x89CPT\r\n\x1a\n\x01\x01\x01\x00" + "12345678" + "\xff\xff\xff\xff") // declares 4 GiB
	for name, size := range map[string]int64{"sparse": 4 << 30, "declares": 24} {
		path := at(name)
		check(t, os.WriteFile(path, header, 0o600))
		check(t, os.Truncate(path, size))
	}
	return append(paths, special(t, dir, extension)...)
}

// inTime runs what must neither hang nor take memory.
func inTime(t *testing.T, what string, do func() error) error {
	t.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	answer := make(chan error, 1)
	begin := time.Now()
	go func() { answer <- do() }()
	select {
	case err := <-answer:
		runtime.ReadMemStats(&after)
		if took := after.TotalAlloc - before.TotalAlloc; took > 8<<20 {
			t.Errorf("%s took %d MiB", what, took>>20)
		}
		if took := time.Since(begin); took > time.Second {
			t.Errorf("%s took %s", what, took)
		}
		return err
	case <-time.After(10 * time.Second):
		t.Fatalf("%s hangs", what)
		return nil
	}
}

// Row 15, through every door that reads a file.
func TestLimitBreakersAreRefusedAtOnce(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	site, _ := o.join(t)
	dir := t.TempDir()
	for _, path := range breakers(t, dir, ".usr") {
		for door, open := range map[string]func() error{
			"Examine":        func() error { _, err := site.Examine(ctx, nil, path); return err },
			"ReceiveRequest": func() error { _, err := o.session.ReceiveRequest(ctx, path); return err },
			"Verify":         func() error { _, err := o.Verify(ctx, path, time.Time{}); return err },
			"Inspect":        func() error { _, err := workspace.Inspect(path); return err },
			"QRText":         func() error { _, err := workspace.QRText(path); return err },
		} {
			err := inTime(t, door+" of "+filepath.Base(path), open)
			if !errors.Is(err, fault.Forged) {
				t.Errorf("%s of %s gives %v", door, filepath.Base(path), err)
			}
		}
	}
}

// Row 15, for what lies beside the file.
func TestLimitBreakersBesideTheFileDoNotMatter(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	stick := t.TempDir()
	breakers(t, stick, ".key")
	put(t, stick, "z.key", o.KeyFile())
	path := put(t, stick, "awa.usr", o.UserData())
	site := openFolder(t, t.TempDir())
	err := inTime(t, "Examine", func() error { _, err := site.Examine(t.Context(), nil, path); return err })
	check(t, err)
	found := must[[]string](t)(workspace.FoundFiles(stick))
	if len(found) != 1 || found[0] != path {
		t.Errorf("found %v", found)
	}
}
