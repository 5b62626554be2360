package usrfile_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"testing"

	"github.com/comptoir/comptoir/usrfile"
)

func TestSealedFileArrivesAsItWasSent(t *testing.T) {
	sent := sealedUser([]byte(`{"hello":"Kolda"}`))
	file := encode(t, sent, issuerKey)
	m, err := inspect(t, file).Verify(issuerKey.Public())
	if err != nil {
		t.Fatal(err)
	}
	payload, err := m.Open(posteBox)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(payload, sent.Payload) {
		t.Errorf("payload %q, want %q", payload, sent.Payload)
	}
	if m.Subject != userID || m.Poste != posteID || m.Serial != sent.Serial ||
		!m.Issued.Equal(sent.Issued) || !m.Expires.Equal(sent.Expires) || m.Signer() != issuerKey.ID() {
		t.Errorf("header %+v, want that of %+v", m, sent)
	}
	if want := sha256.Sum256(file[88:]); m.Digest() != want {
		t.Errorf("digest %x, want that of the message %x", m.Digest(), want)
	}
	if bytes.Contains(file, sent.Payload) {
		t.Error("the payload can be read in the sealed file")
	}
}

// Row 1 of the threat table, for every kind and every bit.
func TestEveryFlippedBitIsRefused(t *testing.T) {
	for _, g := range genuineFiles(t) {
		t.Run(g.name, func(t *testing.T) {
			if err := g.take(g.file); err != nil {
				t.Fatal(err)
			}
			file := bytes.Clone(g.file)
			for bit := range 8 * len(file) {
				file[bit/8] ^= 1 << (bit % 8)
				var named *usrfile.Error
				if err := g.take(file); !errors.As(err, &named) {
					t.Fatalf("bit %d of byte %d: got %v, want a named refusal", bit%8, bit/8, err)
				}
				file[bit/8] ^= 1 << (bit % 8)
			}
		})
	}
}

func TestEveryTruncationIsRefused(t *testing.T) {
	for _, g := range genuineFiles(t) {
		for size := range len(g.file) {
			want := usrfile.ErrTruncated
			if size == 0 {
				want = usrfile.ErrEmpty
			}
			if _, err := usrfile.Inspect(g.file[:size]); !errors.Is(err, want) {
				t.Fatalf("%s cut to %d bytes: got %v, want %v", g.name, size, err, want)
			}
		}
	}
}

func TestAppendedBytesAreRefused(t *testing.T) {
	for _, g := range genuineFiles(t) {
		for _, extra := range []int{1, 2, 1000} {
			_, err := usrfile.Inspect(append(bytes.Clone(g.file), make([]byte, extra)...))
			refused(t, err, usrfile.ErrTrailing)
		}
	}
	for _, kind := range []usrfile.Kind{usrfile.KindBatch, usrfile.KindClosing} {
		file := append(encode(t, sealedMessage(kind, []byte("{}")), posteSign), 0)
		m, err := inspect(t, file).Verify(posteSign.Public())
		_, err = must(t, m, err).OpenBlobs(usrfile.BlobList{})
		refused(t, err, usrfile.ErrTrailing)
	}
}

func TestHeaderIsReadStrictly(t *testing.T) {
	file := encode(t, plainUser([]byte("{}")), issuerKey)
	length := func(n uint32) func([]byte) {
		return func(h []byte) { binary.BigEndian.PutUint32(h[20:], n) }
	}
	tests := []struct {
		name string
		edit func(header []byte)
		want usrfile.Reason
	}{
		{"other magic", func(h []byte) { h[1] = 'X' }, usrfile.ErrMagic},
		{"high bit lost", func(h []byte) { h[0] &= 0x7f }, usrfile.ErrTextMode},
		{"kind 0", func(h []byte) { h[8] = 0 }, usrfile.ErrKind},
		{"kind 8", func(h []byte) { h[8] = 8 }, usrfile.ErrKind},
		{"version 0", func(h []byte) { h[9] = 0 }, usrfile.ErrVersion},
		{"version 2 with an unknown kind", func(h []byte) { h[8], h[9] = 99, 2 }, usrfile.ErrVersion},
		{"suite 0", func(h []byte) { h[10] = 0 }, usrfile.ErrSuite},
		{"suite 2", func(h []byte) { h[10] = 2 }, usrfile.ErrSuite},
		{"byte 11", func(h []byte) { h[11] = 1 }, usrfile.ErrReserved},
		{"length 0", length(0), usrfile.ErrTruncated},
		{"length without payload length", length(227), usrfile.ErrTruncated},
		{"one more than there is", length(231), usrfile.ErrTruncated},
		{"one less than there is", length(229), usrfile.ErrTrailing},
		{"one more than the limit", length(4<<20 + 1), usrfile.ErrTooLarge},
		{"the most a field can say", length(1<<32 - 1), usrfile.ErrTooLarge},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			changed := bytes.Clone(file)
			test.edit(changed[:24])
			_, err := usrfile.Inspect(changed)
			refused(t, err, test.want)
		})
	}
}

