package workspace_test

import (
	"bytes"
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/sync/synctest"
	"github.com/comptoir/comptoir/usrfile"
)

// A key for another kind, expired, revoked, of the wrong epoch, and an unknown
// one, which asks for the `.key` file and is taken with it.
func TestThreat11WrongKey(t *testing.T) {
	for key, edit := range map[string]func(*usrfile.Link){
		"file.key-kind":    func(l *usrfile.Link) { l.Issuers[0].Kinds = []usrfile.Kind{usrfile.KindReply} },
		"file.key-time":    func(l *usrfile.Link) { l.Issuers[0].Until = start },
		"file.key-revoked": func(l *usrfile.Link) { l.Issuers[0].Revoked = true },
		"file.key-epoch":   func(l *usrfile.Link) { l.Epoch, l.Issuers[0].Epoch = 2, 2 },
	} {
		t.Run(key, func(t *testing.T) {
			o := synctest.NewOffice(t, "Eau Vive")
			site, stick := newSite(t, o)
			file := put(t, stick, "next.usr", o.UserData())
			o.Extend(edit)
			put(t, stick, "eau.key", o.KeyFile())
			site.refuses(t, fault.Forged, key, file)
		})
	}
	t.Run("unknown", func(t *testing.T) {
		o := synctest.NewOffice(t, "Eau Vive")
		site, stick := newSite(t, o)
		o.Issuer = usrfile.SigningKeyFromSeed([32]byte{31: 2})
		o.Extend(func(l *usrfile.Link) { l.Issuers[0].Public = o.Issuer.Public() })
		file := put(t, stick, "next.usr", o.UserData())
		site.refuses(t, fault.Forged, "file.unknown-key", file)
		put(t, stick, "eau.key", o.KeyFile())
		site.takes(t, file)
	})
}

// forgery is a `.key` file that the library would not make: the newest link of an
// organisation, changed and signed by whoever.
type forgery struct {
	edit    func(link string) string
	signers []usrfile.SigningKey
}

func (f forgery) keyFile(t *testing.T, o *synctest.Office) []byte {
	t.Helper()
	var chain struct {
		Links []struct {
			Link       json.RawMessage   `json:"link"`
			Signatures []json.RawMessage `json:"signatures"`
		} `json:"links"`
	}
	check(t, json.Unmarshal(usrfile.EncodeChain(o.Chain), &chain))
	newest := &chain.Links[len(chain.Links)-1]
	newest.Link, newest.Signatures = json.RawMessage(f.edit(string(newest.Link))), []json.RawMessage{}
	for _, signer := range f.signers {
		newest.Signatures = append(newest.Signatures, signed(newest.Link, signer))
	}
	file, err := usrfile.Encode(usrfile.Message{
		Kind: usrfile.KindTrustChain, FileID: uuid.New(), Organisation: o.ID, Serial: uint64(len(chain.Links)),
		Issued: start, MinChain: 1, Schema: 1, Payload: must[[]byte](t)(json.Marshal(chain)),
	}, o.Root, nil)
	return must[[]byte](t)(file, err)
}

// signed is a signature over a link as FORMAT.md lays it out.
func signed(link []byte, signer usrfile.SigningKey) json.RawMessage {
	seed, public := signer.Seed(), signer.Public()
	signature := ed25519.Sign(ed25519.NewKeyFromSeed(seed[:]), append([]byte("comptoir/link/v1\x00"), link...))
	return json.RawMessage(`{"root":"` + hex.EncodeToString(public[:]) + `","signature":"` + hex.EncodeToString(signature) + `"}`)
}

// asItIs makes of nothing but the signatures a forgery.
func asItIs(link string) string { return link }

func replacing(old, with [32]byte) func(string) string {
	return func(link string) string {
		return strings.Replace(link, hex.EncodeToString(old[:]), hex.EncodeToString(with[:]), 1)
	}
}

// A low-order or non-canonical key in a chain, signed by the genuine root.
func TestThreat12WeakKey(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	issuer, box := o.Issuer.Public(), o.Box.Public()
	beyond := [32]byte(append(bytes.Repeat([]byte{0xff}, 31), 0x7f)) // above 2^255 − 19
	for name, edit := range map[string]func(string) string{
		"issuer of low order":       replacing(issuer, [32]byte{}),
		"issuer not canonical":      replacing(issuer, beyond),
		"head office of low order":  replacing(box, [32]byte{1}),
		"head office not canonical": replacing(box, beyond),
	} {
		t.Run(name, func(t *testing.T) {
			stick := t.TempDir()
			put(t, stick, "eau.key", forgery{edit, []usrfile.SigningKey{o.Root}}.keyFile(t, o))
			openFolder(t, t.TempDir()).refuses(t, fault.Forged, "file.weak-key", put(t, stick, "first.usr", o.UserData()))
		})
	}
	stick := t.TempDir()
	put(t, stick, "eau.key", forgery{asItIs, []usrfile.SigningKey{o.Root}}.keyFile(t, o))
	openFolder(t, t.TempDir()).takes(t, put(t, stick, "first.usr", o.UserData()))
}

// A chain with a gap, of the wrong version, signed by new keys only, with one
// signer twice: a site follows none of them.
func TestThreat13BrokenChain(t *testing.T) {
	stranger := usrfile.SigningKeyFromSeed([32]byte{31: 9})
	root := func(o *synctest.Office) []usrfile.SigningKey { return []usrfile.SigningKey{o.Root} }
	version := func(to string) func(*synctest.Office) forgery {
		return func(o *synctest.Office) forgery {
			return forgery{func(l string) string { return strings.Replace(l, `"version":2`, `"version":`+to, 1) }, root(o)}
		}
	}
	for name, c := range map[string]struct {
		key  string
		make func(*synctest.Office) forgery
	}{
		"as it is": {"", func(o *synctest.Office) forgery { return forgery{asItIs, root(o)} }},
		"a gap":    {"file.chain-gap", version("3")},
		"the same": {"file.chain-gap", version("1")},
		"new keys only": {"file.chain-threshold", func(o *synctest.Office) forgery {
			return forgery{replacing(o.Root.Public(), stranger.Public()), []usrfile.SigningKey{stranger}}
		}},
		"nobody": {"file.chain-threshold", func(o *synctest.Office) forgery { return forgery{asItIs, nil} }},
		"one signer twice": {"file.chain-duplicate", func(o *synctest.Office) forgery {
			return forgery{asItIs, []usrfile.SigningKey{o.Root, o.Root}}
		}},
	} {
		t.Run(name, func(t *testing.T) {
			o := synctest.NewOffice(t, "Eau Vive")
			site, stick := newSite(t, o)
			o.Issuer = usrfile.SigningKeyFromSeed([32]byte{31: 2})
			o.Extend(func(l *usrfile.Link) { l.Issuers[0].Public = o.Issuer.Public() })
			put(t, stick, "eau.key", c.make(o).keyFile(t, o))
			file := put(t, stick, "next.usr", o.UserData())
			if c.key == "" {
				site.takes(t, file)
				return
			}
			site.refuses(t, fault.Forged, "file.unknown-key", file) // the chain beside it counts for nothing
			empty := openFolder(t, t.TempDir())
			empty.refuses(t, fault.Forged, c.key, file)
		})
	}
}
