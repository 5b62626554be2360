package account

import (
	"time"

	"github.com/comptoir/comptoir/app/paper"
	"github.com/comptoir/comptoir/app/ui/importing"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/ui/printing"
)

// fingerprint shows the organisation's fingerprint again, to be read to a site
// or printed.
func (s *section) fingerprint() {
	kit.Load(s.Tasks, s.readSheet, func(sheet paper.Fingerprint, err error) {
		if !s.Refuse(err) {
			s.showFingerprint(sheet)
		}
	})
}

func (s *section) readSheet() (paper.Fingerprint, error) {
	print, err := s.Workspace.Fingerprint(s.Context)
	if err != nil {
		return paper.Fingerprint{}, err
	}
	condition, err := s.Workspace.Condition(s.Context)
	if err != nil {
		return paper.Fingerprint{}, err
	}
	actor, err := s.Session.Actor(s.Context)
	return paper.Fingerprint{
		Organisation: condition.Organisation.Name, Groups: print.String(), Person: actor.Name(), Made: condition.Now.Truncate(time.Second),
	}, err
}

func (s *section) showFingerprint(page paper.Fingerprint) {
	print := func() {
		printing.Print(s.Services, s.Workspace.Dir(), s.T("welcome.fingerprint.file"), func() ([]byte, error) { return page.PDF(s.Printer) })
	}
	button := kit.NewButton(s.T("welcome.fingerprint.print"), "print", kit.Primary, print)
	s.show(screen{
		name: "fingerprint", title: s.T("account.function.fingerprint"), focus: button, keys: kit.Handlers{kit.ActionPrint: print},
		body: sheet(kit.VStack(16, kit.NewParagraph(s.T("welcome.fingerprint.what"), kit.Body), importing.Groups(page.Groups)), button),
	})
}
