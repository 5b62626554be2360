// Package registration brings a module onto a poste without a network: a request
// file from the poste, a look at its fingerprint on both sides, and a reply file
// from head office that numbers the poste and grants it its books.
package registration

import (
	"fmt"
	"io"
	"time"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/usrfile"
)

// Wish is what a person asks for on a poste.
type Wish struct {
	Module   directory.Module
	Label    string // of the poste, "Portable Awa"
	Location string // "Kolda"
}

// nameMax is how many characters head office takes for a label or a location.
const nameMax = 80

// Keys are the poste's own.
type Keys struct {
	Sign usrfile.SigningKey
	Box  usrfile.BoxKey
}

// Draw is the randomness of one request.
type Draw struct {
	File   ident.FileID
	Nonce  [16]byte
	Random io.Reader
}

// Made is a request ready to be written, and what to read aloud about it.
type Made struct {
	exchange.Outgoing
	Digest      [32]byte
	Fingerprint string // 16 symbols, the same on both sides
}

// Store is what the rules need inside one transaction.
type Store interface {
	exchange.Store

	// RequestFile gives the signed bytes of a request that this poste made;
	// fault.Missing once it is closed.
	RequestFile(digest [32]byte) ([]byte, error)
	SaveRequestFile(digest [32]byte, file []byte) error
	DeleteRequestFile(digest [32]byte) error
}

// Ask makes the request file of this poste and keeps it among the open ones, so
// that its reply is known and the file can be written again. One for the same
// module, or with keys that the poste has no more, gives way. version is the
// program's.
func Ask(s Store, by directory.Actor, wish Wish, keys Keys, draw Draw, version string, now time.Time) (Made, error) {
	if err := directory.CanSomewhere(by, directory.RightModuleRequest, now); err != nil {
		return Made{}, err
	}
	home, err := s.Home()
	if err != nil {
		return Made{}, err
	}
	if wish, err = wish.cleaned(); err != nil {
		return Made{}, err
	}
	previous, err := exchange.Previous(s, home.Poste)
	if err != nil {
		return Made{}, err
	}
	payload, err := encodeWish(by.User, wish, keys, draw.Nonce, version, previous)
	if err != nil {
		return Made{}, err
	}
	m := usrfile.Message{
		Kind: usrfile.KindRequest, FileID: uuid.UUID(draw.File), Subject: uuid.UUID(by.User.ID), Payload: payload,
	}
	data, digest, err := exchange.Sender{Poste: home.Poste, Key: keys.Sign}.Sign(s, m, draw.Random, now)
	if err != nil {
		return Made{}, err
	}
	made := asMade(data, digest, now)
	if err := keep(s, made, directory.Request{
		Digest: digest, Poste: home.Poste, User: by.User.ID, Module: wish.Module, Label: wish.Label, Location: wish.Location,
		SignKey: keys.Sign.Public(), BoxKey: keys.Box.Public(), Schema: usrfile.SchemaVersion,
		Made: now, Received: now, Status: directory.RequestOpen,
	}); err != nil {
		return Made{}, err
	}
	return made, directory.Note(s, by, by.ID, directory.VerbModuleRequested, now,
		directory.Detail{Name: "module", Value: string(wish.Module)}, directory.Detail{Name: "label", Value: wish.Label},
		directory.Detail{Name: "fingerprint", Value: made.Fingerprint})
}

func asMade(file []byte, digest [32]byte, at time.Time) Made {
	return Made{
		Outgoing:    exchange.Outgoing{Name: fmt.Sprintf("demande_%s%s", at.Format(time.DateOnly), usrfile.KindRequest.Extension()), Data: file},
		Digest:      digest,
		Fingerprint: usrfile.RequestFingerprint(digest),
	}
}

// keep keeps an open request of this poste with its file.
func keep(s Store, made Made, r directory.Request) error {
	if err := directory.Replace(s, r); err != nil {
		return err
	}
	return s.SaveRequestFile(r.Digest, made.Data)
}

