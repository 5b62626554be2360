package workspace

import (
	"slices"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/sync/registration"
	"github.com/comptoir/comptoir/usrfile"
)

func previewReply(in *intake, a *Arrival) error {
	receiver, err := in.receiver()
	if err != nil {
		return err
	}
	payload, err := exchange.Genuine(in.tx, receiver, in.parcel, usrfile.KindReply)
	switch {
	case err != nil:
		return err
	case usrfile.IsVerification(payload):
		return previewCodeReply(in, a, receiver)
	case usrfile.IsFunds(payload):
		return previewFundsReply(in, a, receiver)
	}
	if a.Reply, err = registration.PreviewReply(in.tx, receiver, in.parcel, in.clock); err != nil {
		return err
	}
	a.fill(a.Reply.Opened)
	return nil
}

func applyReply(in *intake, a *Arrival) error {
	if a.Funds != nil {
		return applyFundsReply(in, a)
	}
	if a.CodeReply != nil {
		return applyCodeReply(in, a)
	}
	by, err := in.actor()
	if err != nil {
		return err
	}
	if err := registration.ApplyReply(in.tx, by, a.Reply, in.clock); err != nil {
		return err
	}
	return in.tx.Acknowledge(a.Reply.Opened.Message.Answers, in.clock.Now()) // the request is there
}

func sameReply(again, seen *Arrival) bool {
	if again.Funds != nil || seen.Funds != nil {
		return again.Funds != nil && seen.Funds != nil && again.Funds.Card.Request == seen.Funds.Card.Request
	}
	if again.CodeReply != nil || seen.CodeReply != nil {
		return again.CodeReply != nil && seen.CodeReply != nil // they say the same about the same open request
	}
	return slices.Equal(again.Reply.Granted, seen.Reply.Granted) &&
		slices.EqualFunc(again.Reply.Journals, seen.Reply.Journals, accounting.Journal.Equal)
}
