package main

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
)

type specimen struct {
	Day   calendar.Day `json:"day"`
	At    moment       `json:"at"`
	None  moment       `json:"none"`
	Names []string     `json:"names"`
	Text  string       `json:"text"`
}

func (specimen) words(s *sheet) { s.line("words   ") }

func TestGive(t *testing.T) {
	value := specimen{
		Day: calendar.New(2026, time.November, 21), At: moment(time.Date(2026, 11, 21, 10, 14, 0, 5, time.FixedZone("", 3600))),
		Names: each([]int(nil), func(int) string { return "" }), Text: "« <&> »",
	}
	for json, want := range map[bool]string{
		true:  `{"day":"2026-11-21","at":"2026-11-21T09:14:00Z","none":"","names":[],"text":"« <&> »"}` + "\n",
		false: "words\n",
	} {
		var out strings.Builder
		c := &call{program: &program{stdout: &out}, globals: globals{JSON: json}, printer: french()}
		if err := c.give(value); err != nil || out.String() != want {
			t.Errorf("%q, %v; want %q", out.String(), err, want)
		}
	}
	if got, want := shapeOf(french(), value), `{"day": "AAAA-MM-JJ", "at": "AAAA-MM-JJThh:mm:ssZ", "none": "AAAA-MM-JJThh:mm:ssZ", "names": ["texte", …], "text": "texte"}`; got != want {
		t.Errorf("described as %s\nwant %s", got, want)
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no room") }

// A full disk is not a success.
func TestOutputThatCanNotBeWrittenFails(t *testing.T) {
	for _, args := range [][]string{{"version"}, {"version", "--json"}, {"--help"}, {"completion"}} {
		var errs strings.Builder
		p := program{args: args, stdout: full{}, stderr: &errs, env: noEnv}
		if status := p.run(t.Context()); status != statusUnforeseen || !strings.Contains(errs.String(), "no room") {
			t.Errorf("%v: status %d, %s", args, status, errs.String())
		}
	}
}

func noEnv(string) string { return "" }

func TestTableIsAligned(t *testing.T) {
	s := &sheet{Printer: french()}
	tbl := s.newTable(left("ctl.col.name"), right("ctl.col.balance"), left("ctl.col.state"))
	tbl.row("Awa", "237\u202f500", "à jour")
	tbl.row("Éléonore", "0", "")
	tbl.write(s)
	want := "Nom         Solde  État\nAwa       237\u202f500  à jour\nÉléonore        0\n"
	if got := s.text.String(); got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// A terminal is shown signs and spaces, and nothing that commands it or turns the
// direction of reading.
func TestNothingShownCommandsTheTerminal(t *testing.T) {
	for text, want := range map[string]string{
		"Écrit à 10 h : 1 250 F CFA – « reçu »": "Écrit à 10 h : 1 250 F CFA – « reçu »",
		"one line\nand\tanother":                "one line\nand\tanother",
		"in/\x1b[31mred\x07\r.usr":              "in/\ufffd[31mred\ufffd\ufffd.usr",
		"in/\u202egpj.usr\u2066\u200e":          "in/\ufffdgpj.usr\ufffd\ufffd",
		"\x00\x7f\u0085\xff":                    "\ufffd\ufffd\ufffd\ufffd",
	} {
		if got := shown(text); got != want {
			t.Errorf("%q is shown as %q, want %q", text, got, want)
		}
	}
}
