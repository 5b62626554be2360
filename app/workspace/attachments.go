package workspace

import (
	"context"
	"errors"
	"path/filepath"
	"time"

	"github.com/comptoir/comptoir/app/attachment"
	"github.com/comptoir/comptoir/app/cabinet"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/usrfile"
)

// Cabinet gives the folder in which attachments lie by their digest.
func (w *Workspace) Cabinet() cabinet.Cabinet {
	return cabinet.In(filepath.Join(w.dir, attachmentsName))
}

// KeepAttachment makes an attachment of the bytes of a file, see package attachment,
// and keeps it, so that a draft can name it. Its bytes last before any voucher says
// that they are there; those that no voucher ever names are swept later.
func (s *Session) KeepAttachment(ctx context.Context, name string, data []byte) (cashbook.Attachment, error) {
	if err := s.canKeepAttachments(ctx); err != nil {
		return cashbook.Attachment{}, err
	}
	f, err := attachment.Prepare(name, data)
	if err != nil {
		return cashbook.Attachment{}, err
	}
	hash, err := s.w.Cabinet().Put(f.Data)
	return cashbook.Attachment{Hash: hash, Size: f.Size(), Media: f.Media, Name: f.Name}, err
}

// canKeepAttachments wants the right to enter what names them, or to decide about a
// closing.
func (s *Session) canKeepAttachments(ctx context.Context) error {
	err := s.CanSomewhere(ctx, directory.RightPostingRecord)
	for _, right := range []directory.Right{directory.RightVoucherRecord, directory.RightClosingDecide} {
		if err != nil {
			err = s.CanSomewhere(ctx, right)
		}
	}
	return err
}

// KeepAttachments keeps plain files. The first that can not be taken ends it.
func (s *Session) KeepAttachments(ctx context.Context, paths []string) (kept []cashbook.Attachment, err error) {
	for _, path := range paths {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		data, err := readSource(path)
		if err != nil {
			return nil, err
		}
		a, err := s.KeepAttachment(ctx, filepath.Base(path), data)
		if err != nil {
			return nil, err
		}
		kept = append(kept, a)
	}
	return kept, nil
}

// Attach adds attachments to a voucher on its day of entry, as a revision of it.
// What it has already is not added again.
func (s *Session) Attach(ctx context.Context, book ident.BookID, number int64, more ...cashbook.Attachment) (cashbook.Recorded, error) {
	return s.changeAttachments(ctx, book, number, func(has []cashbook.Attachment) ([]cashbook.Attachment, error) {
		for _, a := range more {
			if !names(has, a.Hash) {
				has = append(has, a)
			}
		}
		return has, nil
	})
}

// Detach takes an attachment from a voucher on its day of entry, as a revision of
// it. The revision before still names it, so its file stays.
func (s *Session) Detach(ctx context.Context, book ident.BookID, number int64, hash [32]byte) (cashbook.Recorded, error) {
	return s.changeAttachments(ctx, book, number, func(has []cashbook.Attachment) (rest []cashbook.Attachment, err error) {
		for _, a := range has {
			if a.Hash != hash {
				rest = append(rest, a)
			}
		}
		if len(rest) == len(has) {
			err = noAttachment(number)
		}
		return rest, err
	})
}

func (s *Session) changeAttachments(ctx context.Context, book ident.BookID, number int64, change func([]cashbook.Attachment) ([]cashbook.Attachment, error)) (cashbook.Recorded, error) {
	v, err := s.Voucher(ctx, book, number)
	if err != nil {
		return cashbook.Recorded{}, err
	}
	draft := cashbook.Draft{Day: v.Entry.Day, Content: v.Content, Seen: v.Entry.Hash}
	if draft.Attachments, err = change(append([]cashbook.Attachment(nil), v.Attachments...)); err != nil {
		return cashbook.Recorded{}, err
	}
	return s.Change(ctx, book, number, draft)
}

