// Package accounting keeps « Comptabilité »: journals of double entry, their
// postings, and the rules that nobody can quietly work around.
package accounting

import (
	"slices"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/money"
)

// Class says what a journal is for.
type Class string

const (
	Purchases Class = "purchases" // « achats »
	Sales     Class = "sales"     // « ventes »
	Cash      Class = "cash"      // « caisse »
	Bank      Class = "bank"      // « banque »
	General   Class = "general"   // « opérations diverses »
	Opening   Class = "opening"   // « à-nouveaux »
)

// Classes lists the classes of journals.
func Classes() []Class { return []Class{Purchases, Sales, Cash, Bank, General, Opening} }

// JournalStatus says whether anything may be posted at all.
type JournalStatus string

const (
	Open      JournalStatus = "open"
	Idle      JournalStatus = "idle"
	Finalised JournalStatus = "finalised"
)

// Journal is a book of original entry. ID, Project, Code, Class, Currency, Base and
// TimeZone never change once it exists.
type Journal struct {
	ID           ident.BookID
	Project      ident.ProjectID
	ProjectCode  string
	Code         string // « code journal », unique in its project: "BQ1"
	Name         string
	Class        Class
	Currency     money.Currency // of its vouchers
	Base         money.Currency // in which the project keeps its accounts, « monnaie de tenue »
	TimeZone     string         // IANA name; says when a day of the journal ends
	Account      string         // treasury account that Cash and Bank stand for; else empty
	Allowed      []Mask         // the transactions that may be entered, sorted; empty for every one
	Confidential bool           // seen by who keeps it, and who may see confidential things
	Responsible  ident.UserID   // keeps and closes it
	Users        []ident.UserID // may post besides
	Status       JournalStatus
	Revision     int64 // counts changes of the definition, for files
}

// Ref is the journal's name among people: project code and journal code, "P01/BQ1".
func (j Journal) Ref() string { return j.ProjectCode + "/" + j.Code }

// Holders are the people who may post in it.
func (j Journal) Holders() []ident.UserID {
	holders := slices.Clone(j.Users)
	if !j.Responsible.IsZero() {
		holders = append(holders, j.Responsible)
	}
	return holders
}

// IsTreasury reports whether the journal stands for one account of cash or bank.
func (j Journal) IsTreasury() bool { return j.Class == Cash || j.Class == Bank }

// IsForeign reports whether its vouchers have another currency than the accounts.
func (j Journal) IsForeign() bool { return j.Currency != j.Base }

// Allows reports whether transactions of the kind may be entered.
func (j Journal) Allows(m Mask) bool { return len(j.Allowed) == 0 || slices.Contains(j.Allowed, m) }

// Today gives the day it is in the journal at the trusted time now.
func (j Journal) Today(now time.Time) (calendar.Day, error) {
	zone, err := calendar.Zone(j.TimeZone)
	if err != nil {
		return 0, err
	}
	return calendar.Of(now, zone), nil
}

// amount gives minor units of the journal's currency as an amount.
func (j Journal) amount(minor int64) money.Amount {
	return money.Amount{Minor: minor, Currency: j.Currency}
}

// Equal reports whether two definitions are the same.
func (j Journal) Equal(o Journal) bool {
	return slices.Equal(j.Allowed, o.Allowed) && slices.Equal(j.Users, o.Users) && j.plain() == o.plain()
}

// plainJournal is everything in a definition that can be compared at once.
type plainJournal struct {
	id                                         ident.BookID
	project                                    ident.ProjectID
	projectCode, code, name, timeZone, account string
	class                                      Class
	currency, base                             money.Currency
	confidential                               bool
	responsible                                ident.UserID
	status                                     JournalStatus
	revision                                   int64
}

func (j Journal) plain() plainJournal {
	return plainJournal{
		j.ID, j.Project, j.ProjectCode, j.Code, j.Name, j.TimeZone, j.Account,
		j.Class, j.Currency, j.Base, j.Confidential, j.Responsible, j.Status, j.Revision,
	}
}
