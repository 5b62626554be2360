package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/usrfile"
)

// manyImported are what became of the files of folders.
type manyImported struct {
	Taken     int          `json:"taken"`
	Known     int          `json:"known"`
	Refused   int          `json:"refused"`
	Elsewhere int          `json:"elsewhere"`
	Files     filesDecided `json:"files"`
}

type filesDecided []foundView

// many imports the files of folders: it tries first, tells how many there are of
// what and asks, unless --yes.
func (cmd *importCommand) many(c *call, files []string, trust *usrfile.Fingerprint) error {
	space, err := c.openOrMake()
	if err != nil {
		return err
	}
	by, err := c.manyBy(space)
	if err != nil {
		return err
	}
	m := workspace.Many{By: by, Progress: c.progress()}
	if m.Compared, err = c.compareMany(space, files, trust); err != nil {
		return err
	}
	if err := c.tryMany(space, files, m); err != nil {
		return err
	}
	imports, failed := space.ImportMany(c.ctx, files, m)
	view := c.viewMany(imports)
	if cmd.Report != "" {
		failed = errors.Join(failed, c.writeReport(cmd.Report, view.Files))
	}
	failed = errors.Join(failed, c.give(view))
	for _, i := range imports {
		if i.Standing == workspace.NotTaken {
			return errors.Join(failed, told{i.Why})
		}
	}
	return failed
}

func (c *call) manyBy(space *workspace.Workspace) (*workspace.Session, error) {
	condition, err := space.Condition(c.ctx)
	if err != nil {
		return nil, err
	}
	if condition.Side == directory.HeadOffice {
		return c.signIn()
	}
	return c.importer()
}

// compareMany has the person compare the fingerprint by the first file that can
// be read, where the folder is empty.
func (c *call) compareMany(space *workspace.Workspace, files []string, trust *usrfile.Fingerprint) (usrfile.Fingerprint, error) {
	condition, err := space.Condition(c.ctx)
	if err != nil || !condition.Empty {
		return usrfile.Fingerprint{}, err
	}
	for _, path := range files {
		if !strings.EqualFold(filepath.Ext(path), usrfile.KindUserData.Extension()) {
			continue
		}
		arrival, err := space.Examine(c.ctx, nil, path)
		if err == nil {
			return c.compare(arrival, trust)
		}
	}
	return usrfile.Fingerprint{}, fault.New(fault.Missing, "ctl.nothing-to-import", nil)
}

// tryMany says what would become of the files, on standard error, and asks.
func (c *call) tryMany(space *workspace.Workspace, files []string, m workspace.Many) error {
	if c.Yes {
		return nil
	}
	m.Try = true
	tried, err := space.ImportMany(c.ctx, files, m)
	if err != nil {
		return err
	}
	s := &sheet{Printer: c.printer}
	c.viewMany(tried).counts(s, "ctl.many.would")
	if _, err := c.stderr.Write([]byte(s.text.String())); err != nil {
		return err
	}
	return c.confirm("ctl.ask.apply", nil)
}

func (c *call) viewMany(imports []workspace.Import) manyImported {
	v := manyImported{Files: filesDecided{}}
	for _, i := range imports {
		switch i.Standing {
		case workspace.Taken:
			v.Taken++
		case workspace.Known:
			v.Known++
		case workspace.Elsewhere:
			v.Elsewhere++
		default:
			v.Refused++
		}
		v.Files = append(v.Files, c.viewFound(workspace.Incoming{
			Path: i.Path, Standing: i.Standing, Person: i.Person, Gains: i.Gains, Losses: i.Losses, Why: i.Why,
		}))
	}
	return v
}

func (r manyImported) words(s *sheet) {
	for _, f := range r.Files {
		if f.Error != nil {
			f.words(s)
		}
	}
	r.counts(s, "ctl.many.done")
}

func (r manyImported) counts(s *sheet, key string) {
	s.say(key, fault.Args{"Taken": r.Taken, "Known": r.Known, "Refused": r.Refused, "Elsewhere": r.Elsewhere, "Count": len(r.Files)})
}

// writeReport writes what became of each file as a table for a spreadsheet.
func (c *call) writeReport(path string, files []foundView) error {
	var content bytes.Buffer
	w := csv.NewWriter(&content)
	w.Comma = ';'
	rows := [][]string{{"path", "kind", "standing", "person", "gains", "losses", "error", "text"}}
	for _, v := range files {
		row := []string{v.Path, v.Kind, v.Standing, harmless(v.Person), fmt.Sprint(v.Gains), fmt.Sprint(v.Losses), "", ""}
		if v.Error != nil {
			row[6], row[7] = v.Error.Kind, v.Error.Text
		}
		rows = append(rows, row)
	}
	if err := w.WriteAll(rows); err != nil {
		return err
	}
	return c.writeOut(path, content.Bytes())
}

// harmless keeps a spreadsheet from taking a name for a formula.
func harmless(text string) string {
	if text != "" && strings.ContainsRune("=+-@\t\r", rune(text[0])) {
		return "'" + text
	}
	return text
}

// progress tells how far something is where a person looks on.
func (c *call) progress() func(done, total int) {
	if c.console == nil || c.JSON {
		return nil
	}
	return func(done, total int) { fmt.Fprintf(c.stderr, "\r%d/%d ", done, total) }
}
