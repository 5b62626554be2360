package cashbook

import (
	"strconv"
	"strings"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
)

// Share says how much of a voucher goes where: an amount, a percentage, or with
// neither whatever the others leave.
type Share struct {
	Account    string
	Funding    string
	BudgetLine string

	AmountMinor int64   // in the direction of the voucher; negative for the other one
	Percent     Percent // of the whole amount
}

// Percent is a percentage in ten-thousandths: 33.33 % is 333 300.
type Percent int64

// Whole is 100 %.
const Whole Percent = 100 * 10_000

// IsRest reports whether the share takes what the others leave.
func (s Share) IsRest() bool { return s.AmountMinor == 0 && s.Percent == 0 }

// ParsePercent reads what a person types: "33,33 %", with up to four decimals.
func ParsePercent(text string) (Percent, error) {
	digits := strings.Join(strings.Fields(strings.TrimSuffix(strings.TrimSpace(text), "%")), "")
	whole, decimals, _ := strings.Cut(strings.Replace(digits, ",", ".", 1), ".")
	if n := len(decimals); n < 4 {
		decimals += strings.Repeat("0", 4-n)
	}
	value, err := strconv.ParseUint(whole+decimals, 10, 32)
	if err != nil || whole == "" || len(decimals) > 4 || value == 0 || value > uint64(Whole) {
		return 0, fault.New(fault.Invalid, "cashbook.percent", fault.Args{"Text": fault.Excerpt(text)})
	}
	return Percent(value), nil
}

// String gives the percentage with as many decimals as it needs: "33.33".
func (p Percent) String() string {
	whole, decimals := strconv.FormatInt(int64(p/10_000), 10), strconv.FormatInt(int64(p%10_000)+10_000, 10)[1:]
	return strings.TrimSuffix(whole+"."+strings.TrimRight(decimals, "0"), ".")
}

// SetSize reads how much a share takes: an amount, a percentage with its sign, or
// nothing for the rest.
func (s *Share) SetSize(text string, currency money.Currency) (err error) {
	s.AmountMinor, s.Percent = 0, 0
	switch text = strings.TrimSpace(text); {
	case text == "":
	case strings.HasSuffix(text, "%"):
		s.Percent, err = ParsePercent(text)
	default:
		var a money.Amount
		if a, err = money.Parse(text, currency); err == nil && a.Minor == 0 {
			err = fault.New(fault.Invalid, "cashbook.share-zero", nil)
		}
		s.AmountMinor = a.Minor
	}
	return err
}

// Shares gives how a voucher is divided, as somebody would type it again: nothing
// for one that names no account, funding or budget line.
func (c Content) Shares() []Share {
	named := c.assignments()
	shares := make([]Share, len(named))
	for i, p := range named {
		shares[i] = Share{Account: p.Account, Funding: p.Funding, BudgetLine: p.BudgetLine, AmountMinor: p.AmountMinor}
		if c.AmountMinor < 0 {
			shares[i].AmountMinor = -p.AmountMinor
		}
	}
	if len(shares) == 1 {
		shares[0].AmountMinor = 0
	}
	return shares
}

// ParseAssignment reads the account, funding and budget line of a share as people
// type them, parted by colons: "6053", "6053:AFD-24:A.1.2", "6053::A.1.2".
func ParseAssignment(text string) (Share, error) {
	parts := strings.Split(strings.ToUpper(text), ":")
	if len(parts) > 3 {
		return Share{}, fault.New(fault.Invalid, "cashbook.assignment", fault.Args{"Text": fault.Excerpt(text)})
	}
	parts = append(parts, "", "")
	account, funding, line, err := cleanCodes(parts[0], parts[1], parts[2])
	return Share{Account: account, Funding: funding, BudgetLine: line}, err
}

// Assignment writes what ParseAssignment reads.
func (s Share) Assignment() string {
	return strings.TrimRight(s.Account+":"+s.Funding+":"+s.BudgetLine, ":")
}
