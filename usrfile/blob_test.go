package usrfile_test

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"io"
	"testing"
	"testing/iotest"

	"github.com/comptoir/comptoir/usrfile"
)

// scan is a source of these bytes.
func scan(content []byte) usrfile.BlobSource {
	return usrfile.BlobSource{
		Content: sha256.Sum256(content), Size: int64(len(content)),
		Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(content)), nil },
	}
}

// scribble gives n bytes that are the same in every run.
func scribble(t testing.TB, name string, n int) []byte {
	t.Helper()
	b := make([]byte, n)
	_, err := io.ReadFull(dice(name), b)
	return must(t, b, err)
}

// scans has every size around the border of a chunk.
func scans(t testing.TB) (contents [][]byte) {
	t.Helper()
	for _, size := range []int{1, 65_535, 65_536, 65_537, 131_072, 200_000} {
		contents = append(contents, scribble(t, "scan", size+len(contents))[len(contents):])
	}
	return contents
}

// batchWith is a signed batch with scans behind its message.
func batchWith(t testing.TB, key string, contents ...[]byte) []byte {
	t.Helper()
	var sources []usrfile.BlobSource
	for _, c := range contents {
		sources = append(sources, scan(c))
	}
	list, err := usrfile.ListBlobs(sources, dice(key))
	file := bytes.NewBuffer(batchListing(t, must(t, list, err)))
	must(t, file, list.Write(file, sources))
	return file.Bytes()
}

// batchListing is a signed batch that lists blobs, without them.
func batchListing(t testing.TB, list usrfile.BlobList) []byte {
	t.Helper()
	d := sampleBatch()
	d.Purpose, d.Number, d.BlobList = usrfile.PurposeBatch, 1, list
	payload, err := usrfile.EncodeBatchData(d)
	return encode(t, sealedMessage(usrfile.KindBatch, must(t, payload, err)), posteSign)
}

// takeBatch reads a batch with all its scans.
func takeBatch(e *usrfile.Envelope) (contents [][]byte, err error) {
	m, err := e.Verify(posteSign.Public())
	if err != nil {
		return nil, err
	}
	payload, err := m.Open(officeBox)
	if err != nil {
		return nil, err
	}
	_, blobs, err := m.OpenBatch(payload)
	if err != nil {
		return nil, err
	}
	for i := range blobs.Len() {
		content, err := io.ReadAll(blobs.Open(i))
		if err != nil {
			return nil, err
		}
		contents = append(contents, content)
	}
	return contents, nil
}

// takeFile is takeBatch for bytes.
func takeFile(file []byte) ([][]byte, error) {
	e, err := usrfile.Inspect(file)
	if err != nil {
		return nil, err
	}
	return takeBatch(e)
}

func TestScansArriveAsTheyWereSent(t *testing.T) {
	want := scans(t)
	file := batchWith(t, "key", want...)
	streamed, err := usrfile.InspectAt(bytes.NewReader(file), int64(len(file)))
	for name, e := range map[string]*usrfile.Envelope{"in memory": inspect(t, file), "as a stream": must(t, streamed, err)} {
		if e.Size != len(file) {
			t.Errorf("%s: %d bytes of %d", name, e.Size, len(file))
		}
		got, err := takeBatch(e)
		if err != nil || len(got) != len(want) {
			t.Fatalf("%s: %d scans of %d, %v", name, len(got), len(want), err)
		}
		for i := range want {
			if !bytes.Equal(got[i], want[i]) {
				t.Errorf("%s: scan %d differs", name, i)
			}
		}
	}
	var stored int64
	for _, c := range want {
		stored += usrfile.StoredSize(int64(len(c)))
	}
	if tail := tailOf(t, file); int64(len(tail)) != stored {
		t.Errorf("%d bytes behind the message, %d planned", len(tail), stored)
	}
}

