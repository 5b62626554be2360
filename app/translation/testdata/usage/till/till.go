// Package till is a fixture: it asks for keys in every way that is searched.
package till

import (
	"example.org/fault"
)

type Status string

type Ghost string

const (
	Open   Status = "open"
	Closed Status = "closed"
)

var table = []string{"table.known", "table.unknown", "table.file.json"}

func faults() []error {
	return []error{
		fault.New(fault.Invalid, "till.empty", nil),
		fault.New(fault.Invalid, "till.lost", nil),
	}
}

func wrapping(err error) error {
	return invalid(err,
		"till.wrapped")
}

func invalid(err error, key string) error {
	return fault.Wrap(err, fault.Invalid, key, nil)
}

func screen(p printer, s Status) []string {
	return []string{
		p.T("title"), p.T("subtitle"),
		p.T("status." + string(s)),
		p.T("family." + string(s)),
		p.T("nothing." + string(s)),
		string(fault.Key("role.boss")),
		outer(p, "wrapped.literal"),
		outer(p, "wrapped.missing"),
	}
}

func outer(p printer, key string) string { return inner(p, key) }

func inner(p printer, key string) string { return p.T(key) }

func alias(p printer, s Status) []string {
	t := p.T
	return []string{t("alias.literal"), t("alias.family." + string(s)), inner(p, "whole.")}
}
