package accounting

import (
	"strings"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// read gives the form as it is typed. An error is of the field.
func (f *maskForm) read() (form accounting.Form, wrong kit.Field, err error) {
	e := f.entry
	form = accounting.Form{Mask: f.rule.Mask, Equal: f.equal.Ticked() && len(f.filledShares()) > 1, Attachments: e.papers.list}
	form.Voucher, form.Text = strings.TrimSpace(e.voucher.Text), strings.TrimSpace(e.text.Text)
	form.VoucherDay, _ = e.voucherDay.Day()
	if e.open.Journal.IsForeign() && strings.TrimSpace(e.rate.Text) != "" {
		if form.Rate, err = money.ParseRate(e.rate.Text); err != nil {
			return form, e.rate, err
		}
	}
	if f.back.Ticked() && f.rule.BothWay {
		form.Way = -f.rule.Way
	}
	amount, err := f.amount.Amount()
	if err != nil {
		return form, f.amount, err
	}
	form.AmountMinor = amount.Minor
	form.Party, form.PartyName = strings.TrimSpace(f.party.Text), strings.TrimSpace(f.partyName.Text)
	if form.Due, err = f.due.Day(); err != nil {
		return form, f.due, err
	}
	form.Against = strings.TrimSpace(f.against.Text)
	if form.Shares, wrong, err = f.readShares(); err != nil {
		return form, wrong, err
	}
	form.Taxes, wrong, err = f.readTaxes()
	return form, wrong, err
}

func (f *maskForm) readShares() (shares []cashbook.Share, wrong kit.Field, err error) {
	for _, r := range f.filledShares() {
		share := cashbook.Share{Account: strings.TrimSpace(r.account.Text), Funding: code(r.funding.Text), BudgetLine: code(r.budget.Text)}
		if err := share.SetSize(r.size.Text, f.entry.open.Journal.Currency); err != nil {
			return nil, r.size, err
		}
		shares = append(shares, share)
	}
	return shares, nil, nil
}

// code reads a code of a plan as it is stored.
func code(text string) string { return strings.ToUpper(strings.TrimSpace(text)) }

func (f *maskForm) readTaxes() (taxes []accounting.Tax, wrong kit.Field, err error) {
	for _, r := range f.taxes {
		if strings.TrimSpace(r.code.Text) == "" {
			continue
		}
		amount, err := r.amount.Amount()
		if err != nil {
			return nil, r.amount, err
		}
		taxes = append(taxes, accounting.Tax{Code: code(r.code.Text), Withheld: r.withheld.Ticked(), AmountMinor: amount.Minor})
	}
	return taxes, nil, nil
}

// filledShares are those in which anything stands; the first counts always.
func (f *maskForm) filledShares() (filled []*shareRow) {
	for i, r := range f.shares {
		if i == 0 || strings.TrimSpace(r.account.Text+r.funding.Text+r.budget.Text+r.size.Text) != "" {
			filled = append(filled, r)
		}
	}
	return filled
}

// fill shows a form.
func (f *maskForm) fill(form accounting.Form) {
	amount := func(minor int64) money.Amount {
		return money.Amount{Minor: minor, Currency: f.entry.open.Journal.Currency}
	}
	f.amount.SetAmount(amount(form.AmountMinor))
	f.back.SetTicked(form.Way != cashbook.AnyDirection && form.Way != f.rule.Way)
	f.party.SetText(form.Party)
	f.partyName.SetText(form.PartyName)
	f.due.SetDay(form.Due)
	f.equal.SetTicked(form.Equal)
	if form.Against != "" {
		f.against.SetText(form.Against)
	}
	for i, share := range form.Shares {
		if i == len(f.shares) {
			f.addShare()
		}
		f.shares[i].fill(f, share)
	}
	for i, tax := range form.Taxes {
		if i == len(f.taxes) {
			f.addTax()
		}
		r := f.taxes[i]
		r.code.SetText(tax.Code)
		r.withheld.SetTicked(tax.Withheld)
		r.amount.SetAmount(amount(tax.AmountMinor))
	}
	f.show()
}

func (r *shareRow) fill(f *maskForm, share cashbook.Share) {
	r.account.SetText(share.Account)
	r.funding.SetText(share.Funding)
	r.budget.SetText(share.BudgetLine)
	switch {
	case share.Percent != 0:
		r.size.SetText(share.Percent.String() + "%")
	case share.AmountMinor != 0:
		r.size.SetText(f.entry.Printer.Editable(money.Amount{Minor: share.AmountMinor, Currency: f.entry.open.Journal.Currency}))
	}
}
