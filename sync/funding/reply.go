package funding

import (
	"errors"
	"fmt"
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

// Answerable refuses to decide on what a poste has asked that may not be answered
// any more.
func Answerable(s Store, r funds.Request) (directory.Poste, error) {
	poste, err := s.Poste(r.Poste)
	if err == nil && poste.Status != directory.PosteActive {
		err = fault.New(fault.Conflict, "directory.poste-revoked", fault.Args{"Poste": poste.Number, "Label": poste.Label})
	}
	return poste, err
}

// Reply makes the reply to a request that a poste has sent and that was decided.
func Reply(s Store, r funds.Request, to directory.Poste, i exchange.Issuer, draw Draw, now time.Time) (exchange.Outgoing, error) {
	data := usrfile.FundsReplyData{
		Request: r.Digest, Granted: r.Status == funds.Granted, AmountMinor: r.GrantedMinor, Reason: r.Reason,
		Decider: r.Decider, Reference: r.Reference, Chain: i.Trust.Chain(),
	}
	if p := r.Paid; p.FromBook() {
		data.Paid = &usrfile.FundsPaid{
			Book: uuid.UUID(p.Book), Project: p.Project, Number: p.Number, Name: p.Name, Currency: string(p.Currency),
			Voucher: p.Voucher, Day: p.Day.String(), AmountMinor: p.OutMinor, Rate: int64(p.Rate),
		}
	}
	payload, err := usrfile.EncodeFundsReplyData(data)
	if err != nil {
		return exchange.Outgoing{}, exchange.AsFault(err)
	}
	m := usrfile.Message{
		Kind: usrfile.KindReply, FileID: uuid.UUID(draw.File), Subject: uuid.UUID(r.User), Answers: r.Digest, Payload: payload,
	}
	file, err := i.Sign(s, m, &to, usrfile.RequestWindow, draw.Random, now)
	name := fmt.Sprintf("deblocage_%s_poste-%d_%s%s", r.Ref(), to.Number, now.Format(time.DateOnly), m.Kind.Extension())
	return exchange.Outgoing{Name: name, Data: file}, err
}

// Preview is what a person sees before a decision of head office is applied.
type Preview struct {
	Opened  *exchange.Opened
	Request funds.Request // as the reply leaves it
	chain   usrfile.Chain
}

// PreviewReply opens a reply at the poste that asked. Replies to different requests
// may arrive in any order; each request is answered once.
func PreviewReply(s Store, r exchange.Receiver, p exchange.Parcel, clock exchange.Clock) (*Preview, error) {
	var data usrfile.FundsReplyData
	o, err := exchange.OpenAbout(s, r, p, usrfile.KindReply, clock, func(payload []byte) (about [16]byte, err error) {
		data, err = usrfile.DecodeFundsReplyData(payload)
		return [16]byte(data.Request[:16]), exchange.AsFault(err)
	})
	if err != nil {
		return nil, err
	}
	if data.Request != o.Message.Answers {
		return nil, fault.New(fault.Forged, "funds.other-request", nil)
	}
	here, err := s.ReleaseOf(data.Request)
	if errors.Is(err, fault.Missing) {
		return nil, fault.New(fault.Conflict, "funds.reply-unknown", nil)
	}
	if err != nil {
		return nil, err
	}
	pv := &Preview{Opened: o, Request: here, chain: data.Chain}
	if o.Repeated {
		return pv, nil
	}
	if here.Status != funds.Open && here.Status != funds.Withdrawn {
		return nil, fault.New(fault.Conflict, "funds.answered", fault.Args{"Ref": here.Ref(), "Status": here.Status.Label()})
	}
	if data.Granted && clock.Times.Late(clock.System) {
		return nil, fault.New(fault.Expired, "file.clock-late", fault.Args{"Now": clock.Now()})
	}
	return pv, pv.take(data)
}

// take puts what a reply says into the request.
func (pv *Preview) take(data usrfile.FundsReplyData) error {
	r := &pv.Request
	if data.AmountMinor > r.AmountMinor {
		return fault.New(fault.Invalid, "funds.more-than-asked", fault.Args{"Amount": r.Amount()})
	}
	r.Status, r.Decided, r.Decider, r.Reason = funds.Refused, pv.Opened.Message.Issued, data.Decider, data.Reason
	if !data.Granted {
		return nil
	}
	r.Status, r.GrantedMinor, r.Reference = funds.Granted, data.AmountMinor, data.Reference
	if data.Paid == nil {
		return nil
	}
	day, err := calendar.Parse(data.Paid.Day)
	if err != nil {
		return err
	}
	currency, err := money.ParseCurrency(data.Paid.Currency)
	r.Paid = funds.Paid{
		Book: ident.BookID(data.Paid.Book), Project: data.Paid.Project, Number: data.Paid.Number, Name: data.Paid.Name,
		Currency: currency, Voucher: data.Paid.Voucher, Day: day, OutMinor: data.Paid.AmountMinor, Rate: money.Rate(data.Paid.Rate),
	}
	return err
}

// ApplyReply does what PreviewReply showed, with its marks and its line in the
// history.
func ApplyReply(s Store, by directory.Actor, pv *Preview, clock exchange.Clock) error {
	if pv.Opened.Repeated {
		return pv.Opened.SaveChain(s)
	}
	if err := pv.Opened.TakeChain(pv.chain); err != nil {
		return err
	}
	if err := pv.Opened.SaveMarks(s, clock); err != nil {
		return err
	}
	return funds.Learn(s, by, pv.Request, clock.Now())
}
