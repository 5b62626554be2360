package workspace

import (
	"encoding/hex"
	"strconv"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/funds"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/mail"
	"github.com/comptoir/comptoir/storage"
)

// tasksInLetter is how many tasks one letter names; the others go in the next.
const tasksInLetter = 25

// openTask is an open task of which people can be told by letter.
type openTask struct {
	notice directory.Notice
	about  string // names it for ever
	told   mail.OpenTask
	may    func(directory.Actor) bool // the person may decide on it, and did not ask for it
}

// taskSources find the open tasks of each type.
var taskSources = []func(*storage.Tx, time.Time) ([]openTask, error){openModules, openCodes, openAlarms, openFunds}

// alertTasks writes to everybody who wants it of the tasks that have opened and
// that they may decide on, once of each.
func (s *Session) alertTasks(tx *storage.Tx, by directory.Actor, now time.Time) error {
	var tasks []openTask
	for _, find := range taskSources {
		found, err := find(tx, now)
		if err != nil {
			return err
		}
		tasks = append(tasks, found...)
	}
	if len(tasks) == 0 {
		return nil
	}
	people, err := tx.UsersNoticed()
	if err != nil {
		return err
	}
	for _, u := range people {
		if err := s.alertTasksTo(tx, by, u, tasks, now); err != nil {
			return err
		}
	}
	return nil
}

// alertTasksTo writes one letter with all that is new to the person.
func (s *Session) alertTasksTo(tx *storage.Tx, by directory.Actor, u directory.User, tasks []openTask, now time.Time) error {
	reader, err := directory.LoadActor(tx, u.ID)
	if err != nil {
		return err
	}
	var told []mail.OpenTask
	for _, t := range tasks {
		if len(told) == tasksInLetter || !u.Notices.Has(t.notice) || !t.may(reader) {
			continue
		}
		first, err := tx.NoteLetterAlert(mail.Tasks, u.ID, t.about, now)
		if err != nil {
			return err
		}
		if first {
			told = append(told, t.told)
		}
	}
	if len(told) == 0 {
		return nil
	}
	facts, err := mail.TellTasks(told)
	if err == nil {
		_, err = s.queue(tx, by, mail.Tasks, u, facts, now)
	}
	return err
}

// taskAbout names a task by its type and what tells it from others.
func taskAbout(n directory.Notice, id string) string { return string(n) + ":" + id }

// openModules are the requests for registrations.
func openModules(tx *storage.Tx, now time.Time) ([]openTask, error) {
	requests, err := directory.RequestsAt(tx, directory.RequestOpen, now)
	if err != nil {
		return nil, err
	}
	tasks := make([]openTask, len(requests))
	for i, r := range requests {
		person, err := nameOf(tx, r.User)
		if err != nil {
			return nil, err
		}
		tasks[i] = openTask{directory.NoticeModules, taskAbout(directory.NoticeModules, hex.EncodeToString(r.Digest[:])),
			mail.OpenTask{Type: string(directory.NoticeModules), What: string(r.Module.Label()), Person: person, Poste: r.Label},
			func(by directory.Actor) bool {
				return by.ID != r.User && directory.Can(by, directory.RightModuleApprove, directory.Place{}, now) == nil
			}}
	}
	return tasks, nil
}

// openCodes are the requests for verification codes.
func openCodes(tx *storage.Tx, now time.Time) ([]openTask, error) {
	requests, err := tx.CodeRequests(directory.RequestOpen)
	if err != nil {
		return nil, err
	}
	tasks := make([]openTask, len(requests))
	for i, r := range requests {
		person, poste, err := sender(tx, r.User, r.Poste)
		if err != nil {
			return nil, err
		}
		tasks[i] = openTask{directory.NoticeCodes, taskAbout(directory.NoticeCodes, hex.EncodeToString(r.Digest[:])),
			mail.OpenTask{Type: string(directory.NoticeCodes), What: string(fault.Key("code.purpose." + string(r.Purpose))), Person: person, Poste: poste},
			func(by directory.Actor) bool { _, err := directory.ApproveCode(by, r, now); return err == nil }}
	}
	return tasks, nil
}

// openAlarms are those that nobody has looked at, apart from old ones.
func openAlarms(tx *storage.Tx, now time.Time) ([]openTask, error) {
	alarms, _, err := tx.Alarms(directory.AlarmFilter{Unseen: true, Limit: alertBatch})
	if err != nil {
		return nil, err
	}
	var tasks []openTask
	for _, a := range alarms {
		if a.At.Before(now.Add(-alarmLetterAge)) {
			continue
		}
		named, err := nameAlarm(tx, a)
		if err != nil {
			return nil, err
		}
		tasks = append(tasks, openTask{directory.NoticeAlarms, taskAbout(directory.NoticeAlarms, strconv.FormatInt(a.ID, 10)),
			mail.OpenTask{Type: string(directory.NoticeAlarms), What: string(a.Kind.Label()), Person: named.Person, Poste: posteText(named.From)},
			func(by directory.Actor) bool {
				return directory.Can(by, directory.RightAlarmHandle, directory.Place{}, now) == nil
			}})
	}
	return tasks, nil
}

// openFunds are the requests for the release of funds.
func openFunds(tx *storage.Tx, now time.Time) ([]openTask, error) {
	requests, err := tx.Releases(funds.Filter{Status: funds.Open})
	if err != nil {
		return nil, err
	}
	tasks := make([]openTask, len(requests))
	for i, r := range requests {
		person, poste, err := sender(tx, r.User, r.Poste)
		if err != nil {
			return nil, err
		}
		b, err := tx.Book(r.Book)
		if err != nil {
			return nil, err
		}
		tasks[i] = openTask{directory.NoticeFunds, taskAbout(directory.NoticeFunds, r.ID.String()),
			mail.OpenTask{Type: string(directory.NoticeFunds), What: "book.type." + string(b.Type), Person: person, Poste: b.Ref() + " " + b.Name + " · " + poste},
			func(by directory.Actor) bool { return funds.MayDecide(tx, by, r, now) == nil }}
	}
	return tasks, nil
}

// sender names who asked for something, and on which poste.
func sender(tx *storage.Tx, user ident.UserID, poste ident.PosteID) (person, on string, err error) {
	if person, err = nameOf(tx, user); err != nil {
		return "", "", err
	}
	p, err := tx.Poste(poste)
	return person, posteText(p), ignoreMissing(err)
}

// posteText names a poste; one that is not registered is "–".
func posteText(p directory.Poste) string {
	if p.Number == 0 {
		return "–"
	}
	return strconv.Itoa(p.Number) + " – " + p.Label
}
