package ledger_test

import (
	"testing"

	"github.com/comptoir/comptoir/app/ledger"
)

func TestFieldsAreReadAsTheyWereWritten(t *testing.T) {
	b := ledger.AppendField(nil, 1, "été")
	b = ledger.AppendField(b, 2, "")
	b = ledger.AppendIntegerField(b, 3, -7)
	b = ledger.AppendField(b, 4, string(ledger.AppendInteger(ledger.AppendText(nil, "a"), 9)))
	r := ledger.NewReader(b)
	if tag, value := r.Field(); tag != 1 || value.All() != "été" || value.Bad() {
		t.Errorf("first field has tag %d", tag)
	}
	if tag, value := r.Field(); tag != 3 || value.Integer() != -7 || !value.Empty() {
		t.Errorf("second field has tag %d", tag)
	}
	if tag, value := r.Field(); tag != 4 || value.Text() != "a" || value.Integer() != 9 || !value.Empty() {
		t.Errorf("third field has tag %d", tag)
	}
	if !r.Empty() || r.Bad() {
		t.Error("something is left, or was not there")
	}
}

func TestReaderIsBadForGood(t *testing.T) {
	whole := ledger.AppendField(nil, 1, "text")
	for n := range len(whole) {
		r := ledger.NewReader(whole[:n])
		_, value := r.Field()
		if n > 0 && !r.Bad() || value.All() != "" && n < len(whole) {
			t.Errorf("%d bytes are taken for a field", n)
		}
		if r.Integer() != 0 || r.Text() != "" || len(r.Fixed(3)) != 3 {
			t.Errorf("after %d bytes there is more", n)
		}
	}
	if r := ledger.NewReader([]byte{0xff}); r.All() == "" || !r.Bad() {
		t.Error("bytes that are no text pass")
	}
}
