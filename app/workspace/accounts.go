package workspace

import (
	"context"
	"slices"
	"time"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/storage"
)

// AccountsWish says of which accounts somebody wants to know something.
type AccountsWish struct {
	Project     ident.ProjectID
	Journals    []ident.BookID // only these; nil for all that the person may see
	From, Until calendar.Day   // zero Until for today; zero From for the first day of the fiscal year of Until, the beginning where there is none
	Year        string         // code of a fiscal year, instead of days
}

// Accounts are the accounts of a project as the person may see them: which
// journals are in a report and which are not is part of what it says.
type Accounts struct {
	accounting.Span
	ProjectCode string
	ProjectName string
	Base        money.Currency
	Chart       *chart.Chart // nil where the project has chosen none
	Plan        *chart.Plan
	Covered     []accounting.Journal
	Years       []accounting.Year // of the project, in their order
	Hidden      int               // journals that the wish names, or all, and the person may not see
	Now         time.Time
	Today       calendar.Day // in the time zone of the organisation
}

// Label gives the name of an account in a language.
func (a Accounts) Label(code, language string) string {
	account, known := a.Chart.Account(code)
	if !known {
		return ""
	}
	return account.Name(language)
}

// TrialBalance is the balance of a time, and of another to compare it with.
type TrialBalance struct {
	Accounts
	accounting.TrialBalance
	Compared *accounting.TrialBalance // nil for none
	Earlier  accounting.Span          // of Compared
}

// TrialBalance reads « la balance » of a project.
func (s *Session) TrialBalance(ctx context.Context, wish AccountsWish, compare *AccountsWish) (TrialBalance, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (b TrialBalance, err error) {
		if b.Accounts, err = openAccounts(tx, by, wish, now); err != nil {
			return b, err
		}
		if b.TrialBalance, err = accounting.ReadTrialBalance(tx, b.Span); err != nil || compare == nil {
			return b, err
		}
		if b.Earlier, err = b.timeOf(tx, *compare); err != nil {
			return b, err
		}
		earlier, err := accounting.ReadTrialBalance(tx, b.Earlier)
		b.Compared = &earlier
		return b, err
	})
}

// openAccounts finds what the person may see of the accounts of a project.
func openAccounts(tx *storage.Tx, by directory.Actor, wish AccountsWish, now time.Time) (a Accounts, err error) {
	project, err := tx.Project(wish.Project)
	if err != nil {
		return a, err
	}
	organisation, err := tx.Organisation()
	if err != nil {
		return a, err
	}
	zone, err := calendar.Zone(organisation.TimeZone)
	if err != nil {
		return a, err
	}
	a = Accounts{ProjectCode: project.Code, ProjectName: project.Name, Base: organisation.Currency, Now: now, Today: calendar.Of(now, zone)}
	a.Project = wish.Project
	if a.Years, err = tx.Years(wish.Project); err != nil {
		return a, err
	}
	if a.Span.Journals, err = readableJournals(tx, by, wish.Project, wish.Journals, now); err != nil {
		return a, err
	}
	if err := a.cover(tx, wish); err != nil {
		return a, err
	}
	plan, err := chart.PlanOf(tx, wish.Project)
	if err != nil {
		return a, err
	}
	a.Chart, a.Plan = plan.Chart, plan
	a.Span, err = a.timeOf(tx, wish)
	return a, err
}

// timeOf gives the time that somebody wants, in the accounts of the same journals.
func (a Accounts) timeOf(tx *storage.Tx, wish AccountsWish) (accounting.Span, error) {
	span := a.Span
	span.From, span.Until = wish.From, wish.Until
	if wish.Year != "" {
		i := slices.IndexFunc(a.Years, func(y accounting.Year) bool { return y.Code == wish.Year })
		if i < 0 {
			return span, fault.New(fault.Missing, "accounting.year-missing", fault.Args{"Year": fault.Excerpt(wish.Year)})
		}
		span.From, span.Until = a.Years[i].First, a.Years[i].Last
	}
	if span.Until.IsZero() {
		span.Until = a.Today
	}
	if span.From.IsZero() {
		if y, found := accounting.YearOf(a.Years, span.Until); found {
			span.From = y.First
		}
	}
	if err := ordered(span); err != nil {
		return span, err
	}
	return accounting.OpenSpan(tx, span, a.Chart)
}

// cover tells the journals of a report from those that it leaves out.
func (a *Accounts) cover(tx *storage.Tx, wish AccountsWish) error {
	all, err := tx.Journals(accounting.JournalFilter{Project: wish.Project})
	for _, j := range all {
		switch {
		case slices.Contains(a.Journals, j.ID):
			a.Covered = append(a.Covered, j)
		case wish.Journals == nil || slices.Contains(wish.Journals, j.ID):
			a.Hidden++
		}
	}
	return err
}

// ordered refuses a time that ends before it begins.
func ordered(span accounting.Span) error {
	if !span.From.IsZero() && !span.Until.IsZero() && span.Until < span.From {
		return fault.New(fault.Invalid, "workspace.period", fault.Args{"From": span.From, "Until": span.Until})
	}
	return nil
}
