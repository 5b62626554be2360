package handover_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/sync/handover"
	"github.com/comptoir/comptoir/usrfile"
)

// canonical writes bytes as FORMAT.md describes them, and uses nothing of ours.
type canonical struct{ bytes.Buffer }

func (c *canonical) int(n int64) { _ = binary.Write(c, binary.BigEndian, n) }

func (c *canonical) text(s string) {
	_ = binary.Write(c, binary.BigEndian, uint16(len(s)))
	c.WriteString(s)
}

func (c *canonical) day(text string) {
	if text == "" {
		c.int(0)
		return
	}
	day, _ := time.Parse(time.DateOnly, text)
	c.int(day.Unix() / 86_400)
}

func (c *canonical) field(tag byte, value []byte) {
	if len(value) == 0 {
		return
	}
	c.WriteByte(tag)
	_ = binary.Write(c, binary.BigEndian, uint32(len(value)))
	c.Write(value)
}

func (c *canonical) number(tag byte, n int64) {
	if n != 0 {
		c.field(tag, binary.BigEndian.AppendUint64(nil, uint64(n)))
	}
}

// hashOfPosting works the hash of a posting out from its payload.
func hashOfPosting(journal uuid.UUID, p usrfile.Posting, before usrfile.Bytes32) [32]byte {
	c := &canonical{}
	c.WriteString("comptoir/entry/v1\x00")
	c.Write(journal[:])
	for _, n := range []int64{p.Seq, p.Number, 0, p.Reverses, p.Epoch} {
		c.int(n)
	}
	c.day(p.Day)
	c.int(int64(p.Recorded))
	c.Write(p.Author[:])
	c.Write(p.Poste[:])
	c.Write(before[:])
	c.WriteString("comptoir/posting/v1\x00")
	c.field(1, []byte(p.Mask))
	c.field(2, []byte(p.Voucher))
	if p.VoucherDay != "" {
		day := &canonical{}
		day.day(p.VoucherDay)
		c.field(3, day.Bytes())
	}
	c.field(4, []byte(p.Text))
	c.number(5, p.Rate)
	for _, l := range p.Lines {
		line := &canonical{}
		line.text(l.Account)
		line.int(l.AmountMinor)
		line.int(l.BaseMinor)
		for _, text := range []string{l.Party, l.PartyName, l.Text, l.Funding, l.BudgetLine, l.Tax} {
			line.text(text)
		}
		line.day(l.Due)
		c.field(6, line.Bytes())
	}
	for _, a := range p.Attachments {
		paper := &canonical{}
		paper.Write(a.Hash[:])
		paper.int(a.Size)
		paper.text(a.Media)
		paper.text(a.Name)
		c.field(7, paper.Bytes())
	}
	if s := p.Source; s != nil {
		source := &canonical{}
		source.Write(s.Book[:])
		source.int(s.Seq)
		source.Write(s.Hash[:])
		c.field(8, source.Bytes())
	}
	c.number(9, p.Reposts)
	c.field(10, []byte(p.Origin))
	if r := p.Restore; r != nil {
		restore := &canonical{}
		restore.int(r.Branch.Seq)
		restore.int(r.Branch.Number)
		restore.Write(r.Branch.Hash[:])
		restore.Write(r.Backup[:])
		c.field(11, restore.Bytes())
	}
	return sha256.Sum256(c.Bytes())
}

func hashOfClosing(journal uuid.UUID, k usrfile.Closing) [32]byte {
	c := &canonical{}
	c.WriteString("comptoir/closing/v1\x00")
	c.Write(journal[:])
	c.int(k.Number)
	c.int(k.Epoch)
	c.text(k.Kind)
	c.day(k.Until)
	c.int(int64(k.Closed))
	c.int(k.Head.Seq)
	c.int(k.Head.Number)
	c.Write(k.Head.Hash[:])
	c.int(k.Postings)
	c.int(k.DebitMinor)
	c.Write(k.Author[:])
	c.Write(k.Poste[:])
	c.Write(k.Prev[:])
	return sha256.Sum256(c.Bytes())
}

// A second reader of FORMAT.md finds the hashes that we write.
func TestHashesOfPostingsAndClosingsAreThoseOfThePage(t *testing.T) {
	journal := uuid.UUID{1}
	p := accounting.Posting{
		Entry: ledger.Entry{
			Book: ident.BookID(journal), Seq: 8, Number: 7, Reverses: 3, Epoch: 2, Day: calendar.New(2026, time.October, 31),
			Recorded: time.Unix(1_795_252_440, 0).UTC(), Author: ident.UserID{2}, Poste: ident.PosteID{3}, Prev: ledger.Hash{4},
		},
		Content: accounting.Content{
			Mask: accounting.MaskCost, Voucher: "F-102", VoucherDay: calendar.New(2026, time.October, 30), Text: "Carburant – été", Rate: 6_559_570_000_000,
			Lines: []accounting.Line{
				{Account: "6053", AmountMinor: 5, BaseMinor: 3280, Text: "Gasoil", Funding: "UE-3", BudgetLine: "1.2", Tax: "TVA18"},
				{Account: "4011", AmountMinor: -5, BaseMinor: -3280, Party: "STA", PartyName: "Station", Due: calendar.New(2026, time.November, 30)},
			},
			Attachments: []cashbook.Attachment{{Hash: [32]byte{5}, Size: 9, Media: "application/pdf", Name: "reçu.pdf"}},
			Source:      accounting.Source{Book: ident.BookID{6}, Seq: 12, Hash: ledger.Hash{7}}, Reposts: 2, Origin: "VE/123",
			Restore: accounting.Restore{Branch: ledger.Head{Seq: 9, Number: 8, Hash: ledger.Hash{8}}, Backup: [32]byte{9}},
		},
	}
	p.Entry.Hash = p.Entry.Sum(&p)
	if got := hashOfPosting(journal, handover.PostingToWire(p), usrfile.Bytes32(p.Entry.Prev)); got != p.Entry.Hash {
		t.Errorf("the posting has %s, the page gives %s", p.Entry.Hash, hex.EncodeToString(got[:]))
	}
	again, err := handover.PostingFromWire(handover.PostingToWire(p))
	again.Entry.Book, again.Entry.Prev = p.Entry.Book, p.Entry.Prev
	if err != nil || !again.Content.Equal(p.Content) || again.Entry != p.Entry {
		t.Errorf("it arrives as %+v, %v", again, err)
	}
	k := accounting.Closing{
		Journal: ident.BookID(journal), Number: 4, Epoch: 2, Kind: accounting.CloseMonth, Until: calendar.New(2026, time.October, 31),
		Closed: time.Unix(1_795_252_440, 0).UTC(), Head: ledger.Head{Seq: 8, Number: 7, Hash: p.Entry.Hash}, Postings: 3, DebitMinor: 3280,
		Author: ident.UserID{2}, Poste: ident.PosteID{3}, Prev: ledger.Hash{10},
	}
	k.Hash = k.Sum()
	if got := hashOfClosing(journal, handover.ClosingToWire(k)); got != k.Hash {
		t.Errorf("the closing has %s, the page gives %s", k.Hash, hex.EncodeToString(got[:]))
	}
}
