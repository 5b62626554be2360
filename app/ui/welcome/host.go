// Package welcome has the screens before anybody has signed in: the three doors
// of the first start, and the sign-in of every later one.
package welcome

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/ui/settings"
	"github.com/comptoir/comptoir/app/workspace"
)

// Host is the window that these screens stand in.
type Host struct {
	*kit.Services
	Shell     *kit.Shell
	Workspace *workspace.Workspace // nil for a damaged folder
	Settings  *settings.Settings
	Context   context.Context
	Damaged   *Damaged // the folder that can not be opened, or nil

	// SignedIn takes over from here with the person's session.
	SignedIn func(*workspace.Session)
	// Open goes to another data folder and then does something there.
	Open func(dir string, then func(*Host))
	// Turn changes between light and dark, Speak to another language; both
	// show the screen in front anew.
	Turn  func()
	Speak func(language string)
}

// Show begins where the data folder is: at the three doors of an empty one, at what
// can be done about a damaged one, else at the sign-in.
func (h *Host) Show() {
	if h.Damaged != nil {
		h.showDamaged()
		return
	}
	kit.Load(h.Tasks, func() (workspace.Condition, error) { return h.Workspace.Condition(h.Context) },
		func(condition workspace.Condition, err error) {
			switch {
			case err != nil:
				h.Dialogs.Refuse(err)
			case condition.Empty:
				h.showDoors()
			default:
				h.showSignIn(condition)
			}
		})
}

// page is one of the screens of this package.
type page struct {
	name    string // in the trace
	title   string
	steps   []string // of the way that the page is on, or none
	step    int      // the one of the page, from 0
	content fyne.CanvasObject
	buttons []*kit.Button // the main one last
	width   float32       // 0 for the usual
	focus   fyne.Focusable
	keys    kit.Handlers
	back    func() // what Esc does, or nil
}

const pageWidth = 720

// show brings a page to the middle of the window.
func (h *Host) show(p page) {
	width := p.width
	if width == 0 {
		width = pageWidth
	}
	body := kit.VStack(16, p.head(h), p.content)
	if len(p.buttons) > 0 {
		line := kit.HStack(8, kit.Space())
		for _, b := range p.buttons {
			line.Add(b)
		}
		body.Add(kit.Insets(4, 0, line))
	}
	centred := container.NewCenter(kit.Width(width, body))
	keys := kit.Handlers{}
	for action, do := range p.keys {
		keys[action] = do
	}
	if p.back != nil {
		keys[kit.ActionCancel] = p.back
	}
	h.Shell.ShowAlone(kit.Screen{
		Name: "welcome." + p.name, Focus: p.focus, Keys: keys,
		Content: container.NewBorder(h.band(), nil, nil, nil, kit.NewScroll(kit.Inset(kit.Margin, centred))),
	})
}

// head is the title of a page, under the steps of the way that it is on.
func (p page) head(h *Host) fyne.CanvasObject {
	title := kit.NewText(p.title, kit.Title)
	if len(p.steps) == 0 {
		return title
	}
	line := kit.HStack(8)
	for i, step := range p.steps {
		if i > 0 {
			line.Add(kit.NewText("›", kit.Muted))
		}
		style := kit.Muted
		if i == p.step {
			style = kit.Style{Color: kit.ColorPrimary, Bold: true}
		}
		line.Add(kit.NewText(h.T(step), style))
	}
	return kit.VStack(4, line, title)
}

// band is the line on top: the name of the program, its look and its language.
func (h *Host) band() fyne.CanvasObject {
	line := kit.HStack(8, kit.NewText(h.T("welcome.program"), kit.Style{Color: kit.ColorPrimary, Bold: true}), kit.Space(),
		kit.NewButton(h.T("welcome.language"), "", kit.Quiet, func() { h.Speak(h.T("welcome.language.code")) }),
		kit.NewButton(h.T("welcome.look"), "theme", kit.Quiet, h.Turn))
	return kit.VStack(0, kit.NewPanel(kit.ColorSurface, kit.Insets(6, kit.Margin, line)), kit.Rule())
}
