package storage

import (
	"maps"
	"reflect"
	"regexp"
	"testing"

	"github.com/comptoir/comptoir/storage/schema"
)

func TestEffectOf(t *testing.T) {
	for query, want := range map[string]effect{
		`SELECT a FROM posting e JOIN journal j ON j.id = e.journal WHERE a = $1`:                 {reads: []string{"posting", "journal"}},
		"\n\tINSERT INTO person (id) VALUES ($1) ON CONFLICT (id) DO UPDATE SET id = excluded.id": {writes: "person"},
		`UPDATE person SET name = $1 WHERE id IN (SELECT id FROM role_grant)`:                     {reads: []string{"role_grant"}, writes: "person"},
		`DELETE FROM journal_user WHERE journal = $1`:                                             {reads: []string{"journal_user"}, writes: "journal_user"},
		`DELETE FROM person WHERE id = $1`:                                                        {reads: []string{"person"}, writes: "person", writesAny: true},
		`ROLLBACK TO SAVEPOINT attempt_1`:                                                         {takesBack: true},
		`SAVEPOINT attempt_1`:                                                                     {},
		`WITH moved AS (SELECT a FROM entry) SELECT a FROM moved`:                                 {reads: []string{"entry", "moved"}},
		`VACUUM`: {writesAny: true},
	} {
		if got := effectOf(query); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %+v, want %+v", query, got, want)
		}
	}
}

// What a deletion takes along is said in the schema; nothing else there changes
// rows that no statement names.
func TestCascadingTablesAreThoseOfTheSchema(t *testing.T) {
	steps, err := schema.Migrations()
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	cascade := regexp.MustCompile(`(?i)REFERENCES\s+([a-z_]+)[^,]*?\bON\s+DELETE\s+CASCADE`)
	other := regexp.MustCompile(`(?i)\b(CREATE\s+TRIGGER|CREATE\s+VIEW|SET\s+NULL|SET\s+DEFAULT|ON\s+UPDATE)\b`)
	for _, step := range steps {
		for _, reference := range cascade.FindAllStringSubmatch(step.SQL, -1) {
			found[reference[1]] = true
		}
		if other.MatchString(step.SQL) {
			t.Errorf("migration %d has %q, of which effectOf knows nothing", step.Version, other.FindString(step.SQL))
		}
	}
	if !maps.Equal(found, cascading) {
		t.Errorf("deletions cascade from %v, listed are %v", found, cascading)
	}
}
