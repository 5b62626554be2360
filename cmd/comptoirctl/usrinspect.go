package main

import (
	"strconv"
	"time"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/usrfile"
)

type usrInspect struct {
	File []string `arg:""`
}

func (usrInspect) examples() []string { return []string{"usr inspect out/awa_diop_2026-11-21.usr"} }

// filesInspected say what files claim about themselves; nobody has verified it.
type filesInspected []inspected

type inspected struct {
	Path     string `json:"path"`
	Verified bool   `json:"verified"`
	envelope
	Size int `json:"size"`
}

// envelope is the outside of a signed file.
type envelope struct {
	Kind         string `json:"kind"`
	Signer       string `json:"signer"`
	File         string `json:"file"`
	Organisation string `json:"organisation"`
	Subject      string `json:"subject"`
	Poste        string `json:"poste"`
	Serial       uint64 `json:"serial"`
	KeyEpoch     uint32 `json:"key_epoch"`
	Issued       moment `json:"issued"`
	Expires      moment `json:"expires"`
	Mode         string `json:"mode"`
	Schema       uint32 `json:"schema"`
	MinChain     uint32 `json:"min_chain"`
}

func viewEnvelope(m *usrfile.Message) envelope {
	return envelope{
		Kind: m.Kind.String(), Signer: m.Signer().String(), File: m.FileID.String(), Organisation: m.Organisation.String(),
		Subject: orNone(m.Subject), Poste: orNone(m.Poste), Serial: m.Serial, KeyEpoch: m.KeyEpoch,
		Issued: moment(m.Issued), Expires: moment(m.Expires), Mode: m.Mode.String(), Schema: m.Schema, MinChain: m.MinChain,
	}
}

// orNone gives an identifier, and nothing for the one that stands for none.
func orNone(id [16]byte) string {
	if id == [16]byte{} {
		return ""
	}
	return ident.FileID(id).String()
}

func (usrInspect) result() report { return filesInspected{} }

// Run needs no data folder.
func (cmd *usrInspect) Run(c *call) error {
	files := filesInspected{}
	for _, path := range cmd.File {
		i, err := workspace.Inspect(c.resolve(path))
		if err != nil {
			return err
		}
		files = append(files, inspected{Path: path, envelope: viewEnvelope(&i.Message), Size: i.Size})
	}
	return c.give(files)
}

func (r filesInspected) words(s *sheet) {
	for _, f := range r {
		s.line(f.Path)
		s.facts(append(f.facts(s), fact{"ctl.col.size", s.Int(int64(f.Size))})...)
		s.say("ctl.usr.unverified")
	}
}

func (e envelope) facts(s *sheet) []fact {
	return []fact{
		{"ctl.col.kind", s.T("kind." + e.Kind)}, {"ctl.col.signer", e.Signer}, {"ctl.col.organisation", e.Organisation},
		{"ctl.col.subject", e.Subject}, {"ctl.col.poste", e.Poste},
		{"ctl.col.issued", s.Time(time.Time(e.Issued))}, {"ctl.col.expires", s.Time(time.Time(e.Expires))},
		{"ctl.col.serial", strconv.FormatUint(e.Serial, 10)}, {"ctl.col.mode", s.T("ctl.mode." + e.Mode)},
	}
}

type usrVerify struct {
	File []string `arg:""`
	At   string   `placeholder:"instant"`
}

func (usrVerify) examples() []string {
	return []string{"--data siege usr verify out/awa_diop_2026-11-21.usr", "usr verify FILE.usr --at 2026-12-05T09:14:00Z"}
}

// filesVerified are genuine and in time.
type filesVerified []verified

type verified struct {
	Path     string `json:"path"`
	Verified bool   `json:"verified"`
	envelope
}

func (usrVerify) result() report { return filesVerified{} }

func (cmd *usrVerify) Run(c *call) error {
	at, err := parseInstant(cmd.At)
	if err != nil {
		return err
	}
	space, err := c.open()
	if err != nil {
		return err
	}
	files := filesVerified{}
	for _, path := range cmd.File {
		v, err := space.Verify(c.ctx, c.resolve(path), at)
		if err != nil {
			return err
		}
		files = append(files, verified{path, true, viewEnvelope(v.Message)})
	}
	return c.give(files)
}

// parseInstant reads RFC 3339; empty gives the zero time.
func parseInstant(text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return at, fault.Wrap(err, fault.Invalid, "ctl.instant", fault.Args{"Text": fault.Excerpt(text)})
	}
	return at, nil
}

func (r filesVerified) words(s *sheet) {
	for _, f := range r {
		s.line(f.Path)
		s.facts(f.facts(s)...)
		s.say("ctl.usr.verified")
	}
}
