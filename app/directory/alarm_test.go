package directory_test

import (
	"slices"
	"strconv"
	"testing"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// alarmed is a house that keeps alarms.
type alarmed struct {
	*house
	alarms []directory.Alarm
}

func (h *alarmed) RaiseAlarm(a directory.Alarm) error {
	a.ID = int64(len(h.alarms) + 1)
	h.alarms = append(h.alarms, a)
	return nil
}

func (h *alarmed) Alarm(id int64) (directory.Alarm, error) {
	if id < 1 || int(id) > len(h.alarms) {
		return directory.Alarm{}, missing
	}
	return h.alarms[id-1], nil
}

func (h *alarmed) Alarms(f directory.AlarmFilter) ([]directory.Alarm, int, error) {
	var found []directory.Alarm
	for _, a := range h.alarms {
		if (!f.Unseen || a.Seen.IsZero()) && (f.Poste.IsZero() || a.Poste == f.Poste) && (f.Kind == "" || a.Kind == f.Kind) {
			found = append(found, a)
		}
	}
	return found, len(found), nil
}

func (h *alarmed) SaveAlarm(a directory.Alarm) error {
	h.alarms[a.ID-1] = a
	return nil
}

func TestAlarmsAreSeenOnceByWhoHandlesThem(t *testing.T) {
	h := &alarmed{house: newHouse(t)}
	poste := newID[ident.PosteID]()
	detail := directory.Detail{Name: "digest", Value: "00"}
	if err := directory.Raise(h, directory.AlarmClone, poste, ident.UserID{}, now, detail); err != nil {
		t.Fatal(err)
	}
	raised := h.alarms[0]
	if raised.Kind != directory.AlarmClone || raised.Poste != poste || raised.At != now || !slices.Equal(raised.Details, []directory.Detail{detail}) {
		t.Errorf("raised %+v", raised)
	}
	cashier := h.add(directory.StatusActive, in(directory.RoleCashier, h.project.ID))
	_, err := directory.MarkSeen(h, cashier, 1, now)
	wantFault(t, err, fault.Denied, "directory.no-right")
	_, err = directory.MarkSeen(h, h.founder, 2, now)
	wantFault(t, err, fault.Missing, "test.missing")
	seen, err := directory.MarkSeen(h, h.founder, 1, now)
	if err != nil || seen.Seen != now || seen.SeenBy != h.founder.ID || h.alarms[0].Seen != now {
		t.Errorf("%+v, %v", seen, err)
	}
	if want := "alarm-seen alarm=clone number=1"; h.lastAct() != want {
		t.Errorf("act %q, want %q", h.lastAct(), want)
	}
	_, err = directory.MarkSeen(h, h.founder, 1, now)
	wantFault(t, err, fault.Conflict, "directory.alarm-seen")
}

// A poste that raises one kind of alarm without end neither fills the list nor
// hides another kind.
func TestAPosteCanNotFloodTheAlarms(t *testing.T) {
	h := &alarmed{house: newHouse(t)}
	poste, other := newID[ident.PosteID](), newID[ident.PosteID]()
	raise := func(kind directory.AlarmKind, poste ident.PosteID, n int) {
		t.Helper()
		detail := directory.Detail{Name: "number", Value: strconv.Itoa(n)}
		if err := directory.Raise(h, kind, poste, ident.UserID{}, now, detail); err != nil {
			t.Fatal(err)
		}
	}
	for n := range 101 {
		raise(directory.AlarmRefusal, poste, n)
	}
	last := h.alarms[100]
	if last.Kind != directory.AlarmFlood || last.Poste != poste || len(last.Details) != 1 || last.Details[0].Value != "refusal" {
		t.Fatalf("the 101st is %+v", last)
	}
	raise(directory.AlarmClone, poste, 1)
	raise(directory.AlarmRefusal, other, 1)
	for i := range 2 {
		if h.alarms[101+i].Kind == directory.AlarmFlood {
			t.Errorf("hidden: %+v", h.alarms[101+i])
		}
	}
	if _, err := directory.MarkSeen(h, h.founder, 1, now); err != nil {
		t.Fatal(err)
	}
	raise(directory.AlarmRefusal, poste, 200)
	if got := h.alarms[103].Kind; got != directory.AlarmRefusal {
		t.Errorf("after one was seen: %v", got)
	}
}
