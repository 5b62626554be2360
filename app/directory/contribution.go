package directory

import (
	"strconv"
	"strings"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// Verbs of contribution rates.
const (
	VerbContributionAdded Verb = "contribution-added"
	VerbContributionEnded Verb = "contribution-ended"
)

// Contribution is a « taux de cotisation » with the days on which it holds. It is
// never changed: another rate of that name is another one, from a later day.
type Contribution struct {
	ID      ident.ContributionID
	Name    string
	Rate    Rate
	First   calendar.Day
	Last    calendar.Day // zero while no end is known
	Account string       // to which it is booked, or empty
	Made    time.Time
	MadeBy  ident.UserID
}

// Holds reports whether the rate holds on a day.
func (c Contribution) Holds(day calendar.Day) bool {
	return day >= c.First && (c.Last.IsZero() || day <= c.Last)
}

// Code is the name as postings have it, in capitals and digits of ASCII: « TVA 18 % »
// is "TVA-18". Rates of one code are the same at different times.
func (c Contribution) Code() string {
	words := strings.FieldsFunc(strings.ToUpper(Fold(c.Name)), func(r rune) bool {
		return (r < 'A' || r > 'Z') && (r < '0' || r > '9') && r != '.'
	})
	code := strings.Join(words, "-")
	return strings.Trim(code[:min(len(code), codeMost)], "-.")
}

// codeMost is the longest code of a rate.
const codeMost = 30

// Rate is a part of an amount in millionths, exactly: 18 % is 180 000.
type Rate int64

const (
	ratesPerPercent = 10_000
	rateMost        = 100 * ratesPerPercent
	rateDecimals    = 4
)

// ParseRate reads a percentage with at most four decimals: "5,6", "18 %".
func ParseRate(text string) (Rate, error) {
	bad := fault.New(fault.Invalid, "directory.rate", fault.Args{"Text": fault.Excerpt(text)})
	digits := strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(text), "%"))
	whole, decimals, comma := strings.Cut(strings.Replace(digits, ",", ".", 1), ".")
	if whole == "" || len(whole) > 3 || comma && decimals == "" || len(decimals) > rateDecimals {
		return 0, bad
	}
	n, err := strconv.ParseUint(whole+decimals+strings.Repeat("0", rateDecimals-len(decimals)), 10, 32)
	if err != nil || n > rateMost {
		return 0, bad
	}
	return Rate(n), nil
}

// String gives the percentage without needless zeros, with a point: "5.6".
func (r Rate) String() string {
	whole, rest := r/ratesPerPercent, r%ratesPerPercent
	text := strconv.FormatInt(int64(whole), 10)
	if rest > 0 {
		decimals := strconv.FormatInt(int64(rest+ratesPerPercent), 10)[1:]
		text += "." + strings.TrimRight(decimals, "0")
	}
	return text
}

// ContributionStore is a Store that keeps contribution rates.
type ContributionStore interface {
	Store
	Contributions() ([]Contribution, error) // by name and first day
	SaveContribution(Contribution) error
}

// contributionsMost bounds the list.
const contributionsMost = 1000

// AddContribution adds a rate. One of the same name that is open ends on the day
// before; a rate that begins no later than another of its name is refused, since
// what was reckoned with that one would change.
func AddContribution(s ContributionStore, by Actor, c Contribution, now time.Time) (Contribution, error) {
	if err := Can(by, RightContributionManage, Place{}, now); err != nil {
		return Contribution{}, err
	}
	if err := c.clean(); err != nil {
		return Contribution{}, err
	}
	all, err := s.Contributions()
	if err != nil {
		return Contribution{}, err
	}
	if len(all) >= contributionsMost {
		return Contribution{}, fault.New(fault.Invalid, "directory.contribution-many", fault.Args{"Max": contributionsMost})
	}
	if err := endBefore(s, all, c); err != nil {
		return Contribution{}, err
	}
	c.Made, c.MadeBy = now, by.ID
	if err := s.SaveContribution(c); err != nil {
		return Contribution{}, err
	}
	return c, Note(s, by, by.ID, VerbContributionAdded, now, Detail{"contribution", c.Name}, Detail{"rate", c.Rate.String()}, Detail{"day", c.First.String()})
}

// endBefore ends the rate before a new one.
func endBefore(s ContributionStore, all []Contribution, c Contribution) error {
	for _, other := range all {
		if other.Code() != c.Code() {
			continue
		}
		if c.First <= other.First || !other.Last.IsZero() && c.First <= other.Last {
			return fault.New(fault.Conflict, "directory.contribution-retroactive", fault.Args{"Name": other.Name, "Day": max(other.First, other.Last)})
		}
		if other.Last.IsZero() {
			other.Last = c.First - 1
			if err := s.SaveContribution(other); err != nil {
				return err
			}
		}
	}
	return nil
}

// EndContribution gives an open rate its last day, which is not before today:
// what was reckoned until now stands.
func EndContribution(s ContributionStore, by Actor, id ident.ContributionID, last, today calendar.Day, now time.Time) (Contribution, error) {
	if err := Can(by, RightContributionManage, Place{}, now); err != nil {
		return Contribution{}, err
	}
	all, err := s.Contributions()
	if err != nil {
		return Contribution{}, err
	}
	for _, c := range all {
		if c.ID != id {
			continue
		}
		if !c.Last.IsZero() || last < c.First || last < today {
			return Contribution{}, fault.New(fault.Conflict, "directory.contribution-end", fault.Args{"Name": c.Name, "Day": max(c.First, today)})
		}
		c.Last = last
		if err := s.SaveContribution(c); err != nil {
			return Contribution{}, err
		}
		return c, Note(s, by, by.ID, VerbContributionEnded, now, Detail{"contribution", c.Name}, Detail{"day", last.String()})
	}
	return Contribution{}, fault.New(fault.Missing, "directory.contribution-missing", nil)
}

// accountMost is the longest number of an account.
const accountMost = 20

func (c *Contribution) clean() error {
	clean := cleaning{}
	clean.required("contribution", &c.Name, nameMax)
	clean.text("account", &c.Account, accountMost)
	switch {
	case clean.err != nil:
		return clean.err
	case c.Code() == "":
		return fault.New(fault.Invalid, "directory.contribution-name", fault.Args{"Name": c.Name})
	case c.Rate < 0 || c.Rate > rateMost:
		return fault.New(fault.Invalid, "directory.rate", fault.Args{"Text": c.Rate.String()})
	case c.First.IsZero() || !c.Last.IsZero():
		return fault.New(fault.Invalid, "directory.contribution-day", nil)
	}
	return nil
}
