package translation_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// notKeys are the endings of literals that name files.
var notKeys = regexp.MustCompile(`\.(usr|req|rep|lot|clo|key|rec|json|db|go|svg|png|ttf|txt|pdf|csv|toml|eml|log|tmp|lock|exe)$`)

func TestCheckFindsMissingAndUnused(t *testing.T) {
	source, err := readSource("testdata/usage")
	if err != nil {
		t.Fatal(err)
	}
	have := texts{
		"title": "", "error.till.empty": "", "error.till.empty.hint": "", "error.till.wrapped": "",
		"status.open": "", "family.one": "", "table.known": "", "orphan": "", "wrapped.literal": "",
		"alias.family.one": "", "whole.one": "",
	}
	got := check(source, map[string]string{"till.Status": "status.", "till.Ghost": "ghost."}, have)
	want := []string{
		"alias.literal has no text (till/till.go:53)",
		"enumeration till.Ghost has no values",
		"error.till.lost has no text (till/till.go:22)",
		"error.till.lost.hint has no text (till/till.go:22)",
		"error.till.wrapped.hint has no text (till/till.go:28)",
		"no text begins with nothing. (till/till.go:40)",
		"orphan has no use",
		"role.boss has no text (till/till.go:41)",
		"status.closed has no text (till/till.go:14)",
		"subtitle has no text (till/till.go:37)",
		"table.unknown looks like a key and has no text (till/till.go:17)",
		"wrapped.missing has no text (till/till.go:43)",
	}
	if !slices.Equal(got, want) {
		t.Errorf("check gives\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// check tells which keys have no text and which texts nobody asks for.
func check(s *source, enums map[string]string, have texts) []string {
	c := checker{source: s, have: have, used: map[string]bool{}}
	c.enumerations(enums)
	for _, use := range s.keys {
		c.need(use)
	}
	c.lookalikes()
	for key := range have {
		if !c.used[key] && !c.inFamily(key) && len(s.literals[key]) == 0 {
			c.report(key + " has no use")
		}
	}
	slices.Sort(c.problems)
	return slices.Compact(c.problems)
}

type checker struct {
	source   *source
	have     texts
	used     map[string]bool
	families []string
	problems []string
}

func (c *checker) report(problem string) { c.problems = append(c.problems, problem) }

func (c *checker) enumerations(enums map[string]string) {
	for name, prefix := range enums {
		values := c.source.values[name]
		if len(values) == 0 {
			c.report("enumeration " + name + " has no values")
		}
		for _, value := range values {
			c.need(use{prefix + value.key, value.at, false})
		}
	}
}

func (c *checker) need(u use) {
	if u.family {
		c.families = append(c.families, u.key)
		if !slices.ContainsFunc(keysOf(c.have), func(k string) bool { return strings.HasPrefix(k, u.key) }) {
			c.report("no text begins with " + u.key + " (" + u.at + ")")
		}
		return
	}
	c.used[u.key] = true
	if _, has := c.have[u.key]; !has {
		c.report(u.key + " has no text (" + u.at + ")")
	}
}

// lookalikes finds keys in tables, which no call names: literals that begin
// like a key we have but are none.
func (c *checker) lookalikes() {
	spaces := map[string]bool{}
	for key := range c.have {
		if first, _, dotted := strings.Cut(key, "."); dotted {
			spaces[first] = true
		}
	}
	for literal, at := range c.source.literals {
		first, rest, dotted := strings.Cut(literal, ".")
		if !dotted || !spaces[first] || !keyLike.MatchString(rest) || notKeys.MatchString(literal) {
			continue
		}
		if _, has := c.have[literal]; !has && !c.used[literal] && !c.used["error."+literal] && !c.inFamily(literal+".") && !c.inFamily("error."+literal) {
			c.report(literal + " looks like a key and has no text (" + at[0] + ")")
		}
	}
}

var keyLike = regexp.MustCompile(`^[a-z][a-z0-9-]*(\.[a-z0-9-]+)*$`)

func (c *checker) inFamily(key string) bool {
	return slices.ContainsFunc(c.families, func(prefix string) bool { return strings.HasPrefix(key, prefix) })
}

func keysOf(t texts) []string {
	keys := make([]string, 0, len(t))
	for key := range t {
		keys = append(keys, key)
	}
	return keys
}
