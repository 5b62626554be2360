package workspace

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/usrfile"
)

// BulkAction is what can be done to many users at a time.
type BulkAction string

// The actions; the files of many are ExportUsers.
const (
	BulkActivate   BulkAction = "activate"
	BulkDeactivate BulkAction = "deactivate"
	BulkArchive    BulkAction = "archive"
	BulkGrant      BulkAction = "grant"
)

// bulkMost bounds how many users an action takes.
const bulkMost = 100_000

// Bulk is an action on many users.
type Bulk struct {
	Action BulkAction
	Users  []ident.UserID
	Role   directory.RoleID    // BulkGrant
	Own    ident.DerivedRoleID // BulkGrant of a role of the organisation's own, instead of Role
	Scope  directory.Scope     // BulkGrant
}

// Outcome is what became of one of them, or would become.
type Outcome struct {
	User    directory.User // as it is afterwards
	Code    string         // BulkActivate: the activation code, given this once
	Written []Written      // ExportUsers
	Err     error          // why nothing was done; nil
}

// PreviewBulk tells what an action would do, by doing it and taking it back. No
// code is given.
func (s *Session) PreviewBulk(ctx context.Context, b Bulk) ([]Outcome, error) {
	var outcomes []Outcome
	err := s.rehearse(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) (err error) {
		outcomes, err = s.bulk(ctx, tx, by, b, now, silent)
		return err
	})
	for i := range outcomes {
		outcomes[i].Code = ""
	}
	return outcomes, err
}

// Bulk acts on many users in one transaction, for each of them wholly or not at
// all, and tells how far it is. Whoever can not be acted on keeps nobody else
// from it.
func (s *Session) Bulk(ctx context.Context, b Bulk, tell func(done, total int)) ([]Outcome, error) {
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) ([]Outcome, error) {
		return s.bulk(ctx, tx, by, b, now, tell)
	})
}

func silent(done, total int) {}

// errRehearsed takes back what was only tried.
var errRehearsed = errors.New("rehearsed")

// rehearse runs a write of which nothing stays.
func (s *Session) rehearse(ctx context.Context, do func(*storage.Tx, directory.Actor, time.Time) error) error {
	err := s.update(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		if err := do(tx, by, now); err != nil {
			return err
		}
		return errRehearsed
	})
	if errors.Is(err, errRehearsed) {
		return nil
	}
	return err
}

func (s *Session) bulk(ctx context.Context, tx *storage.Tx, by directory.Actor, b Bulk, now time.Time, tell func(done, total int)) ([]Outcome, error) {
	if len(b.Users) > bulkMost {
		return nil, fault.New(fault.Invalid, "workspace.bulk", fault.Args{"Max": bulkMost})
	}
	organisation, err := tx.Organisation()
	if err != nil {
		return nil, err
	}
	store, err := newBatch(tx, len(b.Users))
	if err != nil {
		return nil, err
	}
	one := &bulkOne{Session: s, store: store, by: by, bulk: b, organisation: organisation.ID, now: now}
	outcomes := make([]Outcome, 0, len(b.Users))
	for i, id := range b.Users {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		outcome, err := one.attempt(tx, id)
		if err != nil {
			return nil, err
		}
		outcomes = append(outcomes, outcome)
		tell(i+1, len(b.Users))
	}
	return outcomes, nil
}

// bulkOne acts on one user after the other.
type bulkOne struct {
	*Session
	store        *batch
	by           directory.Actor
	bulk         Bulk
	organisation ident.OrganisationID
	now          time.Time
}

// attempt acts on a user; a foreseen error is that user's, any other ends all.
func (o *bulkOne) attempt(tx *storage.Tx, id ident.UserID) (outcome Outcome, err error) {
	err = tx.Attempt(func() error { return o.act(id, &outcome) })
	if err == nil {
		return outcome, nil
	}
	if _, foreseen := fault.KindOf(err); !foreseen {
		return outcome, err
	}
	o.store.forget(id)
	outcome = Outcome{Err: err}
	outcome.User, err = o.store.User(id)
	if errors.Is(err, fault.Missing) {
		outcome.User, err = directory.User{ID: id}, nil
	}
	return outcome, err
}

func (o *bulkOne) act(id ident.UserID, outcome *Outcome) (err error) {
	switch o.bulk.Action {
	case BulkActivate:
		return o.activate(id, outcome)
	case BulkDeactivate:
		outcome.User, err = directory.Deactivate(o.store, o.by, id, o.now)
	case BulkArchive:
		outcome.User, err = directory.Archive(o.store, o.by, id, o.now)
	case BulkGrant:
		return o.grant(id, outcome)
	default:
		return fault.New(fault.Invalid, "workspace.action", fault.Args{"Text": fault.Excerpt(string(o.bulk.Action))})
	}
	return err
}

func (o *bulkOne) activate(id ident.UserID, outcome *Outcome) error {
	secret, err := usrfile.NewActivationCode(o.w.random)
	if err != nil {
		return err
	}
	activation, err := draw[ident.ActivationID](o.w)
	if err != nil {
		return err
	}
	digest := usrfile.ActivationDigest(uuid.UUID(o.organisation), uuid.UUID(id), uuid.UUID(activation), secret)
	outcome.User, err = directory.Activate(o.store, o.by, id, directory.NewActivation(activation, digest, o.now), o.now)
	outcome.Code = secret.String()
	return err
}

func (o *bulkOne) grant(id ident.UserID, outcome *Outcome) error {
	grant, err := draw[ident.GrantID](o.w)
	if err != nil {
		return err
	}
	if outcome.User, err = o.store.User(id); err != nil {
		return err
	}
	_, err = directory.GrantRole(o.store, o.by, directory.Grant{
		ID: grant, User: id, Role: o.bulk.Role, Derived: directory.Derivation{ID: o.bulk.Own}, Scope: o.bulk.Scope,
	}, o.now)
	return err
}
