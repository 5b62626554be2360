package main

import (
	"strconv"
	"strings"
	"time"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/workspace"
)

type keyCommands struct {
	List    keyList    `cmd:""`
	Export  keyExport  `cmd:""`
	Paper   keyPaper   `cmd:""`
	Forget  keyForget  `cmd:""`
	Restore keyRestore `cmd:""`
	Rotate  keyRotate  `cmd:""`
	Revoke  keyRevoke  `cmd:""`
	Epoch   keyEpoch   `cmd:""`
	Roots   keyRoots   `cmd:""`
	Write   keyWrite   `cmd:""`
}

type keyList struct{}

func (keyList) examples() []string { return []string{"--data siege key list"} }

// ringView is the organisation's keys as machines read them.
type ringView struct {
	Fingerprint string       `json:"fingerprint"`
	Version     int          `json:"version"`
	Epoch       int          `json:"epoch"`
	Issued      moment       `json:"issued"`
	Threshold   int          `json:"threshold"`
	Roots       []keptView   `json:"roots"`
	HeadOffice  keptView     `json:"head_office"`
	Issuers     []issuerView `json:"issuers"`
}

type keptView struct {
	Number   int    `json:"number"`
	ID       string `json:"id"`
	Held     bool   `json:"held"`
	Exported moment `json:"exported"`
	Printed  moment `json:"printed"`
	Removed  moment `json:"removed"`
}

type issuerView struct {
	ID    string   `json:"id"`
	Kinds []string `json:"kinds"`
	From  moment   `json:"from"`
	Until moment   `json:"until"`
	Epoch int      `json:"epoch"`
	Held  bool     `json:"held"`
	State string   `json:"state"`
}

func viewRing(r workspace.Keyring) ringView {
	return ringView{
		Fingerprint: r.Fingerprint.String(), Version: int(r.Version), Epoch: int(r.Epoch), Issued: moment(r.Issued),
		Threshold: r.Threshold, Roots: each(r.Roots, viewKept), HeadOffice: viewKept(r.HeadOffice), Issuers: each(r.Issuers, viewIssuer),
	}
}

func viewKept(k workspace.OfficeKey) keptView {
	return keptView{k.Number, k.ID, k.Held, moment(k.Exported), moment(k.Printed), moment(k.Removed)}
}

func viewIssuer(i workspace.IssuerKey) issuerView {
	v := issuerView{ID: i.ID, Kinds: []string{}, From: moment(i.From), Until: moment(i.Until), Epoch: int(i.Epoch), Held: i.Held, State: string(i.State)}
	for _, kind := range i.Kinds {
		v.Kinds = append(v.Kinds, kind.String())
	}
	return v
}

func (keyList) result() report { return ringView{} }

func (keyList) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	ring, err := session.Keyring(c.ctx)
	if err != nil {
		return err
	}
	return c.give(viewRing(ring))
}

func (r ringView) words(s *sheet) {
	s.facts(
		fact{"ctl.col.fingerprint", r.Fingerprint}, fact{"ctl.col.chain", s.T("ctl.key.chain", fault.Args{"Version": r.Version, "Issued": s.moment(r.Issued)})},
		fact{"ctl.col.key-epoch", strconv.Itoa(r.Epoch)},
		fact{"ctl.col.threshold", s.T("ctl.key.threshold", fault.Args{"Threshold": r.Threshold, "Roots": len(r.Roots)})},
	)
	s.line("")
	t := s.newTable(left("ctl.col.key"), left("ctl.col.id"), left("ctl.col.on-poste"), left("ctl.col.exported"), left("ctl.col.printed"))
	for _, k := range r.Roots {
		k.row(s, t, s.T("ctl.key.root", fault.Args{"Number": k.Number}))
	}
	r.HeadOffice.row(s, t, s.T("ctl.key.head-office"))
	t.write(s)
	s.line("")
	t = s.newTable(left("ctl.col.issuer"), left("ctl.col.kinds"), left("ctl.col.from"), left("ctl.col.until"), left("ctl.col.key-epoch"), left("ctl.col.status"))
	for _, i := range r.Issuers {
		t.row(i.ID, strings.Join(i.Kinds, ", "), s.moment(i.From), s.moment(i.Until), strconv.Itoa(i.Epoch), s.T("key.state."+i.State))
	}
	t.write(s)
}

func (k keptView) row(s *sheet, t *table, name string) {
	t.row(name, k.ID, yes(k.Held), s.moment(k.Exported), s.moment(k.Printed))
}

type keyWrite struct {
	Out string `required:"" placeholder:"folder"`
}

func (keyWrite) examples() []string { return []string{"--data siege key write --out /media/usb"} }

// keyFileView is a file of a key that now lies in a folder.
type keyFileView struct {
	Path string `json:"path"`
	ID   string `json:"id"`
}

func (keyWrite) result() report { return keyFileView{} }

func (cmd *keyWrite) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	var path string
	err = c.into(cmd.Out, func(dir string) error {
		path, err = session.WriteKeyFile(c.ctx, dir)
		return err
	})
	if err != nil {
		return err
	}
	return c.give(keyFileView{Path: c.shown(path)})
}

func (r keyFileView) words(s *sheet) {
	s.line(r.Path)
	if r.ID != "" {
		s.facts(fact{"ctl.col.key", r.ID})
	}
}

// moment gives an instant as people read it, and nothing for none.
func (s *sheet) moment(m moment) string {
	if time.Time(m).IsZero() {
		return ""
	}
	return s.Time(time.Time(m))
}
