package workspace

import (
	"context"
	"io/fs"
	"path/filepath"
	"strings"
	"time"

	"github.com/comptoir/comptoir/app/archive"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/storage"
)

// Anchor gives the four symbols of the last posting's hash.
func (c JournalContent) Anchor() string {
	h, err := hashOf(c.Journal.Hash)
	if err != nil {
		return ledger.Hash{}.Anchor()
	}
	return h.Anchor()
}

// ReaddressBackup lets head office open a backup and seal it for another poste: the
// one on which somebody goes on whose own has died. What is in it, and who has
// signed it, stays the same to the byte.
func (s *Session) ReaddressBackup(ctx context.Context, path string, number int, dir string, tell archive.Tell) (JournalBackup, error) {
	var to directory.Poste
	err := s.view(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		if err := atOffice(tx); err != nil {
			return err
		}
		if err := directory.Can(by, directory.RightPosteManage, directory.Place{}, now); err != nil {
			return err
		}
		postes, err := tx.Postes()
		for _, p := range postes {
			if p.Number == number && p.Status == directory.PosteActive {
				to = p
			}
		}
		if err == nil && to.ID.IsZero() {
			err = fault.New(fault.Missing, "workspace.readdress-poste", fault.Args{"Poste": number})
		}
		return err
	})
	if err != nil {
		return JournalBackup{}, err
	}
	var made string
	err = s.unpackedJournal(ctx, path, tell, func(u *unpackedJournal) error {
		if err := u.verify(); err != nil {
			return err
		}
		made, err = s.resealed(ctx, u, path, to, dir)
		return err
	})
	if err != nil {
		return JournalBackup{}, err
	}
	return describeJournalBackup(made)
}

func (s *Session) resealed(ctx context.Context, u *unpackedJournal, path string, to directory.Poste, dir string) (string, error) {
	var content JournalContent
	o, err := s.opener(ctx, &content)
	if err != nil {
		return "", err
	}
	office, err := viewing(ctx, s, func(tx *storage.Tx, _ directory.Actor, _ time.Time) ([32]byte, error) {
		trust, err := pinnedTrust(tx)
		if err != nil {
			return [32]byte{}, err
		}
		return trust.Newest().HeadOffice, nil
	})
	if err != nil {
		return "", err
	}
	keys := &archive.Keys{
		Recipients: [][32]byte{to.BoxKey, office}, Opener: o,
		Sign: func([]byte) []byte { return u.content.signature },
	}
	from := func(name string) (fs.File, error) { return archive.FromFolder(u.scratch)(name) }
	name := strings.TrimSuffix(filepath.Base(path), archive.Extension) + archive.Extension
	return archive.Create(ctx, dir, name, archive.Seal{Keys: keys}, u.content.Manifest, from, nil)
}
