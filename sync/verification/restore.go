package verification

import (
	"errors"
	"slices"
	"strconv"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/app/mark"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/usrfile"
)

// RestoreOf gives what a code for a critical restore is about, in facts that the
// poste and head office both have: the backup by the digest of its manifest, the
// end of the closing that head office received last, and every closing affected.
func RestoreOf(s accounting.Store, journal ident.BookID, backup [32]byte, affected []accounting.Closing) (usrfile.Subject, error) {
	last, err := accounting.LastExported(s, journal)
	if err != nil {
		return usrfile.Subject{}, err
	}
	facts := usrfile.RestoreFacts{Manifest: backup, LastSeq: last.Head.Seq, LastHash: last.Head.Hash}
	for _, c := range affected {
		facts.Rejected = append(facts.Rejected, c.Digest)
	}
	subject, err := usrfile.RestoreSubject(facts)
	return subject, exchange.AsFault(err)
}

// RestoreDone is a restore of which head office has heard.
type RestoreDone struct {
	Journal accounting.Journal
	Poste   ident.PosteID
	Cut     ledger.Head // the last entry that stayed
	End     ledger.Head // of what was put aside, as far as it is known
	Backup  [32]byte    // digest of the manifest
	Code    string      // by which it says that it was permitted
}

// Lawful reports whether head office need not mind a restore: it has contradicted no
// closing, or a second person has approved exactly that.
func (d RestoreDone) Lawful(s interface {
	accounting.Store
	CodeRequest(string) (directory.CodeRequest, error)
}) (bool, error) {
	affected, err := accounting.AffectedClosings(s, d.Journal.ID, d.Cut)
	affected = slices.DeleteFunc(affected, func(c accounting.Closing) bool { return c.Head.Number > d.End.Number }) // made since
	if err != nil || len(affected) == 0 {
		return err == nil, err
	}
	request, err := s.CodeRequest(d.Code)
	if errors.Is(err, fault.Missing) {
		return false, nil
	}
	if err != nil || request.Status != directory.RequestApproved || request.Purpose != mark.PurposeRestore || request.Poste != d.Poste {
		return false, err
	}
	subject, err := RestoreOf(s, d.Journal.ID, d.Backup, affected)
	if err != nil {
		return false, nil // no code could have been about it
	}
	return subject.Value == request.Subject, nil
}

// Details are what an alarm says of it.
func (d RestoreDone) Details() []directory.Detail {
	details := []directory.Detail{
		{Name: "journal", Value: d.Journal.Ref() + " " + d.Journal.Name}, {Name: "cut-number", Value: strconv.FormatInt(d.Cut.Number, 10)},
		{Name: "manifest", Value: ledger.Hash(d.Backup).String()},
	}
	if d.Code != "" {
		details = append(details, directory.Detail{Name: "code", Value: d.Code})
	}
	return details
}
