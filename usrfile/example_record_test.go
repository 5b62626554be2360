package usrfile_test

import (
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/usrfile"
)

func sampleReport() *usrfile.Report {
	return &usrfile.Report{
		Previous: usrfile.Bytes32{0x77}, Application: "1.0.0", Schema: 1, ChainVersion: 1,
		Clock:   usrfile.ClockState{System: usrfile.InstantOf(issuedAt), Trusted: usrfile.InstantOf(issuedAt)},
		Applied: usrfile.List[usrfile.Applied]{{User: userID, Epoch: 1, Serial: 1_795_252_440_000, Digest: usrfile.Bytes32{0x66}}},
		Books: usrfile.List[usrfile.Trail]{{
			Book: bookID, Epoch: 1, Head: usrfile.Head{Seq: 2, Number: 2, Hash: usrfile.Bytes32{0x22}},
			Entries: usrfile.List[usrfile.Head]{
				{Seq: 1, Number: 1, Hash: usrfile.Bytes32{0x11}}, {Seq: 2, Number: 2, Hash: usrfile.Bytes32{0x22}},
			},
		}},
		LastSeq: 2, Acts: usrfile.List[usrfile.Act]{
			sampleAct(1, "user-confirmed", usrfile.Detail{Name: "activation", Value: activationID.String()}),
			sampleAct(2, "signed-in"),
		},
	}
}

func sampleAct(seq int64, verb string, details ...usrfile.Detail) usrfile.Act {
	at := usrfile.InstantOf(issuedAt.Add(-time.Minute))
	return usrfile.Act{Seq: seq, At: at, By: userID, ByName: "Awa Diop", Subject: userID, Verb: verb, Details: details}
}

func sampleHandover() *usrfile.Handover {
	run := sampleBatch().Run
	return &usrfile.Handover{Granted: run.Head, Run: run}
}

func sampleJournalHandover() *usrfile.JournalHandover {
	at := usrfile.InstantOf(issuedAt.Add(-time.Minute))
	posting := func(seq int64, hash byte) usrfile.Posting {
		return usrfile.Posting{
			Seq: seq, Number: seq, Epoch: 1, Day: "2026-11-20", Recorded: at, Author: userID, Poste: posteID, Mask: "cost", Voucher: "F-1",
			VoucherDay: "2026-11-20", Text: "Loyer", Rate: 10_000_000_000, Hash: usrfile.Bytes32{hash}, Lines: usrfile.List[usrfile.PostingLine]{
				{Account: "622", AmountMinor: 5, BaseMinor: 5}, {Account: "521", AmountMinor: -5, BaseMinor: -5},
			},
		}
	}
	head := usrfile.Head{Seq: 2, Number: 2, Hash: usrfile.Bytes32{0x22}}
	return &usrfile.JournalHandover{
		Granted: head,
		Closings: usrfile.List[usrfile.HandedClosing]{{
			Closing: usrfile.Closing{
				Number: 1, Epoch: 1, Kind: "month", Until: "2026-10-31", Closed: at, Head: head, Postings: 2, DebitMinor: 10,
				Author: userID, Poste: posteID, Hash: usrfile.Bytes32{0x44},
			}, State: "released", Digest: usrfile.Bytes32{0x45}, Parts: 1,
		}},
		PostingRun: usrfile.PostingRun{
			Journal: journalID, Epoch: 1, Postings: usrfile.List[usrfile.Posting]{posting(1, 0x11), posting(2, 0x22)}, Head: head,
		},
	}
}

func sampleAcknowledged() *usrfile.Acknowledged {
	return &usrfile.Acknowledged{
		Digest: usrfile.Bytes32{0x55}, Seq: 2, Heads: usrfile.List[usrfile.Known]{{Book: bookID, Epoch: 1, Seq: 2}},
		Copied: usrfile.List[usrfile.Held]{{Known: usrfile.Known{Book: bookID, Epoch: 1, Seq: 1}, Counts: 3, Signed: 2}},
	}
}

// recordMessage is the header of a record: of a poste, or of head office.
func recordMessage(payload []byte, recipient [32]byte, poste uuid.UUID) usrfile.Message {
	m := sealedMessage(usrfile.KindRecord, payload)
	m.Subject, m.Recipient, m.Poste = uuid.Nil, recipient, poste
	return m
}

func ExampleEncodeRecordData() {
	payload, err := usrfile.EncodeRecordData(usrfile.RecordData{Report: sampleReport()})
	if err != nil {
		panic(err)
	}
	fmt.Println(string(payload))
	// Output:
	// {"report":{"previous":"7700000000000000000000000000000000000000000000000000000000000000","application":"1.0.0","schema":1,"chain_version":1,"clock":{"system":1795252440,"trusted":1795252440,"late":false,"jumped":false},"applied":[{"user":"11111111-1111-4111-8111-111111111111","epoch":1,"serial":1795252440000,"digest":"6600000000000000000000000000000000000000000000000000000000000000"}],"books":[{"book":"55555555-5555-4555-8555-555555555555","epoch":1,"head":{"seq":2,"number":2,"hash":"2200000000000000000000000000000000000000000000000000000000000000"},"entries":[{"seq":1,"number":1,"hash":"1100000000000000000000000000000000000000000000000000000000000000"},{"seq":2,"number":2,"hash":"2200000000000000000000000000000000000000000000000000000000000000"}]}],"after":0,"last_seq":2,"acts":[{"seq":1,"at":1795252380,"by":"11111111-1111-4111-8111-111111111111","by_name":"Awa Diop","subject":"11111111-1111-4111-8111-111111111111","verb":"user-confirmed","details":[{"name":"activation","value":"77777777-7777-4777-8777-777777777777"}]},{"seq":2,"at":1795252380,"by":"11111111-1111-4111-8111-111111111111","by_name":"Awa Diop","subject":"11111111-1111-4111-8111-111111111111","verb":"signed-in","details":[]}]},"acknowledged":null,"handover":null,"received":null,"decided":null,"journal":null}
}

func ExampleEncodeRecordData_acknowledged() {
	payload, err := usrfile.EncodeRecordData(usrfile.RecordData{Acknowledged: sampleAcknowledged()})
	if err != nil {
		panic(err)
	}
	fmt.Println(string(payload))
	// Output:
	// {"report":null,"acknowledged":{"digest":"5500000000000000000000000000000000000000000000000000000000000000","seq":2,"heads":[{"book":"55555555-5555-4555-8555-555555555555","epoch":1,"seq":2}],"copied":[{"book":"55555555-5555-4555-8555-555555555555","epoch":1,"seq":1,"counts":3,"signed":2}]},"handover":null,"received":null,"decided":null,"journal":null}
}
