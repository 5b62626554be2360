package organisation

import (
	"strings"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// contributions is « Taux de cotisation ».
type contributions struct {
	*section
	rates []directory.Contribution
}

func (s *section) contributions() { s.showContributions("") }

// showContributions shows the rates with a word about what was done.
func (s *section) showContributions(done string) {
	kit.Load(s.Tasks, func() ([]directory.Contribution, error) { return s.Session.Contributions(s.Context) },
		func(rates []directory.Contribution, err error) {
			if s.Refuse(err) {
				return
			}
			(&contributions{s, rates}).present()
			if done != "" {
				s.Done(done)
			}
		})
}

func (c *contributions) present() {
	add := kit.NewButton(c.T("organisation.contributions.add"), "add", kit.Primary, func() { c.add(directory.Contribution{}) })
	list := kit.VStack(12, kit.NewParagraph(c.T("organisation.contributions.what"), kit.Muted))
	for _, rates := range byName(c.rates) {
		list.Add(c.card(rates))
	}
	if len(c.rates) == 0 {
		list.Add(kit.NewCard(kit.NewParagraph(c.T("organisation.contributions.none"), kit.Body)))
	}
	title := c.T("organisation.part.contributions")
	c.show(screen{
		name: "contributions", title: title, head: kit.NewHead(title, nil, add),
		body:  kit.VStack(0, kit.HStack(0, kit.Width(licenceWidth, list))),
		focus: add, keys: kit.Handlers{kit.ActionRefresh: c.contributions, kit.ActionNew: func() { c.add(directory.Contribution{}) }},
	})
}

// byName puts the rates of one name together; they come by name and first day.
func byName(rates []directory.Contribution) [][]directory.Contribution {
	var groups [][]directory.Contribution
	for _, r := range rates {
		if last := len(groups) - 1; last >= 0 && strings.EqualFold(groups[last][0].Name, r.Name) {
			groups[last] = append(groups[last], r)
		} else {
			groups = append(groups, []directory.Contribution{r})
		}
	}
	return groups
}

// card shows the rates of one name, the newest first.
func (c *contributions) card(rates []directory.Contribution) fyne.CanvasObject {
	newest := rates[len(rates)-1]
	buttons := []fyne.CanvasObject{kit.NewText(newest.Name, kit.Strong), kit.Space()}
	if newest.Last.IsZero() {
		buttons = append(buttons, kit.NewButton(c.T("organisation.contributions.end"), "close", kit.Plain, func() { c.end(newest) }))
	}
	buttons = append(buttons, kit.NewButton(c.T("organisation.contributions.next"), "add", kit.Plain, func() {
		c.add(directory.Contribution{Name: newest.Name, Account: newest.Account})
	}))
	card := kit.VStack(8, kit.HStack(12, buttons...))
	for i := len(rates) - 1; i >= 0; i-- {
		card.Add(c.line(rates[i]))
	}
	return kit.NewCard(card)
}

func (c *contributions) line(r directory.Contribution) fyne.CanvasObject {
	style := kit.Muted
	if today := c.Today(); r.First <= today && (r.Last.IsZero() || today <= r.Last) {
		style = kit.Body
	}
	days := c.T("organisation.contributions.from", fault.Args{"Day": r.First})
	if !r.Last.IsZero() {
		days = c.T("organisation.contributions.days", fault.Args{"First": r.First, "Last": r.Last})
	}
	if r.Account != "" {
		days += " · " + c.T("organisation.contributions.account", fault.Args{"Account": r.Account})
	}
	percent := c.T("organisation.contributions.percent", fault.Args{"Rate": c.Printer.Decimal(r.Rate.String())})
	return kit.HStack(16, kit.Width(percentWidth, kit.NewText(percent, style)), kit.NewText(days, style))
}

const percentWidth = 90

// add asks for a rate; that of a name which exists follows the one before.
func (c *contributions) add(r directory.Contribution) {
	text := func(name, value string, most int) *kit.TextField {
		field := kit.NewTextField(c.Services, name)
		field.MaxRunes = most
		field.SetText(value)
		return field
	}
	name, rate, account := text("contribution", r.Name, 80), text("rate", "", 9), text("account", r.Account, 20)
	name.Required, rate.Required = true, true
	rate.Verify = func(text string) error { _, err := directory.ParseRate(text); return err }
	first := kit.NewDateField(c.Services, "first-day")
	first.Required = true
	first.SetDay(c.Today())
	form := kit.NewForm().Add(c.T("detail.contribution"), name).Add(c.T("detail.rate"), rate).
		Add(c.T("organisation.contributions.first"), first).Add(c.T("detail.account"), account)
	focus := fyne.Focusable(name)
	if r.Name != "" {
		focus = rate
	}
	var dialog *kit.OpenDialog
	dialog = c.Dialogs.Open(kit.Dialog{
		Name: "contribution", Title: c.T("organisation.contributions.new"), Width: 560, Focus: focus, Content: form,
		Confirm: c.T("organisation.company.save"),
		OnConfirm: func() error {
			if !form.Check() {
				dialog.Fit()
				return kit.ErrStay
			}
			r.Name, r.Account = name.Text, account.Text
			r.Rate, _ = directory.ParseRate(rate.Text)
			r.First, _ = first.Day()
			return dialog.Await(c.T("organisation.saving"), func() error {
				_, err := c.Session.AddContribution(c.Context, r)
				return err
			}, func() { c.saved("contribution added", "organisation.contributions.added") })
		},
	})
}

// end asks for the last day of an open rate.
func (c *contributions) end(r directory.Contribution) {
	last := kit.NewDateField(c.Services, "last-day")
	last.Required = true
	last.SetDay(max(c.Today(), r.First))
	form := kit.NewForm().Add(c.T("organisation.contributions.last"), last)
	var dialog *kit.OpenDialog
	dialog = c.Dialogs.Open(kit.Dialog{
		Name: "contribution-end", Title: c.T("organisation.contributions.end.title", fault.Args{"Name": r.Name}), Width: 520, Focus: last,
		Content: kit.VStack(12, kit.NewParagraph(c.T("organisation.contributions.end.text"), kit.Body), form),
		Confirm: c.T("organisation.contributions.end.confirm"),
		OnConfirm: func() error {
			if !form.Check() {
				dialog.Fit()
				return kit.ErrStay
			}
			day, _ := last.Day()
			return dialog.Await(c.T("organisation.saving"), func() error { return c.endOn(r, day) },
				func() { c.saved("contribution ended", "organisation.contributions.ended") })
		},
	})
}

func (c *contributions) endOn(r directory.Contribution, day calendar.Day) error {
	_, err := c.Session.EndContribution(c.Context, r.ID, day)
	return err
}

func (c *contributions) saved(trace, key string) {
	kit.Trace(trace)
	c.showContributions(c.T(key))
}
