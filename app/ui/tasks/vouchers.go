package tasks

import (
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/posting"
)

// vouchersToPost are the received vouchers that wait to be posted, a task for each
// book.
func (s *section) vouchersToPost() ([]item, error) {
	waiting, err := s.Session.VouchersToPost(s.Context)
	var items []item
	for _, w := range waiting {
		items = append(items, item{
			nature: s.T("tasks.nature.vouchers"), what: s.T("tasks.vouchers", fault.Args{"Vouchers": w.Count, "Ref": w.Book.Ref(), "Name": w.Book.Name}),
			since: w.Since, open: func() { posting.Show(s.Desk, w.Book, func() { s.showList(nil) }) },
		})
	}
	return items, err
}
