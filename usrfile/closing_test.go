package usrfile_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/comptoir/comptoir/usrfile"
)

// sampleClosing is the last file of a month, with every kind of object in it.
func sampleClosing() usrfile.ClosingData {
	head := func(seq int64, hash byte) usrfile.Head {
		return usrfile.Head{Seq: seq, Number: seq, Hash: usrfile.Bytes32{hash}}
	}
	closing := func(number int64, kind, until string, at usrfile.Head, prev, hash byte) usrfile.Closing {
		return usrfile.Closing{
			Number: number, Epoch: 2, Kind: kind, Until: until, Closed: usrfile.InstantOf(issuedAt), Head: at, Postings: 1, DebitMinor: 12_500,
			Author: userID, Poste: posteID, Prev: usrfile.Bytes32{prev}, Hash: usrfile.Bytes32{hash},
		}
	}
	return usrfile.ClosingData{
		Previous: usrfile.Bytes32{9}, Number: 4, Part: 2,
		PostingRun: usrfile.PostingRun{Journal: bookID, Epoch: 2, After: head(7, 1), Head: head(9, 3), Postings: usrfile.List[usrfile.Posting]{
			{
				Seq: 8, Number: 8, Epoch: 2, Day: "2026-10-31", Recorded: usrfile.InstantOf(issuedAt), Author: userID, Poste: posteID,
				Mask: "cost", Voucher: "F-102", VoucherDay: "2026-10-30", Text: "Carburant", Rate: 10_000_000_000, Hash: usrfile.Bytes32{2},
				Lines: usrfile.List[usrfile.PostingLine]{
					{Account: "6053", AmountMinor: 12_500, BaseMinor: 12_500, Text: "Gasoil", Funding: "UE-3", BudgetLine: "1.2.1", Tax: "TVA18"},
					{Account: "4011", AmountMinor: -12_500, BaseMinor: -12_500, Party: "STA", PartyName: "Station Total", Due: "2026-11-30"},
				},
				Attachments: usrfile.List[usrfile.Attachment]{{Hash: usrfile.Bytes32{4}, Size: 9, Media: "application/pdf", Name: "reçu.pdf"}},
				Source:      &usrfile.PostingSource{Book: bookID, Seq: 12, Hash: usrfile.Bytes32{5}}, Reposts: 6, Origin: "VE/123",
			},
			{
				Seq: 9, Number: 9, Epoch: 2, Day: "2026-10-31", Recorded: usrfile.InstantOf(issuedAt), Author: userID, Poste: posteID,
				Mask: "restore", Text: "Restauration", Restore: &usrfile.PostingRestore{Branch: head(9, 7), Backup: usrfile.Bytes32{8}}, Hash: usrfile.Bytes32{3},
			},
		}},
		Closing: &usrfile.ClosingReport{
			Parts: usrfile.List[usrfile.Bytes32]{{6}}, Exported: usrfile.Bytes32{10},
			Closings: usrfile.List[usrfile.Closing]{
				closing(3, "day", "2026-10-30", head(8, 2), 11, 12), closing(4, "month", "2026-10-31", head(9, 3), 12, 13),
			},
			Balance: usrfile.List[usrfile.AccountTotal]{
				{Account: "4011", CreditMinor: 12_500}, {Account: "6053", OpeningMinor: 100, DebitMinor: 12_500},
			},
		},
	}
}

func TestClosingsThatContradictThemselvesAreRefused(t *testing.T) {
	for name, spoil := range map[string]func(*usrfile.ClosingData){
		"no journal":             func(d *usrfile.ClosingData) { d.Journal = [16]byte{} },
		"a gap":                  func(d *usrfile.ClosingData) { d.Postings[1].Seq = 10 },
		"another end":            func(d *usrfile.ClosingData) { d.Head.Hash = usrfile.Bytes32{99} },
		"reverses what follows":  func(d *usrfile.ClosingData) { d.Postings[0].Reverses = 8 },
		"a line without account": func(d *usrfile.ClosingData) { d.Postings[0].Lines[0].Account = "" },
		"a line of nothing": func(d *usrfile.ClosingData) {
			d.Postings[0].Lines[0].AmountMinor, d.Postings[0].Lines[0].BaseMinor = 0, 0
		},
		"no day":                func(d *usrfile.ClosingData) { d.Postings[0].Day = "2026-02-30" },
		"a part too few":        func(d *usrfile.ClosingData) { d.Closing.Parts = nil },
		"a day is no end":       func(d *usrfile.ClosingData) { d.Closing.Closings[1].Kind = "day" },
		"another number":        func(d *usrfile.ClosingData) { d.Number = 5 },
		"closings not chained":  func(d *usrfile.ClosingData) { d.Closing.Closings[1].Prev = usrfile.Bytes32{99} },
		"closed elsewhere":      func(d *usrfile.ClosingData) { d.Closing.Closings[1].Head.Number = 8 },
		"no closing":            func(d *usrfile.ClosingData) { d.Closing.Closings = nil },
		"accounts not in order": func(d *usrfile.ClosingData) { d.Closing.Balance[1].Account = "1" },
		"a negative debit":      func(d *usrfile.ClosingData) { d.Closing.Balance[0].DebitMinor = -1 },
	} {
		d := sampleClosing()
		spoil(&d)
		if _, err := usrfile.EncodeClosingData(d); !errors.Is(err, usrfile.ErrPayload) {
			t.Errorf("%s gives %v", name, err)
		}
	}
}

func TestClosingArrivesAsItWasSent(t *testing.T) {
	payload, err := usrfile.EncodeClosingData(sampleClosing())
	if err != nil {
		t.Fatal(err)
	}
	read, err := usrfile.DecodeClosingData(payload)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := usrfile.EncodeClosingData(read); err != nil || string(again) != string(payload) {
		t.Errorf("written again it is %s, %v", again, err)
	}
	twice := strings.Replace(string(payload), `"part":2`, `"part":2,"part":2`, 1)
	if _, err := usrfile.DecodeClosingData([]byte(twice)); !errors.Is(err, usrfile.ErrPayload) {
		t.Errorf("a key that is there twice gives %v", err)
	}
}
