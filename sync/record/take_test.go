package record_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/app/mark"
	"github.com/comptoir/comptoir/app/receipt"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/sync/synctest"
	"github.com/comptoir/comptoir/usrfile"
)

// Row 24, the receipts: what a site has done comes to head office, with its own
// time and place.
func TestThreat24ReceiptsTravel(t *testing.T) {
	s := newScene(t)
	s.voucher(s.site, 500)
	pv := s.take(s.make(s.site))
	if pv.Poste.Number != 1 || pv.Lines != 3 || pv.Missing {
		t.Errorf("%+v", pv)
	}
	want := []directory.Verb{directory.VerbDataImported, directory.VerbUserConfirmed, directory.VerbDataImported}
	if got := s.reported(s.poste); !slices.Equal(got, want) {
		t.Errorf("reported %q, want %q", got, want)
	}
	s.View(func(tx *storage.Tx) error {
		u, err := tx.User(awa)
		if err != nil || u.Status != directory.StatusActive {
			t.Errorf("Awa is %s, %v", u.Status, err)
		}
		acts, _, err := tx.Acts(directory.HistoryFilter{Verb: directory.VerbUserConfirmed, Origin: s.poste.ID})
		if err != nil || len(acts) != 1 {
			t.Fatalf("%v, %v", acts, err)
		}
		if a := acts[0]; a.Poste != 1 || a.By != awa || a.ByName != "awa Diop" || !a.At.Equal(s.site.Now) || !a.Received.Equal(s.Now) {
			t.Errorf("told as %+v", a)
		}
		files, err := tx.ReportedFiles(awa)
		if err != nil || len(files) != 1 || files[0].Poste != s.poste.ID {
			t.Errorf("files %+v, %v", files, err)
		}
		heads, err := tx.ReportedHeads(s.poste.ID)
		if err != nil || len(heads) != 1 || heads[0].Book != till || heads[0].Head.Seq != 1 || heads[0].Head.Number != 1 {
			t.Errorf("heads %+v, %v", heads, err)
		}
		poste, err := tx.Poste(s.poste.ID)
		if !poste.LastHeard.Equal(s.Now) {
			t.Errorf("heard at %s", poste.LastHeard)
		}
		return err
	})
	if got := s.kinds(); len(got) > 0 {
		t.Errorf("alarms %q", got)
	}
}

// Row 25 for records: nothing is taken twice, and nothing out of order.
func TestRecordsComeOnceAndInOrder(t *testing.T) {
	s := newScene(t)
	first := s.make(s.site)
	s.later()
	second := s.make(s.site)
	s.take(second) // it repeats what the first said
	before := synctest.Dump(t, s.Path)
	if pv := s.take(second); !pv.Sent.Repeated {
		t.Error("not the same file")
	}
	if changed := synctest.Changed(before, synctest.Dump(t, s.Path)); len(changed) > 0 {
		t.Errorf("%v changed", changed)
	}
	s.notTaken(fault.Conflict, "order.rollback", first)
	if got := len(s.reported(s.poste)); got != 3 {
		t.Errorf("%d lines", got)
	}
}

// Until it is acknowledged, everything is told again; then only what is new.
func TestLostRecordLosesNothing(t *testing.T) {
	s := newScene(t)
	s.make(s.site) // lost
	s.later()
	s.voucher(s.site, 500)
	note(s, s.site, directory.VerbPasswordChanged)
	second := s.make(s.site)
	if pv := s.take(second); pv.Lines != 4 {
		t.Errorf("%d lines", pv.Lines)
	}
	s.later()
	note(s, s.site, directory.VerbSignedIn)
	if pv := s.take(s.make(s.site)); pv.Lines != 1 {
		t.Errorf("%d lines, not acknowledged", pv.Lines)
	}
	s.later()
	s.must(tryAnswer(s.site, s.answer(s.poste)))
	note(s, s.site, directory.VerbSignedIn)
	if pv := s.take(s.make(s.site)); pv.Lines != 1 {
		t.Errorf("%d lines, acknowledged", pv.Lines)
	}
	if got := len(s.reported(s.poste)); got != 6 {
		t.Errorf("%d lines in all", got)
	}
}

