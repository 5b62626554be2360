package cashbooks

import (
	"bytes"
	"fmt"
	"strings"

	prints "github.com/comptoir/comptoir/app/overview"
	"github.com/comptoir/comptoir/app/report"
	"github.com/comptoir/comptoir/app/statement"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/ui/printing"
)

// printCurrent is Ctrl+B: the « bon » of the voucher under the cursor, which after
// an entry is the one just entered.
func (p *page) printCurrent() {
	if voucher, here := p.grid.Current(); here && voucher.Place == 0 {
		p.printSlip(voucher.Voucher.Entry.Number)
	}
}

// printSlip makes the « bon » of a voucher and opens it, from where it can be
// printed.
func (p *page) printSlip(number int64) {
	file := fmt.Sprintf("bon_%s_%d", strings.ReplaceAll(p.book.Book.Ref(), "/", "-"), number)
	printing.Print(p.services, p.Workspace.Dir(), file, func() ([]byte, error) {
		head, err := prints.ReadHead(p.Context, p.Session, p.Printer)
		if err != nil {
			return nil, err
		}
		slip, err := p.Session.Slip(p.Context, p.book.Book.ID, number)
		if err != nil {
			return nil, err
		}
		var b bytes.Buffer
		err = statement.Slip(slip, p.Printer, head).Write(&b, report.PDF, report.Options{Printer: p.Printer})
		kit.Trace(fmt.Sprintf("slip made %d", number))
		return b.Bytes(), err
	})
}
