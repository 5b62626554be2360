package directory

import (
	"slices"
	"strings"

	"github.com/comptoir/comptoir/app/fault"
)

// Notice is a type of open tasks that a person can be told of by e-mail.
type Notice string

const (
	NoticeModules Notice = "modules" // requests for registrations
	NoticeCodes   Notice = "codes"   // requests for verification codes
	NoticeAlarms  Notice = "alarms"
	NoticeFunds   Notice = "funds" // requests for the release of funds
)

// NoticeTypes lists all types.
func NoticeTypes() []Notice { return []Notice{NoticeModules, NoticeCodes, NoticeAlarms, NoticeFunds} }

// Label is the key of the type's name.
func (n Notice) Label() fault.Key { return fault.Key("notice." + string(n)) }

// Notices are the types that a person wants to be told of, in the order of
// NoticeTypes with a space between: a value that can be compared.
type Notices string

// NoticesOf makes them; a type that there is not is fault.Invalid.
func NoticesOf(types ...Notice) (Notices, error) {
	for _, n := range types {
		if !slices.Contains(NoticeTypes(), n) {
			return "", fault.New(fault.Invalid, "directory.notice", fault.Args{"Text": fault.Excerpt(string(n))})
		}
	}
	var chosen []string
	for _, n := range NoticeTypes() {
		if slices.Contains(types, n) {
			chosen = append(chosen, string(n))
		}
	}
	return Notices(strings.Join(chosen, " ")), nil
}

// List gives the types.
func (n Notices) List() []Notice {
	var types []Notice
	for _, word := range strings.Fields(string(n)) {
		types = append(types, Notice(word))
	}
	return types
}

// Has reports whether a type is among them.
func (n Notices) Has(t Notice) bool { return slices.Contains(n.List(), t) }
