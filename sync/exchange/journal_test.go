package exchange_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/sync/synctest"
	"github.com/comptoir/comptoir/usrfile"
)

var journalID = synctest.ID("P01/BQ")

// journal is P01/BQ of a revision, which Awa keeps.
func journal(revision int64) usrfile.Journal {
	return usrfile.Journal{
		ID: journalID, Project: synctest.P01, Code: "BQ", Name: "Banque Dakar", Class: "bank", Currency: "EUR", Base: "XOF",
		TimeZone: "Africa/Dakar", Account: "521", Responsible: synctest.Awa, Status: "open", Revision: revision,
	}
}

// accountant makes the file one of an accountant with a journal.
func accountant(revision int64, edits ...func(*usrfile.Journal)) func(*synctest.File) {
	return func(file *synctest.File) {
		role := synctest.Role("accountant", synctest.P01)
		role.ID = synctest.ID("accountant " + file.Subject.String())
		file.Roles, file.Books = append(file.Roles, role), nil
		j := journal(revision)
		for _, edit := range edits {
			edit(&j)
		}
		file.Journals = usrfile.List[usrfile.Journal]{j}
	}
}

func storedJournal(f *synctest.Folder) (j accounting.Journal) {
	f.View(func(tx *storage.Tx) (err error) {
		j, err = tx.Journal(ident.BookID(journalID))
		return err
	})
	return j
}

