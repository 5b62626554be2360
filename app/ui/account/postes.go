package account

import (
	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// devices are the person's postes, and what this one has asked for.
type devices struct {
	postes   []directory.Poste
	requests []workspace.OwnRequest
	here     directory.Poste
}

// postes shows the person's postes and the requests of this one.
func (s *section) postes() {
	kit.Load(s.Tasks, func() (d devices, err error) {
		if d.postes, err = s.Session.OwnPostes(s.Context); err != nil {
			return d, err
		}
		if d.requests, err = s.Session.OwnRequests(s.Context); err != nil {
			return d, err
		}
		condition, err := s.Workspace.Condition(s.Context)
		d.here = condition.Poste
		return d, err
	}, func(d devices, err error) {
		if !s.Refuse(err) {
			s.showPostes(d)
		}
	})
}

func (s *section) showPostes(d devices) {
	done := kit.NewButton(s.T("account.back"), "", kit.Plain, s.open)
	s.show(screen{
		name: "postes", title: s.T("account.function.postes"), focus: done, keys: kit.Handlers{kit.ActionRefresh: s.postes},
		body: kit.VStack(12, card(s.T("account.postes"), s.posteLines(d)), card(s.T("account.requests"), s.requestLines(d)), kit.HStack(8, done)),
	})
}

func (s *section) posteLines(d devices) fyne.CanvasObject {
	lines := kit.VStack(8)
	for _, p := range d.postes {
		label := p.Label
		if p.ID == d.here.ID {
			label = s.T("account.postes.here", fault.Args{"Label": p.Label})
		}
		badge := kit.NewBadge(kit.Fine, s.T("poste.status."+string(p.Status)))
		if p.Status != directory.PosteActive {
			badge = kit.NewBadge(kit.Refused, s.T("poste.status."+string(p.Status)))
		}
		about := s.T("account.postes.line", fault.Args{"Number": p.Number, "Label": label, "Location": p.Location})
		lines.Add(kit.HStack(12, kit.Width(360, kit.NewText(about, kit.Body).Cut()), kit.Width(180, kit.NewText(s.Printer.Time(p.Registered), kit.Muted)), badge))
	}
	if len(d.postes) == 0 {
		lines.Add(kit.NewParagraph(s.T("account.postes.none"), kit.Muted))
	}
	return lines
}

// requestsShown bounds the list of requests; older ones are in the history.
const requestsShown = 20

func (s *section) requestLines(d devices) fyne.CanvasObject {
	lines := kit.VStack(10)
	for _, r := range d.requests[:min(len(d.requests), requestsShown)] {
		lines.Add(s.requestLine(r))
	}
	if len(d.requests) == 0 {
		lines.Add(kit.NewParagraph(s.T("account.requests.none"), kit.Muted))
	}
	return lines
}

// standings of requests, in words and colours.
var requestStandings = map[directory.RequestStatus]kit.Standing{
	directory.RequestOpen: kit.Neutral, directory.RequestApproved: kit.Fine, directory.RequestRefused: kit.Refused,
	directory.RequestReplaced: kit.Neutral, directory.RequestExpired: kit.Expiring,
}

func (s *section) requestLine(r workspace.OwnRequest) fyne.CanvasObject {
	about := s.T("account.requests.line", fault.Args{"Module": r.Request.Module.Label(), "Made": r.Request.Made})
	line := kit.HStack(12, kit.Width(360, kit.NewText(about, kit.Body).Cut()), kit.Width(180, kit.NewText(r.Fingerprint, kit.Muted)),
		kit.NewBadge(requestStandings[r.Status], s.T("account.requests.status."+string(r.Status))))
	if r.Status == directory.RequestOpen {
		line.Add(kit.Space())
		line.Add(kit.NewButton(s.T("account.requests.again"), "export", kit.Plain, func() { s.writeAgain(r) }))
	}
	if r.Request.Reason == "" {
		return line
	}
	return kit.VStack(2, line, kit.NewParagraph(s.T("account.requests.reason", fault.Args{"Reason": r.Request.Reason}), kit.Muted))
}

// writeAgain writes the file of an open request that was lost on its way.
func (s *section) writeAgain(r workspace.OwnRequest) {
	folder := kit.NewFolderField(s.Services, "request-folder", s.Workspace.Outbox())
	var dialog *kit.OpenDialog
	dialog = s.Dialogs.Open(kit.Dialog{
		Name: "request-again", Title: s.T("account.requests.again.title"), Width: 560, Confirm: s.T("account.requests.again.confirm"),
		Content: kit.VStack(12, kit.NewParagraph(s.T("account.requests.again.text"), kit.Body), kit.NewLabelled(s.T("account.register.folder"), folder)),
		Focus:   folder,
		OnConfirm: func() error {
			if folder.Check() != "" {
				dialog.Fit()
				return kit.ErrStay
			}
			var asked workspace.Asked
			return dialog.Await(s.T("account.register.running"), func() (err error) {
				asked, err = s.Session.WriteRequest(s.Context, r.Request.Digest, folder.Folder())
				return err
			}, func() { s.showAsked(asked) })
		},
	})
}
