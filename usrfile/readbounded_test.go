package usrfile_test

import (
	"bytes"
	"errors"
	"io"
	"testing"
	"testing/iotest"

	"github.com/comptoir/comptoir/usrfile"
)

// What happens to a file between its size being asked and its end being reached
// cannot be staged with real files; the reader stands for one.
func TestFileThatChangesWhileItIsRead(t *testing.T) {
	file := encode(t, plainUser([]byte("{}")), issuerKey)
	pulled := errors.New("input/output error")
	tests := []struct {
		name   string
		reader io.Reader
		size   int
		want   error
	}{
		{"stays", bytes.NewReader(file), len(file), nil},
		{"comes in single bytes", iotest.OneByteReader(bytes.NewReader(file)), len(file), nil},
		{"grew", bytes.NewReader(append(bytes.Clone(file), 1)), len(file), usrfile.ErrChanging},
		{"shrank", bytes.NewReader(file[:len(file)-1]), len(file), usrfile.ErrChanging},
		{"shrank into the header", bytes.NewReader(file[:10]), len(file), usrfile.ErrChanging},
		{"was emptied", bytes.NewReader(nil), len(file), usrfile.ErrChanging},
		{"stick pulled out", io.MultiReader(bytes.NewReader(file[:50]), iotest.ErrReader(pulled)), len(file), pulled},
		{"stick pulled out at the end", io.MultiReader(bytes.NewReader(file), iotest.ErrReader(pulled)), len(file), pulled},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := usrfile.ReadBounded(test.reader, int64(test.size))
			if !errors.Is(err, test.want) {
				t.Fatalf("got %v, want %v", err, test.want)
			}
			if test.want == nil && !bytes.Equal(got, file) {
				t.Errorf("got %d other bytes", len(got))
			}
		})
	}
}
