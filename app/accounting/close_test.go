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

func (o *office) close(user ident.UserID, order accounting.ClosingOrder) (accounting.Closing, error) {
	return act(o, user, func(tx *storage.Tx, by directory.Actor) (accounting.Closing, error) {
		plan, err := accounting.PlanClosing(tx, by, poste, order, o.now)
		if err != nil {
			return accounting.Closing{}, err
		}
		if plan.Exported() {
			plan.Digest, plan.Parts = plan.Hash, 1
		}
		return accounting.Close(tx, by, plan, o.now)
	})
}

func TestWhatStandsInTheWayOfAClosing(t *testing.T) {
	o := newOffice(t)
	february := calendar.New(2026, time.February, 28)
	draft := fuel(5)
	_, err := act(o, moussa, func(tx *storage.Tx, by directory.Actor) (accounting.Draft, error) {
		return accounting.SaveDraft(tx, by, accounting.Draft{ID: ident.DraftID{1}, Journal: general, Day: today - 1, Content: draft.Content}, o.now)
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		user  ident.UserID
		order accounting.ClosingOrder
		key   string
	}{
		"a late clock":        {moussa, accounting.ClosingOrder{Kind: accounting.CloseDay, Until: february, Late: true}, "accounting.closing-late"},
		"a day to come":       {moussa, accounting.ClosingOrder{Kind: accounting.CloseDay, Until: today + 1}, "accounting.closing-future"},
		"a draft of the day":  {moussa, accounting.ClosingOrder{Kind: accounting.CloseDay}, "accounting.closing-drafts"},
		"the middle of March": {moussa, accounting.ClosingOrder{Kind: accounting.CloseMonth, Until: today - 5}, "accounting.closing-month"},
		"no kind":             {moussa, accounting.ClosingOrder{Kind: "week", Until: february}, "accounting.closing-kind"},
		"who keeps no book":   {fatou, accounting.ClosingOrder{Kind: accounting.CloseDay, Until: february}, "directory.no-right"},
	} {
		c.order.Journal = general
		_, err := o.close(c.user, c.order)
		if c.key == "directory.no-right" {
			if err == nil {
				t.Errorf("%s may close", name)
			}
			continue
		}
		refused(t, err, c.key)
	}
}

func TestDaysAreClosedInTheirOrderAndOpenAgainWithTheirMonth(t *testing.T) {
	o := newOffice(t)
	february := calendar.New(2026, time.February, 28)
	day, err := o.close(moussa, accounting.ClosingOrder{Journal: general, Kind: accounting.CloseDay, Until: february - 10})
	if err != nil || day.Number != 1 || day.Hash != day.Sum() {
		t.Fatalf("the day is %+v, %v", day, err)
	}
	_, err = o.close(moussa, accounting.ClosingOrder{Journal: general, Kind: accounting.CloseDay, Until: february - 11})
	refused(t, err, "accounting.closing-done")
	late := fuel(5)
	late.Day = february - 10
	_, err = o.post(moussa, general, late)
	refused(t, err, "accounting.closed-day")

	month, err := o.close(moussa, accounting.ClosingOrder{Journal: general, Kind: accounting.CloseMonth})
	if err != nil || month.Until != february || month.Prev != day.Hash {
		t.Fatalf("the month is %+v, %v", month, err)
	}
	_, err = o.post(moussa, general, fuel(5))
	refused(t, err, "accounting.closing-pending")
	_, err = act(o, fatou, func(tx *storage.Tx, by directory.Actor) (accounting.Closing, error) {
		return accounting.Decide(tx, by, accounting.Verdict{Journal: general, Number: month.Number, Reason: "Pièce manquante"}, o.now)
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := o.post(moussa, general, late); err != nil {
		t.Errorf("after the rejection: %v", err)
	}
	again, err := o.close(moussa, accounting.ClosingOrder{Journal: general, Kind: accounting.CloseMonth})
	if err != nil || again.Number != 3 || again.Postings != 1 {
		t.Errorf("closed again it is %+v, %v", again, err)
	}
}
