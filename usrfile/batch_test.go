package usrfile_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/usrfile"
)

func sampleBatch() usrfile.BatchData {
	entry := func(seq int64, amount int64, text string, hash byte) usrfile.Entry {
		return usrfile.Entry{
			Seq: seq, Number: seq + 4, Epoch: 2, Day: "2026-11-21", Recorded: usrfile.InstantOf(issuedAt), Author: userID,
			Poste: posteID, AmountMinor: amount, Text: text, Account: "605", Recipient: "Station Total", PartnerNumber: "B-102",
			Hash: usrfile.Bytes32{hash},
		}
	}
	d := usrfile.BatchData{Previous: usrfile.Bytes32{9}, Purpose: usrfile.PurposeCopy, Run: usrfile.Run{
		Book: bookID, Epoch: 2, After: usrfile.Head{Seq: 7, Number: 8, Hash: usrfile.Bytes32{1}},
		Entries: usrfile.List[usrfile.Entry]{entry(8, 250000, "Approvisionnement", 2), entry(9, -12500, "Carburant", 3)},
		Head:    usrfile.Head{Seq: 9, Number: 13, Hash: usrfile.Bytes32{3}},
	}}
	d.Entries[1].Number, d.Entries[1].Revision = 12, 1
	d.Entries[1].Funding, d.Entries[1].BudgetLine = "UE-3", "1.2.1"
	d.Entries[0].Account = ""
	d.Entries[0].Parts = usrfile.List[usrfile.Part]{
		{AmountMinor: 200_000, Account: "585", Funding: "UE-3", BudgetLine: "1.2.1"}, {AmountMinor: 50_000, Account: "471"},
	}
	d.Entries[0].Attachments = usrfile.List[usrfile.Attachment]{{Hash: usrfile.Bytes32{4}, Size: 9, Media: "application/pdf", Name: "reçu.pdf"}}
	d.Entries[0].Special = &usrfile.Special{Kind: "transfer", Transfer: &usrfile.Transfer{
		ID: fileID, Book: bookID, OtherMinor: -38_112, Currency: "EUR", Rate: 6_559_570_000_000,
	}}
	d.Head.Number = 12
	d.Counts = usrfile.List[usrfile.Count]{{
		Number: 3, Epoch: 2, Day: "2026-11-21", Counted: usrfile.InstantOf(issuedAt), Head: d.Head,
		Lines:        usrfile.List[usrfile.CountLine]{{ValueMinor: 10_000, Pieces: 23}, {ValueMinor: 500, Coin: true, Pieces: 15}},
		CountedMinor: 237_500, BalanceMinor: 238_000, Remark: "Un billet abîmé", Author: userID, Poste: posteID,
		Previous: usrfile.Bytes32{5}, Hash: usrfile.Bytes32{6},
	}}
	d.Signatures = usrfile.List[usrfile.CountSignature]{{
		Number: 3, Count: usrfile.Bytes32{6}, Way: "sign-in", Signatory: fileID, Recorder: fileID, Day: "2026-11-21",
		Recorded: usrfile.InstantOf(issuedAt), Epoch: 2, Poste: posteID, Head: d.Head, Hash: usrfile.Bytes32{7},
	}}
	return d
}

func TestBatchArrivesAsItWasSent(t *testing.T) {
	payload, err := usrfile.EncodeBatchData(sampleBatch())
	if err != nil {
		t.Fatal(err)
	}
	read, err := usrfile.DecodeBatchData(payload)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := usrfile.EncodeBatchData(read); err != nil || !bytes.Equal(again, payload) {
		t.Errorf("encoded again it differs: %v", err)
	}
}

