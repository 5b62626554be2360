package overview

import (
	"context"
	"strings"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/report"
	"github.com/comptoir/comptoir/app/translation"
	"github.com/comptoir/comptoir/app/workspace"
)

// Head is what every page bears.
type Head = report.Head

// ReadHead gives what the pages bear that the person makes now: the letterhead of
// the organisation, who prints, and when.
func ReadHead(ctx context.Context, s *workspace.Session, p *translation.Printer) (Head, error) {
	condition, err := s.Workspace().Condition(ctx)
	if err != nil {
		return Head{}, err
	}
	self, err := s.Actor(ctx)
	if err != nil {
		return Head{}, err
	}
	zone, err := calendar.Zone(condition.Organisation.TimeZone)
	return Head{
		Organisation: condition.Organisation.Name, Letterhead: letterhead(condition.Organisation.Company, p),
		Logo:   []byte(condition.Organisation.Logo),
		Person: self.Name(), Made: condition.Now, Zone: zone,
	}, err
}

// letterhead puts what the organisation says of itself into lines: where it is,
// how to reach it, under which numbers it is known.
func letterhead(c directory.Company, p *translation.Printer) []string {
	numbers := []string{c.LegalForm}
	if c.TaxNumber != "" {
		numbers = append(numbers, p.T("overview.tax-number", fault.Args{"Number": c.TaxNumber}))
	}
	if c.RegisterNumber != "" {
		numbers = append(numbers, p.T("overview.register-number", fault.Args{"Number": c.RegisterNumber}))
	}
	var lines []string
	for _, parts := range [][]string{c.Address(), {c.Phone, c.Email, c.Website}, numbers} {
		if line := joined(parts); line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

func joined(parts []string) string {
	var said []string
	for _, part := range parts {
		if part != "" {
			said = append(said, part)
		}
	}
	return strings.Join(said, " · ")
}
