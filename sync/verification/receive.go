package verification

import (
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/mark"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/usrfile"
)

// Call is a request code as it was read over the telephone.
type Call struct {
	Code   string       // as typed
	Caller ident.UserID // who is on the telephone, or zero
	directory.CodeStatement
}

// Enter puts the request of a code that was read over the telephone among the
// open ones. It is refused unless head office finds exactly one thing that it
// asks for. A code that is known already is given as it stands.
func Enter(s Store, f Facts, by directory.Actor, call Call, clock exchange.Clock) (directory.CodeRequest, error) {
	now := clock.Now()
	if err := directory.MayHandleCodes(by, now); err != nil {
		return directory.CodeRequest{}, err
	}
	parsed, err := usrfile.ParseVerificationRequest(call.Code)
	if err != nil {
		return directory.CodeRequest{}, exchange.AsFault(err)
	}
	if r, here, err := known(s, parsed.String()); here || err != nil {
		return r, err
	}
	if err := believed(parsed.Purpose, clock); err != nil {
		return directory.CodeRequest{}, err
	}
	stated, err := call.Cleaned()
	if err != nil {
		return directory.CodeRequest{}, err
	}
	poste, err := posteOf(s, parsed.PosteNumber)
	if err != nil {
		return directory.CodeRequest{}, err
	}
	found, err := match(s, f, parsed, poste, call.Caller, now)
	if err != nil {
		return directory.CodeRequest{}, err
	}
	r := directory.CodeRequest{
		Code: parsed.String(), Purpose: mark.Purpose(parsed.Purpose.String()), Poste: poste.ID, Subject: found.Subject.Value,
		Item: found.item, User: ident.UserID(found.Requester), CodeStatement: stated, ReceivedBy: by.ID,
	}
	if err := mayHaveAsked(s, r, now); err != nil {
		return directory.CodeRequest{}, err
	}
	return take(s, by, r, poste, now)
}

// mayHaveAsked holds what a poste lets its people ask for against what head office
// knows of them, which may be newer: somebody has left, or lost the right.
func mayHaveAsked(s Store, r directory.CodeRequest, now time.Time) error {
	requester, err := directory.LoadActor(s, r.User)
	if err != nil {
		return err
	}
	if requester.Status == directory.StatusPending { // head office may not have heard yet
		requester.Status = directory.StatusActive
	}
	return mayAsk(requester, &Wish{Purpose: r.Purpose, User: User(r.Purpose, r.Subject)}, now)
}

// believed refuses to correct the clock of another by one that is not believed.
func believed(p usrfile.Purpose, clock exchange.Clock) error {
	wrong := clock.Times.Late(clock.System) || clock.Times.Jumped(clock.System)
	if p == usrfile.PurposeClock && wrong {
		return fault.New(fault.Expired, "verification.own-clock", fault.Args{"Now": clock.Now()})
	}
	return nil
}

// take stores a request that was found to ask for something.
func take(s Store, by directory.Actor, r directory.CodeRequest, poste directory.Poste, now time.Time) (directory.CodeRequest, error) {
	r.Status, r.Received = directory.RequestOpen, now
	if err := s.SaveCodeRequest(r); err != nil {
		return r, err
	}
	return r, directory.Note(s, by, subjectOf(r), directory.VerbCodeReceived, now, details(r, poste, r.Details()...)...)
}

// Read is a request file that was opened at head office.
type Read struct {
	Request directory.CodeRequest
	Known   bool // arrived before, as a file
	Message *usrfile.Message

	spoken   bool // its code was read over the telephone before
	sent     *exchange.Sent
	previous [32]byte
}

