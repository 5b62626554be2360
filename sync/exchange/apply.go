package exchange

import (
	"errors"
	"strconv"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
)

// apply writes everything but the marks of the file itself.
func (st *settled) apply(s Store, o *Opened) error {
	return inOrder(
		func() error { return st.applyOrganisation(s) },
		func() error {
			return each(st.fields, func(f directory.Field) error { _, err := s.SaveField(f); return err })
		},
		func() error { return each(st.projects, s.SaveProject) },
		func() error { return takeAddresses(s, st.User, o.Message.Issued) },
		func() error { return st.resetFactor(s, o.Now) },
		func() error { return applyUser(s, st.User) },
		func() error { return each(st.people, func(u directory.User) error { return applyUser(s, u) }) },
		func() error { return s.ReplaceGrants(st.User.ID, st.Grants) },
		func() error { return st.shared.Apply(s) },
		func() error { return st.plans.apply(s) },
		func() error { return each(st.marks, func(m movedMark) error { return s.SaveOrder(m.stream, m.order) }) },
		func() error { return o.TakeChain(st.Chain) },
	)
}

// inOrder runs steps up to the first that fails.
func inOrder(steps ...func() error) error {
	return each(steps, func(step func() error) error { return step() })
}

func each[T any](list []T, do func(T) error) error {
	for _, item := range list {
		if err := do(item); err != nil {
			return err
		}
	}
	return nil
}

func (st *settled) applyOrganisation(s directory.Store) error {
	if !st.organisation {
		return nil
	}
	return s.SaveOrganisation(st.Organisation)
}

// applyUser writes the profile over what is here; what only this folder knows of
// the person stays.
func applyUser(s directory.Store, u directory.User) error {
	here, err := s.User(u.ID)
	if err != nil && !errors.Is(err, fault.Missing) {
		return err
	}
	u.Version, u.Created, u.CreatedBy = here.Version, here.Created, here.CreatedBy
	u.Modified, u.ModifiedBy, u.Exported = here.Modified, here.ModifiedBy, here.Exported
	_, err = s.SaveUser(u)
	return err
}

func countSign(changes []Change, sign Sign) string {
	n := 0
	for _, c := range changes {
		if c.Sign == sign {
			n++
		}
	}
	return strconv.Itoa(n)
}
