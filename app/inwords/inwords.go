// Package inwords writes amounts of money in words, as papers have them that
// people sign: « douze mille cinq cents francs CFA ».
package inwords

import (
	"strings"

	"github.com/comptoir/comptoir/app/money"
)

// Amount gives the size of an amount in words, without its sign. Languages other
// than French get English.
func Amount(a money.Amount, language string) string {
	units, parts := split(a)
	t := english
	if language == "fr" {
		t = french
	}
	names, known := t.currencies[a.Currency]
	if !known {
		names = t.unknown(a.Currency)
	}
	text := t.joined(units, names.unit)
	if parts == 0 {
		return text
	}
	return text + t.and + t.joined(parts, names.part)
}

// split gives the whole units of an amount and what is beside them.
func split(a money.Amount) (units, parts uint64) {
	size, whole := uint64(a.Minor), uint64(1)
	if a.Minor < 0 {
		size = -size
	}
	for range a.Currency.Decimals() {
		whole *= 10
	}
	return size / whole, size % whole
}

// tongue is what a language needs to say amounts.
type tongue struct {
	currencies map[money.Currency]names
	unknown    func(money.Currency) names
	number     func(n uint64, feminine bool) string
	one        func(n uint64) bool // takes the singular
	of         func(n uint64) string
	and        string
}

// names are those of a currency and its part.
type names struct{ unit, part noun }

type noun struct {
	one, many string
	feminine  bool
}

func (t *tongue) joined(n uint64, of noun) string {
	name := of.many
	if t.one(n) {
		name = of.one
	}
	return t.number(n, of.feminine) + t.of(n) + name
}

// scale is a large number that is a word of its own.
type scale struct {
	value     uint64
	one, many string
}

// large writes a number by its scales, which are counted like things, and hands
// what is below a million to the rest.
func large(n uint64, scales []scale, below func(uint64) string) string {
	var words []string
	for _, s := range scales {
		if count := n / s.value; count > 0 {
			name := s.many
			if count == 1 {
				name = s.one
			}
			words = append(words, below(count), name)
			n %= s.value
		}
	}
	if n > 0 || len(words) == 0 {
		words = append(words, below(n))
	}
	return strings.Join(words, " ")
}
