package usrfile_test

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/comptoir/comptoir/usrfile"
)

func TestListsOfBlobsKeepTheirRules(t *testing.T) {
	blob := func(n byte, length int64) usrfile.Blob {
		return usrfile.Blob{Content: usrfile.Bytes32{n}, Length: length, Digest: usrfile.Bytes32{n}}
	}
	key := usrfile.Bytes32{1}
	many := func(n int) (list usrfile.List[usrfile.Blob]) {
		for i := range n {
			b := blob(0, 17)
			b.Content, b.Digest = usrfile.Bytes32{1, byte(i), byte(i >> 8)}, usrfile.Bytes32{1}
			list = append(list, b)
		}
		return list
	}
	for name, c := range map[string]struct {
		key   usrfile.Bytes32
		blobs usrfile.List[usrfile.Blob]
		right bool
	}{
		"none":                         {right: true},
		"as many as there may be":      {key, many(2000), true},
		"one more":                     {key, many(2001), false},
		"a key for nothing":            {key, nil, false},
		"no key":                       {usrfile.Bytes32{}, many(1), false},
		"one byte":                     {key, usrfile.List[usrfile.Blob]{blob(1, 17)}, true},
		"nothing but a tag":            {key, usrfile.List[usrfile.Blob]{blob(1, 16)}, false},
		"a whole chunk":                {key, usrfile.List[usrfile.Blob]{blob(1, 65_552)}, true},
		"a second chunk without bytes": {key, usrfile.List[usrfile.Blob]{blob(1, 65_552+16)}, false},
		"negative":                     {key, usrfile.List[usrfile.Blob]{blob(1, -65_552)}, false},
		"the greatest number":          {key, usrfile.List[usrfile.Blob]{blob(1, 1<<63-1)}, false},
		"64 MiB in all":                {key, usrfile.List[usrfile.Blob]{blob(1, 32<<20), blob(2, 32<<20)}, true},
		"a byte more":                  {key, usrfile.List[usrfile.Blob]{blob(1, 32<<20), blob(2, 32<<20+1)}, false},
		"sums that overflow":           {key, usrfile.List[usrfile.Blob]{blob(1, 1<<62), blob(2, 1<<62), blob(3, 1<<62)}, false},
		"the same scan twice":          {key, usrfile.List[usrfile.Blob]{blob(1, 17), blob(1, 17)}, false},
		"no content":                   {key, usrfile.List[usrfile.Blob]{{Length: 17, Digest: key}}, false},
		"no digest":                    {key, usrfile.List[usrfile.Blob]{{Length: 17, Content: key}}, false},
	} {
		d := sampleBatch()
		d.BlobList = usrfile.BlobList{BlobKey: c.key, Blobs: c.blobs}
		_, err := usrfile.EncodeBatchData(d)
		if c.right && err != nil || !c.right && !errors.Is(err, usrfile.ErrPayload) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestSourcesMustBeWhatTheyAnnounce(t *testing.T) {
	content := scribble(t, "a", 70_000)
	with := func(change func(*usrfile.BlobSource)) usrfile.BlobSource {
		s := scan(content)
		change(&s)
		return s
	}
	gone := errors.New("gone")
	for name, c := range map[string]struct {
		source usrfile.BlobSource
		want   error
	}{
		"shorter":    {with(func(s *usrfile.BlobSource) { s.Size++ }), usrfile.ErrBlob},
		"longer":     {with(func(s *usrfile.BlobSource) { s.Size-- }), usrfile.ErrBlob},
		"empty":      {scan(nil), usrfile.ErrPayload},
		"other":      {with(func(s *usrfile.BlobSource) { s.Content[3] ^= 1 }), usrfile.ErrBlob},
		"not there":  {with(func(s *usrfile.BlobSource) { s.Open = func() (io.ReadCloser, error) { return nil, gone } }), gone},
		"unreadable": {with(func(s *usrfile.BlobSource) { s.Open = func() (io.ReadCloser, error) { return failing{gone}, nil } }), gone},
	} {
		if _, err := usrfile.ListBlobs([]usrfile.BlobSource{c.source}, dice("key")); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	if _, err := usrfile.ListBlobs([]usrfile.BlobSource{scan(content)}, bytes.NewReader(make([]byte, 31))); err == nil {
		t.Error("a key of 31 random bytes")
	}
	if _, err := usrfile.ListBlobs(make([]usrfile.BlobSource, 2001), dice("key")); !errors.Is(err, usrfile.ErrTooLarge) {
		t.Errorf("2001 sources: %v", err)
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }
func (f failing) Close() error             { return nil }

// Between listing and writing a person may change a scan.
func TestAScanThatChangesIsNotWritten(t *testing.T) {
	sources := []usrfile.BlobSource{scan([]byte("one")), scan([]byte("two"))}
	list, err := usrfile.ListBlobs(sources, dice("key"))
	must(t, list, err)
	for name, changed := range map[string][]usrfile.BlobSource{
		"another in its place": {scan([]byte("one")), scan([]byte("ten"))},
		"longer":               {scan([]byte("one")), scan([]byte("twenty"))},
		"exchanged":            {sources[1], sources[0]},
		"left out":             {sources[0]},
		"one more":             {sources[0], sources[1], scan([]byte("three"))},
	} {
		if err := list.Write(io.Discard, changed); !errors.Is(err, usrfile.ErrBlob) {
			t.Errorf("%s: %v", name, err)
		}
	}
	full := errors.New("no space left on device")
	if err := list.Write(failingWriter{full}, sources); !errors.Is(err, full) {
		t.Errorf("a full stick: %v", err)
	}
}

type failingWriter struct{ err error }

func (f failingWriter) Write([]byte) (int, error) { return 0, f.err }

// zeros is a scan of n bytes that nobody holds.
func zeros(n int64) usrfile.BlobSource {
	sum := sha256.New()
	_, _ = io.CopyN(sum, nothing{}, n)
	return usrfile.BlobSource{Content: usrfile.Bytes32(sum.Sum(nil)), Size: n, Open: func() (io.ReadCloser, error) {
		return io.NopCloser(io.LimitReader(nothing{}, n)), nil
	}}
}

type nothing struct{}

func (nothing) Read(p []byte) (int, error) { clear(p); return len(p), nil }

// Scans are streams: a file as large as may be is written and read with the memory
// of a few chunks.
func TestScansTakeLittleMemory(t *testing.T) {
	const size = 30 << 20
	sources := []usrfile.BlobSource{zeros(size), zeros(size + 1)}
	dir := t.TempDir()
	before := allocated()
	list, err := usrfile.ListBlobs(sources, dice("key"))
	message := batchListing(t, must(t, list, err))
	staged, err := usrfile.StageStream(dir, "large.lot", func(w io.Writer) error {
		_, err := w.Write(message)
		return errors.Join(err, list.Write(w, sources))
	})
	path, err2 := must(t, staged, err).Publish()
	f, err := os.Open(must(t, path, err2))
	defer must(t, f, err).Close()
	info, err := f.Stat()
	e, err2 := usrfile.InspectAt(f, must(t, info, err).Size())
	m, err := must(t, e, err2).Verify(posteSign.Public())
	payload, err2 := must(t, m, err).Open(officeBox)
	_, blobs, err := m.OpenBatch(must(t, payload, err2))
	for i := range must(t, blobs, err).Len() {
		if n, err := io.Copy(io.Discard, blobs.Open(i)); err != nil || n != size+int64(i) {
			t.Errorf("scan %d: %d bytes, %v", i, n, err)
		}
	}
	if taken := allocated() - before; taken > 4<<20 {
		t.Errorf("took %d bytes of memory", taken)
	}
}

func TestFilesBeyondTheLimitAreRefused(t *testing.T) {
	_, err := usrfile.ListBlobs([]usrfile.BlobSource{zeros(32 << 20), zeros(32<<20 + 1)}, dice("key"))
	refused(t, err, usrfile.ErrTooLarge)
	path := filepath.Join(t.TempDir(), "large.lot")
	must(t, path, os.WriteFile(path, batchWith(t, "key", []byte("a")), 0o600))
	for size, want := range map[int64]usrfile.Reason{64<<20 + 1: usrfile.ErrTooLarge, 4 << 30: usrfile.ErrTooLarge} {
		must(t, path, os.Truncate(path, size))
		bounded(t, func() {
			_, err := usrfile.ReadFile(path)
			refused(t, err, want)
		})
		f, err := os.Open(path)
		_, err2 := usrfile.InspectAt(must(t, f, err), size)
		refused(t, err2, want)
		must(t, f, f.Close())
	}
	must(t, path, os.Truncate(path, 64<<20))
	file, err := usrfile.ReadFile(path)
	_, err = takeFile(must(t, file, err))
	refused(t, err, usrfile.ErrTrailing)
}
