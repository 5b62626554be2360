package workspace

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/comptoir/comptoir/app/access"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/vault"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/usrfile"
)

// CheckPassphrase says in fault.Invalid why a passphrase can not protect a key
// file.
func CheckPassphrase(passphrase string) error { return access.DefaultPolicy.Check(passphrase) }

// named tells whether a person means the key.
func (k OfficeKey) named(name string) bool {
	if k.Use == vault.HeadOfficeUse {
		return name == boxUse || sameSymbols(k.ID, name)
	}
	return name == strconv.Itoa(k.Number) || sameSymbols(k.ID, name)
}

// sameSymbols compares identifiers as people write them.
func sameSymbols(a, b string) bool {
	plain := strings.NewReplacer("-", "", " ", "", "\u00a0", "", "\u202f", "", "O", "0", "I", "1", "L", "1")
	return plain.Replace(strings.ToUpper(a)) == plain.Replace(strings.ToUpper(b))
}

// backup gives what the file of a key holds. That of a root key holds head
// office's key as well, so that one file can bring both back.
func (s *Session) backup(tx *storage.Tx, key OfficeKey, now time.Time) (vault.Backup, error) {
	organisation, err := tx.Organisation()
	if err != nil {
		return vault.Backup{}, err
	}
	b := vault.Backup{Organisation: organisation.ID, Name: organisation.Name, Made: now}
	if key.Use == vault.RootUse {
		seed, held, err := s.office.open(tx, rootUse, key.Public)
		if err != nil {
			return vault.Backup{}, err
		}
		if !held {
			return vault.Backup{}, fault.New(fault.Missing, "workspace.key-away", fault.Args{"Key": key.ID})
		}
		b.Root = vault.NewSeed(seed)
	}
	trust, err := pinnedTrust(tx)
	if err != nil {
		return vault.Backup{}, err
	}
	seed, held, err := s.office.open(tx, boxUse, trust.Newest().HeadOffice)
	if held {
		b.HeadOffice = vault.NewSeed(seed)
	}
	if err == nil && !held && key.Use == vault.HeadOfficeUse {
		err = fault.New(fault.Missing, "workspace.key-away", fault.Args{"Key": key.ID})
	}
	return b, err
}

// readBackup reads a key of this poste to make a copy of it.
func (s *Session) readBackup(ctx context.Context, name string) (key OfficeKey, b vault.Backup, err error) {
	err = s.view(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		if key, err = s.findKey(tx, by, name, now); err != nil {
			return err
		}
		b, err = s.backup(tx, key, now)
		return err
	})
	return key, b, err
}

// findKey gives the key that a person names, who must be entitled to manage keys
// and hold the wrapping key.
func (s *Session) findKey(tx *storage.Tx, by directory.Actor, name string, now time.Time) (OfficeKey, error) {
	if err := directory.Can(by, directory.RightKeyManage, directory.Place{}, now); err != nil {
		return OfficeKey{}, err
	}
	if s.office == nil {
		return OfficeKey{}, noKeys()
	}
	ring, err := readKeyring(tx, now)
	if err != nil {
		return OfficeKey{}, err
	}
	return ring.FindKey(name)
}

// ExportKey writes a key of this poste, encrypted with the passphrase, into a
// folder, and reads it back before it counts as a copy.
func (s *Session) ExportKey(ctx context.Context, name, passphrase, dir string) (path string, key OfficeKey, err error) {
	if err := CheckPassphrase(passphrase); err != nil {
		return "", key, err
	}
	key, b, err := s.readBackup(ctx, name)
	if err != nil {
		return "", key, err
	}
	file, err := b.Encrypt(passphrase, s.w.effort)
	if err != nil {
		return "", key, err
	}
	if path, err = usrfile.WriteFile(dir, copyName(b.Name, key, ".age"), file); err != nil {
		return "", key, writeFault(err, dir)
	}
	read, err := OpenKeyFile(path, passphrase)
	if err != nil {
		return path, key, err
	}
	if read.Root.Bytes() != b.Root.Bytes() || read.HeadOffice.Bytes() != b.HeadOffice.Bytes() {
		return path, key, fault.New(fault.Forged, "vault.no-backup", nil)
	}
	return path, key, s.noteCopy(ctx, key, !b.HeadOffice.IsZero(), directory.VerbRootExported)
}

// copyName gives "cle-racine-2_eau_vive_7F3K-2M9Q-XW4T-0" and the extension.
func copyName(organisation string, key OfficeKey, extension string) string {
	name := "cle-du-siege"
	if key.Use == vault.RootUse {
		name = "cle-racine-" + strconv.Itoa(key.Number)
	}
	return name + "_" + exchange.PlainName(organisation) + "_" + key.ID + extension
}

