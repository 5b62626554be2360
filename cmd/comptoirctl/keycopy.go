package main

import (
	"os"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/paper"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/usrfile"
)

type keyExport struct {
	Key            string `arg:""`
	Out            string `required:"" placeholder:"folder"`
	PassphraseFile string `placeholder:"file"`
	Forget         bool
}

func (keyExport) examples() []string {
	return []string{
		"--data siege key export 1 --out /media/usb", "key export 2 --out /media/coffre --passphrase-file phrase --forget --yes",
		"key export head-office --out /media/usb",
	}
}

func (keyExport) result() report { return keyFileView{} }

func (cmd *keyExport) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	passphrase, err := c.newPassphrase(cmd.PassphraseFile)
	if err != nil {
		return err
	}
	if cmd.Forget {
		if err := c.confirm("ctl.ask.forget", fault.Args{"Key": cmd.Key}); err != nil {
			return err
		}
	}
	var path string
	var key workspace.OfficeKey
	err = c.into(cmd.Out, func(dir string) error {
		path, key, err = session.ExportKey(c.ctx, cmd.Key, passphrase, dir)
		return err
	})
	if err != nil {
		return err
	}
	if cmd.Forget {
		written, err := workspace.OpenKeyFile(path, passphrase)
		if err != nil {
			return err
		}
		if _, err := session.ForgetKey(c.ctx, cmd.Key, written); err != nil {
			return err
		}
	}
	return c.give(keyFileView{c.shown(path), key.ID})
}

// newPassphrase gives the passphrase of a file that is written now: whoever
// types it types it twice.
func (c *call) newPassphrase(file string) (string, error) {
	if file != "" {
		return readSecret(c.resolve(file), file)
	}
	if c.console == nil {
		return "", fault.New(fault.Invalid, "ctl.no-passphrase", nil)
	}
	first, err := c.console.askSecret(c.ctx, c.printer.T("ctl.ask.new-passphrase"))
	if err != nil {
		return "", err
	}
	second, err := c.console.askSecret(c.ctx, c.printer.T("ctl.ask.again"))
	if err == nil && second != first {
		err = fault.New(fault.Invalid, "ctl.passwords-differ", nil)
	}
	return first, err
}

type keyPaper struct {
	Key string `arg:""`
	Out string `required:"" placeholder:"folder"`
}

func (keyPaper) examples() []string { return []string{"--data siege key paper 1 --out papier"} }

func (keyPaper) result() report { return keyFileView{} }

func (cmd *keyPaper) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	page, err := session.PrintKey(c.ctx, cmd.Key)
	if err != nil {
		return err
	}
	actor, err := session.Actor(c.ctx)
	if err != nil {
		return err
	}
	content, err := keyPage(page, actor.Name()).PDF(c.printer)
	if err != nil {
		return err
	}
	var path string
	err = c.into(cmd.Out, func(dir string) error {
		if path, err = usrfile.WriteFile(dir, page.FileName(), content); err != nil {
			return err
		}
		return os.Chmod(path, 0o600) // the key stands in it
	})
	if err != nil {
		return fault.Wrap(err, fault.Invalid, "ctl.no-out", fault.Args{"Path": cmd.Out})
	}
	if err := session.KeyPrinted(c.ctx, page); err != nil {
		return err
	}
	return c.give(keyPaperView{keyFileView{c.shown(path), page.Key.ID}})
}

// keyPaperView is a page that has to be printed and deleted.
type keyPaperView struct{ keyFileView }

func (r keyPaperView) words(s *sheet) {
	r.keyFileView.words(s)
	s.say("ctl.key.print-and-delete")
}

func keyPage(b workspace.PaperBackup, person string) paper.Key {
	page := paper.Key{
		Organisation: b.Organisation, Groups: b.Groups, OfficeID: b.OfficeID, OfficeGroups: b.OfficeGroups,
		Fingerprint: b.Fingerprint.String(), Person: person, Made: b.Made,
	}
	if b.Key.IsRoot() {
		page.Number, page.ID = b.Key.Number, b.Key.ID
	}
	return page
}

// copyOptions name copies of keys that were kept off the poste.
type copyOptions struct {
	From           []string `placeholder:"file" sep:"none"`
	PassphraseFile []string `placeholder:"file" sep:"none"`
	PaperFile      []string `placeholder:"file" sep:"none"`
	Paper          int      `placeholder:"number"`
}

