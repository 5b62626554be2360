package main

import (
	"strings"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/money"
)

type rateCommands struct {
	List rateList `cmd:""`
	Show rateShow `cmd:""`
	Set  rateSet  `cmd:""`
}

// rateView is what one unit of the base costs in the quote from a day on.
type rateView struct {
	Base   string `json:"base"`
	Quote  string `json:"quote"`
	Day    string `json:"day"`
	Rate   string `json:"rate"`
	Source string `json:"source"`
}

type ratesListed []rateView

func viewRates(all []chart.Rates) ratesListed {
	listed := ratesListed{}
	for _, pair := range all {
		for _, r := range pair.List {
			listed = append(listed, rateView{string(pair.Base), string(pair.Quote), r.Day.String(), r.Rate.String(), r.Source})
		}
	}
	return listed
}

func (r ratesListed) words(s *sheet) {
	if len(r) == 0 {
		s.say("ctl.rate.none")
		return
	}
	t := s.newTable(left("detail.currency"), left("detail.day"), right("detail.exchange-rate"), left("detail.source"))
	for _, v := range r {
		t.row(v.Base+"/"+v.Quote, v.Day, s.Decimal(v.Rate), v.Source)
	}
	t.write(s)
}

type rateList struct{}

func (rateList) examples() []string { return []string{"rate list", "rate list --json"} }
func (rateList) result() report     { return ratesListed{} }

func (rateList) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	all, err := session.Rates(c.ctx)
	if err != nil {
		return err
	}
	return c.give(viewRates(all))
}

type rateShow struct {
	From string  `arg:"" name:"from-currency"`
	To   string  `arg:"" name:"to-currency"`
	Day  *string `placeholder:"date" help:"date"`
}

func (rateShow) examples() []string {
	return []string{"rate show EUR XOF", "rate show XOF EUR --day 2026-11-21"}
}
func (rateShow) result() report { return ratesListed{} }

func (cmd *rateShow) Run(c *call) error {
	from, to, err := twoCurrencies(cmd.From, cmd.To)
	if err != nil {
		return err
	}
	session, err := c.signIn()
	if err != nil {
		return err
	}
	day, err := c.today()
	if err != nil {
		return err
	}
	if err := takeDay(&day, cmd.Day); err != nil {
		return err
	}
	r, err := session.RateOn(c.ctx, from, to, day)
	if err != nil {
		return err
	}
	return c.give(viewRates([]chart.Rates{{Base: from, Quote: to, List: []chart.Rate{r}}}))
}

func twoCurrencies(first, second string) (money.Currency, money.Currency, error) {
	from, err := money.ParseCurrency(strings.ToUpper(first))
	if err != nil {
		return "", "", err
	}
	to, err := money.ParseCurrency(strings.ToUpper(second))
	return from, to, err
}

type rateSet struct {
	Base   string `arg:"" name:"from-currency"`
	Quote  string `arg:"" name:"to-currency"`
	Rate   string `arg:"" name:"rate"`
	Day    string `required:"" placeholder:"date" help:"rate-day"`
	Source string `placeholder:"text" help:"rate-source"`
}

func (rateSet) examples() []string {
	return []string{"rate set EUR XOF 655.957 --day 1999-01-01 --source BCEAO"}
}
func (rateSet) result() report { return ratesListed{} }

func (cmd *rateSet) Run(c *call) error {
	base, quote, err := twoCurrencies(cmd.Base, cmd.Quote)
	if err != nil {
		return err
	}
	rate, err := money.ParseRate(cmd.Rate)
	if err != nil {
		return err
	}
	day, err := calendar.Parse(cmd.Day)
	if err != nil {
		return err
	}
	session, err := c.signIn()
	if err != nil {
		return err
	}
	all, err := session.Rates(c.ctx)
	if err != nil {
		return err
	}
	revision := int64(0)
	for _, pair := range all {
		if pair.Base == base && pair.Quote == quote {
			revision = pair.Revision
		}
	}
	saved, err := session.SaveRate(c.ctx, base, quote, chart.Rate{Day: day, Rate: rate, Source: cmd.Source}, revision)
	if err != nil {
		return err
	}
	return c.give(viewRates([]chart.Rates{saved}))
}
