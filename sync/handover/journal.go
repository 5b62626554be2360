package handover

import (
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/usrfile"
)

// WritePostings makes the `.rec` files that bring the poste which keeps a journal
// everything that was posted before its grant, and the closings. There are none for
// a journal that begins with the grant.
func WritePostings(s JournalStore, i exchange.Issuer, m Making, j accounting.Journal) ([]exchange.Outgoing, error) {
	owner, err := s.Ownership(j.ID)
	if err != nil || owner.Head.Seq == 0 || !owner.Kept() {
		return nil, err
	}
	to, err := s.Poste(owner.Poste)
	if err != nil {
		return nil, err
	}
	runs, err := postingRuns(s, j.ID, owner)
	if err != nil {
		return nil, err
	}
	files := make([]exchange.Outgoing, 0, len(runs))
	for place, run := range runs {
		payload, err := usrfile.EncodeRecordData(usrfile.RecordData{Journal: &run})
		if err != nil {
			return nil, exchange.AsFault(err)
		}
		file, err := m.Files()
		if err != nil {
			return nil, err
		}
		data, err := i.Sign(s, usrfile.Message{Kind: usrfile.KindRecord, FileID: uuid.UUID(file), Payload: payload}, &to, 0, m.Random, m.Now)
		if err != nil {
			return nil, err
		}
		name := fmt.Sprintf("poste-%d_%s-%s_%s_%03d", to.Number, exchange.PlainName(j.ProjectCode), strings.ToLower(j.Code), m.Now.Format(time.DateOnly), place+1)
		files = append(files, exchange.Outgoing{Name: name + usrfile.KindRecord.Extension(), Data: data})
	}
	return files, nil
}

// postingRuns puts what a poste needs into runs that fit into a file each.
func postingRuns(s accounting.Store, journal ident.BookID, owner ledger.Ownership) (runs []usrfile.JournalHandover, err error) {
	granted := headToWire(owner.Head)
	begin := func(after ledger.Head) usrfile.JournalHandover {
		return usrfile.JournalHandover{Granted: granted, PostingRun: usrfile.PostingRun{Journal: uuid.UUID(journal), Epoch: owner.Epoch, After: headToWire(after), Head: headToWire(after)}}
	}
	runs = append(runs, begin(ledger.Head{}))
	end, weight := ledger.Head{}, 0
	closings, err := accounting.Handing(s, journal, func(p accounting.Posting) error {
		wire := postingToWire(p)
		size, err := jsonSize(wire)
		if err != nil {
			return err
		}
		last := &runs[len(runs)-1]
		if len(last.Postings) > 0 && (len(last.Postings) == usrfile.MaxEntries || weight+size > handoverWeight) {
			runs, weight = append(runs, begin(end)), 0
			last = &runs[len(runs)-1]
		}
		end = end.After(p.Entry)
		last.Postings, last.Head, weight = append(last.Postings, wire), headToWire(end), weight+size
		return nil
	})
	last := &runs[len(runs)-1]
	for _, k := range closings {
		last.Closings = append(last.Closings, usrfile.HandedClosing{Closing: closingToWire(k), State: string(k.State), Digest: k.Digest, Parts: k.Parts})
	}
	return runs, err
}

// handoverWeight is how many bytes of postings go into one file, so that all closings
// fit beside them.
const handoverWeight = 2_400_000

// ReadPostings gives the run of a hand-over of a journal.
func ReadPostings(h usrfile.JournalHandover) (handed accounting.Handed, err error) {
	handed = accounting.Handed{Journal: ident.BookID(h.Journal), After: headFromWire(h.After), Granted: headFromWire(h.Granted)}
	if handed.Postings, err = postingsFromWire(h.PostingRun); err != nil {
		return handed, err
	}
	for _, w := range h.Closings {
		k, err := closingFromWire(w.Closing, handed.Journal)
		if err != nil {
			return handed, err
		}
		k.State, k.Digest, k.Parts = accounting.ClosingState(w.State), w.Digest, w.Parts
		handed.Closings = append(handed.Closings, k)
	}
	return handed, nil
}
