package organisation

import (
	"context"
	"strconv"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// policyForm is what the organisation asks of sign-in.
type policyForm struct {
	*section
	factor *kit.PickerField
	length *kit.TextField
	lock   *kit.TextField
	assign *kit.PickerField
	counts *kit.TextField
	form   *kit.Form
	save   *kit.Button
}

func (s *section) policy() {
	kit.Load(s.Tasks, func() (workspace.Condition, error) { return s.Workspace.Condition(s.Context) }, func(c workspace.Condition, err error) {
		if !s.Refuse(err) {
			(&policyForm{section: s}).open(c.Organisation.Policy)
		}
	})
}

func (f *policyForm) open(p directory.Policy) {
	f.factor = f.factorPicker(p.SecondFactor)
	f.length, f.lock = f.number("password-min", p.PasswordMin), f.number("lock-minutes", p.LockMinutes)
	f.assign = f.assignPicker(p.PreAssignment)
	f.lock.Commit = func() { f.Window.Canvas().Focus(f.assign) }
	f.counts = f.number("count-days", p.CountDays)
	f.assign.Commit = func() { f.Window.Canvas().Focus(f.counts) }
	f.counts.Commit = f.try
	f.form = kit.NewForm().Add(f.T("organisation.policy.factor"), f.factor).Add(f.T("organisation.policy.length"), f.length).
		Add(f.T("organisation.policy.lock"), f.lock).Add(f.T("organisation.policy.pre-assignment"), f.assign).
		Add(f.T("organisation.policy.count-days"), f.counts)
	f.save = kit.NewButton(f.T("organisation.policy.save"), "check", kit.Primary, f.try)
	content := kit.VStack(12, kit.NewParagraph(f.T("organisation.policy.text"), kit.Body), f.form,
		kit.NewParagraph(f.T("organisation.policy.lock.hint"), kit.Muted),
		kit.NewParagraph(f.T("organisation.policy.pre-assignment.hint"), kit.Muted),
		kit.NewParagraph(f.T("organisation.policy.count-days.hint"), kit.Muted), kit.HStack(8, kit.Space(), f.save))
	f.show(screen{
		name: "policy", title: f.T("organisation.part.policy"), head: kit.NewHead(f.T("organisation.part.policy"), nil), focus: f.factor,
		keys: kit.Handlers{kit.ActionSave: f.try}, body: kit.VStack(0, kit.HStack(0, kit.Width(formWidth, kit.NewCard(content)))),
	})
}

func (f *policyForm) factorPicker(chosen directory.FactorPolicy) *kit.PickerField {
	var choices []kit.Choice
	for _, p := range []directory.FactorPolicy{directory.FactorNone, directory.FactorOptional, directory.FactorRequired} {
		choices = append(choices, kit.Choice{ID: string(p), Text: f.T(string(p.Label()))})
	}
	return f.picker("second-factor", choices, string(chosen))
}

func (f *policyForm) assignPicker(chosen directory.PreAssignment) *kit.PickerField {
	var choices []kit.Choice
	for _, p := range []directory.PreAssignment{directory.PreAssignmentOff, directory.PreAssignmentOptional, directory.PreAssignmentRequired} {
		choices = append(choices, kit.Choice{ID: string(p), Text: f.T(string(p.Label()))})
	}
	return f.picker("pre-assignment", choices, string(chosen))
}

func (f *policyForm) picker(name string, choices []kit.Choice, chosen string) *kit.PickerField {
	field := f.choice(name, choices, chosen)
	field.Required = true
	return field
}

func (f *policyForm) number(name string, value int) *kit.TextField {
	field := wholeNumber(f.section, name, value)
	field.MaxRunes = 4
	return field
}

func (f *policyForm) try() {
	if f.save.Disabled() || !f.form.Check() {
		return
	}
	length, _ := strconv.Atoi(f.length.Text) // the form has checked them
	lock, _ := strconv.Atoi(f.lock.Text)
	days, _ := strconv.Atoi(f.counts.Text)
	p := directory.Policy{SecondFactor: directory.FactorPolicy(f.factor.Chosen().ID), PasswordMin: length, LockMinutes: lock,
		PreAssignment: directory.PreAssignment(f.assign.Chosen().ID), CountDays: days}
	f.save.SetEnabled(false)
	f.Tasks.Run(f.T("organisation.policy.running"), func(ctx context.Context, _ func(kit.Progress)) error { return f.Session.SetPolicy(ctx, p) }, func(err error) {
		f.save.SetEnabled(true)
		if f.Refuse(err) {
			return
		}
		kit.Trace("policy saved")
		f.openThen(func() { f.Done(f.T("organisation.policy.saved")) })
	})
}
