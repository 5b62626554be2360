package usrfile_test

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/uuid"
	"golang.org/x/crypto/nacl/box"

	"github.com/comptoir/comptoir/usrfile"
)

// secondReader is another implementation of FORMAT.md. It takes the offsets from
// the tables of the page itself, verifies with the standard library and NaCl, and
// uses nothing of this package.
type secondReader struct {
	envelope, message map[string]span
	kinds             map[byte]string // word by number
}

// span is where a field lies; a size of 0 reaches to the end.
type span struct{ at, size int }

var (
	fieldRow = regexp.MustCompile(`(?m)^\| (\d+) \| (\d+|M|P) \| ([^|:;,]+?) ?[|:;,]`)
	kindRow  = regexp.MustCompile("(?m)^\\| (\\d) [a-z ]+ \\| `([a-z]{3})` \\|")
)

// newSecondReader studies the page.
func newSecondReader(t *testing.T) secondReader {
	t.Helper()
	page := formatPage(t)
	r := secondReader{envelope: fieldsOf(t, page, "Envelope"), message: fieldsOf(t, page, "Message"), kinds: map[byte]string{}}
	for _, row := range kindRow.FindAllStringSubmatch(sectionOf(t, page, "Kinds"), -1) {
		r.kinds[row[1][0]-'0'] = row[2]
	}
	if len(r.envelope) != 9 || len(r.message) != 18 || len(r.kinds) != 7 {
		t.Fatalf("the page has %d, %d fields and %d kinds", len(r.envelope), len(r.message), len(r.kinds))
	}
	return r
}

func sectionOf(t *testing.T, page, title string) string {
	t.Helper()
	_, after, found := strings.Cut(page, "\n## "+title+"\n")
	if !found {
		t.Fatalf("the page has no section %s", title)
	}
	section, _, _ := strings.Cut(after, "\n## ")
	return section
}

func fieldsOf(t *testing.T, page, title string) map[string]span {
	t.Helper()
	fields := map[string]span{}
	for _, row := range fieldRow.FindAllStringSubmatch(sectionOf(t, page, title), -1) {
		at, err := strconv.Atoi(row[1])
		size, _ := strconv.Atoi(row[2]) // M and P are 0: to the end
		fields[row[3]] = must(t, span{at, size}, err)
	}
	return fields
}

func (s span) of(b []byte) []byte {
	if s.size == 0 {
		return b[s.at:]
	}
	return b[s.at : s.at+s.size]
}

// number reads an integer of one, four or eight bytes.
func (s span) number(b []byte) uint64 {
	wide := make([]byte, 8)
	copy(wide[8-s.size:], s.of(b))
	return binary.BigEndian.Uint64(wide)
}

// reading is a file as the second reader understands it.
type reading struct {
	word    string
	message []byte
	payload []byte
}

// read verifies a file with the signer's public key and opens it with the
// recipient's key, where it is sealed.
func (r secondReader) read(file []byte, signer ed25519.PublicKey, public, private *[32]byte) (reading, error) {
	e, m := r.envelope, r.message
	message := e["message"].of(file)
	word := r.kinds[e["kind"].of(file)[0]]
	keyID := sha256.Sum256(append([]byte("\x01comptoir/key/v1\x00"), signer...))
	switch {
	case !bytes.Equal(e["magic"].of(file), []byte("\x89CPT\r\n\x1a\n")), e["format version"].number(file) != 1, e["suite"].number(file) != 1:
		return reading{}, fmt.Errorf("no file of this format")
	case e["M"].number(file) != uint64(len(message)):
		return reading{}, fmt.Errorf("the message has %d bytes", len(message))
	case !bytes.Equal(e["key id of the signer"].of(file), keyID[:8]):
		return reading{}, fmt.Errorf("another signer")
	case !ed25519.Verify(signer, message, e["signature"].of(file)):
		return reading{}, fmt.Errorf("not signed")
	case strings.TrimRight(string(m["context"].of(message)), "\x00") != "comptoir/"+word+"/v1":
		return reading{}, fmt.Errorf("signed for something else")
	case !bytes.Equal(m["copy of file bytes 0 – 23"].of(message), file[:24]):
		return reading{}, fmt.Errorf("the header differs")
	case m["P"].number(message) != uint64(len(m["payload"].of(message))):
		return reading{}, fmt.Errorf("the payload has %d bytes", len(m["payload"].of(message)))
	}
	payload, err := r.open(message, keyID[:8], public, private)
	return reading{word, message, payload}, err
}

