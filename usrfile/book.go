package usrfile

import "github.com/google/uuid"

// Book is the definition of a cash book, in user data and replies.
type Book struct {
	ID               uuid.UUID  `json:"id"`
	Project          uuid.UUID  `json:"project"`
	Number           int        `json:"number"` // in its project, from 1
	Type             string     `json:"type"`   // cash, bank or receivable
	Name             string     `json:"name"`
	Currency         string     `json:"currency"`  // ISO 4217
	TimeZone         string     `json:"time_zone"` // IANA name
	Overdraft        bool       `json:"overdraft"` // bank only
	CeilingMinor     int64      `json:"ceiling_minor"`
	Account          string     `json:"account"`  // of the chart, that stands for the book
	Operator         string     `json:"operator"` // of a mobile-money account; bank only
	Wallet           string     `json:"wallet"`   // number of the mobile-money account
	Responsible      uuid.UUID  `json:"responsible"`
	Deputy           uuid.UUID  `json:"deputy"`
	CounterSignatory uuid.UUID  `json:"counter_signatory"`
	Status           string     `json:"status"` // open, idle or finalised
	Revision         int64      `json:"revision"`
	Ownership        *Ownership `json:"ownership"` // the newest; nil when there never was one

	Earlier List[Ownership] `json:"earlier"` // before the newest, by epoch
}

// Ownership is head office's word on who keeps a cash book or a journal: a grant to a
// poste, or the end of one.
type Ownership struct {
	Epoch       int64     `json:"epoch"`
	Poste       uuid.UUID `json:"poste"`        // zero when the book was returned or withdrawn
	FirstNumber int64     `json:"first_number"` // of the next voucher; those between the head's and it are lost
	Head        Head      `json:"head"`
	Granted     Instant   `json:"granted"`
	Reason      string    `json:"reason"` // of a withdrawal, else empty
}

// Head is the end of the book's chain that the new owner starts from.
type Head struct {
	Seq    int64   `json:"seq"`
	Number int64   `json:"number"`
	Hash   Bytes32 `json:"hash"`
}

// Poste is a line of head office's signed directory of postes, by which one
// poste verifies the files of another.
type Poste struct {
	ID         uuid.UUID    `json:"id"`
	Number     int          `json:"number"`
	Label      string       `json:"label"`
	Location   string       `json:"location"`
	Modules    List[string] `json:"modules"`
	User       uuid.UUID    `json:"user"`
	SignKey    Bytes32      `json:"sign_key"` // Ed25519
	BoxKey     Bytes32      `json:"box_key"`  // X25519
	Registered Instant      `json:"registered"`
	Status     string       `json:"status"` // active or revoked
}

func (b Book) check(c *checker) {
	c.that(!isZero(b.ID), "id")
	c.that(!isZero(b.Project), "project")
	c.that(b.Number >= 1, "number")
	c.oneOf(b.Type, "type", "cash", "bank", "receivable")
	c.filled(b.Name, "name")
	c.currency(b.Currency, "currency")
	c.filled(b.TimeZone, "time_zone")
	c.that(!b.Overdraft || b.Type == "bank", "overdraft")
	c.that(b.CeilingMinor >= 0, "ceiling_minor")
	c.that(b.Operator == "" || b.Type == "bank", "operator")
	c.that(b.Wallet == "" || b.Operator != "", "wallet")
	c.oneOf(b.Status, "status", "open", "idle", "finalised")
	c.that(b.Revision >= 0, "revision")
	checkOwnership(c, b.Ownership, b.Earlier)
}

func (o Ownership) check(c *checker) {
	c.that(o.Epoch >= 1, "epoch")
	c.that(o.Reason == "" || isZero(o.Poste), "reason")
	c.that(o.FirstNumber > o.Head.Number, "first_number")
	o.Head.check(c)
	c.instant(o.Granted, "granted")
}

func (p Poste) check(c *checker) {
	c.that(!isZero(p.ID), "id")
	c.between(int64(p.Number), 1, maxPoste, "number")
	c.modules(p.Modules, "modules")
	c.keys(p.SignKey, p.BoxKey)
	c.instant(p.Registered, "registered")
	c.oneOf(p.Status, "status", "active", "revoked")
}
