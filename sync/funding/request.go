// Package funding carries requests for the release of funds between a poste and
// head office: the request, what takes it back, and the decision.
package funding

import (
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/funds"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/usrfile"
)

// Store is what the rules need inside one transaction.
type Store interface {
	exchange.Store
	funds.Store
}

// Draw is the randomness of one message.
type Draw struct {
	File   ident.FileID
	Random io.Reader
}

// Ask makes the request file of a poste and keeps the request.
func Ask(s Store, by directory.Actor, id ident.ReleaseID, w funds.Wish, from exchange.Sender, draw Draw, now time.Time) (funds.Request, exchange.Outgoing, error) {
	w, book, err := funds.Check(s, by, w, now)
	if err != nil {
		return funds.Request{}, exchange.Outgoing{}, err
	}
	if err := registered(s); err != nil {
		return funds.Request{}, exchange.Outgoing{}, err
	}
	now = now.UTC().Truncate(time.Second)
	r := funds.Request{ID: id, Poste: from.Poste, User: by.ID, Wish: w}
	out, digest, err := write(s, r, [32]byte{}, from, draw, now)
	if err != nil {
		return r, out, err
	}
	r.Digest = digest
	r, err = funds.Ask(s, by, r, book, now)
	return r, out, err
}

// Withdraw makes the file that takes a request of this poste back.
func Withdraw(s Store, by directory.Actor, r funds.Request, from exchange.Sender, draw Draw, now time.Time) (funds.Request, exchange.Outgoing, error) {
	r, err := funds.Withdraw(s, by, r, now)
	if err != nil {
		return r, exchange.Outgoing{}, err
	}
	out, _, err := write(s, r, r.Digest, from, draw, now.UTC().Truncate(time.Second))
	return r, out, err
}

// registered refuses to ask where head office does not know the poste.
func registered(s Store) error {
	home, err := s.Home()
	if err != nil {
		return err
	}
	if home.Registration == [32]byte{} {
		return fault.New(fault.Conflict, "verification.not-registered", nil)
	}
	return nil
}

func write(s Store, r funds.Request, withdraws [32]byte, from exchange.Sender, draw Draw, at time.Time) (exchange.Outgoing, [32]byte, error) {
	previous, err := exchange.Previous(s, from.Poste)
	if err != nil {
		return exchange.Outgoing{}, previous, err
	}
	payload, err := usrfile.EncodeFundsData(usrfile.FundsData{
		ID: uuid.UUID(r.ID), Withdraws: withdraws, Book: uuid.UUID(r.Book), AmountMinor: r.AmountMinor, Currency: string(r.Currency),
		Wanted: r.Wanted.String(), Purpose: r.Purpose, BudgetLine: r.BudgetLine, Funding: r.Funding, Previous: previous,
	})
	if err != nil {
		return exchange.Outgoing{}, previous, exchange.AsFault(err)
	}
	m := usrfile.Message{
		Kind: usrfile.KindRequest, Mode: usrfile.Sealed, FileID: uuid.UUID(draw.File), Subject: uuid.UUID(r.User), Payload: payload,
	}
	file, digest, err := from.Sign(s, m, draw.Random, at)
	word := "deblocage"
	if withdraws != [32]byte{} {
		word = "deblocage-retire"
	}
	return exchange.Outgoing{Name: fmt.Sprintf("%s_%s_%s%s", word, r.Ref(), at.Format(time.DateOnly), m.Kind.Extension()), Data: file}, digest, err
}

// Read is a request file that was opened at head office, or one that takes a
// request back.
type Read struct {
	Request   funds.Request // as it stands here, or would
	Withdraws bool
	Known     bool // taken before
	Message   *usrfile.Message

	sent     *exchange.Sent
	previous [32]byte
}

// ReadFile opens a request file. Nothing is written. Keys are those that head
// office has or had. Requests of a poste may arrive in any order, since each goes
// its own way; only what takes one back must come after it.
func ReadFile(s Store, file []byte, keys []usrfile.BoxKey, clock exchange.Clock) (*Read, error) {
	sent, err := exchange.OpenSent(s, file, usrfile.KindRequest, keys, clock)
	if err != nil {
		return nil, err
	}
	data, err := usrfile.DecodeFundsData(sent.Payload)
	if err != nil {
		return nil, exchange.AsFault(err)
	}
	if err := sent.Of(s, data.ID); err != nil {
		return nil, err
	}
	read := &Read{Message: sent.Message, Withdraws: data.Withdraws != usrfile.Bytes32{}, sent: sent, previous: data.Previous}
	if !read.Withdraws {
		known, err := s.ReleaseOf(sent.Message.Digest())
		if read.Known = err == nil; read.Known {
			read.Request = known
			return read, nil
		}
		if !errors.Is(err, fault.Missing) {
			return nil, err
		}
	}
	if err := sent.Check(s, data.Previous); err != nil {
		return nil, err
	}
	if read.Withdraws {
		return read, read.withdrawn(s, data)
	}
	if read.Request, err = asked(sent.Message, data); err != nil {
		return nil, err
	}
	if _, err := s.Release(read.Request.ID); !errors.Is(err, fault.Missing) {
		return nil, errors.Join(err, fault.New(fault.Conflict, "funds.other-content", nil))
	}
	_, err = funds.CheckReceived(s, read.Request, clock.Now())
	return read, err
}

// asked gives what a message asks for.
func asked(m *usrfile.Message, data usrfile.FundsData) (funds.Request, error) {
	wanted, err := calendar.Parse(data.Wanted)
	if err != nil {
		return funds.Request{}, err
	}
	return funds.Request{
		ID: ident.ReleaseID(data.ID), Digest: m.Digest(), Poste: ident.PosteID(m.Poste), User: ident.UserID(m.Subject), Made: m.Issued,
		Wish: funds.Wish{
			Book: ident.BookID(data.Book), AmountMinor: data.AmountMinor, Currency: money.Currency(data.Currency), Wanted: wanted,
			Purpose: data.Purpose, BudgetLine: data.BudgetLine, Funding: data.Funding,
		},
		Status: funds.Open,
	}, nil
}

// withdrawn finds what is taken back: a request of the same poste and person.
func (r *Read) withdrawn(s Store, data usrfile.FundsData) error {
	here, err := s.ReleaseOf(data.Withdraws)
	if errors.Is(err, fault.Missing) {
		return fault.New(fault.Missing, "funds.withdraws-unknown", nil)
	}
	if err != nil {
		return err
	}
	m := r.Message
	if here.Poste != ident.PosteID(m.Poste) || here.User != ident.UserID(m.Subject) || here.ID != ident.ReleaseID(data.ID) {
		return fault.New(fault.Forged, "funds.other-request", nil)
	}
	if r.Request, r.Known = here, r.sent.Repeated; !r.Known && here.Status != funds.Open {
		return fault.New(fault.Conflict, "funds.decided", fault.Args{"Ref": here.Ref(), "Status": here.Status.Label(), "When": here.Decided})
	}
	return nil
}

// Receive does what a request file says, with its marks.
func Receive(s Store, by directory.Actor, read *Read, clock exchange.Clock) (funds.Request, error) {
	if read.Known {
		return read.Request, nil
	}
	if err := read.sent.SaveMarks(s, read.previous); err != nil {
		return read.Request, err
	}
	if read.Withdraws {
		return funds.ReceiveWithdrawal(s, by, read.Request, clock.Now())
	}
	return funds.Receive(s, by, read.Request, clock.Now())
}