// noteCopy records that there is a copy of a key, and of head office's with it.
func (s *Session) noteCopy(ctx context.Context, key OfficeKey, withBox bool, verb directory.Verb) error {
	return s.update(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		kept, err := tx.KeptKeys()
		if err != nil {
			return err
		}
		trust, err := pinnedTrust(tx)
		if err != nil {
			return err
		}
		for _, k := range kept {
			if k.Public != key.Public && (!withBox || k.Public != trust.Newest().HeadOffice) {
				continue
			}
			if verb == directory.VerbRootExported {
				k.Exported = now
			} else {
				k.Printed = now
			}
			if err := tx.SaveKeptKey(k); err != nil {
				return err
			}
		}
		return directory.Note(tx, by, ident.UserID{}, verb, now, directory.Detail{Name: "key", Value: key.ID})
	})
}

// PaperBackup is what the page of a key shows.
type PaperBackup struct {
	Organisation string
	Key          OfficeKey
	Groups       string // of the root key; empty on the page of head office's
	OfficeGroups string // of head office's key
	OfficeID     string
	Fingerprint  usrfile.Fingerprint
	Made         time.Time
}

// FileName is what the page is called where it is written as a file.
func (p PaperBackup) FileName() string { return p.FileStem() + ".pdf" }

// FileStem is FileName without its extension.
func (p PaperBackup) FileStem() string { return copyName(p.Organisation, p.Key, "") }

// PrintKey gives the page of a key of this poste. Whoever prints it confirms with
// KeyPrinted that the paper is there.
func (s *Session) PrintKey(ctx context.Context, name string) (PaperBackup, error) {
	key, b, err := s.readBackup(ctx, name)
	if err != nil {
		return PaperBackup{}, err
	}
	page := PaperBackup{Organisation: b.Name, Key: key, Made: b.Made}
	if !b.Root.IsZero() {
		page.Groups = usrfile.PaperRoot.Write(b.Root.Bytes())
	}
	if !b.HeadOffice.IsZero() {
		page.OfficeGroups = usrfile.PaperHeadOffice.Write(b.HeadOffice.Bytes())
		page.OfficeID = usrfile.KeyIDOf(usrfile.BoxKeyFromSeed(b.HeadOffice.Bytes()).Public()).String()
	}
	page.Fingerprint, err = s.w.Fingerprint(ctx)
	return page, err
}

// KeyPrinted records that there is a paper of the key.
func (s *Session) KeyPrinted(ctx context.Context, page PaperBackup) error {
	return s.noteCopy(ctx, page.Key, page.OfficeGroups != "", directory.VerbRootPrinted)
}

// OpenKeyFile opens the encrypted file of a key.
func OpenKeyFile(path, passphrase string) (vault.Backup, error) {
	file, err := readSmallFile(path, vault.MaxBackup)
	if err != nil {
		return vault.Backup{}, err
	}
	return vault.OpenBackup(file, passphrase)
}

// OpenKeyPaper reads a key that was typed from paper: that of a root, of head office,
// or of backups.
func OpenKeyPaper(groups string) (vault.Backup, error) {
	root, err := usrfile.PaperRoot.Read(groups)
	if err == nil {
		return vault.Backup{Root: vault.NewSeed(root)}, nil
	}
	if box, err := usrfile.PaperHeadOffice.Read(groups); err == nil {
		return vault.Backup{HeadOffice: vault.NewSeed(box)}, nil
	}
	if recovery, err := usrfile.PaperRecovery.Read(groups); err == nil {
		return vault.Backup{Recovery: vault.NewSeed(recovery)}, nil
	}
	return vault.Backup{}, paperFault(err, groups)
}

// PaperGroups judges a key while it is typed from paper: how many of its 18 groups
// are right, and which have a typo, counted from 1.
func PaperGroups(typed string) (right int, wrong []int) {
	for n, verdict := range usrfile.PaperKeyGroups(typed) {
		switch verdict {
		case usrfile.GroupRight:
			right++
		case usrfile.GroupTypo:
			wrong = append(wrong, n+1)
		}
	}
	return right, wrong
}

// paperFault names the first group with a typo, counted from 1.
func paperFault(err error, groups string) error {
	if !errors.Is(err, usrfile.ErrCheck) && !errors.Is(err, usrfile.ErrSyntax) {
		return exchange.AsFault(err)
	}
	for n, verdict := range usrfile.PaperKeyGroups(groups) {
		if verdict == usrfile.GroupTypo {
			return fault.Wrap(err, fault.Invalid, "workspace.paper-typo", fault.Args{"Group": n + 1})
		}
		if verdict == usrfile.GroupIncomplete {
			return fault.Wrap(err, fault.Invalid, "workspace.paper-incomplete", fault.Args{"Group": n + 1})
		}
	}
	return fault.Wrap(err, fault.Invalid, "workspace.paper-mixed", nil)
}
