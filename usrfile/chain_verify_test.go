package usrfile_test

import (
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/usrfile"
)

var (
	rootA = usrfile.SigningKeyFromSeed(seed(21))
	rootB = usrfile.SigningKeyFromSeed(seed(22))
	rootC = usrfile.SigningKeyFromSeed(seed(23))
	rootX = usrfile.SigningKeyFromSeed(seed(24)) // of nobody here
)

type keys = []usrfile.SigningKey

// threeRoots is 2-of-3.
func threeRoots() usrfile.Link {
	l := firstLink()
	l.Roots = [][32]byte{rootA.Public(), rootB.Public(), rootC.Public()}
	l.Threshold = 2
	return l
}

func TestFirstLinkNeedsItsThreshold(t *testing.T) {
	tests := []struct {
		name    string
		link    usrfile.Link
		signers keys
		want    usrfile.Reason
	}{
		{"1 of 1", firstLink(), keys{rootKey}, ""},
		{"0 of 1", firstLink(), nil, usrfile.ErrChainThreshold},
		{"another key", firstLink(), keys{rootX}, usrfile.ErrChainSigner},
		{"an issuer", firstLink(), keys{issuerKey}, usrfile.ErrChainSigner},
		{"no key at all", firstLink(), keys{{}}, usrfile.ErrChainSigner},
		{"2 of 3", threeRoots(), keys{rootA, rootC}, ""},
		{"3 of 3", threeRoots(), keys{rootC, rootB, rootA}, ""},
		{"1 where 2 are needed", threeRoots(), keys{rootB}, usrfile.ErrChainThreshold},
		{"one signer twice", threeRoots(), keys{rootB, rootB}, usrfile.ErrChainDuplicate},
		{"2 of 3 and a stranger", threeRoots(), keys{rootA, rootB, rootX}, usrfile.ErrChainSigner},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := usrfile.NewChain(test.link, test.signers...)
			wants(t, err, test.want)
		})
	}
}

// wants is refused, or no error for the empty reason.
func wants(t *testing.T, err error, want usrfile.Reason) {
	t.Helper()
	if want == "" {
		must(t, want, err)
		return
	}
	refused(t, err, want)
}

func TestNextLinkNeedsOldAndNewThreshold(t *testing.T) {
	newRoots := func(l *usrfile.Link) {
		l.Roots = [][32]byte{rootC.Public(), rootX.Public()}
		l.Threshold = 2
	}
	tests := []struct {
		name    string
		edit    func(*usrfile.Link)
		signers keys
		want    usrfile.Reason
	}{
		{"same roots", nil, keys{rootA, rootB}, ""},
		{"old threshold and new", newRoots, keys{rootA, rootC, rootX}, ""},
		{"new keys only", newRoots, keys{rootC, rootX}, usrfile.ErrChainThreshold},
		{"old keys only", newRoots, keys{rootA, rootB}, usrfile.ErrChainThreshold},
		{"one signer twice", newRoots, keys{rootX, rootC, rootC}, usrfile.ErrChainDuplicate},
		{"wholly new keys", func(l *usrfile.Link) { l.Roots = [][32]byte{rootX.Public()}; l.Threshold = 1 }, keys{rootX}, usrfile.ErrChainThreshold},
		{"a stranger", nil, keys{rootA, rootB, rootX}, usrfile.ErrChainSigner},
		{"same version", func(l *usrfile.Link) { l.Version-- }, keys{rootA, rootB}, usrfile.ErrChainGap},
		{"a version left out", func(l *usrfile.Link) { l.Version++ }, keys{rootA, rootB}, usrfile.ErrChainGap},
		{"version 0", func(l *usrfile.Link) { l.Version = 0 }, keys{rootA, rootB}, usrfile.ErrChainLink},
		{"another organisation", func(l *usrfile.Link) { l.Organisation = userID }, keys{rootA, rootB}, usrfile.ErrOrganisation},
		{"epoch raised", func(l *usrfile.Link) { l.Epoch++; l.Issuers[0].Epoch++ }, keys{rootA, rootB}, ""},
		{"epoch fallen", func(l *usrfile.Link) { l.Epoch--; l.Issuers = nil }, keys{rootA, rootB}, usrfile.ErrChainLink},
		{"epoch of an issuer fallen", func(l *usrfile.Link) { l.Issuers[0].Epoch-- }, keys{rootA, rootB}, usrfile.ErrChainLink},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			first := newChain(t, threeRoots(), rootA, rootB)
			_, err := first.Extend(nextLink(threeRoots(), test.edit), test.signers...)
			wants(t, err, test.want)
		})
	}
}

func TestANewOrganisationBeginsWithVersion1(t *testing.T) {
	_, err := usrfile.NewChain(nextLink(firstLink(), nil), rootKey)
	refused(t, err, usrfile.ErrChainGap)
}

