package kit

// ShowOrder marks the column in whose order the source is already, as after one
// comes back to a table that was sorted.
func (g *Grid[T]) ShowOrder(column string, descending bool) {
	for i, c := range g.columns {
		if c.ID == column {
			g.head.sorted, g.head.descending = i, descending
			g.head.Refresh()
		}
	}
}
