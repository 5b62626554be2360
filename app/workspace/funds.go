package workspace

import (
	"context"
	"errors"
	"time"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/funds"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/sync/funding"
)

// FundsCard is a request for the release of funds with what there is to know of it.
type FundsCard struct {
	Request     funds.Request
	Book        BookCard // with its last known balance, where the person sees the book
	SeesBook    bool
	Asker       string
	Poste       directory.Poste // from which it was asked; zero for one that is not known here
	OtherOpen   int             // requests for the book that wait as well
	OtherMinor  int64           // what they ask for
	Arrived     int64           // number under which the money was entered in the book, as far as is known here
	MayDecide   error           // why the person may not, nil when they may
	MayWithdraw error
	MayEnter    error // why the arrival can not be entered here and now, nil when it can
}

// Expected reports that the money was granted and has not been entered.
func (c FundsCard) Expected() bool { return c.Request.Status == funds.Granted && c.Arrived == 0 }

// FundsWritten is a request after something was done about it.
type FundsWritten struct {
	Card FundsCard
	Path string // of the file for the other side, or empty
}

// Funds lists the requests that the person may see, the newest first: their own,
// and those for books that they see or for which they may decide.
func (s *Session) Funds(ctx context.Context, f funds.Filter) ([]FundsCard, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) ([]FundsCard, error) {
		requests, err := tx.Releases(f)
		if err != nil {
			return nil, err
		}
		cards := []FundsCard{}
		for _, r := range requests {
			if err := maySeeFunds(tx, by, r, now); isDenied(err) {
				continue
			} else if err != nil {
				return nil, err
			}
			c, err := fundsCard(tx, by, r, now)
			if err != nil {
				return nil, err
			}
			cards = append(cards, c)
		}
		return cards, nil
	})
}

// FindFunds gives the request that people name as funds.Request.Ref writes it. One
// that the person may not see is not found.
func (s *Session) FindFunds(ctx context.Context, ref string) (FundsCard, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (FundsCard, error) {
		r, err := funds.Find(tx, ref)
		if err != nil {
			return FundsCard{}, err
		}
		if err := maySeeFunds(tx, by, r, now); isDenied(err) {
			return FundsCard{}, fault.New(fault.Missing, "funds.unknown", fault.Args{"Ref": fault.Excerpt(ref)})
		} else if err != nil {
			return FundsCard{}, err
		}
		return fundsCard(tx, by, r, now)
	})
}

func maySeeFunds(tx *storage.Tx, by directory.Actor, r funds.Request, now time.Time) error {
	if by.ID == r.User {
		return nil
	}
	b, err := tx.Book(r.Book)
	if err != nil {
		return err
	}
	if mayBook(tx, by, directory.RightFundsRelease, b, now) == nil {
		return nil
	}
	return mayView(tx, by, b, now)
}

func fundsCard(tx *storage.Tx, by directory.Actor, r funds.Request, now time.Time) (c FundsCard, err error) {
	c.Request = r
	b, err := tx.Book(r.Book)
	if err != nil {
		return c, err
	}
	if c.Book, err = bookCard(tx, b, now); err != nil {
		return c, err
	}
	if c.SeesBook = mayView(tx, by, b, now) == nil; !c.SeesBook {
		c.Book.BalanceMinor, c.Book.LastDay, c.Book.Vouchers = 0, 0, 0
	}
	if c.Asker, err = nameOf(tx, r.User); err != nil {
		return c, err
	}
	if c.Poste, err = tx.Poste(r.Poste); ignoreMissing(err) != nil {
		return c, err
	}
	open, err := tx.Releases(funds.Filter{Status: funds.Open, Book: r.Book})
	if err != nil {
		return c, err
	}
	for _, other := range open {
		if other.ID != r.ID {
			c.OtherOpen, c.OtherMinor = c.OtherOpen+1, c.OtherMinor+other.AmountMinor
		}
	}
	if c.Arrived, err = funds.Arrived(tx, r); err != nil {
		return c, err
	}
	c.MayDecide = funds.MayDecide(tx, by, r, now)
	c.MayWithdraw = funds.MayWithdraw(by, r)
	c.MayEnter = mayEnterFunds(tx, by, c, now)
	return c, nil
}

