package handover_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/sync/handover"
	"github.com/comptoir/comptoir/usrfile"
)

// chain makes the entries of a book as the program does.
func chain() cashbook.Copy {
	c := cashbook.Copy{Book: ident.BookID{0xb0}, Epoch: 2, Poste: ident.PosteID{0xc0}}
	head := ledger.Head{}
	for _, v := range []cashbook.Voucher{
		{Content: cashbook.Content{AmountMinor: 250_000, Text: "Approvisionnement"}},
		{Content: cashbook.Content{AmountMinor: -12_500, Text: "Carburant mission Vélingara", Account: "605", Recipient: "Total", PartnerNumber: "B-102", Funding: "UE-3", BudgetLine: "1.2"}},
		{Content: cashbook.Content{
			AmountMinor: -5, Text: "Avance", Parts: []cashbook.Part{{AmountMinor: -7, Account: "605"}, {AmountMinor: 2, Funding: "F", BudgetLine: "1"}},
			Attachments: []cashbook.Attachment{{Hash: [32]byte{1}, Size: 300, Media: cashbook.MediaPDF, Name: "reçu.pdf"}},
			Special:     cashbook.Special{Kind: cashbook.KindItem, Holder: ident.UserID{7}},
		}},
		{Content: cashbook.Content{AmountMinor: 5, Text: "Retour", Special: cashbook.Special{Kind: cashbook.KindSettlement, Settles: 3}}},
		{Content: cashbook.Content{AmountMinor: 1, Text: "Excédent", Special: cashbook.Special{Kind: cashbook.KindDifference, Count: ledger.Hash{9}}}},
		{Content: cashbook.Content{AmountMinor: 655_957, Text: "Virement", Special: cashbook.Special{
			Kind: cashbook.KindTransfer,
			Transfer: cashbook.Transfer{
				ID: ident.TransferID{1}, Book: ident.BookID{2}, OtherMinor: -100_000, Currency: "EUR", Rate: 6_559_570_000_000,
			},
		}}},
	} {
		v.Entry = head.Next(ledger.Entry{
			Book: c.Book, Epoch: 2, Day: calendar.New(2026, time.November, 21), Recorded: time.Unix(1795252440, 0).UTC(),
			Author: ident.UserID{0xa0}, Poste: c.Poste,
		}, &v)
		head = head.After(v.Entry)
		c.Entries = append(c.Entries, v)
	}
	n := cashbook.Count{
		Book: c.Book, Number: 2, Epoch: 2, Day: calendar.New(2026, time.November, 21), Counted: time.Unix(1795252441, 0).UTC(), Head: head,
		Lines: []cashbook.CountLine{
			{Denomination: money.Denomination{Minor: 10_000}, Pieces: 3}, {Denomination: money.Denomination{Minor: 500, Coin: true}, Pieces: 2},
		},
		CountedMinor: 31_000, BalanceMinor: 31_500, Remark: "Un billet abîmé", Author: ident.UserID{0xa0}, Poste: c.Poste, Prev: ledger.Hash{8},
	}
	n.Hash = n.Sum()
	g := cashbook.CountSignature{
		Book: c.Book, Number: 2, Count: n.Hash, Way: cashbook.OnPaper, Signatory: ident.UserID{0xa1}, Recorder: ident.UserID{0xa0},
		Day: n.Day, Recorded: time.Unix(1795252442, 0).UTC(), Epoch: 2, Poste: c.Poste, Head: head,
	}
	g.Hash = g.Sum()
	c.Counts, c.Signatures = []cashbook.Count{n}, []cashbook.CountSignature{g}
	return c
}

