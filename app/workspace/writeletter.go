package workspace

import (
	"context"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/usrfile"
)

// WriteLetter writes a letter as an `.eml` file into a folder; it waits no more
// then. A folder that can not be written to leaves it waiting.
func (s *Session) WriteLetter(ctx context.Context, id ident.LetterID, render Render, dir string) (string, error) {
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (string, error) {
		l, err := waitingLetter(tx, by, id, now)
		if err != nil {
			return "", err
		}
		content, err := s.exportLetter(tx, by, l, render, now)
		if err != nil {
			return "", err
		}
		path, err := usrfile.WriteFile(dir, string(l.Kind)+"_"+l.ID.String()[:8]+".eml", content)
		if err != nil {
			return "", fault.Wrap(err, fault.Invalid, "workspace.letter-folder", fault.Args{"Path": dir})
		}
		return path, nil
	})
}
