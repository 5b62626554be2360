package ident

type (
	derivedRole struct{}
	unit        struct{}
)

type (
	DerivedRoleID = ID[derivedRole]
	UnitID        = ID[unit]
)
