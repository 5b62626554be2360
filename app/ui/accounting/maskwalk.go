package accounting

import (
	"errors"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// path gives the fields in the order in which Enter walks them: what the rule asks
// for; Tab reaches all.
func (f *maskForm) path() []kit.Field {
	path := []kit.Field{f.amount}
	if f.rule.Party {
		path = append(path, f.party, f.partyName)
	}
	if f.rule.Due {
		path = append(path, f.due)
	}
	if !f.against.Disabled() {
		path = append(path, f.against)
	}
	plan := f.entry.open.Plan
	for _, r := range f.shares {
		path = append(path, r.account)
		if plan != nil && len(plan.Fundings.List) > 0 {
			path = append(path, r.funding)
		}
		if plan != nil && len(plan.Budget.Lines) > 0 {
			path = append(path, r.budget)
		}
		if !f.equal.Ticked() {
			path = append(path, r.size)
		}
	}
	for _, r := range f.taxes {
		path = append(path, r.code, r.amount)
	}
	return path
}

// walk is Enter: with something wrong it stays; an empty tax line, or the end, posts.
func (f *maskForm) walk(from kit.Field) {
	if from.Check() != "" {
		return
	}
	path := f.path()
	for i, field := range path {
		if !sameField(field, from) {
			continue
		}
		if f.ends(field, i == len(path)-1) {
			f.entry.commit()
			return
		}
		f.grow(field)
		path = f.path()
		f.entry.Window.Canvas().Focus(path[i+1])
		return
	}
}

// sameField compares a field with the text field inside it.
func sameField(f, inner kit.Field) bool {
	switch f := f.(type) {
	case *kit.AmountField:
		return kit.Field(&f.TextField) == inner || kit.Field(f) == inner
	case *kit.DateField:
		return kit.Field(&f.TextField) == inner || kit.Field(f) == inner
	case *kit.PickerField:
		return kit.Field(&f.TextField) == inner || kit.Field(f) == inner
	}
	return f == inner
}

// ends reports whether Enter in the field posts.
func (f *maskForm) ends(field kit.Field, last bool) bool {
	for _, r := range f.taxes {
		if field == kit.Field(r.code) && strings.TrimSpace(r.code.Text) == "" {
			return true
		}
	}
	return last && !f.wantsMore(field)
}

// wantsMore reports whether another row comes after a field: a part as long as
// something is left, a tax after a tax.
func (f *maskForm) wantsMore(field kit.Field) bool {
	lastShare := f.shares[len(f.shares)-1]
	if field == kit.Field(lastShare.size) && strings.TrimSpace(lastShare.size.Text) != "" && len(f.shares) < cashbook.MaxParts {
		form, _, err := f.read()
		if err != nil {
			return false
		}
		_, left, err := cashbook.Divide(form.AmountMinor, form.Shares)
		return err == nil && left != 0
	}
	return len(f.taxes) > 0 && field == kit.Field(f.taxes[len(f.taxes)-1].amount)
}

// grow adds the row that comes after a field.
func (f *maskForm) grow(field kit.Field) {
	if !f.wantsMore(field) {
		return
	}
	if len(f.taxes) > 0 && field == kit.Field(f.taxes[len(f.taxes)-1].amount) {
		f.addTax()
		f.taxList.Refresh()
		return
	}
	f.addShare()
	f.shareList.Refresh()
}

// split is F6: it puts an empty part below and the keyboard into it.
func (f *maskForm) split() {
	if len(f.shares) >= cashbook.MaxParts {
		return
	}
	r := f.addShare()
	f.shareList.Refresh()
	f.entry.Window.Canvas().Focus(r.account)
}

// balance is F7: the part under the keyboard takes the rest.
func (f *maskForm) balance() {
	focused := f.entry.Window.Canvas().Focused()
	for _, r := range f.shares {
		for _, field := range []fyne.Focusable{r.account, r.funding, r.budget, r.size} {
			if field == focused {
				r.size.SetText("")
				f.show()
			}
		}
	}
}

// content gives what the form stands for, or puts the keyboard where something is
// wrong.
func (f *maskForm) complete() (accounting.Form, bool) {
	for _, field := range f.path() {
		if field.Check() != "" {
			f.entry.Window.Canvas().Focus(field)
			return accounting.Form{}, false
		}
	}
	form, wrong, err := f.read()
	if err == nil {
		_, err = form.Content(f.basis)
		wrong = nil
	}
	if err != nil {
		f.point(wrong, err)
		return form, false
	}
	return form, true
}

// point says what was refused in the field that it is about.
func (f *maskForm) point(wrong kit.Field, err error) {
	if wrong == nil {
		wrong = f.culprit(err)
	}
	if field, is := wrong.(interface{ Refuse(error) }); is {
		field.Refuse(err)
		f.entry.Window.Canvas().Focus(wrong)
		return
	}
	f.entry.tell(err)
}

// culprit gives the field that a refusal is about, or nil.
func (f *maskForm) culprit(err error) kit.Field {
	var known *fault.Error
	if !errors.As(err, &known) {
		return nil
	}
	switch key := known.Key; {
	case key == "accounting.form-amount", key == "accounting.tax-large":
		return f.amount
	case key == "accounting.form-party":
		return f.party
	case strings.HasPrefix(key, "accounting.form-against"), key == "accounting.form-treasury":
		return f.against
	case key == "accounting.form-funding":
		return f.shares[0].funding
	case key == "accounting.rate-missing":
		return f.entry.rate
	case strings.HasPrefix(key, "accounting.tax") && len(f.taxes) > 0:
		return f.taxes[0].code
	case strings.HasPrefix(key, "cashbook.share"), strings.HasPrefix(key, "cashbook.percent"), key == "accounting.form-equal":
		return f.shares[len(f.filledShares())-1].size
	case key == "accounting.line-account":
		if at, is := known.Args["Line"].(int); is && at >= 1 && at <= len(f.filledShares()) {
			return f.filledShares()[at-1].account
		}
	case key == "accounting.form-account", strings.HasPrefix(key, "chart.account"):
		return f.shareOf(known.Args["Account"], known.Args["Code"])
	}
	if field, is := f.entry.culprit(known); is {
		return field
	}
	return nil
}

// shareOf gives the field that has an account in it.
func (f *maskForm) shareOf(codes ...any) kit.Field {
	for _, r := range f.shares {
		for _, c := range codes {
			if text, is := c.(string); is && text == strings.TrimSpace(r.account.Text) {
				return r.account
			}
		}
	}
	return f.shares[0].account
}
