package accounting_test

import (
	"testing"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/storage"
)

var (
	till     = ident.BookID{21} // P01/1, in XOF, account 571
	cashbox  = ident.BookID{14} // P01/CA1, which stands for it
	faraway  = ident.PosteID{8} // that keeps the till
	received = cashbook.Received{Book: till, Epoch: 1, Number: 1, Sender: faraway, Issued: noon, Received: noon, By: moussa, Answered: noon}
)

// counter is an office to which vouchers of a till have come.
type counter struct {
	*office
	head ledger.Head
}

func newCounter(t *testing.T) *counter {
	t.Helper()
	c := &counter{office: newOffice(t)}
	c.must(func(tx *storage.Tx) error {
		if err := tx.SaveBook(cashbook.Book{
			ID: till, Project: project, ProjectCode: "P01", Number: 1, Type: cashbook.Cash, Name: "Caisse", Currency: "XOF",
			TimeZone: "Africa/Dakar", Account: "571", Status: cashbook.Open, Revision: 1,
		}); err != nil {
			return err
		}
		j := accounting.Journal{ID: cashbox, Project: project, Code: "CA1", Name: "Caisse", Class: accounting.Cash, Account: "571"}
		if _, err := accounting.AddJournal(tx, as(tx, fatou), j, noon); err != nil {
			return err
		}
		if _, err := accounting.AssignJournal(tx, as(tx, fatou), j.ID, awa, []ident.UserID{moussa}, noon); err != nil {
			return err
		}
		if err := tx.SaveOwnership(ledger.Ownership{Book: j.ID, Epoch: 1, Poste: poste, FirstNumber: 1, Granted: noon}); err != nil {
			return err
		}
		return tx.SaveReceivedBatch(received)
	})
	return c
}

// arrives adds a voucher to what came, and gives its sequence number.
func (c *counter) arrives(content cashbook.Content, reverses int64) int64 {
	c.t.Helper()
	v := cashbook.Voucher{Content: content}
	if v.Text == "" {
		v.Text = "Carburant"
	}
	v.Entry = c.head.Next(ledger.Entry{Book: till, Epoch: 1, Day: today - 1, Recorded: noon, Poste: faraway, Reverses: reverses}, &v)
	c.head = c.head.After(v.Entry)
	c.must(func(tx *storage.Tx) error {
		return tx.AppendReceived(cashbook.ReceivedVoucher{Voucher: v, BatchEpoch: 1, Batch: 1, State: cashbook.ToPost})
	})
	return v.Entry.Seq
}

func (c *counter) postVoucher(seq int64, form *accounting.Form) (accounting.Posting, error) {
	return act(c.office, moussa, func(tx *storage.Tx, by directory.Actor) (accounting.Posting, error) {
		return accounting.PostVoucher(tx, by, poste, accounting.VoucherEntry{Book: till, Seq: seq, Journal: cashbox, Form: form}, noon)
	})
}

func (c *counter) postAll(journal ident.BookID) []accounting.VoucherPosted {
	c.t.Helper()
	done, err := act(c.office, moussa, func(tx *storage.Tx, by directory.Actor) ([]accounting.VoucherPosted, error) {
		return accounting.PostVouchers(tx, by, poste, cashbook.ReceivedFilter{Book: till}, journal, noon)
	})
	if err != nil {
		c.t.Fatal(err)
	}
	return done
}

func (c *counter) wantState(seq int64, want cashbook.ReceivedState) {
	c.t.Helper()
	c.must(func(tx *storage.Tx) error {
		v, err := tx.ReceivedVoucher(till, seq)
		if v.State != want {
			c.t.Errorf("voucher %d is %q, want %q", seq, v.State, want)
		}
		_, total, _ := tx.ReceivedVouchers(cashbook.ReceivedFilter{Book: till, State: want})
		if total == 0 {
			c.t.Errorf("no voucher is found that is %q", want)
		}
		return err
	})
}

// answered tells whether the sender knows all that has become of the batch.
func (c *counter) answered() (is bool) {
	c.must(func(tx *storage.Tx) error {
		batches, err := tx.ReceivedBatches(till)
		is = !batches[0].Answered.IsZero()
		return err
	})
	return is
}

func TestReceivedVoucherIsPostedOnce(t *testing.T) {
	c := newCounter(t)
	scan := cashbook.Attachment{Hash: [32]byte{5}, Size: 9, Media: cashbook.MediaPDF, Name: "reçu.pdf"}
	seq := c.arrives(cashbook.Content{AmountMinor: -500, Account: "6042", Recipient: "Station", Attachments: []cashbook.Attachment{scan}}, 0)
	p, err := c.postVoucher(seq, nil)
	if err != nil {
		t.Fatal(err)
	}
	if told(p.Lines) != "6042 500 Station | 571 -500" || p.Mask != accounting.MaskCost || p.Voucher != "P01/1-1" ||
		p.Entry.Day != today-1 || p.VoucherDay != today-1 || len(p.Attachments) != 1 || p.Attachments[0] != scan {
		t.Errorf("posted as %+v", p)
	}
	if want := (accounting.Source{Book: till, Seq: seq, Hash: c.head.Hash}); p.Source != want {
		t.Errorf("the source is %+v", p.Source)
	}
	c.wantState(seq, cashbook.Posted)
	if c.answered() {
		t.Error("the sender is not told")
	}
	_, err = c.postVoucher(seq, nil)
	refused(t, err, "accounting.batch-posted")
	_, err = act(c.office, moussa, func(tx *storage.Tx, by directory.Actor) (cashbook.ReceivedVoucher, error) {
		return accounting.DeclineVoucher(tx, by, till, seq, "trop tard", noon)
	})
	refused(t, err, "accounting.batch-posted")
}

