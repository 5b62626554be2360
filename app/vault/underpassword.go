package vault

import (
	"encoding/binary"
	"fmt"
	"io"
	"slices"

	"github.com/comptoir/comptoir/app/access"
	"github.com/comptoir/comptoir/app/fault"
)

// A secret under a password begins with how the password was stretched: memory in
// KiB (4 bytes, big-endian), passes, lanes, salt.
const (
	effortLen = 6
	headLen   = effortLen + len(access.Salt{})
)

// sealUnder seals a secret with a key stretched from a password.
func sealUnder(password string, bound label, secret []byte, effort access.Effort, random io.Reader) ([]byte, error) {
	if !effort.Bearable() {
		return nil, fmt.Errorf("vault: effort %+v is out of bounds", effort)
	}
	var salt access.Salt
	if _, err := io.ReadFull(random, salt[:]); err != nil {
		return nil, err
	}
	key := effort.Stretch(password, salt)
	sealed, err := seal(&key, bound, secret, random)
	if err != nil {
		return nil, err
	}
	head := binary.BigEndian.AppendUint32(nil, effort.MemoryKiB)
	head = append(head, byte(effort.Passes), effort.Lanes)
	return slices.Concat(head, salt[:], sealed), nil
}

// openUnder gives the secret back: fault.Denied for a wrong password, fault.Forged
// for a record that somebody edited.
func openUnder(password string, bound label, sealed []byte) ([]byte, error) {
	if len(sealed) < headLen {
		return nil, damaged()
	}
	effort := access.Effort{
		MemoryKiB: binary.BigEndian.Uint32(sealed), Passes: uint32(sealed[4]), Lanes: sealed[5],
	}
	if !effort.Bearable() {
		return nil, damaged()
	}
	key := effort.Stretch(password, access.Salt(sealed[effortLen:headLen]))
	secret, err := open(&key, bound, sealed[headLen:])
	if err != nil {
		return nil, fault.Wrap(err, fault.Denied, "vault.password", nil)
	}
	return secret, nil
}
