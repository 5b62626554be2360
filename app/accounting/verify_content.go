package accounting

import "github.com/comptoir/comptoir/app/ledger"

// contentAudit reads what the links of a chain say, once they are known to be
// intact, and checks it against the rules by which it must have been entered.
type contentAudit struct {
	*audit
	head    ledger.Head // of what has been read
	rules   *ruleAudit
	derived *derivedAudit
}

func newContentAudit(a *audit) *contentAudit {
	return &contentAudit{audit: a, rules: newRuleAudit(a.report.Journal), derived: newDerivedAudit(a.report.Journal)}
}

func (c *contentAudit) walk(s RestoreStore) error {
	err := s.PostingsListed(c.report.Journal.ID, c.visit)
	return unreadable(err, c.report.Journal, c.head)
}

func (c *contentAudit) visit(p *Posting, agrees bool) error {
	if key := c.rules.check(p, c.head, c.zone); key != "" {
		return c.damage(key, &p.Entry)
	}
	if !c.closings.allows(p) {
		return c.damage("accounting.damage-closed", &p.Entry)
	}
	c.head = c.head.After(p.Entry)
	c.closings.pass(c.head)
	c.count(p)
	c.derived.expect(p, agrees)
	return nil
}

// count takes a posting that is in order into the report.
func (c *contentAudit) count(p *Posting) {
	c.report.Lines += int64(len(p.Lines))
	c.report.DebitMinor += p.DebitMinor()
	switch {
	case p.Entry.Reverses != 0:
		c.report.Reversals++
	case p.Mask == MaskRestore:
		c.report.Restores++
	}
}
