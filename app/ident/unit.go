package ident

type unit struct{}

// UnitID identifies a named group of projects.
type UnitID = ID[unit]