// A long history travels in parts.
func TestLongHistoryTravelsInParts(t *testing.T) {
	s := newScene(t)
	s.must(s.site.Update(func(tx *storage.Tx) error {
		for range usrfile.MaxActs {
			if err := directory.Note(tx, directory.Actor{}, awa, directory.VerbSignedIn, s.site.Now); err != nil {
				return err
			}
		}
		return nil
	}))
	if pv := s.take(s.make(s.site)); pv.Lines != usrfile.MaxActs {
		t.Errorf("%d lines", pv.Lines)
	}
	if pending(s, s.site) {
		t.Error("more is pending before the first part is acknowledged")
	}
	s.later()
	s.must(tryAnswer(s.site, s.answer(s.poste)))
	if !pending(s, s.site) {
		t.Error("nothing is pending")
	}
	if pv := s.take(s.make(s.site)); pv.Lines != 3 {
		t.Errorf("%d lines", pv.Lines)
	}
}

// Row 18: two copies of a poste report.
func TestThreat18CloneIsSeen(t *testing.T) {
	s := newScene(t)
	s.take(s.make(s.site))
	twin := s.site.Copy()
	s.later()
	note(s, s.site, directory.VerbSignedIn)
	s.take(s.make(s.site))
	twin.Now = s.site.Now.Add(time.Hour)
	note(s, twin, directory.VerbPasswordChanged)
	s.notTaken(fault.Conflict, "order.fork", s.make(twin))
}

// A copy of which the first files got lost is seen by its history.
func TestAnotherHistoryIsAFork(t *testing.T) {
	s := newScene(t)
	twin := s.site.Copy()
	note(s, s.site, directory.VerbSignedIn)
	s.take(s.make(s.site))
	s.make(twin) // lost
	note(s, twin, directory.VerbPasswordChanged)
	twin.Now = s.site.Now.Add(time.Hour)
	s.notTaken(fault.Conflict, "order.fork", s.make(twin))
}

// Row 23: the end of a chain is cut, or its beginning written anew, by somebody
// who edits the database.
func TestThreat23CutOrRewrittenChainIsSeen(t *testing.T) {
	for name, c := range map[string]struct {
		edit func(*scene)
		want directory.AlarmKind
	}{
		"cut": {func(s *scene) { s.unwrite() }, directory.AlarmHeadLost},
		"cut and written anew": {func(s *scene) {
			s.unwrite()
			s.voucher(s.site, 900)
		}, directory.AlarmReusedNumber},
		"cut, written anew, and longer": {func(s *scene) {
			s.unwrite()
			s.voucher(s.site, 900)
			s.voucher(s.site, 100)
		}, directory.AlarmReusedNumber},
	} {
		t.Run(name, func(t *testing.T) {
			s := newScene(t)
			s.voucher(s.site, 500)
			s.voucher(s.site, 300)
			s.take(s.make(s.site))
			s.must(tryAnswer(s.site, s.answer(s.poste)))
			c.edit(s)
			s.later()
			s.take(s.make(s.site))
			if got := s.kinds(); !slices.Equal(got, []directory.AlarmKind{c.want}) {
				t.Errorf("alarms %q", got)
			}
			s.later()
			s.take(s.make(s.site)) // once is enough
			if got := s.kinds(); len(got) != 1 {
				t.Errorf("alarms %q", got)
			}
		})
	}
}

// unwrite takes the last voucher out of the database of the site.
func (s *scene) unwrite() {
	s.t.Helper()
	synctest.Edit(s.t, s.site.Path, `DELETE FROM voucher WHERE number = (SELECT MAX(number) FROM voucher)`,
		`DELETE FROM entry WHERE seq = (SELECT MAX(seq) FROM entry)`)
}

