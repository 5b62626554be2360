package ledger_test

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
)

// text is the simplest content.
type text string

func (t text) AppendBody(to []byte) []byte { return append(to, t...) }

func sample() ledger.Entry {
	return ledger.Entry{
		Book: ident.BookID{0xb0}, Number: 7, Revision: 1, Reverses: 3, Epoch: 2, Day: 20_000,
		Recorded: time.Date(2026, 11, 21, 9, 14, 0, 0, time.UTC),
		Author:   ident.UserID{0xa0}, Poste: ident.PosteID{0xc0},
	}
}

// The layout is written out here by hand, since verifiers other than this
// program rely on it.
func TestSumIsOfTheDocumentedLayout(t *testing.T) {
	e := sample()
	e.Seq, e.Prev = 9, ledger.Hash{0xee}
	layout := hex.EncodeToString([]byte("comptoir/entry/v1")) + "00" +
		"b0" + strings.Repeat("00", 15) + // book
		"0000000000000009" + "0000000000000007" + "0000000000000001" + // sequence, number, revision
		"0000000000000003" + "0000000000000002" + "0000000000004e20" + // reverses, epoch, day
		"000000006b0160d8" + // recorded
		"a0" + strings.Repeat("00", 15) + "c0" + strings.Repeat("00", 15) + // author, poste
		"ee" + strings.Repeat("00", 31) + // hash of the entry before
		hex.EncodeToString([]byte("body"))
	bytes, err := hex.DecodeString(layout)
	if err != nil {
		t.Fatal(err)
	}
	if got := e.Sum(text("body")); got != sha256.Sum256(bytes) {
		t.Errorf("Sum = %s, want the hash of %s", got, layout)
	}
}

func TestSumDependsOnTheContent(t *testing.T) {
	e := sample()
	if e.Sum(text("a")) == e.Sum(text("b")) {
		t.Error("two contents have one hash")
	}
}

func TestAnchor(t *testing.T) {
	tests := map[ledger.Hash]string{
		{}:                       "0000",
		{0xff, 0xff, 0xf0}:       "ZZZZ",
		{0x08, 0x86, 0x40}:       "1234",
		{0x53, 0xe2, 0x7f, 0xff}: "AFH7",
	}
	for hash, want := range tests {
		if got := hash.Anchor(); got != want {
			t.Errorf("anchor of %s = %s, want %s", hash, got, want)
		}
	}
}

func TestHashString(t *testing.T) {
	if got := (ledger.Hash{0xab, 0x01}).String(); got != "ab01"+strings.Repeat("00", 30) {
		t.Errorf("String() = %s", got)
	}
}
