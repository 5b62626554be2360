package paper_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/comptoir/comptoir/app/paper"
	"github.com/comptoir/comptoir/app/paper/papertest"
)

func manyRows(count int) paper.Table {
	t := paper.Table{
		Title: "Aperçu des utilisateurs", Organisation: "Eau Vive", About: []string{"Recherche : diop"}, Person: "Moussa Traoré", Made: page.Made,
		Columns: []paper.TableColumn{{Title: "Nom"}, {Title: "Rôles"}, {Title: "Montant", Flush: true}},
		Rows:    []paper.TableRow{{Heading: true, Cells: []string{"Compte actif"}}},
	}
	for i := range count {
		t.Rows = append(t.Rows, paper.TableRow{Cells: []string{fmt.Sprintf("N'Diaye %d", i), strings.Repeat("Caissier, ", 60*(i%2)) + "Auditeur", "1"}})
	}
	return t
}

func TestTableShowsEveryRowOnNumberedPages(t *testing.T) {
	p := printer(t, "fr")
	content, err := manyRows(120).PDF(p)
	if err != nil {
		t.Fatal(err)
	}
	text := papertest.Text(t, content)
	for _, want := range []string{"Eau Vive", "Aperçu des utilisateurs", "Recherche : diop", "Compte actif", "N'Diaye 0\n", "N'Diaye 119\n", "Moussa Traoré"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not on paper", want)
		}
	}
	pages := strings.Count(text, "\nNom\n")
	if last := fmt.Sprintf("page %d / %d\n", pages, pages); pages < 3 || !strings.Contains(text, last) {
		t.Errorf("%d pages; %q is not at the foot of the last", pages, last)
	}
	if strings.Count(text, "Auditeur") != 120 {
		t.Error("long cells lose their end")
	}
}

func TestTableWithoutRowsIsAPage(t *testing.T) {
	content, err := manyRows(0).PDF(printer(t, "en"))
	if err != nil || !strings.Contains(papertest.Text(t, content), "page 1 / 1") {
		t.Errorf("%v", err)
	}
}

func TestActivationCodesHaveAPageEachOrALineEach(t *testing.T) {
	a := paper.Activations{Organisation: "Eau Vive", Person: "Moussa Traoré", Made: page.Made, Codes: []paper.ActivationCode{
		{Name: "Awa Diop", Address: "awa@eauvive.example", Code: "AAAA-BBBB-CCCC-DDDD", Until: page.Made}, {Name: "Ibou Fall", Address: "ibou", Code: "EEEE-FFFF-GGGG-HHHH", Until: page.Made},
	}}
	p := printer(t, "fr")
	content, err := a.PDF(p)
	if err != nil {
		t.Fatal(err)
	}
	text := papertest.Text(t, content)
	for _, want := range []string{"Awa Diop", "CCCC", "Ibou Fall", "HHHH", "page 2"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not on a page", want)
		}
	}
	list := a.List(p)
	if len(list.Rows) != 2 || list.Rows[1].Cells[2] != "EEEE-FFFF-GGGG-HHHH" {
		t.Errorf("the list has %v", list.Rows)
	}
}
