package storagetest

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/storage"
)

var accountingTests = []test{
	{"journals are kept and found", keepJournals},
	{"what never changes in a journal is refused", fixedJournal},
	{"journals are filtered", filterJournals},
	{"postings are kept in their chain", keepPostings},
	{"postings that do not follow are refused", followPostings},
	{"postings that are taken back leave the end where it was", takeBackPostings},
	{"a sum that would leave its bounds is refused", boundSums},
	{"the page of a journal has days in order", pagePostings},
	{"totals are those of the lines", totalPostings},
	{"lines of an account are found", linesOfAccount},
	{"a run of postings leaves what single ones leave", runPostings},
	{"a run of which a posting is refused leaves nothing", refusedRun},
	{"a run that is given up leaves nothing", givenUpRun},
	{"drafts are kept until they are posted", keepDrafts},
}

// bank is a journal with every field set.
func bank(code string) accounting.Journal {
	return accounting.Journal{
		ID: bookID("journal " + code), Project: project("P01"), ProjectCode: "P01", Code: code, Name: "Banque " + code,
		Class: accounting.Bank, Currency: "EUR", Base: "XOF", TimeZone: "Africa/Dakar", Account: "5211",
		Allowed: []accounting.Mask{accounting.MaskCost, accounting.MaskIncome}, Confidential: true,
		Responsible: user("awa"), Users: sorted(user("binta"), user("coumba")), Status: accounting.Open, Revision: 3,
	}
}

func sorted(a, b ident.UserID) []ident.UserID {
	if a.String() > b.String() {
		a, b = b, a
	}
	return []ident.UserID{a, b}
}

func addJournals(t *testing.T, s *storage.Store, journals ...accounting.Journal) {
	t.Helper()
	update(t, s, func(tx *storage.Tx) error {
		if err := addProjects(tx, "P01"); err != nil {
			return err
		}
		for _, j := range journals {
			if err := tx.SaveJournal(j); err != nil {
				return err
			}
		}
		return nil
	})
}

func keepJournals(t *testing.T, s *storage.Store) {
	full := bank("BQ1")
	whole(t, full)
	bare := bank("OD")
	bare.Class, bare.Account, bare.Allowed, bare.Confidential = accounting.General, "", nil, false
	bare.Responsible, bare.Users, bare.Status = ident.UserID{}, nil, accounting.Idle
	addJournals(t, s, full, bare)
	full.Name, full.Users, full.Allowed, full.Revision = "Banque Kolda", full.Users[:1], full.Allowed[:1], 4
	update(t, s, func(tx *storage.Tx) error { return tx.SaveJournal(full) })
	view(t, s, func(tx *storage.Tx) error {
		for _, want := range []accounting.Journal{full, bare} {
			got, err := tx.Journal(want.ID)
			same(t, want.Code, got, want)
			if err != nil {
				return err
			}
			got, err = tx.JournalByRef("P01", want.Code)
			same(t, want.Code+" by its code", got, want)
			if err != nil {
				return err
			}
		}
		return nil
	})
	refuse(t, s, fault.Missing, func(tx *storage.Tx) error { _, err := tx.Journal(bookID("none")); return err })
	refuse(t, s, fault.Missing, func(tx *storage.Tx) error { _, err := tx.JournalByRef("P01", "ZZ"); return err })
}

func fixedJournal(t *testing.T, s *storage.Store) {
	addJournals(t, s, bank("BQ1"), bank("BQ2"))
	for name, change := range map[string]func(*accounting.Journal){
		"code":      func(j *accounting.Journal) { j.Code = "BQ9" },
		"class":     func(j *accounting.Journal) { j.Class = accounting.Cash },
		"currency":  func(j *accounting.Journal) { j.Currency = "USD" },
		"base":      func(j *accounting.Journal) { j.Base = "XAF" },
		"time zone": func(j *accounting.Journal) { j.TimeZone = "UTC" },
	} {
		j := bank("BQ1")
		change(&j)
		t.Log(name)
		refuse(t, s, fault.Conflict, func(tx *storage.Tx) error { return tx.SaveJournal(j) })
	}
	twin := bank("BQ1")
	twin.ID = bookID("another")
	refuse(t, s, fault.Conflict, func(tx *storage.Tx) error { return tx.SaveJournal(twin) })
}

