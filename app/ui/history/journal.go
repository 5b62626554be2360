package history

import (
	"context"
	"strconv"
	"time"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/overview"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// journal is « Journal »: everything that was done, searched and verified.
type journal struct {
	*desk.Desk
	known  known
	grid   *kit.Grid[directory.Act]
	search *kit.TextField
	verb   *kit.PickerField
	person *kit.PickerField
	poste  *kit.PickerField
	from   *kit.DateField
	until  *kit.DateField

	wishes  int  // how often something else was wanted
	looking bool // a search is on its way
}

// known is what the fields of the filter offer, and what prints bear.
type known struct {
	verbs  []directory.Verb
	people []directory.User
	names  map[ident.UserID]string
	postes []directory.Poste
	head   overview.Head
}

// OpenJournal shows the journal under the path of crumbs.
func OpenJournal(d *desk.Desk, crumbs []kit.Crumb) {
	kit.Load(d.Tasks, func() (known, error) { return learn(d.Context, d) }, func(k known, err error) {
		if !d.Refuse(err) {
			(&journal{Desk: d, known: k}).bring(crumbs)
		}
	})
}

func learn(ctx context.Context, d *desk.Desk) (k known, err error) {
	if k.verbs, err = d.Session.JournalVerbs(ctx); err != nil {
		return k, err
	}
	if k.postes, err = d.Session.Postes(ctx); err != nil {
		return k, err
	}
	self, err := d.Session.Actor(ctx)
	if err != nil {
		return k, err
	}
	condition, err := d.Workspace.Condition(ctx)
	if err != nil {
		return k, err
	}
	if directory.CanSomewhere(self, directory.RightUserView, condition.Now) == nil {
		if k.people, _, err = d.Session.Users(ctx, directory.UserFilter{Archived: true}); err != nil {
			return k, err
		}
	}
	k.names = map[ident.UserID]string{}
	for _, u := range k.people {
		k.names[u.ID] = u.Name()
	}
	k.head, err = overview.ReadHead(ctx, d.Session, d.Printer)
	return k, err
}

func (j *journal) bring(crumbs []kit.Crumb) {
	j.grid = table(j.Desk, directory.HistoryFilter{}, kit.Column[directory.Act]{
		ID: "about", Title: j.T("journal.about"), Width: 170, Text: func(a directory.Act) string { return j.known.names[a.Subject] },
	})
	j.grid.Empty = kit.NewEmpty("history", j.T("journal.none"), j.T("journal.none.hint"), nil)
	verify := kit.NewButton(j.T("journal.verify"), "check", kit.Plain, j.verify)
	buttons := []*kit.Button{verify, kit.NewButton(j.T("journal.print"), "print", kit.Plain, j.print), kit.NewButton(j.T("journal.export"), "export", kit.Plain, j.export)}
	title := j.T("organisation.part.journal")
	j.Shell.Show(kit.Screen{
		Name: "organisation.journal", Section: string(desk.Organisation), Crumbs: append(crumbs, kit.Crumb{Text: title}),
		Content: kit.NewPage(kit.VStack(8, kit.NewHead(title, nil, buttons...), j.tools()), j.grid),
		Focus:   j.search, Keys: kit.Handlers{kit.ActionRefresh: j.look, kit.ActionPrint: j.print},
	})
}

// tools are the fields of the filter; each takes effect at once.
func (j *journal) tools() fyne.CanvasObject {
	j.search = kit.NewTextField(j.Services, "journal-search")
	j.search.MaxRunes = 100
	j.search.SetPlaceHolder(j.T("journal.search"))
	j.search.OnChanged = func(string) { j.look() }
	j.search.Commit = func() { j.Window.Canvas().Focus(j.grid.Focus()) }
	j.verb = j.picker("journal-verb", j.T("journal.verb.all"), j.verbs())
	j.person = j.picker("journal-person", j.T("journal.person.all"), j.people())
	j.poste = j.picker("journal-poste", j.T("journal.poste.all"), j.postes())
	j.from, j.until = j.day("journal-from", j.T("journal.from")), j.day("journal-until", j.T("journal.until"))
	return kit.HStack(8, kit.Width(230, j.search), kit.Width(210, j.verb), kit.Width(190, j.person), kit.Width(150, j.poste),
		kit.Width(135, j.from), kit.Width(135, j.until))
}

func (j *journal) verbs() (choices []kit.Choice) {
	for _, v := range j.known.verbs {
		choices = append(choices, kit.Choice{ID: string(v), Text: j.T("act." + string(v))})
	}
	return choices
}

func (j *journal) people() (choices []kit.Choice) {
	for _, u := range j.known.people {
		choices = append(choices, kit.Choice{ID: u.ID.String(), Text: u.Name()})
	}
	return choices
}

func (j *journal) postes() (choices []kit.Choice) {
	for _, p := range j.known.postes {
		choices = append(choices, kit.Choice{ID: strconv.Itoa(p.Number), Text: strconv.Itoa(p.Number) + " · " + p.Label})
	}
	return choices
}

// picker is a field of one filter; all stands for no choice.
func (j *journal) picker(name, all string, choices []kit.Choice) *kit.PickerField {
	none := kit.Choice{Text: all}
	field := kit.NewStrictPicker(j.Services, name, kit.OfferAll(append([]kit.Choice{none}, choices...)))
	field.Set(none)
	field.OnChosen = func(kit.Choice) { j.look() }
	field.Commit = func() {
		if field.Check() == "" {
			j.look()
		}
	}
	return field
}

func (j *journal) day(name, placeholder string) *kit.DateField {
	field := kit.NewDateField(j.Services, name)
	field.SetPlaceHolder(placeholder)
	field.OnChanged = func(string) {
		if _, err := field.Day(); err == nil {
			j.look()
		}
	}
	return field
}

// look shows what the fields select, one search at a time: what was typed while
// one was on its way is looked for after it.
func (j *journal) look() {
	if j.wishes++; j.looking {
		return
	}
	j.looking = true
	filter, _ := j.filter()
	wish, source := j.wishes, acts{j.Context, j.Session, filter}
	kit.Load(j.Tasks, source.Count, func(total int, err error) {
		j.looking = false
		if wish != j.wishes {
			j.look()
		} else if !j.Refuse(err) {
			j.grid.SetSource(counted{source, total})
		}
	})
}

// counted is a source whose acts were counted before it was shown.
type counted struct {
	acts
	total int
}

// Count gives the number that is known.
func (c counted) Count() (int, error) { return c.total, nil }

// filter reads the fields, and says them in words.
func (j *journal) filter() (directory.HistoryFilter, []string) {
	poste, _ := strconv.Atoi(j.poste.Chosen().ID) // none is none
	words := overview.JournalFilter{
		Search: j.search.Text, Verb: directory.Verb(j.verb.Chosen().ID), Poste: poste, From: dayOf(j.from), Until: dayOf(j.until),
	}
	f := directory.HistoryFilter{Search: words.Search, Verb: words.Verb, Poste: poste}
	if f.Search != "" {
		f.Verbs = overview.VerbsSaying(j.Printer, j.known.verbs, f.Search)
	}
	if chosen := j.person.Chosen(); chosen.ID != "" {
		f.Person, words.Person = j.personOf(chosen.ID), chosen.Text
	}
	words.Narrow(&f, j.zone())
	return f, words.Told(j.Printer)
}

func (j *journal) zone() *time.Location { return j.known.head.Zone }

func (j *journal) personOf(id string) ident.UserID {
	for _, u := range j.known.people {
		if u.ID.String() == id {
			return u.ID
		}
	}
	return ident.UserID{}
}

// dayOf gives a day that was typed whole.
func dayOf(field *kit.DateField) calendar.Day {
	day, err := field.Day()
	if err != nil {
		return 0
	}
	return day
}

// verify checks the whole journal and shows what was found.
func (j *journal) verify() {
	kit.Load(j.Tasks, func() (directory.JournalReport, error) { return j.Session.VerifyJournal(j.Context) },
		func(r directory.JournalReport, err error) {
			if !j.Refuse(err) {
				j.found(r)
			}
		})
}

func (j *journal) found(r directory.JournalReport) {
	title := j.T("journal.verify")
	if !r.Intact() {
		text, hint := j.Explain(fault.New(fault.Forged, "history.damaged", fault.Args{"Count": r.Damaged}))
		lines := kit.VStack(6, kit.NewNotice(j.Printer, kit.Refused, text, hint))
		for _, line := range overview.Damages(r, j.Printer) {
			lines.Add(kit.NewParagraph(line, kit.Body))
		}
		j.Dialogs.Open(kit.Dialog{Name: "journal-damaged", Title: title, Content: kit.NewScroll(lines), Width: 640, Height: 420})
		return
	}
	lines := kit.VStack(8, kit.NewNotice(j.Printer, kit.Fine, j.T("journal.intact", fault.Args{"Count": r.Acts}), ""))
	if anchor := r.Head.Anchor().String(); anchor != "" {
		lines.Add(kit.NewText(j.T("journal.anchor", fault.Args{"Anchor": anchor}), kit.Strong))
		lines.Add(kit.NewParagraph(j.T("journal.anchor.what"), kit.Muted))
	}
	j.Dialogs.Open(kit.Dialog{Name: "journal-intact", Title: title, Content: lines, Width: 560})
}