func TestTextTransfersAreRecognised(t *testing.T) {
	file := encode(t, plainUser([]byte("{}")), issuerKey)
	conversions := map[string][2]string{
		"unix to dos":   {"\n", "\r\n"},
		"dos to unix":   {"\r\n", "\n"},
		"dos to mac":    {"\r\n", "\r"},
		"latin-1":       {"\x89", "\u0089"},
		"windows-1252":  {"\x89", "‰"},
		"not decodable": {"\x89", "\ufffd"},
		"ascii only":    {"\x89", "?"},
	}
	for name, c := range conversions {
		damaged := bytes.ReplaceAll(file, []byte(c[0]), []byte(c[1]))
		if name == "dos to mac" {
			damaged = bytes.ReplaceAll(damaged, []byte("\n"), []byte("\r"))
		}
		if _, err := usrfile.Inspect(damaged); !errors.Is(err, usrfile.ErrTextMode) {
			t.Errorf("%s: got %v, want %v", name, err, usrfile.ErrTextMode)
		}
	}
}

// A trust chain file has a limit of its own, far below that of other kinds.
func TestChainFileHasItsOwnLimit(t *testing.T) {
	file := encode(t, plainUser(make([]byte, 64<<10)), issuerKey)
	file[8] = byte(usrfile.KindTrustChain)
	_, err := usrfile.Inspect(file)
	refused(t, err, usrfile.ErrTooLarge)
}

// What is signed must say the same as what is not, and say it in one way only.
func TestSignedButWrongIsRefused(t *testing.T) {
	file := encode(t, sealedUser([]byte("{}")), issuerKey)
	tests := []struct {
		name string
		edit func(header, message []byte)
		want usrfile.Reason
	}{
		{"unsigned kind changed", func(h, _ []byte) { h[8] = byte(usrfile.KindReply) }, usrfile.ErrHeader},
		{"signed kind changed", func(_, m []byte) { m[32+8] = byte(usrfile.KindReply) }, usrfile.ErrHeader},
		{"both kinds changed", func(h, m []byte) { h[8], m[32+8] = 3, 3 }, usrfile.ErrContext},
		{"context of a reply", func(_, m []byte) { copy(m, "comptoir/rep/v1") }, usrfile.ErrContext},
		{"context of version 2", func(_, m []byte) { copy(m, "comptoir/usr/v2") }, usrfile.ErrContext},
		{"context not padded with zeros", func(_, m []byte) { m[31] = 1 }, usrfile.ErrContext},
		{"signed key id changed", func(_, m []byte) { m[32+12] ^= 1 }, usrfile.ErrHeader},
		{"byte after mode", func(_, m []byte) { m[189] = 1 }, usrfile.ErrReserved},
		{"last byte before recipient", func(_, m []byte) { m[191] = 1 }, usrfile.ErrReserved},
		{"serial beyond 2^63", func(_, m []byte) { m[124] |= 0x80 }, usrfile.ErrInteger},
		{"issued beyond 2^63", func(_, m []byte) { m[132] |= 0x80 }, usrfile.ErrInteger},
		{"expires beyond 2^63", func(_, m []byte) { m[140] |= 0x80 }, usrfile.ErrInteger},
		{"payload length", func(_, m []byte) { m[227]++ }, usrfile.ErrLength},
		{"mode 2", func(_, m []byte) { m[188] = 2 }, usrfile.ErrField},
		{"said to be plain", func(_, m []byte) { m[188] = 0 }, usrfile.ErrField},
		{"low-order recipient", func(_, m []byte) { clear(m[192:224]); m[192] = 1 }, usrfile.ErrWeakKey},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := inspect(t, forge(t, file, issuerKey, test.edit)).Verify(issuerKey.Public())
			refused(t, err, test.want)
		})
	}
}

func TestVerifyWantsTheKeyThatTheFileNames(t *testing.T) {
	e := inspect(t, encode(t, plainUser([]byte("{}")), issuerKey))
	_, err := e.Verify(rootKey.Public())
	refused(t, err, usrfile.ErrUnknownKey)
}

// Any signature of zeros is good under a small-order key.
func TestVerifyRefusesAWeakKey(t *testing.T) {
	weak := [32]byte{1}
	id := usrfile.KeyIDOf(weak)
	file := encode(t, plainUser([]byte("{}")), issuerKey)
	copy(file[12:20], id[:])
	_, err := inspect(t, file).Verify(weak)
	refused(t, err, usrfile.ErrWeakKey)
}

func TestUnverifiedTellsWhatTheFileSays(t *testing.T) {
	sent := plainUser([]byte("{}"))
	e := inspect(t, encode(t, sent, issuerKey))
	m := e.Unverified()
	if m.Kind != sent.Kind || m.Organisation != orgID || !m.Issued.Equal(issuedAt) || m.Signer() != issuerKey.ID() {
		t.Errorf("got %+v, want %+v", m, sent)
	}
	if e.Kind != usrfile.KindUserData || e.KeyID != issuerKey.ID() || e.Size != 88+228+2 {
		t.Errorf("envelope %+v", e)
	}
}

func TestDigestOfAnUnreadMessagePanics(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a message that was never a file has a digest")
		}
	}()
	m := plainUser(nil)
	m.Digest()
}
