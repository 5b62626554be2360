package accounting

import (
	"context"
	"errors"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

var _ = inJournal.offer(action[*page]{name: "verify", icon: "check", place: placeSafety, do: (*page).verify})

// verify recomputes the chain of the journal, compares all that is kept beside it,
// and reads every document.
func (p *page) verify() { p.verifyBy("accounting.verifying", p.Session.VerifyPostings) }

// verifyBy is verify after what is derived was made again, or without.
func (p *page) verifyBy(what string, verify func(context.Context, ident.BookID) (accounting.Report, error)) {
	var report accounting.Report
	var files workspace.AttachmentReport
	journal := p.open.Journal
	p.Tasks.Run(p.T(what, fault.Args{"Journal": journal.Ref()}),
		func(ctx context.Context, tell func(kit.Progress)) (err error) {
			if report, err = verify(ctx, journal.ID); err != nil {
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
			case workspace.OnlyDerived(err):
				p.offerRebuild(err)
			case err != nil:
				p.Dialogs.Refuse(err)
			default:
				p.Dialogs.Inform(p.T("accounting.verified"), p.verifiedText(report, files))
				kit.Trace("journal verified")
			}
		})
}

// offerRebuild says what is wrong in what is derived from the postings, and makes it
// again when the person wants that.
func (p *page) offerRebuild(err error) {
	text, _ := p.Explain(err)
	p.Dialogs.Confirm(p.T("accounting.rebuild.title"), text+"\n"+p.T("accounting.rebuild.text"), p.T("accounting.rebuild.do"), func() {
		p.verifyBy("accounting.rebuilding", p.Session.RebuildJournal)
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
