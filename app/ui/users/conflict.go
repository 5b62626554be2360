package users

import (
	"errors"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// isStale tells that somebody else has saved the user meanwhile.
func isStale(err error) bool {
	var f *fault.Error
	return errors.As(err, &f) && (f.Key == "directory.changed-meanwhile" || f.Key == "storage.stale")
}

// conflict says what somebody else has changed meanwhile, and offers to begin
// again from that.
func (e *editor) conflict() {
	before := e.original
	e.fetch(before.ID, func(now record) {
		lines := kit.VStack(8, kit.NewParagraph(e.T("users.conflict.text", fault.Args{
			"Name": before.Name(), "By": now.names[now.User.ModifiedBy], "When": now.User.Modified,
		}), kit.Body))
		for _, change := range e.differences(before, now.User) {
			lines.Add(kit.Insets(0, 12, kit.NewParagraph(change, kit.Body)))
		}
		lines.Add(kit.NewParagraph(e.T("users.conflict.hint"), kit.Muted))
		e.Dialogs.Open(kit.Dialog{
			Name: "user-conflict", Title: e.T("users.conflict"), Content: lines, Width: 560,
			Confirm: e.T("users.conflict.reload"), Cancel: e.T("users.conflict.stay"),
			OnConfirm: func() error {
				e.free = true
				e.edit(now)
				return nil
			},
		})
	})
}

// compared is what two states of a user are compared by, in the order of the
// form.
var compared = []struct {
	label string
	text  func(*manager, directory.User) string
}{
	{"users.first-name", func(_ *manager, u directory.User) string { return u.FirstName }},
	{"users.last-name", func(_ *manager, u directory.User) string { return u.LastName }},
	{"users.job", func(_ *manager, u directory.User) string { return u.Job }},
	{"users.email", func(_ *manager, u directory.User) string { return u.Email }},
	{"users.phone", func(_ *manager, u directory.User) string { return u.Phone }},
	{"users.login", func(_ *manager, u directory.User) string { return u.Login }},
	{"users.partner", func(_ *manager, u directory.User) string { return u.Partner }},
	{"users.access-until", func(m *manager, u directory.User) string { return m.Printer.DayShort(u.AccessUntil) }},
	{"users.language", func(m *manager, u directory.User) string { return languageName(m, u.Language) }},
	{"users.format", func(m *manager, u directory.User) string { return formatName(m, u.Format) }},
	{"users.status", func(m *manager, u directory.User) string { return m.T(string(u.Status.Label())) }},
}

// differences tells what is not as it was, one line each.
func (m *manager) differences(before, now directory.User) []string {
	var lines []string
	for _, c := range compared {
		was, is := c.text(m, before), c.text(m, now)
		if was != is {
			lines = append(lines, m.T("users.difference", fault.Args{"Field": fault.Key(c.label), "Before": orDash(was), "Now": orDash(is)}))
		}
	}
	return lines
}

func orDash(text string) string {
	if text == "" {
		return "–"
	}
	return text
}
