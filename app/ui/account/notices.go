package account

import (
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// noticeChecks are the types of open tasks that one can be told of by e-mail.
type noticeChecks []*kit.Check

func (s *section) noticeChecks(chosen directory.Notices) noticeChecks {
	var checks noticeChecks
	for _, n := range directory.NoticeTypes() {
		check := kit.NewCheck(s.Services, "notice-"+string(n), s.T(string(n.Label())))
		check.SetTicked(chosen.Has(n))
		checks = append(checks, check)
	}
	return checks
}

// chosen gives the types that are ticked.
func (c noticeChecks) chosen() directory.Notices {
	var types []directory.Notice
	for i, n := range directory.NoticeTypes() {
		if c[i].Ticked() {
			types = append(types, n)
		}
	}
	notices, _ := directory.NoticesOf(types...) // all are of the list
	return notices
}
