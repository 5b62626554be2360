package exchange

import "slices"

// Narrows reports whether a file does nothing but take away: it switches the
// account off, or has losses and no gain. Such a file needs no person to let it
// in, because whoever is there might not want to.
func (pv *Preview) Narrows() bool {
	if pv.Opened.FirstContact || pv.Widens {
		return false
	}
	return !opens(pv.next.User.Status) || slices.ContainsFunc(pv.Changes, func(c Change) bool { return c.Sign == Loss })
}
