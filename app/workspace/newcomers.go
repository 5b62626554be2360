package workspace

import (
	"context"
	"errors"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/roster"
	"github.com/comptoir/comptoir/storage"
)

// Checked is a row of a spreadsheet with what stands against it.
type Checked struct {
	roster.Newcomer
	Doubt error // somebody of the same name is there already; the row can be added all the same
}

// PreviewUsers tells what adding the rows would do: which are wrong, name
// somebody who is there already, or repeat an earlier row. Nothing is added.
func (s *Session) PreviewUsers(ctx context.Context, rows []roster.Newcomer) ([]Checked, error) {
	var checked []Checked
	err := s.rehearse(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) (err error) {
		checked, err = s.addAll(ctx, tx, by, rows, now, silent)
		return err
	})
	return checked, err
}

// ImportUsers adds all rows as employees without account, or, when any row is
// wrong, none of them with fault.Conflict; the rows tell why. It remembers how
// the person read these titles.
func (s *Session) ImportUsers(ctx context.Context, rows []roster.Newcomer, titles []string, m roster.Mapping, tell func(done, total int)) ([]Checked, error) {
	var checked []Checked
	err := s.update(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) (err error) {
		if checked, err = s.addAll(ctx, tx, by, rows, now, tell); err != nil {
			return err
		}
		wrong := 0
		for _, row := range checked {
			if row.Err != nil {
				wrong++
			}
		}
		if wrong > 0 {
			return fault.New(fault.Conflict, "workspace.rows", fault.Args{"Count": wrong})
		}
		return tx.SaveMapping(s.user, roster.TitlesDigest(titles), m)
	})
	return checked, err
}

// Mapping gives how the person read these titles the last time, else what they
// seem to mean.
func (s *Session) Mapping(ctx context.Context, titles []string) (roster.Mapping, error) {
	return viewing(ctx, s, func(tx *storage.Tx, _ directory.Actor, _ time.Time) (roster.Mapping, error) {
		catalogue, err := catalogueOf(tx)
		if err != nil {
			return nil, err
		}
		m, err := tx.Mapping(s.user, roster.TitlesDigest(titles))
		if err != nil || catalogue.CheckMapping(m, len(titles)) != nil {
			return catalogue.Guess(titles), err
		}
		return m, nil
	})
}

func (s *Session) addAll(ctx context.Context, tx *storage.Tx, by directory.Actor, rows []roster.Newcomer, now time.Time, tell func(done, total int)) ([]Checked, error) {
	if err := directory.Can(by, directory.RightUserManage, directory.Place{}, now); err != nil {
		return nil, err
	}
	a, err := newAdding(s, tx, by, now)
	if err != nil {
		return nil, err
	}
	checked := make([]Checked, 0, len(rows))
	for i, row := range rows {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		c, err := a.add(tx, row)
		if err != nil {
			return nil, err
		}
		checked = append(checked, c)
		tell(i+1, len(rows))
	}
	return checked, nil
}

// adding adds rows one after the other and remembers what they took.
type adding struct {
	session   *Session
	store     *batch
	by        directory.Actor
	now       time.Time
	addresses map[string]int // lines of the spreadsheet
	names     map[string]string
}

func newAdding(s *Session, tx *storage.Tx, by directory.Actor, now time.Time) (*adding, error) {
	store, err := newBatch(tx, 0)
	if err != nil {
		return nil, err
	}
	everybody, _, err := tx.Users(directory.UserFilter{Archived: true})
	a := &adding{session: s, store: store, by: by, now: now, addresses: map[string]int{}, names: make(map[string]string, len(everybody))}
	for _, u := range everybody {
		a.names[directory.Fold(u.Name())] = u.Name()
	}
	return a, err
}

// add adds a row, within the transaction that may be taken back; a foreseen error
// is that row's.
func (a *adding) add(tx *storage.Tx, row roster.Newcomer) (Checked, error) {
	c := Checked{Newcomer: row}
	if c.Err != nil {
		return c, nil
	}
	id, err := draw[ident.UserID](a.session.w)
	if err != nil {
		return c, err
	}
	c.User.ID = id
	err = tx.Attempt(func() error {
		added, err := directory.AddUser(a.store, a.by, c.User, a.now)
		if err == nil {
			c.User = added
		}
		return err
	})
	if err == nil {
		a.took(&c)
		return c, nil
	}
	if _, foreseen := fault.KindOf(err); !foreseen {
		return c, err
	}
	c.Err = a.earlier(c.User, err)
	return c, nil
}

// took remembers an added row for those that follow.
func (a *adding) took(c *Checked) {
	for _, address := range []string{c.User.Email, c.User.Login} {
		if address != "" {
			a.addresses[address] = c.Line
		}
	}
	name := directory.Fold(c.User.Name())
	if there, known := a.names[name]; known {
		c.Doubt = fault.New(fault.Conflict, "workspace.same-name", fault.Args{"Name": there})
	}
	a.names[name] = c.User.Name()
}

// earlier tells a row that repeats one above it from one of the directory.
func (a *adding) earlier(u directory.User, err error) error {
	if !errors.Is(err, fault.Conflict) {
		return err
	}
	for _, text := range []string{u.Email, u.Login} {
		address, parseErr := directory.ParseEmail(text)
		if parseErr != nil {
			address, parseErr = directory.ParseLogin(text)
		}
		if line := a.addresses[address]; parseErr == nil && line > 0 {
			return fault.New(fault.Conflict, "workspace.row-twice", fault.Args{"Address": address, "Line": line})
		}
	}
	return err
}
