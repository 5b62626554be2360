package exchange

import (
	"errors"
	"slices"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/usrfile"
)

// OwnedJournal is a journal and who may post in it.
type OwnedJournal struct {
	Journal accounting.Journal
	Tenure
}

// journalsOf gives the journals that the user keeps or may post in.
func journalsOf(s Store, id ident.UserID) ([]OwnedJournal, error) {
	theirs, err := s.Journals(accounting.JournalFilter{Holder: id})
	if err != nil {
		return nil, err
	}
	return JournalsWithOwnership(s, theirs)
}

// JournalsWithOwnership adds to each journal who keeps it, and who did before.
func JournalsWithOwnership(s accounting.Store, journals []accounting.Journal) ([]OwnedJournal, error) {
	owned := make([]OwnedJournal, 0, len(journals))
	for _, j := range journals {
		tenure, err := tenureOf(s, j.ID)
		if err != nil {
			return nil, err
		}
		owned = append(owned, OwnedJournal{j, tenure})
	}
	return owned, nil
}

// JournalsToWire gives definitions of journals as they travel.
func JournalsToWire(journals []OwnedJournal) usrfile.List[usrfile.Journal] {
	var list usrfile.List[usrfile.Journal]
	for _, o := range journals {
		j := o.Journal
		wire := usrfile.Journal{
			ID: uuid.UUID(j.ID), Project: uuid.UUID(j.Project), Code: j.Code, Name: j.Name, Class: string(j.Class),
			Currency: string(j.Currency), Base: string(j.Base), TimeZone: j.TimeZone, Account: j.Account,
			Confidential: j.Confidential, Responsible: uuid.UUID(j.Responsible), Status: string(j.Status), Revision: j.Revision,
			Ownership: ownershipToWire(o.Ownership), Earlier: earlierToWire(o.Earlier),
		}
		for _, m := range j.Allowed {
			wire.Allowed = append(wire.Allowed, string(m))
		}
		for _, id := range j.Users {
			wire.Users = append(wire.Users, uuid.UUID(id))
		}
		list = append(list, wire)
	}
	return list
}

// JournalsFromWire gives the journals of a payload; each must be of one of the
// projects, whose code it takes.
func JournalsFromWire(list []usrfile.Journal, projects []directory.Project) ([]OwnedJournal, error) {
	codes := projectCodes(projects)
	journals := make([]OwnedJournal, 0, len(list))
	for _, w := range list {
		owned, err := journalFromWire(w, codes)
		if err != nil {
			return nil, err
		}
		journals = append(journals, owned)
	}
	return journals, nil
}

func journalFromWire(w usrfile.Journal, codes map[ident.ProjectID]string) (o OwnedJournal, err error) {
	code, known := codes[ident.ProjectID(w.Project)]
	if !known {
		return o, unknownValue(nil, w.Project.String())
	}
	o.Journal = accounting.Journal{
		ID: ident.BookID(w.ID), Project: ident.ProjectID(w.Project), ProjectCode: code, Code: w.Code, Name: w.Name,
		Class: accounting.Class(w.Class), TimeZone: w.TimeZone, Account: w.Account, Confidential: w.Confidential,
		Responsible: ident.UserID(w.Responsible), Status: accounting.JournalStatus(w.Status), Revision: w.Revision,
	}
	if o.Journal.Currency, err = money.ParseCurrency(w.Currency); err != nil {
		return o, unknownValue(err, w.Currency)
	}
	if o.Journal.Base, err = money.ParseCurrency(w.Base); err != nil {
		return o, unknownValue(err, w.Base)
	}
	if err := knownZone(w.TimeZone); err != nil {
		return o, err
	}
	for _, word := range w.Allowed {
		mask := accounting.Mask(word)
		if !slices.Contains(accounting.Masks(), mask) {
			return o, unknownValue(nil, word)
		}
		o.Journal.Allowed = append(o.Journal.Allowed, mask)
	}
	for _, id := range w.Users {
		o.Journal.Users = append(o.Journal.Users, ident.UserID(id))
	}
	o.Tenure = tenureFromWire(w.Ownership, w.Earlier, o.Journal.ID)
	return o, nil
}

// judgeJournal gives the journal and its grant as they will stand.
func (sh *Shared) judgeJournal(j *judge, brought OwnedJournal) (OwnedJournal, error) {
	stands, err := sh.judgeJournalDefinition(j, brought.Journal)
	if err != nil {
		return OwnedJournal{}, err
	}
	grant, err := sh.judgeGrant(j, stands.ID, brought.Ownership, brought.Earlier)
	return OwnedJournal{stands, Tenure{Ownership: grant}}, err
}

