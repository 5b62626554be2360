package workspace

import (
	"context"
	"time"

	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/usrfile"
)

// Fingerprint gives the fingerprint of the organisation's trust chain, which
// people at head office read to those who join. It is no secret. An empty folder
// is fault.Missing.
func (w *Workspace) Fingerprint(ctx context.Context) (compare usrfile.Fingerprint, err error) {
	err = w.view(ctx, func(tx *storage.Tx, _ time.Time) error {
		compare, err = fingerprint(tx)
		return err
	})
	return compare, err
}
