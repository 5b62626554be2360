package usrfile

import "time"

// Suspends reports whether what a key set at that time stands no more until
// head office says it again: the key was revoked, or left out, by a link that
// distrusts it from then or from an earlier time on. The link that gave the key
// up decides. Where that one has been left out of a long chain, nobody can tell
// any more since when, so all that the key set is suspended. It asks nothing
// about signatures.
func (c Chain) Suspends(id KeyID, set time.Time) bool {
	known := false
	for n, l := range c.links {
		i, listed := l.link.issuer(id)
		switch {
		case listed && !i.Revoked:
			known = true
		case listed && n == 0:
			return l.link.Version > 1 || l.link.distrusts(set)
		case listed, known:
			return l.link.distrusts(set)
		}
	}
	return false
}

func (l Link) distrusts(set time.Time) bool {
	return !l.DistrustFrom.IsZero() && !set.Before(l.DistrustFrom)
}

// Since gives the version from which on the chain has said of the issuer key
// what it says now, as far as a file of that kind is concerned: whoever knows
// that version, or a later one, can verify the file. It is what a file asks for
// as MinChain.
func (t *Trust) Since(id KeyID, kind Kind) uint32 {
	newest, _ := t.newest().issuer(id)
	version := t.Version()
	for n := len(t.chain.links) - 1; n >= 0; n-- {
		l := t.chain.links[n].link
		i, listed := l.issuer(id)
		if !listed || i.Epoch != newest.Epoch || !i.maySign(kind) || i.From.After(newest.From) || i.Until.Before(newest.Until) {
			break
		}
		version = l.Version
	}
	return version
}
