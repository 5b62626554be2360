package archive

import (
	"context"
	"errors"
	"io"
	"strings"

	"filippo.io/age"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

const (
	journalFormat = "journal-backup/v1"
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

// format names the layout of what a manifest is of.
func (m Manifest) format() string {
	if m.Journal != nil {
		return journalFormat
	}
	return format
}

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
		r, err := age.ParseX25519Recipient(bech32("age", public))
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
		m, err = read(ctx, f, o, begin, tell)
		return err
	})
	return m, err
}

// PeekFile is Peek of a plain file.
func (o Opener) PeekFile(path string) (m Manifest, err error) {
	err = opened(path, func(f io.Reader) error {
		m, err = peek(f, o)
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
		identity, err := age.ParseX25519Identity(strings.ToUpper(bech32("age-secret-key-", secret)))
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

// symbols are those of BIP 173.
const symbols = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"

// bech32 writes a key as age does (BIP 173, without its limit of length).
func bech32(prefix string, key [32]byte) string {
	var values []byte
	carry, bits := 0, 0
	for _, b := range key {
		carry, bits = carry<<8|int(b), bits+8
		for bits >= 5 {
			bits -= 5
			values = append(values, byte(carry>>bits&31))
		}
		carry &= 1<<bits - 1
	}
	values = append(values, byte(carry<<(5-bits)&31)) // 256 bits leave one
	text := []byte(prefix + "1")
	for _, v := range append(values, checksum(prefix, values)...) {
		text = append(text, symbols[v])
	}
	return string(text)
}

// checksum gives the last six symbols.
func checksum(prefix string, values []byte) []byte {
	var all []byte
	for _, c := range []byte(prefix) {
		all = append(all, c>>5)
	}
	all = append(all, 0)
	for _, c := range []byte(prefix) {
		all = append(all, c&31)
	}
	sum := polymod(append(append(all, values...), 0, 0, 0, 0, 0, 0)) ^ 1
	var last []byte
	for i := range 6 {
		last = append(last, byte(sum>>(5*(5-i))&31))
	}
	return last
}

func polymod(values []byte) uint32 {
	sum := uint32(1)
	for _, v := range values {
		top := sum >> 25
		sum = sum&0x1ffffff<<5 ^ uint32(v)
		for i, generator := range [...]uint32{0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3} {
			if top>>i&1 == 1 {
				sum ^= generator
			}
		}
	}
	return sum
}
