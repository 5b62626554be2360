package exchange_test

import (
	"testing"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/sync/synctest"
	"github.com/comptoir/comptoir/usrfile"
)

// pinned is the version of the chain that a folder follows.
func pinned(t *testing.T, f *synctest.Folder) (version uint32) {
	t.Helper()
	f.View(func(tx *storage.Tx) error {
		chain, err := exchange.PinnedChain(tx)
		for _, link := range chain.Links() {
			version = link.Version
		}
		return err
	})
	return version
}

// rotate gives the issuer's work to a new key.
func rotate(o *synctest.Office, name string) {
	o.Issuer = usrfile.SigningKeyFromSeed([32]byte([]byte("0123456789abcdef0123456789" + name)))
	o.Extend(func(l *usrfile.Link) { l.Issuers[0].Public = o.Issuer.Public() })
}

func TestKeyFilesOfOthersBesideTheFileDoNotMatter(t *testing.T) {
	eau, bois := synctest.NewOffice(t, "Eau Vive"), synctest.NewOffice(t, "Bois Sec")
	impostor := synctest.NewOffice(t, "Impostor")
	impostor.ID = eau.ID
	impostor.Chain = firstLink(t, impostor)
	junk := []byte("-----BEGIN PRIVATE KEY-----")
	for name, keys := range map[string][][]byte{
		"another organisation's":      {bois.KeyFile(), eau.KeyFile()},
		"another organisation's last": {eau.KeyFile(), bois.KeyFile()},
		"one under our name":          {impostor.KeyFile(), eau.KeyFile()},
		"one under our name last":     {eau.KeyFile(), impostor.KeyFile()},
		"no key file at all":          {junk, eau.KeyFile(), eau.UserData()},
	} {
		t.Run(name, func(t *testing.T) {
			f := synctest.NewFolder(t, "Kolda")
			pv, err := f.Preview(eau.UserData(), keys...)
			if err != nil {
				t.Fatal(err)
			}
			ours, err := eau.Chain.Verify()
			if err != nil || pv.Opened.Trust.Fingerprint() != ours.Fingerprint() {
				t.Errorf("it follows %s", pv.Opened.Trust.Fingerprint())
			}
		})
	}
}

// firstLink gives the office a chain of its own under the identifier that it
// has now.
func firstLink(t *testing.T, o *synctest.Office) usrfile.Chain {
	t.Helper()
	link := o.Chain.Links()[0]
	link.Organisation = o.ID
	chain, err := usrfile.NewChain(link, o.Root)
	if err != nil {
		t.Fatal(err)
	}
	return chain
}

func TestFirstContactWithoutTheRightKeyFile(t *testing.T) {
	eau, bois := synctest.NewOffice(t, "Eau Vive"), synctest.NewOffice(t, "Bois Sec")
	f := synctest.NewFolder(t, "Kolda")
	f.RefusedWhole(fault.Forged, "file.no-chain", eau.UserData())
	f.RefusedWhole(fault.Forged, "file.no-chain", eau.UserData(), bois.KeyFile())
	damaged := eau.KeyFile()
	damaged[24] ^= 1 // the first byte of the signature
	f.RefusedWhole(fault.Forged, "file.signature", eau.UserData(), damaged)
}

// Row 10: organisation.
func TestFileOfAnotherOrganisationIsRefused(t *testing.T) {
	eau, bois := synctest.NewOffice(t, "Eau Vive"), synctest.NewOffice(t, "Bois Sec")
	f := synctest.NewSite(t, eau)
	f.RefusedWhole(fault.Forged, "file.organisation", bois.UserData())
	f.RefusedWhole(fault.Forged, "file.organisation", bois.UserData(), bois.KeyFile())
	f.RefusedWhole(fault.Forged, "file.organisation",
		eau.UserData(func(file *synctest.File) { file.Message.Organisation = bois.ID }))
	bois.ID = eau.ID
	bois.Chain = firstLink(t, bois)
	f.RefusedWhole(fault.Forged, "file.unknown-key", bois.UserData(), bois.KeyFile())
}

// Row 11: unknown and revoked keys.
func TestNewIssuerKeyNeedsTheKeyFile(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	f := synctest.NewSite(t, o)
	old := o.Issuer
	rotate(o, "second")
	f.RefusedWhole(fault.Forged, "file.unknown-key", o.UserData())
	f.Accept(o.UserData(), o.KeyFile())
	if version := pinned(t, f); version != 2 {
		t.Errorf("version %d is followed", version)
	}
	f.Accept(o.UserData())
	o.Issuer = old
	f.RefusedWhole(fault.Forged, "file.key-revoked", o.UserData())
}