// Row 3, reported upstream: a site that refused a second file of one number, and
// other things that no accident explains.
func TestThreat03RefusalsRaiseAlarms(t *testing.T) {
	for name, c := range map[string]struct {
		verb    directory.Verb
		details []directory.Detail
		want    []directory.AlarmKind
	}{
		"equivocation":    {directory.VerbFileRefused, reason("order.equivocation"), alarms(directory.AlarmEquivocation)},
		"fork of chain":   {directory.VerbFileRefused, reason("file.chain-fork"), alarms(directory.AlarmEquivocation)},
		"made up":         {directory.VerbFileRefused, reason("file.signature"), alarms(directory.AlarmRefusal)},
		"copied":          {directory.VerbFileRefused, reason("record.not-ours"), alarms(directory.AlarmClone)},
		"just expired":    {directory.VerbFileRefused, reason("file.expired"), nil},
		"database edited": {directory.VerbSignInRefused, reason("file.edited"), alarms(directory.AlarmEditedDatabase)},
		"wrong password":  {directory.VerbSignInRefused, nil, nil},
		"clock confirmed": {directory.VerbClockConfirmed, nil, alarms(directory.AlarmClock)},
	} {
		t.Run(name, func(t *testing.T) {
			s := newScene(t)
			note(s, s.site, c.verb, c.details...)
			s.take(s.make(s.site))
			if got := s.kinds(); !slices.Equal(got, c.want) {
				t.Errorf("alarms %q, want %q", got, c.want)
			}
			if got := s.reported(s.poste); got[len(got)-1] != c.verb {
				t.Errorf("the history ends with %q", got)
			}
		})
	}
}

func reason(key string) []directory.Detail { return []directory.Detail{{Name: "reason", Value: key}} }

func alarms(kinds ...directory.AlarmKind) []directory.AlarmKind { return kinds }

// Two sites have applied two files of one number.
func TestEquivocationBetweenSitesIsSeen(t *testing.T) {
	s := newScene(t)
	second := synctest.NewFolder(t, "Tamba")
	s.deliver(second, s.enrol(second, 2))
	for i, f := range []*synctest.Folder{s.site, second} {
		s.must(f.Update(func(tx *storage.Tx) error {
			stream := mark.Stream{Direction: mark.Received, Name: "usr", Subject: awa}
			return tx.SaveOrder(stream, mark.Order{Epoch: 1, Serial: uint64(f.Now.Unix())*1000 + 500, Digest: [32]byte{byte(i + 1)}})
		}))
		s.take(s.make(f))
	}
	if got := s.kinds(); !slices.Equal(got, alarms(directory.AlarmEquivocation)) {
		t.Errorf("alarms %q", got)
	}
}

// An activation code that is used on a second poste, and a sign-in there.
func TestSecondPosteOfAPersonIsAnAlarm(t *testing.T) {
	s := newScene(t)
	note(s, s.site, directory.VerbFirstSignIn)
	s.take(s.make(s.site))
	if got := s.kinds(); len(got) > 0 {
		t.Errorf("the first poste raises %q", got)
	}
	second := synctest.NewFolder(t, "Tamba")
	s.deliver(second, s.join(second, 2))
	note(s, second, directory.VerbFirstSignIn)
	s.take(s.make(second))
	if got := s.kinds(); !slices.Equal(got, alarms(directory.AlarmSecondActivation)) {
		t.Errorf("alarms %q", got)
	}
	third := synctest.NewFolder(t, "Vélingara")
	s.deliver(third, s.enrol(third, 3))
	note(s, third, directory.VerbFirstSignIn)
	s.take(s.make(third))
	if got := s.kinds(); !slices.Equal(got, alarms(directory.AlarmSecondActivation, directory.AlarmNewPosteSignIn)) {
		t.Errorf("alarms %q", got)
	}
}

// Who confirms by hand before the receipt comes raises no alarm.
func TestConfirmedByHandBefore(t *testing.T) {
	s := newScene(t)
	s.Do(func(tx *storage.Tx) error {
		_, err := directory.ConfirmActivation(tx, s.Admin, awa, s.Now)
		return err
	})
	s.take(s.make(s.site))
	if got := s.kinds(); len(got) > 0 {
		t.Errorf("alarms %q", got)
	}
}

// Only the activation that is open counts.
func TestActivationMustBeTheOpenOne(t *testing.T) {
	s := newScene(t)
	s.Do(func(tx *storage.Tx) error {
		if _, err := directory.Deactivate(tx, s.Admin, awa, s.Now); err != nil {
			return err
		}
		return s.Activate(tx, synctest.Awa, "second")
	})
	s.take(s.make(s.site))
	s.View(func(tx *storage.Tx) error {
		u, err := tx.User(awa)
		if u.Status != directory.StatusPending {
			t.Errorf("Awa is %s", u.Status)
		}
		return err
	})
}

