package cashbooks_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/ui/uitest"
)

// toReports goes from the till to its reports by the key of printing.
func toReports(t *testing.T) *bench {
	t.Helper()
	b, _ := atSite(t)
	b.openTill()
	b.record("1", "t", "B-101", "Approvisionnement", "Siège", "9999999999999")
	b.record("2", "", "B-102", "Carburant", "Station Total", "", "12500")
	b.Chord(fyne.KeyP)
	b.Await("screen book-reports")
	b.Await("grid report-page")
	return b
}

func TestReportsShowThePageWithThirteenDigits(t *testing.T) {
	b := toReports(t)
	b.Want("Rapports du livre P01/1", "Du 1er nov. 2026 au 21 nov. 2026", "Dernier justificatif n° 2 · ancre", "Report à nouveau",
		"9 999 999 999 999", "9 999 999 987 499", "12 500", "Total de la période")
	b.WantNot("…")
}

func TestReportsTurnToMonthsAndTheirCharts(t *testing.T) {
	b := toReports(t)
	b.Reach("report-kind")
	b.Write("Mois")
	b.Key(fyne.KeyReturn)
	b.Await("grid report-months")
	b.Want("novembre 2026", "Solde au fil du temps (XOF)", "Entrées et sorties par mois (XOF)", "Solde final", "10 000 000 000 000")
	b.Reach("course")
	b.Want("21 nov. 2026 : 9 999 999 987 499 F CFA")
	b.Reach("bars")
	b.Want("novembre 2026 : entrées 9 999 999 999 999 F CFA, sorties 12 500 F CFA")
	b.Reach("report-kind")
	b.Write("Tenue")
	b.Key(fyne.KeyReturn)
	b.Await("grid report-ownership")
	b.Want("Confié", "Awa Diop", "Époque")
	b.Key(fyne.KeyEscape)
	b.Await("screen cashbook")
}

func TestReportsArePrintedAndWritten(t *testing.T) {
	b := toReports(t)
	b.Chord(fyne.KeyP)
	b.Await("printed")
	page := uitest.Must(os.ReadFile(filepath.Join(b.folder.Dir(), "prints", "livre-de-caisse-P01-1.pdf")))(t)
	if !strings.HasPrefix(string(page), "%PDF-") {
		t.Error("no PDF")
	}
	folder := t.TempDir()
	b.Chord(fyne.KeyE)
	b.Await("dialog open report-export")
	b.Fill("export-format", "CSV")
	b.Fill("export-folder", folder)
	b.Press("Exporter")
	b.Await("dialog close report-export")
	rows := string(uitest.Must(os.ReadFile(filepath.Join(folder, "livre-de-caisse-P01-1.csv")))(t))
	if !strings.Contains(rows, ";9999999999999;;9999999999999;") {
		t.Errorf("the file has %s", rows)
	}
}
