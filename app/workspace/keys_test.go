package workspace_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/vault"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/sync/synctest"
	"github.com/comptoir/comptoir/usrfile"
)

const passphrase = "quatre mots pour le coffre"

func (o *office) ring(t *testing.T) workspace.Keyring {
	t.Helper()
	return must[workspace.Keyring](t)(o.session.Keyring(t.Context()))
}

// amend makes a link, which must not be refused.
func (o *office) amend(t *testing.T, a workspace.Amendment, copies ...vault.Backup) workspace.Keyring {
	t.Helper()
	o.now = o.now.Add(time.Minute)
	return must[workspace.Keyring](t)(o.session.Amend(t.Context(), a, copies))
}

// exported takes a root key away in a file, and gives the path.
func (o *office) exported(t *testing.T, name string) string {
	t.Helper()
	path, _, err := o.session.ExportKey(t.Context(), name, passphrase, t.TempDir())
	check(t, err)
	opened := must[vault.Backup](t)(workspace.OpenKeyFile(path, passphrase))
	must[workspace.OfficeKey](t)(o.session.ForgetKey(t.Context(), name, opened))
	return path
}

// foundWith is head office with so many root keys.
func foundWith(t *testing.T, roots, threshold int) *office {
	t.Helper()
	o := &office{folder: openFolder(t, t.TempDir())}
	o.print = must[usrfile.Fingerprint](t)(o.Found(t.Context(), workspace.NewOrganisation{
		Name: "Eau Vive", Currency: "XOF", Admin: adminName, Password: adminPassword, Roots: roots, Threshold: threshold,
	}))
	o.session = must[*workspace.Session](t)(o.SignIn(t.Context(), adminName, adminPassword))
	return o
}

func TestFoundingTakesTheRootKeysThatAreAskedFor(t *testing.T) {
	for _, c := range []struct{ roots, threshold, keys, sign int }{{0, 0, 1, 1}, {1, 1, 1, 1}, {3, 2, 3, 2}, {16, 16, 16, 16}} {
		ring := foundWith(t, c.roots, c.threshold).ring(t)
		if len(ring.Roots) != c.keys || ring.Threshold != c.sign || ring.Held != c.keys || ring.Version != 1 {
			t.Errorf("%d of %d: %d of %d, %d held", c.threshold, c.roots, ring.Threshold, len(ring.Roots), ring.Held)
		}
		for n, key := range ring.Roots {
			if key.Number != n+1 || key.Safe() || !key.Held {
				t.Errorf("root key %d: %+v", n+1, key)
			}
		}
	}
	for _, c := range [][2]int{{1, 2}, {17, 1}, {-1, 1}, {3, -1}} {
		f := openFolder(t, t.TempDir())
		_, err := f.Found(t.Context(), workspace.NewOrganisation{
			Name: "Eau Vive", Currency: "XOF", Admin: adminName, Password: adminPassword, Roots: c[0], Threshold: c[1],
		})
		synctest.Refused(t, err, fault.Invalid, "workspace.roots")
	}
}

