package ui

import (
	"strings"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/account"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// tellNews tells the person at sign-in what has happened to the account since the
// last time: sign-ins from postes never used before, and refused attempts.
func (p *person) tellNews() {
	kit.Load(p.desk.Tasks, func() (workspace.News, error) { return p.desk.Session.News(p.desk.Context) }, func(news workspace.News, err error) {
		if p.window.person != p || p.desk.Refuse(err) {
			return
		}
		switch {
		case len(news.NewPostes) > 0:
			var postes []string
			for _, one := range news.NewPostes {
				postes = append(postes, account.PosteText(p.desk.Printer, one))
			}
			p.desk.Notices.Tell(kit.Expiring, p.desk.T("ui.news.poste", fault.Args{"Postes": strings.Join(postes, ", ")}), p.desk.T("ui.news.poste.hint"))
		case news.Refused > 0:
			p.desk.Notices.Tell(kit.Expiring, p.desk.T("ui.news.refused", fault.Args{"Count": news.Refused}), p.desk.T("ui.news.refused.hint"))
		}
	})
}
