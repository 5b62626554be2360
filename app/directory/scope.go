package directory

import (
	"bytes"
	"regexp"
	"slices"

	"golang.org/x/text/language"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// projectsMax is how many projects a scope can name; more are a country's or
// all.
const projectsMax = 1000

// Covers reports whether the scope includes the place.
func (s Scope) Covers(at Place) bool {
	switch s.Level {
	case LevelOrganisation:
		return true
	case LevelAllProjects:
		return !at.Project.IsZero()
	case LevelCountry:
		return !at.Project.IsZero() && s.Country != "" && at.Country == s.Country
	case LevelProjects, LevelUnit:
		return slices.Contains(s.Projects, at.Project) && !at.Project.IsZero()
	}
	return false
}

func (s Scope) equal(other Scope) bool {
	same := s.Level == other.Level && s.Country == other.Country && s.Unit.ID == other.Unit.ID
	return same && (s.Level == LevelUnit || slices.Equal(s.Projects, other.Projects))
}

// checkScope gives the scope in its one form, projects sorted and none twice, or
// says in fault.Invalid why the role can not have it; a project or unit that does
// not exist is fault.Missing.
func (r Role) checkScope(s Store, scope Scope) (Scope, error) {
	args := fault.Args{"Role": r.ID.Label(), "Level": fault.Key("level." + string(scope.Level))}
	scope.Projects = slices.Clone(scope.Projects)
	slices.SortFunc(scope.Projects, func(a, b ident.ProjectID) int { return bytes.Compare(a[:], b[:]) })
	scope.Projects = slices.Compact(scope.Projects)
	switch {
	case !slices.Contains(anywhere, scope.Level):
		return Scope{}, fault.New(fault.Invalid, "directory.level", fault.Args{"Text": fault.Excerpt(string(scope.Level))})
	case !slices.Contains(r.Levels, scope.Level):
		return Scope{}, fault.New(fault.Invalid, "directory.role-level", args)
	case (scope.Level == LevelCountry) != (scope.Country != ""),
		(scope.Level == LevelUnit) != !scope.Unit.ID.IsZero(),
		(scope.Level == LevelProjects) != (len(scope.Projects) > 0), len(scope.Projects) > projectsMax:
		return Scope{}, fault.New(fault.Invalid, "directory.scope", args)
	case !validCountry(scope.Country):
		return Scope{}, badCountry(scope.Country)
	case scope.Level == LevelUnit:
		return unitScope(s, scope.Unit.ID)
	}
	for _, id := range scope.Projects {
		if _, err := s.Project(id); err != nil {
			return Scope{}, err
		}
	}
	return scope, nil
}

var countryCode = regexp.MustCompile(`^[A-Z]{2}$`)

// validCountry accepts no country and the codes of ISO 3166-1 alpha-2.
func validCountry(code string) bool {
	if code == "" {
		return true
	}
	region, err := language.ParseRegion(code)
	return err == nil && region.IsCountry() && region.String() == code && countryCode.MatchString(code)
}

func badCountry(code string) error {
	return fault.New(fault.Invalid, "directory.country", fault.Args{"Text": fault.Excerpt(code)})
}
