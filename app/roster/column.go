package roster

import (
	"strconv"
	"strings"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
)

// Words writes values for the person who looks; translation.Printer does.
type Words interface {
	T(key string, args ...fault.Args) string
	Language() string
	DayShort(calendar.Day) string
	Time(time.Time) string
}

// Column is one that the overview can show.
type Column struct {
	ID    string
	value func(Entry) any    // text, fault.Key, day, instant, or a list of keys or texts
	order func(Entry) string // where the folded text would not do
	own   directory.Field    // the field that it shows; none for what every organisation knows
}

// UsualColumns are shown until the person chooses others.
func UsualColumns() []string { return []string{"name", "email", "job", "status", "roles", "access"} }

// Title is what stands above the column.
func (c Column) Title(w Words) string {
	if c.own.Key != "" {
		return c.own.Name(w.Language())
	}
	return w.T("roster.column." + c.ID)
}

// Own tells whether the column shows a field of the organisation's own, and of
// which type.
func (c Column) Own() (directory.FieldType, bool) { return c.own.Type, c.own.Key != "" }

var columns = []Column{
	{ID: "name", value: func(e Entry) any { return e.SortedName() }, order: func(e Entry) string { return e.name }},
	{ID: "email", value: func(e Entry) any { return e.Address() }},
	{ID: "job", value: func(e Entry) any { return e.Job }},
	{ID: "status", value: func(e Entry) any { return statusWord(e.Status) }, order: func(e Entry) string { return rank(e.Status) }},
	{ID: "roles", value: func(e Entry) any { return roleWords(e.Roles) }},
	{ID: "access", value: func(e Entry) any { return e.AccessUntil }, order: func(e Entry) string { return lastIfNone(e.AccessUntil.String()) }},
	{ID: "projects", value: projectWords},
	{ID: "units", value: func(e Entry) any { return strings.Join(e.Units, ", ") }},
	{ID: "countries", value: func(e Entry) any { return countryWords(e.Countries) }},
	{ID: "partner", value: func(e Entry) any { return e.Partner }},
	{ID: "type", value: func(e Entry) any { return typeWord(e.External) }},
	{ID: "phone", value: func(e Entry) any { return e.Phone }},
	{ID: "login", value: func(e Entry) any { return e.Login }},
	{ID: "file", value: func(e Entry) any { return e.FileUntil }, order: func(e Entry) string { return lastIfNone(instant(e.FileUntil)) }},
	{ID: "language", value: func(e Entry) any { return e.Language }},
	{ID: "created", value: func(e Entry) any { return e.Created }, order: func(e Entry) string { return instant(e.Created) }},
	{ID: "modified", value: func(e Entry) any { return e.Modified }, order: func(e Entry) string { return instant(e.Modified) }},
}

func statusWord(s directory.Status) fault.Key { return fault.Key("roster.status." + string(s)) }

// Statuses are the four, in the order of a user's life.
func Statuses() []directory.Status {
	return []directory.Status{directory.StatusEmployee, directory.StatusPending, directory.StatusActive, directory.StatusArchived}
}

func rank(s directory.Status) string {
	for i, status := range Statuses() {
		if s == status {
			return strconv.Itoa(i)
		}
	}
	return "9"
}

func roleWords(roles []HeldRole) []any {
	words := make([]any, len(roles))
	for i, role := range roles {
		words[i] = role.label()
	}
	return words
}

func countryWords(codes []string) []fault.Key {
	keys := make([]fault.Key, len(codes))
	for i, code := range codes {
		keys[i] = fault.Key("country." + code)
	}
	return keys
}

func typeWord(external bool) fault.Key {
	if external {
		return "roster.type.external"
	}
	return "roster.type.internal"
}

// projectWords are the codes of the projects, and that there are all of them.
func projectWords(e Entry) any {
	if e.All {
		return fault.Key("roster.all-projects")
	}
	return strings.Join(e.Projects, ", ")
}

// instant orders as the time does.
func instant(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

// lastIfNone puts what has no end behind everything that has one.
func lastIfNone(text string) string {
	if text == "" {
		return "~"
	}
	return text
}
