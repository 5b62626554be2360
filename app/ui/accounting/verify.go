package accounting

import (
	"context"
	"errors"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

var _ = inJournal.offer(action[*page]{name: "verify", icon: "check", place: placeSafety, do: (*page).verify})

// verify recomputes the chain of the journal, compares all that is kept beside it,
// and reads every document.
func (p *page) verify() {
	var report accounting.Report
	var files workspace.AttachmentReport
	journal := p.open.Journal
	p.Tasks.Run(p.T("accounting.verifying", fault.Args{"Journal": journal.Ref()}),
		func(ctx context.Context, tell func(kit.Progress)) (err error) {
			if report, err = p.Session.VerifyPostings(ctx, journal.ID); err != nil {
				return err
			}
			files, err = p.Session.VerifyPapers(ctx, journal.ID, func(done, total int) {
				tell(kit.Progress{What: p.T("accounting.verify.papers"), Done: done, Total: total})
			})
			if err == nil {
				err = files.Err()
			}
			return err
		},
		func(err error) {
			switch {
			case errors.Is(err, context.Canceled), p.Context.Err() != nil:
			case err != nil:
				p.Dialogs.Refuse(err)
			default:
				p.Dialogs.Inform(p.T("accounting.verified"), p.verifiedText(report, files))
				kit.Trace("journal verified")
			}
		})
}

func (p *page) verifiedText(r accounting.Report, files workspace.AttachmentReport) string {
	text := p.T("accounting.verified.text", fault.Args{
		"Journal": r.Journal.Ref(), "Postings": r.Postings, "Lines": r.Lines, "Reversals": r.Reversals,
		"Debit": money.Amount{Minor: r.DebitMinor, Currency: r.Journal.Base}, "Anchor": r.Head.Hash.Anchor(),
	})
	if r.Branches > 0 {
		text += "\n" + p.T("accounting.verified.branches", fault.Args{"Branches": r.Branches, "Postings": r.Aside, "Lost": r.Lost})
	}
	if n := files.Intact + files.Elsewhere; n > 0 {
		text += "\n" + p.T("accounting.verified.papers", fault.Args{"Intact": files.Intact, "Elsewhere": files.Elsewhere})
	}
	return text
}
