package exchange_test

import (
	"slices"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/mark"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/sync/synctest"
	"github.com/comptoir/comptoir/usrfile"
)

// follow imports a `.key` file by itself.
func follow(f *synctest.Folder, keyFile []byte) (pv *exchange.ChainPreview, err error) {
	err = f.Update(func(tx *storage.Tx) error {
		if pv, err = exchange.PreviewChain(tx, exchange.Parcel{File: keyFile}); err != nil {
			return err
		}
		return exchange.ApplyChain(tx, directory.Actor{}, pv, f.Now)
	})
	return pv, err
}

// suspended tells why somebody's data does not count, nil when it does.
func suspended(f *synctest.Folder, id ident.UserID) error {
	return f.Update(func(tx *storage.Tx) error {
		file, _, err := tx.AppliedFile(id)
		if err != nil {
			return err
		}
		envelope, err := usrfile.Inspect(file)
		if err != nil {
			return err
		}
		return exchange.CheckSuspended(tx, envelope, "Awa Diop")
	})
}

// replaceStolen answers the theft of the issuer key: it is revoked and what it set
// since then distrusted, a new key signs, and the epoch is raised.
func replaceStolen(o *synctest.Office, since time.Time) (stolen usrfile.SigningKey) {
	stolen = o.Issuer
	o.Issuer = usrfile.SigningKeyFromSeed([32]byte([]byte("the key that follows the stolen!")))
	o.Extend(func(l *usrfile.Link) {
		next := l.Issuers[0]
		l.Issued, l.Epoch, l.DistrustFrom, l.Issuers[0].Revoked = o.Now, 2, since, true
		next.Public, next.Epoch = o.Issuer.Public(), 2
		l.Issuers = []usrfile.Issuer{next, l.Issuers[0]}
	})
	return stolen
}

func TestChainIsFollowedByItself(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	f := synctest.NewSite(t, o)
	rotate(o, "second")
	pv, err := follow(f, o.KeyFile())
	if err != nil {
		t.Fatal(err)
	}
	var keys []string
	for _, c := range pv.Changes {
		keys = append(keys, string(c.Sign)+" "+c.Key)
	}
	if want := []string{"− issuer-revoked", "· issuer"}; !slices.Equal(keys, want) {
		t.Errorf("shows %q, want %q", keys, want)
	}
	if version := pinned(t, f); version != 2 {
		t.Errorf("follows version %d", version)
	}
	f.Accept(o.UserData())
	if pv, err := follow(f, o.KeyFile()); err != nil || !pv.Repeated || len(pv.Changes) != 0 {
		t.Errorf("again: %+v, %v", pv, err)
	}
}

func TestChainThatIsNotFollowed(t *testing.T) {
	o, other := synctest.NewOffice(t, "Eau Vive"), synctest.NewOffice(t, "Bois Sec")
	f := synctest.NewSite(t, o)
	first := o.KeyFile()
	o.Extend(func(*usrfile.Link) {})
	_, err := follow(f, o.KeyFile())
	if err != nil {
		t.Fatal(err)
	}
	fork := *o
	fork.Chain = firstLink(t, o)
	fork.Extend(func(l *usrfile.Link) { l.Issued = l.Issued.Add(time.Second) })
	far := *o
	for range 20 {
		far.Extend(func(*usrfile.Link) {})
	}
	damaged := o.KeyFile()
	damaged[24] ^= 1
	for name, test := range map[string]struct {
		file []byte
		kind fault.Kind
		key  string
	}{
		"older":                {first, fault.Conflict, "order.rollback"},
		"fork":                 {fork.KeyFile(), fault.Conflict, "file.chain-fork"},
		"longer fork":          {longer(&fork), fault.Conflict, "file.chain-fork"},
		"another organisation": {other.KeyFile(), fault.Forged, "file.organisation"},
		"too far ahead":        {far.KeyFile(), fault.Conflict, "file.chain-apart"},
		"damaged":              {damaged, fault.Forged, "file.signature"},
		"no chain":             {o.UserData(), fault.Forged, "file.other-kind"},
	} {
		_, err := follow(f, test.file)
		t.Run(name, func(t *testing.T) { synctest.Refused(t, err, test.kind, test.key) })
		if version := pinned(t, f); version != 2 {
			t.Errorf("%s: follows version %d", name, version)
		}
	}
	_, err = follow(synctest.NewFolder(t, "empty"), first)
	synctest.Refused(t, err, fault.Invalid, "file.chain-alone")
}

func longer(o *synctest.Office) []byte {
	o.Extend(func(*usrfile.Link) {})
	return o.KeyFile()
}

