package ledgerfile

import (
	"errors"
	"strings"

	"github.com/comptoir/comptoir/app/fault"
)

// Verdict is what becomes of something that is not as it should be.
type Verdict string

// The verdicts.
const (
	Repaired Verdict = "repaired" // read as what it can only mean
	Noted    Verdict = "noted"    // read as it is, and worth a look
	Refused  Verdict = "refused"  // the file is not taken
)

// Kind says what is not as it should be.
type Kind string

// Note is one place where a file is not as it should be.
type Note struct {
	Kind    Kind
	Verdict Verdict
	Line    int    // of the file, from 1
	Column  int    // from 1: the field of a table, the character of a journal; 0 for the whole line
	Field   string // name of the field
	Before  string
	After   string // what it is read as, if it was repaired
	Err     error  // the rule of the books that refuses it, if one does
}

// excerptBytes is as much of a text as a note keeps.
const excerptBytes = 200

// excerpt keeps the beginning of a text without holding on to all of it.
func excerpt(text string) string {
	if len(text) <= excerptBytes {
		return strings.Clone(text)
	}
	return strings.ToValidUTF8(text[:excerptBytes], "") + "…"
}

// err gives a refusal as the error that a person reads.
func (n Note) err(more int) error {
	args := fault.Args{
		"Line": n.Line, "Column": n.Column, "What": fault.Key("ledgerfile.kind." + string(n.Kind)),
		"Field": n.Field, "Text": fault.Excerpt(n.Before), "Refused": more,
	}
	var rule *fault.Error
	switch {
	case errors.As(n.Err, &rule):
		sentence := "error." + rule.Key
		args["Why"] = fault.Phrase{Key: fault.Key(sentence), Args: rule.Args}
		return fault.Wrap(n.Err, rule.Kind, "ledgerfile.rule", args)
	case n.Column == 0:
		return fault.New(fault.Invalid, "ledgerfile.line", args)
	case n.Field == "":
		return fault.New(fault.Invalid, "ledgerfile.place", args)
	}
	return fault.New(fault.Invalid, "ledgerfile.field", args)
}
