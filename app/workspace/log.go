package workspace

import (
	"encoding/hex"
	"io"
	"log/slog"
	"os"
	"path/filepath"

	"github.com/comptoir/comptoir/app/fault"
)

const (
	logLimit     = 4 << 20 // bytes, after which the log starts anew and one old one is kept
	referenceLen = 4       // bytes of a reference number
)

func openLog(dir string) (*slog.Logger, io.Closer, error) {
	path := filepath.Join(dir, "comptoir.log")
	if info, err := os.Stat(path); err == nil && info.Size() > logLimit {
		if err := os.Rename(path, path+".1"); err != nil {
			return nil, nil, err
		}
	}
	f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, nil, fault.Wrap(err, fault.Invalid, "workspace.folder", fault.Args{"Path": dir})
	}
	return slog.New(slog.NewTextHandler(f, nil)), f, nil
}

// Reference writes an error that nobody foresaw to the log and gives the short
// number under which support finds it. A fault needs none and gives "".
func (w *Workspace) Reference(err error) string {
	if _, foreseen := fault.KindOf(err); foreseen || err == nil {
		return ""
	}
	b := make([]byte, referenceLen)
	if drawErr := w.drawBytes(b); drawErr != nil {
		w.log.Error("no randomness for a reference", "error", drawErr)
	}
	reference := hex.EncodeToString(b)
	w.log.Error("unforeseen", "reference", reference, "error", err)
	return reference
}
