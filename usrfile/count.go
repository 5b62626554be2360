package usrfile

import "github.com/google/uuid"

// MaxCounts bounds the cash counts of one run, and their signatures. More travel
// in several.
const MaxCounts = 500

const maxCountLines = 50

// Count is a cash count with all that its hash covers. The book is that of the run.
type Count struct {
	Number       int64           `json:"number"`
	Epoch        int64           `json:"epoch"` // of the ownership under which the till was counted
	Day          string          `json:"day"`
	Counted      Instant         `json:"counted"`
	Head         Head            `json:"head"` // the end of the book's chain at the count
	Lines        List[CountLine] `json:"lines"`
	CountedMinor int64           `json:"counted_minor"`
	BalanceMinor int64           `json:"balance_minor"` // of the book
	Remark       string          `json:"remark"`
	Author       uuid.UUID       `json:"author"`
	Poste        uuid.UUID       `json:"poste"`
	Previous     Bytes32         `json:"previous"` // hash of the count before; zero for the first
	Hash         Bytes32         `json:"hash"`
}

// CountLine is a pile of equal notes or coins.
type CountLine struct {
	ValueMinor int64 `json:"value_minor"` // of one
	Coin       bool  `json:"coin"`
	Pieces     int64 `json:"pieces"`
}

// CountSignature is a second person's word that a count is right.
type CountSignature struct {
	Number    int64     `json:"number"` // of the count
	Count     Bytes32   `json:"count"`  // its hash
	Way       string    `json:"way"`    // sign-in or paper
	Signatory uuid.UUID `json:"signatory"`
	Recorder  uuid.UUID `json:"recorder"` // who noted it
	Day       string    `json:"day"`      // on which it was signed
	Recorded  Instant   `json:"recorded"`
	Epoch     int64     `json:"epoch"`
	Poste     uuid.UUID `json:"poste"`
	Head      Head      `json:"head"` // the end of the book's chain then
	Hash      Bytes32   `json:"hash"`
}

// checkCounts wants the counts and signatures in their order, and of heads that
// the run reaches.
func (r Run) checkCounts(c *checker) {
	c.that(len(r.Counts) <= MaxCounts, "counts")
	each(c, "counts", r.Counts, Count.check)
	for i, n := range r.Counts {
		c.that(n.Head.Seq <= r.Head.Seq, "counts.head")
		c.that(i == 0 || n.Number == r.Counts[i-1].Number+1 && n.Previous == r.Counts[i-1].Hash, "counts out of order")
	}
	c.that(len(r.Signatures) <= MaxCounts, "signatures")
	each(c, "signatures", r.Signatures, CountSignature.check)
	for i, g := range r.Signatures {
		c.that(g.Head.Seq <= r.Head.Seq, "signatures.head")
		c.that(i == 0 || g.Number > r.Signatures[i-1].Number, "signatures out of order")
	}
}

func (n Count) check(c *checker) {
	c.that(n.Number >= 1, "number")
	c.that(n.Epoch >= 1, "epoch")
	c.filled(n.Day, "day")
	c.day(n.Day, "day")
	c.instant(n.Counted, "counted")
	n.Head.check(c.in("head"))
	c.that(len(n.Lines) <= maxCountLines, "lines")
	for _, l := range n.Lines {
		c.that(l.ValueMinor >= 1 && l.Pieces >= 1, "lines")
	}
	c.that(n.CountedMinor >= 0, "counted_minor")
	c.that(!isZero(n.Author), "author")
	c.that(!isZero(n.Poste), "poste")
	c.that(isZero(n.Previous) == (n.Number == 1), "previous")
	c.that(!isZero(n.Hash), "hash")
}

func (g CountSignature) check(c *checker) {
	c.that(g.Number >= 1, "number")
	c.that(!isZero(g.Count), "count")
	c.oneOf(g.Way, "way", "sign-in", "paper")
	c.that(!isZero(g.Signatory), "signatory")
	c.that(!isZero(g.Recorder), "recorder")
	c.filled(g.Day, "day")
	c.day(g.Day, "day")
	c.instant(g.Recorded, "recorded")
	c.that(g.Epoch >= 1, "epoch")
	c.that(!isZero(g.Poste), "poste")
	g.Head.check(c.in("head"))
	c.that(!isZero(g.Hash), "hash")
}
