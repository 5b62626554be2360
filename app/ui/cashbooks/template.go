package cashbooks

import (
	"strings"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// templateChoice begins the ID of a choice that is a template.
const templateChoice = "template:"

// hint says what the keys of the line do.
func (l *line) hint() string {
	if l.page.book.Assigning() {
		return l.page.T("cashbooks.line.hint.split")
	}
	return l.page.T("cashbooks.line.hint")
}

// offerTexts completes the text: templates by their names, then earlier texts.
func (l *line) offerTexts(text string) []kit.Choice {
	var choices []kit.Choice
	for _, t := range l.templates {
		if strings.HasPrefix(fold(t.Name), fold(text)) {
			choices = append(choices, kit.Choice{ID: templateChoice + t.Name, Text: t.Name, Detail: l.page.T("cashbooks.template")})
		}
	}
	return append(choices, l.texts.offer(text)...)
}

// chooseText fills the line when a template was chosen. Of two with one name the
// person's own counts, which comes last.
func (l *line) chooseText(c kit.Choice) {
	name, is := strings.CutPrefix(c.ID, templateChoice)
	if !is {
		return
	}
	for i := len(l.templates) - 1; i >= 0; i-- {
		if l.templates[i].Name == name {
			l.begin(l.templates[i])
			return
		}
	}
}

// begin fills the line with what a template says; what is typed already stays where
// it says nothing.
func (l *line) begin(t cashbook.Template) {
	l.text.SetText(t.Text)
	if t.Recipient != "" {
		l.recipient.SetText(t.Recipient)
	}
	if t.AmountMinor != 0 {
		l.in.SetText("")
		l.out.SetText("")
		field := l.in
		if t.Direction == cashbook.Out {
			field = l.out
		}
		field.SetAmount(l.page.amount(t.AmountMinor))
	}
	if l.page.book.Assigning() && len(t.Shares) > 0 {
		l.setDivision(t.Shares)
	}
	kit.Trace("template used")
}

// templateOfCurrent is Ctrl+T: it makes a template of the voucher under the cursor.
func (p *page) templateOfCurrent() {
	voucher, here := p.grid.Current()
	if !here || p.line == nil {
		return
	}
	name := kit.NewTextField(p.services, "template-name")
	name.Required, name.MaxRunes = true, cashbook.MaxName
	amount := kit.NewCheck(p.services, "template-amount", p.T("cashbooks.template.amount", fault.Args{"Amount": p.size(voucher.Voucher)}))
	shared := kit.NewCheck(p.services, "template-shared", p.T("cashbooks.template.shared"))
	form := kit.NewForm().Add(p.T("cashbooks.template.name"), name).Add("", amount).Add("", shared)
	ask(p.Desk, question{
		name: "template", title: p.T("cashbooks.template.title", fault.Args{"Number": number(voucher)}), confirm: p.T("cashbooks.template.save"),
		form: form, focus: name, then: func() { p.line.study() },
		read: func() answer {
			t := cashbook.TemplateOf(voucher.Voucher.Content, name.Text, amount.Ticked())
			everybody := shared.Ticked()
			return func() (string, error) {
				t, err := p.Session.SaveTemplate(p.Context, p.book.Book.ID, t, everybody)
				return p.T("cashbooks.template.saved", fault.Args{"Name": t.Name}), err
			}
		},
	})
}
