package sample

import (
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
)

// character is somebody of the story.
type character struct {
	address   string // e-mail address; empty for who has none
	firstName string
	lastName  string
	job       string
	phone     string
	password  string // for who signs in
	roles     []role
}

// role is held in projects, or in the organisation when none is named.
type role struct {
	id       directory.RoleID
	projects []string
}

func (c character) name() string { return c.firstName + " " + c.lastName }

// logins gives people as those who can sign in.
func logins(people ...*character) []Person {
	var list []Person
	for _, c := range people {
		list = append(list, Person{Name: c.name(), Job: c.job, Address: c.address, Password: c.password})
	}
	return list
}

// Passwords without accents, so that every keyboard can type them.
const (
	officePassword    = "eau-vive-siege"
	koldaPassword     = "eau-vive-kolda"
	velingaraPassword = "eau-vive-velingara"
)

var (
	ndeye = character{ // founds the organisation, with every administrator role
		address: "ndeye.fall@eauvive.example", firstName: "Ndèye", lastName: "Fall", job: "Directrice administrative",
		phone: "+221 33 000 10 01", password: officePassword,
	}
	mamadou = character{
		address: "mamadou.sarr@eauvive.example", firstName: "Mamadou", lastName: "Sarr", job: "Responsable finances",
		phone: "+221 33 000 10 02", password: officePassword, roles: []role{{id: directory.RoleFinanceManager}},
	}
	aissatou = character{
		address: "aissatou.ba@eauvive.example", firstName: "Aïssatou", lastName: "Ba", job: "Contrôleuse interne",
		phone: "+221 33 000 10 03", roles: []role{{id: directory.RoleAuditor}},
	}
	khady = character{
		address: "khady.ndiaye@eauvive.example", firstName: "Khady", lastName: "Ndiaye", job: "Cheffe comptable",
		phone: "+221 33 000 10 04", password: officePassword, roles: []role{{directory.RoleAccountantAdvanced, []string{"P01", "P02", "P03"}}},
	}
	jeanPierre = character{
		address: "jp.mendy@eauvive.example", firstName: "Jean-Pierre", lastName: "Mendy", job: "Comptable",
		roles: []role{{directory.RoleAccountant, []string{"P01", "P02"}}},
	}
	awa = character{
		address: "awa.diop@eauvive.example", firstName: "Awa", lastName: "Diop", job: "Caissière",
		phone: "+221 77 000 20 01", password: koldaPassword, roles: []role{{directory.RoleCashier, []string{"P01"}}},
	}
	moussa = character{
		address: "moussa.balde@eauvive.example", firstName: "Moussa", lastName: "Baldé", job: "Assistant logistique",
		phone: "+221 77 000 20 02", password: koldaPassword, roles: []role{{directory.RoleCashier, []string{"P01"}}},
	}
	ibrahima  = character{firstName: "Ibrahima", lastName: "Mballo", job: "Chef de base"} // signs counts, has no account
	fatoumata = character{
		address: "fatoumata.kante@eauvive.example", firstName: "Fatoumata", lastName: "Kanté", job: "Caissière",
		phone: "+221 77 000 30 01", password: velingaraPassword,
		roles: []role{{directory.RoleCashier, []string{"P02", "P03"}}},
	}
)

// employees are all but the founder.
var employees = []*character{&mamadou, &khady, &aissatou, &jeanPierre, &awa, &moussa, &ibrahima, &fatoumata}

var projects = []directory.Project{
	{Code: "P01", Name: "Forages Kolda"}, {Code: "P02", Name: "Assainissement Vélingara"},
	{Code: "P03", Name: "Maintenance des pompes"},
}

// account is a book of the story.
type account struct {
	project          string
	book             cashbook.Book // Type, Name, CeilingMinor, and what money it stands for
	responsible      *character
	deputy           *character
	counterSignatory *character
	lines            []line
}

var books = []account{
	{"P01", cashbook.Book{Type: cashbook.Cash, Name: "Caisse Kolda", Account: "571", CeilingMinor: 300_000}, &awa, &moussa, &ibrahima, koldaTill},
	{"P01", cashbook.Book{Type: cashbook.Bank, Name: "Banque CBAO Kolda", Account: "521"}, &awa, nil, nil, koldaBank},
	{"P01", cashbook.Book{Type: cashbook.Receivable, Name: "Avances aux missions", Account: "421"}, &awa, nil, nil, koldaAdvances},
	{"P02", cashbook.Book{Type: cashbook.Cash, Name: "Caisse Vélingara", Account: "571", CeilingMinor: 200_000}, &fatoumata, nil, nil, velingaraTill},
	{"P03", cashbook.Book{Type: cashbook.Bank, Name: "Compte Wave Vélingara", Account: "552", Operator: "Wave", Wallet: "+221 77 000 30 01"}, &fatoumata, nil, nil, velingaraWave},
}
