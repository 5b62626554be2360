package accounting_test

import (
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
)

// importing enters entries as an import does, and gives their numbers.
func (o *office) importing(user ident.UserID, journal ident.BookID, entries ...accounting.Entry) ([]int64, error) {
	o.t.Helper()
	return act(o, user, func(tx *storage.Tx, by directory.Actor) (numbers []int64, err error) {
		i := accounting.NewImport(tx, by, poste, o.now)
		if _, err := i.Open(journal); err != nil {
			return nil, err
		}
		for _, e := range entries {
			number, err := i.Post(journal, e)
			if err != nil {
				return nil, err
			}
			numbers = append(numbers, number)
		}
		return numbers, i.Close()
	})
}

func bought(day calendar.Day, minor int64) accounting.Entry {
	return dated(day, accounting.Line{Account: "6042", AmountMinor: minor}, accounting.Line{Account: "5211", AmountMinor: -minor})
}

func TestImportContinuesTheJournal(t *testing.T) {
	o := newOffice(t)
	if _, err := o.post(awa, general, fuel(500)); err != nil {
		t.Fatal(err)
	}
	old := bought(calendar.New(2019, time.May, 4), 700)
	old.Origin, old.VoucherDay = "VE/12", calendar.New(2031, time.May, 4)
	numbers, err := o.importing(awa, general, old, bought(today, 300))
	if err != nil || len(numbers) != 2 || numbers[0] != 2 || numbers[1] != 3 {
		t.Fatalf("numbers %v, %v", numbers, err)
	}
	p, err := act(o, awa, func(tx *storage.Tx, _ directory.Actor) (accounting.Posting, error) { return tx.Posting(general, 2) })
	if err != nil || p.Mask != accounting.MaskFree || p.Origin != "VE/12" || p.VoucherDay != old.Day || p.Voucher != "OD-2" || p.Lines[0].BaseMinor != 700 {
		t.Errorf("posted %+v, %v", p, err)
	}
	if _, err := o.post(awa, general, fuel(1)); err != nil {
		t.Errorf("the chain does not go on after an import: %v", err)
	}
}

func TestImportIsRefused(t *testing.T) {
	o := newOffice(t)
	for name, test := range map[string]struct {
		user    ident.UserID
		journal ident.BookID
		entry   accounting.Entry
		key     string
	}{
		"without the right":       {moussa, general, bought(today, 5), "directory.no-right"},
		"in another currency":     {awa, euroBank, bought(today, 5), "accounting.import-foreign"},
		"where it is not allowed": {awa, secret, bought(today, 5), "accounting.not-allowed"},
		"from the future":         {awa, general, bought(today+1, 5), "accounting.future"},
		"unbalanced":              {awa, general, dated(today, accounting.Line{Account: "6042", AmountMinor: 5}, accounting.Line{Account: "5211", AmountMinor: -4}), "accounting.unbalanced"},
		"with an unknown account": {awa, general, dated(today, accounting.Line{Account: "6999", AmountMinor: 5}, accounting.Line{Account: "5211", AmountMinor: -5}), "chart.account-unknown"},
	} {
		t.Log(name)
		_, err := o.importing(test.user, test.journal, test.entry)
		refused(t, err, test.key)
	}
}

// A closed month takes no imported entries either.
func TestImportRespectsClosings(t *testing.T) {
	o := newOffice(t)
	february := calendar.New(2026, time.February, 28)
	if _, err := o.importing(awa, general, bought(february, 5)); err != nil {
		t.Fatal(err)
	}
	o.release(t, general, february)
	_, err := o.importing(awa, general, bought(february, 5))
	refused(t, err, "accounting.closed-day")
	if _, err := o.importing(awa, general, bought(february+1, 5)); err != nil {
		t.Error(err)
	}
}
