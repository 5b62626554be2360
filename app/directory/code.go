package directory

import (
	"time"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/mark"
)

// CodeRequest is « Demander le code de vérification » at head office: what a
// poste wants permitted, in facts that head office has found among its own.
type CodeRequest struct {
	Code    string // of the request, XXXX-XXXX-XXXX-XXXX-XXXX; names it
	Purpose mark.Purpose
	Poste   ident.PosteID
	Subject [32]byte
	Item    string       // how people name a closing or a restore; else empty
	User    ident.UserID // who asks
	Digest  [32]byte     // of the request file; zero while it was only spoken
	CodeStatement
	Received   time.Time
	ReceivedBy ident.UserID // who typed the code; zero for one that came as a file only
	Status     RequestStatus
	Decided    time.Time
	DecidedBy  ident.UserID
	Refusal    string // why not
}

// CodeStatement is what the person who asks for a code states: whose leave they
// have, for whom it is, what it is about and why.
type CodeStatement struct {
	Authorisation string
	Beneficiary   string
	Project       string
	Journal       string
	Reason        string
}

// Cleaned gives the statement as it is stored; each part is one line, and the
// reason must be there.
func (c CodeStatement) Cleaned() (CodeStatement, error) {
	t := cleaning{}
	t.text("authorisation", &c.Authorisation, reasonMax)
	t.text("beneficiary", &c.Beneficiary, nameMax)
	t.text("project", &c.Project, nameMax)
	t.text("journal", &c.Journal, nameMax)
	t.required("reason", &c.Reason, reasonMax)
	return c, t.err
}

// Details tells the statement to the history.
func (c CodeStatement) Details() []Detail {
	var told []Detail
	for _, d := range []Detail{
		{"authorisation", c.Authorisation}, {"beneficiary", c.Beneficiary}, {"project", c.Project},
		{"journal", c.Journal}, {"reason", c.Reason},
	} {
		if d.Value != "" {
			told = append(told, d)
		}
	}
	return told
}

// MayHandleCodes decides whether somebody may take in requests for codes and
// read answers back: who registers postes, and who approves codes.
func MayHandleCodes(by Actor, now time.Time) error {
	if Can(by, RightModuleApprove, Place{}, now) == nil {
		return nil
	}
	return Can(by, RightCodeApprove, Place{}, now)
}

// concerned gives whose second factor is to be removed; zero for other purposes.
func (r CodeRequest) concerned() ident.UserID {
	if r.Purpose != mark.PurposeFactor {
		return ident.UserID{}
	}
	return ident.UserID(r.Subject[:16])
}

// ApproveCode gives the request as approved. A second person decides: neither
// who asks, nor whom it is for, nor who typed the code at head office.
func ApproveCode(by Actor, r CodeRequest, now time.Time) (CodeRequest, error) {
	if err := mayDecideCode(by, r, now); err != nil {
		return r, err
	}
	if err := notOwn(by, r.concerned()); err != nil {
		return r, err
	}
	if by.ID == r.ReceivedBy {
		return r, fault.New(fault.Denied, "directory.code-own", nil)
	}
	r.Status, r.Decided, r.DecidedBy = RequestApproved, now, by.ID
	return r, nil
}

// RefuseCode gives the request as refused, with the reason. It takes no second
// person to say no.
func RefuseCode(by Actor, r CodeRequest, reason string, now time.Time) (CodeRequest, error) {
	if err := mayDecideCode(by, r, now); err != nil {
		return r, err
	}
	reason, err := required("reason", reason, reasonMax)
	if err != nil {
		return r, err
	}
	r.Status, r.Decided, r.DecidedBy, r.Refusal = RequestRefused, now, by.ID, reason
	return r, nil
}

func mayDecideCode(by Actor, r CodeRequest, now time.Time) error {
	if err := Can(by, RightCodeApprove, Place{}, now); err != nil {
		return err
	}
	if err := notOwn(by, r.User); err != nil {
		return err
	}
	if r.Status != RequestOpen {
		return fault.New(fault.Conflict, "directory.request-decided", fault.Args{
			"Status": fault.Key("request.status." + string(r.Status)), "When": r.Decided,
		})
	}
	return nil
}
