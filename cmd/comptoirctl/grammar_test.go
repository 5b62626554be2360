package main

import (
	"encoding/json"
	"maps"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/kong"

	"github.com/comptoir/comptoir/app/translation"
)

func leaves(t *testing.T) []*kong.Node {
	t.Helper()
	parser, err := newParser(&grammar{})
	if err != nil {
		t.Fatal(err)
	}
	list := parser.Model.Leaves(false)
	if len(list) < 30 {
		t.Fatalf("only %d commands found", len(list))
	}
	return list
}

func printerOf(t *testing.T, lang string) *translation.Printer {
	t.Helper()
	p, err := translation.New(lang, "")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// The help of every command is complete in every language: no text is missing.
func TestEveryCommandHasItsHelp(t *testing.T) {
	missing := regexp.MustCompile(`\[ctl\.[a-z.-]+\]`)
	for _, lang := range translation.Languages() {
		for _, node := range leaves(t) {
			var page strings.Builder
			c := &call{printer: printerOf(t, lang.Code)}
			for n := node; n != nil; n = n.Parent {
				if err := c.writeHelp(&page, n); err != nil {
					t.Fatal(err)
				}
			}
			if lost := missing.FindAllString(page.String(), -1); len(lost) > 0 {
				t.Errorf("%s: the help of %s lacks %v", lang.Code, node.Path(), lost)
			}
		}
	}
}

// Texts of commands, options, arguments and values are found by names, so those
// that nothing has any more are found here.
func TestNoHelpIsLeftOver(t *testing.T) {
	used := map[string]bool{"ctl.value.command": true}
	for _, node := range leaves(t) {
		for n := node; n != nil; n = n.Parent {
			used["ctl.command."+strings.ReplaceAll(n.Path(), " ", ".")] = true
			for _, f := range n.Flags {
				used["ctl.option."+optionKey(f)] = true
				used["ctl.value."+f.Name], used["ctl.value."+f.PlaceHolder] = true, true
			}
			for _, a := range n.Positional {
				used["ctl.argument."+a.Name], used["ctl.value."+a.Name] = true, true
			}
		}
	}
	for _, key := range textKeys(t) {
		family, _, _ := strings.Cut(strings.TrimPrefix(key, "ctl."), ".")
		if slices.Contains([]string{"command", "option", "argument", "value"}, family) && !used[key] {
			t.Errorf("%s is the text of nothing", key)
		}
	}
}

func textKeys(t *testing.T) []string {
	t.Helper()
	content, err := os.ReadFile("../../assets/translations/fr/ctl.json")
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]any{}
	if err := json.Unmarshal(content, &texts); err != nil {
		t.Fatal(err)
	}
	return slices.Collect(maps.Keys(texts))
}

// What the help shows as an example is understood.
func TestExamplesAreCommandLines(t *testing.T) {
	for _, node := range leaves(t) {
		examples := node.Target.Addr().Interface().(command).examples()
		if len(examples) == 0 {
			t.Errorf("%s has no example", node.Path())
		}
		for _, example := range examples {
			parser, err := newParser(&grammar{})
			if err != nil {
				t.Fatal(err)
			}
			line, err := parser.Parse(splitWords(example))
			if err != nil {
				t.Errorf("%s: %s: %v", node.Path(), example, err)
			} else if line.Selected().Path() != node.Path() {
				t.Errorf("an example of %s runs %s", node.Path(), line.Selected().Path())
			}
		}
	}
}

// splitWords splits a command line as a shell does, double quotes only.
func splitWords(line string) []string {
	var words []string
	for i, part := range strings.Split(line, `"`) {
		if i%2 == 0 {
			words = append(words, strings.Fields(part)...)
		} else {
			words = append(words, part)
		}
	}
	return words
}

// Machines get [] for an empty list and one name for one thing, everywhere.
func TestReportsAreDescribedAsTheyAreWritten(t *testing.T) {
	p := printerOf(t, "fr")
	for _, node := range leaves(t) {
		result := node.Target.Addr().Interface().(command).result()
		if result == nil {
			continue
		}
		if shape := shapeOf(p, result); strings.Contains(shape, `"":`) || strings.Contains(shape, "[ctl") {
			t.Errorf("%s: a field without a name: %s", node.Path(), shape)
		}
		wantNamed(t, node.Path(), reflect.TypeOf(result))
	}
}

var fieldName = regexp.MustCompile(`^[a-z][a-z0-9]*(_[a-z]+)*$`)

func wantNamed(t *testing.T, command string, of reflect.Type) {
	t.Helper()
	for of.Kind() == reflect.Slice || of.Kind() == reflect.Pointer {
		of = of.Elem()
	}
	if of.Kind() != reflect.Struct || of == momentType {
		return
	}
	for i := range of.NumField() {
		field := of.Field(i)
		name := field.Tag.Get("json")
		if field.IsExported() && !field.Anonymous && !fieldName.MatchString(name) {
			t.Errorf("%s: %s.%s is written as %q", command, of.Name(), field.Name, name)
		}
		if field.IsExported() || field.Anonymous {
			wantNamed(t, command, field.Type)
		}
	}
}
