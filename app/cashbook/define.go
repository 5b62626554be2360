package cashbook

import (
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/money"
)

// maxBooks is how many books a project can have.
const maxBooks = 9_999

// AddBook adds a book to its project. The caller sets ID, Project, Type, Name,
// Currency, TimeZone (empty for the organisation's), Overdraft, CeilingMinor,
// Account, Operator and Wallet; number, status and revision are given here, people by Assign.
func AddBook(s Records, by directory.Actor, b Book, now time.Time) (Book, error) {
	if err := may(s, by, directory.RightBookManage, b, now); err != nil {
		return Book{}, err
	}
	b, err := withDefaults(s, b)
	if err != nil {
		return Book{}, err
	}
	if b, err = b.check(); err != nil {
		return Book{}, err
	}
	if b.Number, err = s.NextBookNumber(b.Project); err != nil {
		return Book{}, err
	}
	if b.Number > maxBooks {
		return Book{}, fault.New(fault.Invalid, "cashbook.books-full", fault.Args{"Project": b.ProjectCode, "Most": maxBooks})
	}
	if err := s.SaveBook(b); err != nil {
		return Book{}, err
	}
	return b, directory.Note(s, by, ident.UserID{}, directory.VerbBookAdded, now, b.facts()...)
}

// withDefaults fills in what a new book does not choose for itself.
func withDefaults(s directory.Store, b Book) (Book, error) {
	project, err := s.Project(b.Project)
	if err != nil {
		return Book{}, err
	}
	if b.TimeZone == "" {
		organisation, err := s.Organisation()
		if err != nil {
			return Book{}, err
		}
		b.TimeZone = organisation.TimeZone
	}
	b.ProjectCode, b.Status, b.Revision = project.Code, Open, 1
	b.Responsible, b.Deputy, b.CounterSignatory = ident.UserID{}, ident.UserID{}, ident.UserID{}
	return b, nil
}

// EditBook changes name, overdraft, ceiling, account and mobile-money account of a
// book. It refuses the change
// of a definition that somebody else has changed meanwhile (fault.Conflict), and
// of what never changes.
func EditBook(s Records, by directory.Actor, b Book, now time.Time) (Book, error) {
	stored, err := s.Book(b.ID)
	if err != nil {
		return Book{}, err
	}
	if err := may(s, by, directory.RightBookManage, stored, now); err != nil {
		return Book{}, err
	}
	if b.Revision != stored.Revision {
		return Book{}, fault.New(fault.Conflict, "cashbook.stale", fault.Args{"Book": stored.Ref()})
	}
	next := stored
	next.Overdraft, next.CeilingMinor = b.Overdraft, b.CeilingMinor
	if b, err = b.check(); err != nil {
		return Book{}, err
	}
	next.Name, next.Account, next.Operator, next.Wallet = b.Name, b.Account, b.Operator, b.Wallet
	if next != b {
		return Book{}, fault.New(fault.Invalid, "cashbook.immutable", fault.Args{"Book": stored.Ref()})
	}
	if next == stored {
		return stored, nil
	}
	return revise(s, by, next, ident.UserID{}, directory.VerbBookEdited, now, next.facts()...)
}

// revise saves a changed definition and tells the history.
func revise(s Records, by directory.Actor, b Book, subject ident.UserID, verb directory.Verb, now time.Time, facts ...directory.Detail) (Book, error) {
	b.Revision++
	if err := s.SaveBook(b); err != nil {
		return Book{}, err
	}
	return b, directory.Note(s, by, subject, verb, now, facts...)
}

// facts are what the history keeps of a definition.
func (b Book) facts() []directory.Detail {
	facts := []directory.Detail{
		{Name: "book", Value: b.Ref()},
		{Name: "name", Value: b.Name},
		{Name: "book-type", Value: string(b.Type)},
		{Name: "currency", Value: string(b.Currency)},
		{Name: "time-zone", Value: b.TimeZone},
	}
	if b.Overdraft {
		facts = append(facts, directory.Detail{Name: "overdraft", Value: "✓"})
	}
	if b.CeilingMinor > 0 {
		facts = append(facts, directory.Detail{Name: "ceiling", Value: b.amount(b.CeilingMinor).String()})
	}
	if b.Account != "" {
		facts = append(facts, directory.Detail{Name: "account", Value: b.Account})
	}
	if b.IsMobile() {
		facts = append(facts, directory.Detail{Name: "operator", Value: b.Operator}, directory.Detail{Name: "wallet", Value: b.MaskedWallet()})
	}
	return facts
}

// check refuses a definition that makes no sense and gives it as it is stored.
func (b Book) check() (Book, error) {
	switch {
	case b.Type != Cash && b.Type != Bank && b.Type != Receivable:
		return Book{}, fault.New(fault.Invalid, "cashbook.type", fault.Args{"Type": fault.Excerpt(string(b.Type))})
	case b.Overdraft && b.Type != Bank:
		return Book{}, fault.New(fault.Invalid, "cashbook.overdraft", nil)
	}
	if _, err := money.ParseCurrency(string(b.Currency)); err != nil {
		return Book{}, err
	}
	if _, err := calendar.Zone(b.TimeZone); err != nil {
		return Book{}, err
	}
	if b.CeilingMinor < 0 || b.CeilingMinor > MaxAmountMinor {
		return Book{}, fault.New(fault.Invalid, "cashbook.ceiling", fault.Args{"Largest": b.amount(MaxAmountMinor)})
	}
	var err error
	if b.Name, err = required("name", b.Name, MaxName); err != nil {
		return Book{}, err
	}
	return b.checkAccount()
}

// checkAccount checks what money the book stands for.
func (b Book) checkAccount() (Book, error) {
	var err error
	if b.Account, err = cleanAccount(b.Account); err != nil {
		return Book{}, err
	}
	if b.Operator, err = directory.Clean("operator", b.Operator, MaxOperator); err != nil {
		return Book{}, err
	}
	if b.Wallet, err = directory.Clean("wallet", b.Wallet, MaxWallet); err != nil {
		return Book{}, err
	}
	switch {
	case b.IsMobile() && b.Type != Bank:
		return Book{}, fault.New(fault.Invalid, "cashbook.mobile-type", nil)
	case b.Wallet != "" && !b.IsMobile():
		return Book{}, fault.New(fault.Invalid, "cashbook.mobile-operator", nil)
	}
	return b, nil
}

// may asks the directory whether the person may do something with the book.
func may(s directory.Store, by directory.Actor, right directory.Right, b Book, now time.Time) error {
	at, err := directory.PlaceOf(s, b.Project, b.Responsible, b.Deputy)
	if err != nil {
		return err
	}
	return directory.Can(by, right, at, now)
}
