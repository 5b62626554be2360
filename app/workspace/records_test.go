package workspace_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/workspace"
)

// takeRecord imports a record at head office.
func (o *office) takeRecord(t *testing.T, path string) {
	t.Helper()
	arrival := must[*workspace.Arrival](t)(o.Examine(t.Context(), o.session, path))
	check(t, o.Apply(t.Context(), o.session, arrival, arrival.Fingerprint))
}

func TestRecordGoesToHeadOfficeAndItsAnswerComesBack(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	site, awa := o.join(t)
	if !must[bool](t)(site.PendingRecord(ctx)) {
		t.Fatal("nothing is pending")
	}
	path := must[string](t)(site.WriteDueRecord(ctx))
	if filepath.Dir(path) != site.Outbox() {
		t.Errorf("written to %s", path)
	}
	if again := must[string](t)(site.WriteDueRecord(ctx)); again != "" {
		t.Errorf("another one in %s", again)
	}
	o.takeRecord(t, path)

	u := must[directory.User](t)(o.session.FindUser(ctx, awaName))
	if u.Status != directory.StatusActive {
		t.Errorf("Awa is %s", u.Status)
	}
	if alarms, _, err := o.session.Alarms(ctx, directory.AlarmFilter{}); err != nil || len(alarms) > 0 {
		t.Errorf("%+v, %v", alarms, err)
	}
	answers := must[[]string](t)(filepath.Glob(filepath.Join(o.Outbox(), "accuse_poste-1_*.rec")))
	if len(answers) != 1 {
		t.Fatalf("answers %q", answers)
	}
	if more := must[[]string](t)(o.session.AnswerRecords(ctx, t.TempDir())); len(more) > 0 {
		t.Errorf("answered again: %q", more)
	}
	arrival := must[*workspace.Arrival](t)(site.Examine(ctx, nil, answers[0]))
	check(t, site.Apply(ctx, nil, arrival, arrival.Fingerprint))
	files, _, _, err := site.Outgoing(ctx)
	if err != nil || !slices.ContainsFunc(files, func(f workspace.Outgoing) bool { return f.Path == path && f.Stage() == "acknowledged" }) {
		t.Errorf("%+v, %v", files, err)
	}
	if must[bool](t)(site.PendingRecord(ctx)) {
		t.Error("the answer is news")
	}
	site.now = site.now.AddDate(0, 0, 1)
	must[*workspace.Session](t)(site.SignIn(ctx, awaName, awaPassword))
	if next := must[string](t)(site.WriteDueRecord(ctx)); next == "" {
		t.Error("no record the day after")
	}
	if _, err := awa.WriteRecord(ctx, t.TempDir()); err != nil {
		t.Error(err)
	}
}

func TestFirstSignInIsToldOnce(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	site, awa := o.join(t)
	must[*workspace.Session](t)(site.SignIn(ctx, awaName, awaPassword))
	count := map[directory.Verb]int{}
	for _, a := range must[[]directory.Act](t)(acts(ctx, awa)) {
		count[a.Verb]++
	}
	if count[directory.VerbFirstSignIn] != 1 || count[directory.VerbSignedIn] != 1 {
		t.Errorf("%v", count)
	}
}

// A copy of a poste is refused, remembered and shown as an alarm.
func TestThreat18CopyOfAPosteIsAnAlarmAtHeadOffice(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	site, _ := o.join(t)
	o.takeRecord(t, must[string](t)(site.WriteRecord(ctx, t.TempDir())))
	copied := t.TempDir()
	check(t, os.CopyFS(copied, os.DirFS(site.dir)))
	for _, key := range must[[]string](t)(filepath.Glob(filepath.Join(copied, "*.key64"))) {
		check(t, os.Chmod(key, 0o600))
	}
	twin := openFolder(t, copied)
	site.now, twin.now = site.now.Add(time.Hour), twin.now.Add(2*time.Hour)
	o.now = twin.now
	o.takeRecord(t, must[string](t)(site.WriteRecord(ctx, t.TempDir())))
	for range 2 { // what follows the refused one is refused as well
		_, err := o.Examine(ctx, o.session, must[string](t)(twin.WriteRecord(ctx, t.TempDir())))
		wantRefused(t, err, "order.fork")
	}
	wantAlarms(t, o, directory.AlarmClone, directory.AlarmClone)
}

// Row 3: what a site refused reaches head office with what is needed to find it.
func TestRefusalAtASiteReachesHeadOffice(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	site, awa := o.join(t)
	older := o.export(t)
	o.now = o.now.Add(time.Minute)
	newer := o.export(t)
	arrival := must[*workspace.Arrival](t)(site.Examine(ctx, nil, newer))
	check(t, site.Apply(ctx, nil, arrival, arrival.Fingerprint))
	_, err := site.Examine(ctx, nil, older)
	wantRefused(t, err, "order.rollback")
	o.takeRecord(t, must[string](t)(awa.WriteRecord(ctx, t.TempDir())))
	history, _, err := o.session.History(ctx, directory.HistoryFilter{Subject: o.awa.ID, Verb: directory.VerbFileRefused})
	if err != nil || len(history) != 1 || history[0].Poste != 1 || history[0].Received.IsZero() || len(history[0].Details) != 5 {
		t.Errorf("%+v, %v", history, err)
	}
}

func wantAlarms(t *testing.T, o *office, want ...directory.AlarmKind) {
	t.Helper()
	alarms, _, err := o.session.Alarms(context.Background(), directory.AlarmFilter{})
	check(t, err)
	var got []directory.AlarmKind
	for _, a := range alarms {
		got = append(got, a.Kind)
	}
	if !slices.Equal(got, want) {
		t.Errorf("alarms %q, want %q", got, want)
	}
}

func wantRefused(t *testing.T, err error, key string) {
	t.Helper()
	var f *fault.Error
	if !errors.As(err, &f) || f.Key != key {
		t.Errorf("got %v, want %s", err, key)
	}
}
