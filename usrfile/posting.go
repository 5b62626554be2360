package usrfile

import "github.com/google/uuid"

// MaxLines bounds the lines of one posting.
const MaxLines = 4000

// PostingRun is postings of one journal that follow each other in its chain.
type PostingRun struct {
	Journal  uuid.UUID     `json:"journal"`
	Epoch    int64         `json:"epoch"` // of the ownership under which the run is sent
	After    Head          `json:"after"` // the end of the chain before the run
	Postings List[Posting] `json:"postings"`
	Head     Head          `json:"head"` // the end of the chain after the run
}

// Posting is one link of a journal's chain with all that its hash covers. The
// journal is that of the run, the hash before it that of the posting before, or of
// After.
type Posting struct {
	Seq         int64             `json:"seq"`
	Number      int64             `json:"number"`
	Reverses    int64             `json:"reverses"` // number of the posting that it cancels, or 0
	Epoch       int64             `json:"epoch"`    // of the ownership under which it was entered
	Day         string            `json:"day"`      // YYYY-MM-DD
	Recorded    Instant           `json:"recorded"`
	Author      uuid.UUID         `json:"author"`
	Poste       uuid.UUID         `json:"poste"`
	Mask        string            `json:"mask"` // kind of transaction
	Voucher     string            `json:"voucher"`
	VoucherDay  string            `json:"voucher_day"` // YYYY-MM-DD; empty for none
	Text        string            `json:"text"`
	Rate        int64             `json:"rate"` // with ten decimals; 0 without lines
	Lines       List[PostingLine] `json:"lines"`
	Attachments List[Attachment]  `json:"attachments"`
	Source      *PostingSource    `json:"source"`  // voucher of a cash book that it posts, else nil
	Reposts     int64             `json:"reposts"` // number of the reversed posting that it replaces, or 0
	Origin      string            `json:"origin"`  // what it was called where it was imported from
	Restore     *PostingRestore   `json:"restore"` // of the marker that a restore leaves, else nil
	Hash        Bytes32           `json:"hash"`
}

// PostingLine is one debit or credit.
type PostingLine struct {
	Account     string `json:"account"`
	AmountMinor int64  `json:"amount_minor"` // of the journal's currency; debit positive, credit negative
	BaseMinor   int64  `json:"base_minor"`   // of the currency of the accounts, likewise
	Party       string `json:"party"`
	PartyName   string `json:"party_name"`
	Text        string `json:"text"`
	Funding     string `json:"funding"`
	BudgetLine  string `json:"budget_line"`
	Tax         string `json:"tax"`
	Due         string `json:"due"` // YYYY-MM-DD; empty for none
}

// PostingSource is the voucher of a cash book that a posting posts.
type PostingSource struct {
	Book uuid.UUID `json:"book"`
	Seq  int64     `json:"seq"`
	Hash Bytes32   `json:"hash"`
}

// PostingRestore says what a restore has put aside.
type PostingRestore struct {
	Branch Head    `json:"branch"` // end of what was replaced
	Backup Bytes32 `json:"backup"` // digest of the backup's manifest
}

// check wants the run to be one: from After to Head without a gap.
func (r PostingRun) check(c *checker) {
	c.that(!isZero(r.Journal), "journal")
	c.that(r.Epoch >= 1, "epoch")
	r.After.check(c.in("after"))
	r.Head.check(c.in("head"))
	c.that(len(r.Postings) <= MaxEntries, "postings")
	each(c, "postings", r.Postings, Posting.check)
	follow(c, "postings", r.After, r.Head, r.Postings, func(p Posting) Head { return Head{p.Seq, p.Number, p.Hash} })
}

func (p Posting) check(c *checker) {
	c.that(p.Number >= 1, "number")
	c.that(p.Reverses >= 0 && p.Reverses < p.Number, "reverses")
	c.that(p.Reposts >= 0 && p.Reposts < p.Number, "reposts")
	c.that(p.Epoch >= 1, "epoch")
	c.filled(p.Day, "day")
	c.day(p.Day, "day")
	c.day(p.VoucherDay, "voucher_day")
	c.instant(p.Recorded, "recorded")
	c.that(!isZero(p.Author), "author")
	c.that(!isZero(p.Poste), "poste")
	c.word(p.Mask, "mask")
	c.that(p.Rate >= 0, "rate")
	c.that(len(p.Lines) <= MaxLines, "lines")
	each(c, "lines", p.Lines, PostingLine.check)
	each(c, "attachments", p.Attachments, Attachment.check)
	if p.Source != nil {
		p.Source.check(c.in("source"))
	}
	if p.Restore != nil {
		p.Restore.Branch.check(c.in("restore.branch"))
		c.that(!isZero(p.Restore.Backup), "restore.backup")
	}
	c.that(!isZero(p.Hash), "hash")
}

func (l PostingLine) check(c *checker) {
	c.filled(l.Account, "account")
	c.that(l.AmountMinor != 0 || l.BaseMinor != 0, "amount_minor")
	c.day(l.Due, "due")
}

func (s PostingSource) check(c *checker) {
	c.that(!isZero(s.Book), "book")
	c.that(s.Seq >= 1, "seq")
	c.that(!isZero(s.Hash), "hash")
}
