package ident

type derivedRole struct{}

// DerivedRoleID identifies a role of an organisation's own.
type DerivedRoleID = ID[derivedRole]
