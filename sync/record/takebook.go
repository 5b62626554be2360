package record

import (
	"slices"
	"strconv"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/app/receipt"
	"github.com/comptoir/comptoir/usrfile"
)

// books compares the chains of the poste's books and journals with what it told
// before.
func (t *taking) books() error {
	heads, err := t.ReportedHeads(t.pv.Poste.ID)
	if err != nil {
		return err
	}
	for _, told := range t.pv.report.Books {
		head := receipt.Head{Poste: t.pv.Poste.ID, Book: ident.BookID(told.Book), Epoch: told.Epoch, Head: headFromWire(told.Head), Received: t.now}
		for _, known := range heads {
			if known.Book != head.Book || known.Epoch != head.Epoch {
				continue
			}
			if err := t.compareHead(known, told); err != nil {
				return err
			}
		}
		if err := t.SaveReportedHead(head); err != nil {
			return err
		}
	}
	return t.silence(heads)
}

// silence raises an alarm where the poste tells nothing of a book that it keeps,
// though it has told of entries under the same ownership before.
func (t *taking) silence(heads []receipt.Head) error {
	for _, known := range heads {
		owner, err := t.Ownership(known.Book)
		if kind, _ := fault.KindOf(err); kind == fault.Missing {
			continue
		}
		if err != nil {
			return err
		}
		due := owner.Poste == t.pv.Poste.ID && owner.Epoch == known.Epoch && known.Head.Seq > 0
		if !due || slices.ContainsFunc(t.pv.report.Books, func(told usrfile.Trail) bool {
			return ident.BookID(told.Book) == known.Book && told.Epoch == known.Epoch
		}) {
			continue
		}
		if err := t.raiseForBook(directory.AlarmHeadLost, known, ledger.Head{}); err != nil {
			return err
		}
	}
	return nil
}

func (t *taking) compareHead(known receipt.Head, told usrfile.Trail) error {
	trail := receipt.Trail{Head: headFromWire(told.Head)}
	for _, e := range told.Entries {
		trail.Entries = append(trail.Entries, headFromWire(e))
	}
	kind := known.Compare(trail)
	if kind == "" {
		return nil
	}
	if restored, err := t.restored(known, trail.Head); err != nil || restored {
		return err
	}
	return t.raiseForBook(kind, known, trail.Head)
}

func (t *taking) raiseForBook(kind directory.AlarmKind, known receipt.Head, now ledger.Head) error {
	ref := known.Book.String()
	if b, err := t.Book(known.Book); err == nil {
		ref = b.Ref() + " " + b.Name
	} else if j, err := t.Journal(known.Book); err == nil {
		ref = j.Ref() + " " + j.Name
	}
	return t.raise(kind, ident.UserID{}, directory.Detail{Name: "book", Value: ref},
		directory.Detail{Name: "earlier", Value: describe(known.Head)}, directory.Detail{Name: "now", Value: describe(now)})
}

// describe names the end of a chain as prints do: the number, and the anchor.
func describe(h ledger.Head) string {
	return "n° " + strconv.FormatInt(h.Number, 10) + " · " + h.Hash.Anchor()
}

func headFromWire(h usrfile.Head) ledger.Head {
	return ledger.Head{Seq: h.Seq, Number: h.Number, Hash: ledger.Hash(h.Hash)}
}
