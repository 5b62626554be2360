package storagetest

import (
	"context"
	"testing"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/app/mark"
	"github.com/comptoir/comptoir/storage"
)

var wordTests = []test{{"enumerations have their words and no others", words}}

// words holds every CHECK of an enumeration against the constants of the
// domain: each is taken, anything else is refused.
func words(t *testing.T, s *storage.Store) {
	update(t, s, func(tx *storage.Tx) error {
		if err := addPeople(tx, "awa"); err != nil {
			return err
		}
		return addProjects(tx, "P01", "P02", "P03")
	})
	checkWords(t, s, "statuses", saveStatus,
		directory.StatusEmployee, directory.StatusPending, directory.StatusActive, directory.StatusArchived)
	checkWords(t, s, "levels", saveLevel,
		directory.LevelOrganisation, directory.LevelAllProjects, directory.LevelCountry, directory.LevelUnit, directory.LevelProjects)
	checkWords(t, s, "poste statuses", savePosteStatus, directory.PosteActive, directory.PosteRevoked)
	checkWords(t, s, "modules", saveModule, directory.ModuleCashbook, directory.ModuleAccounting)
	checkWords(t, s, "sides", saveSide, directory.HeadOffice, directory.Site)
	checkWords(t, s, "request statuses", saveRequestStatus,
		directory.RequestOpen, directory.RequestApproved, directory.RequestRefused, directory.RequestReplaced)
	checkWords(t, s, "licence statuses", saveLicenceStatus, directory.LicenceGranted, directory.LicenceCancelled)
	checkWords(t, s, "licence modules", saveLicenceModule, directory.Modules()...)
	checkWords(t, s, "causes", saveCause, directory.Causes()...)
	checkWords(t, s, "book types", saveBookType, cashbook.Cash, cashbook.Bank, cashbook.Receivable)
	checkWords(t, s, "book statuses", saveBookStatus, cashbook.Open, cashbook.Idle, cashbook.Finalised)
	checkWords(t, s, "pre-assignments", savePreAssignment, directory.PreAssignmentOff, directory.PreAssignmentOptional, directory.PreAssignmentRequired)
	checkWords(t, s, "book events", saveBookEvent, cashbook.EventAccepted, cashbook.EventFinalised, cashbook.EventIdle, cashbook.EventReopened)
	checkWords(t, s, "states of received vouchers", saveReceivedState, cashbook.ToPost, cashbook.Posted, cashbook.Superseded)
	checkWords(t, s, "second-factor policies", saveFactorPolicy, directory.FactorNone, directory.FactorOptional, directory.FactorRequired)
	checkWords(t, s, "charts", saveChartBase, chart.IDs()...)
	checkWords(t, s, "ways of signing", saveSigningWay, cashbook.BySignIn, cashbook.OnPaper)
	checkWords(t, s, "directions", saveDirection, mark.Received, mark.Issued)
}

func checkWords[W ~string](t *testing.T, s *storage.Store, what string, save func(*storage.Tx, W) error, known ...W) {
	t.Helper()
	for _, word := range known {
		if err := rolledBack(s, func(tx *storage.Tx) error { return save(tx, word) }); err != nil {
			t.Errorf("%s: %q is refused: %v", what, word, err)
		}
	}
	for _, word := range []W{"", "unknown", known[0] + " "} {
		if err := rolledBack(s, func(tx *storage.Tx) error { return save(tx, word) }); err == nil {
			t.Errorf("%s: %q is stored", what, word)
		}
	}
}

// rolledBack gives the error of do and undoes what it wrote.
func rolledBack(s *storage.Store, do func(*storage.Tx) error) error {
	var err error
	_ = s.Update(context.Background(), func(tx *storage.Tx) error {
		err = do(tx)
		return errStop
	})
	return err
}

