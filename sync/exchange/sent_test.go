package exchange_test

import (
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/sync/synctest"
	"github.com/comptoir/comptoir/usrfile"
)

// line is a head office and a poste that sends files to it. The payload of a
// file here is just the digest of the message before.
type line struct {
	*synctest.HeadOffice
	site  *synctest.Folder
	poste directory.Poste
	t     *testing.T
}

func newLine(t *testing.T) *line {
	o := synctest.NewOffice(t, "Eau Vive")
	l := &line{synctest.NewHeadOffice(t, o), synctest.NewSite(t, o), directory.Poste{}, t}
	l.poste = l.AddPoste(l.site, 1)
	return l
}

func send(f *synctest.Folder, kind usrfile.Kind) []byte {
	m := usrfile.Message{Kind: kind}
	if kind != usrfile.KindRecord {
		m.Subject = synctest.Awa
	}
	return f.Send(m, func(previous [32]byte) []byte { return previous[:] })
}

func (l *line) open(file []byte, want usrfile.Kind) (sent *exchange.Sent, err error) {
	return sent, l.Update(func(tx *storage.Tx) error {
		clock, _, err := l.Receiver(tx)
		if err != nil {
			return err
		}
		sent, err = exchange.OpenSent(tx, file, want, []usrfile.BoxKey{l.Office.Box}, clock)
		return err
	})
}

// take does what the owner of a kind does with a file of it.
func (l *line) take(file []byte, kind usrfile.Kind) (repeated bool, err error) {
	sent, err := l.open(file, kind)
	if err != nil {
		return false, err
	}
	previous := [32]byte(sent.Payload)
	return sent.Repeated, l.Update(func(tx *storage.Tx) error {
		if err := sent.Check(tx, previous); err != nil {
			return err
		}
		return sent.SaveMarks(tx, previous)
	})
}

func (l *line) taken(file []byte, kind usrfile.Kind, again bool) {
	l.t.Helper()
	if repeated, err := l.take(file, kind); err != nil || repeated != again {
		l.t.Errorf("repeated %v, %v", repeated, err)
	}
}

func (l *line) refused(file []byte, kind usrfile.Kind, of fault.Kind, key string) {
	l.t.Helper()
	_, err := l.take(file, kind)
	synctest.Refused(l.t, err, of, key)
}

func TestFilesOfAPosteAreOneSequence(t *testing.T) {
	l := newLine(t)
	first := send(l.site, usrfile.KindRecord)
	second := send(l.site, usrfile.KindBatch) // in the same second
	l.site.Now = l.site.Now.Add(time.Hour)
	third := send(l.site, usrfile.KindRecord)
	var last exchange.Sent
	for i, file := range [][]byte{first, second, third} {
		kind := []usrfile.Kind{usrfile.KindRecord, usrfile.KindBatch, usrfile.KindRecord}[i]
		sent, err := l.open(file, kind)
		if err != nil {
			t.Fatal(err)
		}
		before := [32]byte{}
		if i > 0 {
			before = last.Message.Digest()
			if sent.Message.Serial <= last.Message.Serial {
				t.Errorf("serial %d after %d", sent.Message.Serial, last.Message.Serial)
			}
		}
		if [32]byte(sent.Payload) != before {
			t.Errorf("file %d follows %x", i, sent.Payload)
		}
		if sent.Poste.ID != l.site.Poste || sent.Message.Organisation != l.Office.ID || sent.Message.MinChain != 1 {
			t.Errorf("file %d is %+v", i, sent.Message)
		}
		last = *sent
		l.taken(file, kind, false)
	}
	if got, want := last.Message.Serial, uint64(l.site.Now.Unix())*1000; got != want {
		t.Errorf("serial %d an hour later, want %d", got, want)
	}
	l.taken(third, usrfile.KindRecord, true)
	l.refused(first, usrfile.KindRecord, fault.Conflict, "order.rollback")
	l.taken(second, usrfile.KindBatch, true) // the order is per kind
}

// What got lost on its way holds up nothing.
func TestGapInTheSequenceIsNoFork(t *testing.T) {
	l := newLine(t)
	l.taken(send(l.site, usrfile.KindRecord), usrfile.KindRecord, false)
	send(l.site, usrfile.KindRecord)
	l.taken(send(l.site, usrfile.KindRecord), usrfile.KindRecord, false)
}

