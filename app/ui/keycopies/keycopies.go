package organisation

import (
	"fmt"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// copies are the keys that people have brought: opened one after the other, from
// their files or from paper.
type copies struct {
	*keyring
	opened  []workspace.KeyCopy
	need    int
	held    int // on this poste already
	count   *kit.Text
	names   *fyne.Container
	file    *kit.Button
	content fyne.CanvasObject
	changed func() // makes room in the dialog; nil while it is being made
}

func (k *keyring) newCopies(need, held int) *copies {
	c := &copies{keyring: k, need: need, held: held, count: kit.NewText("", kit.Strong), names: kit.VStack(4)}
	c.file = kit.NewButton(k.T("organisation.keys.open-file"), "file", kit.Plain, c.chooseFile)
	typed := kit.NewButton(k.T("organisation.keys.type-paper"), "edit", kit.Plain, c.typePaper)
	c.content = kit.VStack(8, c.count, c.names, kit.HStack(8, c.file, typed))
	c.tell()
	return c
}

// last gives the copy that was opened last, or an empty one.
func (c *copies) last() workspace.KeyCopy {
	if len(c.opened) == 0 {
		return workspace.KeyCopy{}
	}
	return c.opened[len(c.opened)-1]
}

func (c *copies) tell() {
	c.count.SetText(c.T("organisation.keys.at-hand", fault.Args{"Have": c.held + len(c.opened), "Need": c.need}))
	if c.changed != nil {
		c.changed()
	}
}

func (c *copies) add(opened workspace.KeyCopy, name string) {
	c.opened = append(c.opened, opened)
	c.names.Add(kit.NewBadge(kit.Fine, name))
	kit.Trace(fmt.Sprintf("key copies %d", len(c.opened)))
	c.tell()
}

func (c *copies) chooseFile() {
	c.Dialogs.ChooseFile(kit.FileChoice{Title: c.T("organisation.keys.open-file.title"), Extensions: []string{".age"}}, c.openFile)
}

// openFile asks for the passphrase of a file.
func (c *copies) openFile(path string) {
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
func (c *copies) typePaper() {
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
func (c *copies) judged(text string) string {
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
