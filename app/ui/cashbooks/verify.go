package cashbooks

import (
	"context"
	"errors"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// verify recomputes the chain of the book and says how it stands.
func (p *page) verify() {
	var report cashbook.Report
	book := p.book.Book.ID
	p.Tasks.Run(p.T("cashbooks.verifying", fault.Args{"Book": p.book.Book.Ref()}),
		func(ctx context.Context, _ func(kit.Progress)) (err error) {
			report, err = p.Session.VerifyBook(ctx, book)
			return err
		},
		func(err error) {
			switch {
			case errors.Is(err, context.Canceled), p.Context.Err() != nil:
			case err != nil:
				p.Dialogs.Refuse(err)
			default:
				p.Dialogs.Inform(p.T("cashbooks.verified"), p.T("cashbooks.verified.text", fault.Args{
					"Book": report.Book.Ref(), "Count": report.Entries, "Vouchers": report.Vouchers, "Revisions": report.Revisions,
					"Reversals": report.Reversals, "Balance": p.amount(report.BalanceMinor), "Anchor": report.Head.Hash.Anchor(),
				}))
			}
		})
}
