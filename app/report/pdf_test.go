package report_test

import (
	"bytes"
	"errors"
	"testing"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/report"
)

// A report that is too long for paper is refused before it is laid out; as a file
// for a spreadsheet it is taken.
func TestPDFIsBounded(t *testing.T) {
	r := till(1)
	for len(r.Rows) <= report.MaxPDFRows {
		r.Rows = append(r.Rows, r.Rows[0])
	}
	var b bytes.Buffer
	err := r.Write(&b, report.PDF, report.Options{})
	var why *fault.Error
	if !errors.As(err, &why) || why.Kind != fault.Invalid || why.Key != "report.pdf-rows" || b.Len() != 0 {
		t.Errorf("%v, %d bytes", err, b.Len())
	}
	if len(write(t, r, report.CSV, false)) == 0 {
		t.Error("no CSV")
	}
}
