package usrfile_test

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"io"
	"testing"
	"time"

	"github.com/google/uuid"
	"golang.org/x/crypto/nacl/sign"

	"github.com/comptoir/comptoir/usrfile"
)

// What every test stands on: an organisation with one root, one issuer and one
// poste, all from fixed seeds.
var (
	orgID   = uuid.MustParse("0f0e0d0c-0b0a-4908-8706-050403020100")
	userID  = uuid.MustParse("11111111-1111-4111-8111-111111111111")
	posteID = uuid.MustParse("22222222-2222-4222-8222-222222222222")
	fileID  = uuid.MustParse("33333333-3333-4333-8333-333333333333")

	issuedAt = time.Date(2026, 11, 21, 9, 14, 0, 0, time.UTC)
	yearEnd  = time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)

	rootKey   = usrfile.SigningKeyFromSeed(seed(1))
	issuerKey = usrfile.SigningKeyFromSeed(seed(2))
	posteSign = usrfile.SigningKeyFromSeed(seed(3))
	posteBox  = usrfile.BoxKeyFromSeed(seed(4))
	officeBox = usrfile.BoxKeyFromSeed(seed(5))
)

func seed(n byte) (s [32]byte) {
	for i := range s {
		s[i] = n
	}
	return s
}

// dice is a source of "random" bytes that is the same in every run.
func dice(name string) io.Reader { return &counterReader{name: name} }

type counterReader struct {
	name  string
	block uint64
	rest  []byte
}

func (r *counterReader) Read(p []byte) (int, error) {
	if len(r.rest) == 0 {
		sum := sha256.Sum256(binary.BigEndian.AppendUint64([]byte(r.name), r.block))
		r.rest = sum[:]
		r.block++
	}
	n := copy(p, r.rest)
	r.rest = r.rest[n:]
	return n, nil
}

// plainUser is the header of a .usr file for a poste that is not registered.
func plainUser(payload []byte) usrfile.Message {
	return usrfile.Message{
		Kind: usrfile.KindUserData, FileID: fileID, Organisation: orgID, Subject: userID,
		KeyEpoch: 1, Serial: uint64(issuedAt.Unix()) * 1000, Issued: issuedAt,
		Expires: issuedAt.Add(usrfile.UserDataWindow), MinChain: 1, Schema: 1, Payload: payload,
	}
}

// sealedUser is the same for the registered poste.
func sealedUser(payload []byte) usrfile.Message {
	m := plainUser(payload)
	m.Mode, m.Poste, m.Recipient = usrfile.Sealed, posteID, posteBox.Public()
	return m
}

func must[T any](t testing.TB, v T, err error) T {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func encode(t testing.TB, m usrfile.Message, key usrfile.SigningKey) []byte {
	t.Helper()
	file, err := usrfile.Encode(m, key, dice("seal"))
	return must(t, file, err)
}

func inspect(t testing.TB, file []byte) *usrfile.Envelope {
	t.Helper()
	e, err := usrfile.Inspect(file)
	return must(t, e, err)
}

// forge changes a genuine file as its signer could and signs it again.
func forge(t testing.TB, file []byte, key usrfile.SigningKey, edit func(header, message []byte)) []byte {
	t.Helper()
	header, message := bytes.Clone(file[:24]), bytes.Clone(file[88:])
	edit(header, message)
	private := ed25519.NewKeyFromSeed(seedOf(key))
	return sign.Sign(header, message, (*[64]byte)(private))
}

func seedOf(key usrfile.SigningKey) []byte {
	s := key.Seed()
	return s[:]
}

// refused wants the one named reason, as an *Error.
func refused(t testing.TB, err error, want usrfile.Reason) {
	t.Helper()
	var ours *usrfile.Error
	if !errors.As(err, &ours) || ours.Reason != want {
		t.Errorf("got %v, want %v", err, want)
	}
}
