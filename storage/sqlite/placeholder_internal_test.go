package sqlite

import "testing"

func TestUnnamed(t *testing.T) {
	for query, want := range map[string]string{
		`SELECT 1`: `SELECT 1`,
		`INSERT INTO a VALUES ($1, $2), ($3, $4)`:           `INSERT INTO a VALUES (?, ?), (?, ?)`,
		`SELECT a FROM b WHERE c = $1 AND d = 'x' LIMIT $2`: `SELECT a FROM b WHERE c = ? AND d = 'x' LIMIT ?`,
		`SELECT a FROM b WHERE c LIKE $1 ESCAPE '\'`:        `SELECT a FROM b WHERE c LIKE ? ESCAPE '\'`,
		// Here the numbers say more than the order.
		`SELECT a FROM b WHERE c = $1 OR d = $1`:  `SELECT a FROM b WHERE c = $1 OR d = $1`,
		`UPDATE a SET b = $2 WHERE c = $1`:        `UPDATE a SET b = $2 WHERE c = $1`,
		`SELECT a FROM b WHERE c = $2`:            `SELECT a FROM b WHERE c = $2`,
		`SELECT a FROM b WHERE c = '$1' OR d = 1`: `SELECT a FROM b WHERE c = '$1' OR d = 1`,
		`SELECT 'it''s' FROM b WHERE c = $1`:      `SELECT 'it''s' FROM b WHERE c = ?`,
		`SELECT a -- it's $1`:                     `SELECT a -- it's $1`,
		`SELECT a FROM b WHERE c = $1 -- it's`:    `SELECT a FROM b WHERE c = $1 -- it's`,
		`SELECT a FROM b WHERE c = $name`:         `SELECT a FROM b WHERE c = $name`,
	} {
		if got := unnamed(query); got != want {
			t.Errorf("%s becomes %s, want %s", query, got, want)
		}
	}
}
