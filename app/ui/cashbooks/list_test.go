package cashbooks_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/uitest"
)

func TestListShowsTheBooksOneMaySee(t *testing.T) {
	b, _ := atSite(t)
	b.desk.Open(desk.CashBooks)
	b.Await("screen cashbooks")
	b.Want("P01/1", "Caisse Kolda", "Caisse", "Awa Diop", "0 F CFA", "Ici")
	b.WantNot("Nouveau livre", "Nouveau projet", "Attribuer")
	b.Key(fyne.KeyReturn)
	b.Await("screen cashbook")
	b.Want("P01/1 Caisse Kolda")
}

func TestAdministratorSetsUpAProjectAndItsBook(t *testing.T) {
	b := atOffice(t)
	b.desk.Open(desk.CashBooks)
	b.Press("Nouveau projet")
	b.Fill("code", "p02")
	b.Fill("name", "Écoles Ziguinchor")
	b.Fill("country", "sénég")
	b.Key(fyne.KeyReturn)
	b.Await("dialog close project")
	b.Want("Le projet P02 Écoles Ziguinchor est créé.")

	b.Press("Nouveau livre")
	b.Await("dialog open book")
	b.Fill("name", "Banque CBAO")
	b.Fill("ceiling", "")
	b.Reach("project")
	b.Write("P02")
	b.Key(fyne.KeyDown, fyne.KeyTab)
	b.Reach("type")
	b.Write("banq")
	b.Key(fyne.KeyTab)
	b.Open("overdraft")
	b.Press("Créer le livre")
	b.Await("dialog close book")
	b.Want("P02/1", "Banque CBAO", "Non attribué", "Le livre P02/1 Banque CBAO est créé.")
	book := uitest.Must(b.session.Book(t.Context(), "P02/1"))(t).Book
	if book.Type != cashbook.Bank || !book.Overdraft || book.Currency != "XOF" {
		t.Errorf("stored %+v", book)
	}
	b.Reach("grid")
	b.Key(fyne.KeyReturn)
	b.Want("P02/1 Banque CBAO") // the cursor is on the new book
	if b.changes != 2 {
		t.Errorf("other places were told %d times", b.changes)
	}
}

func TestBookIsAssignedToPeopleWithAFittingRole(t *testing.T) {
	b := atOffice(t)
	binta := b.addCashier("Binta", "Sarr")
	b.desk.Open(desk.CashBooks)
	b.Press("Attribuer")
	b.Await("dialog open book-assign")
	b.Want("Attribuer P01/1 Caisse Kolda", "Responsable", "Suppléant", "Contre-signataire")
	b.Reach("deputy")
	b.Write("bin")
	b.Key(fyne.KeyReturn)
	b.Await("dialog close book-assign")
	card := uitest.Must(b.session.Book(t.Context(), "P01/1"))(t)
	if card.Book.Deputy != binta || card.Responsible != "Awa Diop" {
		t.Errorf("stored %+v", card.Book)
	}

	b.Press("Attribuer")
	b.Await("dialog open book-assign")
	b.Reach("deputy")
	b.Key(fyne.KeyBackspace)
	b.Press("Attribuer le livre")
	b.Await("dialog close book-assign")
	if card := uitest.Must(b.session.Book(t.Context(), "P01/1"))(t); !card.Book.Deputy.IsZero() {
		t.Error("the deputy is still there")
	}
}

func TestNameAndCeilingAreEdited(t *testing.T) {
	b := atOffice(t)
	b.desk.Open(desk.CashBooks)
	b.Press("Éditer le livre")
	b.Await("dialog open book-edit")
	b.Fill("name", "Caisse de Kolda")
	b.Fill("ceiling", "300000")
	b.Key(fyne.KeyReturn)
	b.Await("dialog close book-edit")
	b.Want("Caisse de Kolda", "300 000 F CFA")
	b.Press("Éditer le livre")
	b.Reach("name")
	b.Key(fyne.KeyBackspace, fyne.KeyReturn)
	b.Await("field refused name")
}

func TestEmptyListSaysWhatToDoNext(t *testing.T) {
	office := uitest.NewOffice(t)
	uitest.Check(t, office.Session.AssignBook(t.Context(), office.Book.ID, ident.UserID{}, cashbook.Responsible))
	folder, awa := office.Join()
	b := newBench(t, folder, awa)
	b.desk.Open(desk.CashBooks)
	b.Want("Aucun livre ne vous est attribué", "Demandez à votre administrateur")
}

func TestSearchInTheList(t *testing.T) {
	b := atOffice(t)
	b.desk.Open(desk.CashBooks)
	b.Chord(fyne.KeyF)
	b.Write("diop")
	b.Want("P01/1")
	b.Write("x")
	b.WantNot("P01/1")
	b.Want("Aucun livre trouvé")
	b.Key(fyne.KeyEscape)
	b.Want("P01/1")
}

func TestListComesBackToTheBookThatWasOpen(t *testing.T) {
	b := atOffice(t)
	for _, name := range []string{"Banque", "Avances"} {
		uitest.Must(b.session.AddBook(t.Context(), cashbook.Book{Project: b.projectID(), Type: cashbook.Cash, Name: name, Currency: "XOF"}))(t)
	}
	b.desk.Open(desk.CashBooks)
	b.Key(fyne.KeyDown, fyne.KeyReturn)
	b.Want("P01/2 Banque")
	b.Key(fyne.KeyEscape)
	b.Await("screen cashbooks")
	b.Key(fyne.KeyReturn)
	b.Want("P01/2 Banque")
}

// addCashier adds somebody who may keep the books of P01.
func (b *bench) addCashier(first, last string) ident.UserID {
	b.T.Helper()
	u := uitest.Must(b.session.AddUser(b.T.Context(), directory.User{Login: first, FirstName: first, LastName: last}))(b.T)
	scope := directory.Scope{Level: directory.LevelProjects, Projects: []ident.ProjectID{b.projectID()}}
	uitest.Must(b.session.GrantRole(b.T.Context(), u.ID, directory.RoleCashier, scope))(b.T)
	return u.ID
}

func (b *bench) projectID() ident.ProjectID {
	b.T.Helper()
	return uitest.Must(b.session.ProjectByCode(b.T.Context(), "P01"))(b.T).ID
}
