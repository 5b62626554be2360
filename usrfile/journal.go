package usrfile

import "github.com/google/uuid"

// MaxJournalUsers bounds who may post in a journal beside its responsible.
const MaxJournalUsers = 50

// Journal is the definition of a journal of accounting, in user data and replies.
type Journal struct {
	ID           uuid.UUID       `json:"id"`
	Project      uuid.UUID       `json:"project"`
	Code         string          `json:"code"` // unique in its project
	Name         string          `json:"name"`
	Class        string          `json:"class"`     // purchases, sales, cash, bank, general or opening
	Currency     string          `json:"currency"`  // ISO 4217, of its vouchers
	Base         string          `json:"base"`      // likewise, in which the project keeps its accounts
	TimeZone     string          `json:"time_zone"` // IANA name
	Account      string          `json:"account"`   // of the chart, exactly with classes cash and bank
	Allowed      List[string]    `json:"allowed"`   // masks, rising; none for every one
	Confidential bool            `json:"confidential"`
	Responsible  uuid.UUID       `json:"responsible"`
	Users        List[uuid.UUID] `json:"users"`  // who may post besides, rising
	Status       string          `json:"status"` // open, idle or finalised
	Revision     int64           `json:"revision"`
	Ownership    *Ownership      `json:"ownership"` // the newest; nil when there never was one

	Earlier List[Ownership] `json:"earlier"` // before the newest, by epoch
}

// Contribution is a rate by which tax lines are worked out, with the days on which
// it holds.
type Contribution struct {
	ID         uuid.UUID `json:"id"`
	Name       string    `json:"name"`
	Millionths int64     `json:"millionths"` // of the amount: 18 % is 180 000
	First      string    `json:"first"`      // YYYY-MM-DD
	Last       string    `json:"last"`       // likewise, empty while no end is known
	Account    string    `json:"account"`
	Made       Instant   `json:"made"`
}

func (j Journal) check(c *checker) {
	c.that(!isZero(j.ID), "id")
	c.that(!isZero(j.Project), "project")
	c.filled(j.Code, "code")
	c.filled(j.Name, "name")
	c.oneOf(j.Class, "class", "purchases", "sales", "cash", "bank", "general", "opening")
	c.currency(j.Currency, "currency")
	c.currency(j.Base, "base")
	c.filled(j.TimeZone, "time_zone")
	c.that((j.Account != "") == (j.Class == "cash" || j.Class == "bank"), "account")
	for _, mask := range j.Allowed {
		c.word(mask, "allowed")
	}
	rising(c, "allowed", j.Allowed, func(mask string) string { return mask })
	c.that(len(j.Users) <= MaxJournalUsers, "users")
	rising(c, "users", j.Users, func(id uuid.UUID) string { return string(id[:]) })
	for _, id := range j.Users {
		c.that(!isZero(id) && id != j.Responsible, "users")
	}
	c.oneOf(j.Status, "status", "open", "idle", "finalised")
	c.that(j.Revision >= 0, "revision")
	checkOwnership(c, j.Ownership, j.Earlier)
}

// checkOwnership wants what is said of who keeps a book to be in order.
func checkOwnership(c *checker, newest *Ownership, earlier List[Ownership]) {
	if newest != nil {
		newest.check(c.in("ownership"))
	}
	each(c, "earlier", earlier, Ownership.check)
	for i, o := range earlier {
		c.that(newest != nil && o.Epoch < newest.Epoch && (i == 0 || earlier[i-1].Epoch < o.Epoch), "earlier")
	}
}

func (x Contribution) check(c *checker) {
	c.that(!isZero(x.ID), "id")
	c.filled(x.Name, "name")
	c.between(x.Millionths, 0, 1_000_000, "millionths")
	c.filled(x.First, "first")
	c.day(x.First, "first")
	c.day(x.Last, "last")
	c.that(x.Last == "" || x.First <= x.Last, "last")
	c.instant(x.Made, "made")
}
