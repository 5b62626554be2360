package sqlite

import (
	"strconv"
	"strings"
)

// unnamed gives a statement with ? in place of $1, $2 and so on, where these come
// once each and in that order, and else as it is. For SQLite $1 is a name, which
// the driver looks up for every value that it binds, in a list that grows with
// them: a statement of two hundred values took more time for that than to run.
func unnamed(query string) string {
	var text strings.Builder
	quoted, next := false, 1
	for i := 0; i < len(query); {
		switch c := query[i]; {
		case c == '\'':
			quoted = !quoted
		case c != '$':
		case quoted:
			return query
		default:
			end := i + 1
			for end < len(query) && '0' <= query[end] && query[end] <= '9' {
				end++
			}
			if query[i+1:end] != strconv.Itoa(next) {
				return query
			}
			next++
			text.WriteByte('?')
			i = end
			continue
		}
		text.WriteByte(query[i])
		i++
	}
	if quoted {
		return query
	}
	return text.String()
}
