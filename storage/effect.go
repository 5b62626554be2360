package storage

import (
	"regexp"
	"strings"
)

// effect is what a statement means for what was read before.
type effect struct {
	reads     []string // tables
	writes    []string // tables
	deletes   bool     // from the tables that it writes, and does nothing else with them
	writesAny bool     // nobody knows which
	takesBack bool     // the transaction goes back to an earlier state
}

// cascading are the tables of which a deletion takes rows of others along, and those
// others.
var cascading = map[string][]string{
	"person": {
		"applied_file", "credential", "factor", "failure", "personal_key", "recovery", "recovery_code", "role_grant",
		"role_grant_derived", "role_grant_project", "role_grant_unit", "user_mapping", "user_view",
	},
	"poste":      {"former_key", "poste_module", "poste_revocation"},
	"recovery":   {"recovery_code"},
	"request":    {"request_file"},
	"role_grant": {"role_grant_derived", "role_grant_project", "role_grant_unit"},
	"unit":       {"unit_project"},
}

var (
	reading  = regexp.MustCompile("(?i)(?:^|[[:^word:]])(?:FROM|JOIN)[[:space:]]+([a-z_]+)")
	writing  = regexp.MustCompile("(?i)^[[:space:]]*(INSERT[[:space:]]+INTO|UPDATE|DELETE[[:space:]]+FROM)[[:space:]]+([a-z_]+)")
	undoing  = regexp.MustCompile("(?i)^[[:space:]]*ROLLBACK(?:[[:^word:]]|$)")
	harmless = regexp.MustCompile("(?i)^[[:space:]]*(SELECT|WITH|SAVEPOINT|RELEASE|PRAGMA)(?:[[:^word:]]|$)")
)

// Touches gives the tables that a statement reads and writes, as far as what is
// remembered is concerned; known is false for one that may write any. It is for the
// tests of the packages of drivers, which know better.
func Touches(query string) (reads, writes []string, known bool) {
	e := effectOf(query)
	return e.reads, e.writes, !e.writesAny
}

// effectOf reads what a statement does from its text.
func effectOf(query string) (e effect) {
	for _, found := range reading.FindAllStringSubmatch(query, -1) {
		e.reads = append(e.reads, found[1])
	}
	switch found := writing.FindStringSubmatch(query); {
	case found != nil:
		e.writes = []string{found[2]}
		if strings.HasPrefix(strings.ToUpper(found[1]), "DELETE") {
			e.deletes, e.writes = true, append(e.writes, cascading[found[2]]...)
		}
	case undoing.MatchString(query):
		e.takesBack = true
	case !harmless.MatchString(query):
		e.writesAny = true
	}
	return e
}
