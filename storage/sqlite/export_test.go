package sqlite

// Create is for tests of files that a start has left half done.
var Create = create