func saveChartBase(tx *storage.Tx, word chart.ID) error {
	return tx.SaveChart(chart.Choice{Project: project("P01"), Base: word, Hash: [32]byte{1}, Revision: 1})
}

func saveStatus(tx *storage.Tx, word directory.Status) error {
	u := person("binta")
	u.Status = word
	_, err := tx.SaveUser(u)
	return err
}

func saveLevel(tx *storage.Tx, word directory.Level) error {
	g := sampleGrant("any")
	g.Scope.Level = word
	return tx.SaveGrant(g)
}

func savePosteStatus(tx *storage.Tx, word directory.PosteStatus) error {
	p := samplePoste("any", 1)
	p.Status = word
	return tx.SavePoste(p)
}

func saveModule(tx *storage.Tx, word directory.Module) error {
	p, r := samplePoste("any", 1), sampleRequest("any")
	p.Modules, r.Module = []directory.Module{word}, word
	if err := tx.SavePoste(p); err != nil {
		return err
	}
	return tx.SaveRequest(r)
}

func saveSide(tx *storage.Tx, word directory.Side) error {
	return tx.SaveHome(directory.Home{Side: word})
}

func saveRequestStatus(tx *storage.Tx, word directory.RequestStatus) error {
	r := sampleRequest("any")
	r.Status = word
	return tx.SaveRequest(r)
}

func saveBookType(tx *storage.Tx, word cashbook.Type) error {
	b := till("P01", 1)
	b.Type = word
	return tx.SaveBook(b)
}

func saveBookStatus(tx *storage.Tx, word cashbook.BookStatus) error {
	b := till("P01", 1)
	b.Status = word
	return tx.SaveBook(b)
}

func saveDirection(tx *storage.Tx, word mark.Direction) error {
	return tx.SaveOrder(mark.Stream{Direction: word, Name: "usr"}, mark.Order{})
}

func saveFactorPolicy(tx *storage.Tx, word directory.FactorPolicy) error {
	o := eauVive
	o.Policy.SecondFactor = word
	return tx.SaveOrganisation(o)
}

func savePreAssignment(tx *storage.Tx, word directory.PreAssignment) error {
	o := eauVive
	o.Policy.PreAssignment = word
	return tx.SaveOrganisation(o)
}

func saveLicenceStatus(tx *storage.Tx, word directory.LicenceStatus) error {
	l := sampleLicence(directory.ModuleCashbook)
	l.Status = word
	return tx.SaveLicence(l)
}

func saveLicenceModule(tx *storage.Tx, word directory.Module) error {
	return tx.SaveLicence(sampleLicence(word))
}

func saveCause(tx *storage.Tx, word directory.Cause) error {
	p := samplePoste("any", 1)
	if err := tx.SavePoste(p); err != nil {
		return err
	}
	return tx.SaveRevocation(directory.Revocation{Poste: p.ID, Cause: word})
}

func saveBookEvent(tx *storage.Tx, kind cashbook.EventKind) error {
	if err := tx.SaveBook(till("P01", 1)); err != nil {
		return err
	}
	return tx.SaveBookEvent(cashbook.Event{Book: bookID("P011"), Kind: kind, At: instant(1)})
}

func saveReceivedState(tx *storage.Tx, state cashbook.ReceivedState) error {
	if err := tx.SaveBook(till("P01", 1)); err != nil {
		return err
	}
	v := (&scribe{book: bookID("P011")}).enter(day(3), 5, "Don")
	return tx.AppendReceived(cashbook.ReceivedVoucher{Voucher: v, BatchEpoch: 1, Batch: 1, State: state})
}

func saveSigningWay(tx *storage.Tx, way cashbook.SigningWay) error {
	if err := addTill(tx, "P01"); err != nil {
		return err
	}
	c := sampleCount(1, ledger.Hash{})
	if err := tx.AppendCount(c); err != nil {
		return err
	}
	g := sampleSignature(c)
	g.Way = way
	return tx.AppendCountSignature(g)
}
