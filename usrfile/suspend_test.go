package usrfile_test

import (
	"testing"
	"time"

	"github.com/comptoir/comptoir/usrfile"
)

// replacing gives up the only issuer, distrusting it from a time on, for another.
func replacing(distrust time.Time) func(*usrfile.Link) {
	return func(l *usrfile.Link) {
		l.Epoch, l.DistrustFrom, l.Issuers[0].Revoked = 2, distrust, true
		next := l.Issuers[0]
		next.Public, next.Revoked, next.Epoch = usrfile.SigningKeyFromSeed(seed(7)).Public(), false, 2
		l.Issuers = append(l.Issuers, next)
	}
}

func TestWhatARevokedKeySetIsSuspended(t *testing.T) {
	first := newChain(t, firstLink(), rootKey)
	extend := func(c usrfile.Chain, edit func(*usrfile.Link)) usrfile.Chain {
		links := c.Links()
		longer, err := c.Extend(nextLink(links[len(links)-1], edit), rootKey)
		return must(t, longer, err)
	}
	revoked := extend(first, replacing(issuedAt))
	long := revoked
	for range 16 {
		long = extend(long, nil)
	}
	other := usrfile.SigningKeyFromSeed(seed(7)).ID()
	for name, test := range map[string]struct {
		chain usrfile.Chain
		key   usrfile.KeyID
		set   time.Time
		want  bool
	}{
		"nothing revoked":                  {first, issuerKey.ID(), issuedAt, false},
		"a second before":                  {revoked, issuerKey.ID(), issuedAt.Add(-time.Second), false},
		"at":                               {revoked, issuerKey.ID(), issuedAt, true},
		"after":                            {revoked, issuerKey.ID(), issuedAt.Add(time.Hour), true},
		"by the other key":                 {revoked, other, issuedAt.Add(time.Hour), false},
		"by nobody known":                  {revoked, rootX.ID(), issuedAt, false},
		"retired without distrust":         {extend(first, replacing(time.Time{})), issuerKey.ID(), issuedAt, false},
		"left out, distrusted":             {extend(first, func(l *usrfile.Link) { l.Issuers, l.DistrustFrom = nil, issuedAt }), issuerKey.ID(), issuedAt, true},
		"a later link distrusts later":     {extend(revoked, func(l *usrfile.Link) { l.DistrustFrom = issuedAt.Add(day) }), issuerKey.ID(), issuedAt, true},
		"a later link distrusts no more":   {extend(revoked, func(l *usrfile.Link) { l.DistrustFrom = time.Time{} }), issuerKey.ID(), issuedAt, true},
		"since when is forgotten":          {long, issuerKey.ID(), issuedAt.Add(-day), true},
		"forgotten, but by the other key":  {long, other, issuedAt, false},
		"revoked by the very first, after": {newChain(t, revokedAtOnce(), rootKey), issuerKey.ID(), issuedAt, true},
		"by the very first, before":        {newChain(t, revokedAtOnce(), rootKey), issuerKey.ID(), issuedAt.Add(-day), false},
		"no chain":                         {usrfile.Chain{}, issuerKey.ID(), issuedAt, false},
	} {
		if got := test.chain.Suspends(test.key, test.set); got != test.want {
			t.Errorf("%s: got %v", name, got)
		}
	}
}

func revokedAtOnce() usrfile.Link {
	l := firstLink()
	l.DistrustFrom, l.Issuers[0].Revoked = issuedAt, true
	return l
}

const day = 24 * time.Hour

// A file asks for no newer chain than its reader needs.
func TestSinceIsTheVersionThatAReaderNeeds(t *testing.T) {
	second := usrfile.SigningKeyFromSeed(seed(7))
	chain := newChain(t, firstLink(), rootKey)
	edits := []func(*usrfile.Link){
		nil,               // 2 changes nothing
		replacing(day0()), // 3 has another key of epoch 2
		nil,               // 4 changes nothing
		func(l *usrfile.Link) { l.Issuers[1].Until = l.Issuers[1].Until.Add(-day) },                            // 5 shortens
		func(l *usrfile.Link) { l.Issuers[1].Until = l.Issuers[1].Until.Add(30 * day) },                        // 6 lengthens
		func(l *usrfile.Link) { l.Issuers[1].Kinds = []usrfile.Kind{usrfile.KindUserData} },                    // 7 takes a kind
		func(l *usrfile.Link) { l.Issuers[1].Kinds = []usrfile.Kind{usrfile.KindUserData, usrfile.KindReply} }, // 8 gives it back
	}
	want := []struct{ usr, rep uint32 }{{3, 3}, {3, 3}, {3, 3}, {6, 6}, {6, 7}, {6, 8}}
	for n, edit := range edits {
		links := chain.Links()
		longer, err := chain.Extend(nextLink(links[len(links)-1], edit), rootKey)
		chain = must(t, longer, err)
		if n == 0 {
			if got := verified(t, chain).Since(issuerKey.ID(), usrfile.KindUserData); got != 1 {
				t.Errorf("the first key: since %d, want 1", got)
			}
			continue
		}
		trust := verified(t, chain)
		if got := trust.Since(second.ID(), usrfile.KindUserData); got != want[n-1].usr {
			t.Errorf("version %d: usr since %d, want %d", n+2, got, want[n-1].usr)
		}
		if got := trust.Since(second.ID(), usrfile.KindReply); n != 5 && got != want[n-1].rep {
			t.Errorf("version %d: rep since %d, want %d", n+2, got, want[n-1].rep)
		}
	}
}

func day0() time.Time { return issuedAt }
