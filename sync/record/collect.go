package record

import (
	"errors"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/app/receipt"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/usrfile"
)

const (
	// mostApplied is how many people one record can tell about.
	mostApplied = 10_000
	// mostText is how many bytes of history one record carries, so that it stays
	// below the 4 MiB of a message whatever the rest.
	mostText = 1 << 20
)

// collect reads what there is to report.
func collect(s Store, poste directory.Poste, version string, clock exchange.Clock) (*usrfile.Report, error) {
	known, err := s.Acknowledged()
	if err != nil {
		return nil, err
	}
	previous, err := exchange.Previous(s, poste.ID)
	if err != nil {
		return nil, err
	}
	chain, err := exchange.PinnedChain(s)
	if err != nil {
		return nil, err
	}
	r := &usrfile.Report{
		Previous: previous, Application: version, Schema: usrfile.SchemaVersion, ChainVersion: versionOf(chain),
		Clock: usrfile.ClockState{
			System: usrfile.InstantOf(clock.System), Trusted: usrfile.InstantOf(clock.Now()),
			Late: clock.Times.Late(clock.System), Jumped: clock.Times.Jumped(clock.System),
		},
	}
	if r.Applied, err = applied(s); err != nil {
		return nil, err
	}
	if r.Books, err = trails(s, poste.ID, known.Heads); err != nil {
		return nil, err
	}
	return r, addActs(s, r, known.Seq)
}

func versionOf(c usrfile.Chain) uint32 {
	links := c.Links()
	if len(links) == 0 {
		return 0
	}
	return links[len(links)-1].Version
}

func applied(s receipt.Store) (list usrfile.List[usrfile.Applied], err error) {
	orders, err := s.AppliedOrders()
	for _, a := range orders[:min(len(orders), mostApplied)] {
		list = append(list, usrfile.Applied{
			User: uuid.UUID(a.User), Epoch: a.Order.Epoch, Serial: a.Order.Serial, Digest: a.Order.Digest,
		})
	}
	return list, err
}

// addActs adds the lines of the history from the first that is not acknowledged.
func addActs(s receipt.Store, r *usrfile.Report, acknowledged int64) (err error) {
	if r.LastSeq, err = s.LastAct(); err != nil {
		return err
	}
	r.After = min(acknowledged, r.LastSeq)
	acts, err := s.ActsAfter(r.After, usrfile.MaxActs)
	size := 0
	for _, a := range acts {
		act := actToWire(a)
		if size += sizeOf(act); size > mostText {
			break
		}
		r.Acts = append(r.Acts, act)
	}
	return err
}

func actToWire(a directory.Act) usrfile.Act {
	act := usrfile.Act{
		Seq: a.Seq, At: usrfile.InstantOf(a.At), By: uuid.UUID(a.By), ByName: usrfile.CleanText(a.ByName),
		Subject: uuid.UUID(a.Subject), Verb: string(a.Verb),
	}
	for _, d := range a.Details {
		act.Details = append(act.Details, usrfile.Detail{Name: d.Name, Value: usrfile.CleanText(d.Value)})
	}
	return act
}

// sizeOf estimates from above what a line takes besides its fixed parts.
func sizeOf(a usrfile.Act) int {
	const fixed, perDetail = 256, 32
	size := fixed + 2*len(a.ByName)
	for _, d := range a.Details {
		size += perDetail + len(d.Name) + 2*len(d.Value)
	}
	return size
}

// trails gives the chains of the cash books and journals that this poste keeps, each
// from the entry that head office knows.
func trails(s Store, poste ident.PosteID, known []receipt.Known) (list usrfile.List[usrfile.Trail], err error) {
	chains, err := allChains(s)
	if err != nil {
		return nil, err
	}
	room := usrfile.MaxTrail
	for _, c := range chains {
		owned, err := s.Ownership(c.book)
		if kind, _ := fault.KindOf(err); kind == fault.Missing {
			continue
		}
		if err != nil {
			return nil, err
		}
		if owned.Poste != poste {
			continue
		}
		t, err := c.trail(owned.Epoch, knownSeq(known, c.book, owned.Epoch), room)
		if err != nil {
			return nil, err
		}
		room -= len(t.Entries)
		list = append(list, t)
	}
	return list, nil
}

// chain is that of a cash book or of a journal.
type chain struct {
	book ident.BookID
	head func(ident.BookID) (ledger.Head, error)
	walk func(from int64, visit func(ledger.Entry) error) error
}

func allChains(s Store) (chains []chain, err error) {
	books, err := s.Books(cashbook.BookFilter{})
	if err != nil {
		return nil, err
	}
	for _, b := range books {
		chains = append(chains, chain{b.ID, s.Head, func(from int64, visit func(ledger.Entry) error) error {
			return s.Chain(b.ID, from, func(v cashbook.Voucher) error { return visit(v.Entry) })
		}})
	}
	journals, err := s.Journals(accounting.JournalFilter{})
	for _, j := range journals {
		chains = append(chains, chain{j.ID, s.PostingHead, func(from int64, visit func(ledger.Entry) error) error {
			return s.PostingChain(j.ID, from, func(p accounting.Posting) error { return visit(p.Entry) })
		}})
	}
	return chains, err
}

// knownSeq gives the entry up to which head office knows a book, under the same
// ownership.
func knownSeq(known []receipt.Known, book ident.BookID, epoch int64) int64 {
	for _, k := range known {
		if k.Book == book && k.Epoch == epoch {
			return k.Seq
		}
	}
	return 0
}

func (c chain) trail(epoch, from int64, room int) (usrfile.Trail, error) {
	t := usrfile.Trail{Book: uuid.UUID(c.book), Epoch: epoch}
	head, err := c.head(c.book)
	if err != nil {
		return t, err
	}
	t.Head = headToWire(head)
	err = c.walk(max(from, 1), func(e ledger.Entry) error {
		if len(t.Entries) == room {
			return errFull
		}
		t.Entries = append(t.Entries, headToWire(ledger.Head{Seq: e.Seq, Number: e.Number, Hash: e.Hash}))
		return nil
	})
	if errors.Is(err, errFull) {
		err = nil
	}
	return t, err
}

// errFull ends a walk along a chain.
var errFull = errors.New("record: full")

func headToWire(h ledger.Head) usrfile.Head {
	return usrfile.Head{Seq: h.Seq, Number: h.Number, Hash: usrfile.Bytes32(h.Hash)}
}
