package accounting

import (
	"slices"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/money"
)

// maxJournals is how many journals a project can have.
const maxJournals = 200

// AddJournal adds a journal to its project. The caller sets ID, Project, Code,
// Name, Class, Currency (empty for the organisation's), TimeZone (likewise),
// Account, Allowed and Confidential; the rest is given here, people by Assign.
func AddJournal(s Records, by directory.Actor, j Journal, now time.Time) (Journal, error) {
	if err := May(s, by, directory.RightJournalManage, j, now); err != nil {
		return Journal{}, err
	}
	j, err := withDefaults(s, j)
	if err != nil {
		return Journal{}, err
	}
	if j, err = j.check(s); err != nil {
		return Journal{}, err
	}
	others, err := s.Journals(JournalFilter{Project: j.Project})
	if err != nil {
		return Journal{}, err
	}
	switch {
	case len(others) >= maxJournals:
		return Journal{}, fault.New(fault.Invalid, "accounting.journals-full", fault.Args{"Project": j.ProjectCode, "Most": maxJournals})
	case slices.ContainsFunc(others, func(o Journal) bool { return o.Code == j.Code }):
		return Journal{}, fault.New(fault.Conflict, "accounting.journal-exists", fault.Args{"Journal": j.Ref()})
	}
	if err := s.SaveJournal(j); err != nil {
		return Journal{}, err
	}
	return j, directory.Note(s, by, ident.UserID{}, directory.VerbJournalAdded, now, j.facts()...)
}

// withDefaults fills in what a new journal does not choose for itself.
func withDefaults(s directory.Store, j Journal) (Journal, error) {
	project, err := s.Project(j.Project)
	if err != nil {
		return Journal{}, err
	}
	organisation, err := s.Organisation()
	if err != nil {
		return Journal{}, err
	}
	if j.TimeZone == "" {
		j.TimeZone = organisation.TimeZone
	}
	j.Base = organisation.Currency
	if j.Currency == "" {
		j.Currency = j.Base
	}
	j.ProjectCode, j.Status, j.Revision = project.Code, Open, 1
	j.Responsible, j.Users = ident.UserID{}, nil
	return j, nil
}

// EditJournal changes name, account, allowed transactions and confidentiality. It
// refuses the change of a definition that somebody else has changed meanwhile
// (fault.Conflict), and of what never changes.
func EditJournal(s Records, by directory.Actor, j Journal, now time.Time) (Journal, error) {
	stored, err := s.Journal(j.ID)
	if err != nil {
		return Journal{}, err
	}
	if err := May(s, by, directory.RightJournalManage, stored, now); err != nil {
		return Journal{}, err
	}
	if j.Revision != stored.Revision {
		return Journal{}, fault.New(fault.Conflict, "accounting.stale", fault.Args{"Journal": stored.Ref()})
	}
	if j, err = j.check(s); err != nil {
		return Journal{}, err
	}
	next := stored
	next.Name, next.Account, next.Allowed, next.Confidential = j.Name, j.Account, j.Allowed, j.Confidential
	switch {
	case !next.Equal(j):
		return Journal{}, fault.New(fault.Invalid, "accounting.immutable", fault.Args{"Journal": stored.Ref()})
	case next.Equal(stored):
		return stored, nil
	}
	return revise(s, by, next, ident.UserID{}, directory.VerbJournalEdited, now, next.facts()...)
}

// revise saves a changed definition and tells the history.
func revise(s Records, by directory.Actor, j Journal, subject ident.UserID, verb directory.Verb, now time.Time, facts ...directory.Detail) (Journal, error) {
	j.Revision++
	if err := s.SaveJournal(j); err != nil {
		return Journal{}, err
	}
	return j, directory.Note(s, by, subject, verb, now, facts...)
}

// facts are what the history keeps of a definition.
func (j Journal) facts() []directory.Detail {
	facts := []directory.Detail{
		{Name: "journal", Value: j.Ref()},
		{Name: "name", Value: j.Name},
		{Name: "journal-class", Value: string(j.Class)},
		{Name: "currency", Value: string(j.Currency)},
	}
	if j.Account != "" {
		facts = append(facts, directory.Detail{Name: "account", Value: j.Account})
	}
	for _, m := range j.Allowed {
		facts = append(facts, directory.Detail{Name: "mask", Value: string(m)})
	}
	if j.Confidential {
		facts = append(facts, directory.Detail{Name: "confidential", Value: "✓"})
	}
	return facts
}

// check refuses a definition that makes no sense and gives it as it is stored.
func (j Journal) check(s chart.PlanStore) (Journal, error) {
	var err error
	if j.Code, err = journalCode(j.Code); err != nil {
		return Journal{}, err
	}
	if !slices.Contains(Classes(), j.Class) {
		return Journal{}, fault.New(fault.Invalid, "accounting.class", fault.Args{"Class": fault.Excerpt(string(j.Class))})
	}
	for _, currency := range []money.Currency{j.Currency, j.Base} {
		if _, err := money.ParseCurrency(string(currency)); err != nil {
			return Journal{}, err
		}
	}
	if _, err := calendar.Zone(j.TimeZone); err != nil {
		return Journal{}, err
	}
	if j.Name, err = required("name", j.Name, MaxName); err != nil {
		return Journal{}, err
	}
	if j.Allowed, err = cleanMasks(j.Allowed); err != nil {
		return Journal{}, err
	}
	return j.checkAccount(s)
}

// checkAccount wants the account of a journal of cash or bank, and none of others.
func (j Journal) checkAccount(s chart.PlanStore) (Journal, error) {
	var err error
	if j.Account, err = cleanCode("account", j.Account, cashbook.MaxAccount); err != nil {
		return Journal{}, err
	}
	if (j.Account != "") != j.IsTreasury() {
		return Journal{}, fault.New(fault.Invalid, "accounting.journal-account", fault.Args{"Class": fault.Key("journal.class." + string(j.Class))})
	}
	plan, err := chart.PlanOf(s, j.Project)
	if err != nil {
		return Journal{}, err
	}
	return j, plan.CheckAccount(j.Account, directory.ModuleAccounting)
}

func cleanMasks(masks []Mask) ([]Mask, error) {
	for _, m := range masks {
		if !slices.Contains(Masks(), m) {
			return nil, fault.New(fault.Invalid, "accounting.mask", fault.Args{"Mask": fault.Excerpt(string(m))})
		}
	}
	masks = slices.Clone(masks)
	slices.Sort(masks)
	return slices.Compact(masks), nil
}