func TestClockIsReportedWhenItChanges(t *testing.T) {
	s := newScene(t)
	s.take(s.make(s.site))
	right := s.site.Now
	s.site.Now = right.AddDate(0, 0, -2)
	for range 2 {
		s.take(s.make(s.site))
	}
	if got := s.kinds(); !slices.Equal(got, alarms(directory.AlarmClock)) {
		t.Errorf("alarms %q", got)
	}
}

func TestRecordsOfStrangersAreRefused(t *testing.T) {
	s := newScene(t)
	file := s.make(s.site)
	answer := func() []byte { s.take(s.make(s.site)); return s.answer(s.poste) }()
	s.notTaken(fault.Forged, "file.poste-keys", answer)
	s.Do(func(tx *storage.Tx) error {
		s.poste.Status = directory.PosteRevoked
		return tx.SavePoste(s.poste)
	})
	s.notTaken(fault.Forged, "file.revoked-poste", file)
}

// Head office was restored from a backup: it has forgotten what the poste told it
// and that it acknowledged it. The poste is asked again, and nothing is lost.
func TestRestoredHeadOfficeAsksAgain(t *testing.T) {
	s := newScene(t)
	s.take(s.make(s.site))
	old := s.HeadOffice.Folder.Copy()
	s.later()
	note(s, s.site, directory.VerbSignedIn)
	s.take(s.make(s.site))
	s.must(tryAnswer(s.site, s.answer(s.poste)))

	s.HeadOffice.Folder = old
	s.later()
	s.Now = s.site.Now
	note(s, s.site, directory.VerbPasswordChanged)
	pv := s.take(s.make(s.site))
	if !pv.Missing || pv.Lines != 0 {
		t.Errorf("%d lines, missing %v", pv.Lines, pv.Missing)
	}
	s.later()
	s.must(tryAnswer(s.site, s.answer(s.poste)))
	if pv := s.take(s.make(s.site)); pv.Missing || pv.Lines != 2 {
		t.Errorf("%d lines, missing %v", pv.Lines, pv.Missing)
	}
	if got := s.reported(s.poste); got[len(got)-1] != directory.VerbPasswordChanged || len(got) != 5 {
		t.Errorf("reported %q", got)
	}
}

// A head office that was restored writes nothing for somebody of whom a site
// knows more, until a person has reconciled it.
func TestRestoredHeadOfficeExportsNothingUnreconciled(t *testing.T) {
	s := newScene(t)
	s.Do(func(tx *storage.Tx) error {
		return tx.SaveReportedFile(receipt.Applied{
			Poste: s.poste.ID, User: awa, Received: s.Now,
			Order: mark.Order{Epoch: 1, Serial: uint64(s.Now.Unix())*1000 + 5000, Digest: [32]byte{1}},
		})
	})
	_, err := s.TryExport(synctest.Awa, &s.poste, s.Now)
	synctest.Refused(t, err, fault.Conflict, "exchange.behind")
	s.Do(func(tx *storage.Tx) error { return exchange.Reconcile(tx, s.Admin, awa, s.Now) })
	out, err := s.TryExport(synctest.Awa, &s.poste, s.Now)
	s.must(err)
	envelope, err := usrfile.Inspect(out.Data)
	s.must(err)
	if got, want := envelope.Unverified().Serial, uint64(s.Now.Unix())*1000+5001; got != want {
		t.Errorf("serial %d, want %d", got, want)
	}
	err = s.Update(func(tx *storage.Tx) error { return exchange.Reconcile(tx, s.Admin, awa, s.Now) })
	synctest.Refused(t, err, fault.Conflict, "exchange.not-behind")
	err = s.Update(func(tx *storage.Tx) error {
		return exchange.Reconcile(tx, directory.Actor{}, ident.UserID(uuid.New()), s.Now)
	})
	if err == nil {
		t.Error("anybody reconciles")
	}
}

func TestHeadOfABookWithoutEntries(t *testing.T) {
	s := newScene(t)
	s.take(s.make(s.site))
	s.View(func(tx *storage.Tx) error {
		heads, err := tx.ReportedHeads(s.poste.ID)
		if err != nil || len(heads) != 1 || heads[0].Head != (ledger.Head{}) {
			t.Errorf("%+v, %v", heads, err)
		}
		return err
	})
}
