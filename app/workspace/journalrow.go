package workspace

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"os"
	"time"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
)

// Names of the files in a backup of a journal, see BACKUP.md.
const (
	postingsName = "postings.jsonl"
	closingsName = "closings.jsonl"
)

// maxRow bounds one line: the largest posting has accounting.MaxLines lines.
const maxRow = 16 << 20

// postingRow is a posting as backups have it: one line of JSON.
type postingRow struct {
	Seq      int64         `json:"seq"`
	Number   int64         `json:"number"`
	Reverses int64         `json:"reverses"`
	Epoch    int64         `json:"epoch"`
	Day      string        `json:"day"`
	Recorded int64         `json:"recorded"`
	Author   ident.UserID  `json:"author"`
	Poste    ident.PosteID `json:"poste"`
	Prev     string        `json:"prev"`
	Hash     string        `json:"hash"`
	Body     []byte        `json:"body"` // canonical bytes, base64
}

func rowOf(p accounting.Posting) postingRow {
	e := p.Entry
	return postingRow{
		Seq: e.Seq, Number: e.Number, Reverses: e.Reverses, Epoch: e.Epoch, Day: e.Day.String(), Recorded: e.Recorded.Unix(),
		Author: e.Author, Poste: e.Poste, Prev: e.Prev.String(), Hash: e.Hash.String(), Body: p.AppendBody(nil),
	}
}

func (r postingRow) posting(journal ident.BookID) (p accounting.Posting, err error) {
	if p.Content, err = accounting.ReadBody(r.Body); err != nil {
		return p, err
	}
	day, err := calendar.Parse(r.Day)
	if err != nil {
		return p, err
	}
	p.Entry = ledger.Entry{
		Book: journal, Seq: r.Seq, Number: r.Number, Reverses: r.Reverses, Epoch: r.Epoch, Day: day,
		Recorded: time.Unix(r.Recorded, 0).UTC(), Author: r.Author, Poste: r.Poste,
	}
	p.Entry.Prev, p.Entry.Hash, err = hashPair(r.Prev, r.Hash)
	return p, err
}

func hashPair(first, second string) (a, b ledger.Hash, err error) {
	if a, err = hashOf(first); err == nil {
		b, err = hashOf(second)
	}
	return a, b, err
}

func hashOf(text string) (h ledger.Hash, err error) {
	raw, err := hex.DecodeString(text)
	if err != nil || len(raw) != len(h) {
		return h, fault.New(fault.Forged, "archive.damaged", nil)
	}
	return ledger.Hash(raw), nil
}

// closingRow is a closing as backups have it.
type closingRow struct {
	Number     int64         `json:"number"`
	Epoch      int64         `json:"epoch"`
	Kind       string        `json:"kind"`
	Until      string        `json:"until"`
	Closed     int64         `json:"closed"`
	Seq        int64         `json:"seq"`
	Last       int64         `json:"last_number"`
	Head       string        `json:"head"`
	Postings   int64         `json:"postings"`
	DebitMinor int64         `json:"debit_minor"`
	Author     ident.UserID  `json:"author"`
	Poste      ident.PosteID `json:"poste"`
	Prev       string        `json:"prev"`
	Hash       string        `json:"hash"`
	State      string        `json:"state"`
	Digest     string        `json:"digest"`
	Parts      int           `json:"parts"`
	AfterSeq   int64         `json:"after_seq"`
	AfterLast  int64         `json:"after_number"`
	AfterHead  string        `json:"after_head"`
	Decided    int64         `json:"decided"`
	By         ident.UserID  `json:"decided_by"`
	ByName     string        `json:"decider"`
	Reason     string        `json:"reason"`
	ByCode     bool          `json:"by_code"`
}

func closingRowOf(c accounting.Closing) closingRow {
	r := closingRow{
		Number: c.Number, Epoch: c.Epoch, Kind: string(c.Kind), Until: c.Until.String(), Closed: c.Closed.Unix(), Seq: c.Head.Seq,
		Last: c.Head.Number, Head: c.Head.Hash.String(), Postings: c.Postings, DebitMinor: c.DebitMinor, Author: c.Author, Poste: c.Poste,
		Prev: c.Prev.String(), Hash: c.Hash.String(), State: string(c.State), Digest: hex.EncodeToString(c.Digest[:]), Parts: c.Parts,
		AfterSeq: c.After.Seq, AfterLast: c.After.Number, AfterHead: c.After.Hash.String(),
		By: c.Decision.By, ByName: c.Decision.ByName, Reason: c.Decision.Reason, ByCode: c.Decision.ByCode,
	}
	if !c.Decision.At.IsZero() {
		r.Decided = c.Decision.At.Unix()
	}
	return r
}

func (r closingRow) closing(journal ident.BookID) (c accounting.Closing, err error) {
	until, err := calendar.Parse(r.Until)
	if err != nil {
		return c, err
	}
	c = accounting.Closing{
		Journal: journal, Number: r.Number, Epoch: r.Epoch, Kind: accounting.ClosingKind(r.Kind), Until: until,
		Closed: time.Unix(r.Closed, 0).UTC(), Postings: r.Postings, DebitMinor: r.DebitMinor, Author: r.Author, Poste: r.Poste,
		State: accounting.ClosingState(r.State), Parts: r.Parts,
		Decision: accounting.Decision{Reason: r.Reason, By: r.By, ByName: r.ByName, ByCode: r.ByCode, Document: cashbook.Attachment{}},
	}
	if r.Decided != 0 {
		c.Decision.At = time.Unix(r.Decided, 0).UTC()
	}
	c.Head.Seq, c.Head.Number, c.After.Seq, c.After.Number = r.Seq, r.Last, r.AfterSeq, r.AfterLast
	var digest ledger.Hash
	for text, to := range map[*string]*ledger.Hash{
		&r.Head: &c.Head.Hash, &r.Prev: &c.Prev, &r.Hash: &c.Hash, &r.AfterHead: &c.After.Hash, &r.Digest: &digest,
	} {
		if *to, err = hashOf(*text); err != nil {
			return c, err
		}
	}
	c.Digest = digest
	return c, nil
}

func eachOf[T any](list []T, do func(T) error) error {
	for _, item := range list {
		if err := do(item); err != nil {
			return err
		}
	}
	return nil
}

// writeRows writes a file of one line of JSON for each row.
func writeRows(path string, write func(put func(any) error) error) (err error) {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	out := bufio.NewWriter(f)
	encode := json.NewEncoder(out)
	encode.SetEscapeHTML(false)
	if err := write(encode.Encode); err != nil {
		return err
	}
	return out.Flush()
}

// readRows reads such a file strictly, one row at a time.
func readRows[R any](path string, visit func(R) error) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }() // nothing was written
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, maxRow)
	for lines.Scan() {
		var row R
		decode := json.NewDecoder(bytes.NewReader(lines.Bytes()))
		decode.DisallowUnknownFields()
		if err := decode.Decode(&row); err != nil {
			return fault.Wrap(err, fault.Forged, "archive.damaged", nil)
		}
		if _, err := decode.Token(); err != io.EOF {
			return fault.New(fault.Forged, "archive.damaged", nil)
		}
		if err := visit(row); err != nil {
			return err
		}
	}
	if err := lines.Err(); err != nil {
		return fault.Wrap(err, fault.Forged, "archive.damaged", nil)
	}
	return nil
}
