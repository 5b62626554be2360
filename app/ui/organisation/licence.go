package organisation

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// licence is « Licence »: the seats of every module.
type licence struct {
	*section
	seats []directory.Seats
}

func (s *section) licence() { s.showLicence("") }

// showLicence shows the seats with a word about what was done.
func (s *section) showLicence(done string) {
	kit.Load(s.Tasks, func() ([]directory.Seats, error) { return s.Session.Licence(s.Context) }, func(seats []directory.Seats, err error) {
		if s.Refuse(err) {
			return
		}
		(&licence{s, seats}).present()
		if done != "" {
			s.Done(done)
		}
	})
}

func (l *licence) present() {
	cards := kit.VStack(12, kit.NewParagraph(l.T("organisation.licence.what"), kit.Muted))
	var first fyne.Focusable
	for _, seats := range l.seats {
		set := kit.NewButton(l.T("organisation.licence.set"), "edit", kit.Plain, func() { l.set(seats) })
		if first == nil {
			first = set
		}
		cards.Add(l.card(seats, set))
	}
	title := l.T("organisation.part.licence")
	l.show(screen{
		name: "licence", title: title, head: kit.NewHead(title, nil), body: kit.VStack(0, kit.HStack(0, kit.Width(licenceWidth, cards))), focus: first,
		keys: kit.Handlers{kit.ActionRefresh: l.licence},
	})
}

const licenceWidth = 760

// card shows the seats of a module, and what can be done about them.
func (l *licence) card(s directory.Seats, set *kit.Button) fyne.CanvasObject {
	buttons := kit.HStack(8, kit.NewText(l.count(s), kit.Body), kit.Space(), set)
	if s.Licence == nil || s.Licence.Status == directory.LicenceGranted {
		buttons.Add(kit.NewButton(l.T("organisation.licence.cancel", moduleArgs(s)), "lock", kit.Plain, func() { l.cancel(s) }))
	}
	lines := kit.VStack(8, kit.HStack(12, kit.NewText(l.T(string(s.Module.Label())), kit.Strong), l.badge(s)), buttons)
	if len(s.Used) > 0 {
		lines.Add(kit.NewParagraph(l.T("organisation.licence.postes", fault.Args{"Postes": posteNames(s.Used)}), kit.Muted))
	}
	return kit.NewCard(lines)
}

// count tells how many seats there are and how many are taken.
func (l *licence) count(s directory.Seats) string {
	if s.Licence == nil {
		return l.T("organisation.licence.unlimited", fault.Args{"Taken": len(s.Used)})
	}
	return l.T("organisation.licence.seats", fault.Args{"Seats": s.Licence.Seats, "Taken": len(s.Used)})
}

func (l *licence) badge(s directory.Seats) fyne.CanvasObject {
	switch {
	case s.Licence == nil:
		return kit.NewBadge(kit.Neutral, l.T("licence.unlimited"))
	case s.Licence.Status == directory.LicenceCancelled:
		return kit.NewBadge(kit.Refused, l.T("licence.cancelled"))
	case !s.Open():
		return kit.NewBadge(kit.Expiring, l.T("organisation.licence.full"))
	}
	return kit.NewBadge(kit.Fine, l.T("licence.granted"))
}

// postesShown bounds the names of one line.
const postesShown = 12

func posteNames(postes []directory.Poste) string {
	var names []string
	for _, p := range postes[:min(len(postes), postesShown)] {
		names = append(names, strconv.Itoa(p.Number)+" "+p.Label)
	}
	if len(postes) > postesShown {
		names = append(names, "…")
	}
	return strings.Join(names, ", ")
}

func moduleArgs(s directory.Seats) fault.Args { return fault.Args{"Module": s.Module.Label()} }

// set asks for the number of seats.
func (l *licence) set(s directory.Seats) {
	number := kit.NewTextField(l.Services, "seats")
	number.Required, number.MaxRunes = true, 7
	number.Verify = func(text string) error {
		_, err := seatsIn(text)
		return err
	}
	if s.Licence != nil {
		number.SetText(strconv.Itoa(s.Licence.Seats))
	}
	var dialog *kit.OpenDialog
	dialog = l.Dialogs.Open(kit.Dialog{
		Name: "licence-set", Title: l.T("organisation.licence.set.title", moduleArgs(s)), Width: 480, Focus: number,
		Content: kit.VStack(12, kit.NewParagraph(l.count(s), kit.Muted), kit.NewLabelled(l.T("organisation.licence.number"), number)),
		Confirm: l.T("organisation.licence.set.confirm"),
		OnConfirm: func() error {
			seats, err := seatsIn(number.Text)
			if number.Check() != "" || err != nil {
				dialog.Fit()
				return kit.ErrStay
			}
			return dialog.Await(l.T("organisation.licence.changing"), func() error {
				_, err := l.Session.SetSeats(l.Context, s.Module, seats)
				return err
			}, func() { l.changed(l.T("organisation.licence.set.done", moduleArgs(s))) })
		},
	})
}

// seatsIn reads a whole number.
func seatsIn(text string) (int, error) {
	seats, err := strconv.Atoi(strings.TrimSpace(text))
	if err != nil || seats < 0 {
		return 0, fault.New(fault.Invalid, "organisation.seats", fault.Args{"Text": fault.Excerpt(text)})
	}
	return seats, nil
}

// cancel ends new registrations of a module.
func (l *licence) cancel(s directory.Seats) {
	var dialog *kit.OpenDialog
	dialog = l.Dialogs.Open(kit.Dialog{
		Name: "licence-cancel", Title: l.T("organisation.licence.cancel.title", moduleArgs(s)), Width: 520, Weight: kit.Danger,
		Content: kit.NewParagraph(l.T("organisation.licence.cancel.text"), kit.Body), Confirm: l.T("organisation.licence.cancel.confirm"),
		OnConfirm: func() error {
			return dialog.Await(l.T("organisation.licence.changing"), func() error {
				_, err := l.Session.CancelLicence(l.Context, s.Module)
				return err
			}, func() { l.changed(l.T("organisation.licence.cancel.done", moduleArgs(s))) })
		},
	})
}

func (l *licence) changed(done string) {
	l.Changed()
	l.showLicence(done)
}
