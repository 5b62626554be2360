package cashbook

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
)

// SigningWay is how somebody signed a count.
type SigningWay string

const (
	BySignIn SigningWay = "sign-in" // on the spot, with their password and second factor
	OnPaper  SigningWay = "paper"   // on the printed report
)

// CountSignature is a second person's word that a count is right. It covers the
// count's hash. From then on what the count covers is closed.
type CountSignature struct {
	Book      ident.BookID
	Number    int64       // of the count
	Count     ledger.Hash // of the count
	Way       SigningWay
	Signatory ident.UserID
	Recorder  ident.UserID // who noted it: the signatory, unless signed on paper
	Day       calendar.Day // on which it was signed
	Recorded  time.Time    // trusted time, whole seconds, UTC
	Epoch     int64        // ownership epoch under which it was noted
	Poste     ident.PosteID
	Head      ledger.Head // end of the book's chain then
	Hash      ledger.Hash // see AppendSignature
}

// signatureDomain names the layout of AppendSignature.
const signatureDomain = "comptoir/count-signature/v1\x00"

// AppendSignature appends the canonical bytes of everything in the signature but
// its own hash, like AppendCount; the way has its length in 4 bytes before it.
func (g *CountSignature) AppendSignature(to []byte) []byte {
	to = append(to, signatureDomain...)
	to = append(to, g.Book[:]...)
	to = append(ledger.AppendInteger(to, g.Number), g.Count[:]...)
	to = binary.BigEndian.AppendUint32(to, uint32(len(g.Way)))
	to = append(to, g.Way...)
	to = append(to, g.Signatory[:]...)
	to = append(to, g.Recorder[:]...)
	to = ledger.AppendInteger(ledger.AppendInteger(ledger.AppendInteger(to, int64(g.Day)), g.Recorded.Unix()), g.Epoch)
	to = append(to, g.Poste[:]...)
	return appendHead(to, g.Head)
}

// Sum gives the hash that the signature must have.
func (g *CountSignature) Sum() ledger.Hash { return sha256.Sum256(g.AppendSignature(nil)) }

// SignCount is the counter-signature of somebody who has just shown who they are:
// anybody who has a duty in the book, but not who counted.
func SignCount(s Records, by directory.Actor, poste ident.PosteID, book ident.BookID, number int64, now time.Time) (CountSignature, error) {
	b, err := s.Book(book)
	if err != nil {
		return CountSignature{}, err
	}
	if err := b.inUse(); err != nil {
		return CountSignature{}, err
	}
	d, err := sitDown(s, by, b, poste, now)
	if err != nil {
		return CountSignature{}, err
	}
	return d.sign(s, by, number, CountSignature{Way: BySignIn, Signatory: by.ID, Day: d.today}, now)
}

// PaperSignature is what the signed report of a count says.
type PaperSignature struct {
	Signatory ident.UserID
	Day       calendar.Day // empty for today
	Anchor    string       // the four symbols that are printed on it
}

// SignCountOnPaper notes that a count was signed on its printed report. The
// anchor shows that whoever notes it has the page before them.
func SignCountOnPaper(s Records, by directory.Actor, poste ident.PosteID, book ident.BookID, number int64, p PaperSignature, now time.Time) (CountSignature, error) {
	d, err := openTill(s, by, poste, book, now)
	if err != nil {
		return CountSignature{}, err
	}
	c, err := s.Count(book, number)
	if err != nil {
		return CountSignature{}, err
	}
	if p.Day.IsZero() {
		p.Day = d.today
	}
	args := fault.Args{"CashCount": number, "Day": p.Day, "Counted": c.Day, "Today": d.today}
	switch {
	case p.Day < c.Day || p.Day > d.today:
		return CountSignature{}, fault.New(fault.Invalid, "cashbook.count-sign-day", args)
	case !strings.EqualFold(strings.TrimSpace(p.Anchor), c.Hash.Anchor()):
		return CountSignature{}, fault.New(fault.Invalid, "cashbook.count-anchor", args)
	}
	return d.sign(s, by, number, CountSignature{Way: OnPaper, Signatory: p.Signatory, Day: p.Day}, now)
}

// sign closes what the count covers.
func (d *desk) sign(s Records, by directory.Actor, number int64, g CountSignature, now time.Time) (CountSignature, error) {
	c, err := s.Count(d.book.ID, number)
	if err != nil {
		return CountSignature{}, err
	}
	if err := d.checkSignatory(c, g.Signatory); err != nil {
		return CountSignature{}, err
	}
	g.Book, g.Number, g.Count, g.Recorder = d.book.ID, number, c.Hash, by.ID
	g.Recorded, g.Epoch, g.Poste = now.UTC().Truncate(time.Second), d.stamp.Epoch, d.stamp.Poste
	if g.Head, err = s.Head(d.book.ID); err != nil {
		return CountSignature{}, err
	}
	g.Hash = g.Sum()
	if err := s.AppendCountSignature(g); err != nil {
		return CountSignature{}, err
	}
	return g, directory.Note(s, by, g.Signatory, directory.VerbCountSigned, now,
		directory.Detail{Name: "book", Value: d.book.Ref()}, directory.Detail{Name: "cash-count", Value: strconv.FormatInt(number, 10)},
		directory.Detail{Name: "signing-way", Value: string(g.Way)}, directory.Detail{Name: "count-digest", Value: c.Hash.String()})
}

// checkSignatory refuses who must not sign, and a count that is signed, or comes
// before one that is.
func (d *desk) checkSignatory(c Count, signatory ident.UserID) error {
	args := fault.Args{"Book": d.book.Ref(), "CashCount": c.Number}
	switch {
	case signatory == c.Author:
		return fault.New(fault.Denied, "cashbook.count-own", args)
	case !slices.Contains(d.book.Signatories(c), signatory):
		return fault.New(fault.Denied, "cashbook.count-signatory", args)
	}
	last, err := d.store.LastSignedCount(d.book.ID)
	switch {
	case errors.Is(err, fault.Missing):
		return nil
	case err != nil:
		return err
	case last.Number >= c.Number:
		args["Signed"] = last.Number
		return fault.New(fault.Conflict, "cashbook.count-signed", args)
	}
	return nil
}

// Signatories lists who may counter-sign a count: the counter-signatory of the
// book first, then who is responsible and deputy, but never who counted.
func (b Book) Signatories(c Count) []ident.UserID {
	var list []ident.UserID
	for _, id := range []ident.UserID{b.CounterSignatory, b.Responsible, b.Deputy} {
		if !id.IsZero() && id != c.Author && !slices.Contains(list, id) {
			list = append(list, id)
		}
	}
	return list
}

// notClosed refuses a day before that of the last signed count.
func (d *desk) notClosed(day calendar.Day) error {
	c, err := d.store.LastSignedCount(d.book.ID)
	if err == nil && day < c.Day {
		err = fault.New(fault.Invalid, "cashbook.closed-day", fault.Args{"Day": day, "CashCount": c.Number, "Counted": c.Day})
	}
	return orMissing(err)
}

// notCounted refuses to change a voucher that a signed count covers.
func (d *desk) notCounted(v Voucher) error {
	c, err := d.store.LastSignedCount(d.book.ID)
	if err == nil && v.Entry.Number <= c.Head.Number {
		err = fault.New(fault.Invalid, "cashbook.closed-voucher", fault.Args{"Number": v.Entry.Number, "CashCount": c.Number, "Counted": c.Day})
	}
	return orMissing(err)
}

// orMissing gives nil for what is not there.
func orMissing(err error) error {
	if errors.Is(err, fault.Missing) {
		return nil
	}
	return err
}
