package directory

import (
	"errors"
	"regexp"
	"strings"
	"time"

	"github.com/comptoir/comptoir/app/fault"
)

// projectCode has no slash, because books are named "P01/1".
var projectCode = regexp.MustCompile(`^[A-Z0-9]([A-Z0-9._-]{0,14}[A-Z0-9])?$`)

// ParseProjectCode gives a project's code in its one form, in upper case, or
// fault.Invalid.
func ParseProjectCode(typed string) (string, error) {
	code := strings.ToUpper(strings.TrimSpace(typed))
	if !projectCode.MatchString(code) {
		return "", fault.New(fault.Invalid, "directory.project-code", fault.Args{"Text": fault.Excerpt(typed)})
	}
	return code, nil
}

// AddProject adds a project: ID, Code, Name and Country of p count. A code in use
// is fault.Conflict.
func AddProject(s Store, by Actor, p Project, now time.Time) (Project, error) {
	if err := Can(by, RightProjectManage, Place{}, now); err != nil {
		return Project{}, err
	}
	c := cleaning{}
	c.apply(&p.Code, ParseProjectCode)
	c.required("name", &p.Name, titleMax)
	if c.err != nil {
		return Project{}, c.err
	}
	if !validCountry(p.Country) {
		return Project{}, badCountry(p.Country)
	}
	switch other, err := s.ProjectByCode(p.Code); {
	case err == nil:
		return Project{}, fault.New(fault.Conflict, "directory.project-taken", fault.Args{"Code": p.Code, "Name": other.Name})
	case !errors.Is(err, fault.Missing):
		return Project{}, err
	}
	p.Created = now
	if err := s.SaveProject(p); err != nil {
		return Project{}, err
	}
	return p, Note(s, by, by.ID, VerbProjectAdded, now, Detail{"project", p.Code + " " + p.Name})
}