// judgeJournalDefinition restores a definition of the same revision when somebody
// was taken out of it here by a file that is older than this one, as of a book.
func (sh *Shared) judgeJournalDefinition(j *judge, brought accounting.Journal) (accounting.Journal, error) {
	how, err := j.revision("journal", brought.ID, brought.Revision, JournalsToWire([]OwnedJournal{{Journal: brought}}))
	if err != nil {
		return brought, err
	}
	stated, err := j.statement(journalHolders, brought.ID)
	if err != nil {
		return brought, err
	}
	if how == newer || how == same && stated == newer {
		sh.journals = append(sh.journals, brought)
		return brought, nil
	}
	here, err := j.store.Journal(brought.ID)
	if errors.Is(err, fault.Missing) { // the mark survived what it was about
		sh.journals = append(sh.journals, brought)
		return brought, nil
	}
	return here, err
}

// journalHolders names the marks of when it was last stated who posts in a journal.
const journalHolders = "journal-holders"

// releaseJournals takes the user out of the journals that the file does not name,
// unless a newer file has said since that they keep them.
func (st *settled) releaseJournals(j *judge) error {
	user := st.User.ID
	named := make(map[ident.BookID]bool, len(st.Journals))
	kept := st.Journals[:0]
	for _, o := range st.Journals {
		named[o.Journal.ID] = true
		if slices.Contains(o.Journal.Holders(), user) {
			kept = append(kept, o)
		}
	}
	st.Journals = kept
	held, err := j.store.Journals(accounting.JournalFilter{Holder: user})
	if err != nil {
		return err
	}
	for _, one := range held {
		if named[one.ID] {
			continue
		}
		if err := st.releaseJournal(j, one); err != nil {
			return err
		}
	}
	return nil
}

func (st *settled) releaseJournal(j *judge, one accounting.Journal) error {
	how, err := j.statement(journalHolders, one.ID)
	if err != nil {
		return err
	}
	if how == older {
		owned, err := JournalsWithOwnership(j.store, []accounting.Journal{one})
		st.Journals = append(st.Journals, owned...)
		return err
	}
	if one.Responsible == st.User.ID {
		one.Responsible = ident.UserID{}
	}
	one.Users = slices.DeleteFunc(one.Users, func(id ident.UserID) bool { return id == st.User.ID })
	st.shared.journals = append(st.shared.journals, one)
	return nil
}

// taxesToWire gives the rates by which tax lines are worked out as they travel.
func taxesToWire(all []directory.Contribution) (list usrfile.List[usrfile.Contribution]) {
	for _, c := range all {
		list = append(list, usrfile.Contribution{
			ID: uuid.UUID(c.ID), Name: c.Name, Millionths: int64(c.Rate), First: c.First.String(), Last: c.Last.String(),
			Account: c.Account, Made: usrfile.InstantOf(c.Made),
		})
	}
	return list
}

func taxesFromWire(list []usrfile.Contribution) ([]directory.Contribution, error) {
	var all []directory.Contribution
	for _, w := range list {
		first, err := calendar.Parse(w.First)
		if err != nil {
			return nil, unknownValue(err, w.First)
		}
		last, err := calendar.Parse(w.Last)
		if err != nil {
			return nil, unknownValue(err, w.Last)
		}
		all = append(all, directory.Contribution{
			ID: ident.ContributionID(w.ID), Name: w.Name, Rate: directory.Rate(w.Millionths), First: first, Last: last,
			Account: w.Account, Made: w.Made.Time(),
		})
	}
	return all, nil
}

// settleTaxes takes the rates as the newest file has them. None is ever taken away:
// what was reckoned with it stands.
func (st *settled) settleTaxes(j *judge) error {
	if len(st.Taxes) == 0 {
		return nil
	}
	how, err := j.statement("contributions", [16]byte{})
	if err != nil {
		return err
	}
	here, err := j.store.Contributions()
	if err != nil || how == older {
		st.Taxes = here
		return err
	}
	for _, c := range st.Taxes {
		if !slices.ContainsFunc(here, func(o directory.Contribution) bool { return sameTax(o, c) }) {
			st.plans.Taxes = append(st.plans.Taxes, c)
		}
	}
	return nil
}

func sameTax(a, b directory.Contribution) bool {
	a.Made, a.MadeBy = b.Made, b.MadeBy // which decide nothing
	return a == b
}
