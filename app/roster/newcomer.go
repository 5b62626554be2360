package roster

import (
	"strconv"
	"strings"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
)

// Newcomer is a row of a spreadsheet as a user who is still to be added.
type Newcomer struct {
	Line int // in the spreadsheet, counted from 1
	User directory.User
	Err  error // why the row can not be read; nil
}

// Newcomers reads the rows below the titles; first is the line of the first of
// them. Rows without any content are left out. A number stands for a day as
// spreadsheets count them, since 30 December 1899, moved by shift days.
func (c *Catalogue) Newcomers(rows [][]string, first int, m Mapping, today calendar.Day, shift int) []Newcomer {
	var found []Newcomer
	for i, row := range rows {
		if strings.TrimSpace(strings.Join(row, "")) == "" {
			continue
		}
		n := Newcomer{Line: first + i}
		for _, r := range c.readers {
			column, mapped := m[r.field]
			if !mapped || column >= len(row) || n.Err != nil {
				continue
			}
			if text := strings.TrimSpace(row[column]); text != "" {
				n.Err = r.read(&n.User, text, days{today, shift})
			}
		}
		found = append(found, n)
	}
	return found
}

// days is what it takes to read a day.
type days struct {
	today calendar.Day
	shift int
}

// epoch is day 0 of spreadsheets.
var epoch = calendar.New(1899, 12, 30)

// read takes a day as people write it, or as a spreadsheet stores it.
func (d days) read(text string) (calendar.Day, error) {
	if serial, err := strconv.ParseFloat(text, 64); err == nil && serial >= 20_000 && serial < 110_000 {
		return epoch + calendar.Day(int(serial)+d.shift), nil
	}
	text, _, _ = strings.Cut(text, "T")
	return calendar.ParseInput(text, d.today, true)
}

// reader is how a field is read, and under which titles it goes.
type reader struct {
	field  Field
	titles string
	read   func(*directory.User, string, days) error
	own    directory.Field // what it reads where that is one of the organisation's own
}

var readers = []reader{
	{field: "first-name", titles: "prénom|prénoms|prénom(s)|first name|firstname|given name|given names|forename", read: text(func(u *directory.User) *string { return &u.FirstName })},
	{field: "last-name", titles: "nom|nom de famille|noms|last name|lastname|surname|family name|name", read: text(func(u *directory.User) *string { return &u.LastName })},
	{field: "email", titles: "e-mail|email|courriel|mél|mail|adresse e-mail|adresse email|adresse électronique|adresse mail|email address|e-mail address", read: text(func(u *directory.User) *string { return &u.Email })},
	{field: "login", titles: "nom d'utilisateur|identifiant|login|username|user name|user|utilisateur", read: text(func(u *directory.User) *string { return &u.Login })},
	{field: "phone", titles: "téléphone|tél|tel.|numéro de téléphone|n° de téléphone|portable|mobile|phone|phone number|telephone", read: text(func(u *directory.User) *string { return &u.Phone })},
	{field: "job", titles: "fonction|fonction professionnelle|emploi|titre|job|job title|position|title|function", read: text(func(u *directory.User) *string { return &u.Job })},
	{field: "partner", titles: "partenaire|organisation partenaire|organisation|partner|partner organisation|partner organization|external of", read: readPartner},
	{field: "access-until", titles: "date de fin de session|fin de session|date de fin|accès jusqu'au|fin d'accès|fin de contrat|access until|access end date|end date|contract end", read: readAccess},
	{field: "language", titles: "langue|language|lang", read: text(func(u *directory.User) *string { return &u.Language })},
	{field: "format", titles: "format|nombres et dates|format des nombres et dates|number format", read: text(func(u *directory.User) *string { return &u.Format })},
}

func text(of func(*directory.User) *string) func(*directory.User, string, days) error {
	return func(u *directory.User, content string, _ days) error {
		*of(u) = content
		return nil
	}
}

func readPartner(u *directory.User, content string, _ days) error {
	u.Partner, u.External = content, true
	return nil
}

func readAccess(u *directory.User, content string, d days) (err error) {
	if u.AccessUntil, err = d.read(content); err != nil {
		return fault.Wrap(err, fault.Invalid, "roster.day", fault.Args{"Text": fault.Excerpt(content)})
	}
	return nil
}