// Row 18: two copies of a poste go on from the same message.
func TestForkOfAPosteIsSeen(t *testing.T) {
	for name, c := range map[string]struct {
		kind      usrfile.Kind
		copyFirst bool
		atOnce    bool
	}{
		"the copy comes later":     {usrfile.KindRecord, false, false},
		"the copy comes first":     {usrfile.KindRecord, true, false},
		"with another kind":        {usrfile.KindBatch, false, false},
		"both in the same instant": {usrfile.KindRecord, false, true},
	} {
		t.Run(name, func(t *testing.T) {
			l := newLine(t)
			l.taken(send(l.site, usrfile.KindRecord), usrfile.KindRecord, false)
			twin := l.site.Copy()
			if c.atOnce {
				twin.Now = l.site.Now
			}
			kinds := []usrfile.Kind{usrfile.KindRecord, c.kind}
			files := [][]byte{send(l.site, kinds[0]), send(twin, kinds[1])}
			if c.copyFirst {
				files[0], files[1] = files[1], files[0]
			}
			l.taken(files[0], kinds[0], false)
			l.refused(files[1], kinds[1], fault.Conflict, "order.fork")
			l.taken(files[0], kinds[0], true)
		})
	}
}

// What follows the refused message of a copy is refused as well.
func TestForkDoesNotGrow(t *testing.T) {
	l := newLine(t)
	twin := l.site.Copy()
	l.taken(send(l.site, usrfile.KindRecord), usrfile.KindRecord, false)
	first, second := send(twin, usrfile.KindRecord), send(twin, usrfile.KindBatch)
	l.refused(first, usrfile.KindRecord, fault.Conflict, "order.fork")
	l.Do(func(tx *storage.Tx) error { return exchange.NoteFork(tx, first) })
	l.refused(second, usrfile.KindBatch, fault.Conflict, "order.fork")
	l.site.Now = l.site.Now.Add(time.Hour)
	l.taken(send(l.site, usrfile.KindRecord), usrfile.KindRecord, false)
}

// The first messages of a copy got lost: the other one is seen as soon as it
// leaves out what was taken from the copy.
func TestForkAfterAGapIsSeen(t *testing.T) {
	l := newLine(t)
	twin := l.site.Copy()
	l.taken(send(l.site, usrfile.KindRecord), usrfile.KindRecord, false)
	send(twin, usrfile.KindRecord)
	l.taken(send(twin, usrfile.KindRecord), usrfile.KindRecord, false)
	l.site.Now = l.site.Now.Add(time.Hour)
	l.refused(send(l.site, usrfile.KindRecord), usrfile.KindRecord, fault.Conflict, "order.fork")
}

// A file that arrives late, after another kind that was sent later, is no fork.
func TestKindsMayArriveInAnyOrder(t *testing.T) {
	l := newLine(t)
	first, second := send(l.site, usrfile.KindRecord), send(l.site, usrfile.KindBatch)
	third := send(l.site, usrfile.KindRecord)
	l.taken(third, usrfile.KindRecord, false)
	l.taken(second, usrfile.KindBatch, false)
	l.refused(first, usrfile.KindRecord, fault.Conflict, "order.rollback")
	l.taken(send(l.site, usrfile.KindBatch), usrfile.KindBatch, false)
}

// Two first messages are a fork as well.
func TestForkAtTheBeginning(t *testing.T) {
	l := newLine(t)
	twin := l.site.Copy()
	l.taken(send(l.site, usrfile.KindRecord), usrfile.KindRecord, false)
	l.refused(send(twin, usrfile.KindRecord), usrfile.KindRecord, fault.Conflict, "order.fork")
}

// A poste that claims to follow something else does not get away with the serial
// of another message.
func TestSameSerialIsEquivocation(t *testing.T) {
	l := newLine(t)
	twin := l.site.Copy()
	twin.Now = l.site.Now
	l.taken(send(l.site, usrfile.KindRecord), usrfile.KindRecord, false)
	send(twin, usrfile.KindRecord)
	lie := twin.Send(usrfile.Message{Kind: usrfile.KindRecord}, func([32]byte) []byte { b := [32]byte{7}; return b[:] })
	second := send(l.site, usrfile.KindRecord)
	l.taken(second, usrfile.KindRecord, false)
	l.refused(lie, usrfile.KindRecord, fault.Conflict, "order.equivocation")
}

