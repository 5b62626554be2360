// Package keycopies has people bring the copies of keys that are kept off the poste:
// an encrypted file, or a page that is typed.
package keycopies

import (
	"fmt"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// Copies are the keys that people have brought: opened one after the other, from
// their files or from paper.
type Copies struct {
	Opened  []workspace.KeyCopy
	File    *kit.Button       // chooses a file; where the focus belongs
	Content fyne.CanvasObject // to show
	Changed func()            // makes room in the dialog; nil while it is being made

	*kit.Services
	need  int
	held  int // on this poste already
	count *kit.Text
	names *fyne.Container
}

// New asks for as many copies as are needed, less those that the poste holds.
func New(s *kit.Services, need, held int) *Copies {
	c := &Copies{Services: s, need: need, held: held, count: kit.NewText("", kit.Strong), names: kit.VStack(4)}
	c.File = kit.NewButton(s.T("organisation.keys.open-file"), "file", kit.Plain, c.chooseFile)
	typed := kit.NewButton(s.T("organisation.keys.type-paper"), "edit", kit.Plain, c.typePaper)
	c.Content = kit.VStack(8, c.count, c.names, kit.HStack(8, c.File, typed))
	c.tell()
	return c
}

// Last gives the copy that was opened last, or an empty one.
func (c *Copies) Last() workspace.KeyCopy {
	if len(c.Opened) == 0 {
		return workspace.KeyCopy{}
	}
	return c.Opened[len(c.Opened)-1]
}

func (c *Copies) tell() {
	c.count.SetText(c.T("organisation.keys.at-hand", fault.Args{"Have": c.held + len(c.Opened), "Need": c.need}))
	if c.Changed != nil {
		c.Changed()
	}
}

func (c *Copies) add(opened workspace.KeyCopy, name string) {
	c.Opened = append(c.Opened, opened)
	c.names.Add(kit.NewBadge(kit.Fine, name))
	kit.Trace(fmt.Sprintf("key copies %d", len(c.Opened)))
	c.tell()
}

func (c *Copies) chooseFile() {
	c.Dialogs.ChooseFile(kit.FileChoice{Title: c.T("organisation.keys.open-file.title"), Extensions: []string{".age"}}, c.openFile)
}

// openFile asks for the passphrase of a file.
func (c *Copies) openFile(path string) {
	passphrase := kit.NewPasswordField(c.Services, "passphrase")
	passphrase.Required = true
	var dialog *kit.OpenDialog
	var opened workspace.KeyCopy
	dialog = c.Dialogs.OpenOver(kit.Dialog{
		Name: "key-passphrase", Title: filepath.Base(path), Width: 560, Content: kit.NewLabelled(c.T("organisation.keys.passphrase"), passphrase),
		Confirm: c.T("organisation.keys.open"), Focus: passphrase,
		OnConfirm: func() error {
			if passphrase.Check() != "" {
				dialog.Fit()
				return kit.ErrStay
			}
			return dialog.Await(c.T("organisation.keys.opening"), func() (err error) {
				opened, err = workspace.OpenKeyFile(path, passphrase.Text)
				return err
			}, func() { c.add(opened, filepath.Base(path)) })
		},
	})
}

// typePaper takes a key from paper; each group is judged while it is typed.
func (c *Copies) typePaper() {
	field := kit.NewTextField(c.Services, "paper")
	field.Required = true
	field.TextStyle.Monospace = true
	verdicts := kit.NewParagraph(c.judged(""), kit.Muted)
	field.OnChanged = func(text string) { verdicts.SetText(c.judged(text)) }
	c.Dialogs.OpenOver(kit.Dialog{
		Name: "key-paper", Title: c.T("organisation.keys.type-paper.title"), Width: 760,
		Content: kit.VStack(8, kit.NewParagraph(c.T("organisation.keys.type-paper.text"), kit.Body), kit.NewLabelled(c.T("organisation.keys.groups"), field), verdicts),
		Confirm: c.T("organisation.keys.open"), Focus: field,
		OnConfirm: func() error {
			opened, err := workspace.OpenKeyPaper(field.Text)
			if err == nil {
				c.add(opened, c.T("organisation.keys.from-paper"))
			}
			return err
		},
	})
}

// judged says how many groups are right, and which have a typo.
func (c *Copies) judged(text string) string {
	right, wrong := workspace.PaperGroups(text)
	if len(wrong) == 0 {
		return c.T("organisation.keys.right", fault.Args{"Right": right})
	}
	var groups []string
	for _, n := range wrong {
		groups = append(groups, fmt.Sprint(n))
	}
	return c.T("organisation.keys.typos", fault.Args{"Right": right, "Groups": strings.Join(groups, ", ")})
}
