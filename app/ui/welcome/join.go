package welcome

import (
	"github.com/comptoir/comptoir/app/ui/importing"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

var joinSteps = []string{"welcome.join.step.file", "welcome.join.step.fingerprint", "welcome.join.step.preview", "welcome.join.step.activation"}

// stepOf tells which of the steps a screen of the import is.
var stepOf = map[string]int{"choose": 0, "fingerprint": 1, "preview": 2, "result": 2, "refused": 0}

// join makes the empty folder a site with a file from head office.
func (h *Host) join() { h.importer(joinSteps).Choose() }

// Import takes a file that was dropped on the window, opened by its extension or
// named on the command line.
func (h *Host) Import(path string) {
	kit.Load(h.Tasks, func() (workspace.Condition, error) { return h.Workspace.Condition(h.Context) },
		func(condition workspace.Condition, err error) {
			if h.Refuse(err) {
				return
			}
			if condition.Empty {
				h.importer(joinSteps).Examine(path)
				return
			}
			h.importer(nil).Examine(path)
		})
}

// importer shows an import on pages of this package.
func (h *Host) importer(steps []string) *importing.Flow {
	return &importing.Flow{
		Services: h.Services, Workspace: h.Workspace, Context: h.Context, Leave: h.Show,
		Stage: func(s importing.Step) {
			h.show(page{
				name: s.Name, title: s.Title, steps: steps, step: stepOf[s.Name], back: h.Show, focus: s.Focus,
				content: kit.NewCard(s.Content), buttons: s.Buttons, keys: kit.Handlers{kit.ActionRefresh: s.Refresh},
			})
		},
		Applied: h.afterImport,
	}
}

// afterImport leads to the activation of an account that waits for it, else to
// the sign-in.
func (h *Host) afterImport(a *workspace.Arrival) []*kit.Button {
	signIn := kit.NewButton(h.T("welcome.to-sign-in"), "", kit.Primary, h.Show)
	if a.UserData == nil || !a.UserData.Pending() {
		return []*kit.Button{signIn}
	}
	address := a.UserData.Address()
	return []*kit.Button{
		kit.NewButton(h.T("welcome.to-sign-in"), "", kit.Plain, h.Show),
		kit.NewButton(h.T("welcome.to-activation"), "key", kit.Primary, func() { h.showActivation(address) }),
	}
}

// remember keeps the name for the next sign-in; one that can not be kept costs
// nothing but typing.
func (h *Host) remember(name string) {
	h.Settings.LastName = name
	if err := h.Settings.Save(); err != nil {
		h.Report(err)
	}
}