func TestFilesOfOtherPostesAreRefused(t *testing.T) {
	l := newLine(t)
	file := send(l.site, usrfile.KindRecord)

	stranger := synctest.NewFolder(t, "Tamba")
	stranger.Accept(l.Office.UserData(), l.Office.KeyFile())
	l.refused(send(stranger, usrfile.KindRecord), usrfile.KindRecord, fault.Forged, "file.unknown-poste")

	pretender := l.site.Copy()
	pretender.Sign = stranger.Sign
	l.refused(send(pretender, usrfile.KindRecord), usrfile.KindRecord, fault.Forged, "file.poste-keys")

	was := directory.FormerKey{Poste: l.poste.ID, SignKey: stranger.Sign.Public(), BoxKey: stranger.Key.Public(), Replaced: l.Now}
	l.Do(func(tx *storage.Tx) error { return tx.SaveFormerKey(was) })
	l.refused(send(pretender, usrfile.KindRecord), usrfile.KindRecord, fault.Forged, "file.former-key")
	pretender.Sign = synctest.NewFolder(t, "Bignona").Sign

	l.refused(file, usrfile.KindBatch, fault.Forged, "file.other-kind")

	other := synctest.NewOffice(t, "Bois Sec")
	lost := synctest.NewFolder(t, "Kolda")
	lost.Accept(other.UserData(), other.KeyFile())
	l.refused(send(lost, usrfile.KindRecord), usrfile.KindRecord, fault.Forged, "file.organisation")

	l.poste.Status = directory.PosteRevoked
	l.Do(func(tx *storage.Tx) error { return tx.SavePoste(l.poste) })
	l.refused(file, usrfile.KindRecord, fault.Forged, "file.revoked-poste")
	l.refused(send(pretender, usrfile.KindRecord), usrfile.KindRecord, fault.Forged, "file.poste-keys")
}

// A head office that was restored may lack the newest link, and a key.
func TestFileForANewerHeadOfficeIsRefused(t *testing.T) {
	l := newLine(t)
	l.Office.Extend(func(link *usrfile.Link) { link.HeadOffice = synctest.NewFolder(t, "new").Key.Public() })
	l.site.Accept(l.Office.UserData(), l.Office.KeyFile())
	file := send(l.site, usrfile.KindRecord)
	l.refused(file, usrfile.KindRecord, fault.Forged, "file.chain-old")
	l.Do(func(tx *storage.Tx) error { return tx.SaveTrustChain(usrfile.EncodeChain(l.Office.Chain)) })
	l.refused(file, usrfile.KindRecord, fault.Forged, "file.recipient")
}

// Row 10 for what is not sealed.
func TestPlainFileOfAPosteIsNoSealedOne(t *testing.T) {
	l := newLine(t)
	m := usrfile.Message{
		Kind: usrfile.KindRequest, FileID: uuid.New(), Organisation: l.Office.ID, Subject: synctest.Awa, Poste: uuid.UUID(l.site.Poste),
		Serial: 1, Issued: l.Now, Expires: l.Now.Add(usrfile.RequestWindow), Schema: 1, Payload: []byte("{}"),
	}
	file, err := usrfile.Encode(m, l.site.Sign, nil)
	if err != nil {
		t.Fatal(err)
	}
	l.refused(file, usrfile.KindRequest, fault.Forged, "file.mode")
}

func TestRequestOfAPosteKeepsToItsWindow(t *testing.T) {
	l := newLine(t)
	file := send(l.site, usrfile.KindRequest)
	l.Now = synctest.Start.Add(usrfile.RequestWindow)
	l.refused(file, usrfile.KindRequest, fault.Expired, "file.expired")
	l.Now = l.Now.Add(-time.Second)
	l.taken(file, usrfile.KindRequest, false)
	l.Now = l.Now.AddDate(1, 0, 0)
	l.taken(file, usrfile.KindRequest, true) // taken already
}
