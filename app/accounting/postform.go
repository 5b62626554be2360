package accounting

import (
	"errors"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// FormRecords is what forms need besides: the rates of the project and of taxes.
type FormRecords interface {
	Records
	chart.Store
	// Contributions gives all rates of the organisation, by name and first day.
	Contributions() ([]directory.Contribution, error)
}

// BasisOf reads what forms of a journal depend on, on a day.
func BasisOf(s FormRecords, j Journal, day calendar.Day) (Basis, error) {
	plan, err := chart.PlanOf(s, j.Project)
	if err != nil {
		return Basis{}, err
	}
	return Basis{Journal: j, Plan: plan, Day: day}.complete(s)
}

// basis is BasisOf with what the desk has read.
func (d *desk) basis(s FormRecords, day calendar.Day) (Basis, error) {
	b := Basis{Journal: d.journal, Plan: d.plan, Day: day}
	return b.complete(s)
}

// complete reads what changes: rates and the stock.
func (b Basis) complete(s FormRecords) (_ Basis, err error) {
	j := b.Journal
	if b.Taxes, err = s.Contributions(); err != nil || !j.IsForeign() {
		return b, err
	}
	rate, err := chart.RateOn(s, j.Currency, j.Base, b.Day)
	if err != nil && !errors.Is(err, fault.Missing) {
		return b, err
	}
	b.Proposed = rate.Rate
	b.Stock, err = StockOf(s, j)
	return b, err
}

// StockOf gives what a foreign treasury journal holds; that of others is zero.
func StockOf(s Store, j Journal) (stock Stock, err error) {
	if !j.IsForeign() || !j.IsTreasury() {
		return stock, nil
	}
	own := LineFilter{Project: j.Project, Journals: []ident.BookID{j.ID}, Account: j.Account}
	stock.BaseMinor, stock.AmountMinor, err = s.AccountBalance(own)
	return stock, err
}

// PostForm enters the transaction of a form on a day, or today, with the refusals of
// Post and those of the form.
func PostForm(s FormRecords, by directory.Actor, poste ident.PosteID, journal ident.BookID, day calendar.Day, f Form, now time.Time) (Posting, error) {
	d, err := openDesk(s, by, directory.RightPostingRecord, poste, journal, now)
	if err != nil {
		return Posting{}, err
	}
	content, err := d.content(s, day, f)
	if err != nil {
		return Posting{}, err
	}
	return d.post(Entry{Day: day, Content: content})
}

// content gives what a form stands for as the journal is now.
func (d *desk) content(s FormRecords, day calendar.Day, f Form) (Content, error) {
	if day.IsZero() {
		day = d.today
	}
	b, err := d.basis(s, day)
	if err != nil {
		return Content{}, err
	}
	return f.Content(b)
}

// RepostForm is Repost with a form, which is valued after the reversal.
func RepostForm(s FormRecords, by directory.Actor, poste ident.PosteID, journal ident.BookID, number int64, reason string, day calendar.Day, f Form, now time.Time) (reversal, posting Posting, err error) {
	return repost(s, by, poste, journal, number, reason, day, func(d *desk) (Entry, error) {
		content, err := d.content(s, day, f)
		return Entry{day, content}, err
	}, now)
}