func noAttachment(number int64) error {
	return fault.New(fault.Missing, "workspace.no-attachment", fault.Args{"Number": number})
}

func names(list []cashbook.Attachment, hash [32]byte) bool {
	for _, a := range list {
		if a.Hash == hash {
			return true
		}
	}
	return false
}

// allKept makes sure, before a voucher is written, that what it newly names is
// there: between choosing a file and recording, a person may take hours.
func (w *Workspace) allKept(wanted, standing []cashbook.Attachment) error {
	for _, a := range wanted {
		if names(standing, a.Hash) {
			continue
		}
		if err := w.Cabinet().Touch(a.Hash, a.Size); err != nil {
			return named(err, a.Name, 0)
		}
	}
	return nil
}

// named puts the name of an attachment, and the number of its voucher unless it has
// none yet, in front of what is wrong with its file.
func named(err error, name string, number int64) error {
	var cause *fault.Error
	if !errors.As(err, &cause) {
		return err
	}
	args := fault.Args{"Name": name, "Number": number, "File": cause.Args["File"]}
	switch {
	case number == 0:
		return fault.Wrap(err, cause.Kind, "workspace.attachment-draft", fault.Args{"Name": name})
	case cause.Kind == fault.Missing:
		return fault.Wrap(err, fault.Missing, "workspace.attachment-missing", args)
	case cause.Kind == fault.Forged:
		return fault.Wrap(err, fault.Forged, "workspace.attachment-altered", args)
	}
	return err
}

// ReadAttachment gives the bytes of an attachment of a voucher, which are those
// that were attached: anything else is refused.
func (s *Session) ReadAttachment(ctx context.Context, book ident.BookID, number int64, a cashbook.Attachment) ([]byte, error) {
	v, err := s.Voucher(ctx, book, number)
	if err != nil {
		return nil, err
	}
	if !names(v.Attachments, a.Hash) {
		return nil, noAttachment(number)
	}
	data, err := s.w.Cabinet().Read(a.Hash, a.Size)
	return data, named(err, a.Name, number)
}

// ExtractAttachments writes the attachments of a voucher into a folder under the
// names that people know, and gives the paths. Nothing is overwritten, and nothing
// is written when one of them is missing or altered.
func (s *Session) ExtractAttachments(ctx context.Context, book ident.BookID, number int64, dir string) (paths []string, err error) {
	v, err := s.Voucher(ctx, book, number)
	if err != nil {
		return nil, err
	}
	return s.w.extract(v.Attachments, number, dir)
}

func (w *Workspace) extract(attachments []cashbook.Attachment, number int64, dir string) (paths []string, err error) {
	for _, a := range attachments {
		if err := w.Cabinet().Check(a.Hash, a.Size); err != nil {
			return nil, named(err, a.Name, number)
		}
	}
	for _, a := range attachments {
		data, err := w.Cabinet().Read(a.Hash, a.Size)
		if err != nil {
			return paths, named(err, a.Name, number)
		}
		path, err := usrfile.WriteFile(dir, attachment.CleanName(a.Name, a.Media), data)
		if err != nil {
			return paths, writeFault(err, dir)
		}
		paths = append(paths, path)
	}
	return paths, nil
}

// orphanAge is how long a file that no voucher names is left, so that it is not
// taken from somebody who is about to record.
const orphanAge = 24 * time.Hour

// sweepAttachments removes the files that no voucher names any more, or ever has.
func (w *Workspace) sweepAttachments(ctx context.Context) error {
	used := map[[32]byte]bool{}
	err := w.store.View(ctx, func(tx *storage.Tx) error {
		return tx.EachAttachment(func(a cashbook.Attachment) { used[a.Hash] = true })
	})
	if err != nil {
		return err
	}
	removed, err := w.Cabinet().Sweep(func(hash [32]byte) bool { return used[hash] }, time.Now().Add(-orphanAge))
	if removed > 0 {
		w.log.Info("attachments that no voucher names were removed", "count", removed)
	}
	return err
}