// The old chain file beside the new one does not bring a revoked key back.
func TestNewestOfSeveralChainFilesCounts(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	first, file := o.KeyFile(), o.UserData()
	o.Extend(func(l *usrfile.Link) { l.Issuers[0].Revoked = true })
	second := o.KeyFile()
	for name, keys := range map[string][][]byte{"older first": {first, second}, "newer first": {second, first}} {
		t.Run(name, func(t *testing.T) {
			synctest.NewFolder(t, "Kolda").RefusedWhole(fault.Forged, "file.key-revoked", file, keys...)
			f := synctest.NewFolder(t, "Kolda")
			f.Accept(file, first)
			f.RefusedWhole(fault.Forged, "file.key-revoked", file, keys...)
		})
	}
}

// Row 3, for the chain: two links of one version are two truths of one root.
func TestForkedChainIsRefused(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	f := synctest.NewSite(t, o)
	before := o.Chain
	o.Extend(func(l *usrfile.Link) { l.Epoch = 2 })
	one, oneFile := o.Chain, o.KeyFile()
	o.Chain = before
	o.Extend(func(l *usrfile.Link) { l.Epoch = 3 })
	other := o.KeyFile()
	f.RefusedWhole(fault.Conflict, "file.chain-fork", o.UserData(), oneFile, other)
	f.Accept(o.UserData(), other)
	f.RefusedWhole(fault.Conflict, "file.chain-fork", o.UserData(func(file *synctest.File) { file.Chain = one }))
	synctest.NewFolder(t, "Tamba").RefusedWhole(fault.Conflict, "file.chain-fork", o.UserData(), oneFile, other)
}

// A chain that travels inside of user data is followed like one beside it.
func TestChainInUserDataIsFollowed(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	f := synctest.NewSite(t, o)
	first := o.Chain
	o.Extend(func(l *usrfile.Link) { l.Threshold = 1 })
	f.Accept(o.UserData())
	if version := pinned(t, f); version != 2 {
		t.Errorf("version %d is followed", version)
	}
	f.Accept(o.UserData(func(file *synctest.File) { file.Chain = first }))
	f.Accept(o.UserData(func(file *synctest.File) { file.Chain = usrfile.Chain{} }))
	if version := pinned(t, f); version != 2 {
		t.Errorf("an older chain took version %d back", version)
	}
}

// A file that is older than every link still kept is no fork.
func TestVeryOldChainInUserDataDoesNotMatter(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	f := synctest.NewSite(t, o)
	first := o.Chain
	for range 16 {
		o.Extend(func(*usrfile.Link) {})
	}
	f.Accept(o.UserData(), o.KeyFile()) // the chain has lost the link that is followed here
	if version := pinned(t, f); version != 1 {
		t.Errorf("version %d is followed", version)
	}
	late := synctest.NewFolder(t, "Tamba")
	late.Accept(o.UserData(), o.KeyFile())
	late.Accept(o.UserData(func(file *synctest.File) { file.Chain = first }))
	if version := pinned(t, late); version != 17 {
		t.Errorf("version %d is followed", version)
	}
}

// A newer chain is followed even when the file beside it was imported before.
func TestChainBesideARepeatedFileIsFollowed(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	f := synctest.NewSite(t, o)
	file := o.UserData()
	f.Accept(file)
	o.Extend(func(l *usrfile.Link) { l.Threshold = 1 })
	f.Accept(file, o.KeyFile())
	if version := pinned(t, f); version != 2 {
		t.Errorf("version %d is followed", version)
	}
}

// Row 11: key for another kind, expired, wrong epoch; and a file for readers of
// a newer chain.
func TestIssuerKeysHaveTheirLimits(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	f := synctest.NewSite(t, o)
	f.RefusedWhole(fault.Forged, "file.key-epoch", o.UserData(func(file *synctest.File) { file.KeyEpoch = 2 }))
	f.RefusedWhole(fault.Forged, "file.chain-old", o.UserData(func(file *synctest.File) { file.MinChain = 2 }))
	o.Extend(func(l *usrfile.Link) { l.Issuers[0].Until = synctest.Start })
	f.RefusedWhole(fault.Forged, "file.key-time", o.UserData(), o.KeyFile())
	o.Extend(func(l *usrfile.Link) {
		l.Issuers[0].Until, l.Issuers[0].Kinds = synctest.Start.AddDate(9, 0, 0), []usrfile.Kind{usrfile.KindReply}
	})
	f.RefusedWhole(fault.Forged, "file.key-kind", o.UserData(), o.KeyFile())
}
