package sample

import (
	"fmt"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/workspace"
)

// journals are those of the project of the wells, which the accountant keeps at
// head office.
var journals = []accounting.Journal{
	{ProjectCode: "P01", Code: "BQ", Name: "Banque BICIS Dakar", Class: accounting.Bank, Account: "521"},
	{ProjectCode: "P01", Code: "CA", Name: "Caisse Dakar", Class: accounting.Cash, Account: "571"},
	{ProjectCode: "P01", Code: "OD", Name: "Opérations diverses", Class: accounting.General},
}

// movement is a debit or credit of a posting, in whole francs.
type movement struct {
	account string
	amount  int64 // debit positive
	party   string
	budget  string
	funding string
	due     int // days after the posting; 0 for no open item
}

// posting is one of the story.
type posting struct {
	daysAgo int
	journal string
	mask    accounting.Mask
	voucher string
	text    string
	lines   []movement
	cancels int // how many postings of the journal up stands what this cancels; 0 for an ordinary one
}

// parties are the names of third parties, by code.
var parties = map[string]string{"F01": "Sahel Forage SARL", "F02": "Hydro Sénégal", "P07": "Moussa Baldé"}

var postings = []posting{
	{55, "OD", accounting.MaskOpening, "AN 2026", "À-nouveaux au démarrage", []movement{
		{account: "521", amount: 4_500_000}, {account: "571", amount: 120_000},
		{account: "401", amount: -380_000, party: "F02", due: 5}, {account: "121", amount: -4_240_000},
	}, 0},
	{54, "BQ", accounting.MaskReceived, "VIR AFD 02", "Deuxième tranche de la subvention", []movement{
		{account: "521", amount: 12_000_000}, {account: "718", amount: -12_000_000, funding: "AFD-24"},
	}, 0},
	{50, "BQ", accounting.MaskSettlement, "CH 220118", "Règlement pièces de pompes", []movement{
		{account: "401", amount: 380_000, party: "F02"}, {account: "521", amount: -380_000},
	}, 0},
	{45, "BQ", accounting.MaskTransfer, "CH 220119", "Retrait pour la caisse de Dakar", []movement{
		{account: "585", amount: 250_000}, {account: "521", amount: -250_000},
	}, 0},
	{45, "CA", accounting.MaskSupply, "CH 220119", "Approvisionnement de la caisse", []movement{
		{account: "571", amount: 250_000}, {account: "585", amount: -250_000},
	}, 0},
	{43, "OD", accounting.MaskCost, "FA 2026-118", "Forage F6, tubages et crépines", []movement{
		{account: "605", amount: 1_240_000, budget: "A.1", funding: "AFD-24"}, {account: "401", amount: -1_240_000, party: "F01", due: 30},
	}, 0},
	{40, "CA", accounting.MaskCost, "C-014", "Papier et cartouches", []movement{
		{account: "6055", amount: 18_500, budget: "C.2"}, {account: "571", amount: -18_500},
	}, 0},
	{38, "CA", accounting.MaskAdvance, "C-015", "Avance mission Kolda", []movement{
		{account: "421", amount: 60_000, party: "P07", due: 15}, {account: "571", amount: -60_000},
	}, 0},
	{32, "BQ", accounting.MaskCost, "CH 220120", "Loyer du bureau, octobre", []movement{
		{account: "622", amount: 200_000, budget: "C.1"}, {account: "521", amount: -200_000},
	}, 0},
	{31, "OD", accounting.MaskFree, "PAIE 10", "Salaires d'octobre", []movement{
		{account: "661", amount: 1_400_000, budget: "A.2"}, {account: "422", amount: -1_150_000},
		{account: "447", amount: -110_000}, {account: "431", amount: -140_000},
	}, 0},
	{30, "BQ", accounting.MaskSettlement, "VIR 1030", "Virement des salaires d'octobre", []movement{
		{account: "422", amount: 1_150_000}, {account: "521", amount: -1_150_000},
	}, 0},
	{24, "CA", accounting.MaskSettlement, "C-016", "Décompte de la mission Kolda", []movement{
		{account: "638", amount: 52_000, budget: "A.2", funding: "AFD-24"}, {account: "571", amount: 8_000},
		{account: "421", amount: -60_000, party: "P07"},
	}, 0},
	{18, "CA", accounting.MaskCost, "C-017", "Carburant du véhicule de Dakar", []movement{
		{account: "6053", amount: 45_000, budget: "A.2"}, {account: "571", amount: -45_000},
	}, 0},
	{17, "CA", "", "", "Saisi deux fois avec la caisse de Kolda", nil, 1},
	{13, "BQ", accounting.MaskSettlement, "CH 220121", "Acompte forage F6", []movement{
		{account: "401", amount: 800_000, party: "F01"}, {account: "521", amount: -800_000},
	}, 0},
	{6, "BQ", accounting.MaskIncome, "VIR 1116", "Contribution du comité de Médina Chérif", []movement{
		{account: "521", amount: 300_000}, {account: "758", amount: -300_000, funding: "DON"},
	}, 0},
	{2, "BQ", accounting.MaskCost, "CH 220122", "Loyer du bureau, novembre", []movement{
		{account: "622", amount: 200_000, budget: "C.1"}, {account: "521", amount: -200_000},
	}, 0},
	{1, "BQ", accounting.MaskCost, "AVIS 11", "Frais de tenue de compte", []movement{
		{account: "631", amount: 12_500, budget: "C.2"}, {account: "521", amount: -12_500},
	}, 0},
}

