package report

import (
	"encoding/json"
	"fmt"
	"math/big"
	"strconv"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/translation"
)

// Month is a month as a value of a cell, by any of its days.
type Month calendar.Day

// Percent is a percentage in tenths: 453 is 45.3 %.
type Percent int64

// PercentOf gives the percentage that a part is of a whole, which is not nothing,
// rounded half away from zero.
func PercentOf(part, whole int64) Percent {
	tenths := new(big.Int).Mul(big.NewInt(part), big.NewInt(2000))
	half := big.NewInt(whole)
	if (part < 0) != (whole < 0) {
		half.Neg(half)
	}
	tenths.Add(tenths, half)
	tenths.Quo(tenths, new(big.Int).Mul(big.NewInt(whole), big.NewInt(2)))
	return Percent(tenths.Int64())
}

// decimal gives the percentage without its sign: "45.3".
func (v Percent) decimal() string {
	sign := ""
	if v < 0 {
		sign, v = "-", -v
	}
	return sign + strconv.FormatInt(int64(v/10), 10) + "." + strconv.FormatInt(int64(v%10), 10)
}

// Words writes a value as a person reads it.
func Words(p *translation.Printer, value any) string {
	switch v := value.(type) {
	case nil:
		return ""
	case string:
		return v
	case int:
		return p.Int(int64(v))
	case int64:
		return p.Int(v)
	case money.Amount:
		return p.Number(v)
	case Percent:
		return p.Decimal(v.decimal())
	case Month:
		year, month, _ := calendar.Day(v).Date()
		return p.Month(year, month)
	case calendar.Day:
		return p.DayShort(v)
	case time.Time:
		return p.Time(v)
	}
	return fmt.Sprint(value)
}

// plain writes a value as programs read it: days and instants as in ISO 8601,
// amounts with a decimal point.
func plain(value any, zone *time.Location) string {
	switch v := value.(type) {
	case nil:
		return ""
	case string:
		return v
	case int:
		return strconv.Itoa(v)
	case int64:
		return strconv.FormatInt(v, 10)
	case money.Amount:
		return v.String()
	case Percent:
		return v.decimal()
	case Month:
		return calendar.Day(v).String()[:len("2006-01")]
	case calendar.Day:
		return v.String()
	case time.Time:
		if v.IsZero() {
			return ""
		}
		return v.In(zone).Format("2006-01-02 15:04:05")
	}
	return fmt.Sprint(value)
}

// native gives a value as JSON has it: amounts in minor units with their
// currency, days and instants as in ISO 8601, nothing as null.
func native(value any, zone *time.Location) any {
	switch v := value.(type) {
	case money.Amount:
		return jsonAmount{v.Minor, string(v.Currency)}
	case Month:
		return plain(v, zone)
	case Percent:
		return json.Number(v.decimal())
	case calendar.Day:
		if v.IsZero() {
			return nil
		}
		return v.String()
	case time.Time:
		if v.IsZero() {
			return nil
		}
		return v.In(zone).Format(time.RFC3339)
	}
	return value
}

type jsonAmount struct {
	AmountMinor int64  `json:"amount_minor"`
	Currency    string `json:"currency"`
}