func TestReversedPostingLetsItsVoucherBePostedAgain(t *testing.T) {
	c := newCounter(t)
	seq := c.arrives(cashbook.Content{AmountMinor: -500, Account: "6042"}, 0)
	p, err := c.postVoucher(seq, nil)
	if err != nil {
		t.Fatal(err)
	}
	reverse := func(number int64) error {
		_, err := act(c.office, moussa, func(tx *storage.Tx, by directory.Actor) (accounting.Posting, error) {
			return accounting.Reverse(tx, by, poste, cashbox, number, 0, "mauvais compte", noon)
		})
		return err
	}
	if err := reverse(p.Entry.Number); err != nil {
		t.Fatal(err)
	}
	c.wantState(seq, cashbook.ToPost)
	again, err := c.postVoucher(seq, nil)
	if err != nil {
		t.Fatal(err)
	}
	c.wantState(seq, cashbook.Posted)
	_, err = act(c.office, moussa, func(tx *storage.Tx, by directory.Actor) (accounting.Posting, error) {
		f := accounting.Form{Mask: accounting.MaskCost, AmountMinor: 500, Shares: share("6043"), Text: "Carburant"}
		_, p, err := accounting.RepostForm(tx, by, poste, cashbox, again.Entry.Number, "mauvais compte", today, f, noon)
		return p, err
	})
	if err != nil {
		t.Fatal(err)
	}
	c.wantState(seq, cashbook.Posted)
	_, err = c.postVoucher(seq, nil)
	refused(t, err, "accounting.batch-posted")
}

func TestVoucherThatCancelsIsPostedAsReversal(t *testing.T) {
	c := newCounter(t)
	first := c.arrives(cashbook.Content{AmountMinor: -500, Account: "6042"}, 0)
	second := c.arrives(cashbook.Content{AmountMinor: 500, Account: "6042", Text: "Annulation"}, 1)
	_, err := c.postVoucher(second, nil)
	refused(t, err, "accounting.batch-cancels-waiting")
	p, err := c.postVoucher(first, nil)
	if err != nil {
		t.Fatal(err)
	}
	reversal, err := c.postVoucher(second, nil)
	if err != nil || reversal.Entry.Reverses != p.Entry.Number || reversal.Text != "Annulation" || reversal.Source.Seq != second {
		t.Fatalf("%+v %v", reversal, err)
	}
	c.wantState(first, cashbook.Posted)
	c.wantState(second, cashbook.Posted)
	for _, seq := range []int64{first, second} {
		_, err := c.postVoucher(seq, nil)
		refused(t, err, "accounting.batch-posted")
	}
}

func TestDeclinedVoucherWaitsAgainOnRequest(t *testing.T) {
	c := newCounter(t)
	seq := c.arrives(cashbook.Content{AmountMinor: -500}, 0)
	decline := func(reason string) error {
		_, err := act(c.office, moussa, func(tx *storage.Tx, by directory.Actor) (cashbook.ReceivedVoucher, error) {
			return accounting.DeclineVoucher(tx, by, till, seq, reason, noon)
		})
		return err
	}
	reopen := func() error {
		_, err := act(c.office, moussa, func(tx *storage.Tx, by directory.Actor) (cashbook.ReceivedVoucher, error) {
			return accounting.ReopenVoucher(tx, by, till, seq, noon)
		})
		return err
	}
	refused(t, reopen(), "accounting.batch-not-declined")
	refused(t, decline(" "), "accounting.text-missing")
	if err := decline("reçu illisible"); err != nil {
		t.Fatal(err)
	}
	c.wantState(seq, cashbook.Declined)
	if c.answered() {
		t.Error("the sender is not told")
	}
	_, err := c.postVoucher(seq, nil)
	refused(t, err, "accounting.batch-declined")
	if err := reopen(); err != nil {
		t.Fatal(err)
	}
	c.wantState(seq, cashbook.ToPost)
	_, err = act(c.office, stagy, func(tx *storage.Tx, by directory.Actor) (cashbook.ReceivedVoucher, error) {
		return accounting.DeclineVoucher(tx, by, till, seq, "non", noon)
	})
	refused(t, err, "directory.no-right")
}