func TestBatchesKeepTheirRules(t *testing.T) {
	for name, spoil := range map[string]func(*usrfile.BatchData){
		"no purpose":          func(d *usrfile.BatchData) { d.Purpose = "" },
		"batch that returns":  func(d *usrfile.BatchData) { d.Purpose, d.Number, d.Returned = usrfile.PurposeBatch, 1, true },
		"batch unnumbered":    func(d *usrfile.BatchData) { d.Purpose = usrfile.PurposeBatch },
		"numbered copy":       func(d *usrfile.BatchData) { d.Number = 1 },
		"copy since":          func(d *usrfile.BatchData) { d.Since = 1 },
		"batch since later":   func(d *usrfile.BatchData) { d.Purpose, d.Number, d.Since = usrfile.PurposeBatch, 1, 8 },
		"no book":             func(d *usrfile.BatchData) { d.Book = uuid.Nil },
		"epoch 0":             func(d *usrfile.BatchData) { d.Epoch = 0 },
		"gap":                 func(d *usrfile.BatchData) { d.Entries[1].Seq = 10 },
		"not after its start": func(d *usrfile.BatchData) { d.After.Seq = 6 },
		"other end":           func(d *usrfile.BatchData) { d.Head.Hash[0] = 9 },
		"other last number":   func(d *usrfile.BatchData) { d.Head.Number = 13 },
		"no author":           func(d *usrfile.BatchData) { d.Entries[0].Author = uuid.Nil },
		"no poste":            func(d *usrfile.BatchData) { d.Entries[0].Poste = uuid.Nil },
		"no amount":           func(d *usrfile.BatchData) { d.Entries[0].AmountMinor = 0 },
		"no text":             func(d *usrfile.BatchData) { d.Entries[0].Text = "" },
		"no day":              func(d *usrfile.BatchData) { d.Entries[0].Day = "" },
		"no such day":         func(d *usrfile.BatchData) { d.Entries[0].Day = "2026-02-30" },
		"number 0":            func(d *usrfile.BatchData) { d.Entries[0].Number = 0 },
		"negative revision":   func(d *usrfile.BatchData) { d.Entries[0].Revision = -1 },
		"negative reversal":   func(d *usrfile.BatchData) { d.Entries[0].Reverses = -1 },
		"entry of epoch 0":    func(d *usrfile.BatchData) { d.Entries[0].Epoch = 0 },
		"empty part":          func(d *usrfile.BatchData) { d.Entries[0].Parts[1].AmountMinor = 0 },
		"empty document":      func(d *usrfile.BatchData) { d.Entries[0].Attachments[0].Size = 0 },
		"document unnamed":    func(d *usrfile.BatchData) { d.Entries[0].Attachments[0].Name = "" },
		"document unhashed":   func(d *usrfile.BatchData) { d.Entries[0].Attachments[0].Hash = usrfile.Bytes32{} },
		"document as page":    func(d *usrfile.BatchData) { d.Entries[0].Attachments[0].Media = "text/html" },
		"unknown kind":        func(d *usrfile.BatchData) { d.Entries[0].Special.Kind = "gift" },
		"no other leg":        func(d *usrfile.BatchData) { d.Entries[0].Special.Transfer = nil },
		"leg of nothing":      func(d *usrfile.BatchData) { d.Entries[0].Special.Transfer.OtherMinor = 0 },
		"leg without rate":    func(d *usrfile.BatchData) { d.Entries[0].Special.Transfer.Rate = 0 },
		"leg without book":    func(d *usrfile.BatchData) { d.Entries[0].Special.Transfer.Book = uuid.Nil },
		"leg without id":      func(d *usrfile.BatchData) { d.Entries[0].Special.Transfer.ID = uuid.Nil },
		"leg in no currency":  func(d *usrfile.BatchData) { d.Entries[0].Special.Transfer.Currency = "eur" },
		"transfer settles":    func(d *usrfile.BatchData) { d.Entries[0].Special.Settles = -1 },
		"transfer is owed":    func(d *usrfile.BatchData) { d.Entries[0].Special.Holder = userID },
		"transfer is counted": func(d *usrfile.BatchData) { d.Entries[0].Special.Count = usrfile.Bytes32{1} },
		"no hash":             func(d *usrfile.BatchData) { d.Entries[0].Hash = usrfile.Bytes32{} },
		"year 292277026596":   func(d *usrfile.BatchData) { d.Entries[0].Recorded = 1 << 62 },

		"count 0":               func(d *usrfile.BatchData) { d.Counts[0].Number = 0 },
		"count of epoch 0":      func(d *usrfile.BatchData) { d.Counts[0].Epoch = 0 },
		"count of no day":       func(d *usrfile.BatchData) { d.Counts[0].Day = "" },
		"count beyond the run":  func(d *usrfile.BatchData) { d.Counts[0].Head.Seq = 10 },
		"count below nothing":   func(d *usrfile.BatchData) { d.Counts[0].CountedMinor = -1 },
		"pile of nothing":       func(d *usrfile.BatchData) { d.Counts[0].Lines[0].Pieces = 0 },
		"worthless pile":        func(d *usrfile.BatchData) { d.Counts[0].Lines[0].ValueMinor = 0 },
		"too many piles":        func(d *usrfile.BatchData) { d.Counts[0].Lines = make(usrfile.List[usrfile.CountLine], 51) },
		"count by nobody":       func(d *usrfile.BatchData) { d.Counts[0].Author = uuid.Nil },
		"count nowhere":         func(d *usrfile.BatchData) { d.Counts[0].Poste = uuid.Nil },
		"count after nothing":   func(d *usrfile.BatchData) { d.Counts[0].Previous = usrfile.Bytes32{} },
		"first count after one": func(d *usrfile.BatchData) { d.Counts[0].Number = 1 },
		"count without hash":    func(d *usrfile.BatchData) { d.Counts[0].Hash = usrfile.Bytes32{} },
		"count twice":           func(d *usrfile.BatchData) { d.Counts = append(d.Counts, d.Counts[0]) },
		"too many counts":       func(d *usrfile.BatchData) { d.Counts = make(usrfile.List[usrfile.Count], usrfile.MaxCounts+1) },
		"signature of count 0":  func(d *usrfile.BatchData) { d.Signatures[0].Number = 0 },
		"signature of nothing":  func(d *usrfile.BatchData) { d.Signatures[0].Count = usrfile.Bytes32{} },
		"signature by voice":    func(d *usrfile.BatchData) { d.Signatures[0].Way = "voice" },
		"signature by nobody":   func(d *usrfile.BatchData) { d.Signatures[0].Signatory = uuid.Nil },
		"signature not noted":   func(d *usrfile.BatchData) { d.Signatures[0].Recorder = uuid.Nil },
		"signature of no day":   func(d *usrfile.BatchData) { d.Signatures[0].Day = "" },
		"signature of epoch 0":  func(d *usrfile.BatchData) { d.Signatures[0].Epoch = 0 },
		"signature nowhere":     func(d *usrfile.BatchData) { d.Signatures[0].Poste = uuid.Nil },
		"signature beyond":      func(d *usrfile.BatchData) { d.Signatures[0].Head.Seq = 10 },
		"signature not hashed":  func(d *usrfile.BatchData) { d.Signatures[0].Hash = usrfile.Bytes32{} },
		"signature twice":       func(d *usrfile.BatchData) { d.Signatures = append(d.Signatures, d.Signatures[0]) },
		"too many signatures": func(d *usrfile.BatchData) {
			d.Signatures = make(usrfile.List[usrfile.CountSignature], usrfile.MaxCounts+1)
		},

		"too many": func(d *usrfile.BatchData) {
			d.Entries = make(usrfile.List[usrfile.Entry], usrfile.MaxEntries+1)
		},
	} {
		d := sampleBatch()
		spoil(&d)
		if _, err := usrfile.EncodeBatchData(d); !errors.Is(err, usrfile.ErrPayload) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// The longest texts that a voucher takes fit into a message, however they are
// written.
func TestTheLongestBatchFits(t *testing.T) {
	d := sampleBatch()
	long := d.Entries[0]
	long.Recipient, long.PartnerNumber = strings.Repeat(`"`, 100), strings.Repeat("🏦", 40)
	long.Funding, long.BudgetLine = strings.Repeat("9", 30), strings.Repeat("9", 30)
	long.Account, long.AmountMinor = strings.Repeat("9", 20), -999_999_999_999_999
	long.Text = strings.Repeat("🏦", 200)
	d.Entries, long.Parts, long.Attachments = nil, nil, nil
	d.Counts, d.Signatures = nil, nil
	for i := range int64(usrfile.MaxEntries) {
		long.Seq = 8 + i
		d.Entries = append(d.Entries, long)
	}
	d.Head = usrfile.Head{Seq: long.Seq, Number: long.Number, Hash: long.Hash}
	payload, err := usrfile.EncodeBatchData(d)
	if err != nil || len(payload) > usrfile.MaxPayload {
		t.Errorf("%d bytes, %v", len(payload), err)
	}
}

func FuzzBatch(f *testing.F) {
	payload, err := usrfile.EncodeBatchData(sampleBatch())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(uint16(0), uint16(0), []byte(nil))
	f.Add(uint16(bytes.Index(payload, []byte("Carburant"))), uint16(9), []byte("Vélingara"))
	f.Add(uint16(bytes.Index(payload, []byte(`"seq":9`))), uint16(7), []byte(`"seq":10`))
	f.Add(uint16(bytes.Index(payload, []byte(`"pieces":15`))), uint16(11), []byte(`"pieces":0`))
	f.Add(uint16(bytes.Index(payload, []byte(`"way":"sign-in"`))), uint16(15), []byte(`"way":"voice"`))
	f.Fuzz(func(t *testing.T, at, cut uint16, insert []byte) {
		roundTrip(t, splice(payload, at, cut, insert), usrfile.DecodeBatchData, usrfile.EncodeBatchData)
	})
}
