package handover

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/usrfile"
)

// JournalStore is what closings need inside one transaction.
type JournalStore interface {
	exchange.Store
	accounting.RestoreStore
	chart.PlanStore
}

// closingWeight is how many bytes of postings and report go into one file, so that
// its message stays within the limit with everything else.
const closingWeight = 3_400_000

// WriteClosing closes a journal and makes the `.clo` files with it: none for a day,
// and none at head office, which decides about its own journals without a file.
func WriteClosing(s JournalStore, m Making, o accounting.ClosingOrder, documents Documents) (accounting.Closing, []exchange.Outgoing, error) {
	plan, err := accounting.PlanClosing(s, m.By, m.Sender.Poste, o, m.Now)
	if err != nil {
		return accounting.Closing{}, nil, err
	}
	home, err := s.Home()
	if err != nil {
		return accounting.Closing{}, nil, err
	}
	var files []exchange.Outgoing
	switch {
	case !plan.Exported():
	case home.Side == directory.HeadOffice:
		plan.Digest, plan.Parts = plan.Hash, 1
	default:
		if files, err = m.closingFiles(s, &plan, documents); err != nil {
			return accounting.Closing{}, nil, err
		}
	}
	closed, err := accounting.Close(s, m.By, plan, m.Now)
	return closed, files, err
}

// closingFiles makes the files of a closing one after the other, and keeps them.
func (m Making) closingFiles(s JournalStore, plan *accounting.ClosingPlan, documents Documents) (files []exchange.Outgoing, err error) {
	j, err := s.Journal(plan.Journal)
	if err != nil {
		return nil, err
	}
	poste, err := s.Poste(m.Sender.Poste)
	if err != nil {
		return nil, err
	}
	w := closingWriter{making: m, store: s, plan: plan, documents: documents, room: roomIn(documents), after: plan.After}
	report := reportToWire(*plan)
	weight, err := jsonSize(report)
	if err != nil {
		return nil, err
	}
	var kept []accounting.ClosingFile
	for last := false; !last; {
		if last, err = w.fill(weight); err != nil {
			return nil, err
		}
		data := usrfile.ClosingData{Number: plan.Number, Part: len(kept) + 1, PostingRun: w.run()}
		if last {
			for _, f := range kept {
				report.Parts = append(report.Parts, f.Digest)
			}
			data.Closing = &report
		}
		file, err := w.sign(data)
		if err != nil {
			return nil, err
		}
		kept = append(kept, file)
		w.next()
	}
	for i := range kept {
		kept[i].Name = closingName(j, plan.Closing, poste, i+1, len(kept))
		if err := s.SaveClosingFile(kept[i]); err != nil {
			return nil, err
		}
		out, err := outgoingClosing(s, kept[i], documents)
		if err != nil {
			return nil, err
		}
		files = append(files, out)
	}
	plan.Digest, plan.Parts = kept[len(kept)-1].Digest, len(kept)
	return files, nil
}

// closingWriter fills the files of a closing.
type closingWriter struct {
	making    Making
	store     JournalStore
	plan      *accounting.ClosingPlan
	documents Documents
	room      cashbook.Room

	after    ledger.Head // where the file that is being filled begins
	end      ledger.Head // where it ends
	postings []usrfile.Posting
	papers   []cashbook.Attachment // that go into it
	waiting  []cashbook.Attachment // of its postings, that go into the next
	sent     map[[32]byte]bool     // documents of this closing
}

// errFull ends a walk along a chain when a file is full.
var errFull = errors.New("handover: the file is full")

// fill takes what fits into the next file. last tells that everything is in it, the
// report of so many bytes included.
func (w *closingWriter) fill(report int) (last bool, err error) {
	if w.sent == nil {
		w.sent = map[[32]byte]bool{}
	}
	w.end, w.postings, w.papers = w.after, nil, nil
	waiting := w.waiting
	w.waiting = nil
	w.take(waiting)
	weight := 0
	full := false
	if len(w.waiting) == 0 {
		err = w.store.PostingChain(w.plan.Journal, w.after.Seq+1, func(p accounting.Posting) error {
			wire := postingToWire(p)
			size, err := jsonSize(wire)
			if err != nil {
				return err
			}
			if len(w.postings) > 0 && (len(w.postings) == usrfile.MaxEntries || weight+size > closingWeight || !w.fits(p.Attachments)) {
				return errFull
			}
			w.postings, weight = append(w.postings, wire), weight+size
			w.end = w.end.After(p.Entry)
			if w.take(p.Attachments); len(w.waiting) > 0 {
				return errFull
			}
			return nil
		})
		if full = errors.Is(err, errFull); full {
			err = nil
		}
	}
	return !full && len(w.waiting) == 0 && weight+report <= closingWeight, err
}

// fits tells whether the documents of a posting go into the file with those that
// are in it.
func (w *closingWriter) fits(papers []cashbook.Attachment) bool {
	count, bytes := len(w.papers), w.bytes()
	for _, a := range papers {
		if !w.sent[a.Hash] && w.room.Has(a) {
			count, bytes = count+1, bytes+w.room.Stored(a.Size)
		}
	}
	return count <= w.room.Documents && bytes <= w.room.Bytes
}

func (w *closingWriter) bytes() (bytes int64) {
	for _, a := range w.papers {
		bytes += w.room.Stored(a.Size)
	}
	return bytes
}

// take puts documents into the file, and those that do not fit with the next one:
// one posting can have more than a file holds.
func (w *closingWriter) take(papers []cashbook.Attachment) {
	for _, a := range papers {
		switch {
		case w.sent[a.Hash] || !w.room.Has(a):
		case len(w.papers) == w.room.Documents || w.bytes()+w.room.Stored(a.Size) > w.room.Bytes:
			w.waiting = append(w.waiting, a)
		default:
			w.papers, w.sent[a.Hash] = append(w.papers, a), true
		}
	}
}

