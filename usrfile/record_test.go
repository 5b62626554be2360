package usrfile_test

import (
	"bytes"
	"errors"
	"testing"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/usrfile"
)

func TestRecordsArriveAsSent(t *testing.T) {
	trust := verified(t, newChain(t, firstLink(), rootKey))
	for name, d := range map[string]usrfile.RecordData{
		"report": {Report: sampleReport()}, "acknowledged": {Acknowledged: sampleAcknowledged()},
		"handover": {Handover: sampleHandover()}, "received": {Received: sampleReceipt()}, "journal": {Journal: sampleJournalHandover()},
	} {
		payload, err := usrfile.EncodeRecordData(d)
		must(t, payload, err)
		key, signer := officeBox, posteSign
		m := recordMessage(payload, officeBox.Public(), posteID)
		if d.Report == nil {
			key, signer = posteBox, issuerKey
			m.Recipient, m.KeyEpoch, m.MinChain = posteBox.Public(), 1, trust.Version()
		}
		opened, err := open(t, encode(t, m, signer), signer, key)
		if err != nil || !bytes.Equal(opened, payload) {
			t.Fatalf("%s arrived as %s, %v", name, opened, err)
		}
		read, err := usrfile.DecodeRecordData(opened)
		again, _ := usrfile.EncodeRecordData(read)
		if err != nil || !bytes.Equal(again, payload) {
			t.Errorf("%s arrived as %+v, %v", name, read, err)
		}
	}
}

func TestReportsKeepTheirRules(t *testing.T) {
	for name, edit := range map[string]func(*usrfile.Report){
		"no application":         func(r *usrfile.Report) { r.Application = "" },
		"schema 0":               func(r *usrfile.Report) { r.Schema = 0 },
		"acts with a gap":        func(r *usrfile.Report) { r.Acts[1].Seq, r.LastSeq = 3, 3 },
		"acts out of order":      func(r *usrfile.Report) { r.Acts[0], r.Acts[1] = r.Acts[1], r.Acts[0] },
		"acts not after After":   func(r *usrfile.Report) { r.After = 1 },
		"more acts than lines":   func(r *usrfile.Report) { r.LastSeq = 1 },
		"After beyond the end":   func(r *usrfile.Report) { r.After, r.Acts = 3, nil },
		"After before the start": func(r *usrfile.Report) { r.After, r.Acts = -1, nil },
		"too many acts":          func(r *usrfile.Report) { r.Acts, r.LastSeq = manyActs(usrfile.MaxActs+1), 2000 },
		"verb of two words":      func(r *usrfile.Report) { r.Acts[0].Verb = "signed in" },
		"detail without name":    func(r *usrfile.Report) { r.Acts[0].Details[0].Name = "" },
		"name of two lines":      func(r *usrfile.Report) { r.Acts[0].ByName = "a\nb" },
		"somebody twice":         func(r *usrfile.Report) { r.Applied = append(r.Applied, r.Applied[0]) },
		"nobody":                 func(r *usrfile.Report) { r.Applied[0].User = uuid.Nil },
		"file without digest":    func(r *usrfile.Report) { r.Applied[0].Digest = usrfile.Bytes32{} },
		"a book twice":           func(r *usrfile.Report) { r.Books = append(r.Books, r.Books[0]) },
		"no book":                func(r *usrfile.Report) { r.Books[0].Book = uuid.Nil },
		"epoch 0":                func(r *usrfile.Report) { r.Books[0].Epoch = 0 },
		"trail with a gap":       func(r *usrfile.Report) { r.Books[0].Entries[0].Seq = 2 },
		"trail beyond the head":  func(r *usrfile.Report) { r.Books[0].Head.Seq = 1 },
		"head without hash":      func(r *usrfile.Report) { r.Books[0].Head.Hash = usrfile.Bytes32{} },
		"long trail":             func(r *usrfile.Report) { r.Books[0] = longTrail(usrfile.MaxTrail + 1) },
	} {
		t.Run(name, func(t *testing.T) {
			r := sampleReport()
			edit(r)
			_, err := usrfile.EncodeRecordData(usrfile.RecordData{Report: r})
			wants(t, err, usrfile.ErrPayload)
		})
	}
}

func manyActs(n int) (acts usrfile.List[usrfile.Act]) {
	for i := range n {
		acts = append(acts, sampleAct(int64(i+1), "signed-in"))
	}
	return acts
}

func longTrail(n int64) usrfile.Trail {
	trail := usrfile.Trail{Book: bookID, Epoch: 1, Head: usrfile.Head{Seq: n, Number: n, Hash: usrfile.Bytes32{1}}}
	for i := range n {
		trail.Entries = append(trail.Entries, usrfile.Head{Seq: i + 1, Number: i + 1, Hash: usrfile.Bytes32{1}})
	}
	return trail
}

