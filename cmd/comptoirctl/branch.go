package main

import (
	"reflect"
	"strings"
	"unicode"

	"github.com/alecthomas/kong"
)

// parseBranch understands a command line by the one command at the top of the grammar
// that it seems to name: to make the parser of all commands takes longer than most of
// them need. It is false for a line that this command alone does not explain, since a
// value of an option may look like a command, and a refusal names what else there is:
// then the whole grammar has the word.
func parseBranch(args []string) (*kong.Context, globals, bool) {
	var g grammar
	name, branch := branchOf(&g, args)
	if branch == nil {
		return nil, globals{}, false
	}
	var top struct{ globals }
	parser, err := kong.New(&top, kong.Name(programName), kong.NoDefaultHelp(), kong.DynamicCommand(name, "", "", branch))
	if err != nil {
		return nil, globals{}, false
	}
	line, err := parser.Parse(args)
	return line, top.globals, err == nil
}

// branchOf gives the first word that is a command at the top, and a pointer to what
// the grammar has there; nil for none.
func branchOf(g *grammar, args []string) (string, any) {
	all := reflect.ValueOf(g).Elem()
	for _, arg := range args {
		for i := range all.NumField() {
			field := all.Type().Field(i)
			if _, is := field.Tag.Lookup("cmd"); is && arg == commandName(field) {
				return arg, all.Field(i).Addr().Interface()
			}
		}
	}
	return "", nil
}

// commandName gives a field's command as the parser names it: ImportLedger is
// import-ledger.
func commandName(field reflect.StructField) string {
	if name, is := field.Tag.Lookup("name"); is {
		return name
	}
	var name strings.Builder
	for i, r := range field.Name {
		if i > 0 && unicode.IsUpper(r) {
			name.WriteByte('-')
		}
		name.WriteRune(unicode.ToLower(r))
	}
	return name.String()
}