// openAccounts registers head office's own installation, on which the accountant
// keeps the journals.
func (s *story) openAccounts() error {
	s.at(57, 16, 10)
	o := s.office
	poste, err := o.session.RegisterHere(s.ctx, workspace.Wish{Module: directory.ModuleAccounting, Label: "Siège", Location: "Dakar"})
	if err != nil {
		return err
	}
	for _, j := range journals {
		j.Project = o.projects[j.ProjectCode]
		added, err := o.session.AddJournal(s.ctx, j)
		if err != nil {
			return fmt.Errorf("journal %s: %w", j.Code, err)
		}
		if _, err := o.session.AssignJournal(s.ctx, added.ID, o.people[&khady], nil); err != nil {
			return err
		}
		if _, err := o.session.GrantJournal(s.ctx, added.ID, poste.ID); err != nil {
			return err
		}
		o.journals[j.Code] = added.ID
	}
	return s.step("sample.step.accounts", fault.Args{"Number": poste.Number, "Person": khady.name(), "Journals": len(journals)})
}

// keepAccounts enters the postings of a day.
func (s *story) keepAccounts(daysAgo int) error {
	minute := 0
	for i, p := range postings {
		if p.daysAgo != daysAgo {
			continue
		}
		s.at(daysAgo, 15+minute/60, minute%60)
		minute += 17
		if err := s.post(i, p); err != nil {
			return fmt.Errorf("posting %d, %s: %w", i+1, p.text, err)
		}
	}
	return nil
}

func (s *story) post(place int, p posting) error {
	journal := s.office.journals[p.journal]
	if p.cancels > 0 {
		_, err := s.office.accounts.ReversePosting(s.ctx, journal, numberOf(place)-int64(p.cancels), 0, p.text)
		return err
	}
	entry := accounting.Entry{Day: s.today(), Content: accounting.Content{
		Mask: p.mask, Voucher: p.voucher, VoucherDay: s.today(), Text: p.text, Rate: money.RateOne,
	}}
	for _, m := range p.lines {
		line := accounting.Line{
			Account: m.account, AmountMinor: m.amount, BaseMinor: m.amount, Party: m.party, PartyName: parties[m.party],
			BudgetLine: m.budget, Funding: m.funding,
		}
		if m.due > 0 {
			line.Due = s.today() + calendar.Day(m.due)
		}
		entry.Lines = append(entry.Lines, line)
	}
	_, err := s.office.accounts.Post(s.ctx, journal, entry)
	return err
}

// numberOf gives the number that a posting of the story gets in its journal.
func numberOf(place int) (number int64) {
	for _, p := range postings[:place+1] {
		if p.journal == postings[place].journal {
			number++
		}
	}
	return number
}