func filterJournals(t *testing.T, s *storage.Store) {
	own, other := bank("BQ1"), bank("OD")
	other.Responsible, other.Users = user("dado"), nil
	addJournals(t, s, other, own)
	for who, want := range map[string][]accounting.Journal{"awa": {own}, "binta": {own}, "dado": {other}, "nobody": nil} {
		view(t, s, func(tx *storage.Tx) error {
			got, err := tx.Journals(accounting.JournalFilter{Project: project("P01"), Holder: user(who)})
			same(t, "journals of "+who, got, want)
			return err
		})
	}
	view(t, s, func(tx *storage.Tx) error {
		got, err := tx.Journals(accounting.JournalFilter{})
		same(t, "all journals", got, []accounting.Journal{own, other})
		return err
	})
}

// clerk makes the postings of one journal in their order.
type clerk struct {
	journal accounting.Journal
	head    ledger.Head
}

// enter makes the next posting: a debit of one account and a credit of the other.
func (c *clerk) enter(d calendar.Day, debit, credit string, minor int64) accounting.Posting {
	return c.link(d, 0, accounting.Content{
		Mask: accounting.MaskCost, Voucher: fmt.Sprint("B-", c.head.Number+1), VoucherDay: d, Text: "Carburant", Rate: money.RateOne,
		Lines: []accounting.Line{
			{Account: debit, AmountMinor: minor, BaseMinor: 655 * minor, Party: "TOTAL", PartyName: "Station Total"},
			{Account: credit, AmountMinor: -minor, BaseMinor: -655 * minor},
		},
	})
}

func (c *clerk) link(d calendar.Day, reverses int64, content accounting.Content) accounting.Posting {
	p := accounting.Posting{Content: content}
	p.Entry = c.head.Next(ledger.Entry{
		Book: c.journal.ID, Epoch: 1, Day: d, Reverses: reverses, Recorded: instant(int(c.head.Seq)),
		Author: user("awa"), Poste: poste("laptop"),
	}, &p)
	c.head = c.head.After(p.Entry)
	return p
}

func post(t *testing.T, s *storage.Store, j accounting.Journal, postings ...accounting.Posting) {
	t.Helper()
	update(t, s, func(tx *storage.Tx) error {
		for _, p := range postings {
			if err := tx.AppendPosting(j, p); err != nil {
				return err
			}
		}
		return nil
	})
}

func keepPostings(t *testing.T, s *storage.Store) {
	j := bank("BQ1")
	addJournals(t, s, j)
	c := &clerk{journal: j}
	first := c.enter(calendar.New(2026, time.March, 2), "6042", "5211", 500)
	reversal := c.link(calendar.New(2026, time.March, 3), 1, first.Content)
	post(t, s, j, first, reversal)
	view(t, s, func(tx *storage.Tx) error {
		got, err := tx.Posting(j.ID, 1)
		same(t, "posting", got, first)
		if err != nil {
			return err
		}
		by, err := tx.PostingReversalOf(j.ID, 1)
		same(t, "reversal", by, reversal)
		if err != nil {
			return err
		}
		head, err := tx.PostingHead(j.ID)
		same(t, "head", head, c.head)
		if err != nil {
			return err
		}
		var chain []accounting.Posting
		err = tx.PostingChain(j.ID, 2, func(p accounting.Posting) error { chain = append(chain, p); return nil })
		same(t, "chain", chain, []accounting.Posting{reversal})
		if err != nil {
			return err
		}
		var links []accounting.Posting
		err = tx.PostingLinks(j.ID, func(l *accounting.Link) error {
			p, err := l.Posting()
			links = append(links, p)
			return err
		})
		same(t, "links", links, []accounting.Posting{first, reversal})
		if err != nil {
			return err
		}
		last, err := tx.LastPostingDay(j.ID)
		same(t, "last day", last, reversal.Entry.Day)
		return err
	})
	refuse(t, s, fault.Missing, func(tx *storage.Tx) error { _, err := tx.Posting(j.ID, 3); return err })
	refuse(t, s, fault.Missing, func(tx *storage.Tx) error { _, err := tx.PostingReversalOf(j.ID, 2); return err })
}

