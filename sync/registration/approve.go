package registration

import (
	"errors"
	"fmt"
	"io"
	"slices"
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

// Answer is a reply ready to be written, and what it grants.
type Answer struct {
	exchange.Outgoing
	Poste directory.Poste // zero when refused
	Books []cashbook.Book // granted to the poste

	Journals []accounting.Journal // likewise
}

// Approve numbers the poste of a request, grants it the books and journals of the
// requester that no poste owns, and makes the reply.
func Approve(s exchange.Store, by directory.Actor, i exchange.Issuer, digest [32]byte, a directory.Approval, file ident.FileID, random io.Reader, now time.Time) (Answer, error) {
	request, err := s.Request(digest)
	if err != nil {
		return Answer{}, err
	}
	poste, err := directory.ApproveRequest(s, by, digest, a, now)
	if err != nil {
		return Answer{}, err
	}
	if err := grantBooks(s, by, poste, request.User, now); err != nil {
		return Answer{}, err
	}
	if err := grantJournals(s, by, poste, request.User, now); err != nil {
		return Answer{}, err
	}
	books, err := s.Books(cashbook.BookFilter{Holder: request.User})
	if err != nil {
		return Answer{}, err
	}
	owned, err := exchange.WithOwnership(s, books)
	if err != nil {
		return Answer{}, err
	}
	theirs, err := s.Journals(accounting.JournalFilter{Holder: request.User})
	if err != nil {
		return Answer{}, err
	}
	journals, err := exchange.JournalsWithOwnership(s, theirs)
	if err != nil {
		return Answer{}, err
	}
	postes, err := s.Postes()
	if err != nil {
		return Answer{}, err
	}
	registration, err := Of(s, poste)
	if err != nil {
		return Answer{}, err
	}
	out, err := answer(s, i, request, &poste, usrfile.ReplyData{
		Approved: true, Registration: registration, PosteNumber: poste.Number, Label: poste.Label, Location: poste.Location,
		Modules: moduleNames(poste.Modules), Postes: exchange.PostesToWire(postes), Books: exchange.BooksToWire(owned),
		Journals: exchange.JournalsToWire(journals),
	}, file, random, now)
	return Answer{Outgoing: out, Poste: poste, Books: ownedBy(owned, poste.ID), Journals: journalsOwnedBy(journals, poste.ID)}, err
}

// Of gives the digest of the request by which head office registered the keys
// that a poste has now: the earliest one, since requests for further modules and
// their replies may cross. Both sides make the key of their verification codes of
// it. fault.Missing where no such request is known.
func Of(s directory.Store, poste directory.Poste) ([32]byte, error) {
	approved, err := s.Requests(directory.RequestApproved)
	if err != nil {
		return [32]byte{}, err
	}
	var first directory.Request
	for _, r := range approved {
		own := r.Poste == poste.ID && r.SignKey == poste.SignKey && r.BoxKey == poste.BoxKey
		if own && (first.Digest == [32]byte{} || r.Decided.Before(first.Decided)) {
			first = r
		}
	}
	if first.Digest == [32]byte{} {
		return [32]byte{}, fault.New(fault.Missing, "storage.request", nil)
	}
	return first.Digest, nil
}

// WouldGrant gives the books and journals that the approval of a request grants.
func WouldGrant(s exchange.Store, r directory.Request) (books []cashbook.Book, journals []accounting.Journal, err error) {
	poste, err := s.Poste(r.Poste)
	if err != nil && !errors.Is(err, fault.Missing) {
		return nil, nil, err
	}
	modules := append(slices.Clone(poste.Modules), r.Module)
	if books, err = grantable(s, modules, r.User); err != nil {
		return nil, nil, err
	}
	journals, err = grantableJournals(s, modules, r.User)
	return books, journals, err
}

// grantable gives the requester's books that belong to nobody yet, for a poste
// that keeps books. A book in other hands stays there until it is returned or
// withdrawn.
func grantable(s exchange.Store, modules []directory.Module, requester ident.UserID) ([]cashbook.Book, error) {
	if !slices.Contains(modules, directory.ModuleCashbook) {
		return nil, nil
	}
	books, err := s.Books(cashbook.BookFilter{Holder: requester})
	if err != nil {
		return nil, err
	}
	owned, err := exchange.WithOwnership(s, books)
	var free []cashbook.Book
	for _, o := range owned {
		if (o.Ownership == nil || !o.Ownership.Kept()) && o.Book.Status != cashbook.Finalised {
			free = append(free, o.Book)
		}
	}
	return free, err
}

func grantBooks(s exchange.Store, by directory.Actor, poste directory.Poste, requester ident.UserID, now time.Time) error {
	books, err := grantable(s, poste.Modules, requester)
	if err != nil {
		return err
	}
	for _, b := range books {
		if _, err := cashbook.GrantOwnership(s, by, b.ID, poste.ID, now); err != nil {
			return err
		}
	}
	return nil
}

func ownedBy(owned []exchange.OwnedBook, poste ident.PosteID) []cashbook.Book {
	var books []cashbook.Book
	for _, o := range owned {
		if o.Ownership != nil && o.Ownership.Poste == poste {
			books = append(books, o.Book)
		}
	}
	return books
}

// Refuse answers a request with the reason why not.
func Refuse(s exchange.Store, by directory.Actor, i exchange.Issuer, digest [32]byte, reason string, file ident.FileID, random io.Reader, now time.Time) (Answer, error) {
	request, err := directory.RefuseRequest(s, by, digest, reason, now)
	if err != nil {
		return Answer{}, err
	}
	to := directory.Poste{ID: request.Poste, BoxKey: request.BoxKey}
	out, err := answer(s, i, request, &to, usrfile.ReplyData{Reason: reason}, file, random, now)
	return Answer{Outgoing: out}, err
}

func answer(s exchange.Store, i exchange.Issuer, r directory.Request, to *directory.Poste, data usrfile.ReplyData, file ident.FileID, random io.Reader, now time.Time) (exchange.Outgoing, error) {
	data.Request, data.Chain = r.Digest, i.Trust.Chain()
	payload, err := usrfile.EncodeReplyData(data)
	if err != nil {
		return exchange.Outgoing{}, exchange.AsFault(err)
	}
	m := usrfile.Message{
		Kind: usrfile.KindReply, FileID: uuid.UUID(file), Subject: uuid.UUID(r.User), Answers: r.Digest, Payload: payload,
	}
	signed, err := i.Sign(s, m, to, usrfile.RequestWindow, random, now)
	if err != nil {
		return exchange.Outgoing{}, err
	}
	return exchange.Outgoing{Name: replyName(to, now), Data: signed}, nil
}

func replyName(to *directory.Poste, now time.Time) string {
	name := "reponse"
	if to.Number > 0 {
		name = fmt.Sprintf("poste-%d", to.Number)
	}
	return name + "_" + now.Format(time.DateOnly) + usrfile.KindReply.Extension()
}

func moduleNames(modules []directory.Module) []string {
	names := make([]string, len(modules))
	for i, m := range modules {
		names[i] = string(m)
	}
	return names
}
