package workspace

import (
	"context"
	"errors"
	"slices"

	"github.com/comptoir/comptoir/app/fault"
)

// ends are the refusals for which an access date or a lease has passed.
var ends = []string{"directory.access-ended", "workspace.lease"}

// rememberEnd records the time at which somebody was refused because their access
// or lease has ended. Such a refusal writes nothing else, so that without this a
// clock that is set back would open the account again on a poste where nobody
// does anything more.
func (w *Workspace) rememberEnd(ctx context.Context, err error) error {
	var f *fault.Error
	if !errors.As(err, &f) || !slices.Contains(ends, f.Key) {
		return err
	}
	if unseen := w.observe(context.WithoutCancel(ctx)); unseen != nil {
		return errors.Join(err, unseen)
	}
	return err
}
