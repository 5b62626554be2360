package usrfile_test

import (
	"bytes"
	"testing"

	"github.com/comptoir/comptoir/usrfile"
)

func TestRegistrationPayloadsArriveAsSent(t *testing.T) {
	request, err := usrfile.EncodeRequestData(sampleRequest())
	must(t, request, err)
	read, err := usrfile.DecodeRequestData(request)
	if err != nil || read != sampleRequest() {
		t.Errorf("request arrived as %+v, %v", read, err)
	}
	reply, err := usrfile.EncodeReplyData(sampleReply([32]byte{1}))
	must(t, reply, err)
	readReply, err := usrfile.DecodeReplyData(reply)
	must(t, readReply, err)
	again, err := usrfile.EncodeReplyData(readReply)
	if err != nil || !bytes.Equal(again, reply) {
		t.Errorf("reply arrived as %s, %v", again, err)
	}
	if readReply.Books[0].Ownership.Poste != posteID || readReply.PosteNumber != 12 {
		t.Errorf("reply arrived as %+v", readReply)
	}
}

// Row 12: a weak key is refused when it is imported, before anyone seals to it.
func TestRequestsKeepTheirRules(t *testing.T) {
	tests := []struct {
		name string
		edit func(*usrfile.RequestData)
		want usrfile.Reason
	}{
		{"no module", func(d *usrfile.RequestData) { d.Module = "" }, usrfile.ErrPayload},
		{"no user", func(d *usrfile.RequestData) { d.User = "" }, usrfile.ErrPayload},
		{"no nonce", func(d *usrfile.RequestData) { d.Nonce = usrfile.Bytes16{} }, usrfile.ErrPayload},
		{"no application", func(d *usrfile.RequestData) { d.Application = "" }, usrfile.ErrPayload},
		{"schema 0", func(d *usrfile.RequestData) { d.Schema = 0 }, usrfile.ErrPayload},
		{"newer schema than ours", func(d *usrfile.RequestData) { d.Schema = 7 }, ""},
		{"weak signing key", func(d *usrfile.RequestData) { d.SignKey = usrfile.Bytes32{} }, usrfile.ErrWeakKey},
		{"weak box key", func(d *usrfile.RequestData) { d.BoxKey = usrfile.Bytes32{1} }, usrfile.ErrWeakKey},
		{"label of two lines", func(d *usrfile.RequestData) { d.Label = "a\nb" }, usrfile.ErrPayload},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d := sampleRequest()
			test.edit(&d)
			_, err := usrfile.EncodeRequestData(d)
			wants(t, err, test.want)
		})
	}
}

func TestRepliesKeepTheirRules(t *testing.T) {
	refusal := func(d *usrfile.ReplyData) {
		*d = usrfile.ReplyData{Request: d.Request, Reason: "Poste inconnu"}
	}
	tests := []struct {
		name string
		edit func(*usrfile.ReplyData)
		want usrfile.Reason
	}{
		{"approval", func(*usrfile.ReplyData) {}, ""},
		{"refusal", refusal, ""},
		{"answers nothing", func(d *usrfile.ReplyData) { d.Request = usrfile.Bytes32{} }, usrfile.ErrPayload},
		{"approval without number", func(d *usrfile.ReplyData) { d.PosteNumber = 0 }, usrfile.ErrPayload},
		{"number beyond 20 bits", func(d *usrfile.ReplyData) { d.PosteNumber = 1 << 20 }, usrfile.ErrPayload},
		{"approval without modules", func(d *usrfile.ReplyData) { d.Modules = nil }, usrfile.ErrPayload},
		{"approval with a reason to refuse", func(d *usrfile.ReplyData) { d.Reason = "non" }, usrfile.ErrPayload},
		{"approval by no registration", func(d *usrfile.ReplyData) { d.Registration = usrfile.Bytes32{} }, usrfile.ErrPayload},
		{"refusal by a registration", func(d *usrfile.ReplyData) { refusal(d); d.Registration = d.Request }, usrfile.ErrPayload},
		{"refusal with number", func(d *usrfile.ReplyData) { refusal(d); d.PosteNumber = 1 }, usrfile.ErrPayload},
		{"refusal with modules", func(d *usrfile.ReplyData) { refusal(d); d.Modules = []string{"cashbook"} }, usrfile.ErrPayload},
		{"refusal with books", func(d *usrfile.ReplyData) { refusal(d); d.Books = []usrfile.Book{sampleBook()} }, usrfile.ErrPayload},
		{"poste twice", func(d *usrfile.ReplyData) { d.Postes = append(d.Postes, d.Postes[0]) }, usrfile.ErrPayload},
		{"refusal with journals", func(d *usrfile.ReplyData) { refusal(d); d.Journals = []usrfile.Journal{sampleJournal()} }, usrfile.ErrPayload},
		{"journal twice", func(d *usrfile.ReplyData) { d.Journals = append(d.Journals, d.Journals[0]) }, usrfile.ErrPayload},
		{"book twice", func(d *usrfile.ReplyData) { d.Books = append(d.Books, d.Books[0]) }, usrfile.ErrPayload},
		{"module twice", func(d *usrfile.ReplyData) { d.Modules = append(d.Modules, d.Modules[0]) }, usrfile.ErrPayload},
		{"weak key in the directory", func(d *usrfile.ReplyData) { d.Postes[0].BoxKey = usrfile.Bytes32{} }, usrfile.ErrWeakKey},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d := sampleReply([32]byte{1})
			test.edit(&d)
			_, err := usrfile.EncodeReplyData(d)
			wants(t, err, test.want)
		})
	}
}
