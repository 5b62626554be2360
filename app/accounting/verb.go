package accounting

import "github.com/comptoir/comptoir/app/directory"

// Verbs of the history.
const (
	VerbClosed           directory.Verb = "journal-closed"
	VerbClosingTaken     directory.Verb = "closing-taken" // at head office
	VerbClosingReleased  directory.Verb = "closing-released"
	VerbClosingRejected  directory.Verb = "closing-rejected"
	VerbClosingSentAgain directory.Verb = "closing-sent-again"
	VerbYearAdded        directory.Verb = "year-added"
	VerbYearClosed       directory.Verb = "year-closed"
)
