package chart_test

import (
	"encoding/hex"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/directory"
)

// A built-in table that somebody has chosen must not change under its name: who
// changes one here makes every site say that its table is another one.
func TestTablesAreThose(t *testing.T) {
	for id, want := range map[chart.ID]struct {
		accounts, postable int
		hash               string
	}{
		chart.SYSCOHADA: {1430, 1345, "112e569dedb28757"},
		chart.SYCEBNL:   {557, 474, "d06692aeb82097c1"},
		chart.PCG:       {1232, 1167, "7fb5988374c15a76"},
	} {
		c := open(t, chart.Choice{Base: id})
		postable := 0
		for _, a := range c.Accounts() {
			if !a.Heading {
				postable++
			}
		}
		if got := hex.EncodeToString(c.Table.Hash[:8]); got != want.hash || len(c.Accounts()) != want.accounts || postable != want.postable {
			t.Errorf("%s: %d accounts, %d to post on, hash %s", id, len(c.Accounts()), postable, got)
		}
		if c.Table.Title == "" || c.Table.Source == "" || c.Table.From.IsZero() || c.Table.Made.IsZero() {
			t.Errorf("%s does not say where it is from and of when: %+v", id, c.Table)
		}
	}
	if _, known := chart.TableOf("ohada-2001"); known {
		t.Error("a chart that there is not is known")
	}
}

func TestEveryAccountStandsBelowAnother(t *testing.T) {
	for _, id := range chart.IDs() {
		c := open(t, chart.Choice{Base: id})
		for _, a := range c.Accounts() {
			switch _, known := c.Account(a.Parent); {
			case len(a.Code) == 1 && (a.Parent != "" || !a.Heading):
				t.Errorf("%s: class %+v", id, a)
			case len(a.Code) > 1 && (!known || a.Parent != a.Code[:len(a.Code)-1]):
				t.Errorf("%s: %s stands below %q", id, a.Code, a.Parent)
			case len(a.Code) >= 3 && a.Heading:
				t.Errorf("%s: nothing is posted on %s", id, a.Code)
			}
		}
	}
}

// Labels are those that a French accountant expects to read.
func TestLabelsAreWellWritten(t *testing.T) {
	for _, id := range chart.IDs() {
		for _, a := range open(t, chart.Choice{Base: id}).Accounts() {
			for _, bad := range []string{"  ", " ,", "’", "oeu", "Etat ", "H.A.O", "T.V.A", "G.I.E", " )", "( ", ";"} {
				if strings.Contains(a.Label+" ", bad) {
					t.Errorf("%s %s: %q has %q", id, a.Code, a.Label, bad)
				}
			}
			if a.Label != strings.TrimSpace(a.Label) || a.Label == strings.ToUpper(a.Label) && len(a.Label) > 5 {
				t.Errorf("%s %s: %q", id, a.Code, a.Label)
			}
			if strings.ContainsFunc(a.Label, func(r rune) bool { return !unicode.IsGraphic(r) }) {
				t.Errorf("%s %s: %q", id, a.Code, a.Label)
			}
		}
	}
}

func TestUsualAccountsCanBePostedOn(t *testing.T) {
	uses := []chart.Use{
		chart.UseTransfer, chart.UseCash, chart.UseBank, chart.UseMobile, chart.UseAdvance, chart.UseShortage, chart.UseSurplus,
		chart.UseSupplier, chart.UseCustomer,
	}
	for _, id := range chart.IDs() {
		c := open(t, chart.Choice{Base: id})
		for _, u := range uses {
			if code := c.Usual(u); code == "" || c.Check(code, directory.ModuleCashbook) != nil {
				t.Errorf("%s: %s is %q: %v", id, u, code, c.Check(code, directory.ModuleCashbook))
			}
		}
	}
	for id, want := range map[chart.ID]string{chart.SYSCOHADA: "585", chart.SYCEBNL: "585", chart.PCG: "58"} {
		if got := open(t, chart.Choice{Base: id}).Usual(chart.UseTransfer); got != want {
			t.Errorf("%s: transfers go over %s", id, got)
		}
	}
	if got := (*chart.Chart)(nil).Usual(chart.UseTransfer); got != "" {
		t.Errorf("no chart has %s for transfers", got)
	}
}

// witness is where lists of other people's making may lie beside the project.
const witness = "../../../shared/charts/"

// corrected are the accounts whose label is another one than the witness's, on
// purpose: slips of transcription, and headings said in full.
var corrected = map[chart.ID]string{
	chart.SYSCOHADA: "735",
	chart.SYCEBNL:   "141 162 205 221 266 372 378 381 385 476 485 533 651 7051 736 849",
	chart.PCG:       "1423 31 6865 6866 7865",
}

// Accents, case and signs are ours; what the witness says besides is not.
func TestTablesAgreeWithTheWitnesses(t *testing.T) {
	for _, id := range chart.IDs() {
		content, err := os.ReadFile(witness + string(id) + ".csv")
		if err != nil {
			t.Skipf("there is no witness of %s to compare with: %v", id, err)
		}
		c := open(t, chart.Choice{Base: id})
		rows := strings.Split(strings.TrimSpace(string(content)), "\n")[1:]
		if len(rows) < 400 {
			t.Errorf("%s: the witness has only %d accounts", id, len(rows))
		}
		for _, row := range rows {
			code, label, _ := strings.Cut(row, ";")
			if strings.Contains(code, "/") {
				continue // « 61/62 » of PCG is no account
			}
			a, known := c.Account(code)
			same := letters(a.Label) == letters(label)
			if meant := slices.Contains(strings.Fields(corrected[id]), code); !known || same == meant {
				t.Errorf("%s: %s is %q there, %q here", id, code, label, a.Label)
			}
		}
	}
}

// letters gives the letters and digits of a label, folded.
func letters(label string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, directory.Fold(label))
}
