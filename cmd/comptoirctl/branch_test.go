package main

import (
	"reflect"
	"testing"

	"github.com/alecthomas/kong"
)

// What one command of the grammar explains is what the whole grammar makes of it.
func TestABranchUnderstandsAsTheWholeDoes(t *testing.T) {
	common := [][]string{nil, {"--data", "verify", "--as=post", "-y"}, {"--json", "--lang", "en"}}
	for i, node := range leaves(t) {
		examples := node.Target.Addr().Interface().(command).examples()
		options := common[i%len(common)]
		understoodAlike(t, append(options[:len(options):len(options)], splitWords(examples[i%len(examples)])...))
	}
}

func understoodAlike(t *testing.T, args []string) {
	t.Helper()
	var g grammar
	parser, err := newParser(&g)
	if err != nil {
		t.Fatal(err)
	}
	whole, err := parser.Parse(args)
	if err != nil {
		t.Fatal(args, err)
	}
	line, common, is := parseBranch(args)
	if !is {
		if len(args) > 1 && args[1] != "verify" { // which looks like the command
			t.Errorf("%q is not understood", args)
		}
		return
	}
	if line.Selected().Path() != whole.Selected().Path() || common != g.globals ||
		!reflect.DeepEqual(chosen(line), chosen(whole)) {
		t.Errorf("%q is understood as %s %+v %+v,\nwant %s %+v %+v", args, line.Selected().Path(), chosen(line), common,
			whole.Selected().Path(), chosen(whole), g.globals)
	}
}

func chosen(line *kong.Context) any { return line.Selected().Target.Interface() }

// A line that no one command explains is left to the whole grammar, which says why.
func TestABranchLeavesWhatItCanNotExplain(t *testing.T) {
	for _, args := range [][]string{
		{}, {"frob"}, {"--data"}, {"report"}, {"report", "frob"}, {"report", "balance", "P01", "--frob"}, {"report", "balance", "--help"},
		{"--data", "verify", "report", "balance", "P01"}, {"Report", "balance", "P01"}, {"importledger"},
	} {
		if line, _, is := parseBranch(args); is {
			t.Errorf("%q is understood as %s", args, line.Selected().Path())
		}
	}
}
