package storage

import "database/sql"

// pool is a set of connections.
type pool struct{ db *sql.DB }
