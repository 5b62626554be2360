package usrfile_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/comptoir/comptoir/usrfile"
)

// grow gives the chains of versions 1 to n.
func grow(t testing.TB, n int) []usrfile.Chain {
	t.Helper()
	link := firstLink()
	chains := []usrfile.Chain{newChain(t, link, rootKey)}
	for len(chains) < n {
		link = nextLink(link, nil)
		longer, err := chains[len(chains)-1].Extend(link, rootKey)
		chains = append(chains, must(t, longer, err))
	}
	return chains
}

func TestOnlyTheSameStoryContinues(t *testing.T) {
	chains := grow(t, 3)
	fork, err := chains[0].Extend(nextLink(firstLink(), func(l *usrfile.Link) { l.Epoch = 5 }), rootKey)
	must(t, fork, err)
	longFork, err := fork.Extend(nextLink(fork.Links()[1], nil), rootKey)
	must(t, longFork, err)
	tests := []struct {
		name   string
		newer  usrfile.Chain
		pinned usrfile.Chain
		want   bool
	}{
		{"same", chains[1], chains[1], true},
		{"one more", chains[1], chains[0], true},
		{"two more", chains[2], chains[0], true},
		{"older", chains[0], chains[1], false},
		{"fork of the same length", fork, chains[1], false},
		{"longer fork", longFork, chains[1], false},
		{"fork from what is pinned", longFork, chains[0], true},
		{"nothing pinned", chains[0], usrfile.Chain{}, false},
		{"nothing new", usrfile.Chain{}, chains[0], false},
	}
	for _, test := range tests {
		if got := test.newer.Extends(test.pinned); got != test.want {
			t.Errorf("%s: got %v, want %v", test.name, got, test.want)
		}
	}
}

// After 16 versions the chain forgets its beginning and goes on.
func TestALongChainForgetsItsBeginning(t *testing.T) {
	chains := grow(t, 40)
	last := chains[39]
	trust := verified(t, last)
	if links := last.Links(); len(links) != 16 || links[0].Version != 25 || trust.Version() != 40 {
		t.Errorf("%d links from %d to %d, want 16 from 25 to 40", len(links), links[0].Version, trust.Version())
	}
	if !last.Extends(chains[24]) || last.Extends(chains[23]) {
		t.Error("version 40 continues 25, which it still holds, and not 24")
	}
	payload := usrfile.EncodeChain(last)
	if read, err := usrfile.DecodeChain(payload); err != nil || !bytes.Equal(usrfile.EncodeChain(read), payload) {
		t.Errorf("not read back: %v", err)
	}
}

// The first link that is kept may have been signed by roots that are gone.
func TestForgettingKeepsTheSignaturesThatCount(t *testing.T) {
	link := firstLink()
	chain := newChain(t, link, rootKey)
	link = nextLink(link, func(l *usrfile.Link) { l.Roots = [][32]byte{rootA.Public()} })
	chain, err := chain.Extend(link, rootKey, rootA)
	must(t, chain, err)
	for range 15 {
		link = nextLink(link, nil)
		chain, err = chain.Extend(link, rootA)
		must(t, chain, err)
	}
	if first := chain.Links()[0].Version; first != 2 {
		t.Fatalf("begins with version %d, want 2", first)
	}
	verified(t, chain)
}

// The largest links: fewer of them fit into a file, and the newest always does.
func TestChainOfLargeLinksFitsIntoAFile(t *testing.T) {
	link := firstLink()
	link.Roots = nil
	var signers keys
	for n := range 16 {
		key := usrfile.SigningKeyFromSeed(seed(byte(100 + n)))
		signers, link.Roots = append(signers, key), append(link.Roots, key.Public())
	}
	link.Issuers, link.Threshold = manyIssuers(16), 16
	chain := newChain(t, link, signers...)
	for range 15 {
		link = nextLink(link, nil)
		longer, err := chain.Extend(link, signers...)
		chain = must(t, longer, err)
	}
	file, err := usrfile.EncodeChainFile(chain, fileID, issuedAt, signers[3])
	must(t, file, err)
	if _, trust, err := usrfile.VerifyChainFile(inspect(t, file)); err != nil || trust.Version() != 16 {
		t.Errorf("version 16 did not arrive: %v", err)
	}
	if len(file) > 64<<10 || len(chain.Links()) < 2 {
		t.Errorf("%d links in %d bytes", len(chain.Links()), len(file))
	}
}

func TestChainIsReadStrictly(t *testing.T) {
	payload := usrfile.EncodeChain(newChain(t, firstLink(), rootKey))
	links := wireLinks(t, newChain(t, firstLink(), rootKey))
	seventeen := make([]json.RawMessage, 17)
	for i := range seventeen {
		seventeen[i] = links[0]
	}
	signature := bytes.TrimSuffix(links[0][bytes.Index(links[0], []byte(`{"root"`)):], []byte("]}"))
	tests := []struct {
		name    string
		payload []byte
		want    usrfile.Reason
	}{
		{"33 signatures", bytes.Replace(payload, signature, repeat(signature, 33), 1), usrfile.ErrTooLarge},
		{"nothing", nil, usrfile.ErrPayload},
		{"null", []byte("null"), usrfile.ErrPayload},
		{"no links", []byte(`{"links":[]}`), usrfile.ErrChainLink},
		{"17 links", wireChain(t, seventeen), usrfile.ErrChainLink},
		{"link null", []byte(`{"links":[{"link":null,"signatures":[]}]}`), usrfile.ErrPayload},
		{"link empty", []byte(`{"links":[{"link":{},"signatures":[]}]}`), usrfile.ErrPayload},
		{"trailing", append(bytes.Clone(payload), '\n'), usrfile.ErrPayload},
		{"unknown kind", bytes.Replace(payload, []byte(`"usr","rep"`), []byte(`"usr","xyz"`), 1), usrfile.ErrKind},
		{"upper-case key", bytes.Replace(payload, []byte(`"version"`), []byte(`"Version"`), 1), usrfile.ErrPayload},
		{"duplicate key", bytes.Replace(payload, []byte(`"version":1`), []byte(`"version":1,"version":1`), 1), usrfile.ErrPayload},
		{"more than a file holds", bytes.Repeat([]byte("1"), 64<<10), usrfile.ErrTooLarge},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := usrfile.DecodeChain(test.payload)
			refused(t, err, test.want)
		})
	}
}

// repeat writes an item n times, as in an array.
func repeat(item []byte, n int) []byte {
	return bytes.TrimSuffix(bytes.Repeat(append(bytes.Clone(item), ','), n), []byte(","))
}
