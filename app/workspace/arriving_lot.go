package workspace

import (
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/sync/handover"
	"github.com/comptoir/comptoir/usrfile"
)

// EntriesArrival is a run of entries of a book: the copy of a poste at head
// office, or what head office hands to a poste.
type EntriesArrival struct {
	Book     cashbook.Book
	Poste    directory.Poste // that sent it; of number 0 for head office
	From, To int64           // numbers; both 0 for a run without entries
	Entries  int
	Returned bool           // the poste gives the book back
	Taken    cashbook.Taken // once it is imported

	copied *handover.Opened
	handed handover.Entries
	opened *exchange.Opened
}

func newEntriesArrival(b cashbook.Book, c cashbook.Copy) *EntriesArrival {
	a := &EntriesArrival{Book: b, Entries: len(c.Entries), Returned: c.Returned}
	for _, v := range c.Entries {
		if n := v.Entry.Number; a.From == 0 || n < a.From {
			a.From = n
		}
		a.To = max(a.To, v.Entry.Number)
	}
	return a
}

// Change tells what the run brings, in the words of a preview.
func (a *EntriesArrival) Change() exchange.Change {
	args := fault.Args{
		"Book": a.Book.Ref(), "Name": a.Book.Name, "Entries": a.Entries, "Poste": a.Poste.Number,
		"Numbers": cashbook.NumberRange(a.From, a.To),
	}
	key := "entries"
	switch {
	case a.Returned:
		key = "copy-returned"
	case a.copied != nil:
		key = "copy"
	}
	return exchange.Change{Sign: exchange.Note, Key: key, Args: args}
}

// previewBatch shows what a poste sends of a book: a copy at head office, or a
// batch.
func previewBatch(in *intake, a *Arrival) error {
	if in.by == nil {
		return fault.New(fault.Denied, "workspace.sign-in-first", nil)
	}
	keeps := in.home.Side == directory.HeadOffice
	keys, err := in.openers()
	if err != nil {
		return err
	}
	copied, batch, err := handover.Open(in.tx, in.parcel.File, keys, in.clock, keeps)
	if err != nil {
		return err
	}
	by, err := in.actor()
	if err != nil {
		return err
	}
	if batch != nil {
		return in.previewVouchers(a, by, batch)
	}
	if err := mayBook(in.tx, by, directory.RightBookGrant, copied.Book, in.clock.Now()); err != nil {
		return err
	}
	a.describe(copied.Sent.Message)
	a.Entries = newEntriesArrival(copied.Book, copied.Copy)
	a.Entries.Poste, a.Entries.copied, a.Repeated = copied.Sent.Poste, copied, copied.Sent.Repeated
	return nil
}

// openers gives the keys with which this folder opens what a poste has sealed to
// it. Head office has its own, for those who hold them, and where it is a poste
// itself that one's, for everybody who works there.
func (in *intake) openers() ([]usrfile.BoxKey, error) {
	receiver, err := in.receiver()
	if err != nil || in.home.Side != directory.HeadOffice {
		return []usrfile.BoxKey{receiver.Key}, err
	}
	poste, err := homePoste(in.tx, in.home)
	if err != nil {
		return nil, err
	}
	keys, err := in.by.boxKeys(in.tx)
	m, readable := messageOf(in.parcel.File)
	if poste.Number > 0 && readable && m.Recipient == poste.BoxKey && (err == nil || isDenied(err)) {
		return append(keys, receiver.Key), nil
	}
	return keys, err
}

// IsBatch tells whether a file says that it is one of those that a poste sends of a
// book.
func IsBatch(path string) bool {
	m, err := usrfile.ReadStart(path)
	return err == nil && m.Kind == usrfile.KindBatch
}

// isCopy lets copies in without a person; a batch is looked at first.
func isCopy(a *Arrival) bool { return a.Batch == nil }

// applyBatch adds what previewBatch showed.
func applyBatch(in *intake, a *Arrival) error {
	if a.Batch != nil {
		return in.applyVouchers(a.Batch)
	}
	return in.applyCopy(a)
}

// applyCopy adds the copy to what head office holds, and tells where the poste
// went on with a book that had been withdrawn from it.
func (in *intake) applyCopy(a *Arrival) error {
	by, err := in.actor()
	if err != nil {
		return err
	}
	now := in.clock.Now()
	taken, err := a.Entries.copied.Apply(in.tx, by, now)
	if err != nil {
		return err
	}
	a.Entries.Taken = taken
	if taken.Branched == 0 {
		return nil
	}
	return directory.Raise(in.tx, directory.AlarmBranch, a.Entries.Poste.ID, a.Subject, now,
		append(taken.Details(), directory.Detail{Name: "numbers", Value: cashbook.NumberRange(a.Entries.From, a.Entries.To)})...)
}