// tailOf gives what stands behind the message; it shares the file's memory.
func tailOf(t testing.TB, file []byte) []byte {
	t.Helper()
	return file[messageEnd(file):]
}

func messageEnd(file []byte) int {
	return 88 + int(file[21])<<16 + int(file[22])<<8 + int(file[23])
}

func TestABatchWithoutScansListsNone(t *testing.T) {
	got, err := takeFile(batchWith(t, "key"))
	if err != nil || len(got) != 0 {
		t.Errorf("%d scans, %v", len(got), err)
	}
}

// Row 1 for what stands behind the message.
func TestEveryFlippedBitOfAScanIsRefused(t *testing.T) {
	file := batchWith(t, "key", scribble(t, "a", 150), scribble(t, "b", 66_000), scribble(t, "c", 40))
	tail := tailOf(t, file)
	flip := func(bit int) {
		t.Helper()
		tail[bit/8] ^= 1 << (bit % 8)
		_, err := takeFile(file)
		refused(t, err, usrfile.ErrBlob)
		tail[bit/8] ^= 1 << (bit % 8)
	}
	for bit := range 8 * 170 {
		flip(bit)
		flip(8*len(tail) - 1 - bit)
	}
	for bit := 8 * 170; bit < 8*len(tail); bit += 1009 {
		flip(bit)
	}
}

func TestEveryTruncationOfScansIsRefused(t *testing.T) {
	file := batchWith(t, "key", scribble(t, "a", 70), scribble(t, "b", 60))
	for size := messageEnd(file); size < len(file); size++ {
		_, err := takeFile(file[:size])
		refused(t, err, usrfile.ErrTruncated)
	}
	for _, extra := range []int{1, 16, 65_552} {
		_, err := takeFile(append(bytes.Clone(file), make([]byte, extra)...))
		refused(t, err, usrfile.ErrTrailing)
	}
}

