package storagetest

import (
	"fmt"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/storage"
)

func bookID(name string) ident.BookID { return named[ident.BookID](name) }

// till is a book with every field set, in the project of the code.
func till(code string, number int) cashbook.Book {
	return cashbook.Book{
		ID: bookID(fmt.Sprint(code, number)), Project: project(code), ProjectCode: code, Number: number,
		Type: cashbook.Cash, Name: fmt.Sprint("Caisse ", number), Currency: "XOF", TimeZone: "Africa/Dakar",
		Overdraft: true, CeilingMinor: 500_000, Account: "571", Operator: "Wave", Wallet: "77 123 45 67", Responsible: user("awa"), Deputy: user("binta"),
		CounterSignatory: user("coumba"), Status: cashbook.Open, Revision: 3,
	}
}

// addTill inserts a project and a book in it.
func addTill(tx *storage.Tx, code string) error {
	if err := addProjects(tx, code); err != nil {
		return err
	}
	return tx.SaveBook(till(code, 1))
}

// scribe makes the entries of one book in their order, with a chain that
// storage can not tell from a real one.
type scribe struct {
	book ident.BookID
	head ledger.Head
}

// enter makes the next voucher.
func (s *scribe) enter(d calendar.Day, amountMinor int64, text string) cashbook.Voucher {
	return s.link(cashbook.Voucher{Entry: ledger.Entry{Day: d}, Content: cashbook.Content{AmountMinor: amountMinor, Text: text}})
}

// revise makes the next revision of a voucher.
func (s *scribe) revise(v cashbook.Voucher, d calendar.Day, amountMinor int64, text string) cashbook.Voucher {
	v.Entry.Revision++
	v.Entry.Day, v.AmountMinor, v.Text = d, amountMinor, text
	return s.link(v)
}

func (s *scribe) link(v cashbook.Voucher) cashbook.Voucher {
	v.Entry.Book, v.Entry.Epoch, v.Entry.Recorded = s.book, 1, instant(int(s.head.Seq))
	v.Entry.Author, v.Entry.Poste = user("awa"), poste("laptop")
	v.Entry = s.head.Next(v.Entry, &v)
	s.head = s.head.After(v.Entry)
	return v
}