// The documented layout, once more by hand, over what a file says of counts.
func TestCountHashesFollowFromTheDocument(t *testing.T) {
	payload, err := usrfile.EncodeRecordData(handover.Payload(chain()))
	if err != nil {
		t.Fatal(err)
	}
	var read struct {
		Handover struct {
			Book               string
			Counts, Signatures []map[string]any
		}
	}
	decoder := json.NewDecoder(bytes.NewReader(payload))
	decoder.UseNumber()
	if err := decoder.Decode(&read); err != nil {
		t.Fatal(err)
	}
	if len(read.Handover.Counts) != 1 || len(read.Handover.Signatures) != 1 {
		t.Fatalf("%d counts, %d signatures", len(read.Handover.Counts), len(read.Handover.Signatures))
	}
	n, g := read.Handover.Counts[0], read.Handover.Signatures[0]
	n["book"], g["book"] = read.Handover.Book, read.Handover.Book
	lines := n["lines"].([]any)
	n["how_many"] = len(lines)
	b := concat(t, n, "hex book", "8 number", "8 epoch", "day day", "8 counted", "head head", "8 how_many")
	for _, l := range lines {
		b = append(b, concat(t, l, "8 value_minor", "bool coin", "8 pieces")...)
	}
	b = append(b, concat(t, n, "8 counted_minor", "8 balance_minor", "text4 remark", "hex author", "hex poste", "hex previous")...)
	hashes(t, "comptoir/count/v1\x00", b, n)
	hashes(t, "comptoir/count-signature/v1\x00", concat(t, g, "hex book", "8 number", "hex count", "text4 way", "hex signatory",
		"hex recorder", "day day", "8 recorded", "8 epoch", "hex poste", "head head"), g)
}

func hashes(t *testing.T, domain string, b []byte, object map[string]any) {
	t.Helper()
	sum := sha256.Sum256(append([]byte(domain), b...))
	if got := hex.EncodeToString(sum[:]); got != object["hash"] {
		t.Errorf("%s: %s, the document gives %s", domain, object["hash"], got)
	}
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
	if len(read.Handover.Entries) != 6 {
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
	field := func(tag byte, value []byte) {
		b = append(b, tag)
		b = binary.BigEndian.AppendUint32(b, uint32(len(value)))
		b = append(b, value...)
	}
	special, _ := e["special"].(map[string]any)
	if special != nil {
		e["kind"] = special["kind"]
	}
	for tag, key := range []string{"text", "account", "recipient", "partner_number", "kind", "funding", "budget_line"} {
		if value, _ := e[key].(string); value != "" {
			field(byte(tag+2), []byte(value))
		}
	}
	for _, p := range e["parts"].([]any) {
		field(9, concat(t, p, "8 amount_minor", "text account", "text funding", "text budget_line"))
	}
	for _, a := range e["attachments"].([]any) {
		field(10, concat(t, a, "hex hash", "8 size", "text media", "text name"))
	}
	if special == nil {
		special = map[string]any{"settles": json.Number("0"), "holder": uuid.Nil.String(), "count": ""}
	}
	if settles := concat(t, special, "8 settles"); !bytes.Equal(settles, make([]byte, 8)) {
		field(11, settles)
	}
	if special["transfer"] != nil {
		field(12, concat(t, special["transfer"], "hex id", "hex book", "8 other_minor", "8 rate", "text currency"))
	}
	if special["holder"] != uuid.Nil.String() {
		field(13, concat(t, special, "hex holder"))
	}
	if count := concat(t, special, "hex count"); !bytes.Equal(count, make([]byte, len(count))) {
		field(14, count)
	}
	sum := sha256.Sum256(b)
	return sum[:]
}

// concat joins values of an object: integers in 8 bytes, identifiers and digests,
// texts after their length in 2 bytes.
func concat(t *testing.T, object any, keys ...string) []byte {
	t.Helper()
	var b []byte
	for _, form := range keys {
		how, key, _ := strings.Cut(form, " ")
		value := fmt.Sprint(object.(map[string]any)[key])
		switch how {
		case "8":
			n, err := strconv.ParseInt(value, 10, 64)
			if err != nil {
				t.Fatal(err)
			}
			b = binary.BigEndian.AppendUint64(b, uint64(n))
		case "hex":
			raw, err := hex.DecodeString(strings.ReplaceAll(value, "-", ""))
			if err != nil {
				t.Fatal(err)
			}
			b = append(b, raw...)
		case "day":
			day, err := time.Parse(time.DateOnly, value)
			if err != nil {
				t.Fatal(err)
			}
			b = binary.BigEndian.AppendUint64(b, uint64(day.Unix()/86_400))
		case "bool":
			b = append(b, map[string]byte{"true": 1, "false": 0}[value])
		case "head":
			b = append(b, concat(t, object.(map[string]any)[key], "8 seq", "8 number", "hex hash")...)
		case "text4":
			b = binary.BigEndian.AppendUint32(b, uint32(len(value)))
			b = append(b, value...)
		default:
			b = binary.BigEndian.AppendUint16(b, uint16(len(value)))
			b = append(b, value...)
		}
	}
	return b
}