func followPostings(t *testing.T, s *storage.Store) {
	j := bank("BQ1")
	addJournals(t, s, j)
	c := &clerk{journal: j}
	post(t, s, j, c.enter(calendar.New(2026, time.March, 2), "6042", "5211", 500))
	next := c.enter(calendar.New(2026, time.March, 2), "6042", "5211", 500)
	for name, change := range map[string]func(*ledger.Entry){
		"gap in the sequence": func(e *ledger.Entry) { e.Seq++ },
		"other chain":         func(e *ledger.Entry) { e.Prev[0] ^= 1 },
		"number used":         func(e *ledger.Entry) { e.Number = 1 },
	} {
		p := next
		change(&p.Entry)
		t.Log(name)
		refuse(t, s, fault.Conflict, func(tx *storage.Tx) error { return tx.AppendPosting(j, p) })
	}
	post(t, s, j, next)
}

// takeBackPostings takes some back alone and some with their transaction. The end of the
// chain is asked for each time, since a connection that wrote it knows it.
func takeBackPostings(t *testing.T, s *storage.Store) {
	j := bank("BQ1")
	addJournals(t, s, j)
	c := &clerk{journal: j}
	day := calendar.New(2026, time.March, 2)
	post(t, s, j, c.enter(day, "6042", "5211", 500))
	kept := c.head
	lost, again := *c, *c
	wrong := errors.New("wrong")
	ends := func(tx *storage.Tx, want ledger.Head) error {
		got, err := tx.PostingEnd(j.ID)
		same(t, "end", got, ledger.End{Head: want, Epoch: 1})
		return err
	}
	loses := func(tx *storage.Tx) error {
		err := tx.AppendPosting(j, lost.enter(day, "6042", "5211", 700))
		return errors.Join(err, ends(tx, lost.head), wrong)
	}
	update(t, s, func(tx *storage.Tx) error {
		if err := tx.Attempt(func() error { return loses(tx) }); !errors.Is(err, wrong) {
			return err
		}
		return ends(tx, kept)
	})
	lost = *c
	if err := s.Update(t.Context(), loses); !errors.Is(err, wrong) {
		t.Error(err)
	}
	update(t, s, func(tx *storage.Tx) error { return ends(tx, kept) })
	post(t, s, j, again.enter(day, "6042", "5211", 900), again.enter(day, "6042", "5211", 100))
	update(t, s, func(tx *storage.Tx) error { return ends(tx, again.head) })
}

// boundSums posts what no organisation has: a sum that left 64 bits would be kept as
// something else than a whole number, and make the journal unreadable.
func boundSums(t *testing.T, s *storage.Store) {
	j := bank("BQ1")
	addJournals(t, s, j)
	c := &clerk{journal: j}
	day := calendar.New(2026, time.March, 2)
	const half = 60_000_000_000_000_000 / 655
	post(t, s, j, c.enter(day, "6042", "5211", half))
	kept := c.head
	if err := s.Update(t.Context(), func(tx *storage.Tx) error { return tx.AppendPosting(j, c.enter(day, "6042", "5211", half)) }); err == nil {
		t.Error("a sum beyond its bounds is kept")
	}
	c.head = kept
	view(t, s, func(tx *storage.Tx) error {
		head, err := tx.PostingHead(j.ID)
		same(t, "head", head, kept)
		return err
	})
	post(t, s, j, c.enter(day, "6042", "5211", 1))
}

