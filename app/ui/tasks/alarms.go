package tasks

import (
	"fmt"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/overview"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// mostAlarms is how many alarms the list shows; those that follow come when some
// of them were seen.
const mostAlarms = 500

// alarms are those that nobody has looked at.
func (s *section) alarms() ([]item, error) {
	open, _, err := s.Session.Alarms(s.Context, directory.AlarmFilter{Unseen: true, Limit: mostAlarms})
	items := make([]item, 0, len(open))
	for _, a := range open {
		items = append(items, item{
			nature: s.T("tasks.nature.alarm"), person: a.Person, poste: s.posteOf(a), what: s.T(string(a.Kind.Label())),
			since: a.At, open: func() { s.openAlarm(a) },
		})
	}
	return items, err
}

// posteOf names the poste of an alarm.
func (s *section) posteOf(a workspace.Alarm) string {
	if a.From.Number == 0 {
		return ""
	}
	return joined(fmt.Sprintf("n° %d", a.From.Number), a.From.Label)
}

// openAlarm shows what happened and what to do about it.
func (s *section) openAlarm(a workspace.Alarm) {
	var open *kit.OpenDialog
	open = s.Dialogs.Open(kit.Dialog{
		Name: "alarm", Title: s.T(string(a.Kind.Label())), Width: 600, Content: s.alarmContent(a),
		Confirm: s.T("tasks.alarm.seen"), OnConfirm: func() error {
			return open.Await(s.T("tasks.alarm.noting"), func() error {
				_, err := s.Session.SeeAlarm(s.Context, a.ID)
				return err
			}, func() {
				kit.Trace("alarm seen")
				s.Changed()
				s.showList(nil)
			})
		},
	})
}

func (s *section) alarmContent(a workspace.Alarm) fyne.CanvasObject {
	lines := kit.VStack(12, kit.NewNotice(s.Printer, kit.Expiring, s.T(string(a.Kind.Advice())), s.T("tasks.alarm.hint")))
	facts := kit.Columns(2, 16, fact(s.T("tasks.column.since"), s.Printer.Time(a.At)))
	if poste := s.posteOf(a); poste != "" {
		facts.Add(fact(s.T("tasks.column.poste"), joined(poste, a.From.Location)))
	}
	if a.Person != "" {
		facts.Add(fact(s.T("tasks.column.person"), a.Person))
	}
	for _, d := range a.Details {
		facts.Add(fact(s.T(string(d.Label())), overview.Value(s.Printer, d)))
	}
	lines.Add(facts)
	return lines
}
