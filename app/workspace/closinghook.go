package workspace

import (
	"context"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/fault"
)

// afterClosing does what follows a closing that stands, once it is durable.
func (s *Session) afterClosing(ctx context.Context, c accounting.Closing) error {
	s.w.log.InfoContext(ctx, "a journal was closed", "journal", c.Journal, "closing", c.Number)
	reason := map[accounting.ClosingKind]accounting.BackupReason{
		accounting.CloseDay: accounting.BackupDay, accounting.CloseMonth: accounting.BackupMonth,
		accounting.CloseProvisional: accounting.BackupProvisional,
	}[c.Kind]
	if _, err := s.BackupJournal(ctx, c.Journal, reason, "", nil); err != nil {
		s.w.log.ErrorContext(ctx, "no backup after a closing", "journal", c.Journal, "error", err)
		return fault.Wrap(err, fault.Conflict, "workspace.backup-after-closing", fault.Args{"Closing": c.Number})
	}
	return nil
}
