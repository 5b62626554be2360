package vault

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"math/bits"
	"time"

	"filippo.io/age"
	"filippo.io/age/armor"

	"github.com/comptoir/comptoir/app/access"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// Backup is what the file of a key holds, kept off the poste. It is
// encrypted with a passphrase in the format of age (https://age-encryption.org/v1),
// so that it can be opened without this program; what is inside can be read by
// people.
type Backup struct {
	Organisation ident.OrganisationID
	Name         string // of the organisation
	Made         time.Time
	Root         Seed // Ed25519; zero when the file is of head office's key only
	HeadOffice   Seed // X25519; zero when the file is of a root key only
	Recovery     Seed // X25519, for which backups are made; no other key is beside it
}

// MaxBackup is the size of the largest file that is looked at, in bytes.
const MaxBackup = 64 << 10

const (
	backupFormat = "key-backup/v1"
	// maxWork bounds what opening somebody's file may cost: 2^22 is 4 GiB.
	maxWork = 20
)

// backupJSON is what stands in the file.
type backupJSON struct {
	Comptoir     string               `json:"comptoir"`
	Organisation ident.OrganisationID `json:"organisation"`
	Name         string               `json:"name"`
	Made         string               `json:"made"` // RFC 3339
	Root         string               `json:"root"` // 64 hexadecimal digits, or empty
	HeadOffice   string               `json:"head_office"`
}

// Encrypt gives the file. effort is what passwords cost here; a passphrase that
// protects a file which anybody may carry away costs four times its memory.
func (b Backup) Encrypt(passphrase string, effort access.Effort) ([]byte, error) {
	recipient, err := age.NewScryptRecipient(passphrase)
	if err != nil {
		return nil, err
	}
	recipient.SetWorkFactor(workFactor(effort))
	content, err := b.encode()
	if err != nil {
		return nil, err
	}
	var file bytes.Buffer
	outer := armor.NewWriter(&file)
	inner, err := age.Encrypt(outer, recipient)
	if err != nil {
		return nil, err
	}
	_, err = inner.Write(content)
	err = errors.Join(err, inner.Close(), outer.Close())
	return file.Bytes(), err
}

// workFactor gives the exponent of scrypt's cost, which takes as many KiB as
// two to its power.
func workFactor(effort access.Effort) int {
	return min(max(bits.Len32(effort.MemoryKiB)+1, 10), maxWork)
}

// OpenBackup reads what Encrypt wrote: fault.Denied for another passphrase,
// fault.Forged for anything that is no such file.
func OpenBackup(file []byte, passphrase string) (Backup, error) {
	if len(file) > MaxBackup {
		return Backup{}, noBackup(nil)
	}
	identity, err := age.NewScryptIdentity(passphrase)
	if err != nil {
		return Backup{}, fault.Wrap(err, fault.Denied, "vault.passphrase", nil)
	}
	identity.SetMaxWorkFactor(maxWork)
	content, err := decrypt(file, identity)
	var other *age.NoIdentityMatchError
	switch {
	case errors.As(err, &other):
		return Backup{}, fault.Wrap(err, fault.Denied, "vault.passphrase", nil)
	case err != nil:
		return Backup{}, noBackup(err)
	}
	return decodeBackup(content)
}

func decrypt(file []byte, identity age.Identity) ([]byte, error) {
	var source io.Reader = bytes.NewReader(file)
	if bytes.HasPrefix(bytes.TrimSpace(file), []byte(armor.Header)) {
		source = armor.NewReader(source)
	}
	plain, err := age.Decrypt(source, identity)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(io.LimitReader(plain, MaxBackup))
}

func (b Backup) encode() ([]byte, error) {
	if !b.Recovery.IsZero() {
		return b.encodeRecovery()
	}
	return json.MarshalIndent(backupJSON{
		Comptoir: backupFormat, Organisation: b.Organisation, Name: b.Name, Made: b.Made.UTC().Format(time.RFC3339),
		Root: b.Root.digits(), HeadOffice: b.HeadOffice.digits(),
	}, "", "  ")
}

func (s Seed) digits() string { return hex.EncodeToString(s.reveal()) }

// decodeBackup refuses everything that encode would not write.
func decodeBackup(content []byte) (Backup, error) {
	if isRecovery(content) {
		return decodeRecovery(content)
	}
	var j backupJSON
	if err := json.Unmarshal(content, &j); err != nil {
		return Backup{}, noBackup(err)
	}
	made, err := time.Parse(time.RFC3339, j.Made)
	if err != nil {
		return Backup{}, noBackup(err)
	}
	b := Backup{Organisation: j.Organisation, Name: j.Name, Made: made}
	if b.Root, err = seedOf(j.Root); err != nil {
		return Backup{}, err
	}
	if b.HeadOffice, err = seedOf(j.HeadOffice); err != nil {
		return Backup{}, err
	}
	again, err := b.encode()
	if err != nil || !bytes.Equal(again, content) || b.Root.IsZero() && b.HeadOffice.IsZero() {
		return Backup{}, noBackup(err)
	}
	return b, nil
}

func seedOf(digits string) (Seed, error) {
	if digits == "" {
		return Seed{}, nil
	}
	secret, err := hex.DecodeString(digits)
	if err != nil || len(secret) != seedLen {
		return Seed{}, noBackup(err)
	}
	return Seed{hide(secret)}, nil
}

func noBackup(err error) error {
	if err == nil {
		return fault.New(fault.Forged, "vault.no-backup", nil)
	}
	return fault.Wrap(err, fault.Forged, "vault.no-backup", nil)
}
