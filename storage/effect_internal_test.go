package storage

import (
	"maps"
	"reflect"
	"regexp"
	"slices"
	"testing"

	"github.com/comptoir/comptoir/storage/schema"
)

func TestEffectOf(t *testing.T) {
	for query, want := range map[string]effect{
		`SELECT a FROM posting e JOIN journal j ON j.id = e.journal WHERE a = $1`:                 {reads: []string{"posting", "journal"}},
		"\n\tINSERT INTO person (id) VALUES ($1) ON CONFLICT (id) DO UPDATE SET id = excluded.id": {writes: []string{"person"}},
		`UPDATE person SET name = $1 WHERE id IN (SELECT id FROM role_grant)`:                     {reads: []string{"role_grant"}, writes: []string{"person"}},
		`DELETE FROM journal_user WHERE journal = $1`:                                             {reads: []string{"journal_user"}, writes: []string{"journal_user"}, deletes: true},
		`DELETE FROM person WHERE id = $1`:                                                        {reads: []string{"person"}, writes: append([]string{"person"}, cascading["person"]...), deletes: true},
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
	takes := map[string][]string{} // directly
	table := regexp.MustCompile(`(?is)\bCREATE\s+TABLE\s+([a-z_]+)\s*\((.*?)\n\)`)
	cascade := regexp.MustCompile(`(?i)REFERENCES\s+([a-z_]+)[^,]*?\bON\s+DELETE\s+CASCADE`)
	other := regexp.MustCompile(`(?i)\b(CREATE\s+TRIGGER|CREATE\s+VIEW|SET\s+NULL|SET\s+DEFAULT|ON\s+UPDATE)\b`)
	references := 0
	for _, step := range steps {
		references += len(cascade.FindAllString(step.SQL, -1))
		for _, created := range table.FindAllStringSubmatch(step.SQL, -1) {
			for _, reference := range cascade.FindAllStringSubmatch(created[2], -1) {
				takes[reference[1]] = append(takes[reference[1]], created[1])
				references--
			}
		}
		if other.MatchString(step.SQL) {
			t.Errorf("migration %d has %q, of which effectOf knows nothing", step.Version, other.FindString(step.SQL))
		}
	}
	if references != 0 {
		t.Errorf("%d references stand outside of CREATE TABLE", references)
	}
	found := map[string][]string{}
	for name := range takes {
		found[name] = allTaken(takes, name)
	}
	if !reflect.DeepEqual(found, cascading) {
		t.Errorf("deletions take along %q, listed are %q", found, cascading)
	}
}

// allTaken gives the tables of which a deletion takes rows along, sorted.
func allTaken(takes map[string][]string, name string) []string {
	all := map[string]bool{}
	for queue := slices.Clone(takes[name]); len(queue) > 0; queue = queue[1:] {
		if !all[queue[0]] {
			all[queue[0]] = true
			queue = append(queue, takes[queue[0]]...)
		}
	}
	return slices.Sorted(maps.Keys(all))
}
