// Package synctest has an organisation that signs whatever a test asks for, also
// what head office never would, and folders on a real database to import it
// into. For tests only.
package synctest

import (
	"crypto/rand"
	"crypto/sha256"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/usrfile"
)

// Start is when the tests begin.
var Start = time.Date(2026, time.November, 21, 9, 14, 0, 0, time.UTC)

// Office is an organisation with its keys. Everything about it follows from its
// name.
type Office struct {
	ID     uuid.UUID
	Root   usrfile.SigningKey
	Issuer usrfile.SigningKey
	Box    usrfile.BoxKey
	Chain  usrfile.Chain
	Now    time.Time // when files are issued

	t      testing.TB
	name   string
	serial uint64
}

// NewOffice gives the organisation of a name.
func NewOffice(t testing.TB, name string) *Office {
	t.Helper()
	o := &Office{
		ID: ID(name), Now: Start, t: t, name: name,
		Root: usrfile.SigningKeyFromSeed(seed(name + " root")), Issuer: usrfile.SigningKeyFromSeed(seed(name + " issuer")),
		Box: usrfile.BoxKeyFromSeed(seed(name + " box")),
	}
	chain, err := usrfile.NewChain(usrfile.Link{
		Version: 1, Organisation: o.ID, Issued: Start, Epoch: 1, Threshold: 1, Roots: [][32]byte{o.Root.Public()}, HeadOffice: o.Box.Public(),
		Issuers: []usrfile.Issuer{{
			Public: o.Issuer.Public(), Kinds: []usrfile.Kind{usrfile.KindUserData, usrfile.KindReply, usrfile.KindRecord},
			From: Start.AddDate(-1, 0, 0), Until: Start.AddDate(10, 0, 0), Epoch: 1,
		}},
	}, o.Root)
	o.Chain = want(t, chain, err)
	return o
}

// ID gives the identifier of a name.
func ID(name string) uuid.UUID {
	s := seed(name)
	return uuid.UUID(s[:16])
}

func seed(name string) [32]byte { return sha256.Sum256([]byte(name)) }

// Extend appends a link to the organisation's chain.
func (o *Office) Extend(edit func(*usrfile.Link)) {
	o.t.Helper()
	links := o.Chain.Links()
	link := links[len(links)-1]
	link.Version++
	edit(&link)
	chain, err := o.Chain.Extend(link, o.Root)
	o.Chain = want(o.t, chain, err)
}

// KeyFile gives the `.key` file of the chain.
func (o *Office) KeyFile() []byte {
	o.t.Helper()
	file, err := usrfile.EncodeChainFile(o.Chain, uuid.New(), o.Now, o.Root)
	return want(o.t, file, err)
}

// Sign signs a message; what it does not say is as head office would write it.
// Each file has a greater serial than the one before.
func (o *Office) Sign(m usrfile.Message) []byte {
	o.t.Helper()
	o.complete(&m)
	file, err := usrfile.Encode(m, o.Issuer, rand.Reader)
	return want(o.t, file, err)
}

func (o *Office) complete(m *usrfile.Message) {
	links := o.Chain.Links()
	fill(&m.FileID, uuid.New())
	fill(&m.Organisation, o.ID)
	fill(&m.Issued, o.Now)
	switch m.Kind {
	case usrfile.KindUserData:
		fill(&m.Expires, m.Issued.Add(usrfile.UserDataWindow))
	case usrfile.KindReply:
		fill(&m.Expires, m.Issued.Add(usrfile.RequestWindow))
	}
	o.serial = max(o.serial+1, uint64(m.Issued.Unix())*1000)
	fill(&m.Serial, o.serial)
	fill(&m.KeyEpoch, links[len(links)-1].Issuers[0].Epoch)
	fill(&m.MinChain, 1)
	fill(&m.Schema, usrfile.SchemaVersion)
}

func fill[T comparable](field *T, value T) {
	var zero T
	if *field == zero {
		*field = value
	}
}

func want[T any](t testing.TB, value T, err error) T {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	return value
}
