package workspace

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/archive"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ledger"
)

// unpackedJournal is a backup of a journal whose files lie in a scratch folder.
type unpackedJournal struct {
	content JournalContent
	backup  accounting.Backup
	scratch string
}

// unpackedJournal reads all of a backup into a folder that is gone afterwards.
func (s *Session) unpackedJournal(ctx context.Context, path string, tell archive.Tell, do func(*unpackedJournal) error) error {
	return s.w.withBackups(ctx, func(scratch string) (err error) {
		u := &unpackedJournal{scratch: filepath.Join(scratch, "journal")}
		if err := os.Mkdir(u.scratch, 0o700); err != nil {
			return err
		}
		o, err := s.opener(ctx, &u.content)
		if err != nil {
			return err
		}
		_, err = o.ReadFile(ctx, path, func(m archive.Manifest) (archive.Sink, error) {
			if err := knownFiles(m); err != nil {
				return nil, err
			}
			return archive.IntoFolder(u.scratch), nil
		}, tell)
		if err != nil {
			return err
		}
		if u.backup, err = u.remember(filepath.Base(path)); err != nil {
			return err
		}
		return do(u)
	})
}

// knownFiles refuses a backup with other files than such a backup has.
func knownFiles(m archive.Manifest) error {
	for i, f := range m.Files {
		expected := i == 0 && f.Name == postingsName || i == 1 && f.Name == closingsName ||
			i > 1 && strings.HasPrefix(f.Name, attachmentsName+"/")
		if !expected {
			return fault.New(fault.Forged, "archive.damaged", nil)
		}
	}
	if len(m.Files) < 2 {
		return fault.New(fault.Forged, "archive.damaged", nil)
	}
	return nil
}

// remember gives the backup as the rules know it.
func (u *unpackedJournal) remember(name string) (b accounting.Backup, err error) {
	m, j := u.content.Manifest, u.content.Journal
	b = accounting.Backup{
		Journal: j.ID, Digest: u.content.Digest, Epoch: j.Epoch, Head: ledger.Head{Seq: j.Seq, Number: j.Number}, Made: m.Made,
		Reason: accounting.BackupReason(j.Reason), Author: j.Author, Poste: m.Poste, Name: name,
	}
	b.Head.Hash, b.Closing, err = hashPair(j.Hash, j.Closing)
	return b, err
}

// postings walks through the postings of the backup.
func (u *unpackedJournal) postings(visit func(accounting.Posting) error) error {
	return readRows(filepath.Join(u.scratch, postingsName), func(row postingRow) error {
		p, err := row.posting(u.backup.Journal)
		if err != nil {
			return fault.Wrap(err, fault.Forged, "archive.damaged", nil)
		}
		return visit(p)
	})
}

// closings reads the closings of the backup, which are a chain.
func (u *unpackedJournal) closings() (list []accounting.Closing, err error) {
	last := ledger.Hash{}
	err = readRows(filepath.Join(u.scratch, closingsName), func(row closingRow) error {
		c, err := row.closing(u.backup.Journal)
		if err != nil || c.Prev != last || c.Hash != c.Sum() || c.Number != int64(len(list))+1 {
			return fault.Wrap(errors.Join(err, errors.New("no closing")), fault.Forged, "archive.damaged", nil)
		}
		last, list = c.Hash, append(list, c)
		return nil
	})
	if err == nil && last != u.backup.Closing {
		err = fault.New(fault.Forged, "archive.damaged", nil)
	}
	return list, err
}

// verify recomputes the chain of the backup by itself.
func (u *unpackedJournal) verify() error {
	if err := accounting.VerifyPostings(u.backup, u.postings); err != nil {
		return err
	}
	_, err := u.closings()
	return err
}
