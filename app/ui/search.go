package ui

import (
	"errors"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/accounting"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/ui/planning"
)

// target is something that the search leads to.
type target struct {
	text, detail string
	open         func()
}

// manyPeople bounds how many people the search knows; there is the user manager
// for more.
const manyPeople = 2000

// search opens the search everywhere: sections, their screens, what can be done here
// and elsewhere, books, journals, projects, accounts, people.
func (p *person) search() {
	if p.desk.Dialogs.Front() != nil {
		return
	}
	kit.Load(p.desk.Tasks, p.found, func(things []target, err error) {
		if p.desk.Refuse(err) {
			return
		}
		p.showSearch(append(p.fixed(), things...))
	})
}

// fixed gives the sections and the commands.
func (p *person) fixed() []target {
	d := p.desk
	var all []target
	for _, e := range sectionsFor(p.actor, p.condition.Now) {
		all = append(all, target{d.T("ui.section." + string(e.section)), d.T("ui.search.section"), func() { d.Open(e.section) }})
	}
	for _, action := range d.Keys.Offered() {
		if !slices.Contains(untold, action) {
			all = append(all, target{d.T("key." + string(action)), d.T("chord." + string(action)), func() { d.Keys.Do(action) }})
		}
	}
	command := func(text string, do func()) { all = append(all, target{text, d.T("ui.search.command"), do}) }
	if p.has(desk.CashBooks) || p.has(desk.Accounting) {
		command(d.T("planning.projects"), func() { planning.ShowProjects(d) })
	}
	command(d.T("ui.command.look"), p.window.turn)
	command(d.T("account.sign-out"), p.signOut)
	return all
}

// untold are the keys that make no sense in a list: the search itself, what only
// leads on from where one is, and Esc.
var untold = []kit.Action{kit.ActionSearch, kit.ActionNext, kit.ActionPrevious, kit.ActionCancel}

// sectionWays reads what the sections that the person has lead to.
func (p *person) sectionWays() ([]target, error) {
	var all []target
	for _, e := range sectionsFor(p.actor, p.condition.Now) {
		ways, err := p.desk.Ways(e.section)
		if err != nil {
			return nil, err
		}
		for _, w := range ways {
			all = append(all, target{w.Text, w.Detail, w.Open})
		}
	}
	return all, nil
}

// found reads the ways, the books and the people that the person may see; it runs
// away from the goroutine that draws.
func (p *person) found() ([]target, error) {
	d := p.desk
	all, err := p.sectionWays()
	if err != nil {
		return nil, err
	}
	books, err := d.Session.Books(d.Context)
	if err != nil {
		return nil, err
	}
	for _, b := range books {
		ref := b.Book.Ref()
		all = append(all, target{ref + " " + b.Book.Name, d.T("ui.search.book"), func() { d.OpenItem(desk.CashBooks, ref) }})
	}
	journals, err := d.Session.Journals(d.Context)
	if err != nil {
		return nil, err
	}
	for _, j := range journals {
		ref := j.Journal.Ref()
		all = append(all, target{ref + " " + j.Journal.Name, d.T("ui.search.journal"), func() { d.OpenItem(desk.Accounting, ref) }})
	}
	plans, err := planning.Things(d.Context, d.Session, d.Printer.Language())
	if err != nil {
		return nil, err
	}
	for _, thing := range plans {
		detail := d.T("ui.search.project")
		if thing.Account != "" {
			detail = d.T("ui.search.account", fault.Args{"Project": thing.Project})
		}
		all = append(all, target{thing.Text, detail, func() { planning.ShowThing(d, thing) }})
	}
	people, _, err := d.Session.Users(d.Context, directory.UserFilter{Limit: manyPeople})
	if errors.Is(err, fault.Denied) {
		return all, nil
	}
	for _, u := range people {
		id := u.ID.String()
		all = append(all, target{u.Name(), u.Address(), func() { d.OpenItem(desk.Users, id) }})
	}
	return all, err
}

func (p *person) showSearch(targets []target) {
	d := p.desk
	choices := make([]kit.Choice, len(targets))
	for i, t := range targets {
		choices[i] = kit.Choice{ID: strconv.Itoa(i), Text: t.text, Detail: t.detail}
	}
	field := kit.NewStrictPicker(d.Services, "search", p.offer(choices))
	field.Required = true
	field.PlaceHolder = d.T("ui.search.what")
	d.Dialogs.Open(kit.Dialog{
		Name: "search", Title: d.T("ui.search"), Content: field, Width: 560, Confirm: d.T("ui.search.open"), Focus: field,
		OnConfirm: func() error {
			if field.Check() != "" {
				return kit.ErrStay
			}
			if item, is := strings.CutPrefix(field.Chosen().ID, postingPrefix); is {
				d.Dialogs.Front().Close()
				d.OpenItem(desk.Accounting, item)
				return kit.ErrStay
			}
			chosen, err := strconv.Atoi(field.Chosen().ID)
			if err != nil {
				return err
			}
			d.Dialogs.Front().Close()
			targets[chosen].open()
			return kit.ErrStay
		},
	})
}

// postingPrefix begins what a choice of the search that is a posting goes by.
const postingPrefix = "posting "

// posting is a journal and a number as somebody types them: "P01/OD 12".
var posting = regexp.MustCompile(`^\s*([0-9A-Za-z._-]+/[A-Za-z][0-9A-Za-z]{0,5})\s*[ #n°]+\s*([0-9]{1,12})\s*$`)

// offer completes things by what they are called, and a posting by its journal and
// number: there are too many of those to list them.
func (p *person) offer(choices []kit.Choice) func(string) []kit.Choice {
	all := offerFolded(choices)
	return func(text string) []kit.Choice {
		offered := all(text)
		typed := posting.FindStringSubmatch(text)
		if typed == nil || !p.has(desk.Accounting) {
			return offered
		}
		number, err := strconv.ParseInt(typed[2], 10, 64)
		if err != nil || number == 0 {
			return offered
		}
		ref := strings.ToUpper(typed[1])
		return append([]kit.Choice{{
			ID: postingPrefix + accounting.Item(ref, number), Text: ref + " " + typed[2], Detail: p.desk.T("ui.search.posting"),
		}}, offered...)
	}
}

// offerFolded completes without minding case and accents: first what begins with the
// text, then what has a word that does, then what has all of its words somewhere.
func offerFolded(choices []kit.Choice) func(string) []kit.Choice {
	folded := make([]string, len(choices))
	for i, c := range choices {
		folded[i] = directory.Fold(c.Text + " " + c.Detail)
	}
	return func(text string) []kit.Choice {
		var ranked [3][]kit.Choice
		for i, c := range choices {
			if rank := rankOf(folded[i], directory.Fold(strings.TrimSpace(text))); rank < len(ranked) {
				ranked[rank] = append(ranked[rank], c)
			}
		}
		return slices.Concat(ranked[:]...)
	}
}

func rankOf(what, sought string) int {
	switch {
	case strings.HasPrefix(what, sought):
		return 0
	case strings.Contains(what, " "+sought):
		return 1
	}
	for _, word := range strings.Fields(sought) {
		if !strings.Contains(what, word) {
			return 3
		}
	}
	return 2
}