// open opens the files with their passphrases, one for all or one for each, and
// has the papers typed.
func (o copyOptions) open(c *call) (copies []workspace.KeyCopy, err error) {
	if len(o.PassphraseFile) > 1 && len(o.PassphraseFile) != len(o.From) {
		return nil, fault.New(fault.Invalid, "ctl.passphrases", fault.Args{"Files": len(o.From), "Passphrases": len(o.PassphraseFile)})
	}
	for n, path := range o.From {
		passphrase, err := o.passphrase(c, n, path)
		if err != nil {
			return nil, err
		}
		b, err := workspace.OpenKeyFile(c.resolve(path), passphrase)
		if err != nil {
			return nil, err
		}
		copies = append(copies, b)
	}
	for _, path := range o.PaperFile {
		typed, err := readSecret(c.resolve(path), path)
		if err != nil {
			return nil, err
		}
		b, err := workspace.OpenKeyPaper(typed)
		if err != nil {
			return nil, err
		}
		copies = append(copies, b)
	}
	for n := range o.Paper {
		b, err := c.typedKey(n + 1)
		if err != nil {
			return nil, err
		}
		copies = append(copies, b)
	}
	return copies, nil
}

// openOne opens what must be one copy of one key.
func (o copyOptions) openOne(c *call) (copied workspace.KeyCopy, err error) {
	copies, err := o.open(c)
	if err != nil {
		return copied, err
	}
	if len(copies) != 1 {
		return copied, fault.New(fault.Invalid, "ctl.one-copy", nil)
	}
	return copies[0], nil
}

func (o copyOptions) passphrase(c *call, n int, path string) (string, error) {
	switch {
	case len(o.PassphraseFile) == 1:
		return readSecret(c.resolve(o.PassphraseFile[0]), o.PassphraseFile[0])
	case len(o.PassphraseFile) > 1:
		return readSecret(c.resolve(o.PassphraseFile[n]), o.PassphraseFile[n])
	case c.console == nil:
		return "", fault.New(fault.Invalid, "ctl.no-passphrase", nil)
	}
	return c.console.askSecret(c.ctx, c.printer.T("ctl.ask.passphrase", fault.Args{"Path": path}))
}

// typedKey has a key typed from paper, again as long as a group has a typo.
func (c *call) typedKey(n int) (workspace.KeyCopy, error) {
	if c.console == nil {
		return workspace.KeyCopy{}, fault.New(fault.Invalid, "ctl.no-passphrase", nil)
	}
	for {
		typed, err := c.console.askSecret(c.ctx, c.printer.T("ctl.ask.paper", fault.Args{"Number": n}))
		if err != nil || typed == "" {
			return workspace.KeyCopy{}, orCancelled(err)
		}
		b, err := workspace.OpenKeyPaper(typed)
		if err == nil {
			return b, nil
		}
		c.tell(err)
	}
}

func orCancelled(err error) error {
	if err == nil {
		err = fault.New(fault.Invalid, "ctl.cancelled", nil)
	}
	return err
}

type keyForget struct {
	copyOptions
	Key string `arg:""`
}

func (keyForget) examples() []string {
	return []string{
		`key forget 1 --from "/media/usb/cle-racine-1_eau_vive_7F3K-2M9Q-XW4T-0.age"`, "key forget 2 --paper 1",
	}
}

// keysView are keys that a command was about.
type keysView []keptView

func (keyForget) result() report { return keptView{} }

func (cmd *keyForget) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	kept, err := cmd.openOne(c)
	if err != nil {
		return err
	}
	if err := c.confirm("ctl.ask.forget", fault.Args{"Key": cmd.Key}); err != nil {
		return err
	}
	key, err := session.ForgetKey(c.ctx, cmd.Key, kept)
	if err != nil {
		return err
	}
	return c.give(viewKept(key))
}

func (k keptView) words(s *sheet) {
	s.say("ctl.key.forgotten", fault.Args{"Key": k.ID})
}

type keyRestore struct {
	copyOptions
}

func (keyRestore) examples() []string {
	return []string{`key restore --from "/media/usb/cle-racine-1_eau_vive_7F3K-2M9Q-XW4T-0.age"`, "key restore --paper 1"}
}

func (keyRestore) result() report { return keysView{} }

func (cmd *keyRestore) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	copies, err := cmd.open(c)
	if err != nil {
		return err
	}
	if len(copies) == 0 {
		return fault.New(fault.Invalid, "ctl.one-copy", nil)
	}
	restored := keysView{}
	for _, b := range copies {
		keys, err := session.RestoreKey(c.ctx, b)
		if err != nil {
			return err
		}
		restored = append(restored, each(keys, viewKept)...)
	}
	return c.give(restored)
}

func (r keysView) words(s *sheet) {
	for _, k := range r {
		s.say("ctl.key.restored", fault.Args{"Key": k.ID})
	}
}
