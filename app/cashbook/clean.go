package cashbook

import (
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/app/money"
)

// What a voucher can have at most.
const (
	MaxParts          = 50
	MaxAttachments    = 10
	MaxAttachmentSize = 16 << 20 // bytes
)

// cleaned gives the content as it is stored: texts cleaned, and refused what no
// voucher of any book can say.
func (c Content) cleaned() (Content, error) {
	var err error
	if c.Text, err = required("text", c.Text, MaxText); err != nil {
		return Content{}, err
	}
	if c.Recipient, err = directory.Clean("recipient", c.Recipient, MaxRecipient); err != nil {
		return Content{}, err
	}
	if c.PartnerNumber, err = directory.Clean("partner-number", c.PartnerNumber, MaxPartnerNumber); err != nil {
		return Content{}, err
	}
	if c.Account, c.Funding, c.BudgetLine, err = cleanCodes(c.Account, c.Funding, c.BudgetLine); err != nil {
		return Content{}, err
	}
	if c.Parts, err = c.cleanParts(); err != nil {
		return Content{}, err
	}
	if c.Attachments, err = CleanAttachments(c.Attachments); err != nil {
		return Content{}, err
	}
	return c, c.Special.check()
}

func cleanCodes(account, funding, budgetLine string) (a, f, b string, err error) {
	if a, err = cleanAccount(account); err != nil {
		return "", "", "", err
	}
	if f, err = cleanCode("funding", funding); err != nil {
		return "", "", "", err
	}
	b, err = cleanCode("budget-line", budgetLine)
	return a, f, b, err
}

// cleanParts checks how a voucher is split: into two parts at least, which add up
// to its amount. Then it has no account of its own.
func (c Content) cleanParts() ([]Part, error) {
	if len(c.Parts) == 0 {
		return nil, nil
	}
	if len(c.Parts) < 2 || len(c.Parts) > MaxParts {
		return nil, fault.New(fault.Invalid, "cashbook.parts-count", fault.Args{"Most": MaxParts})
	}
	if c.Account != "" || c.Funding != "" || c.BudgetLine != "" {
		return nil, fault.New(fault.Invalid, "cashbook.parts-account", nil)
	}
	parts, rest := make([]Part, len(c.Parts)), c.AmountMinor
	for i, p := range c.Parts {
		if p.AmountMinor == 0 || p.AmountMinor > MaxAmountMinor || p.AmountMinor < -MaxAmountMinor {
			return nil, fault.New(fault.Invalid, "cashbook.part-amount", fault.Args{"Part": i + 1})
		}
		var err error
		if p.Account, p.Funding, p.BudgetLine, err = cleanCodes(p.Account, p.Funding, p.BudgetLine); err != nil {
			return nil, err
		}
		parts[i] = p
		rest -= p.AmountMinor // at most 51 × MaxAmountMinor, far from 64 bits
	}
	if rest != 0 {
		return nil, fault.New(fault.Invalid, "cashbook.parts-sum", nil)
	}
	return parts, nil
}

// CleanAttachments gives the documents of a voucher or a posting as they are stored.
func CleanAttachments(attachments []Attachment) ([]Attachment, error) {
	if len(attachments) == 0 {
		return nil, nil
	}
	if len(attachments) > MaxAttachments {
		return nil, fault.New(fault.Invalid, "cashbook.attachments-many", fault.Args{"Most": MaxAttachments})
	}
	clean, seen := make([]Attachment, len(attachments)), map[[32]byte]bool{}
	for i, a := range attachments {
		var err error
		if a.Name, err = required("attachment", a.Name, MaxAttachmentName); err != nil {
			return nil, err
		}
		if !a.valid() {
			return nil, fault.New(fault.Invalid, "cashbook.attachment", fault.Args{"Name": a.Name})
		}
		if seen[a.Hash] {
			return nil, fault.New(fault.Invalid, "cashbook.attachment-twice", fault.Args{"Name": a.Name})
		}
		clean[i], seen[a.Hash] = a, true
	}
	return clean, nil
}

func (a Attachment) valid() bool {
	switch a.Media {
	case MediaPDF, MediaJPEG, MediaPNG:
		return a.Hash != [32]byte{} && a.Size > 0 && a.Size <= MaxAttachmentSize
	}
	return false
}

// check refuses facts that do not belong to the kind, and kinds without theirs.
func (s Special) check() error {
	facts := s
	facts.Kind = KindOrdinary
	switch s.Kind {
	case KindOrdinary, KindOpening:
	case KindItem:
		facts.Holder = Special{}.Holder
	case KindSettlement:
		if s.Settles > 0 {
			facts.Settles = 0
		}
	case KindTransfer:
		if s.Transfer.valid() && s.Settles >= 0 {
			facts.Transfer, facts.Settles = Transfer{}, 0
		}
	case KindDifference:
		facts.Count = ledger.Hash{}
	default:
		facts.Settles = -1
	}
	missing := s.Kind == KindSettlement && s.Settles == 0 || s.Kind == KindTransfer && s.Transfer == Transfer{} ||
		s.Kind == KindDifference && s.Count == ledger.Hash{}
	if missing || facts != (Special{}) {
		return fault.New(fault.Invalid, "cashbook.special", nil)
	}
	return nil
}

func (t Transfer) valid() bool {
	_, err := money.ParseCurrency(string(t.Currency))
	return err == nil && !t.ID.IsZero() && !t.Book.IsZero() && t.Rate > 0 &&
		t.OtherMinor != 0 && t.OtherMinor <= MaxAmountMinor && t.OtherMinor >= -MaxAmountMinor
}
