package workspace

import (
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/funds"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/sync/funding"
	"github.com/comptoir/comptoir/usrfile"
)

// FundsArrival is a request for the release of funds at head office, what takes one
// back, or head office's decision at a site.
type FundsArrival struct {
	Card      FundsCard // as it stands, and once it is applied, as the file leaves it
	Withdraws bool

	reply *funding.Preview
}

// Change tells what the file brings.
func (f FundsArrival) Change() Change {
	r := f.Card.Request
	sign := Gain
	if r.Status == funds.Refused || r.Status == funds.Withdrawn || f.Withdraws {
		sign = Loss
	}
	key := "funds-" + string(r.Status)
	if f.Withdraws {
		key = "funds-" + string(funds.Withdrawn)
	}
	return Change{Sign: sign, Key: key, Args: fault.Args{
		"Ref": r.Ref(), "Book": f.Card.Book.Book.Ref(), "Amount": r.Amount(), "Granted": r.GrantedAmount(), "Reason": r.Reason,
	}}
}

// asksForFunds tells a sealed request for funds from one for a code. Whoever takes
// in what postes ask for may take in both; it adds nothing to what is signed.
func (in *intake) asksForFunds() (bool, error) {
	by, err := in.actor()
	if err != nil {
		return false, err
	}
	now := in.clock.Now()
	if err := directory.MayHandleCodes(by, now); err != nil && directory.CanSomewhere(by, directory.RightFundsRelease, now) != nil {
		return false, err
	}
	keys, err := in.by.boxKeys(in.tx)
	if err != nil {
		return false, err
	}
	sent, err := exchange.OpenSent(in.tx, in.parcel.File, usrfile.KindRequest, keys, in.clock)
	if err != nil {
		return false, err
	}
	return usrfile.IsFunds(sent.Payload), nil
}

func (in *intake) readFunds() (*funding.Read, directory.Actor, error) {
	by, err := in.actor()
	if err != nil {
		return nil, by, err
	}
	keys, err := in.by.boxKeys(in.tx)
	if err != nil {
		return nil, by, err
	}
	read, err := funding.ReadFile(in.tx, in.parcel.File, keys, in.clock)
	return read, by, err
}

func previewFundsRequest(in *intake, a *Arrival) error {
	read, by, err := in.readFunds()
	if err != nil {
		return err
	}
	a.Repeated = read.Known
	a.describe(read.Message)
	a.Funds = &FundsArrival{Withdraws: read.Withdraws}
	a.Funds.Card, err = fundsCard(in.tx, by, read.Request, in.clock.Now())
	return err
}

func applyFundsRequest(in *intake, a *Arrival) error {
	read, by, err := in.readFunds()
	if err != nil {
		return err
	}
	r, err := funding.Receive(in.tx, by, read, in.clock)
	if err != nil {
		return err
	}
	a.Funds.Card, err = fundsCard(in.tx, by, r, in.clock.Now())
	return err
}

func previewFundsReply(in *intake, a *Arrival, r exchange.Receiver) error {
	pv, err := funding.PreviewReply(in.tx, r, in.parcel, in.clock)
	if err != nil {
		return err
	}
	by, err := in.actor()
	if err != nil {
		return err
	}
	a.fill(pv.Opened)
	a.Funds = &FundsArrival{reply: pv}
	a.Funds.Card, err = fundsCard(in.tx, by, pv.Request, in.clock.Now())
	return err
}

func applyFundsReply(in *intake, a *Arrival) error {
	by, err := in.actor()
	if err != nil {
		return err
	}
	if err := funding.ApplyReply(in.tx, by, a.Funds.reply, in.clock); err != nil {
		return err
	}
	return in.tx.Acknowledge(a.Funds.reply.Opened.Message.Answers, in.clock.Now()) // the request is there
}