func TestLinksKeepTheirRules(t *testing.T) {
	weak := [32]byte{1}
	issuer := func(edit func(*usrfile.Issuer)) func(*usrfile.Link) {
		return func(l *usrfile.Link) { edit(&l.Issuers[0]) }
	}
	tests := []struct {
		name string
		edit func(*usrfile.Link)
		want usrfile.Reason
	}{
		{"no organisation", func(l *usrfile.Link) { l.Organisation = uuid.Nil }, usrfile.ErrChainLink},
		{"threshold 0", func(l *usrfile.Link) { l.Threshold = 0 }, usrfile.ErrChainLink},
		{"threshold above roots", func(l *usrfile.Link) { l.Threshold = 2 }, usrfile.ErrChainLink},
		{"no roots", func(l *usrfile.Link) { l.Roots = nil }, usrfile.ErrChainLink},
		{"17 roots", func(l *usrfile.Link) { l.Roots = manyKeys(17) }, usrfile.ErrTooLarge},
		{"17 issuers", func(l *usrfile.Link) { l.Issuers = manyIssuers(17) }, usrfile.ErrTooLarge},
		{"a root twice", func(l *usrfile.Link) { l.Roots = append(l.Roots, l.Roots[0]) }, usrfile.ErrChainDuplicate},
		{"an issuer twice", func(l *usrfile.Link) { l.Issuers = append(l.Issuers, l.Issuers[0]) }, usrfile.ErrChainDuplicate},
		{"root as issuer", issuer(func(i *usrfile.Issuer) { i.Public = rootKey.Public() }), usrfile.ErrChainDuplicate},
		{"weak root", func(l *usrfile.Link) { l.Roots = append(l.Roots, weak) }, usrfile.ErrWeakKey},
		{"weak issuer", issuer(func(i *usrfile.Issuer) { i.Public = weak }), usrfile.ErrWeakKey},
		{"weak head office", func(l *usrfile.Link) { l.HeadOffice = [32]byte{} }, usrfile.ErrWeakKey},
		{"no kinds", issuer(func(i *usrfile.Issuer) { i.Kinds = nil }), usrfile.ErrChainLink},
		{"kind of a poste", issuer(func(i *usrfile.Issuer) { i.Kinds = []usrfile.Kind{usrfile.KindRequest} }), usrfile.ErrChainLink},
		{"kind of a root", issuer(func(i *usrfile.Issuer) { i.Kinds = []usrfile.Kind{usrfile.KindTrustChain} }), usrfile.ErrChainLink},
		{"kinds out of order", issuer(func(i *usrfile.Issuer) { i.Kinds = []usrfile.Kind{3, 1} }), usrfile.ErrChainLink},
		{"a kind twice", issuer(func(i *usrfile.Issuer) { i.Kinds = []usrfile.Kind{1, 1} }), usrfile.ErrChainLink},
		{"no beginning", issuer(func(i *usrfile.Issuer) { i.From = time.Time{} }), usrfile.ErrChainLink},
		{"no end", issuer(func(i *usrfile.Issuer) { i.Until = time.Time{} }), usrfile.ErrChainLink},
		{"ends as it begins", issuer(func(i *usrfile.Issuer) { i.Until = i.From }), usrfile.ErrChainLink},
		{"epoch beyond the link's", issuer(func(i *usrfile.Issuer) { i.Epoch = 2 }), usrfile.ErrChainLink},
		{"no time", func(l *usrfile.Link) { l.Issued = time.Time{} }, usrfile.ErrChainLink},
		{"made before 1970", func(l *usrfile.Link) { l.Issued = time.Unix(-5, 0) }, usrfile.ErrChainLink},
		{"distrust before 1970", func(l *usrfile.Link) { l.DistrustFrom = time.Unix(-5, 0) }, usrfile.ErrChainLink},
		{"16 roots and 16 issuers", func(l *usrfile.Link) {
			l.Roots = append(manyKeys(15), rootKey.Public())
			l.Issuers = manyIssuers(16)
		}, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			l := firstLink()
			test.edit(&l)
			_, err := usrfile.NewChain(l, rootKey)
			wants(t, err, test.want)
		})
	}
}

func manyKeys(n int) (publics [][32]byte) {
	for i := range n {
		publics = append(publics, usrfile.SigningKeyFromSeed(seed(byte(100+i))).Public())
	}
	return publics
}

func manyIssuers(n int) (issuers []usrfile.Issuer) {
	for i := range n {
		issuer := firstLink().Issuers[0]
		issuer.Public = usrfile.SigningKeyFromSeed(seed(byte(150 + i))).Public()
		issuers = append(issuers, issuer)
	}
	return issuers
}

// A link cannot bring back what an earlier one gave up.
func TestRevocationIsAbsolute(t *testing.T) {
	revoke := func(l *usrfile.Link) { l.Issuers[0].Revoked = true }
	leaveOut := func(l *usrfile.Link) { l.Issuers = nil }
	for name, giveUp := range map[string]func(*usrfile.Link){"revoked": revoke, "left out": leaveOut} {
		t.Run(name, func(t *testing.T) {
			second := nextLink(firstLink(), giveUp)
			chain, err := newChain(t, firstLink(), rootKey).Extend(second, rootKey)
			must(t, chain, err)
			_, err = verified(t, chain).Issuer(issuerKey.ID(), usrfile.KindUserData, issuedAt, 1)
			refused(t, err, usrfile.ErrKeyRevoked)
			back := nextLink(second, func(l *usrfile.Link) { l.Issuers = firstLink().Issuers })
			_, err = chain.Extend(back, rootKey)
			refused(t, err, usrfile.ErrKeyRevoked)
		})
	}
}