// A journal comes with its grant, its people, the plan of its project and the rates
// by which taxes are worked out.
func TestJournalTravels(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	f := synctest.NewSite(t, o)
	khady := synctest.ID("Khady")
	vat := usrfile.Contribution{ID: synctest.ID("vat"), Name: "TVA 18 %", Millionths: 180_000, First: "2026-01-01", Account: "4431", Made: usrfile.InstantOf(synctest.Start)}
	file := o.UserData(accountant(1, func(j *usrfile.Journal) {
		j.Allowed, j.Users, j.Confidential = usrfile.List[string]{"cost", "settlement"}, usrfile.List[uuid.UUID]{khady}, true
		j.Ownership = &usrfile.Ownership{Epoch: 2, Poste: uuid.UUID(f.Poste), FirstNumber: 1, Granted: usrfile.InstantOf(synctest.Start)}
		j.Earlier = usrfile.List[usrfile.Ownership]{{Epoch: 1, Poste: synctest.ID("Tamba"), FirstNumber: 1, Granted: usrfile.InstantOf(synctest.Start)}}
	}), func(file *synctest.File) {
		file.People = usrfile.List[usrfile.Person]{{ID: khady, FirstName: "Khady", LastName: "Ndiaye"}}
		file.Contributions = usrfile.List[usrfile.Contribution]{vat}
	})
	pv, err := f.Preview(file)
	if err != nil {
		t.Fatal(err)
	}
	told := map[string]exchange.Sign{}
	for _, c := range pv.Changes {
		told[c.Key] = c.Sign
	}
	if told["journal"] != exchange.Gain || told["contributions"] != exchange.Note || !pv.Widens {
		t.Errorf("the preview says %v", pv.Changes)
	}
	f.Accept(file)
	want := accounting.Journal{
		ID: ident.BookID(journalID), Project: ident.ProjectID(synctest.P01), ProjectCode: "P01", Code: "BQ", Name: "Banque Dakar",
		Class: accounting.Bank, Currency: "EUR", Base: "XOF", TimeZone: "Africa/Dakar", Account: "521",
		Allowed: []accounting.Mask{accounting.MaskCost, accounting.MaskSettlement}, Confidential: true,
		Responsible: ident.UserID(synctest.Awa), Users: []ident.UserID{ident.UserID(khady)}, Status: accounting.Open, Revision: 1,
	}
	if got := storedJournal(f); !got.Equal(want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	f.View(func(tx *storage.Tx) error {
		history, err := tx.Ownerships(want.ID)
		if len(history) != 2 || history[1].Poste != f.Poste || history[1].Epoch != 2 {
			t.Errorf("it is granted as %+v", history)
		}
		rates, rateErr := tx.Contributions()
		if len(rates) != 1 || rates[0].Rate != 180_000 || rates[0].Account != "4431" || rates[0].Code() != "TVA-18" {
			t.Errorf("the rates are %+v", rates)
		}
		return errors.Join(err, rateErr)
	})
	ended := o.UserData(accountant(2), func(file *synctest.File) {
		vat.Last = "2026-12-31"
		file.Contributions = usrfile.List[usrfile.Contribution]{vat}
	})
	f.Accept(ended)
	f.View(func(tx *storage.Tx) error {
		rates, err := tx.Contributions()
		if len(rates) != 1 || rates[0].Last.IsZero() {
			t.Errorf("the rate has not ended: %+v", rates)
		}
		return err
	})
}

// Row 24 for journals: a lower revision keeps what is here, an equal one that says
// something else is equivocation.
func TestSharedJournalKeepsItsNewestDefinition(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	f := synctest.NewSite(t, o)
	moussa := func(revision int64, edit func(*usrfile.Journal)) []byte {
		return o.UserData(synctest.For(synctest.Moussa), accountant(revision, func(j *usrfile.Journal) {
			j.Users = usrfile.List[uuid.UUID]{synctest.Moussa}
			edit(j)
		}))
	}
	plain := func(*usrfile.Journal) {}
	f.Accept(o.UserData(accountant(5, func(j *usrfile.Journal) {
		j.Name, j.Users = "Banque centrale", usrfile.List[uuid.UUID]{synctest.Moussa}
	})))
	f.Accept(moussa(3, plain))
	if j := storedJournal(f); j.Revision != 5 || j.Name != "Banque centrale" {
		t.Errorf("revision 3 took the journal back to %d, %s", j.Revision, j.Name)
	}
	f.RefusedWhole(fault.Conflict, "order.equivocation", moussa(5, plain))
	f.Accept(moussa(6, plain))
	if j := storedJournal(f); j.Revision != 6 || j.Name != "Banque Dakar" || len(j.Users) != 1 {
		t.Errorf("the journal is %+v", j)
	}
}

func TestGrantOfAJournalKeepsItsHighestEpoch(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	f := synctest.NewSite(t, o)
	other := ident.PosteID(synctest.ID("Tamba"))
	to := func(poste ident.PosteID, epoch int64) func(*synctest.File) {
		return accountant(1, func(j *usrfile.Journal) {
			j.Ownership = &usrfile.Ownership{Epoch: epoch, Poste: uuid.UUID(poste), FirstNumber: 1, Granted: usrfile.InstantOf(synctest.Start)}
		})
	}
	f.Accept(o.UserData(to(other, 2)))
	f.Accept(o.UserData(to(f.Poste, 1)))
	f.RefusedWhole(fault.Conflict, "order.equivocation", o.UserData(to(f.Poste, 2)))
	f.View(func(tx *storage.Tx) error {
		owner, err := tx.Ownership(ident.BookID(journalID))
		if owner.Poste != other || owner.Epoch != 2 {
			t.Errorf("the journal is granted to %+v", owner)
		}
		return err
	})
}

// A file that does not name a journal takes its subject out of it, and an older one
// does not bring them back.
func TestJournalThatIsNotNamedIsReleased(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	f := synctest.NewSite(t, o)
	both := func(j *usrfile.Journal) { j.Users = usrfile.List[uuid.UUID]{synctest.Moussa} }
	f.Accept(o.UserData(accountant(1, both)))
	f.Accept(o.UserData(synctest.For(synctest.Moussa), accountant(1, both)))
	stale := o.UserData(synctest.For(synctest.Moussa), accountant(1, both))
	o.Now = o.Now.Add(time.Hour)
	f.Now = o.Now
	without := o.UserData(accountant(1), func(file *synctest.File) { file.Journals = nil })
	pv, err := f.Preview(without)
	lost := func(c exchange.Change) bool { return c.Key == "journal" && c.Sign == exchange.Loss }
	if err != nil || !slices.ContainsFunc(pv.Changes, lost) || pv.Widens {
		t.Errorf("%v, changes %v", err, pv.Changes)
	}
	f.Accept(without)
	f.Accept(stale)
	if j := storedJournal(f); !j.Responsible.IsZero() || len(j.Users) != 1 {
		t.Errorf("the journal is kept by %+v", j.Holders())
	}
	f.Accept(o.UserData(synctest.For(synctest.Moussa)))
	if j := storedJournal(f); len(j.Holders()) != 0 {
		t.Errorf("the journal is kept by %+v", j.Holders())
	}
}

func TestUnknownValuesOfJournalsRefuseTheWholeFile(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	f := synctest.NewSite(t, o)
	for name, edit := range map[string]func(*usrfile.Journal){
		"mask":                 func(j *usrfile.Journal) { j.Allowed = usrfile.List[string]{"barter"} },
		"mask of closings":     func(j *usrfile.Journal) { j.Allowed = usrfile.List[string]{"closing"} },
		"currency":             func(j *usrfile.Journal) { j.Currency = "XQQ" },
		"currency of accounts": func(j *usrfile.Journal) { j.Base = "ZZZ" },
		"zone":                 func(j *usrfile.Journal) { j.TimeZone = "Local" },
		"project":              func(j *usrfile.Journal) { j.Project = synctest.ID("nowhere") },
	} {
		t.Run(name, func(t *testing.T) {
			f.RefusedWhole(fault.Forged, "file.unknown-value", o.UserData(accountant(1, edit)))
		})
	}
}

func TestCompareTellsJournals(t *testing.T) {
	home := ident.PosteID{9}
	before := snapshot(func(s *exchange.Snapshot) {
		s.Home = home
		s.Journals = []exchange.OwnedJournal{{Journal: accounting.Journal{
			ID: ident.BookID{7}, ProjectCode: "P01", Code: "BQ", Name: "Banque", Status: accounting.Open,
			Responsible: ident.UserID{1}, Users: []ident.UserID{{2}}, Allowed: []accounting.Mask{accounting.MaskCost},
		}}}
	})
	here := func(s *exchange.Snapshot) {
		s.Journals[0].Ownership = &ledger.Ownership{Book: ident.BookID{7}, Epoch: 1, Poste: home, FirstNumber: 1}
	}
	for name, c := range map[string]struct {
		edit func(*exchange.Snapshot)
		want []string
	}{
		"the same":            {func(*exchange.Snapshot) {}, nil},
		"another":             {func(s *exchange.Snapshot) { s.Journals = append(s.Journals, exchange.OwnedJournal{}) }, []string{"+ journal"}},
		"none":                {func(s *exchange.Snapshot) { s.Journals = nil }, []string{"− journal"}},
		"granted here":        {here, []string{"+ journal-granted"}},
		"renamed":             {func(s *exchange.Snapshot) { s.Journals[0].Journal.Name = "CBAO" }, []string{"· journal-definition"}},
		"somebody more":       {func(s *exchange.Snapshot) { s.Journals[0].Journal.Users = []ident.UserID{{2}, {3}} }, []string{"+ journal-definition"}},
		"somebody less":       {func(s *exchange.Snapshot) { s.Journals[0].Journal.Users = nil }, []string{"− journal-definition"}},
		"everything allowed":  {func(s *exchange.Snapshot) { s.Journals[0].Journal.Allowed = nil }, []string{"+ journal-definition"}},
		"another transaction": {func(s *exchange.Snapshot) { s.Journals[0].Journal.Allowed = []accounting.Mask{accounting.MaskIncome} }, []string{"+ journal-definition"}},
		"confidential":        {func(s *exchange.Snapshot) { s.Journals[0].Journal.Confidential = true }, []string{"− journal-definition"}},
		"laid by":             {func(s *exchange.Snapshot) { s.Journals[0].Journal.Status = accounting.Idle }, []string{"− journal-definition"}},
		"a rate":              {func(s *exchange.Snapshot) { s.Taxes = []directory.Contribution{{Name: "TVA"}} }, []string{"· contributions"}},
	} {
		t.Run(name, func(t *testing.T) {
			next := before
			next.Journals = slices.Clone(before.Journals)
			c.edit(&next)
			var got []string
			for _, change := range exchange.Compare(before, next) {
				got = append(got, string(change.Sign)+" "+change.Key)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
	granted := before
	granted.Journals = slices.Clone(before.Journals)
	here(&granted)
	if changes := exchange.Compare(granted, before); len(changes) != 1 || changes[0].Key != "journal-withdrawn" || changes[0].Sign != exchange.Loss {
		t.Errorf("withdrawn: %v", changes)
	}
}
