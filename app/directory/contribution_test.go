package directory_test

import (
	"testing"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// rated is a house with contribution rates.
type rated struct {
	*house
	rates []directory.Contribution
}

func (r *rated) Contributions() ([]directory.Contribution, error) { return r.rates, nil }

func (r *rated) SaveContribution(c directory.Contribution) error {
	for i := range r.rates {
		if r.rates[i].ID == c.ID {
			r.rates[i] = c
			return nil
		}
	}
	r.rates = append(r.rates, c)
	return nil
}

func TestRatesAreExact(t *testing.T) {
	for text, want := range map[string]string{
		"5,6": "5.6", "18 %": "18", "0": "0", "100": "100", " 0.0001% ": "0.0001", "8.40": "8.4", "12,0305": "12.0305",
	} {
		if got, err := directory.ParseRate(text); err != nil || got.String() != want {
			t.Errorf("%q gives %s, %v", text, got, err)
		}
	}
	if rate, _ := directory.ParseRate("18"); rate != 180_000 {
		t.Errorf("18 %% is %d millionths", rate)
	}
	for _, text := range []string{"", "%", "-1", "+1", "1e2", "100.0001", "5,", ",5", "1.23456", "1.2.3", "٣"} {
		_, err := directory.ParseRate(text)
		wantFault(t, err, fault.Invalid, "directory.rate")
	}
}

func TestRatesChangeFromALaterDayOnly(t *testing.T) {
	r := &rated{house: newHouse(t)}
	first := calendar.Day(20_000)
	add := func(n byte, name string, day calendar.Day) error {
		_, err := directory.AddContribution(r, r.founder, directory.Contribution{ID: ident.ContributionID{n}, Name: name, Rate: 56_000, First: day}, now)
		return err
	}
	for n, day := range []calendar.Day{first, first + 10} {
		if err := add(byte(n+1), "IPRES", day); err != nil {
			t.Fatal(err)
		}
	}
	if err := add(3, "CSS", first); err != nil {
		t.Fatal(err)
	}
	if r.rates[0].Last != first+9 || !r.rates[1].Last.IsZero() || !r.rates[2].Last.IsZero() {
		t.Errorf("they are %+v", r.rates)
	}
	for _, day := range []calendar.Day{first - 1, first, first + 5, first + 10} {
		wantFault(t, add(9, "ipres", day), fault.Conflict, "directory.contribution-retroactive")
	}
	wantFault(t, add(9, "", first), fault.Invalid, "directory.text-empty")
	wantFault(t, add(9, "X", 0), fault.Invalid, "directory.contribution-day")

	end := func(n byte, last, today calendar.Day) error {
		_, err := directory.EndContribution(r, r.founder, ident.ContributionID{n}, last, today, now)
		return err
	}
	wantFault(t, end(2, first+20, first+21), fault.Conflict, "directory.contribution-end")
	wantFault(t, end(1, first+20, first), fault.Conflict, "directory.contribution-end")
	wantFault(t, end(8, first+20, first), fault.Missing, "directory.contribution-missing")
	if err := end(2, first+20, first+20); err != nil || r.rates[1].Last != first+20 {
		t.Errorf("%v, %+v", err, r.rates[1])
	}
	wantFault(t, add(9, "IPRES", first+20), fault.Conflict, "directory.contribution-retroactive")
	if err := add(4, "IPRES", first+21); err != nil || r.rates[1].Last != first+20 {
		t.Errorf("%v", err)
	}
	if _, err := directory.AddContribution(r, directory.Actor{Side: directory.HeadOffice}, r.rates[0], now); err == nil {
		t.Error("anybody may")
	}
}

func TestRatesHaveACodeAndHoldForATime(t *testing.T) {
	for name, want := range map[string]string{
		"TVA 18 %": "TVA-18", "Côtisation IPRES (cadre)": "COTISATION-IPRES-CADRE", "5,6": "5-6", "1.5 %": "1.5", "٣": "",
	} {
		if got := (directory.Contribution{Name: name}).Code(); got != want {
			t.Errorf("%q has the code %q, want %q", name, got, want)
		}
	}
	for _, c := range []struct {
		last calendar.Day
		on   calendar.Day
		want bool
	}{{0, 99, false}, {0, 100, true}, {0, 5000, true}, {110, 110, true}, {110, 111, false}} {
		if got := (directory.Contribution{First: 100, Last: c.last}).Holds(c.on); got != c.want {
			t.Errorf("until %d it holds on %d: %v", c.last, c.on, got)
		}
	}
	r := &rated{house: newHouse(t)}
	_, err := directory.AddContribution(r, r.founder, directory.Contribution{Name: "٣", First: 100}, now)
	wantFault(t, err, fault.Invalid, "directory.contribution-name")
	for n, name := range []string{"TVA 18 %", "tva-18"} {
		_, err = directory.AddContribution(r, r.founder, directory.Contribution{ID: ident.ContributionID{byte(n + 1)}, Name: name, First: 100}, now)
	}
	wantFault(t, err, fault.Conflict, "directory.contribution-retroactive")
}
