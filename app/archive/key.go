package archive

import (
	"context"
	"errors"
	"io"

	"filippo.io/age"

	"github.com/comptoir/comptoir/app/agekey"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

const (
	journalFormat = "journal-backup/v1"
	folderFormat  = "folder-backup/v1"
	signatureName = "manifest.sig"
	maxSignature  = 64
	// maxRecipients bounds what opening somebody's file may cost.
	maxRecipients = 8
)

// Journal is what a backup of one journal is of.
type Journal struct {
	ID       ident.BookID `json:"id"`
	Project  string       `json:"project"`
	Code     string       `json:"code"`
	Name     string       `json:"name"`
	Currency string       `json:"currency"`
	Base     string       `json:"base"`
	Epoch    int64        `json:"epoch"` // of the ownership
	Seq      int64        `json:"seq"`   // postings, which is the sequence number of the last
	Number   int64        `json:"number"`
	Hash     string       `json:"hash"`     // of the last posting, in hexadecimal
	Closings int64        `json:"closings"` // how many there are
	Closing  string       `json:"closing"`  // hash of the last one; zeros for none
	Reason   string       `json:"reason"`
	Author   ident.UserID `json:"author"`
	By       string       `json:"by"`
}

// Recovery says for which recovery key a backup was made, and who has signed it.
type Recovery struct {
	Recipient   string `json:"recipient"`   // age1…
	Signer      string `json:"signer"`      // Ed25519 public key of the poste, in hexadecimal
	Certificate []byte `json:"certificate"` // by which the holder of the recovery key vouches for it
}

// format names the layout of what a manifest is of.
func (m Manifest) format() string {
	switch {
	case m.Journal != nil:
		return journalFormat
	case m.Recovery != nil:
		return folderFormat
	}
	return format
}

// forKeys tells of a backup that was made for keys, and is signed.
func (m Manifest) forKeys() bool { return m.Journal != nil || m.Recovery != nil }

// Keys are for whom a backup is, and what vouches for it. Recipients are X25519
// public keys; each of their holders can open the file, with Comptoir or with age.
type Keys struct {
	Recipients [][32]byte
	Sign       func(manifest []byte) []byte
	Opener     // with which the file is read back
}

func (s Seal) recipients() (list []age.Recipient, err error) {
	if s.Keys == nil {
		recipient, err := age.NewScryptRecipient(s.Passphrase)
		if err != nil {
			return nil, err
		}
		recipient.SetWorkFactor(s.work())
		return []age.Recipient{recipient}, nil
	}
	for _, public := range s.Keys.Recipients {
		r, err := age.ParseX25519Recipient(agekey.Recipient(public))
		if err != nil {
			return nil, err
		}
		list = append(list, r)
	}
	if len(list) == 0 || len(list) > maxRecipients {
		return nil, errors.New("archive: nobody to seal for, or too many")
	}
	return list, nil
}

func (s Seal) opener() Opener {
	if s.Keys == nil {
		return Opener{Passphrase: s.Passphrase}
	}
	return s.Keys.Opener
}

// Opener opens a backup: by its passphrase, or by X25519 private keys of which one
// must fit, and then Check looks at the exact bytes of the manifest and what
// vouches for them.
type Opener struct {
	Passphrase string
	Secrets    func() [][32]byte // behind a function, which fmt prints nothing of
	Check      func(m Manifest, manifest, signature []byte) error
}

func (o Opener) byKey() bool { return o.Secrets != nil }

// ReadFile is Read of a plain file.
func (o Opener) ReadFile(ctx context.Context, path string, begin func(Manifest) (Sink, error), tell Tell) (m Manifest, err error) {
	err = opened(path, func(f io.Reader) error {
		m, err = o.Read(ctx, f, begin, tell)
		return err
	})
	return m, err
}

// PeekFile is Peek of a plain file.
func (o Opener) PeekFile(path string) (m Manifest, err error) {
	err = opened(path, func(f io.Reader) error {
		m, err = o.Peek(f)
		return err
	})
	return m, err
}

func (o Opener) identities() (list []age.Identity, err error) {
	if !o.byKey() {
		identity, err := age.NewScryptIdentity(o.Passphrase)
		if err != nil {
			return nil, fault.Wrap(err, fault.Denied, "archive.passphrase", nil)
		}
		identity.SetMaxWorkFactor(maxWork)
		return []age.Identity{identity}, nil
	}
	for _, secret := range o.Secrets() {
		identity, err := age.ParseX25519Identity(agekey.Identity(secret))
		if err != nil {
			return nil, err
		}
		list = append(list, identity)
	}
	return list, nil
}

func (o Opener) decrypt(in io.Reader) (io.Reader, error) {
	identities, err := o.identities()
	if err != nil {
		return nil, err
	}
	if len(identities) == 0 {
		return nil, fault.New(fault.Denied, "archive.not-for-us", nil)
	}
	plain, err := age.Decrypt(in, identities...)
	var other *age.NoIdentityMatchError
	switch {
	case errors.As(err, &other) && o.byKey():
		return nil, fault.Wrap(err, fault.Denied, "archive.not-for-us", nil)
	case errors.As(err, &other):
		return nil, fault.Wrap(err, fault.Denied, "archive.passphrase", nil)
	case err != nil:
		return nil, damaged(err)
	}
	return plain, nil
}
