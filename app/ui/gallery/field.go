package gallery

import (
	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/ui/kit"
)

func (g *Gallery) showFields() {
	s := g.services
	name := kit.NewTextField(s, "name")
	name.Required = true
	day := kit.NewDateField(s, "day")
	day.SetDay(s.Today())
	amount := kit.NewAmountField(s, "amount", "EUR")
	project := kit.NewStrictPicker(s, "project", kit.OfferAll([]kit.Choice{
		{ID: "1", Text: "Forages Kolda", Detail: "P01"}, {ID: "2", Text: "Écoles de Ziguinchor", Detail: "P02"},
		{ID: "3", Text: "Santé Tambacounda", Detail: "P03"},
	}))
	resting := kit.NewTextField(s, "resting")
	resting.SetText("P01/1")
	resting.Disable()
	form := kit.NewForm().Add(s.T("gallery.field.name"), name).Add(s.T("gallery.field.day"), day).
		Add(s.T("gallery.field.amount"), amount).Add(s.T("gallery.field.project"), project).
		Add(s.T("gallery.field.password"), kit.NewPasswordField(s, "password")).Add(s.T("gallery.field.resting"), resting)
	check := func() {
		if form.Check() {
			s.Done(s.T("gallery.taken"))
		}
	}
	save := kit.NewButton(s.T("gallery.save"), "check", kit.Primary, check)
	left := kit.NewCard(kit.VStack(16, form, kit.HStack(8, kit.Space(), kit.NewButton(s.T("gallery.plain"), "", kit.Plain, nil), save)))
	body := kit.Beside(24, kit.VStack(0, left), kit.VStack(12, g.codes()...))
	g.show("fields", s.T("gallery.fields"), kit.NewPage(kit.NewHead(s.T("gallery.fields"), nil), body), name,
		kit.Handlers{kit.ActionSave: check})
}

// codes are what is compared by telephone, and the states of buttons.
func (g *Gallery) codes() []fyne.CanvasObject {
	s := g.services
	resting := kit.NewButton(s.T("gallery.plain"), "lock", kit.Plain, nil)
	resting.Disable()
	buttons := kit.HStack(8, kit.NewButton(s.T("gallery.save"), "check", kit.Primary, nil), kit.NewButton(s.T("gallery.plain"), "export", kit.Plain, nil),
		kit.NewButton(s.T("gallery.quiet"), "refresh", kit.Quiet, nil), kit.NewButton(s.T("gallery.delete"), "delete", kit.Danger, nil))
	badges := kit.HStack(16, kit.NewBadge(kit.Fine, s.T("gallery.badge.fine")), kit.NewBadge(kit.Expiring, s.T("gallery.badge.expiring")),
		kit.NewBadge(kit.Refused, s.T("gallery.badge.refused")), kit.NewBadge(kit.Neutral, s.T("gallery.badge.neutral")))
	return []fyne.CanvasObject{
		kit.NewText(s.T("gallery.fingerprint"), kit.Muted), kit.NewCode(s, "7F3K-2M9Q-XW4T-0H6Z"),
		kit.NewText(s.T("gallery.activation"), kit.Muted), kit.NewCode(s, "K4WM-9PQX-2T7H-VB3D"),
		kit.Rule(), buttons, kit.HStack(0, resting), kit.Rule(), badges, kit.Rule(),
		kit.NewText(s.T("gallery.paragraph.title"), kit.Title), kit.NewParagraph(s.T("gallery.paragraph"), kit.Body),
		kit.NewParagraph(s.T("gallery.paragraph.muted"), kit.Small),
	}
}