// Row 14: a stolen issuer key signs as far ahead as it can. Raising the epoch lets
// the sites go on, without a new installation.
func TestThreat14FarAheadSerialsOfAStolenKey(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	f := synctest.NewSite(t, o)
	ahead := func(seconds uint64) func(*synctest.File) {
		return func(file *synctest.File) {
			file.Message.Serial = (uint64(o.Now.Unix()) + seconds) * 1000
			file.UserData.Organisation.Revision = 500
			file.Roles = nil
		}
	}
	f.Accept(o.UserData(ahead(86_399)))
	o.Now, f.Now = o.Now.Add(time.Hour), f.Now.Add(time.Hour)
	f.RefusedWhole(fault.Conflict, "order.rollback", o.UserData())
	stolen := replaceStolen(o, synctest.Start.Add(-time.Minute))
	f.RefusedWhole(fault.Forged, "file.unknown-key", o.UserData())
	if _, err := follow(f, o.KeyFile()); err != nil {
		t.Fatal(err)
	}
	synctest.Refused(t, suspended(f, awa), fault.Denied, "file.suspended")
	good := o.Issuer
	o.Issuer = stolen
	f.RefusedWhole(fault.Forged, "file.key-revoked", o.UserData())
	o.Issuer = good
	f.Accept(o.UserData())
	if err := suspended(f, awa); err != nil {
		t.Errorf("new data does not end the suspension: %v", err)
	}
	if err := verify(f, awa); err != nil {
		t.Errorf("the site does not agree with its data: %v", err)
	}
	if _, grants := stored(f, awa); len(grants) != 1 {
		t.Errorf("%d roles", len(grants))
	}
}

// What was set before the theft stands, and a file that archives is taken from
// the new key while the person is suspended.
func TestSuspensionConcernsWhatTheKeySetSince(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	f := synctest.NewSite(t, o)
	replaceStolen(o, synctest.Start.Add(time.Second))
	if _, err := follow(f, o.KeyFile()); err != nil {
		t.Fatal(err)
	}
	if err := suspended(f, awa); err != nil {
		t.Errorf("set a second before: %v", err)
	}

	o = synctest.NewOffice(t, "Eau Vive")
	f = synctest.NewSite(t, o)
	replaceStolen(o, synctest.Start)
	pv, err := follow(f, o.KeyFile())
	if err != nil || !slices.ContainsFunc(pv.Changes, func(c exchange.Change) bool { return c.Key == "suspended" && c.Args["Name"] == "Awa Diop" }) {
		t.Errorf("shows %v, %v", pv, err)
	}
	synctest.Refused(t, suspended(f, awa), fault.Denied, "file.suspended")
	f.Accept(o.UserData(synctest.Status("archived")))
	if u, _ := stored(f, awa); u.Status != directory.StatusArchived {
		t.Errorf("the status is %s", u.Status)
	}
}

// Head office signed with a clock of 2099. Sites whose clock was wrong as well
// are freed by the link that raises the epoch.
func TestOnlyARaisedEpochSetsTheSignedTimeBack(t *testing.T) {
	for name, beside := range map[string]bool{"by itself": false, "beside user data": true} {
		t.Run(name, func(t *testing.T) {
			o := synctest.NewOffice(t, "Eau Vive")
			f := synctest.NewSite(t, o)
			wrong := synctest.Start.AddDate(5, 0, 0)
			o.Now, f.Now = wrong, wrong
			f.Accept(o.UserData())
			o.Now, f.Now = synctest.Start.Add(time.Hour), synctest.Start.Add(time.Hour)
			setTimes(f, func(times mark.Times) mark.Times { times.Observed = f.Now; return times })
			f.RefusedWhole(fault.Expired, "file.expired", o.UserData(afresh(o)))
			o.Extend(func(l *usrfile.Link) { l.Issued = o.Now })
			if _, err := follow(f, o.KeyFile()); err != nil || !signed(f).Equal(wrong) {
				t.Fatalf("a link of the same epoch sets it to %s, %v", signed(f), err)
			}
			o.Extend(func(l *usrfile.Link) { l.Issued, l.Epoch, l.Issuers[0].Epoch = o.Now, 2, 2 })
			if beside {
				f.Accept(o.UserData(afresh(o)), o.KeyFile())
			} else if _, err := follow(f, o.KeyFile()); err != nil {
				t.Fatal(err)
			}
			if !signed(f).Equal(o.Now) {
				t.Errorf("the signed time is %s", signed(f))
			}
			o.Now = o.Now.Add(time.Second)
			f.Accept(o.UserData(afresh(o)))
		})
	}
}

// afresh gives a file the first serial of its time, as in a new epoch.
func afresh(o *synctest.Office) func(*synctest.File) {
	return func(file *synctest.File) { file.Message.Serial = uint64(o.Now.Unix()) * 1000 }
}

func setTimes(f *synctest.Folder, edit func(mark.Times) mark.Times) {
	f.View(func(*storage.Tx) error {
		return f.Update(func(tx *storage.Tx) error {
			times, err := tx.Times()
			if err != nil {
				return err
			}
			return tx.SaveTimes(edit(times))
		})
	})
}

func signed(f *synctest.Folder) (at time.Time) {
	f.View(func(tx *storage.Tx) error {
		times, err := tx.Times()
		at = times.Signed
		return err
	})
	return at
}
