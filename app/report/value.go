package report

import (
	"fmt"
	"strconv"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/translation"
)

// Month is a month as a value of a cell, by any of its days.
type Month calendar.Day

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
