package gallery

import (
	"fmt"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/money"
)

// voucher is a line of a cash book as the gallery knows it.
type voucher struct {
	number  int
	day     calendar.Day
	piece   string
	text    string
	payee   string
	in, out money.Amount
	balance money.Amount
	state   string
}

func francs(n int64) money.Amount { return money.Amount{Minor: n, Currency: "XOF"} }

// canned are believable movements; the number of a row picks one of them.
var canned = []struct {
	text, payee string
	minor       int64
}{
	{"Approvisionnement", "Siège", 250_000},
	{"Carburant mission Vélingara", "Station Total", -12_500},
	{"Réparation de la pompe du forage n° 3", "Atelier Diallo & frères", -18_000},
	{"Fournitures de bureau", "Librairie de la Cité", -7_350},
	{"Perdiem équipe, deux jours", "Moussa Baldé", -24_000},
	{"Crédit téléphone", "Orange", -5_000},
	{"Location d'un camion pour le matériel de forage", "Transports Kandé", -85_000},
	{"Remboursement d'avance", "Awa Diop", 15_000},
	{"Œillets et joints d'étanchéité", "Quincaillerie de l'Été", -3_275},
}

// vouchers is a source of any number of rows, made when they are asked for.
type vouchers int

// Count gives the number of rows.
func (v vouchers) Count() (int, error) { return int(v), nil }

// Page makes rows from offset on.
func (v vouchers) Page(offset, limit int) ([]voucher, error) {
	var page []voucher
	for n := offset; n < min(offset+limit, int(v)); n++ {
		page = append(page, voucherAt(n))
	}
	return page, nil
}

// round is what the canned movements sum up to.
var round = func() (sum int64) {
	for _, c := range canned {
		sum += c.minor
	}
	return sum
}()

func voucherAt(n int) voucher {
	c := canned[n%len(canned)]
	balance := int64(n/len(canned)) * round
	for _, earlier := range canned[:n%len(canned)+1] {
		balance += earlier.minor
	}
	v := voucher{
		number: n + 1, day: calendar.New(2026, time.January, 2) + calendar.Day(n/4%320),
		piece: fmt.Sprintf("B-%d", 101+n), text: c.text, payee: c.payee, balance: francs(balance), state: "entered",
	}
	if c.minor > 0 {
		v.in = francs(c.minor)
	} else {
		v.out = francs(-c.minor)
	}
	if n%len(canned) == len(canned)-1 {
		v.state = "today"
	}
	return v
}