// Again gives the file of an open request of this poste once more: the same
// bytes, so that the fingerprint which was read aloud stays. A closed request is
// fault.Conflict, one that nobody can approve any more fault.Expired.
func Again(s Store, by directory.Actor, digest [32]byte, now time.Time) (Made, error) {
	if err := directory.CanSomewhere(by, directory.RightModuleRequest, now); err != nil {
		return Made{}, err
	}
	r, err := s.Request(digest)
	if err != nil {
		return Made{}, err
	}
	switch status := r.StatusAt(now); status {
	case directory.RequestOpen:
	case directory.RequestExpired:
		return Made{}, fault.New(fault.Expired, "registration.expired", fault.Args{"Until": r.Until()})
	default:
		return Made{}, fault.New(fault.Conflict, "registration.closed", fault.Args{"Status": fault.Key("request.status." + string(status))})
	}
	file, err := s.RequestFile(digest)
	return asMade(file, digest, r.Made), err
}

// cleaned gives the wish as head office will store it, so that it is not refused
// there first.
func (w Wish) cleaned() (Wish, error) {
	var err error
	if w.Label, err = directory.Clean("label", w.Label, nameMax); err != nil {
		return w, err
	}
	if w.Label == "" {
		return w, fault.New(fault.Invalid, "directory.text-empty", fault.Args{"Field": fault.Key("detail.label")})
	}
	w.Location, err = directory.Clean("location", w.Location, nameMax)
	return w, err
}

func encodeWish(u directory.User, wish Wish, keys Keys, nonce [16]byte, version string, previous [32]byte) ([]byte, error) {
	if wish.Module != directory.ModuleCashbook && wish.Module != directory.ModuleAccounting {
		return nil, fault.New(fault.Invalid, "registration.module", fault.Args{"Module": fault.Excerpt(string(wish.Module))})
	}
	payload, err := usrfile.EncodeRequestData(usrfile.RequestData{
		Module: string(wish.Module), User: u.Address(), Label: wish.Label, Location: wish.Location,
		SignKey: keys.Sign.Public(), BoxKey: keys.Box.Public(), Nonce: nonce,
		Application: version, Schema: usrfile.SchemaVersion, Previous: previous,
	})
	return payload, exchange.AsFault(err)
}

func open(file []byte) (*usrfile.Message, usrfile.RequestData, error) {
	envelope, err := usrfile.Inspect(file)
	if err != nil {
		return nil, usrfile.RequestData{}, exchange.AsFault(err)
	}
	if envelope.Kind != usrfile.KindRequest {
		return nil, usrfile.RequestData{}, exchange.OtherKind(envelope.Kind, usrfile.KindRequest)
	}
	m, data, err := usrfile.VerifyRegistration(envelope)
	return m, data, exchange.AsFault(err)
}

// Receive reads a request file at head office and puts it among the open tasks.
// A request that is known already is given as it stands; one that its poste made
// before another that is known here is refused.
func Receive(s exchange.Store, file []byte, clock exchange.Clock) (directory.Request, error) {
	read, err := Read(s, file, clock)
	if err != nil || read.Known {
		return read.Request, err
	}
	if err := read.takeOrder(s); err != nil {
		return directory.Request{}, err
	}
	return directory.ReceiveRequest(s, read.Request)
}

// checkSender refuses a request of another organisation, and one under head
// office's own name, which comes from a copy of its folder.
func checkSender(s exchange.Store, m *usrfile.Message) error {
	organisation, err := s.Organisation()
	if err != nil {
		return err
	}
	if m.Organisation != uuid.UUID(organisation.ID) {
		return fault.New(fault.Forged, "file.organisation", nil)
	}
	home, err := s.Home()
	if err != nil {
		return err
	}
	if ident.PosteID(m.Poste) == home.Poste {
		return fault.New(fault.Forged, "registration.own-poste", nil)
	}
	return nil
}