func mayEnterFunds(tx *storage.Tx, by directory.Actor, c FundsCard, now time.Time) error {
	switch {
	case c.Request.Status != funds.Granted:
		return fault.New(fault.Conflict, "funds.not-granted", fault.Args{"Ref": c.Request.Ref(), "Status": c.Request.Status.Label()})
	case c.Arrived != 0:
		return fault.New(fault.Conflict, "funds.entered", fault.Args{"Ref": c.Request.Ref(), "Number": c.Arrived})
	case !c.Book.Here:
		return fault.New(fault.Denied, "funds.elsewhere", fault.Args{"Ref": c.Book.Book.Ref(), "Name": c.Book.Book.Name})
	}
	return mayBook(tx, by, directory.RightVoucherRecord, c.Book.Book, now)
}

// AskFunds is « demander un déblocage ». On a site it writes the sealed request for
// head office to dir; at head office itself it needs no file.
func (s *Session) AskFunds(ctx context.Context, w funds.Wish, dir string) (FundsWritten, error) {
	id, err := draw[ident.ReleaseID](s.w)
	if err != nil {
		return FundsWritten{}, err
	}
	return s.writeFunds(ctx, dir, func(f fundsWrite) (funds.Request, exchange.Outgoing, error) {
		if f.home.Side == directory.Site {
			return funding.Ask(f.tx, f.by, id, w, f.from, f.draw, f.now)
		}
		w, b, err := funds.Check(f.tx, f.by, w, f.now)
		if err != nil {
			return funds.Request{}, exchange.Outgoing{}, err
		}
		r, err := funds.Ask(f.tx, f.by, funds.Request{ID: id, Poste: f.home.Poste, Wish: w}, b, f.now)
		return r, exchange.Outgoing{}, err
	})
}

// WithdrawFunds takes a request of the person back. On a site it writes to dir what
// tells head office so.
func (s *Session) WithdrawFunds(ctx context.Context, id ident.ReleaseID, dir string) (FundsWritten, error) {
	return s.writeFunds(ctx, dir, func(f fundsWrite) (funds.Request, exchange.Outgoing, error) {
		r, err := f.tx.Release(id)
		if err != nil {
			return r, exchange.Outgoing{}, err
		}
		if f.home.Side == directory.Site {
			return funding.Withdraw(f.tx, f.by, r, f.from, f.draw, f.now)
		}
		r, err = funds.Withdraw(f.tx, f.by, r, f.now)
		return r, exchange.Outgoing{}, err
	})
}

// GrantFunds gives what was asked for, or less. Where it is paid from a book, the
// leg out is entered at the same time. The reply to a poste is written to dir.
func (s *Session) GrantFunds(ctx context.Context, id ident.ReleaseID, g funds.Grant, dir string) (FundsWritten, error) {
	return s.decideFunds(ctx, id, dir, func(f fundsWrite, r funds.Request) (_ funds.Request, err error) {
		if !g.From.IsZero() && g.Account == "" {
			if g.Account, err = transferAccount(f.tx, g.From); err != nil {
				return r, err
			}
		}
		return funds.Accept(f.tx, f.by, f.home.Poste, r, g, f.now)
	})
}

// RefuseFunds says no, and why.
func (s *Session) RefuseFunds(ctx context.Context, id ident.ReleaseID, reason, dir string) (FundsWritten, error) {
	return s.decideFunds(ctx, id, dir, func(f fundsWrite, r funds.Request) (funds.Request, error) {
		return funds.Decline(f.tx, f.by, r, reason, f.now)
	})
}

func (s *Session) decideFunds(ctx context.Context, id ident.ReleaseID, dir string, decide func(fundsWrite, funds.Request) (funds.Request, error)) (FundsWritten, error) {
	return s.writeFunds(ctx, dir, func(f fundsWrite) (r funds.Request, out exchange.Outgoing, err error) {
		if err = directory.CanSomewhere(f.by, directory.RightFundsRelease, f.now); err != nil {
			return r, out, err // before anything is said of keys
		}
		if r, err = f.tx.Release(id); err != nil {
			return r, out, err
		}
		if r.Digest == [32]byte{} {
			r, err = decide(f, r)
			return r, out, err
		}
		poste, err := funding.Answerable(f.tx, r)
		if err != nil {
			return r, out, err
		}
		issuer, err := s.issuer(f.tx)
		if err != nil {
			return r, out, err
		}
		if r, err = decide(f, r); err != nil {
			return r, out, err
		}
		out, err = funding.Reply(f.tx, r, poste, issuer, f.draw, f.now)
		return r, out, err
	})
}

