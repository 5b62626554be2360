package workspace

import (
	"context"

	"github.com/comptoir/comptoir/app/accounting"
)

// afterClosing does what follows a closing that stands, once it is durable.
func (s *Session) afterClosing(ctx context.Context, c accounting.Closing) error {
	s.w.log.InfoContext(ctx, "a journal was closed", "journal", c.Journal, "closing", c.Number)
	return nil
}
