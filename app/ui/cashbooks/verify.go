package cashbooks

import (
	"context"
	"errors"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// verify recomputes the chain of the book and says how it stands.
func (p *page) verify() { p.verifyBy("cashbooks.verifying", p.Session.VerifyBook) }

// verifyBy is verify after what is derived was made again, or without.
func (p *page) verifyBy(what string, verify func(context.Context, ident.BookID) (cashbook.Report, error)) {
	var report cashbook.Report
	var files workspace.AttachmentReport
	book := p.book.Book.ID
	p.Tasks.Run(p.T(what, fault.Args{"Book": p.book.Book.Ref()}),
		func(ctx context.Context, tell func(kit.Progress)) (err error) {
			if report, err = verify(ctx, book); err != nil {
				return err
			}
			files, err = p.Session.VerifyAttachments(ctx, book, func(done, total int) {
				tell(kit.Progress{What: p.T("cashbooks.papers"), Done: done, Total: total})
			})
			return err
		},
		func(err error) {
			switch {
			case errors.Is(err, context.Canceled), p.Context.Err() != nil:
			case workspace.OnlyDerived(err):
				p.offerRebuild(err)
			case err != nil:
				p.Dialogs.Refuse(err)
			case len(files.Damaged) > 0:
				p.showDamaged(files)
			default:
				p.Dialogs.Inform(p.T("cashbooks.verified"), p.verifiedPapers(files)+p.verifiedCounts(report)+p.verifiedBranches(report)+p.T("cashbooks.verified.text", fault.Args{
					"Book": report.Book.Ref(), "Count": report.Entries, "Vouchers": report.Vouchers, "Revisions": report.Revisions,
					"Reversals": report.Reversals, "Balance": p.amount(report.BalanceMinor), "Anchor": report.Head.Hash.Anchor(),
				}))
			}
		})
}

// offerRebuild says what is wrong in what is derived from the entries, and makes it
// again when the person wants that.
func (p *page) offerRebuild(err error) {
	text, _ := p.Explain(err)
	p.Dialogs.Confirm(p.T("cashbooks.rebuild.title"), text+"\n"+p.T("cashbooks.rebuild.text"), p.T("cashbooks.rebuild.do"), func() {
		p.verifyBy("cashbooks.rebuilding", p.Session.RebuildBook)
	})
}

// verifiedPapers says in front of the rest how the attachments stand, where there
// are any.
func (p *page) verifiedPapers(files workspace.AttachmentReport) string {
	if files.Intact+files.Elsewhere == 0 {
		return ""
	}
	return p.T("cashbooks.verified.papers", fault.Args{"Intact": files.Intact, "Elsewhere": files.Elsewhere}) + " "
}

// verifiedCounts says how many cash counts were checked along, where there are any.
func (p *page) verifiedCounts(report cashbook.Report) string {
	if report.Counts == 0 {
		return ""
	}
	return p.T("cashbooks.verified.counts", fault.Args{"Count": report.Counts, "Signed": report.Signed}) + " "
}

// verifiedBranches says how many entries that are kept apart were checked along.
func (p *page) verifiedBranches(report cashbook.Report) string {
	if report.Aside == 0 {
		return ""
	}
	return p.T("cashbooks.verified.branches", fault.Args{"Count": report.Aside}) + " "
}

// mostDamaged attachments are named at once.
const mostDamaged = 5

// showDamaged names the attachments that are missing or altered, each with its
// voucher.
func (p *page) showDamaged(files workspace.AttachmentReport) {
	list := kit.VStack(8, kit.NewParagraph(p.T("cashbooks.verified.damaged.text", fault.Args{
		"Count": len(files.Damaged), "Intact": files.Intact,
	}), kit.Body))
	for _, a := range files.Damaged[:min(mostDamaged, len(files.Damaged))] {
		text, hint := p.Explain(a.Err)
		list.Add(kit.NewNotice(p.Printer, kit.Refused, text, hint))
	}
	p.Dialogs.Open(kit.Dialog{Name: "damaged", Title: p.T("cashbooks.verified.damaged"), Content: list, Width: 640})
}
