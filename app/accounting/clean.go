package accounting

import (
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
)

// cleaned gives the content as it is stored, and refuses what no posting of the
// journal can say.
func (c Content) cleaned(j Journal) (Content, error) {
	c, err := c.cleanTexts()
	if err != nil {
		return Content{}, err
	}
	if c.Attachments, err = cashbook.CleanAttachments(c.Attachments); err != nil {
		return Content{}, err
	}
	switch {
	case !c.Mask.known() || c.Mask == MaskRestore:
		return Content{}, fault.New(fault.Invalid, "accounting.mask", fault.Args{"Mask": fault.Excerpt(string(c.Mask))})
	case c.Text == "":
		return Content{}, fault.New(fault.Invalid, "accounting.text-missing", fault.Args{"Field": fault.Key("detail.text")})
	}
	if c, err = c.balanced(j); err != nil {
		return Content{}, err
	}
	return c, c.checkSize()
}

// checkSize refuses what would not fit into a file with everything around it. Only
// hundreds of lines can be that long.
func (c *Content) checkSize() error {
	if len(c.Lines) > fewLines && len(c.AppendBody(nil)) > maxBody {
		return fault.New(fault.Invalid, "accounting.posting-large", fault.Args{"Lines": len(c.Lines)})
	}
	return nil
}

// cleanTexts checks texts and codes, whether or not the posting is complete.
func (c Content) cleanTexts() (Content, error) {
	if len(c.Lines) > MaxLines {
		return Content{}, fault.New(fault.Invalid, "accounting.lines-many", fault.Args{"Most": MaxLines})
	}
	clean := cleaner{}
	c.Voucher = clean.text("voucher", c.Voucher, MaxVoucher)
	c.Text = clean.text("text", c.Text, MaxText)
	c.Origin = clean.text("origin", c.Origin, MaxOrigin)
	lines := make([]Line, len(c.Lines))
	for i, l := range c.Lines {
		l.Account = clean.code("account", l.Account, cashbook.MaxAccount)
		l.Party = clean.code("party", l.Party, MaxParty)
		l.PartyName = clean.text("party-name", l.PartyName, cashbook.MaxRecipient)
		l.Text = clean.text("text", l.Text, MaxText)
		l.Funding = clean.code("funding", l.Funding, cashbook.MaxCode)
		l.BudgetLine = clean.code("budget-line", l.BudgetLine, cashbook.MaxCode)
		l.Tax = clean.code("tax", l.Tax, cashbook.MaxCode)
		lines[i] = l
	}
	c.Lines = lines
	return c, clean.err
}

// cleaner keeps the first error of many texts.
type cleaner struct{ err error }

func (c *cleaner) text(field, text string, limit int) string {
	return c.keep(directory.Clean(field, text, limit))
}

func (c *cleaner) code(field, text string, limit int) string {
	return c.keep(cleanCode(field, text, limit))
}

func (c *cleaner) keep(text string, err error) string {
	if c.err == nil {
		c.err = err
	}
	return text
}
