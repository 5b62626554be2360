package handover

import (
	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/usrfile"
)

// Cash counts travel with the run of entries that reaches the head at which they
// were made: in copies and batches, and in what a poste gets with a book that
// others kept before.

func countToWire(c cashbook.Count) usrfile.Count {
	w := usrfile.Count{
		Number: c.Number, Epoch: c.Epoch, Day: c.Day.String(), Counted: usrfile.InstantOf(c.Counted), Head: headToWire(c.Head),
		CountedMinor: c.CountedMinor, BalanceMinor: c.BalanceMinor, Remark: c.Remark,
		Author: uuid.UUID(c.Author), Poste: uuid.UUID(c.Poste), Previous: usrfile.Bytes32(c.Prev), Hash: usrfile.Bytes32(c.Hash),
	}
	for _, l := range c.Lines {
		w.Lines = append(w.Lines, usrfile.CountLine{ValueMinor: l.Minor, Coin: l.Coin, Pieces: l.Pieces})
	}
	return w
}

func signatureToWire(g cashbook.CountSignature) usrfile.CountSignature {
	return usrfile.CountSignature{
		Number: g.Number, Count: usrfile.Bytes32(g.Count), Way: string(g.Way), Signatory: uuid.UUID(g.Signatory),
		Recorder: uuid.UUID(g.Recorder), Day: g.Day.String(), Recorded: usrfile.InstantOf(g.Recorded), Epoch: g.Epoch,
		Poste: uuid.UUID(g.Poste), Head: headToWire(g.Head), Hash: usrfile.Bytes32(g.Hash),
	}
}

// readCounts adds the counts and signatures of a run.
func readCounts(c *cashbook.Copy, run usrfile.Run) error {
	for _, w := range run.Counts {
		day, err := wireDay(w.Day)
		if err != nil {
			return err
		}
		n := cashbook.Count{
			Book: c.Book, Number: w.Number, Epoch: w.Epoch, Day: day, Counted: w.Counted.Time(), Head: headFromWire(w.Head),
			CountedMinor: w.CountedMinor, BalanceMinor: w.BalanceMinor, Remark: w.Remark,
			Author: ident.UserID(w.Author), Poste: ident.PosteID(w.Poste), Prev: ledger.Hash(w.Previous), Hash: ledger.Hash(w.Hash),
		}
		for _, l := range w.Lines {
			n.Lines = append(n.Lines, cashbook.CountLine{Denomination: money.Denomination{Minor: l.ValueMinor, Coin: l.Coin}, Pieces: l.Pieces})
		}
		c.Counts = append(c.Counts, n)
	}
	for _, w := range run.Signatures {
		day, err := wireDay(w.Day)
		if err != nil {
			return err
		}
		c.Signatures = append(c.Signatures, cashbook.CountSignature{
			Book: c.Book, Number: w.Number, Count: ledger.Hash(w.Count), Way: cashbook.SigningWay(w.Way),
			Signatory: ident.UserID(w.Signatory), Recorder: ident.UserID(w.Recorder), Day: day, Recorded: w.Recorded.Time(),
			Epoch: w.Epoch, Poste: ident.PosteID(w.Poste), Head: headFromWire(w.Head), Hash: ledger.Hash(w.Hash),
		})
	}
	return nil
}

func wireDay(text string) (calendar.Day, error) {
	day, err := calendar.Parse(text)
	if err != nil {
		err = fault.Wrap(err, fault.Forged, "file.unknown-value", fault.Args{"Value": fault.Excerpt(text)})
	}
	return day, err
}
