package record

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/usrfile"
)

// effects are what lines of a poste's history do at head office, besides being
// told there.
var effects = map[directory.Verb]func(*taking, directory.Act) error{
	directory.VerbUserConfirmed:  (*taking).activation,
	directory.VerbFirstSignIn:    (*taking).firstSignIn,
	directory.VerbFileRefused:    (*taking).refusedFile,
	directory.VerbSignInRefused:  (*taking).refusedSignIn,
	directory.VerbClockConfirmed: (*taking).confirmedClock,
	directory.VerbBookAccepted:   (*taking).acceptedBook,

	directory.VerbJournalAccepted: (*taking).acceptedJournal,
	directory.VerbJournalBackedUp: (*taking).backedUp,
	directory.VerbJournalRestored: (*taking).restoredJournal,
	directory.VerbJournalReturned: (*taking).returnedJournal,
}

func (t *taking) effect(a directory.Act) error {
	if do, known := effects[a.Verb]; known {
		return do(t, a)
	}
	return nil
}

// activation makes the account active whose activation was used, status 2 → 3.
// One that was used on another poste as well is an alarm.
func (t *taking) activation(a directory.Act) error {
	used, err := uuid.Parse(detail(a, "activation"))
	if err != nil || a.By != a.Subject {
		return nil // says nothing of which one it was, or was not done by themselves
	}
	elsewhere, err := t.elsewhere(a)
	if err != nil {
		return err
	}
	confirmed, err := directory.AcknowledgeActivation(t, a.Subject, ident.ActivationID(used), t.now)
	if err != nil || confirmed || !slices.ContainsFunc(elsewhere, sameActivation(a)) {
		return err
	}
	return t.raise(directory.AlarmSecondActivation, a.Subject, a.Details...)
}

func sameActivation(a directory.Act) func(directory.Act) bool {
	return func(other directory.Act) bool { return detail(other, "activation") == detail(a, "activation") }
}

// firstSignIn raises an alarm when the person has signed in on another poste
// before. One about the activation on this poste says enough.
func (t *taking) firstSignIn(a directory.Act) error {
	elsewhere, err := t.elsewhere(a)
	if err != nil || len(elsewhere) == 0 {
		return err
	}
	raised, _, err := t.Alarms(directory.AlarmFilter{Poste: t.pv.Poste.ID})
	if err != nil {
		return err
	}
	for _, r := range raised {
		if r.Kind == directory.AlarmSecondActivation && r.Subject == a.Subject {
			return nil
		}
	}
	return t.raise(directory.AlarmNewPosteSignIn, a.Subject)
}

// elsewhere gives the acts of the same kind about the same person that other
// postes have reported.
func (t *taking) elsewhere(a directory.Act) ([]directory.Act, error) {
	acts, _, err := t.Acts(directory.HistoryFilter{Subject: a.Subject, Verb: a.Verb})
	return slices.DeleteFunc(acts, func(other directory.Act) bool {
		return other.Origin.IsZero() || other.Origin == a.Origin
	}), err
}

// alarming are the refusals that no accident explains, by the name of their
// sentence.
var alarming = map[string]directory.AlarmKind{
	"order.equivocation": directory.AlarmEquivocation,
	"file.chain-fork":    directory.AlarmEquivocation,
	"record.not-ours":    directory.AlarmClone,
	"record.ahead":       directory.AlarmClone,

	// of batches that came from one site to another
	"order.fork":               directory.AlarmClone,
	"cashbook.batch-other":     directory.AlarmClone,
	"cashbook.batch-withdrawn": directory.AlarmBranch,
	"cashbook.copy-rewritten":  directory.AlarmHeadLost,
}

// forged are the reasons for which a file was made up rather than damaged.
var forged = []usrfile.Reason{
	usrfile.ErrSignature, usrfile.ErrLifted, usrfile.ErrHeader, usrfile.ErrKeyRevoked, usrfile.ErrKeyKind, usrfile.ErrKeyEpoch,
	usrfile.ErrWeakKey, usrfile.ErrChainSigner, usrfile.ErrChainThreshold, usrfile.ErrSerial, usrfile.ErrWindow,
}

func alarmOf(reason string) (directory.AlarmKind, bool) {
	if slices.Contains(forged, usrfile.Reason(strings.TrimPrefix(reason, "file."))) {
		return directory.AlarmRefusal, true
	}
	kind, is := alarming[reason]
	return kind, is
}

