package users

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// general shows the profile and the technical data.
func (s *sheet) general() fyne.CanvasObject {
	u := s.User
	person := s.card(s.T("users.person"),
		fact{s.T("users.first-name"), u.FirstName}, fact{s.T("users.last-name"), u.LastName},
		fact{s.T("users.job"), u.Job}, fact{s.T("users.email"), u.Email}, fact{s.T("users.phone"), u.Phone})
	if u.EmailWish != "" {
		person = kit.VStack(8, person, kit.NewNotice(s.Printer, kit.Expiring, s.T("users.email-wish", fault.Args{"Address": u.EmailWish}), s.T("users.email-wish.hint")))
	}
	account := s.card(s.T("users.account"),
		fact{s.T("users.login"), u.Login}, fact{s.T("users.type"), s.kind()},
		fact{s.T("users.access-until"), s.accessUntil()},
		fact{s.T("users.language"), languageName(s.manager, u.Language)}, fact{s.T("users.format"), formatName(s.manager, u.Format)})
	technical := s.card(s.T("users.technical"),
		fact{s.T("users.status"), s.T(string(u.Status.Label()))}, fact{s.T("users.factor"), s.T(string(u.Factor.Label()))},
		fact{s.T("users.created"), s.stamp(u.Created, u.CreatedBy)}, fact{s.T("users.modified"), s.stamp(u.Modified, u.ModifiedBy)})
	if len(directory.ActiveFields(s.fields)) > 0 {
		account = kit.VStack(16, account, s.ownCard())
	}
	return container.NewVScroll(kit.Inset(1, kit.Columns(2, 16, person, account, kit.VStack(8, technical, s.factorFunction()))))
}

// fact is one line of a card.
type fact struct{ label, value string }

func (s *sheet) card(title string, facts ...fact) fyne.CanvasObject {
	form := kit.NewForm()
	for _, f := range facts {
		if f.value == "" {
			form.AddText(f.label, kit.Insets(5, 0, kit.NewText("–", kit.Muted)))
			continue
		}
		form.AddText(f.label, kit.Insets(5, 0, kit.NewParagraph(f.value, kit.Body)))
	}
	return kit.NewCard(kit.VStack(8, kit.NewText(title, kit.Strong), form))
}

func (s *sheet) kind() string {
	if s.User.External {
		return s.T("users.external.of", fault.Args{"Partner": s.User.Partner})
	}
	return s.T("users.internal")
}

// accessUntil tells the last permitted day, and whether it is near or past.
func (s *sheet) accessUntil() string {
	u := s.User
	switch accessStanding(u.AccessUntil, s.Today()) {
	case kit.Refused:
		return s.T("users.access.ended", fault.Args{"Day": u.AccessUntil})
	case kit.Expiring:
		return s.T("users.access.days", fault.Args{"Day": u.AccessUntil, "Count": int(u.AccessUntil - s.Today() + 1)})
	}
	if u.AccessUntil.IsZero() {
		return s.T("users.access.unlimited")
	}
	return s.Printer.Day(u.AccessUntil)
}

// stamp tells when something was done and by whom.
func (s *sheet) stamp(at time.Time, by ident.UserID) string {
	name := s.names[by]
	if name == "" {
		return s.Printer.Time(at)
	}
	return s.T("users.stamp", fault.Args{"When": at, "Name": name})
}

// assignments lists the books and journals that the user answers for.
func (s *sheet) assignments() fyne.CanvasObject {
	t := s.T
	columns := []kit.Column[directory.Holding]{
		{ID: "ref", Title: t("users.column.ref"), Width: 100, Text: func(h directory.Holding) string { return h.Ref }},
		{ID: "book", Title: t("users.column.book"), Width: 240, Grow: true, Text: func(h directory.Holding) string { return h.Name }},
		{ID: "project", Title: t("users.column.project"), Width: 260, Grow: true, Text: func(h directory.Holding) string { return s.project(h.Project) }},
		{ID: "duty", Title: t("users.column.duty"), Width: 160, Text: func(h directory.Holding) string { return t(string(h.Label())) }},
	}
	grid := kit.NewGrid(s.Services, "assignments", columns, kit.Rows[directory.Holding](s.Holdings))
	grid.Empty = kit.NewEmpty("book", t("users.assignments.none"), t("users.assignments.none.hint"), nil)
	grid.Reload()
	return grid
}