// A file may be cut between the moment that its size was looked at and the moment
// that a scan is read.
func TestAFileThatIsCutWhileScansAreRead(t *testing.T) {
	file := batchWith(t, "key", scribble(t, "a", 70_000))
	for name, c := range map[string]struct {
		tail error
		want error
	}{"cut": {io.EOF, usrfile.ErrBlob}, "stick pulled out": {errPulled, errPulled}} {
		r := &failingAt{bytes.NewReader(file), int64(len(file)) - 100, c.tail}
		e, err := usrfile.InspectAt(r, int64(len(file)))
		if _, err := takeBatch(must(t, e, err)); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

var errPulled = errors.New("input/output error")

// failingAt fails behind an offset.
type failingAt struct {
	io.ReaderAt
	from int64
	err  error
}

func (f *failingAt) ReadAt(p []byte, at int64) (int, error) {
	if at+int64(len(p)) > f.from {
		return 0, f.err
	}
	return f.ReaderAt.ReadAt(p, at)
}

// Whoever carries the file can exchange what is encrypted, without being able to
// read it.
func TestScansStayInTheirPlace(t *testing.T) {
	file := batchWith(t, "key", scribble(t, "a", 196_608), scribble(t, "b", 196_608))
	other := batchWith(t, "other key", scribble(t, "a", 196_608), scribble(t, "b", 196_608))
	const chunk, blob = 65_552, 3 * 65_552
	swap := func(a, b, size int) func([]byte) {
		return func(tail []byte) {
			kept := bytes.Clone(tail[a : a+size])
			copy(tail[a:a+size], tail[b:])
			copy(tail[b:b+size], kept)
		}
	}
	for name, change := range map[string]func(tail []byte){
		"chunks exchanged":              swap(0, chunk, chunk),
		"last chunk exchanged":          swap(0, 2*chunk, chunk),
		"chunk repeated":                func(tail []byte) { copy(tail[chunk:2*chunk], tail) },
		"scans exchanged":               swap(0, blob, blob),
		"chunk of the other scan":       swap(0, blob, chunk),
		"scan of another file":          func(tail []byte) { copy(tail, tailOf(t, other)[:blob]) },
		"chunk of another file":         func(tail []byte) { copy(tail, tailOf(t, other)[:chunk]) },
		"all scans of another file":     func(tail []byte) { copy(tail, tailOf(t, other)) },
		"nothing but zeros":             func(tail []byte) { clear(tail) },
		"the last scan only is cleared": func(tail []byte) { clear(tail[blob:]) },
	} {
		changed := bytes.Clone(file)
		change(tailOf(t, changed))
		if _, err := takeFile(changed); !errors.Is(err, usrfile.ErrBlob) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// What a signer lists must be what stands there, or he could show one scan to one
// reader and another to the next.
func TestASignerListsWhatStandsThere(t *testing.T) {
	content := scribble(t, "a", 131_072)
	sources := []usrfile.BlobSource{scan(content)}
	list, err := usrfile.ListBlobs(sources, dice("key"))
	var tail bytes.Buffer
	must(t, list, errors.Join(err, list.Write(&tail, sources)))
	for name, change := range map[string]func(*usrfile.Blob){
		"another content": func(b *usrfile.Blob) { b.Content[0] ^= 1 },
		"another digest":  func(b *usrfile.Blob) { b.Digest[0] ^= 1 },
		"without its end": func(b *usrfile.Blob) { b.Length = 65_552 },
	} {
		lying := usrfile.BlobList{BlobKey: list.BlobKey, Blobs: usrfile.List[usrfile.Blob]{list.Blobs[0]}}
		change(&lying.Blobs[0])
		file := append(batchListing(t, lying), tail.Bytes()[:lying.Blobs[0].Length]...)
		if _, err := takeFile(file); !errors.Is(err, usrfile.ErrBlob) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A reader gets nothing of a chunk that is not genuine, and no end of a scan that
// is not whole.
func TestNothingDamagedIsGivenAway(t *testing.T) {
	content := scribble(t, "a", 131_072)
	file := batchWith(t, "key", content)
	tailOf(t, file)[65_552+9] ^= 1
	m, err := inspect(t, file).Verify(posteSign.Public())
	payload, err2 := must(t, m, err).Open(officeBox)
	_, blobs, err3 := m.OpenBatch(must(t, payload, err2))
	got, err := io.ReadAll(must(t, blobs, err3).Open(0))
	refused(t, err, usrfile.ErrBlob)
	if !bytes.Equal(got, content[:65_536]) {
		t.Errorf("%d bytes were given", len(got))
	}
	if err := iotest.TestReader(blobsOf(t, batchWith(t, "key", content)).Open(0), content); err != nil {
		t.Error(err)
	}
}

func blobsOf(t *testing.T, file []byte) *usrfile.Blobs {
	t.Helper()
	m, err := inspect(t, file).Verify(posteSign.Public())
	payload, err2 := must(t, m, err).Open(officeBox)
	_, blobs, err3 := m.OpenBatch(must(t, payload, err2))
	return must(t, blobs, err3)
}

func FuzzBlobs(f *testing.F) {
	first, second := scribble(f, "a", 300), scribble(f, "b", 70)
	genuine := batchWith(f, "key", first, second)
	end := messageEnd(genuine)
	f.Add(uint16(end), uint16(1), []byte{0})
	f.Add(uint16(end+316), uint16(86), []byte(nil))
	f.Add(uint16(len(genuine)), uint16(0), []byte("more"))
	f.Add(uint16(8), uint16(1), []byte{5})
	f.Fuzz(func(t *testing.T, at, cut uint16, insert []byte) {
		file := splice(genuine, at, cut, insert)
		got, err := takeFile(file)
		if err != nil {
			named(t, err)
		} else if !bytes.Equal(file, genuine) || !bytes.Equal(got[0], first) || !bytes.Equal(got[1], second) {
			t.Fatal("took a file that nobody signed")
		}
	})
}
