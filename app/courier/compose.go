package courier

import (
	"cmp"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/mail"
	"github.com/comptoir/comptoir/app/translation"
)

// compose puts a letter into words, in the language of its reader. It is plain
// text: a letter from an accounting program that is full of pictures and links
// is what people are warned of.
func compose(server mail.Server, l mail.Letter, facts mail.Facts) (*gomail.Msg, error) {
	p, err := translation.New(l.Language, l.Format)
	if err != nil {
		return nil, err
	}
	args := arguments(facts)
	if err := tellTasks(p, facts, args); err != nil {
		return nil, err
	}
	message := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	if server.From != "" {
		if err := message.FromFormat(server.FromName, server.From); err != nil {
			return nil, fault.Wrap(err, fault.Invalid, "mail.from", nil)
		}
	}
	if err := message.To(l.Address); err != nil {
		return nil, fault.Wrap(err, fault.Invalid, "directory.email", fault.Args{"Text": fault.Excerpt(l.Address)})
	}
	message.Subject(p.T("mail."+string(l.Kind)+".subject", args))
	message.SetMessageIDWithValue(l.ID.String() + "@" + domain(server.From))
	message.SetDateWithValue(l.Made.UTC())
	message.SetGenHeader("Auto-Submitted", "auto-generated") // RFC 3834: no absence notes in reply
	message.SetBodyString(gomail.TypeTextPlain, body(p, l, args))
	return message, nil
}

func body(p *translation.Printer, l mail.Letter, args fault.Args) string {
	return p.T("mail."+string(l.Kind)+".body", args) + "\n\n" + p.T("mail.end", args) + "\n"
}

// tellTasks puts the open tasks of a letter into words, a line each.
func tellTasks(p *translation.Printer, facts mail.Facts, args fault.Args) error {
	tasks, err := facts.OpenTasks()
	if err != nil || len(tasks) == 0 {
		return err
	}
	var lines []string
	for _, t := range tasks {
		lines = append(lines, p.T("mail.task."+t.Type, fault.Args{"What": fault.Key(t.What), "Person": cmp.Or(t.Person, p.T("mail.somebody")), "Poste": t.Poste}))
	}
	args["List"] = strings.Join(lines, "\n")
	return nil
}

// arguments gives the facts as sentences take them: instants and days in the
// manner of the reader.
func arguments(facts mail.Facts) fault.Args {
	args := fault.Args{}
	for name, value := range facts {
		if at, err := time.Parse(time.RFC3339, value); err == nil {
			args[name] = at
			continue
		}
		if day, err := calendar.Parse(value); err == nil && !day.IsZero() {
			args[name] = day
			continue
		}
		args[name] = value
	}
	return args
}

// domain gives what stands behind the @.
func domain(address string) string {
	if _, after, found := strings.Cut(address, "@"); found {
		return after
	}
	return "comptoir.invalid"
}
