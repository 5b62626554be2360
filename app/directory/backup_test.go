package directory_test

import (
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
)

func TestWhenABackupIsDue(t *testing.T) {
	dakar := time.FixedZone("", -3600)
	at := func(day, hour int) time.Time { return time.Date(2026, 11, day, hour, 30, 0, 0, time.UTC) }
	failed := fault.New(fault.Invalid, "archive.unwritable", nil)
	for name, c := range map[string]struct {
		plan   directory.BackupPlan
		closed time.Time
		now    time.Time
		due    bool
		owed   bool
	}{
		"switched off":                         {plan: directory.BackupPlan{Second: "/media/usb", Made: at(3, 9)}, now: at(21, 9)},
		"never made":                           {plan: directory.BackupPlan{Automatic: true}, now: at(21, 9), due: true},
		"made today":                           {plan: directory.BackupPlan{Automatic: true, Made: at(21, 1)}, now: at(21, 23)},
		"made yesterday, late":                 {plan: directory.BackupPlan{Automatic: true, Made: at(20, 23)}, now: at(21, 9), due: true},
		"yesterday in London, not in its zone": {plan: directory.BackupPlan{Automatic: true, Made: at(20, 23)}, now: at(21, 0)},
		"a month was closed since":             {plan: directory.BackupPlan{Automatic: true, Made: at(21, 8)}, closed: at(21, 9), now: at(21, 10), due: true},
		"a month was closed before":            {plan: directory.BackupPlan{Automatic: true, Made: at(21, 8)}, closed: at(21, 7), now: at(21, 10)},
		"a closing of a clock ahead":           {plan: directory.BackupPlan{Automatic: true, Made: at(21, 8)}, closed: at(28, 7), now: at(21, 10)},
		"made by a clock ahead":                {plan: directory.BackupPlan{Automatic: true, Made: at(28, 8)}, now: at(21, 10), due: true},
		"failed just now":                      {plan: directory.BackupPlan{Automatic: true, Second: "/media/usb", Made: at(20, 8), Tried: at(21, 9), Failed: failed}, now: at(21, 9).Add(59 * time.Minute)},
		"failed an hour ago":                   {plan: directory.BackupPlan{Automatic: true, Second: "/media/usb", Made: at(20, 8), Tried: at(21, 9), Failed: failed}, now: at(21, 10), due: true, owed: true},
		"failed by a clock ahead":              {plan: directory.BackupPlan{Automatic: true, Made: at(20, 8), Tried: at(28, 9), Failed: failed}, now: at(21, 10), due: true},
		"not on the stick yet":                 {plan: directory.BackupPlan{Automatic: true, Second: "/media/usb", Made: at(21, 8), Copied: at(20, 8)}, now: at(21, 10), owed: true},
		"copied by a clock ahead":              {plan: directory.BackupPlan{Automatic: true, Second: "/media/usb", Made: at(21, 8), Copied: at(28, 8)}, now: at(21, 10), owed: true},
		"on the stick":                         {plan: directory.BackupPlan{Automatic: true, Second: "/media/usb", Made: at(21, 8), Copied: at(21, 8)}, now: at(21, 10)},
	} {
		if due := c.plan.Due(c.closed, c.now, dakar); due != c.due {
			t.Errorf("%s: due %v", name, due)
		}
		if owed := c.plan.Owed(c.now); owed != c.owed {
			t.Errorf("%s: owed %v", name, owed)
		}
	}
}