func TestWhatIsCompleteIsPostedAtOnce(t *testing.T) {
	c := newCounter(t)
	c.arrives(cashbook.Content{AmountMinor: 90_000, Special: cashbook.Special{Kind: cashbook.KindOpening}}, 0)
	c.arrives(cashbook.Content{AmountMinor: -500, Account: "6042"}, 0)
	c.arrives(cashbook.Content{AmountMinor: -700}, 0) // nobody has said what for
	c.arrives(cashbook.Content{AmountMinor: -100, Parts: []cashbook.Part{{AmountMinor: -40, Account: "6042"}, {AmountMinor: -60, Account: "6181"}}}, 0)
	c.arrives(cashbook.Content{AmountMinor: 500, Account: "6042"}, 2)
	c.arrives(cashbook.Content{AmountMinor: -900, Recipient: "Sow", Account: "4211", Special: cashbook.Special{Kind: cashbook.KindItem}}, 0)
	c.arrives(cashbook.Content{AmountMinor: 900, Recipient: "Sow", Account: "4211", Special: cashbook.Special{Kind: cashbook.KindSettlement, Settles: 6}}, 0)
	c.arrives(cashbook.Content{AmountMinor: 40, Special: cashbook.Special{Kind: cashbook.KindDifference}}, 0)
	c.arrives(cashbook.Content{AmountMinor: 300, Account: "7011", Recipient: "Client"}, 0)
	done := c.postAll(cashbox)
	want := []string{
		"accounting.batch-opening", "6042 500 | 571 -500", "accounting.line-account", "6042 40 | 6181 60 | 571 -100", "6042 -500 | 571 500",
		"4211 900 Sow | 571 -900", "4211 -900 Sow | 571 900", "7588 -40 | 571 40", "7011 -300 Client | 571 300",
	}
	if len(done) != len(want) {
		t.Fatalf("%d vouchers", len(done))
	}
	for i, d := range done {
		if d.Why != nil {
			refused(t, d.Why, want[i])
		} else if told(d.Posting.Lines) != want[i] {
			t.Errorf("voucher %d gives %s, want %s", i+1, told(d.Posting.Lines), want[i])
		}
	}
	if rest := c.postAll(cashbox); len(rest) != 2 || rest[0].Why == nil || rest[1].Why == nil {
		t.Errorf("a second time: %+v", rest)
	}
}

func TestVoucherMovesTheMoneyThatItSays(t *testing.T) {
	c := newCounter(t)
	seq := c.arrives(cashbook.Content{AmountMinor: -500}, 0)
	form := func(minor int64, way cashbook.Direction) *accounting.Form {
		return &accounting.Form{Mask: accounting.MaskCost, Way: way, AmountMinor: minor, Shares: share("6042"), Text: "x"}
	}
	for _, f := range []*accounting.Form{form(501, 0), form(500, cashbook.In), form(499, 0)} {
		_, err := c.postVoucher(seq, f)
		refused(t, err, "accounting.batch-amount")
	}
	_, err := act(c.office, awa, func(tx *storage.Tx, by directory.Actor) (accounting.Posting, error) {
		return accounting.PostVoucher(tx, by, poste, accounting.VoucherEntry{Book: till, Seq: seq, Journal: euroBank}, noon)
	})
	refused(t, err, "accounting.batch-journal")
	_, err = act(c.office, stagy, func(tx *storage.Tx, by directory.Actor) (accounting.Posting, error) {
		return accounting.PostVoucher(tx, by, poste, accounting.VoucherEntry{Book: till, Seq: seq, Journal: cashbox}, noon)
	})
	refused(t, err, "directory.no-right")
	c.wantState(seq, cashbook.ToPost)
	p, err := c.postVoucher(seq, form(500, 0))
	if err != nil || told(p.Lines) != "6042 500 | 571 -500" {
		t.Errorf("%v %v", told(p.Lines), err)
	}
}

// In a journal of other operations the book's own account is on the other side.
func TestVouchersGoIntoGeneralJournals(t *testing.T) {
	c := newCounter(t)
	c.arrives(cashbook.Content{AmountMinor: -500, Account: "6042"}, 0)
	if done := c.postAll(general); len(done) != 1 || done[0].Why != nil || told(done[0].Posting.Lines) != "6042 500 | 571 -500" {
		t.Errorf("%+v", done)
	}
}

// Without the right to free entries, the lines of a mask are those of its form.
func TestLinesFollowTheirMask(t *testing.T) {
	o := newOffice(t)
	for key, lines := range map[string][]accounting.Line{
		"accounting.form-account": {{Account: "7011", AmountMinor: 5}, {Account: "5211", AmountMinor: -5}},
		"accounting.form-against": {{Account: "6042", AmountMinor: 5}, {Account: "7011", AmountMinor: -5}},
		"accounting.form-lines":   {{Account: "6042", AmountMinor: 5, Text: "autre"}, {Account: "5211", AmountMinor: -5}},
	} {
		e := fuel(5)
		e.Lines = lines
		_, err := o.post(moussa, general, e)
		refused(t, err, key)
		if _, err := o.post(awa, general, e); err != nil {
			t.Errorf("%s keeps the advanced accountant from it: %v", key, err)
		}
	}
}