func pagePostings(t *testing.T, s *storage.Store) {
	j := bank("BQ1")
	addJournals(t, s, j)
	c := &clerk{journal: j}
	days := []calendar.Day{
		calendar.New(2026, time.March, 2), calendar.New(2026, time.May, 30), calendar.New(2026, time.April, 1),
		calendar.New(2026, time.March, 2), calendar.New(2026, time.May, 1),
	}
	var postings []accounting.Posting
	for _, d := range days {
		postings = append(postings, c.enter(d, "6042", "5211", 500))
	}
	post(t, s, j, postings...)
	for name, test := range map[string]struct {
		filter accounting.PageFilter
		want   []int64
		total  int
	}{
		"all":            {accounting.PageFilter{}, []int64{1, 4, 3, 5, 2}, 5},
		"a part":         {accounting.PageFilter{Offset: 2, Limit: 2}, []int64{3, 5}, 5},
		"the last":       {accounting.PageFilter{Offset: 4, Limit: 2}, []int64{2}, 5},
		"past the end":   {accounting.PageFilter{Offset: 5, Limit: 2}, nil, 5},
		"a time":         {accounting.PageFilter{From: days[2], Until: days[4]}, []int64{3, 5}, 2},
		"a search":       {accounting.PageFilter{Search: "b-3"}, []int64{3}, 1},
		"a name":         {accounting.PageFilter{Search: "STATION", Limit: 1}, []int64{1}, 5},
		"a search in it": {accounting.PageFilter{Search: "station", Offset: 4}, []int64{2}, 5},
	} {
		test.filter.Journal = j.ID
		view(t, s, func(tx *storage.Tx) error {
			page, total, err := tx.PostingPage(test.filter)
			var numbers []int64
			for _, p := range page {
				numbers = append(numbers, p.Entry.Number)
			}
			same(t, name, numbers, test.want)
			same(t, name+": total", total, test.total)
			return err
		})
	}
}

// totalPostings compares totals of many bounds with a naive sum over all lines.
func totalPostings(t *testing.T, s *storage.Store) {
	first, second := bank("BQ1"), bank("OD")
	addJournals(t, s, first, second)
	clerks := []*clerk{{journal: first}, {journal: second}}
	start := calendar.New(2026, time.January, 20)
	var all []accounting.Posting
	for i := range 60 {
		c := clerks[i%2]
		p := c.enter(start+calendar.Day(i*3), []string{"6042", "6043", "6044"}[i%3], "5211", int64(100+i))
		if i%7 == 0 {
			p.Mask = accounting.MaskOpening
			c.head = ledger.Head{Seq: p.Entry.Seq - 1, Number: p.Entry.Number - 1, Hash: p.Entry.Prev}
			p = c.link(p.Entry.Day, 0, p.Content)
		}
		post(t, s, c.journal, p)
		all = append(all, p)
	}
	bounds := []calendar.Day{
		0, start - 1, start, calendar.New(2026, time.January, 31), calendar.New(2026, time.February, 1),
		calendar.New(2026, time.March, 15), calendar.New(2026, time.March, 16), calendar.New(2026, time.April, 30), start + 400,
	}
	for _, from := range bounds {
		for _, until := range bounds {
			for _, journals := range [][]ident.BookID{nil, {second.ID}, {}} {
				checkTotals(t, s, all, accounting.TotalFilter{Project: project("P01"), Journals: journals, From: from, Until: until})
			}
		}
	}
}

func checkTotals(t *testing.T, s *storage.Store, all []accounting.Posting, f accounting.TotalFilter) {
	t.Helper()
	want, amounts := naiveTotals(all, f)
	view(t, s, func(tx *storage.Tx) error {
		totals, err := tx.Totals(f)
		if err != nil {
			return err
		}
		got := map[string]accounting.Total{}
		for _, total := range totals {
			got[total.Account] = total
		}
		same(t, fmt.Sprintf("totals %s–%s of %d journals", f.From, f.Until, len(f.Journals)), got, want)
		for account, total := range want {
			base, amount, err := tx.AccountBalance(accounting.LineFilter{
				Project: f.Project, Journals: f.Journals, Account: account, From: f.From, Until: f.Until,
			})
			same(t, "balance of "+account, [2]int64{base, amount}, [2]int64{total.BalanceMinor(), amounts[account]})
			if err != nil {
				return err
			}
		}
		return nil
	})
}

