package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/usrfile"
)

type importCommand struct {
	File   []string `arg:""`
	Trust  string   `placeholder:"fingerprint"`
	Report string   `placeholder:"file"`
}

func (importCommand) examples() []string {
	return []string{
		"--data kolda import /media/usb/awa_diop_2026-11-21.usr",
		"--data kolda import out/awa_diop_2026-11-21.usr --trust 7F3K-2M9Q-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX --yes",
		"--data kolda import /media/usb --report /media/usb/import.csv",
	}
}

// filesImported are what became of files, in their order.
type filesImported []imported

func (importCommand) result() report { return filesImported{} }

// Run imports one file after the other. One that is refused does not keep the
// others out; the exit status is that of the first refusal. Of several files
// every one is in the result, so that machines know which was refused.
func (cmd *importCommand) Run(c *call) error {
	trust, err := parseTrust(cmd.Trust)
	if err != nil {
		return err
	}
	paths, folders, err := workspace.FilesOf(each(cmd.File, c.resolve))
	if err != nil {
		return err
	}
	if folders {
		return cmd.many(c, paths, trust)
	}
	files := filesImported{}
	var refusals []error
	for _, path := range cmd.File {
		i, err := cmd.one(c, path, trust)
		switch {
		case err == nil:
			files = append(files, i)
		case len(cmd.File) == 1:
			return err
		default:
			files = append(files, c.refused(path, err))
			refusals = append(refusals, told{err})
		}
	}
	return errors.Join(append(refusals, c.give(files))...)
}

// refused tells at once why one file of several was refused.
func (c *call) refused(path string, err error) imported {
	if !c.JSON {
		fmt.Fprintln(c.stderr, shown(path))
	}
	c.tell(err)
	p := c.describe(err)
	return imported{Path: path, Changes: []change{}, Error: &p}
}

// parseTrust reads a fingerprint that was compared; none is nil.
func parseTrust(text string) (*usrfile.Fingerprint, error) {
	if text == "" {
		return nil, nil
	}
	read, err := usrfile.ParseFingerprint(text)
	if err != nil {
		return nil, fault.Wrap(err, fault.Invalid, "ctl.fingerprint", fault.Args{"Text": fault.Excerpt(text)})
	}
	return &read, nil
}

// one imports a file here. At head office somebody must have signed in, since the
// keys are theirs, and anywhere for a batch, which is for who posts it; a request becomes a task there without further questions.
func (cmd *importCommand) one(c *call, path string, trust *usrfile.Fingerprint) (imported, error) {
	file := c.resolve(path)
	if _, err := os.Lstat(file); errors.Is(err, fs.ErrNotExist) { // before a data folder is made for it
		return imported{}, fault.New(fault.Missing, "workspace.no-file", fault.Args{"Path": path})
	}
	space, err := c.openOrMake()
	if err != nil {
		return imported{}, err
	}
	condition, err := space.Condition(c.ctx)
	if err != nil {
		return imported{}, err
	}
	var by *workspace.Session
	if condition.Side == directory.HeadOffice || !condition.Empty && workspace.IsBatch(file) {
		if by, err = c.signIn(); err != nil {
			return imported{}, err
		}
	}
	arrival, err := space.Examine(c.ctx, by, file)
	if err != nil {
		return imported{}, err
	}
	if arrival.Request != nil || arrival.CodeTask != nil || arrival.Funds != nil && arrival.Kind == usrfile.KindRequest {
		return c.receive(by, arrival, path)
	}
	return cmd.decide(c, c.viewArrival(arrival, path), arrival, trust)
}

// receive puts a request among the tasks of head office.
func (c *call) receive(by *workspace.Session, a *workspace.Arrival, path string) (imported, error) {
	if err := c.space.Apply(c.ctx, by, a, a.Fingerprint); err != nil {
		return imported{}, err
	}
	result := imported{Path: path, Kind: usrfile.KindRequest.String(), Applied: true, Changes: []change{}}
	if a.Funds != nil {
		view := viewFunds(a.Funds.Card)
		result.Funds = &view
		return result, nil
	}
	if a.CodeTask != nil {
		view := c.viewCodeTask(*a.CodeTask)
		result.Code = &view
		return result, nil
	}
	view := viewTask(*a.Request)
	result.Request = &view
	return result, nil
}

// decide compares, shows and asks, in this order, and applies.
func (cmd *importCommand) decide(c *call, view imported, a *workspace.Arrival, trust *usrfile.Fingerprint) (imported, error) {
	compared, err := c.compare(a, trust)
	if err != nil {
		return view, err
	}
	if a.Repeated {
		return view, nil
	}
	if err := c.previewAndAsk(view); err != nil {
		return view, err
	}
	by, err := c.importer()
	if err != nil {
		return view, err
	}
	view.Applied = true
	return view, c.space.Apply(c.ctx, by, a, compared)
}

// importer gives who imports, where an option names somebody. The file has its
// own authority and needs nobody.
func (c *call) importer() (*workspace.Session, error) {
	if c.As == "" || c.session != nil {
		return c.session, nil
	}
	return c.signIn()
}

// compare has the person compare the fingerprint where the folder does not know
// the organisation yet, by typing what head office reads to them. One that was
// given is compared in any case.
func (c *call) compare(a *workspace.Arrival, trust *usrfile.Fingerprint) (usrfile.Fingerprint, error) {
	if trust == nil && a.FirstContact {
		typed, err := c.askFingerprint()
		if err != nil {
			return usrfile.Fingerprint{}, err
		}
		trust = typed
	}
	if trust != nil && *trust != a.Fingerprint {
		return *trust, fault.New(fault.Forged, "workspace.fingerprint", nil)
	}
	return a.Fingerprint, nil
}

func (c *call) askFingerprint() (*usrfile.Fingerprint, error) {
	if c.console == nil {
		return nil, fault.New(fault.Invalid, "ctl.needs-trust", nil)
	}
	typed, err := c.console.ask(c.ctx, c.printer.T("ctl.ask.fingerprint"))
	if err != nil {
		return nil, err
	}
	if typed == "" {
		return nil, fault.New(fault.Invalid, "ctl.needs-trust", nil)
	}
	return parseTrust(typed)
}

// previewAndAsk shows what would change, on standard error, since it is no result
// yet, and asks whether to go on.
func (c *call) previewAndAsk(view imported) error {
	if c.Yes {
		return nil
	}
	s := &sheet{Printer: c.printer}
	view.describe(s)
	if _, err := c.stderr.Write([]byte(s.text.String())); err != nil {
		return err
	}
	return c.confirm("ctl.ask.apply", nil)
}
