package usrfile_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"testing"

	"golang.org/x/crypto/nacl/secretbox"
)

// listed is what a payload says of its blobs, as the page has it.
type listed struct {
	Key   string `json:"blob_key"`
	Blobs []struct {
		Content, Digest string
		Length          int
	}
}

// blobs opens what stands behind the message, with nothing but the page.
func (l listed) blobs(tail []byte) (contents [][]byte, err error) {
	key, err := hex.DecodeString(l.Key)
	if err != nil {
		return nil, err
	}
	for i, b := range l.Blobs {
		if len(tail) < b.Length || fmt.Sprintf("%x", sha256.Sum256(tail[:b.Length])) != b.Digest {
			return nil, fmt.Errorf("blob %d is not there", i)
		}
		var content []byte
		for n, stored := 0, tail[:b.Length]; len(stored) > 0; n++ {
			size := min(len(stored), 65_552)
			nonce := binary.BigEndian.AppendUint32(nil, uint32(i))
			nonce = binary.BigEndian.AppendUint64(nonce, uint64(n))
			nonce = append(nonce, 0)
			if size == len(stored) {
				nonce[12] = 1
			}
			var genuine bool
			content, genuine = secretbox.Open(content, stored[:size], (*[24]byte)(append(nonce, make([]byte, 11)...)), (*[32]byte)(key))
			if !genuine {
				return nil, fmt.Errorf("chunk %d of blob %d", n, i)
			}
			stored = stored[size:]
		}
		if fmt.Sprintf("%x", sha256.Sum256(content)) != b.Content {
			return nil, fmt.Errorf("blob %d is another one", i)
		}
		contents, tail = append(contents, content), tail[b.Length:]
	}
	if len(tail) > 0 {
		return nil, fmt.Errorf("%d bytes after the end", len(tail))
	}
	return contents, nil
}

// The page alone is enough to read scans, too.
func TestASecondImplementationReadsScans(t *testing.T) {
	r := newSecondReader(t)
	want := scans(t)
	file := batchWith(t, "key", want...)
	size := r.envelope["message"].at + int(r.envelope["M"].number(file))
	private, public := officeBox.Seed(), officeBox.Public()
	got, err := r.read(file[:size], verifying(posteSign), &public, &private)
	var l listed
	must(t, l, json.Unmarshal(must(t, got, err).payload, &l))
	contents, err := l.blobs(file[size:])
	if must(t, contents, err); len(contents) != len(want) {
		t.Fatalf("%d scans of %d", len(contents), len(want))
	}
	for i := range want {
		if !bytes.Equal(contents[i], want[i]) {
			t.Errorf("scan %d differs", i)
		}
	}
	if _, err := l.blobs(file[size : len(file)-1]); err == nil {
		t.Error("read a file that is cut")
	}
}
