package usrfile_test

import (
	"bytes"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/comptoir/comptoir/usrfile"
)

// firstLink is 1-of-1, with one issuer for the year.
func firstLink() usrfile.Link {
	return usrfile.Link{
		Version: 1, Organisation: orgID, Issued: issuedAt, Epoch: 1, Threshold: 1,
		Roots: [][32]byte{rootKey.Public()},
		Issuers: []usrfile.Issuer{{
			Public: issuerKey.Public(), Epoch: 1,
			Kinds: []usrfile.Kind{usrfile.KindUserData, usrfile.KindReply},
			From:  issuedAt.Add(-time.Hour), Until: yearEnd,
		}},
		HeadOffice: officeBox.Public(),
	}
}

// nextLink is what follows l, changed by edit.
func nextLink(l usrfile.Link, edit func(*usrfile.Link)) usrfile.Link {
	l.Version++
	l.Roots, l.Issuers = slices.Clone(l.Roots), slices.Clone(l.Issuers)
	if edit != nil {
		edit(&l)
	}
	return l
}

func newChain(t testing.TB, l usrfile.Link, roots ...usrfile.SigningKey) usrfile.Chain {
	t.Helper()
	c, err := usrfile.NewChain(l, roots...)
	return must(t, c, err)
}

func verified(t testing.TB, c usrfile.Chain) *usrfile.Trust {
	t.Helper()
	trust, err := c.Verify()
	return must(t, trust, err)
}

func TestChainTravelsUnchanged(t *testing.T) {
	chain := newChain(t, firstLink(), rootKey)
	chain, err := chain.Extend(nextLink(firstLink(), nil), rootKey)
	if err != nil {
		t.Fatal(err)
	}
	payload := usrfile.EncodeChain(chain)
	read, err := usrfile.DecodeChain(payload)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(usrfile.EncodeChain(read), payload) {
		t.Error("decode and encode give other bytes")
	}
	if got, want := verified(t, read).Fingerprint(), verified(t, chain).Fingerprint(); got != want {
		t.Errorf("fingerprint %s, want %s", got, want)
	}
	if got := verified(t, read).Version(); got != 2 {
		t.Errorf("version %d, want 2", got)
	}
}

func TestTrustNamesWhyAnIssuerIsRefused(t *testing.T) {
	twice := firstLink()
	second := usrfile.SigningKeyFromSeed(seed(7))
	twice.Issuers = append(twice.Issuers, usrfile.Issuer{
		Public: second.Public(), Epoch: 1, Kinds: []usrfile.Kind{usrfile.KindUserData},
		From: issuedAt, Until: yearEnd, Revoked: true,
	})
	trust := verified(t, newChain(t, twice, rootKey))
	tests := []struct {
		name   string
		id     usrfile.KeyID
		kind   usrfile.Kind
		issued time.Time
		epoch  uint32
		want   error
	}{
		{"valid", issuerKey.ID(), usrfile.KindUserData, issuedAt, 1, nil},
		{"first instant", issuerKey.ID(), usrfile.KindUserData, issuedAt.Add(-time.Hour), 1, nil},
		{"too early", issuerKey.ID(), usrfile.KindUserData, issuedAt.Add(-time.Hour - time.Second), 1, usrfile.ErrKeyTime},
		{"last second", issuerKey.ID(), usrfile.KindUserData, yearEnd.Add(-time.Second), 1, nil},
		{"too late", issuerKey.ID(), usrfile.KindUserData, yearEnd, 1, usrfile.ErrKeyTime},
		{"other kind", issuerKey.ID(), usrfile.KindRecord, issuedAt, 1, usrfile.ErrKeyKind},
		{"other epoch", issuerKey.ID(), usrfile.KindUserData, issuedAt, 2, usrfile.ErrKeyEpoch},
		{"revoked", second.ID(), usrfile.KindUserData, issuedAt, 1, usrfile.ErrKeyRevoked},
		{"unknown", posteSign.ID(), usrfile.KindUserData, issuedAt, 1, usrfile.ErrUnknownKey},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := trust.Issuer(test.id, test.kind, test.issued, test.epoch)
			if !errors.Is(err, test.want) {
				t.Errorf("got %v, want %v", err, test.want)
			}
		})
	}
}
