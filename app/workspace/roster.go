package workspace

import (
	"context"
	"slices"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/roster"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/usrfile"
)

// Roster gives all that « Aperçu des utilisateurs » is made of.
func (s *Session) Roster(ctx context.Context) (roster.People, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (p roster.People, err error) {
		if err := directory.Can(by, directory.RightUserView, directory.Place{}, now); err != nil {
			return p, err
		}
		organisation, err := tx.Organisation()
		if err != nil {
			return p, err
		}
		p.Now, p.Today, p.Country = now, calendar.Of(now, by.Zone), organisation.Country
		if p.Users, _, err = tx.Users(directory.UserFilter{Archived: true}); err != nil {
			return p, err
		}
		if p.Grants, err = tx.AllGrants(); err != nil {
			return p, err
		}
		if p.Projects, err = tx.Projects(); err != nil {
			return p, err
		}
		if p.Fields, err = tx.Fields(); err != nil {
			return p, err
		}
		p.Files, err = fileEnds(tx)
		return p, err
	})
}

// UserCatalogue gives what users can be shown and read in by.
func (s *Session) UserCatalogue(ctx context.Context) (*roster.Catalogue, error) {
	return viewing(ctx, s, func(tx *storage.Tx, _ directory.Actor, _ time.Time) (*roster.Catalogue, error) {
		return catalogueOf(tx)
	})
}

func catalogueOf(tx *storage.Tx) (*roster.Catalogue, error) {
	fields, err := tx.Fields()
	return roster.NewCatalogue(fields), err
}

// fileEnds gives until when the last `.usr` of each user can be imported. A
// serial begins with the second of its issue.
func fileEnds(tx *storage.Tx) (map[ident.UserID]time.Time, error) {
	serials, err := tx.IssuedSerials(usrfile.KindUserData.String())
	ends := make(map[ident.UserID]time.Time, len(serials))
	for subject, serial := range serials {
		ends[ident.UserID(subject)] = time.Unix(int64(serial/1000), 0).UTC().Add(usrfile.UserDataWindow)
	}
	return ends, err
}

// Views gives the views of the overview that the person has saved, by name.
func (s *Session) Views(ctx context.Context) ([]roster.SavedView, error) {
	return viewing(ctx, s, func(tx *storage.Tx, _ directory.Actor, _ time.Time) ([]roster.SavedView, error) {
		return tx.Views(s.user)
	})
}

// SaveView keeps a view for the person, in the place of one of the same name.
func (s *Session) SaveView(ctx context.Context, v roster.SavedView) (roster.SavedView, error) {
	err := s.update(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		if err := directory.Can(by, directory.RightUserView, directory.Place{}, now); err != nil {
			return err
		}
		catalogue, err := catalogueOf(tx)
		if err != nil {
			return err
		}
		if v, err = catalogue.CheckSaved(v); err != nil {
			return err
		}
		views, err := tx.Views(s.user)
		if err != nil {
			return err
		}
		replaced := slices.ContainsFunc(views, func(old roster.SavedView) bool { return old.Name == v.Name })
		if len(views) >= roster.ViewsMax && !replaced {
			return fault.New(fault.Invalid, "workspace.views", fault.Args{"Max": roster.ViewsMax})
		}
		return tx.SaveView(s.user, v)
	})
	return v, err
}

// DeleteView forgets a view of the person.
func (s *Session) DeleteView(ctx context.Context, name string) error {
	return s.update(ctx, func(tx *storage.Tx, _ directory.Actor, _ time.Time) error {
		return tx.DeleteView(s.user, name)
	})
}
