package usrfile

// OpenSigned lets the Wycheproof vectors go the way that files go.
var OpenSigned = openSigned

// ReadBounded lets a test change a file while it is read.
var ReadBounded = readBounded
