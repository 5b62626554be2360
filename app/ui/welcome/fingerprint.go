package welcome

import (
	"time"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/paper"
	"github.com/comptoir/comptoir/app/ui/importing"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/ui/printing"
	"github.com/comptoir/comptoir/app/workspace"
)

// showFingerprint shows the new organisation's fingerprint, to be printed and
// kept at head office.
func (h *Host) showFingerprint(session *workspace.Session, n workspace.NewOrganisation) {
	kit.Load(h.Tasks, func() (workspace.Fingerprint, error) { return h.Workspace.Fingerprint(h.Context) },
		func(print workspace.Fingerprint, err error) {
			if h.Refuse(err) {
				return
			}
			page := paper.Fingerprint{Organisation: n.Name, Groups: print.String(), Person: n.FirstName + " " + n.LastName, Made: time.Now()}
			h.showGroups(session, page)
		})
}

func (h *Host) showGroups(session *workspace.Session, sheet paper.Fingerprint) {
	print := kit.NewButton(h.T("welcome.fingerprint.print"), "print", kit.Plain, func() {
		printing.Print(h.Services, h.Workspace.Dir(), h.T("welcome.fingerprint.file"), func() ([]byte, error) { return sheet.PDF(h.Printer) })
	})
	h.show(page{
		name: "fingerprint", title: h.T("welcome.fingerprint.title"), steps: createSteps, step: 1,
		content: kit.VStack(16,
			kit.NewNotice(h.Printer, kit.Fine, h.T("welcome.fingerprint.created", fault.Args{"Name": sheet.Organisation}), ""),
			kit.NewParagraph(h.T("welcome.fingerprint.what"), kit.Body),
			importing.Groups(sheet.Groups),
			kit.NewParagraph(h.T("welcome.fingerprint.keep"), kit.Muted),
		),
		buttons: []*kit.Button{print, kit.NewButton(h.T("welcome.continue"), "", kit.Primary, func() { h.SignedIn(session) })},
		focus:   print, keys: kit.Handlers{kit.ActionPrint: func() { print.Tapped(nil) }},
	})
}
