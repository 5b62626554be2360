package kit

import "time"

// SetClock tells a table's search by typing what time it is.
func (g *Grid[T]) SetClock(now func() time.Time) { g.find.now = now }
