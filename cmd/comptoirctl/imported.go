package main

import (
	"strings"
	"time"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/usrfile"
)

// imported is what became of a file.
type imported struct {
	Path         string     `json:"path"`
	Kind         string     `json:"kind"`
	Applied      bool       `json:"applied"`
	Repeated     bool       `json:"repeated"`
	FirstContact bool       `json:"first_contact"`
	Fingerprint  string     `json:"fingerprint"`
	Organisation string     `json:"organisation"`
	Signer       string     `json:"signer"`
	Person       string     `json:"person"`
	Issued       moment     `json:"issued"`
	Expires      moment     `json:"expires"`
	DaysLeft     int        `json:"days_left"`
	Changes      []change   `json:"changes"`
	Reply        *replyView `json:"reply"`
	Request      *taskView  `json:"request"`
	Code         *codeView  `json:"code"`
	Funds        *fundsView `json:"funds"`
	Error        *problem   `json:"error"`
}

// change is one line of « Ce qui change ».
type change struct {
	Sign string `json:"sign"`
	Key  string `json:"key"`
	Text string `json:"text"`
}

// replyView is head office's answer to a registration.
type replyView struct {
	Approved bool     `json:"approved"`
	Reason   string   `json:"reason"`
	Poste    int      `json:"poste"`
	Label    string   `json:"label"`
	Location string   `json:"location"`
	Books    []string `json:"books"`
	Journals []string `json:"journals"`
}

// viewArrival gives an arrival as it is shown before and after it is applied.
func (c *call) viewArrival(a *workspace.Arrival, path string) imported {
	v := imported{
		Path: path, Kind: a.Kind.String(), Repeated: a.Repeated, FirstContact: a.FirstContact,
		Fingerprint: a.Fingerprint.String(), Signer: a.Signer, Issued: moment(a.Issued), Expires: moment(a.Expires),
		DaysLeft: a.DaysLeft, Changes: []change{},
	}
	changes := []workspace.Change{}
	if a.UserData != nil {
		v.Organisation, v.Person, changes = a.UserData.Organisation, a.UserData.Person, a.UserData.Changes
	}
	if a.Chain != nil {
		changes = a.Chain.Changes
	}
	if told, is := a.RecordChange(); is {
		changes = []workspace.Change{told}
	}
	for _, ch := range changes {
		v.Changes = append(v.Changes, change{string(ch.Sign), ch.Key, c.printer.T("change."+ch.Key, ch.Args)})
	}
	if a.Entries != nil {
		ch := a.Entries.Change()
		v.Changes = append(v.Changes, change{string(ch.Sign), ch.Key, c.printer.T("change."+ch.Key, ch.Args)})
	}
	if a.Reply != nil {
		v.Reply = &replyView{
			Approved: a.Reply.Approved, Reason: a.Reply.Reason, Poste: a.Reply.Number, Label: a.Reply.Label,
			Location: a.Reply.Location, Books: []string{}, Journals: []string{},
		}
		for _, b := range a.Reply.Granted {
			v.Reply.Books = append(v.Reply.Books, b.Ref()+" "+b.Name)
		}
		for _, j := range a.Reply.Journals {
			v.Reply.Journals = append(v.Reply.Journals, j.Ref()+" "+j.Name)
		}
	}
	if a.Funds != nil {
		ch, view := a.Funds.Change(), viewFunds(a.Funds.Card)
		v.Changes = append(v.Changes, change{string(ch.Sign), ch.Key, c.printer.T("change."+ch.Key, ch.Args)})
		v.Funds = &view
	}
	if a.CodeReply != nil {
		v.Changes = append(v.Changes, c.codeChange(a.CodeReply))
	}
	return v
}

// codeChange says what head office has decided about a code.
func (c *call) codeChange(r *workspace.CodeReply) change {
	key, args := r.Wants()
	said := fault.Args{"What": c.printer.T(string(key), args), "Reason": r.Reason}
	if r.Approved {
		return change{string(workspace.Gain), "code-approved", c.printer.T("code.approved", said)}
	}
	return change{string(workspace.Loss), "code-refused", c.printer.T("code.refused", said)}
}

// describe shows who signed, for whom, until when, and what changes.
func (v imported) describe(s *sheet) {
	s.line(v.Path)
	s.facts(
		fact{"ctl.col.kind", s.T("kind." + v.Kind)}, fact{"ctl.col.signer", v.signer()}, fact{"ctl.col.for", v.Person},
		fact{"ctl.col.issued", s.Time(time.Time(v.Issued))},
		fact{"ctl.col.validity", v.validity(s)},
	)
	if v.FirstContact {
		s.facts(fact{"ctl.col.fingerprint", v.Fingerprint})
	}
	s.say("ctl.import.changes")
	for _, ch := range v.Changes {
		s.line("  " + ch.Sign + "  " + ch.Text)
	}
	if v.Reply != nil {
		v.Reply.describe(s)
	} else if len(v.Changes) == 0 {
		s.line("  ·  " + s.T("ctl.import.no-changes"))
	}
}

// validity tells for how long the file can be imported, where that ends.
func (v imported) validity(s *sheet) string {
	if time.Time(v.Expires).IsZero() {
		return ""
	}
	return s.T("ctl.import.days-left", fault.Args{"Count": v.DaysLeft})
}

// signer names the organisation and the key.
func (v imported) signer() string {
	return strings.TrimPrefix(v.Organisation+" · "+v.Signer, " · ")
}

func (r replyView) describe(s *sheet) {
	if !r.Approved {
		s.line("  −  " + s.T("ctl.reply.refused", fault.Args{"Reason": r.Reason}))
		return
	}
	s.line("  +  " + s.T("ctl.reply.approved", fault.Args{"Poste": posteName(s, r.Poste, r.Label, r.Location)}))
	for _, b := range r.Books {
		s.line("  +  " + s.T("ctl.reply.book", fault.Args{"Book": b}))
	}
	for _, j := range r.Journals {
		s.line("  +  " + s.T("ctl.reply.journal", fault.Args{"Journal": j}))
	}
}

func (r filesImported) words(s *sheet) {
	for _, v := range r {
		if v.Error == nil { // what was refused has been told already
			v.outcome(s)
		}
	}
}

func (v imported) outcome(s *sheet) {
	args := fault.Args{"Path": v.Path, "Person": v.Person}
	switch {
	case v.Request != nil:
		s.say("ctl.import.request", args)
		v.Request.words(s)
	case v.Code != nil:
		s.say("ctl.import.code", args)
		v.Code.words(s)
	case v.Funds != nil && v.Kind == usrfile.KindRequest.String():
		s.say("ctl.import.funds", args)
		v.Funds.words(s)
	case v.Repeated:
		s.say("ctl.import.repeated", args)
	default:
		v.describe(s)
		s.say("ctl.import.applied", args)
	}
}