// EnterFunds enters the money that was granted in its book.
func (s *Session) EnterFunds(ctx context.Context, id ident.ReleaseID, a funds.Arrival) (card FundsCard, recorded cashbook.Recorded, err error) {
	recorded, err = s.writeVoucher(ctx, func(tx *storage.Tx, by directory.Actor, poste ident.PosteID, now time.Time) (cashbook.Recorded, error) {
		r, err := tx.Release(id)
		if err != nil {
			return cashbook.Recorded{}, err
		}
		if a.Account == "" {
			if a.Account, err = transferAccount(tx, r.Book); err != nil {
				return cashbook.Recorded{}, err
			}
		}
		r, recorded, err := funds.Enter(tx, by, poste, r, a, now)
		if err != nil {
			return recorded, err
		}
		card, err = fundsCard(tx, by, r, now)
		return recorded, err
	})
	return card, recorded, err
}

func transferAccount(tx *storage.Tx, book ident.BookID) (string, error) {
	b, err := tx.Book(book)
	if err != nil {
		return "", err
	}
	plan, err := chart.PlanOf(tx, b.Project)
	if err != nil {
		return "", err
	}
	return plan.Chart.Usual(chart.UseTransfer), nil
}

// PayingBooks lists the books from which the person can pay: kept on this poste,
// and theirs to enter vouchers in.
func (s *Session) PayingBooks(ctx context.Context) ([]BookCard, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) ([]BookCard, error) {
		books, err := tx.Books(cashbook.BookFilter{})
		if err != nil {
			return nil, err
		}
		var cards []BookCard
		for _, b := range books {
			if b.Status != cashbook.Open || mayBook(tx, by, directory.RightVoucherRecord, b, now) != nil {
				continue
			}
			card, err := bookCard(tx, b, now)
			if err != nil {
				return nil, err
			}
			if card.Here {
				cards = append(cards, card)
			}
		}
		return cards, nil
	})
}

// MayAskFunds tells whether the person may ask for funds for a book.
func (s *Session) MayAskFunds(ctx context.Context, book ident.BookID) error {
	_, err := viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (struct{}, error) {
		b, err := tx.Book(book)
		if err != nil {
			return struct{}{}, err
		}
		return struct{}{}, funds.MayAsk(tx, by, b, now)
	})
	return err
}

// expectedFunds gives what was granted from books and has not arrived as transfers
// that are expected; of those whose leg out is known here, expected has a line
// already.
func expectedFunds(tx *storage.Tx, expected []cashbook.Expected) ([]cashbook.Expected, error) {
	granted, err := tx.Releases(funds.Filter{Status: funds.Granted})
	if err != nil {
		return nil, err
	}
	for _, r := range granted {
		if !r.Paid.FromBook() {
			continue
		}
		number, err := funds.Arrived(tx, r)
		if err != nil {
			return nil, err
		}
		to, err := tx.Book(r.Book)
		if errors.Is(err, fault.Missing) || number != 0 {
			continue
		}
		if err != nil {
			return nil, err
		}
		expected = withFunds(expected, r, to)
	}
	return expected, nil
}

func withFunds(expected []cashbook.Expected, r funds.Request, to cashbook.Book) []cashbook.Expected {
	id := cashbook.TransferIDOf(r.Paid.Book, r.Paid.Voucher)
	for i, e := range expected {
		if e.Out.Transfer.ID == id {
			expected[i].Release = r.ID
			return expected
		}
	}
	out := cashbook.Voucher{}
	out.Entry.Book, out.Entry.Number, out.Entry.Day = r.Paid.Book, r.Paid.Voucher, r.Paid.Day
	out.AmountMinor, out.Text, out.PartnerNumber = -r.Paid.OutMinor, r.Purpose, r.Reference
	out.Kind = cashbook.KindTransfer
	out.Transfer = cashbook.Transfer{ID: id, Book: r.Book, OtherMinor: r.GrantedMinor, Currency: r.Currency, Rate: r.Paid.Rate}
	return append(expected, cashbook.Expected{From: r.Paid.AsBook(), To: to, Out: out, Release: r.ID})
}
