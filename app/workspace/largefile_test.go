package workspace_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"testing"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/faultrun"
	"github.com/comptoir/comptoir/app/workspace"
)

// peak gives how many MiB of the heap were in use at most, garbage too, beyond those
// before.
func peak(t *testing.T, what string, do func()) (mebibytes uint64) {
	t.Helper()
	mebibytes, _ = faultrun.Held(func() error {
		do()
		return nil
	})
	t.Logf("%s: %d MiB", what, mebibytes)
	return mebibytes
}

// The largest batches are read as a whole, since their signature is over the whole;
// beside the file no more than one document is in memory.
func TestLargestBatchesTakeLittle(t *testing.T) {
	a := rounded(t)
	const documents, size = 10, 7_900_000
	random := rand.NewChaCha8([32]byte{1})
	for i := range documents {
		content := make([]byte, size)
		_, _ = random.Read(content)
		copy(content, invoice)
		copy(content[size-6:], "\n%%EOF")
		kept := must[cashbook.Attachment](t)(a.awa.KeepAttachment(t.Context(), fmt.Sprintf("%d.pdf", i), bytes.Clone(content)))
		must[cashbook.Recorded](t)(a.awa.Record(t.Context(), a.book.ID, cashbook.Draft{Content: cashbook.Content{
			AmountMinor: 1_000, Text: "Don", Attachments: []cashbook.Attachment{kept},
		}}))
	}
	var paths []string
	most := peak(t, "written", func() { paths = a.sends(t, a.deskID) })
	whole := int64(0)
	for _, path := range paths {
		info := must[os.FileInfo](t)(os.Stat(path))
		whole += info.Size()
		t.Logf("%s: %d bytes", path, info.Size())
	}
	if len(paths) < 2 || whole < documents*size {
		t.Fatalf("%d files of %d bytes", len(paths), whole)
	}
	for _, path := range paths {
		most = max(most, peak(t, "looked at and taken in", func() {
			arrival := must[*workspace.Arrival](t)(a.desk.Examine(t.Context(), a.moussa, path))
			check(t, a.desk.Apply(t.Context(), a.moussa, arrival, arrival.Fingerprint))
		}))
	}
	if most > 200 {
		t.Errorf("%d MiB", most)
	}
}
