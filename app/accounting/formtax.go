package accounting

import (
	"strings"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
)

// maxTaxes is how many tax lines a form has.
const maxTaxes = 10

// wholeRate is 100 % of a directory.Rate.
const wholeRate directory.Rate = 1_000_000

// TaxesOn gives the rates that a tax line of the day can be worked out by: those
// that hold and say on which account they are booked.
func TaxesOn(all []directory.Contribution, day calendar.Day) (taxes []directory.Contribution) {
	for _, c := range all {
		if c.Account != "" && c.Holds(day) {
			taxes = append(taxes, c)
		}
	}
	return taxes
}

// taxes gives the tax lines of the form, as if it were a debit, and what is left of
// the amount for the shares.
//
// Taxes that the amount includes are split from it together: net and taxes are in
// the proportion 1 to their rates, each rounded to the unit by largest remainder,
// so that they add up to the amount whatever the rates (1 000 with 18 %: 847 and
// 153). A tax that is withheld is a part of the net amount, to the nearest unit,
// and takes nothing from the shares: less is paid.
func (f Form) taxes(b Basis) (lines []Line, net int64, err error) {
	if len(f.Taxes) > maxTaxes {
		return nil, 0, fault.New(fault.Invalid, "accounting.taxes-many", fault.Args{"Most": maxTaxes})
	}
	rates := make([]directory.Contribution, len(f.Taxes))
	amounts := make([]int64, len(f.Taxes))
	net = f.AmountMinor
	for i, t := range f.Taxes {
		if rates[i], err = b.tax(t.Code); err != nil {
			return nil, 0, err
		}
		if amounts[i] = t.AmountMinor; !t.Withheld {
			net -= t.AmountMinor
		}
	}
	if net, err = f.included(b.Journal, net, rates, amounts); err != nil {
		return nil, 0, err
	}
	if err := f.withheld(b.Journal, net, rates, amounts); err != nil {
		return nil, 0, err
	}
	paid := f.AmountMinor
	for i, t := range f.Taxes {
		l := f.line(rates[i].Account, amounts[i], "", "")
		if l.Tax = rates[i].Code(); t.Withheld {
			paid -= amounts[i]
			l.AmountMinor = -amounts[i]
		}
		if amounts[i] == 0 {
			continue // less than half a unit
		}
		lines = append(lines, l)
	}
	for _, amount := range amounts {
		if net <= 0 || paid <= 0 || amount < 0 {
			return nil, 0, fault.New(fault.Invalid, "accounting.tax-large", fault.Args{"Amount": b.Journal.amount(f.AmountMinor)})
		}
	}
	return lines, net, nil
}

// included works out the included taxes that are not given, and gives the net.
func (f Form) included(j Journal, gross int64, rates []directory.Contribution, amounts []int64) (net int64, err error) {
	weights := []int64{int64(wholeRate)}
	for i, t := range f.Taxes {
		weight := int64(0)
		if !t.Withheld && t.AmountMinor == 0 {
			weight = int64(rates[i].Rate)
		}
		weights = append(weights, weight)
	}
	split, err := j.amount(gross).Split(weights...)
	if err != nil {
		return 0, err
	}
	for i := range amounts {
		amounts[i] += split[i+1].Minor
	}
	return split[0].Minor, nil
}

// withheld works out the withheld taxes that are not given.
func (f Form) withheld(j Journal, net int64, rates []directory.Contribution, amounts []int64) error {
	for i, t := range f.Taxes {
		if !t.Withheld || t.AmountMinor != 0 {
			continue
		}
		split, err := j.amount(net).Split(int64(rates[i].Rate), int64(wholeRate-rates[i].Rate))
		if err != nil {
			return err
		}
		amounts[i] = split[0].Minor
	}
	return nil
}

// tax gives the rate of a code that holds on the day of the form.
func (b Basis) tax(code string) (directory.Contribution, error) {
	var known directory.Contribution
	for _, c := range b.Taxes {
		if strings.EqualFold(c.Code(), strings.TrimSpace(code)) {
			if known = c; c.Holds(b.Day) {
				break
			}
		}
	}
	args := fault.Args{"Tax": fault.Excerpt(code), "Day": b.Day}
	switch {
	case known.Name == "":
		return known, fault.New(fault.Invalid, "accounting.tax-unknown", args)
	case !known.Holds(b.Day):
		return known, fault.New(fault.Invalid, "accounting.tax-day", args)
	case known.Account == "":
		return known, fault.New(fault.Invalid, "accounting.tax-account", args)
	}
	return known, nil
}