func TestRootKeyIsTakenAwayAndPutBack(t *testing.T) {
	ctx := t.Context()
	o := foundWith(t, 3, 2)
	dir := t.TempDir()
	path, key, err := o.session.ExportKey(ctx, "2", passphrase, dir)
	check(t, err)
	if want := "cle-racine-2_eau_vive_" + key.ID + ".age"; filepath.Base(path) != want {
		t.Errorf("the file is called %s, want %s", filepath.Base(path), want)
	}
	if ring := o.ring(t); ring.Roots[1].Exported != start || !ring.HeadOffice.Safe() || ring.Roots[0].Safe() || ring.Held != 3 {
		t.Errorf("after the export: %+v", ring)
	}
	copied := must[vault.Backup](t)(workspace.OpenKeyFile(path, passphrase))
	_, err = o.session.ForgetKey(ctx, "1", copied)
	synctest.Refused(t, err, fault.Invalid, "workspace.other-copy")
	_, err = o.session.ForgetKey(ctx, "1", vault.Backup{})
	synctest.Refused(t, err, fault.Invalid, "workspace.other-copy")
	_, err = o.session.ForgetKey(ctx, "head-office", copied)
	synctest.Refused(t, err, fault.Invalid, "workspace.key-needed")
	must[workspace.OfficeKey](t)(o.session.ForgetKey(ctx, "2", copied))
	if ring := o.ring(t); ring.Roots[1].Held || ring.Roots[1].Removed != start || ring.Held != 2 {
		t.Errorf("after the removal: %+v", ring.Roots[1])
	}
	_, err = o.session.ForgetKey(ctx, "2", copied)
	synctest.Refused(t, err, fault.Conflict, "workspace.key-away")
	_, _, err = o.session.ExportKey(ctx, "2", passphrase, dir)
	synctest.Refused(t, err, fault.Missing, "workspace.key-away")
	_, err = o.session.PrintKey(ctx, "2")
	synctest.Refused(t, err, fault.Missing, "workspace.key-away")

	restored := must[[]workspace.OfficeKey](t)(o.session.RestoreKey(ctx, copied))
	if len(restored) != 2 || restored[0].ID != key.ID || o.ring(t).Held != 3 {
		t.Errorf("restored %+v", restored)
	}
	foreign := must[workspace.PaperBackup](t)(foundWith(t, 1, 1).session.PrintKey(ctx, "1"))
	_, err = o.session.RestoreKey(ctx, must[vault.Backup](t)(workspace.OpenKeyPaper(foreign.Groups)))
	synctest.Refused(t, err, fault.Invalid, "workspace.foreign-copy")
}

// What is left of a root key on the poste once it is removed: nothing.
func TestRemovedRootKeyIsInNoTable(t *testing.T) {
	o := foundWith(t, 1, 1)
	if !strings.Contains(dumped(t, o), "root/") {
		t.Fatal("no root key to begin with")
	}
	o.exported(t, "1")
	if strings.Contains(dumped(t, o), "root/") {
		t.Error("a root key is still there")
	}
}

func dumped(t *testing.T, o *office) string {
	t.Helper()
	var all strings.Builder
	for _, rows := range synctest.Dump(t, o.database()) {
		all.WriteString(strings.Join(rows, "\n"))
	}
	return all.String()
}

