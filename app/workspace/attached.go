package workspace

import (
	"context"
	"errors"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
)

// AttachmentState says what is found in the place of an attachment.
type AttachmentState string

const (
	AttachmentIntact    AttachmentState = "intact"
	AttachmentMissing   AttachmentState = "missing"   // attached on this poste, and gone
	AttachmentElsewhere AttachmentState = "elsewhere" // attached on another poste, and never brought here
	AttachmentAltered   AttachmentState = "altered"   // not what was attached
)

// Attached is an attachment of a voucher with what is found in its place.
type Attached struct {
	cashbook.Attachment
	Number int64 // of the voucher
	State  AttachmentState
	Err    error // for a person; nil when it is intact
}

// Attached gives the attachments of a voucher as it stands.
func (s *Session) Attached(ctx context.Context, book ident.BookID, number int64) (list []Attached, err error) {
	var v cashbook.Voucher
	var here ident.PosteID
	err = s.viewBook(ctx, book, func(tx *storage.Tx) error {
		home, err := tx.Home()
		if err != nil {
			return err
		}
		here = home.Poste
		v, err = tx.Voucher(book, number)
		return err
	})
	for _, a := range v.Attachments {
		list = append(list, s.w.inspectAttachment(a, number, v.Entry.Poste == here))
	}
	return list, err
}

// Kept tells the same of attachments that a draft names.
func (s *Session) Kept(_ context.Context, of []cashbook.Attachment) (list []Attached) {
	for _, a := range of {
		list = append(list, s.w.inspectAttachment(a, 0, true))
	}
	return list
}

// ReadKept gives the bytes of an attachment that a draft names.
func (s *Session) ReadKept(ctx context.Context, a cashbook.Attachment) ([]byte, error) {
	if err := s.canKeepAttachments(ctx); err != nil {
		return nil, err
	}
	data, err := s.w.Cabinet().Read(a.Hash, a.Size)
	return data, named(err, a.Name, 0)
}

// inspectAttachment looks what is in the place of an attachment.
func (w *Workspace) inspectAttachment(a cashbook.Attachment, number int64, attachedHere bool) Attached {
	found := Attached{Attachment: a, Number: number, State: AttachmentIntact}
	err := w.Cabinet().Check(a.Hash, a.Size)
	switch {
	case err == nil:
		return found
	case errors.Is(err, fault.Missing) && attachedHere:
		found.State = AttachmentMissing
	case errors.Is(err, fault.Missing):
		found.State = AttachmentElsewhere
	default:
		found.State = AttachmentAltered
	}
	found.Err = named(err, a.Name, number)
	return found
}

// AttachmentReport is what the verification of a book's attachments found.
type AttachmentReport struct {
	Intact    int64 // files
	Bytes     int64 // of them
	Elsewhere int64 // files that were attached on other postes and never brought here
	Damaged   []Attached
}

// Err gives the damage as errors, each of which names the voucher; nil for none.
func (r AttachmentReport) Err() error {
	var errs []error
	for _, a := range r.Damaged {
		errs = append(errs, a.Err)
	}
	return errors.Join(errs...)
}

// VerifyAttachments reads every attachment that the book names, also those of
// earlier revisions, and compares it with its digest. progress may be nil.
func (s *Session) VerifyAttachments(ctx context.Context, book ident.BookID, progress func(done, total int)) (r AttachmentReport, err error) {
	list, err := s.attachmentsOf(ctx, book)
	if err != nil {
		return r, err
	}
	return s.w.verifyAttached(ctx, list, progress)
}

func (w *Workspace) verifyAttached(ctx context.Context, list []attachedAt, progress func(done, total int)) (r AttachmentReport, err error) {
	looked := map[[32]byte]AttachmentState{}
	for i, a := range list {
		if err := ctx.Err(); err != nil {
			return r, err
		}
		if progress != nil {
			progress(i, len(list))
		}
		state, again := looked[a.Hash]
		if again && (state == AttachmentIntact || state == AttachmentElsewhere) {
			continue
		}
		found := w.inspectAttachment(a.Attachment, a.number, a.here)
		looked[a.Hash] = found.State
		switch found.State {
		case AttachmentIntact:
			r.Intact++
			r.Bytes += a.Size
		case AttachmentElsewhere:
			r.Elsewhere++
		default:
			r.Damaged = append(r.Damaged, found)
		}
	}
	return r, nil
}

// attachedAt is an attachment with a voucher that names it, or has.
type attachedAt struct {
	cashbook.Attachment
	number int64
	here   bool // it was attached on this poste
}

// attachmentsOf lists the attachments of a book in the order of entry, once for each
// voucher.
func (s *Session) attachmentsOf(ctx context.Context, book ident.BookID) (list []attachedAt, err error) {
	err = s.viewBook(ctx, book, func(tx *storage.Tx) error {
		home, err := tx.Home()
		if err != nil {
			return err
		}
		type pair struct {
			hash   [32]byte
			number int64
		}
		seen := map[pair]bool{}
		return tx.Chain(book, 1, func(v cashbook.Voucher) error {
			for _, a := range v.Attachments {
				if at := (pair{a.Hash, v.Entry.Number}); !seen[at] {
					seen[at] = true
					list = append(list, attachedAt{a, v.Entry.Number, v.Entry.Poste == home.Poste})
				}
			}
			return nil
		})
	})
	return list, err
}
