package directory

import (
	"strconv"
	"strings"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
)

// mostDamage bounds the damages that a check of the journal tells.
const mostDamage = 100

// DamageKind names what is wrong with an act of the journal; its sentence is the
// translation of "journal.damage."+kind.
type DamageKind string

// What can be wrong with the journal.
const (
	DamageMissing DamageKind = "missing" // acts before this one are gone
	DamageOrder   DamageKind = "order"   // it does not follow the act before it
	DamageChanged DamageKind = "changed" // it is not what was written
	DamageValue   DamageKind = "value"   // a personal value is not what was written
	DamageErased  DamageKind = "erased"  // a personal value is gone, and nobody was deleted
	DamageForm    DamageKind = "form"    // its line is not as the program writes it
	DamageCut     DamageKind = "cut"     // the journal ends before the anchor
	DamageAnchor  DamageKind = "anchor"  // it is not the act of which the anchor was printed
)

// Damage is one thing that is wrong, and where.
type Damage struct {
	Seq    int64 // of the act
	Kind   DamageKind
	Detail string // name of the detail whose value it is; "by" for the name of who did it
}

// Sentence gives the key of the sentence, and its arguments.
func (d Damage) Sentence() (fault.Key, fault.Args) {
	label := fault.Key("history.by")
	if d.Detail != nameLabel {
		label = Detail{Name: d.Detail}.Label()
	}
	return fault.Key("journal.damage." + string(d.Kind)), fault.Args{"Seq": d.Seq, "Label": label}
}

// JournalHead is the end of a journal, or of a part of it.
type JournalHead struct {
	Seq  int64
	Hash ledger.Hash
}

// Anchor gives what prints say of the end of the journal: its number and four
// symbols of its hash.
func (h JournalHead) Anchor() JournalAnchor { return JournalAnchor{h.Seq, h.Hash.Anchor()} }

// JournalReport is what a check of the journal found.
type JournalReport struct {
	Acts    int64
	Erased  int64 // personal values that were erased
	Head    JournalHead
	Damages []Damage // the first hundred
	Damaged int64    // how many there are
}

// Intact reports whether nothing is wrong.
func (r JournalReport) Intact() bool { return r.Damaged == 0 }

// JournalStore gives the journal from its beginning. Malformed says of an act
// that its line is not as the store writes such acts.
type JournalStore interface {
	SealedActs(visit func(s Sealed, malformed bool) error) error
}

// VerifyJournal checks the journal, and that it goes on from the anchors that
// people have on paper. It goes on after damage, so that all of it is known.
func VerifyJournal(s JournalStore, anchors ...JournalAnchor) (JournalReport, error) {
	c := &journalCheck{anchors: anchors, deleted: map[ident.UserID]bool{}}
	if err := s.SealedActs(c.visit); err != nil {
		return JournalReport{}, err
	}
	c.erasures()
	for _, a := range anchors {
		if a.Seq > c.report.Head.Seq {
			c.damage(a.Seq, DamageCut, "")
		}
	}
	return c.report, nil
}

// journalCheck walks along a journal.
type journalCheck struct {
	report       JournalReport
	anchors      []JournalAnchor
	deleted      map[ident.UserID]bool
	lastDeletion int64
	erased       []erasure
}

// erasure is a value that is gone from an act, and whom it concerned.
type erasure struct {
	seq   int64
	label string
	owner ident.UserID
}

func (c *journalCheck) damage(seq int64, kind DamageKind, detail string) {
	if c.report.Damaged++; len(c.report.Damages) < mostDamage {
		c.report.Damages = append(c.report.Damages, Damage{seq, kind, detail})
	}
}

func (c *journalCheck) visit(s Sealed, malformed bool) error {
	before := c.report.Head
	switch {
	case s.Seq != before.Seq+1:
		c.damage(s.Seq, DamageMissing, "")
	case s.Prev != before.Hash:
		c.damage(s.Seq, DamageOrder, "")
	}
	if malformed {
		c.damage(s.Seq, DamageForm, "")
	} else if s.Sum() != s.Hash {
		c.damage(s.Seq, DamageChanged, "")
	}
	c.value(s, s.Name, nameLabel, s.ByName, s.ByName != "", s.By)
	for i, d := range s.Details {
		c.value(s, s.Values[i], d.Name, d.Value, d.Personal(), s.owner())
	}
	for _, a := range c.anchors {
		if a.Seq == s.Seq && a.Symbols != s.Hash.Anchor() {
			c.damage(s.Seq, DamageAnchor, "")
		}
	}
	if s.Verb == VerbUserDeleted && s.Origin.IsZero() {
		c.deleted[s.Subject], c.lastDeletion = true, s.Seq
	}
	c.report.Acts++
	c.report.Head = JournalHead{s.Seq, s.Hash}
	return nil
}

// value compares a personal value with the commitment to it.
func (c *journalCheck) value(s Sealed, to Commitment, label, value string, wanted bool, owner ident.UserID) {
	switch {
	case to.Erased() && value == "":
		c.report.Erased++
		c.erased = append(c.erased, erasure{s.Seq, label, owner})
	case (wanted || to.made() || len(to.Salt) > 0) && !to.holds(label, value):
		c.damage(s.Seq, DamageValue, label)
	}
}

// erasures finds the values that were taken out by somebody's hand: their person
// was never deleted, and nobody who may have been named in them was since.
func (c *journalCheck) erasures() {
	for _, e := range c.erased {
		if !c.deleted[e.owner] && e.seq > c.lastDeletion {
			c.damage(e.seq, DamageErased, e.label)
		}
	}
}

// JournalAnchor is what people have on paper of a journal: the number of its last
// act and four symbols.
type JournalAnchor struct {
	Seq     int64
	Symbols string
}

// String writes the anchor as it is printed, "412-K7QM".
func (a JournalAnchor) String() string {
	if a.Seq == 0 {
		return ""
	}
	return strconv.FormatInt(a.Seq, 10) + "-" + a.Symbols
}

// ParseJournalAnchor reads what a person copies from paper; small letters and
// spaces do not matter.
func ParseJournalAnchor(text string) (JournalAnchor, error) {
	bare := strings.ToUpper(strings.Join(strings.Fields(text), ""))
	number, symbols, cut := strings.Cut(bare, "-")
	seq, err := strconv.ParseInt(number, 10, 64)
	if !cut || err != nil || seq <= 0 || len(symbols) != 4 {
		return JournalAnchor{}, fault.New(fault.Invalid, "history.anchor", fault.Args{"Text": fault.Excerpt(text)})
	}
	return JournalAnchor{seq, lookAlikes.Replace(symbols)}, nil
}

// lookAlikes are letters that no anchor has, and what they were read for.
var lookAlikes = strings.NewReplacer("O", "0", "I", "1", "L", "1")
