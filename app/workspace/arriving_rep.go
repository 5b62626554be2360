package workspace

import (
	"slices"

	"github.com/comptoir/comptoir/sync/registration"
)

func previewReply(in *intake, a *Arrival) error {
	receiver, err := in.receiver()
	if err != nil {
		return err
	}
	code, err := in.answersCode(receiver)
	if err != nil {
		return err
	}
	if code {
		return previewCodeReply(in, a, receiver)
	}
	if a.Reply, err = registration.PreviewReply(in.tx, receiver, in.parcel, in.clock); err != nil {
		return err
	}
	a.fill(a.Reply.Opened)
	return nil
}

func applyReply(in *intake, a *Arrival) error {
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
	if again.CodeReply != nil || seen.CodeReply != nil {
		return again.CodeReply != nil && seen.CodeReply != nil // they say the same about the same open request
	}
	return slices.Equal(again.Reply.Granted, seen.Reply.Granted)
}
