package usrfile_test

import (
	"testing"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/usrfile"
)

func TestBooksKeepTheirRules(t *testing.T) {
	tests := []struct {
		name string
		edit func(*usrfile.Book)
		want usrfile.Reason
	}{
		{"granted", func(*usrfile.Book) {}, ""},
		{"granted to nobody", func(b *usrfile.Book) { b.Ownership = nil }, ""},
		{"taken over", func(b *usrfile.Book) {
			b.Ownership.Epoch, b.Ownership.FirstNumber = 2, 12 // numbers 6 to 11 are lost
			b.Ownership.Head = usrfile.Head{Seq: 7, Number: 5, Hash: usrfile.Bytes32{1}}
		}, ""},
		{"bank with overdraft", func(b *usrfile.Book) { b.Type, b.Overdraft = "bank", true }, ""},
		{"till with overdraft", func(b *usrfile.Book) { b.Overdraft = true }, usrfile.ErrPayload},
		{"no id", func(b *usrfile.Book) { b.ID = uuid.Nil }, usrfile.ErrPayload},
		{"no project", func(b *usrfile.Book) { b.Project = uuid.Nil }, usrfile.ErrPayload},
		{"number 0", func(b *usrfile.Book) { b.Number = 0 }, usrfile.ErrPayload},
		{"unknown type", func(b *usrfile.Book) { b.Type = "gold" }, usrfile.ErrPayload},
		{"no name", func(b *usrfile.Book) { b.Name = "" }, usrfile.ErrPayload},
		{"no currency", func(b *usrfile.Book) { b.Currency = "" }, usrfile.ErrPayload},
		{"no time zone", func(b *usrfile.Book) { b.TimeZone = "" }, usrfile.ErrPayload},
		{"negative ceiling", func(b *usrfile.Book) { b.CeilingMinor = -1 }, usrfile.ErrPayload},
		{"unknown status", func(b *usrfile.Book) { b.Status = "lost" }, usrfile.ErrPayload},
		{"negative revision", func(b *usrfile.Book) { b.Revision = -1 }, usrfile.ErrPayload},
		{"epoch 0", func(b *usrfile.Book) { b.Ownership.Epoch = 0 }, usrfile.ErrPayload},
		{"withdrawn", func(b *usrfile.Book) { b.Ownership.Poste, b.Ownership.Reason = uuid.Nil, "Volé" }, ""},
		{"granted for a reason", func(b *usrfile.Book) { b.Ownership.Reason = "Volé" }, usrfile.ErrPayload},
		{"granted before", func(b *usrfile.Book) {
			first := *b.Ownership
			b.Ownership.Epoch, b.Earlier = 2, usrfile.List[usrfile.Ownership]{first}
		}, ""},
		{"granted before under the same epoch", func(b *usrfile.Book) {
			b.Earlier = usrfile.List[usrfile.Ownership]{*b.Ownership}
		}, usrfile.ErrPayload},
		{"granted before out of order", func(b *usrfile.Book) {
			first := *b.Ownership
			b.Ownership.Epoch, b.Earlier = 2, usrfile.List[usrfile.Ownership]{first, first}
		}, usrfile.ErrPayload},
		{"granted before and not now", func(b *usrfile.Book) {
			b.Earlier, b.Ownership = usrfile.List[usrfile.Ownership]{*b.Ownership}, nil
		}, usrfile.ErrPayload},
		{"first number 0", func(b *usrfile.Book) { b.Ownership.FirstNumber = 0 }, usrfile.ErrPayload},
		{"negative sequence", func(b *usrfile.Book) { b.Ownership.Head.Seq = -1 }, usrfile.ErrPayload},
		{"negative last number", func(b *usrfile.Book) { b.Ownership.Head.Number = -1 }, usrfile.ErrPayload},
		{"hash of no entry", func(b *usrfile.Book) { b.Ownership.Head.Hash[0] = 1 }, usrfile.ErrPayload},
		{"entry without hash", func(b *usrfile.Book) { b.Ownership.Head.Seq = 1 }, usrfile.ErrPayload},
		{"granted in the future of calendars", func(b *usrfile.Book) { b.Ownership.Granted = 1 << 60 }, usrfile.ErrPayload},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			book := sampleBook()
			test.edit(&book)
			d := sampleUserData(t)
			d.Books = []usrfile.Book{book}
			_, err := usrfile.EncodeUserData(d)
			wants(t, err, test.want)
		})
	}
}

func TestPostesKeepTheirRules(t *testing.T) {
	tests := []struct {
		name string
		edit func(*usrfile.Poste)
		want usrfile.Reason
	}{
		{"active", func(*usrfile.Poste) {}, ""},
		{"highest number", func(p *usrfile.Poste) { p.Number = 1<<20 - 1 }, ""},
		{"number beyond 20 bits", func(p *usrfile.Poste) { p.Number = 1 << 20 }, usrfile.ErrPayload},
		{"number 0", func(p *usrfile.Poste) { p.Number = 0 }, usrfile.ErrPayload},
		{"no id", func(p *usrfile.Poste) { p.ID = uuid.Nil }, usrfile.ErrPayload},
		{"module in capitals", func(p *usrfile.Poste) { p.Modules = []string{"Cashbook"} }, usrfile.ErrPayload},
		{"module twice", func(p *usrfile.Poste) { p.Modules = []string{"cashbook", "cashbook"} }, usrfile.ErrPayload},
		{"unknown status", func(p *usrfile.Poste) { p.Status = "stolen" }, usrfile.ErrPayload},
		{"weak signing key", func(p *usrfile.Poste) { p.SignKey = usrfile.Bytes32{1} }, usrfile.ErrWeakKey},
		{"weak box key", func(p *usrfile.Poste) { p.BoxKey = usrfile.Bytes32{} }, usrfile.ErrWeakKey},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			poste := samplePoste()
			test.edit(&poste)
			d := sampleUserData(t)
			d.Postes = []usrfile.Poste{poste}
			_, err := usrfile.EncodeUserData(d)
			wants(t, err, test.want)
		})
	}
}
