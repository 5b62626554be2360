package main

import "github.com/comptoir/comptoir/app/statement"

// voucherPrint is the « bon » of a voucher.
type voucherPrint struct {
	Book   string `arg:""`
	Number int64  `arg:""`
	Format string `default:"pdf" enum:"text,csv,csv-excel,xlsx,pdf,json" help:"report-format"`
	Out    string `placeholder:"file" help:"report-out"`
}

func (voucherPrint) examples() []string {
	return []string{"voucher print P01/1 2 --out bon.pdf", "voucher print P01/1 2 --format text"}
}
func (voucherPrint) result() report { return reportShown{} }

func (cmd *voucherPrint) Run(c *call) error {
	session, card, head, err := c.reportOn(cmd.Book)
	if err != nil {
		return err
	}
	slip, err := session.Slip(c.ctx, card.Book.ID, cmd.Number)
	if err != nil {
		return err
	}
	return c.putReport(written{cmd.Format, cmd.Out}, statement.Slip(slip, c.printer, head))
}