func TestExportIsRefusedBeforeAnythingIsWritten(t *testing.T) {
	ctx := t.Context()
	o := foundWith(t, 1, 1)
	dir := t.TempDir()
	for name, c := range map[string]struct {
		key, passphrase, dir string
		kind                 fault.Kind
		want                 string
	}{
		"short":   {"1", "court", dir, fault.Invalid, "access.short"},
		"no key":  {"4", passphrase, dir, fault.Missing, "workspace.no-key"},
		"nowhere": {"1", passphrase, nowhere(t), fault.Invalid, "workspace.unwritable"},
	} {
		_, _, err := o.session.ExportKey(ctx, c.key, c.passphrase, c.dir)
		t.Run(name, func(t *testing.T) { synctest.Refused(t, err, c.kind, c.want) })
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 0 || o.ring(t).Roots[0].Safe() {
		t.Errorf("%d files were written", len(entries))
	}
	path, _, err := o.session.ExportKey(ctx, "1", passphrase, dir)
	check(t, err)
	_, err = workspace.OpenKeyFile(path, "une autre phrase")
	synctest.Refused(t, err, fault.Denied, "vault.passphrase")
	_, err = workspace.OpenKeyFile(dir, passphrase)
	synctest.Refused(t, err, fault.Forged, "vault.no-backup")
	_, err = workspace.OpenKeyFile(path+"x", passphrase)
	synctest.Refused(t, err, fault.Missing, "workspace.no-file")
	content, err := os.ReadFile(path)
	if err != nil || bytes.Contains(content, []byte("Eau Vive")) {
		t.Errorf("the file is readable: %v", err)
	}
}

func TestRootKeyComesBackFromPaper(t *testing.T) {
	ctx := t.Context()
	o := foundWith(t, 1, 1)
	page := must[workspace.PaperBackup](t)(o.session.PrintKey(ctx, "1"))
	if o.ring(t).Roots[0].Safe() {
		t.Error("a page that nobody has confirmed counts as a copy")
	}
	check(t, o.session.KeyPrinted(ctx, page))
	if ring := o.ring(t); ring.Roots[0].Printed != start || ring.HeadOffice.Printed != start {
		t.Errorf("%+v", ring)
	}
	typo := []byte(page.Groups)
	typo[10], typo[11] = typo[11], typo[10]
	if typo[10] == typo[11] {
		typo[10] = "01"[(strings.IndexByte("0", typo[10])+2)%2]
	}
	_, err := workspace.OpenKeyPaper(string(typo))
	synctest.Refused(t, err, fault.Invalid, "workspace.paper-typo")
	_, err = workspace.OpenKeyPaper(page.Groups[:40])
	synctest.Refused(t, err, fault.Invalid, "workspace.paper-incomplete")
	other := must[workspace.PaperBackup](t)(foundWith(t, 1, 1).session.PrintKey(ctx, "1"))
	_, err = workspace.OpenKeyPaper(page.Groups[:45] + other.Groups[45:])
	synctest.Refused(t, err, fault.Invalid, "workspace.paper-mixed")

	copied := must[vault.Backup](t)(workspace.OpenKeyPaper(strings.ToLower(page.Groups)))
	must[workspace.OfficeKey](t)(o.session.ForgetKey(ctx, "1", copied))
	_, err = o.session.Amend(ctx, workspace.Amendment{NewHeadOffice: true}, nil)
	synctest.Refused(t, err, fault.Denied, "workspace.roots-missing")
	if ring := o.amend(t, workspace.Amendment{NewHeadOffice: true}, copied); ring.Version != 2 || ring.HeadOffice.Safe() || ring.HeadOffice.Number != 2 {
		t.Errorf("%+v", ring)
	}
	box := must[vault.Backup](t)(workspace.OpenKeyPaper(page.OfficeGroups))
	if box.HeadOffice.IsZero() || !box.Root.IsZero() {
		t.Error("the groups of head office's key are read as something else")
	}
}

// Two of three, one from its file and one from paper; the third stays in its safe.
func TestTwoOfThreeMakeALink(t *testing.T) {
	ctx := t.Context()
	o := foundWith(t, 3, 2)
	page := must[workspace.PaperBackup](t)(o.session.PrintKey(ctx, "3"))
	paper := must[vault.Backup](t)(workspace.OpenKeyPaper(page.Groups))
	files := []string{o.exported(t, "1"), o.exported(t, "2")}
	must[workspace.OfficeKey](t)(o.session.ForgetKey(ctx, "3", paper))
	first := must[vault.Backup](t)(workspace.OpenKeyFile(files[0], passphrase))
	before := synctest.Dump(t, o.database())
	for _, few := range [][]vault.Backup{nil, {first}, {first, first}} {
		_, err := o.session.Amend(ctx, workspace.Amendment{NewIssuer: allKinds}, few)
		synctest.Refused(t, err, fault.Denied, "workspace.roots-missing")
	}
	if changed := synctest.Changed(before, synctest.Dump(t, o.database())); len(changed) > 0 {
		t.Errorf("%v changed", changed)
	}
	if ring := o.amend(t, workspace.Amendment{NewIssuer: allKinds}, first, paper); ring.Version != 2 || ring.Held != 0 {
		t.Errorf("%+v", ring)
	}
	// Another three, of whom one is kept: old and new both reach their threshold.
	ring := o.ring(t)
	swap := workspace.Amendment{AddRoots: 2, DropRoots: []string{ring.Roots[1].ID, ring.Roots[2].ID}}
	_, err := o.session.Amend(ctx, swap, []vault.Backup{first})
	synctest.Refused(t, err, fault.Denied, "workspace.roots-missing")
	ring = o.amend(t, swap, first, paper)
	if ring.Version != 3 || len(ring.Roots) != 3 || ring.Held != 2 || ring.Roots[2].Number != 5 {
		t.Errorf("%+v", ring)
	}
	_, err = o.session.Amend(ctx, workspace.Amendment{RaiseEpoch: true}, []vault.Backup{paper})
	synctest.Refused(t, err, fault.Invalid, "workspace.foreign-copy")
	one := o.amend(t, workspace.Amendment{Threshold: 1, DropRoots: []string{ring.Roots[0].ID}})
	if one.Threshold != 1 || len(one.Roots) != 2 {
		t.Errorf("%+v", one)
	}
}

var allKinds = []usrfile.Kind{usrfile.KindUserData, usrfile.KindReply, usrfile.KindRecord}

func TestAmendmentsThatMakeNoSense(t *testing.T) {
	o := foundWith(t, 1, 1)
	ring := o.ring(t)
	issuer := ring.Issuers[0].ID
	for name, c := range map[string]struct {
		a    workspace.Amendment
		kind fault.Kind
		want string
	}{
		"nothing":          {workspace.Amendment{}, fault.Invalid, "workspace.no-amendment"},
		"same threshold":   {workspace.Amendment{Threshold: 1}, fault.Invalid, "workspace.no-amendment"},
		"threshold":        {workspace.Amendment{Threshold: 2}, fault.Invalid, "workspace.roots"},
		"too many":         {workspace.Amendment{AddRoots: 16}, fault.Invalid, "workspace.roots"},
		"fewer than none":  {workspace.Amendment{AddRoots: -1}, fault.Invalid, "workspace.roots"},
		"no root left":     {workspace.Amendment{DropRoots: []string{ring.Roots[0].ID}}, fault.Invalid, "workspace.roots"},
		"unknown root":     {workspace.Amendment{DropRoots: []string{issuer}}, fault.Missing, "workspace.no-key"},
		"unknown issuer":   {workspace.Amendment{Revoke: []string{ring.Roots[0].ID}}, fault.Missing, "workspace.no-key"},
		"twice":            {workspace.Amendment{Revoke: []string{issuer, issuer}}, fault.Conflict, "workspace.issuer-revoked"},
		"distrust nobody":  {workspace.Amendment{RaiseEpoch: true, DistrustFrom: start}, fault.Invalid, "workspace.distrust"},
		"distrust to come": {workspace.Amendment{Revoke: []string{issuer}, DistrustFrom: start.Add(time.Second)}, fault.Invalid, "workspace.distrust"},
		"ended at once":    {workspace.Amendment{NewIssuer: allKinds, Until: start}, fault.Invalid, "workspace.issuer-until"},
	} {
		_, err := o.session.Amend(t.Context(), c.a, nil)
		t.Run(name, func(t *testing.T) { synctest.Refused(t, err, c.kind, c.want) })
	}
	if o.ring(t).Version != 1 {
		t.Error("a link was made all the same")
	}
}

// A planned rotation: files already made stay good, new ones are taken with the
// `.key` beside them, and the old key lies on no poste any more.
func TestRotationOfTheIssuerKey(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	site, awa := o.join(t)
	_ = awa
	o.now = start.Add(time.Hour)
	before := o.export(t)
	ring := o.amend(t, workspace.Amendment{NewIssuer: allKinds, Until: start.AddDate(2, 0, 0)})
	if len(ring.Issuers) != 2 || ring.Issuers[0].State != workspace.IssuerEnding && ring.Issuers[0].State != workspace.IssuerEnded || ring.Issuers[0].Held ||
		!ring.Issuers[1].Held || !ring.Issuers[1].Until.Equal(start.AddDate(2, 0, 0)) || ring.Epoch != 1 {
		t.Errorf("%+v", ring.Issuers)
	}
	site.now = o.now
	site.arrive(t, before)
	o.now = o.now.Add(time.Minute)
	after := o.export(t)
	alone := filepath.Join(t.TempDir(), "alone.usr")
	content, err := os.ReadFile(after)
	check(t, err)
	check(t, os.WriteFile(alone, content, 0o600))
	_, err = site.Examine(ctx, nil, alone)
	synctest.Refused(t, err, fault.Forged, "file.unknown-key")
	site.now = o.now
	site.arrive(t, after)
	if got := must[usrfile.Fingerprint](t)(site.Fingerprint(ctx)); got != o.ring(t).Fingerprint {
		t.Error("the site follows another chain")
	}
}

// A reply needs no `.key` file for a link that says nothing new about its signer.
func TestReplyNeedsNoNewerChainThanItsReader(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	site := openFolder(t, t.TempDir())
	site.arrive(t, o.export(t))
	awa := must[*workspace.Session](t)(site.ActivateAccount(ctx, awaName, o.code, awaPassword))
	o.amend(t, workspace.Amendment{NewHeadOffice: true})
	o.amend(t, workspace.Amendment{AddRoots: 2, Threshold: 2})
	site.now = o.now
	o.register(t, site, awa)
	if got := must[usrfile.Fingerprint](t)(site.Fingerprint(ctx)); got != o.ring(t).Fingerprint {
		t.Error("the site has not learned of the newer chain")
	}
}

// Approvals lay the `.key` file beside the reply once there is more than one link.
func TestReplyCarriesTheKeyFileAfterARotation(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	site := openFolder(t, t.TempDir())
	site.arrive(t, o.export(t))
	awa := must[*workspace.Session](t)(site.ActivateAccount(ctx, awaName, o.code, awaPassword))
	o.amend(t, workspace.Amendment{NewIssuer: allKinds})
	site.now = o.now
	o.register(t, site, awa)
	if got := must[usrfile.Fingerprint](t)(site.Fingerprint(ctx)); got != o.ring(t).Fingerprint {
		t.Error("the site has not learned of the newer chain")
	}
}

func TestKeysPerKind(t *testing.T) {
	o := found(t)
	ring := o.amend(t, workspace.Amendment{NewIssuer: []usrfile.Kind{usrfile.KindUserData}})
	if len(ring.Issuers) != 2 || !ring.Issuers[0].Held || !ring.Issuers[1].Held {
		t.Fatalf("%+v", ring.Issuers)
	}
	site := openFolder(t, t.TempDir())
	site.now = o.now
	a := must[*workspace.Arrival](t)(site.Examine(t.Context(), nil, o.export(t)))
	if a.Signer != ring.Issuers[1].ID {
		t.Errorf("user data is signed by %s, want %s", a.Signer, ring.Issuers[1].ID)
	}
	check(t, site.Apply(t.Context(), nil, a, a.Fingerprint))
	awa := must[*workspace.Session](t)(site.ActivateAccount(t.Context(), awaName, o.code, awaPassword))
	o.register(t, site, awa) // by the other
}

// Row 14 with the real programs: the issuer key is stolen, head office revokes it
// and raises the epoch, the site is suspended and recovers without a new
// installation.
func TestThreat14SitesRecoverFromAStolenIssuerKey(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	site, awa := o.join(t)
	stolen := o.ring(t).Issuers[0].ID
	ring := o.amend(t, workspace.Amendment{Revoke: []string{stolen}, DistrustFrom: start.Add(-time.Hour), RaiseEpoch: true})
	if ring.Epoch != 2 || ring.Issuers[0].State != workspace.IssuerRevoked || ring.Issuers[0].Held || ring.Issuers[1].Epoch != 2 ||
		!slices.Equal(ring.Issuers[1].Kinds, allKinds) {
		t.Fatalf("%+v", ring)
	}
	path := must[string](t)(o.session.WriteKeyFile(ctx, t.TempDir()))
	site.now = o.now
	a := must[*workspace.Arrival](t)(site.Examine(ctx, nil, path))
	if a.Chain == nil || a.Kind != usrfile.KindTrustChain || a.FirstContact || a.Repeated {
		t.Fatalf("%+v", a)
	}
	check(t, site.Apply(ctx, nil, a, usrfile.Fingerprint{}))
	_, err := awa.Book(ctx, "P01/1")
	synctest.Refused(t, err, fault.Denied, "file.suspended")
	_, err = site.SignIn(ctx, awaName, awaPassword)
	synctest.Refused(t, err, fault.Denied, "file.suspended")
	again := must[*workspace.Arrival](t)(site.Examine(ctx, nil, path))
	if !again.Repeated {
		t.Error("the same chain again is not known")
	}
	site.arrive(t, o.export(t))
	awa = must[*workspace.Session](t)(site.SignIn(ctx, awaName, awaPassword))
	must[workspace.BookCard](t)(awa.Book(ctx, "P01/1"))
	history, _, err := o.session.History(ctx, directory.HistoryFilter{Limit: 50})
	if check(t, err); !slices.ContainsFunc(history, func(act directory.Act) bool {
		return act.Verb == directory.VerbChainExtended && slices.Contains(act.Details, directory.Detail{Name: "revoked", Value: stolen})
	}) {
		t.Error("the history does not tell of the revocation")
	}
}

// A chain that was made elsewhere is taken at head office by who manages keys.
func TestChainFileAtHeadOffice(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	path := must[string](t)(o.session.WriteKeyFile(ctx, t.TempDir()))
	if a := must[*workspace.Arrival](t)(o.Examine(ctx, o.session, path)); !a.Repeated {
		t.Errorf("%+v", a)
	}
	_, err := o.Examine(ctx, nil, path)
	synctest.Refused(t, err, fault.Denied, "workspace.sign-in-first")
	other := found(t)
	foreign := must[string](t)(other.session.WriteKeyFile(ctx, t.TempDir()))
	_, err = o.Examine(ctx, o.session, foreign)
	synctest.Refused(t, err, fault.Forged, "file.organisation")
}

func TestEndOfAnIssuerKeyIsToldInTime(t *testing.T) {
	o := foundWith(t, 1, 1)
	o.amend(t, workspace.Amendment{NewIssuer: allKinds, Until: start.AddDate(1, 0, 0)})
	ending := func(at time.Time) int {
		o.now = at
		return len(must[[]workspace.IssuerKey](t)(o.session.EndingKeys(t.Context())))
	}
	if got := ending(start.Add(time.Hour)); got != 0 {
		t.Errorf("%d keys end within the year", got)
	}
	o.amend(t, workspace.Amendment{NewIssuer: allKinds, Until: o.now.AddDate(0, 0, 89)})
	if got := ending(o.now); got != 1 {
		t.Errorf("%d keys end within 90 days, want 1", got)
	}
	o.amend(t, workspace.Amendment{NewIssuer: allKinds})
	if got := ending(o.now); got != 0 {
		t.Errorf("%d keys end after the rotation", got)
	}
}

func TestKeysAreForWhoManagesThem(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	_, awa := o.join(t)
	_, err := awa.Keyring(ctx)
	synctest.Refused(t, err, fault.Denied, "directory.head-office")
	_, _, err = awa.ExportKey(ctx, "1", passphrase, t.TempDir())
	synctest.Refused(t, err, fault.Denied, "directory.head-office")
	_, err = awa.Amend(ctx, workspace.Amendment{RaiseEpoch: true}, nil)
	synctest.Refused(t, err, fault.Denied, "directory.head-office")
	_, err = awa.RestoreKey(ctx, vault.Backup{})
	synctest.Refused(t, err, fault.Denied, "directory.head-office")
}