func naiveTotals(all []accounting.Posting, f accounting.TotalFilter) (totals map[string]accounting.Total, amounts map[string]int64) {
	totals, amounts = map[string]accounting.Total{}, map[string]int64{}
	for _, p := range all {
		outside := f.From != 0 && p.Entry.Day < f.From || f.Until != 0 && p.Entry.Day > f.Until
		if outside || f.Journals != nil && (len(f.Journals) == 0 || f.Journals[0] != p.Entry.Book) {
			continue
		}
		for _, l := range p.Lines {
			total := totals[l.Account]
			total.Account = l.Account
			switch {
			case p.Mask == accounting.MaskOpening:
				total.OpeningMinor += l.BaseMinor
			case l.BaseMinor > 0:
				total.DebitMinor += l.BaseMinor
			default:
				total.CreditMinor -= l.BaseMinor
			}
			totals[l.Account] = total
			amounts[l.Account] += l.AmountMinor
		}
	}
	return totals, amounts
}

func linesOfAccount(t *testing.T, s *storage.Store) {
	j, other := bank("BQ1"), bank("OD")
	addJournals(t, s, j, other)
	c, d := &clerk{journal: j}, &clerk{journal: other}
	day := calendar.New(2026, time.March, 2)
	first, second, third := c.enter(day+1, "6042", "5211", 5), c.enter(day, "6042", "5211", 6), d.enter(day+2, "6042", "571", 7)
	post(t, s, j, first, second)
	post(t, s, other, third)
	for name, test := range map[string]struct {
		filter accounting.LineFilter
		want   []accounting.Posting
		total  int
	}{
		"all":         {accounting.LineFilter{Account: "6042"}, []accounting.Posting{second, first, third}, 3},
		"a part":      {accounting.LineFilter{Account: "6042", Offset: 1, Limit: 1}, []accounting.Posting{first}, 3},
		"a journal":   {accounting.LineFilter{Account: "6042", Journals: []ident.BookID{other.ID}}, []accounting.Posting{third}, 1},
		"no journal":  {accounting.LineFilter{Account: "6042", Journals: []ident.BookID{}}, nil, 0},
		"a party":     {accounting.LineFilter{Account: "6042", Party: "TOTAL", From: day + 1}, []accounting.Posting{first, third}, 2},
		"other party": {accounting.LineFilter{Account: "6042", Party: "SHELL"}, nil, 0},
		"credits":     {accounting.LineFilter{Account: "5211", Until: day}, []accounting.Posting{second}, 1},
	} {
		test.filter.Project = project("P01")
		view(t, s, func(tx *storage.Tx) error {
			lines, total, err := tx.AccountLines(test.filter)
			var postings []accounting.Posting
			for _, l := range lines {
				same(t, name+": account", l.Line().Account, test.filter.Account)
				postings = append(postings, l.Posting)
			}
			same(t, name, postings, test.want)
			same(t, name+": total", total, test.total)
			return err
		})
	}
}

func keepDrafts(t *testing.T, s *storage.Store) {
	j := bank("BQ1")
	addJournals(t, s, j)
	draft := accounting.Draft{
		ID: named[ident.DraftID]("draft"), Journal: j.ID, Day: calendar.New(2026, time.March, 2), Author: user("awa"), Changed: instant(1),
		Content: accounting.Content{Mask: accounting.MaskFree, Lines: []accounting.Line{{Account: "6042"}}},
	}
	for version := int64(1); version < 3; version++ {
		update(t, s, func(tx *storage.Tx) (err error) {
			draft, err = tx.SaveDraft(draft)
			return err
		})
		same(t, "version", draft.Version, version)
		draft.Text = "Carburant"
	}
	draft.Text = "Carburant"
	view(t, s, func(tx *storage.Tx) error {
		drafts, err := tx.Drafts(j.ID)
		same(t, "drafts", drafts, []accounting.Draft{draft})
		return err
	})
	stale := draft
	stale.Version--
	refuse(t, s, fault.Conflict, func(tx *storage.Tx) error { _, err := tx.SaveDraft(stale); return err })
	update(t, s, func(tx *storage.Tx) error { return tx.DeleteDraft(draft.ID) })
	refuse(t, s, fault.Missing, func(tx *storage.Tx) error { _, err := tx.Draft(draft.ID); return err })
}
