package storage

import (
	"regexp"
	"strings"
)

// effect is what a statement means for what was read before.
type effect struct {
	reads     []string // tables
	writes    string   // the one table; empty for none
	writesAny bool     // more tables than the text names, or nobody knows which
	takesBack bool     // the transaction goes back to an earlier state
}

// cascading are the tables of which a deletion takes rows of others along.
var cascading = map[string]bool{"person": true, "poste": true, "recovery": true, "request": true, "role_grant": true, "unit": true}

var (
	reading  = regexp.MustCompile("(?i)\\b(?:FROM|JOIN)\\s+([a-z_]+)")
	writing  = regexp.MustCompile("(?i)^\\s*(INSERT\\s+INTO|UPDATE|DELETE\\s+FROM)\\s+([a-z_]+)")
	undoing  = regexp.MustCompile("(?i)^\\s*ROLLBACK\\b")
	harmless = regexp.MustCompile("(?i)^\\s*(SELECT|WITH|SAVEPOINT|RELEASE|PRAGMA)\\b")
)

// effectOf reads what a statement does from its text.
func effectOf(query string) (e effect) {
	for _, found := range reading.FindAllStringSubmatch(query, -1) {
		e.reads = append(e.reads, found[1])
	}
	switch found := writing.FindStringSubmatch(query); {
	case found != nil:
		e.writes = found[2]
		e.writesAny = strings.HasPrefix(strings.ToUpper(found[1]), "DELETE") && cascading[e.writes]
	case undoing.MatchString(query):
		e.takesBack = true
	case !harmless.MatchString(query):
		e.writesAny = true
	}
	return e
}