func TestAcknowledgementsKeepTheirRules(t *testing.T) {
	for name, edit := range map[string]func(*usrfile.RecordData){
		"nothing":        func(d *usrfile.RecordData) { d.Acknowledged = nil },
		"both":           func(d *usrfile.RecordData) { d.Report = sampleReport() },
		"no digest":      func(d *usrfile.RecordData) { d.Acknowledged.Digest = usrfile.Bytes32{} },
		"less than none": func(d *usrfile.RecordData) { d.Acknowledged.Seq = -1 },
		"a book twice": func(d *usrfile.RecordData) {
			d.Acknowledged.Heads = append(d.Acknowledged.Heads, d.Acknowledged.Heads[0])
		},
		"no book": func(d *usrfile.RecordData) { d.Acknowledged.Heads[0].Book = uuid.Nil },
	} {
		t.Run(name, func(t *testing.T) {
			d := usrfile.RecordData{Acknowledged: sampleAcknowledged()}
			edit(&d)
			_, err := usrfile.EncodeRecordData(d)
			wants(t, err, usrfile.ErrPayload)
		})
	}
}

// The largest report of the rules fits into a file.
func TestFullReportFits(t *testing.T) {
	r := sampleReport()
	r.Acts, r.LastSeq = manyActs(usrfile.MaxActs), usrfile.MaxActs
	r.Books[0] = longTrail(usrfile.MaxTrail)
	payload, err := usrfile.EncodeRecordData(usrfile.RecordData{Report: r})
	must(t, payload, err)
	if len(payload) > 2<<20 {
		t.Errorf("%d bytes", len(payload))
	}
}

func sampleReceipt() *usrfile.Received {
	return &usrfile.Received{
		Previous: usrfile.Bytes32{9}, Book: bookID, Epoch: 2, Number: 3,
		Head: usrfile.Head{Seq: 9, Number: 13, Hash: usrfile.Bytes32{3}}, Digest: usrfile.Bytes32{5},
	}
}

func TestReceiptsKeepTheirRules(t *testing.T) {
	for name, spoil := range map[string]func(*usrfile.RecordData){
		"of no book":       func(d *usrfile.RecordData) { d.Received.Book = uuid.Nil },
		"of no epoch":      func(d *usrfile.RecordData) { d.Received.Epoch = 0 },
		"of no batch":      func(d *usrfile.RecordData) { d.Received.Number = 0 },
		"with half an end": func(d *usrfile.RecordData) { d.Received.Head.Seq = 0 },
		"of no message":    func(d *usrfile.RecordData) { d.Received.Digest = usrfile.Bytes32{} },
		"with an answer":   func(d *usrfile.RecordData) { d.Acknowledged = sampleAcknowledged() },
	} {
		d := usrfile.RecordData{Received: sampleReceipt()}
		spoil(&d)
		if _, err := usrfile.EncodeRecordData(d); !errors.Is(err, usrfile.ErrPayload) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestJournalHandoversKeepTheirRules(t *testing.T) {
	for name, edit := range map[string]func(*usrfile.JournalHandover){
		"beyond the grant": func(h *usrfile.JournalHandover) {
			h.Granted = usrfile.Head{Seq: 1, Number: 1, Hash: usrfile.Bytes32{9}}
		},
		"of nothing":                   func(h *usrfile.JournalHandover) { h.Granted = usrfile.Head{} },
		"with a gap":                   func(h *usrfile.JournalHandover) { h.Postings = h.Postings[1:] },
		"closings before the last run": func(h *usrfile.JournalHandover) { h.Granted.Seq = 9 },
		"closings out of order":        func(h *usrfile.JournalHandover) { h.Closings[0].Number, h.Closings[0].Prev = 2, usrfile.Bytes32{7} },
		"closing of no state":          func(h *usrfile.JournalHandover) { h.Closings[0].State = "open" },
		"closing without a message":    func(h *usrfile.JournalHandover) { h.Closings[0].Digest = usrfile.Bytes32{} },
		"closing without files":        func(h *usrfile.JournalHandover) { h.Closings[0].Parts = 0 },
	} {
		t.Run(name, func(t *testing.T) {
			h := sampleJournalHandover()
			edit(h)
			if _, err := usrfile.EncodeRecordData(usrfile.RecordData{Journal: h}); err == nil {
				t.Error("nobody refuses it")
			}
		})
	}
}

func TestHandoversKeepTheirRules(t *testing.T) {
	for name, spoil := range map[string]func(*usrfile.RecordData){
		"beyond the grant":   func(d *usrfile.RecordData) { d.Handover.Granted.Seq = 8 },
		"of no head":         func(d *usrfile.RecordData) { d.Handover.Granted = usrfile.Head{} },
		"with a gap":         func(d *usrfile.RecordData) { d.Handover.Entries = d.Handover.Entries[1:] },
		"with an answer":     func(d *usrfile.RecordData) { d.Acknowledged = sampleAcknowledged() },
		"without a handover": func(d *usrfile.RecordData) { d.Handover = nil },
	} {
		d := usrfile.RecordData{Handover: sampleHandover()}
		spoil(&d)
		if _, err := usrfile.EncodeRecordData(d); !errors.Is(err, usrfile.ErrPayload) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
