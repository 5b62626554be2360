package registration

import (
	"errors"
	"slices"
	"strconv"
	"time"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/usrfile"
)

// Preview is what a person sees before a reply is applied.
type Preview struct {
	Opened   *exchange.Opened
	Approved bool
	Reason   string // of a refusal
	Number   int
	Label    string
	Location string
	Issued   time.Time
	Granted  []cashbook.Book
	Journals []accounting.Journal // granted
	Request  directory.Request    // as it was made here
	shared   *exchange.Shared
	chain    usrfile.Chain

	registration [32]byte // the request by which this poste's keys are registered
}

// PreviewReply opens a reply at the poste that asked. A reply to anything but an
// open request is refused; nothing is written.
func PreviewReply(s exchange.Store, r exchange.Receiver, p exchange.Parcel, clock exchange.Clock) (*Preview, error) {
	o, err := exchange.Open(s, r, p, usrfile.KindReply, clock)
	if err != nil {
		return nil, err
	}
	if o.FirstContact {
		return nil, fault.New(fault.Forged, "registration.no-organisation", nil)
	}
	asked, err := answered(s, o)
	if err != nil {
		return nil, err
	}
	data, err := usrfile.DecodeReplyData(o.Payload)
	if err != nil {
		return nil, exchange.AsFault(err)
	}
	if !o.Repeated {
		if err := checkReply(r, o, data, clock); err != nil {
			return nil, err
		}
	}
	pv, err := preview(s, r, o, data)
	if err == nil {
		pv.Request = asked
	}
	return pv, err
}

// answered gives the request of this poste to which a reply belongs, which must
// be open unless the reply has been applied before.
func answered(s directory.Store, o *exchange.Opened) (directory.Request, error) {
	r, err := s.Request(o.Message.Answers)
	if err != nil && !errors.Is(err, fault.Missing) {
		return r, err
	}
	if !o.Repeated && (err != nil || r.Status != directory.RequestOpen) {
		return r, fault.New(fault.Conflict, "registration.other-request", nil)
	}
	return r, nil
}

// checkReply refuses a reply that does not say what its envelope says, and holds
// back one that gives anything while the clock is late.
func checkReply(r exchange.Receiver, o *exchange.Opened, data usrfile.ReplyData, clock exchange.Clock) error {
	switch {
	case data.Request != o.Message.Answers:
		return fault.New(fault.Forged, "registration.other-request", nil)
	case !data.Approved:
		return nil
	case !registers(data, r):
		return fault.New(fault.Forged, "registration.other-poste", nil)
	case clock.Times.Late(clock.System):
		return fault.New(fault.Expired, "file.clock-late", fault.Args{"Now": clock.Now()})
	}
	return nil
}

// registers reports whether an approval lists this poste, by its own keys, under
// the number that it gives.
func registers(data usrfile.ReplyData, r exchange.Receiver) bool {
	return slices.ContainsFunc(data.Postes, func(p usrfile.Poste) bool {
		return ident.PosteID(p.ID) == r.Home.Poste && p.BoxKey == r.Key.Public() && p.Number == data.PosteNumber
	})
}

func preview(s exchange.Store, r exchange.Receiver, o *exchange.Opened, data usrfile.ReplyData) (*Preview, error) {
	projects, err := s.Projects()
	if err != nil {
		return nil, err
	}
	books, err := exchange.BooksFromWire(booksOfProjects(data.Books, projects), projects)
	if err != nil {
		return nil, err
	}
	postes, err := exchange.PostesFromWire(data.Postes)
	if err != nil {
		return nil, err
	}
	journals, err := exchange.JournalsFromWire(journalsOfProjects(data.Journals, projects), projects)
	if err != nil {
		return nil, err
	}
	shared, things, err := exchange.JudgeShared(s, o, exchange.Things{Postes: postes, Books: books, Journals: journals})
	if err != nil {
		return nil, err
	}
	return &Preview{
		Opened: o, Approved: data.Approved, Reason: data.Reason, Number: data.PosteNumber, Label: data.Label,
		Location: data.Location, Issued: o.Message.Issued, Granted: ownedBy(things.Books, r.Home.Poste), Journals: journalsOwnedBy(things.Journals, r.Home.Poste),
		shared: shared, chain: data.Chain, registration: data.Registration,
	}, nil
}

// booksOfProjects leaves out books of projects that this poste does not know
// yet: they arrive, with their grant, in the next user data.
func booksOfProjects(books []usrfile.Book, projects []directory.Project) []usrfile.Book {
	return slices.DeleteFunc(books, func(b usrfile.Book) bool {
		return !slices.ContainsFunc(projects, func(p directory.Project) bool { return uuid.UUID(p.ID) == b.Project })
	})
}

// ApplyReply applies what PreviewReply showed, with its marks and its line in
// the history.
func ApplyReply(s Store, by directory.Actor, pv *Preview, clock exchange.Clock) error {
	if pv.Opened.Repeated {
		return pv.Opened.SaveChain(s)
	}
	if err := pv.shared.Apply(s); err != nil {
		return err
	}
	if err := pv.Opened.TakeChain(pv.chain); err != nil {
		return err
	}
	if err := pv.close(s); err != nil {
		return err
	}
	home, err := s.Home()
	if err != nil {
		return err
	}
	if pv.Approved {
		home.Registration = pv.registration
	}
	if err := s.SaveHome(home); err != nil {
		return err
	}
	if err := pv.Opened.SaveMarks(s, clock); err != nil {
		return err
	}
	return pv.note(s, by, pv.Opened.Now)
}

// close keeps what became of the request, and forgets its file.
func (pv *Preview) close(s Store) error {
	r := pv.Request
	r.Status, r.Decided, r.Reason = directory.RequestRefused, pv.Issued, pv.Reason
	if pv.Approved {
		r.Status, r.Label, r.Location = directory.RequestApproved, pv.Label, pv.Location
	}
	if err := settle(s, r); err != nil || !pv.Approved {
		return err
	}
	return pv.closeGranted(s)
}

// closeGranted closes the earlier requests of this poste for modules which it now
// has: the reply to a later one brings them as well.
func (pv *Preview) closeGranted(s Store) error {
	poste, err := s.Poste(pv.Request.Poste)
	if err != nil {
		return err
	}
	open, err := s.Requests(directory.RequestOpen)
	if err != nil {
		return err
	}
	for _, r := range open {
		if r.Poste != poste.ID || r.SignKey != poste.SignKey || r.Made.After(pv.Issued) || !slices.Contains(poste.Modules, r.Module) {
			continue
		}
		r.Status, r.Decided = directory.RequestApproved, pv.Issued
		if err := settle(s, r); err != nil {
			return err
		}
	}
	return nil
}

func settle(s Store, r directory.Request) error {
	if err := s.SaveRequest(r); err != nil {
		return err
	}
	return s.DeleteRequestFile(r.Digest)
}

// note writes the line of the history that says what the reply brought.
func (pv *Preview) note(s exchange.Store, by directory.Actor, now time.Time) error {
	subject := ident.UserID(pv.Opened.Message.Subject)
	if !pv.Approved {
		return directory.Note(s, by, subject, directory.VerbModuleRefused, now, directory.Detail{Name: "reason", Value: pv.Reason})
	}
	return directory.Note(s, by, subject, directory.VerbModuleRegistered, now,
		directory.Detail{Name: "poste", Value: strconv.Itoa(pv.Number)}, directory.Detail{Name: "label", Value: pv.Label},
		directory.Detail{Name: "books", Value: strconv.Itoa(len(pv.Granted) + len(pv.Journals))})
}
