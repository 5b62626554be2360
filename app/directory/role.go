package directory

// RoleID names a standard role.
type RoleID string