// ReadFile opens a request file. Nothing is written. Keys are those that head
// office has or had.
func ReadFile(s Store, f Facts, file []byte, keys []usrfile.BoxKey, clock exchange.Clock) (*Read, error) {
	sent, err := exchange.OpenSent(s, file, usrfile.KindRequest, keys, clock)
	if err != nil {
		return nil, err
	}
	data, err := usrfile.DecodeVerificationData(sent.Payload)
	if err != nil {
		return nil, exchange.AsFault(err)
	}
	m := sent.Message
	read := &Read{Message: m, sent: sent, previous: data.Previous}
	if err := sent.Check(s, data.Previous); err != nil {
		return nil, err
	}
	parsed, asked, err := data.Asks(m.Organisation, m.Poste, sent.Poste.Number, m.Subject)
	if err != nil {
		return nil, exchange.AsFault(err)
	}
	spoken, here, err := known(s, data.Code)
	if err != nil {
		return nil, err
	}
	if read.Known = here && spoken.Digest != [32]byte{}; read.Known {
		read.Request = spoken
		return read, nil
	}
	item, err := wouldPermit(s, f, asked, m.Issued, clock)
	if err != nil {
		return nil, err
	}
	read.Request = directory.CodeRequest{
		Code: data.Code, Purpose: mark.Purpose(parsed.Purpose.String()), Poste: ident.PosteID(m.Poste),
		Subject: data.Subject, Item: item, User: ident.UserID(m.Subject), Digest: m.Digest(),
		CodeStatement: directory.CodeStatement{
			Authorisation: data.Authorisation, Beneficiary: data.Beneficiary, Project: data.Project, Journal: data.Journal, Reason: data.Reason,
		},
		Status: directory.RequestOpen,
	}
	if err := mayHaveAsked(s, read.Request, clock.Now()); err != nil {
		return nil, err
	}
	if read.spoken = here; here {
		read.Request.Status, read.Request.Received, read.Request.ReceivedBy = spoken.Status, spoken.Received, spoken.ReceivedBy
		read.Request.Decided, read.Request.DecidedBy, read.Request.Refusal = spoken.Decided, spoken.DecidedBy, spoken.Refusal
	}
	return read, nil
}

// wouldPermit refuses what head office does not find among its own facts, and
// names a closing or a restore. That the code was made for what is asked has been
// checked.
func wouldPermit(s Store, f Facts, asked usrfile.Verification, at time.Time, clock exchange.Clock) (item string, err error) {
	if err := believed(asked.Subject.Purpose, clock); err != nil {
		return "", err
	}
	if _, err := s.User(ident.UserID(asked.Requester)); err != nil {
		return "", err
	}
	purpose, value := mark.Purpose(asked.Subject.Purpose.String()), asked.Subject.Value
	switch purpose {
	case mark.PurposeClock: // the reply sets it to when it is issued
		if asked.Subject != usrfile.ClockSubject(at) {
			return "", fault.New(fault.Forged, "verification.other-day", nil)
		}
		return "", nil
	case mark.PurposeFactor:
		_, err := s.User(User(purpose, value))
		return "", err
	}
	items, err := f.AtOffice(s, ident.PosteID(asked.Poste), purpose)
	if err != nil {
		return "", err
	}
	item, found := itemText(items, value)
	if !found {
		err = fault.New(fault.Denied, "file.code-unknown", nil)
	}
	return item, err
}

// Receive puts a request file among the open requests; one that is known already
// is given as it stands. Whoever took the file in has added nothing to what the
// poste has signed, and may approve it.
func Receive(s Store, by directory.Actor, read *Read, clock exchange.Clock) (directory.CodeRequest, error) {
	now := clock.Now()
	if err := directory.MayHandleCodes(by, now); err != nil {
		return directory.CodeRequest{}, err
	}
	if err := read.sent.SaveMarks(s, read.previous); err != nil || read.Known {
		return read.Request, err
	}
	if read.spoken {
		return read.Request, s.SaveCodeRequest(read.Request)
	}
	return take(s, by, read.Request, read.sent.Poste, now)
}

// subjectOf gives the person whom a request is about.
func subjectOf(r directory.CodeRequest) ident.UserID {
	if user := User(r.Purpose, r.Subject); !user.IsZero() {
		return user
	}
	return r.User
}

// details tell the history what a request is.
func details(r directory.CodeRequest, poste directory.Poste, more ...directory.Detail) []directory.Detail {
	told := []directory.Detail{
		{Name: "purpose", Value: string(r.Purpose)}, {Name: "code", Value: r.Code}, {Name: "poste", Value: posteNumber(poste)},
	}
	if r.Item != "" {
		told = append(told, directory.Detail{Name: "item", Value: r.Item})
	}
	return append(told, more...)
}

// asksFor gives a request in the facts that its answer is made of.
func asksFor(s Store, r directory.CodeRequest, poste directory.Poste) (usrfile.VerificationRequest, usrfile.Verification, error) {
	parsed, err := usrfile.ParseVerificationRequest(r.Code)
	if err != nil {
		return parsed, usrfile.Verification{}, exchange.AsFault(err)
	}
	v, err := about(s, poste, r.Purpose, r.Subject, r.User)
	return parsed, v, err
}