func (w *closingWriter) run() usrfile.PostingRun {
	return usrfile.PostingRun{
		Journal: uuid.UUID(w.plan.Journal), Epoch: w.plan.Epoch, After: headToWire(w.after), Postings: w.postings, Head: headToWire(w.end),
	}
}

func (w *closingWriter) next() { w.after = w.end }

// sign makes one file up to its documents.
func (w *closingWriter) sign(data usrfile.ClosingData) (f accounting.ClosingFile, err error) {
	m := w.making
	if data.BlobList, err = usrfile.ListBlobs(sourcesIn(w.documents, w.papers), m.Random); err != nil {
		return f, exchange.AsFault(err)
	}
	if data.Previous, err = exchange.Previous(w.store, m.Sender.Poste); err != nil {
		return f, err
	}
	payload, err := usrfile.EncodeClosingData(data)
	if err != nil {
		return f, exchange.AsFault(err)
	}
	file, err := m.Files()
	if err != nil {
		return f, err
	}
	f = accounting.ClosingFile{Journal: w.plan.Journal, Number: w.plan.Number, Part: data.Part}
	f.Data, f.Digest, err = m.Sender.Sign(w.store, usrfile.Message{
		Kind: usrfile.KindClosing, Mode: usrfile.Sealed, FileID: uuid.UUID(file), Subject: uuid.UUID(m.By.ID), Payload: payload,
	}, m.Random, m.Now)
	if err == nil && len(data.Blobs) > 0 {
		f.Blobs, err = json.Marshal(storedPapers{data.BlobList, w.papers})
	}
	return f, err
}

// storedPapers is what is kept of the documents of a file, to write them again.
type storedPapers struct {
	List   usrfile.BlobList
	Papers []cashbook.Attachment
}

func sourcesIn(documents Documents, papers []cashbook.Attachment) (sources []usrfile.BlobSource) {
	for _, a := range papers {
		sources = append(sources, usrfile.BlobSource{
			Content: a.Hash, Size: a.Size, Open: func() (io.ReadCloser, error) { return documents.Open(a.Hash, a.Size) },
		})
	}
	return sources
}

// outgoingClosing gives a file that was made before: the same bytes.
func outgoingClosing(s accounting.Store, f accounting.ClosingFile, documents Documents) (exchange.Outgoing, error) {
	out := exchange.Outgoing{Name: f.Name, Data: f.Data}
	if len(f.Blobs) == 0 {
		return out, nil
	}
	var stored storedPapers
	if err := json.Unmarshal(f.Blobs, &stored); err != nil {
		return out, fmt.Errorf("read what the documents are stored under: %w", err)
	}
	for _, a := range stored.Papers {
		if err := documents.Check(a.Hash, a.Size); err != nil {
			return out, err
		}
	}
	out.Tail = func(to io.Writer) error { return stored.List.Write(to, sourcesIn(documents, stored.Papers)) }
	return out, nil
}

// WriteClosingAgain gives the files of a closing that was sent before: the first
// ones may never have arrived.
func WriteClosingAgain(s JournalStore, m Making, journal ident.BookID, number int64, documents Documents) (accounting.Closing, []exchange.Outgoing, error) {
	j, err := s.Journal(journal)
	if err != nil {
		return accounting.Closing{}, nil, err
	}
	if err := accounting.May(s, m.By, directory.RightMonthClose, j, m.Now); err != nil {
		return accounting.Closing{}, nil, err
	}
	c, err := accounting.ClosingOf(s, journal, number)
	if err != nil {
		return c, nil, err
	}
	kept, err := s.ClosingFiles(journal, number)
	if err != nil {
		return c, nil, err
	}
	if len(kept) == 0 || slices.ContainsFunc(kept, func(f accounting.ClosingFile) bool { return len(f.Data) == 0 }) {
		return c, nil, fault.New(fault.Missing, "handover.closing-files", fault.Args{"Journal": j.Ref(), "Number": number})
	}
	var files []exchange.Outgoing
	for _, f := range kept {
		out, err := outgoingClosing(s, f, documents)
		if err != nil {
			return c, nil, err
		}
		files = append(files, out)
	}
	return c, files, directory.Note(s, m.By, ident.UserID{}, accounting.VerbClosingSentAgain, m.Now, c.Facts(j)...)
}

// reportToWire gives what the last file says of the closing.
func reportToWire(p accounting.ClosingPlan) usrfile.ClosingReport {
	r := usrfile.ClosingReport{Exported: p.Before}
	for _, day := range p.Days {
		r.Closings = append(r.Closings, closingToWire(day))
	}
	r.Closings = append(r.Closings, closingToWire(p.Closing))
	for _, t := range p.Balance {
		r.Balance = append(r.Balance, usrfile.AccountTotal(t))
	}
	return r
}

// jsonSize gives how many bytes a part of a payload takes.
func jsonSize(part any) (int, error) {
	b, err := json.Marshal(part)
	return len(b), err
}

// closingName gives "p01-bq1_cloture-003_poste-12_2026-10-31.clo", with a place
// where there are several.
func closingName(j accounting.Journal, c accounting.Closing, poste directory.Poste, part, of int) string {
	name := fmt.Sprintf("%s-%s_cloture-%03d_poste-%d_%s", exchange.PlainName(j.ProjectCode), strings.ToLower(j.Code), c.Number, poste.Number, c.Until)
	if of > 1 {
		name += fmt.Sprintf("_%03d", part)
	}
	return name + usrfile.KindClosing.Extension()
}
