package record

import (
	"strconv"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/mark"
	"github.com/comptoir/comptoir/app/receipt"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/usrfile"
)

// Preview is a record of a poste at head office before it is taken.
type Preview struct {
	Sent     *exchange.Sent
	Poste    directory.Poste
	Lines    int  // of the poste's history that are new here
	Missing  bool // lines are missing before them: the poste will be asked for them again
	report   *usrfile.Report
	standing receipt.Standing // before
}

// PreviewReport opens the record of a poste at head office with the keys that head
// office has or had. Nothing is written. A copy of the poste, an older record, and
// one that tells another history than before are fault.Conflict.
func PreviewReport(s Store, file []byte, keys []usrfile.BoxKey, clock exchange.Clock) (*Preview, error) {
	sent, err := exchange.OpenSent(s, file, usrfile.KindRecord, keys, clock)
	if err != nil {
		return nil, err
	}
	data, err := decode(sent.Payload)
	if err != nil {
		return nil, err
	}
	if data.Report == nil {
		return nil, wrongSide()
	}
	if err := sent.Check(s, data.Report.Previous); err != nil {
		return nil, err
	}
	pv := &Preview{Sent: sent, Poste: sent.Poste, report: data.Report}
	pv.standing, err = s.Standing(sent.Poste.ID)
	if kind, _ := fault.KindOf(err); err != nil && kind != fault.Missing {
		return nil, err
	}
	return pv, pv.compareActs(s)
}

// compareActs counts what is new, and refuses a history that differs from what
// the poste has told before.
func (pv *Preview) compareActs(s receipt.Store) error {
	pv.Missing = pv.report.After > pv.standing.Seq
	if pv.Missing {
		return nil
	}
	for _, a := range pv.report.Acts {
		if a.Seq > pv.standing.Seq {
			pv.Lines++
			continue
		}
		known, err := s.ReportedAct(pv.Poste.ID, a.Seq)
		if err != nil {
			return err
		}
		if !sameAct(known, a) {
			return fault.New(fault.Conflict, "order.fork", fault.Args{"Poste": pv.Poste.Number, "Label": pv.Poste.Label})
		}
	}
	return nil
}

// sameAct compares an act with what the poste tells of it; what was erased here
// with a person can be compared with nothing.
func sameAct(known directory.Act, told usrfile.Act) bool {
	known.Seq = told.Seq
	a := actToWire(known)
	if a.At != told.At || a.By != told.By || a.ByName != told.ByName && !known.NameErased || a.Subject != told.Subject ||
		a.Verb != told.Verb || len(a.Details) != len(told.Details) {
		return false
	}
	for i := range a.Details {
		if a.Details[i] != told.Details[i] && (!known.IsErased(i) || a.Details[i].Name != told.Details[i].Name) {
			return false
		}
	}
	return true
}

// Take takes what PreviewReport showed, in the same transaction: the history, its
// effects at head office, and the marks. What is Repeated changes nothing.
func Take(s Store, by directory.Actor, pv *Preview, now time.Time) error {
	if pv.Sent.Repeated {
		return nil
	}
	t := &taking{Store: s, pv: pv, now: now}
	for _, step := range []func() error{t.acts, t.files, t.books, t.clock, t.heard, t.stands} {
		if err := step(); err != nil {
			return err
		}
	}
	if err := pv.Sent.SaveMarks(s, pv.report.Previous); err != nil {
		return err
	}
	return directory.Note(s, by, ident.UserID{}, directory.VerbRecordTaken, now,
		directory.Detail{Name: "sender", Value: strconv.Itoa(pv.Poste.Number)}, directory.Detail{Name: "label", Value: pv.Poste.Label},
		directory.Detail{Name: "lines", Value: strconv.Itoa(pv.Lines)})
}

// taking is one record that is taken.
type taking struct {
	Store
	pv  *Preview
	now time.Time
}

// acts adds the poste's lines to the history, each with its effect. A history that
// ends before what was told of it has been cut.
func (t *taking) acts() error {
	if last := t.pv.report.LastSeq; last < t.pv.standing.Seq {
		if err := t.raise(directory.AlarmEditedDatabase, ident.UserID{},
			directory.Detail{Name: "earlier", Value: strconv.FormatInt(t.pv.standing.Seq, 10)},
			directory.Detail{Name: "now", Value: strconv.FormatInt(last, 10)}); err != nil {
			return err
		}
	}
	if t.pv.Missing {
		return nil
	}
	for _, told := range t.pv.report.Acts {
		if told.Seq <= t.pv.standing.Seq {
			continue
		}
		act := t.actOf(told)
		if err := t.effect(act); err != nil {
			return err
		}
		if err := t.AppendReported(act, told.Seq); err != nil {
			return err
		}
		t.pv.standing.Seq = told.Seq
	}
	return nil
}