func (t *taking) refusedFile(a directory.Act) error {
	kind, is := alarmOf(detail(a, "reason"))
	if !is {
		return nil
	}
	return t.raise(kind, a.Subject, a.Details...)
}

// refusedSignIn raises an alarm when somebody was kept out because the database
// was edited.
func (t *taking) refusedSignIn(a directory.Act) error {
	if detail(a, "reason") != "file.edited" {
		return nil
	}
	return t.raise(directory.AlarmEditedDatabase, a.Subject, when(a))
}

// confirmedClock tells head office that a person has confirmed a clock that had
// jumped.
func (t *taking) confirmedClock(a directory.Act) error {
	return t.raise(directory.AlarmClock, a.Subject, when(a))
}

// acceptedBook notes who has taken a book over on the poste to which head office
// granted it.
func (t *taking) acceptedBook(a directory.Act) error {
	epoch, err := strconv.ParseInt(detail(a, "epoch"), 10, 64)
	if err != nil {
		return nil // says nothing of which grant it was
	}
	book, err := t.bookNamed(detail(a, "book"))
	if kind, _ := fault.KindOf(err); kind == fault.Missing || kind == fault.Invalid {
		return nil
	}
	if err != nil {
		return err
	}
	return t.accepted(a, book.ID, epoch)
}

// acceptedJournal is acceptedBook for a journal.
func (t *taking) acceptedJournal(a directory.Act) error {
	journal, epoch, err := t.keptJournal(a)
	if err != nil || journal.IsZero() {
		return err
	}
	return t.accepted(a, journal, epoch)
}

// returnedJournal notes that the poste has given a journal back.
func (t *taking) returnedJournal(a directory.Act) error {
	journal, epoch, err := t.keptJournal(a)
	if err != nil || journal.IsZero() {
		return err
	}
	kept, err := t.kept(a, journal, epoch)
	if err != nil || !kept {
		return err
	}
	return accounting.ReturnTold(t, journal, epoch, a.Origin, a.By, a.At)
}

// keptJournal gives the journal and the grant that an act is about; none where it
// does not say so.
func (t *taking) keptJournal(a directory.Act) (journal ident.BookID, epoch int64, err error) {
	if epoch, err = strconv.ParseInt(detail(a, "epoch"), 10, 64); err != nil {
		return journal, 0, nil // says nothing of which grant it was
	}
	project, code, _ := strings.Cut(detail(a, "journal"), "/")
	j, err := t.JournalByRef(project, code)
	if kind, _ := fault.KindOf(err); kind == fault.Missing {
		return journal, 0, nil
	}
	return j.ID, epoch, err
}

// kept reports whether the poste of the act kept the book by the grant of an epoch.
func (t *taking) kept(a directory.Act, book ident.BookID, epoch int64) (bool, error) {
	history, err := t.Ownerships(book)
	return slices.ContainsFunc(history, func(o ledger.Ownership) bool { return o.Epoch == epoch && o.Poste == a.Origin }), err
}

// accepted notes that the book was taken over, if that poste keeps it.
func (t *taking) accepted(a directory.Act, book ident.BookID, epoch int64) error {
	kept, err := t.kept(a, book, epoch)
	if err != nil || !kept {
		return err
	}
	return t.SaveBookEvent(cashbook.Event{
		Book: book, Kind: cashbook.EventAccepted, Epoch: epoch, Poste: a.Origin, Person: a.By, At: a.At,
	})
}

// bookNamed gives a book by its name among people, "P01/1".
func (t *taking) bookNamed(ref string) (cashbook.Book, error) {
	code, number, _ := strings.Cut(ref, "/")
	n, err := strconv.Atoi(number)
	if err != nil {
		return cashbook.Book{}, fault.New(fault.Missing, "storage.book", nil)
	}
	return t.BookByRef(code, n)
}

func detail(a directory.Act, name string) string {
	for _, d := range a.Details {
		if d.Name == name {
			return d.Value
		}
	}
	return ""
}

// when tells one occurrence from another.
func when(a directory.Act) directory.Detail {
	return directory.Detail{Name: "when", Value: a.At.Format(time.RFC3339)}
}
