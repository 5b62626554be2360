package usrfile

// OpenSigned lets the Wycheproof vectors go the way that files go.
var OpenSigned = openSigned
