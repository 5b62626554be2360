package storagetest

import (
	"slices"
	"testing"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
)

var alarmTests = []test{
	{"the same alarm is raised once, also when it was seen", keepAlarms},
	{"every kind of alarm is stored", keepAlarmKinds},
}

func sampleAlarm() directory.Alarm {
	return directory.Alarm{
		Kind: directory.AlarmClone, At: instant(3), Poste: ident.PosteID{3}, Subject: user("awa"),
		Details: []directory.Detail{{Name: "digest", Value: "00"}},
	}
}

func keepAlarms(t *testing.T, s *storage.Store) {
	alarm := sampleAlarm()
	raised := []directory.Alarm{alarm}
	for _, edit := range []func(*directory.Alarm){
		func(a *directory.Alarm) { a.Kind = directory.AlarmClock },
		func(a *directory.Alarm) { a.Poste = ident.PosteID{} },
		func(a *directory.Alarm) { a.Subject = ident.UserID{} },
		func(a *directory.Alarm) { a.Details = nil },
	} {
		other := alarm
		edit(&other)
		raised = append(raised, other)
	}
	for range 2 {
		for i, a := range raised {
			update(t, s, func(tx *storage.Tx) error { return tx.RaiseAlarm(a) })
			raised[i].ID = int64(i + 1)
		}
		raised[0].Seen, raised[0].SeenBy = instant(9), user("admin")
		update(t, s, func(tx *storage.Tx) error { return tx.SaveAlarm(raised[0]) })
		whole(t, raised[0])
	}
	newestFirst := slices.Clone(raised)
	slices.Reverse(newestFirst)
	for name, c := range map[string]struct {
		filter directory.AlarmFilter
		want   []directory.Alarm
		total  int
	}{
		"all":     {directory.AlarmFilter{}, newestFirst, 5},
		"unseen":  {directory.AlarmFilter{Unseen: true}, newestFirst[:4], 4},
		"a page":  {directory.AlarmFilter{Offset: 1, Limit: 2}, newestFirst[1:3], 5},
		"a poste": {directory.AlarmFilter{Poste: alarm.Poste, Limit: 1}, newestFirst[:1], 4},
	} {
		view(t, s, func(tx *storage.Tx) error {
			got, total, err := tx.Alarms(c.filter)
			same(t, name, got, c.want)
			same(t, name, total, c.total)
			return err
		})
	}
	view(t, s, func(tx *storage.Tx) error {
		got, err := tx.Alarm(1)
		same(t, "alarm 1", got, raised[0])
		return err
	})
	refuse(t, s, fault.Missing, func(tx *storage.Tx) error { _, err := tx.Alarm(6); return err })
}

func keepAlarmKinds(t *testing.T, s *storage.Store) {
	for _, kind := range directory.AlarmKinds() {
		update(t, s, func(tx *storage.Tx) error { return tx.RaiseAlarm(directory.Alarm{Kind: kind, At: instant(1)}) })
	}
	view(t, s, func(tx *storage.Tx) error {
		_, total, err := tx.Alarms(directory.AlarmFilter{})
		same(t, "alarms", total, len(directory.AlarmKinds()))
		return err
	})
}
