package main

import (
	"maps"
	"slices"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
)

type userCommands struct {
	Add         userAdd         `cmd:""`
	List        userList        `cmd:""`
	Show        userShow        `cmd:""`
	Edit        userEdit        `cmd:""`
	Activate    userActivate    `cmd:""`
	Invite      userInvite      `cmd:""`
	Confirm     userConfirm     `cmd:""`
	Deactivate  userDeactivate  `cmd:""`
	Archive     userArchive     `cmd:""`
	Retrieve    userRetrieve    `cmd:""`
	Delete      userDelete      `cmd:""`
	History     userHistory     `cmd:""`
	Reconcile   userReconcile   `cmd:""`
	ResetFactor userResetFactor `cmd:""`
	Import      userImport      `cmd:""`
	Bulk        userBulk        `cmd:""`
	View        viewCommands    `cmd:""`
}

// userView is a user as machines read it.
type userView struct {
	ID          string       `json:"id"`
	Email       string       `json:"email"`
	Login       string       `json:"login"`
	FirstName   string       `json:"first_name"`
	LastName    string       `json:"last_name"`
	Phone       string       `json:"phone"`
	Job         string       `json:"job"`
	External    bool         `json:"external"`
	Partner     string       `json:"partner"`
	Status      string       `json:"status"`
	AccessUntil calendar.Day `json:"access_until"`
	Language    string       `json:"language"`
	Format      string       `json:"format"`

	Fields map[string]string `json:"fields"` // of the organisation's own fields, by key

	Created  moment `json:"created"`
	Modified moment `json:"modified"`
	Version  int64  `json:"version"`
	name     string
}

func viewUser(u directory.User) userView {
	return userView{
		ID: u.ID.String(), Email: u.Email, Login: u.Login, FirstName: u.FirstName, LastName: u.LastName,
		Phone: u.Phone, Job: u.Job, External: u.External, Partner: u.Partner, Status: string(u.Status),
		AccessUntil: u.AccessUntil, Language: u.Language, Format: u.Format, Fields: viewValues(u.Fields),
		Created: moment(u.Created), Modified: moment(u.Modified), Version: u.Version, name: u.Name(),
	}
}

func viewValues(values directory.Values) map[string]string {
	view := map[string]string{}
	for _, value := range values.List() {
		view[value.Key] = value.Text
	}
	return view
}

func (v userView) words(s *sheet) {
	s.facts(
		fact{"ctl.col.name", v.name}, fact{"ctl.col.email", v.Email}, fact{"ctl.col.login", v.Login},
		fact{"ctl.col.status", s.T("status." + v.Status)}, fact{"ctl.col.job", v.Job}, fact{"ctl.col.phone", v.Phone},
		fact{"ctl.col.partner", v.Partner}, fact{"ctl.col.access-until", s.DayMedium(v.AccessUntil)},
	)
	for _, key := range slices.Sorted(maps.Keys(v.Fields)) {
		s.line(key + ": " + v.Fields[key])
	}
}

// userProfile are the options that describe a user.
type userProfile struct {
	Email       *string `placeholder:"address"`
	Login       *string `placeholder:"login"`
	FirstName   *string `placeholder:"name"`
	LastName    *string `placeholder:"name"`
	Job         *string `placeholder:"text"`
	Phone       *string `placeholder:"text"`
	Partner     *string `placeholder:"name"`
	AccessUntil *string `placeholder:"date"`
	Language    *string `placeholder:"lang"`
	Format      *string `placeholder:"format"`

	Field map[string]string `placeholder:"key-value" mapsep:"none" help:"own-field"`
}

// apply changes what options were given for.
func (o *userProfile) apply(c *call, u *directory.User) error {
	take(&u.Email, o.Email)
	take(&u.Login, o.Login)
	take(&u.FirstName, o.FirstName)
	take(&u.LastName, o.LastName)
	take(&u.Job, o.Job)
	take(&u.Phone, o.Phone)
	take(&u.Language, o.Language)
	take(&u.Format, o.Format)
	for key, value := range o.Field {
		u.Fields = u.Fields.With(key, value)
	}
	if o.Partner != nil {
		u.Partner, u.External = *o.Partner, *o.Partner != ""
	}
	if o.AccessUntil == nil {
		return nil
	}
	return o.applyAccess(c, u)
}

// applyAccess reads the last permitted day; an empty one takes the end away.
func (o *userProfile) applyAccess(c *call, u *directory.User) (err error) {
	if *o.AccessUntil == "" {
		u.AccessUntil = 0
		return nil
	}
	today, err := c.today()
	if err == nil {
		u.AccessUntil, err = calendar.ParseInput(*o.AccessUntil, today, true)
	}
	return err
}

// today gives the day it is where the organisation is, by trusted time.
func (c *call) today() (calendar.Day, error) {
	condition, err := c.space.Condition(c.ctx)
	if err != nil {
		return 0, err
	}
	zone, err := calendar.Zone(condition.Organisation.TimeZone)
	if err != nil {
		return 0, err
	}
	return calendar.Of(condition.Now, zone), nil
}

type userAdd struct{ userProfile }

func (userAdd) examples() []string {
	return []string{
		"user add --email awa@eauvive.example --first-name Awa --last-name Diop --job Caissière",
		`user add --login moussa --first-name Moussa --last-name Baldé --access-until 31.12.26`,
	}
}

type userAdded struct{ userView }

func (userAdd) result() report { return userAdded{} }

func (cmd *userAdd) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	var u directory.User
	if err := cmd.apply(c, &u); err != nil {
		return err
	}
	if u, err = session.AddUser(c.ctx, u); err != nil {
		return err
	}
	return c.give(userAdded{viewUser(u)})
}

func (r userAdded) words(s *sheet) { s.say("ctl.user.added", fault.Args{"Name": r.name}) }

type userEdit struct {
	User    string `arg:""`
	Version int64  `placeholder:"number"`
	userProfile
}

func (userEdit) examples() []string {
	return []string{`user edit awa@eauvive.example --phone "+221 77 123 45 67"`, "user edit awa@eauvive.example --access-until=", "user edit moussa --version 3 --job Logisticien"}
}
func (userEdit) result() report { return userView{} }

func (cmd *userEdit) Run(c *call) error {
	session, u, err := c.withUser(cmd.User)
	if err != nil {
		return err
	}
	if err := cmd.apply(c, &u); err != nil {
		return err
	}
	if cmd.Version != 0 && cmd.Version != u.Version {
		u.Version, u.Modified = cmd.Version, time.Time{} // when that version was made, nobody said
	}
	if u, err = session.EditUser(c.ctx, u); err != nil {
		return err
	}
	return c.give(viewUser(u))
}
