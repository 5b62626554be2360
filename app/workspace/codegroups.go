package workspace

import "github.com/comptoir/comptoir/usrfile"

// GroupVerdict says how a group of a code stands while somebody types it.
type GroupVerdict = usrfile.GroupVerdict

// Verdicts of a group.
const (
	GroupIncomplete = usrfile.GroupIncomplete
	GroupRight      = usrfile.GroupRight
	GroupTypo       = usrfile.GroupTypo
)

// RequestGroups judges the five groups of a request code as far as it is typed.
func RequestGroups(text string) []GroupVerdict { return usrfile.VerificationRequestGroups(text) }

// AnswerGroups judges the four groups of an answer as far as it is typed.
func AnswerGroups(text string) []GroupVerdict { return usrfile.VerificationAnswerGroups(text) }
