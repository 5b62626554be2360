package handover_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/sync/handover"
	"github.com/comptoir/comptoir/usrfile"
)

// chain makes the entries of a book as the program does.
func chain() cashbook.Copy {
	c := cashbook.Copy{Book: ident.BookID{0xb0}, Epoch: 2, Poste: ident.PosteID{0xc0}}
	head := ledger.Head{}
	for _, v := range []cashbook.Voucher{
		{AmountMinor: 250_000, Text: "Approvisionnement"},
		{AmountMinor: -12_500, Text: "Carburant mission Vélingara", Account: "605", Recipient: "Total", PartnerNumber: "B-102"},
	} {
		v.Entry = head.Next(ledger.Entry{
			Book: c.Book, Epoch: 2, Day: calendar.New(2026, time.November, 21), Recorded: time.Unix(1795252440, 0).UTC(),
			Author: ident.UserID{0xa0}, Poste: c.Poste,
		}, &v)
		head = head.After(v.Entry)
		c.Entries = append(c.Entries, v)
	}
	return c
}

// The hashes of a copy can be checked by what FORMAT.md says, without any code of
// this program.
func TestHashesFollowFromTheDocument(t *testing.T) {
	payload, err := usrfile.EncodeRecordData(handover.Payload(chain()))
	if err != nil {
		t.Fatal(err)
	}
	var read struct {
		Handover struct {
			Book    string
			Entries []map[string]any
		}
	}
	decoder := json.NewDecoder(bytes.NewReader(payload))
	decoder.UseNumber()
	if err := decoder.Decode(&read); err != nil {
		t.Fatal(err)
	}
	prev := make([]byte, 32)
	for _, e := range read.Handover.Entries {
		prev = secondReader(t, read.Handover.Book, e, prev)
		if got := hex.EncodeToString(prev); got != e["hash"] {
			t.Errorf("entry %v has hash %v, the document gives %s", e["seq"], e["hash"], got)
		}
	}
	if len(read.Handover.Entries) != 2 {
		t.Errorf("%d entries", len(read.Handover.Entries))
	}
}

func secondReader(t *testing.T, book string, e map[string]any, prev []byte) []byte {
	t.Helper()
	var b []byte
	id := func(text string) {
		u, err := uuid.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		b = append(b, u[:]...)
	}
	integer := func(n int64) { b = binary.BigEndian.AppendUint64(b, uint64(n)) }
	number := func(key string) {
		n, err := e[key].(json.Number).Int64()
		if err != nil {
			t.Fatal(err)
		}
		integer(n)
	}
	b = append(b, "comptoir/entry/v1\x00"...)
	id(book)
	for _, key := range []string{"seq", "number", "revision", "reverses", "epoch"} {
		number(key)
	}
	day, err := time.Parse(time.DateOnly, fmt.Sprint(e["day"]))
	if err != nil {
		t.Fatal(err)
	}
	integer(day.Unix() / 86_400)
	number("recorded")
	id(e["author"].(string))
	id(e["poste"].(string))
	b = append(b, prev...)
	b = append(b, "comptoir/voucher/v1\x00"...)
	b = append(b, 1, 0, 0, 0, 8)
	number("amount_minor")
	for tag, key := range []string{"text", "account", "recipient", "partner_number"} {
		value := e[key].(string)
		if value == "" {
			continue
		}
		b = append(b, byte(tag+2))
		b = binary.BigEndian.AppendUint32(b, uint32(len(value)))
		b = append(b, value...)
	}
	sum := sha256.Sum256(b)
	return sum[:]
}
