package desk

// Way is something that the search everywhere leads to besides the sections
// themselves: a screen of one, or what can be done there.
type Way struct {
	Text, Detail string
	Open         func()
}

// RouteWays says what finds the ways into a section that the person may take now. It
// is called away from the goroutine that draws.
func (d *Desk) RouteWays(section Section, find func() ([]Way, error)) {
	if d.ways == nil {
		d.ways = make(map[Section]func() ([]Way, error))
	}
	d.ways[section] = find
}

// Ways gives the ways into a section; none for one that names none.
func (d *Desk) Ways(section Section) ([]Way, error) {
	if find := d.ways[section]; find != nil {
		return find()
	}
	return nil, nil
}