func (t *taking) actOf(a usrfile.Act) directory.Act {
	act := directory.Act{
		At: a.At.Time(), By: ident.UserID(a.By), ByName: a.ByName, Subject: ident.UserID(a.Subject),
		Poste: t.pv.Poste.Number, Verb: directory.Verb(a.Verb), Origin: t.pv.Poste.ID, Received: t.now,
	}
	for _, d := range a.Details {
		act.Details = append(act.Details, directory.Detail{Name: d.Name, Value: d.Value})
	}
	return act
}

// files notes which user data the poste has applied. Two files of one number that
// differ were both signed by head office's key; one that can not have been signed
// was never applied, and one that is older than before was put back.
func (t *taking) files() error {
	for _, a := range t.pv.report.Applied {
		told := receipt.Applied{
			Poste: t.pv.Poste.ID, User: ident.UserID(a.User), Received: t.now,
			Order: mark.Order{Epoch: a.Epoch, Serial: a.Serial, Digest: a.Digest},
		}
		if err := t.file(told); err != nil {
			return err
		}
	}
	return nil
}

func (t *taking) file(told receipt.Applied) error {
	possible, err := exchange.CanHaveIssued(t, told.User, told.Order, t.now)
	if err != nil {
		return err
	}
	if !possible {
		return t.raise(directory.AlarmEditedDatabase, told.User, serialDetail(told.Order))
	}
	others, err := t.ReportedFiles(told.User)
	if err != nil {
		return err
	}
	for _, other := range others {
		if other.Poste == told.Poste && precedes(told.Order, other.Order) {
			return t.raise(directory.AlarmEditedDatabase, told.User, serialDetail(told.Order))
		}
		if _, err := mark.Judge(other.Order, true, told.Order); sameNumber(other.Order, told.Order) && err != nil {
			if err := t.raise(directory.AlarmEquivocation, told.User, serialDetail(told.Order)); err != nil {
				return err
			}
		}
	}
	return t.SaveReportedFile(told)
}

func precedes(a, b mark.Order) bool {
	return a.Epoch < b.Epoch || a.Epoch == b.Epoch && a.Serial < b.Serial
}

func sameNumber(a, b mark.Order) bool { return a.Epoch == b.Epoch && a.Serial == b.Serial }

func serialDetail(o mark.Order) directory.Detail {
	return directory.Detail{Name: "serial", Value: strconv.FormatUint(o.Serial, 10)}
}

// clock raises an alarm when the poste's clock stops being believed.
func (t *taking) clock() error {
	told, before := t.pv.report.Clock, t.pv.standing
	if (!told.Late || before.Late) && (!told.Jumped || before.Jumped) {
		return nil
	}
	return t.raise(directory.AlarmClock, ident.UserID{},
		directory.Detail{Name: "clock", Value: told.System.Time().Format(time.RFC3339)},
		directory.Detail{Name: "now", Value: told.Trusted.Time().Format(time.RFC3339)})
}

// heard notes that the poste is in use.
func (t *taking) heard() error {
	poste := t.pv.Poste
	poste.LastHeard = t.now
	return t.SavePoste(poste)
}

func (t *taking) stands() error {
	r := t.pv.report
	return t.SaveStanding(receipt.Standing{
		Poste: t.pv.Poste.ID, Digest: t.pv.Sent.Message.Digest(), Seq: t.pv.standing.Seq, LastSeq: r.LastSeq,
		Application: r.Application, Schema: r.Schema, ChainVersion: r.ChainVersion,
		System: r.Clock.System.Time(), Trusted: r.Clock.Trusted.Time(), Late: r.Clock.Late, Jumped: r.Clock.Jumped, Received: t.now,
	})
}

func (t *taking) raise(kind directory.AlarmKind, subject ident.UserID, details ...directory.Detail) error {
	return directory.Raise(t, kind, t.pv.Poste.ID, subject, t.now, details...)
}
