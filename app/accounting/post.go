package accounting

import (
	"errors"
	"fmt"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// Entry is what somebody wants to post: a day, or none for today, and the content
// without what the journal gives it.
type Entry struct {
	Day calendar.Day
	Content
}

// voucher gives a posting without voucher number one that is unique in the journal.
func (j Journal) voucher(number int64) string { return fmt.Sprintf("%s-%d", j.Code, number) }

// Post enters a posting under the next number. It refuses with fault.Invalid what
// does not balance in both currencies, names accounts, fundings or budget lines
// that the project does not have, is dated in the future or on a day that is
// closed; with fault.Denied whoever has no right here, a poste that does not keep
// the journal, and transactions that the journal does not allow.
func Post(s Records, by directory.Actor, poste ident.PosteID, journal ident.BookID, e Entry, now time.Time) (Posting, error) {
	d, err := openDesk(s, by, directory.RightPostingRecord, poste, journal, now)
	if err != nil {
		return Posting{}, err
	}
	if e.Reposts != 0 || e.Source != (Source{}) || e.Origin != "" || e.Mask == MaskClosing {
		return Posting{}, fault.New(fault.Invalid, "accounting.special", nil)
	}
	return d.postLines(e)
}

// postLines is post for lines that a person has given.
func (d *desk) postLines(e Entry) (Posting, error) {
	e, err := d.check(e)
	if err != nil {
		return Posting{}, err
	}
	if err := d.checkForm(e); err != nil {
		return Posting{}, err
	}
	return d.enter(e.Day, 0, e.Content)
}

// checkForm refuses lines that no form of their mask would give, but to those who
// have the right to free entries.
func (d *desk) checkForm(e Entry) error {
	b := Basis{Journal: d.journal, Plan: d.plan, Day: e.Day}
	if _, asked := RuleOf(e.Mask, d.journal, d.plan.Chart); !asked || !d.journal.Allows(e.Mask) {
		return nil // checkMask has the word
	}
	err := e.followsRule(b)
	if err == nil {
		return nil
	}
	if free := May(d.store, d.by, directory.RightPostingFree, d.journal, d.now); !errors.Is(free, fault.Denied) {
		return free
	}
	return err
}

// followsRule refuses content that does not come from a form which its mask takes.
func (c Content) followsRule(b Basis) error {
	f, ok := c.Form(b)
	if !ok {
		return fault.New(fault.Denied, "accounting.form-lines", fault.Args{"Mask": fault.Key("mask." + string(c.Mask))})
	}
	r, err := b.Rule(c.Mask)
	if err != nil {
		return err
	}
	return f.completed(r).check(r, b)
}

// post checks an entry and enters it.
func (d *desk) post(e Entry) (Posting, error) {
	e, err := d.check(e)
	if err != nil {
		return Posting{}, err
	}
	return d.enter(e.Day, 0, e.Content)
}

// check refuses what can be no posting of the journal, and gives it as it is
// stored.
func (d *desk) check(e Entry) (Entry, error) {
	if e.Day.IsZero() {
		e.Day = d.today
	}
	if err := d.checkDay(e.Day); err != nil {
		return e, err
	}
	if err := d.checkMask(e.Mask); err != nil {
		return e, err
	}
	var err error
	if e.Content, err = e.Content.cleaned(d.journal); err != nil {
		return e, err
	}
	if e.VoucherDay.IsZero() {
		e.VoucherDay = e.Day
	}
	if e.VoucherDay > d.today || e.VoucherDay < firstDay {
		return e, fault.New(fault.Invalid, "accounting.voucher-day", fault.Args{"Day": e.VoucherDay})
	}
	return e, d.checkCodes(e)
}

// rightOf names what a kind of transaction needs besides RightPostingRecord.
var rightOf = map[Mask]directory.Right{
	MaskFree: directory.RightPostingFree, MaskOpening: directory.RightOpeningRecord, MaskClosing: directory.RightYearClose,
}

func (d *desk) checkMask(m Mask) error {
	if !d.journal.Allows(m) && m != MaskClosing {
		return fault.New(fault.Denied, "accounting.not-allowed", fault.Args{
			"Journal": d.journal.Ref(), "Mask": fault.Key("mask." + string(m)),
		})
	}
	if right, needed := rightOf[m]; needed {
		return May(d.store, d.by, right, d.journal, d.now)
	}
	return nil
}

// checkCodes refuses accounts, fundings and budget lines that the project does not
// have.
func (d *desk) checkCodes(e Entry) error {
	for _, l := range e.Lines {
		if err := d.plan.CheckAccount(l.Account, directory.ModuleAccounting); err != nil {
			return err
		}
		if err := d.plan.CheckFunding(l.Funding, e.Day); err != nil {
			return err
		}
		if err := d.plan.CheckBudgetLine(l.BudgetLine); err != nil {
			return err
		}
	}
	return nil
}
