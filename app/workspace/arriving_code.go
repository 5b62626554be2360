package workspace

import (
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/mark"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/sync/verification"
	"github.com/comptoir/comptoir/usrfile"
)

// CodeReply is what head office has decided about a request for a code.
type CodeReply struct {
	Purpose  mark.Purpose
	Code     string
	Approved bool
	Reason   string // of a refusal
	About    CodeSubject
	Outcome  CodeOutcome // once it is applied

	preview *verification.Preview
}

// isSealed tells what a registered poste asks for from what registers a module: only
// that is plain, since head office has no key of its sender yet.
func (in *intake) isSealed() (bool, error) {
	envelope, err := usrfile.Inspect(in.parcel.File)
	if err != nil {
		return false, exchange.AsFault(err)
	}
	return envelope.Unverified().Mode == usrfile.Sealed, nil
}

func previewCodeRequest(in *intake, a *Arrival) error {
	by, err := in.actor()
	if err != nil {
		return err
	}
	read, err := in.readCodeRequest(by)
	if err != nil {
		return err
	}
	a.Repeated = read.Known
	a.describe(read.Message)
	a.CodeTask = &CodeTask{}
	*a.CodeTask, err = codeTask(in.tx, by, read.Request, in.clock.Now())
	return err
}

func (in *intake) readCodeRequest(by directory.Actor) (*verification.Read, error) {
	if err := directory.MayHandleCodes(by, in.clock.Now()); err != nil {
		return nil, err
	}
	keys, err := in.by.boxKeys(in.tx)
	if err != nil {
		return nil, err
	}
	return verification.ReadFile(in.tx, in.w.facts, in.parcel.File, keys, in.clock)
}

func applyCodeRequest(in *intake, a *Arrival) error {
	by, err := in.actor()
	if err != nil {
		return err
	}
	read, err := in.readCodeRequest(by)
	if err != nil {
		return err
	}
	r, err := verification.Receive(in.tx, by, read, in.clock)
	if err != nil {
		return err
	}
	*a.CodeTask, err = codeTask(in.tx, by, r, in.clock.Now())
	return err
}

func previewCodeReply(in *intake, a *Arrival, r exchange.Receiver) error {
	pv, err := verification.PreviewReply(in.tx, r, in.parcel, in.clock)
	if err != nil {
		return err
	}
	a.fill(pv.Opened)
	a.CodeReply = &CodeReply{Code: pv.Code, Approved: pv.Approved, Reason: pv.Reason, preview: pv}
	if a.Repeated {
		return nil
	}
	asked, err := in.w.posteCode(in.tx, pv.Asked)
	a.CodeReply.Purpose, a.CodeReply.About = pv.Asked.Purpose, asked.About
	return err
}

func applyCodeReply(in *intake, a *Arrival) error {
	by, err := in.actor()
	if err != nil {
		return err
	}
	done, err := verification.ApplyReply(in.tx, by, a.CodeReply.preview, in.clock)
	if err != nil {
		return err
	}
	if err := in.w.releasePermitted(in.tx, by, done, in.clock); err != nil {
		return err
	}
	a.CodeReply.Outcome, err = codeOutcome(in.tx, done)
	return err
}
