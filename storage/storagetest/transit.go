package storagetest

import (
	"errors"
	"testing"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/transit"
	"github.com/comptoir/comptoir/storage"
)

var transitTests = []test{
	{"sent files are listed, those that wait first", keepSent},
	{"a sent file keeps the first medium", sentTwice},
	{"sent files have the kinds of the format", sentKinds},
	{"refusals are kept once for each content", keepRefused},
	{"a repetition is told once", keepRepeated},
	{"watched folders are kept", keepWatched},
	{"applied files are listed, the newest first", listAppliedFiles},
}

func sent(name string, written int) transit.Sent {
	return transit.Sent{
		Digest: hashed(name), Kind: "usr", Path: "/outbox/" + name, Subject: user("awa"), Poste: poste("laptop"),
		Written: instant(written),
	}
}

func keepSent(t *testing.T, s *storage.Store) {
	carried, waiting, told, newest := sent("carried", 4), sent("waiting", 2), sent("told", 3), sent("newest", 9)
	carried.Carried, carried.CarriedTo = instant(5), "/media/usb"
	whole(t, transit.Sent{Digest: carried.Digest, Kind: "usr", Path: "x", Subject: carried.Subject, Poste: carried.Poste,
		Written: instant(1), Carried: instant(2), CarriedTo: "y", Acknowledged: instant(3)})
	update(t, s, func(tx *storage.Tx) error {
		err := tx.Acknowledge(hashed("nobody's"), instant(7))
		for _, f := range []transit.Sent{carried, waiting, told, newest} {
			err = errors.Join(err, tx.SaveSent(f))
		}
		return errors.Join(err, tx.Acknowledge(told.Digest, instant(7)), tx.Acknowledge(told.Digest, instant(8)))
	})
	told.Acknowledged = instant(7)
	checkSent(t, s, false, 10, 4, newest, waiting, carried, told)
	checkSent(t, s, false, 2, 4, newest, waiting)
	checkSent(t, s, true, 10, 2, newest, waiting)
}

func checkSent(t *testing.T, s *storage.Store, waiting bool, limit, total int, want ...transit.Sent) {
	t.Helper()
	view(t, s, func(tx *storage.Tx) error {
		got, all, err := tx.SentFiles(waiting, limit)
		same(t, "sent files", got, want)
		same(t, "number of sent files", all, total)
		return err
	})
}

func sentTwice(t *testing.T, s *storage.Store) {
	once := sent("awa", 1)
	first, second := once, once
	first.Carried, first.CarriedTo = instant(2), "/media/one"
	second.Carried, second.CarriedTo, second.Path = instant(3), "/media/two", "/media/two/awa.usr"
	again := once
	again.Path = "/outbox/awa-2.usr"
	update(t, s, func(tx *storage.Tx) error {
		return errors.Join(tx.SaveSent(once), tx.SaveSent(first), tx.SaveSent(second), tx.SaveSent(again))
	})
	first.Path = again.Path
	checkSent(t, s, false, 10, 1, first)
}

func sentKinds(t *testing.T, s *storage.Store) {
	save := func(kind string) error {
		f := sent("file", 1)
		f.Kind = kind
		return rolledBack(s, func(tx *storage.Tx) error { return tx.SaveSent(f) })
	}
	for _, kind := range []string{"usr", "req", "rep", "lot", "clo", "key", "rec"} {
		if err := save(kind); err != nil {
			t.Errorf("kind %s: %v", kind, err)
		}
	}
	for _, kind := range []string{"", "USR", "exe"} {
		if err := save(kind); err == nil {
			t.Errorf("kind %q is stored", kind)
		}
	}
}

func keepRefused(t *testing.T, s *storage.Store) {
	first := transit.Refused{
		Digest: hashed("one"), Name: "awa.usr", Folder: "/media/usb", At: instant(1), Copy: "a1b2-awa.usr",
		Why: fault.New(fault.Expired, "file.expired", fault.Args{
			"Expires": instant(3), "Name": "Awa \"x\"", "Count": int64(7), "Kind": fault.Key("kind.usr"), "Day": day(4),
		}),
	}
	again, other := first, first
	again.At, again.Why = instant(2), fault.New(fault.Forged, "file.magic", nil)
	other.Digest, other.At, other.Copy, other.Why = hashed("two"), instant(3), "", fault.New(fault.Forged, "file.magic", nil)
	update(t, s, func(tx *storage.Tx) error {
		for i, r := range []transit.Refused{first, again, other} {
			fresh, err := tx.SaveRefused(r)
			if err != nil {
				return err
			}
			same(t, "refusal is the first", fresh, i != 1)
		}
		return nil
	})
	for limit, want := range map[int][]transit.Refused{10: {other, first}, 1: {other}} {
		view(t, s, func(tx *storage.Tx) error {
			got, total, err := tx.RefusedFiles(limit)
			same(t, "refusals", got, want)
			same(t, "number of refusals", total, 2)
			return err
		})
	}
}

func keepRepeated(t *testing.T, s *storage.Store) {
	for i, name := range []string{"one", "one", "two"} {
		update(t, s, func(tx *storage.Tx) error {
			fresh, err := tx.NoteRepeated(hashed(name), instant(i))
			same(t, "repetition is the first", fresh, i != 1)
			return err
		})
	}
}

func keepWatched(t *testing.T, s *storage.Store) {
	b := transit.Watched{Path: "/b", Added: instant(1), By: user("awa")}
	a := transit.Watched{Path: "/a", Added: instant(2), By: user("awa")}
	whole(t, a)
	update(t, s, func(tx *storage.Tx) error {
		again := b
		again.Added = instant(9)
		return errors.Join(tx.Watch(b), tx.Watch(a), tx.Watch(again))
	})
	checkWatched(t, s, a, b)
	update(t, s, func(tx *storage.Tx) error { return tx.Unwatch("/b") })
	checkWatched(t, s, a)
	refuse(t, s, fault.Missing, func(tx *storage.Tx) error { return tx.Unwatch("/b") })
}

func listAppliedFiles(t *testing.T, s *storage.Store) {
	update(t, s, func(tx *storage.Tx) error {
		return errors.Join(addPeople(tx, "awa", "binta", "coumba"), tx.SaveAppliedFile(user("awa"), []byte{1}, instant(2)),
			tx.SaveAppliedFile(user("binta"), []byte{2}, instant(3)), tx.SaveAppliedFile(user("coumba"), []byte{3}, instant(1)))
	})
	view(t, s, func(tx *storage.Tx) error {
		people, files, total, err := tx.AppliedFiles(2)
		same(t, "people", people, []ident.UserID{user("binta"), user("awa")})
		same(t, "files", files, [][]byte{{2}, {1}})
		same(t, "number of files", total, 3)
		return err
	})
}

func checkWatched(t *testing.T, s *storage.Store, want ...transit.Watched) {
	t.Helper()
	view(t, s, func(tx *storage.Tx) error {
		got, err := tx.WatchedFolders()
		same(t, "watched folders", got, want)
		return err
	})
}
