package main

import (
	"encoding/hex"
	"path/filepath"
	"strconv"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/workspace"
)

// keep makes attachments of files.
func (c *call) keep(s *workspace.Session, files []string) ([]cashbook.Attachment, error) {
	paths := make([]string, len(files))
	for i, file := range files {
		paths[i] = c.resolve(file)
	}
	return s.KeepAttachments(c.ctx, paths)
}

type voucherAttach struct {
	Book     string   `arg:""`
	Number   int64    `arg:""`
	Document []string `arg:""`
}

func (voucherAttach) examples() []string {
	return []string{"voucher attach P01/1 2 facture.pdf IMG_0012.jpg"}
}
func (voucherAttach) result() report { return voucherAttachments{} }

func (cmd *voucherAttach) Run(c *call) error {
	session, card, err := c.withBook(cmd.Book)
	if err != nil {
		return err
	}
	kept, err := c.keep(session, cmd.Document)
	if err != nil {
		return err
	}
	if _, err := session.Attach(c.ctx, card.Book.ID, cmd.Number, kept...); err != nil {
		return err
	}
	return c.giveAttachments(session, card.Book, cmd.Number)
}

type voucherDetach struct {
	Book       string `arg:""`
	Number     int64  `arg:""`
	Attachment int    `arg:""`
}

func (voucherDetach) examples() []string { return []string{"voucher detach P01/1 2 1"} }
func (voucherDetach) result() report     { return voucherAttachments{} }

func (cmd *voucherDetach) Run(c *call) error {
	session, card, err := c.withBook(cmd.Book)
	if err != nil {
		return err
	}
	v, err := session.Voucher(c.ctx, card.Book.ID, cmd.Number)
	if err != nil {
		return err
	}
	if cmd.Attachment < 1 || cmd.Attachment > len(v.Attachments) {
		return fault.New(fault.Missing, "workspace.no-attachment", fault.Args{"Number": cmd.Number})
	}
	if _, err := session.Detach(c.ctx, card.Book.ID, cmd.Number, v.Attachments[cmd.Attachment-1].Hash); err != nil {
		return err
	}
	return c.giveAttachments(session, card.Book, cmd.Number)
}

type voucherAttached struct {
	Book   string `arg:""`
	Number int64  `arg:""`
}

func (voucherAttached) examples() []string {
	return []string{"voucher attachments P01/1 2", "voucher attachments P01/1 2 --json"}
}
func (voucherAttached) result() report { return voucherAttachments{} }

func (cmd *voucherAttached) Run(c *call) error {
	session, card, err := c.withBook(cmd.Book)
	if err != nil {
		return err
	}
	return c.giveAttachments(session, card.Book, cmd.Number)
}

// voucherAttachments are the attachments of a voucher as it stands.
type voucherAttachments struct {
	Book        string           `json:"book"`
	Number      int64            `json:"number"`
	Attachments []attachmentView `json:"attachments"`
}

type attachmentView struct {
	Place  int    `json:"place"`
	Name   string `json:"name"`
	Media  string `json:"media"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
	State  string `json:"state"` // intact, missing, elsewhere or altered
}

func (c *call) giveAttachments(s *workspace.Session, b cashbook.Book, number int64) error {
	list, err := s.Attached(c.ctx, b.ID, number)
	if err != nil {
		return err
	}
	r := voucherAttachments{Book: b.Ref(), Number: number, Attachments: []attachmentView{}}
	for i, a := range list {
		r.Attachments = append(r.Attachments, attachmentView{
			Place: i + 1, Name: a.Name, Media: a.Media, Size: a.Size, SHA256: hex.EncodeToString(a.Hash[:]), State: string(a.State),
		})
	}
	return c.give(r)
}

func (r voucherAttachments) words(s *sheet) {
	if len(r.Attachments) == 0 {
		s.say("ctl.voucher.no-attachments", fault.Args{"Book": r.Book, "Number": r.Number})
		return
	}
	s.say("ctl.voucher.attachments", fault.Args{"Book": r.Book, "Number": r.Number, "Count": len(r.Attachments)})
	t := s.newTable(right("ctl.col.place"), left("ctl.col.file"), right("ctl.col.size"), left("ctl.col.state"))
	for _, a := range r.Attachments {
		t.row(strconv.Itoa(a.Place), a.Name, strconv.FormatInt(a.Size, 10), s.T("attachment.state."+a.State))
	}
	t.write(s)
}

type voucherExtract struct {
	Book   string `arg:""`
	Number int64  `arg:""`
	Dir    string `arg:""`
}

func (voucherExtract) examples() []string { return []string{"voucher extract P01/1 2 pieces"} }

// voucherExtracted are the files that attachments were written to.
type voucherExtracted struct {
	Book   string   `json:"book"`
	Number int64    `json:"number"`
	Files  []string `json:"files"`
}

func (voucherExtract) result() report { return voucherExtracted{} }

func (cmd *voucherExtract) Run(c *call) error {
	session, card, err := c.withBook(cmd.Book)
	if err != nil {
		return err
	}
	files, err := c.extractInto(cmd.Dir, func(dir string) ([]string, error) {
		return session.ExtractAttachments(c.ctx, card.Book.ID, cmd.Number, dir)
	})
	if err != nil {
		return err
	}
	return c.give(voucherExtracted{Book: card.Book.Ref(), Number: cmd.Number, Files: files})
}

// extractInto writes attachments into a folder and gives the files by the name that
// the person gave it.
func (c *call) extractInto(folder string, extract func(dir string) ([]string, error)) ([]string, error) {
	files := []string{}
	err := c.into(folder, func(dir string) error {
		paths, err := extract(dir)
		for _, path := range paths {
			files = append(files, filepath.Join(folder, filepath.Base(path)))
		}
		return err
	})
	return files, err
}

func (r voucherExtracted) words(s *sheet) {
	if len(r.Files) == 0 {
		s.say("ctl.voucher.no-attachments", fault.Args{"Book": r.Book, "Number": r.Number})
	}
	for _, file := range r.Files {
		s.line(file)
	}
}