// open gives the payload.
func (r secondReader) open(message, keyID []byte, public, private *[32]byte) ([]byte, error) {
	payload := r.message["payload"].of(message)
	if r.message["mode"].number(message) == 0 {
		return payload, nil
	}
	opened, ok := box.OpenAnonymous(nil, payload, public, private)
	bound := append(bytes.Clone(r.message["file id"].of(message)), keyID...)
	if !ok || !bytes.HasPrefix(opened, bound) {
		return nil, fmt.Errorf("sealed to somebody else, or lifted")
	}
	return opened[len(bound):], nil
}

func verifying(key usrfile.SigningKey) ed25519.PublicKey {
	public := key.Public()
	return public[:]
}

// The page alone is enough to read what the package writes: headers, sealed and
// plain payloads.
func TestASecondImplementationReadsFiles(t *testing.T) {
	r := newSecondReader(t)
	private, public := posteBox.Seed(), posteBox.Public()
	payload := userPayload(t)
	for name, m := range map[string]usrfile.Message{"plain": plainUser(payload), "sealed": sealedUser(payload)} {
		t.Run(name, func(t *testing.T) {
			got, err := r.read(encode(t, m, issuerKey), verifying(issuerKey), &public, &private)
			must(t, got, err)
			if got.word != "usr" || !bytes.Equal(got.payload, payload) {
				t.Errorf("a %s of %d bytes", got.word, len(got.payload))
			}
			for field, want := range map[string]uint64{
				"key epoch": uint64(m.KeyEpoch), "serial": m.Serial, "issued": uint64(m.Issued.Unix()),
				"expires": uint64(m.Expires.Unix()), "minimum version of the trust chain": uint64(m.MinChain), "payload schema": 1,
			} {
				if is := r.message[field].number(got.message); is != want {
					t.Errorf("%s is %d, want %d", field, is, want)
				}
			}
			for field, want := range map[string]uuid.UUID{
				"file id": m.FileID, "organisation": m.Organisation, "subject": m.Subject, "poste": m.Poste,
			} {
				if is := r.message[field].of(got.message); !bytes.Equal(is, want[:]) {
					t.Errorf("%s is %x, want %s", field, is, want)
				}
			}
			if recipient := r.message["X25519 key of the recipient"].of(got.message); !bytes.Equal(recipient, m.Recipient[:]) {
				t.Errorf("the recipient is %x", recipient)
			}
		})
	}
}

// Every bit counts for the second reader, too.
func TestASecondImplementationRefusesDamage(t *testing.T) {
	r := newSecondReader(t)
	file := encode(t, plainUser(userPayload(t)), issuerKey)
	for bit := range 8 * len(file) {
		file[bit/8] ^= 1 << (bit % 8)
		if got, err := r.read(file, verifying(issuerKey), nil, nil); err == nil {
			t.Fatalf("bit %d: read as %s", bit, got.word)
		}
		file[bit/8] ^= 1 << (bit % 8)
	}
}

// A trust chain is verified with what the page says about links.
func TestASecondImplementationFollowsAChain(t *testing.T) {
	r := newSecondReader(t)
	got, err := r.read(chainFile(t), verifying(rootKey), nil, nil)
	must(t, got, err)
	var chain struct {
		Links []struct {
			Link       json.RawMessage
			Signatures []struct{ Root, Signature string }
		}
	}
	must(t, chain, json.Unmarshal(got.payload, &chain))
	newest := chain.Links[len(chain.Links)-1]
	root, err := hex.DecodeString(newest.Signatures[0].Root)
	must(t, root, err)
	signature, err := hex.DecodeString(newest.Signatures[0].Signature)
	must(t, signature, err)
	if !ed25519.Verify(root, append([]byte("comptoir/link/v1\x00"), newest.Link...), signature) {
		t.Error("the link is not signed by its root")
	}
	var link struct {
		Organisation string
		Issuers      []struct{ Public string }
	}
	must(t, link, json.Unmarshal(newest.Link, &link))
	if link.Organisation != orgID.String() || link.Issuers[0].Public != hex.EncodeToString(verifying(issuerKey)) {
		t.Errorf("the link says %+v", link)
	}
	sum := sha256.Sum256(newest.Link)
	if want := newChain(t, firstLink(), rootKey); got.word != "key" || !bytes.Equal(sum[:20], fingerprintOf(t, want)) {
		t.Errorf("a %s with the fingerprint %x", got.word, sum[:20])
	}
}

func fingerprintOf(t *testing.T, c usrfile.Chain) []byte {
	t.Helper()
	trust, err := c.Verify()
	f := must(t, trust, err).Fingerprint()
	return f[:]
}
