package cashbook

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
)

// CountReason is why a till should be counted now.
type CountReason string

const (
	CountNotDue   CountReason = ""
	CountPeriodic CountReason = "periodic" // so many days have gone by
	CountSurprise CountReason = "surprise" // the day of the month that nobody knew
	CountCeiling  CountReason = "ceiling"  // there is more in the till than may be
)

// CountDue is what is due in a till, and since when.
type CountDue struct {
	Reason CountReason
	Since  calendar.Day // no day for the ceiling
	Last   Count        // zero for a till that was never counted
}

// surpriseDomain keeps the draw of a day apart from every other hash.
const surpriseDomain = "comptoir/surprise-count/v1\x00"

// SurpriseDay gives the day of a month on which a till is to be counted without
// warning. It follows from the last entry of the months before, so that nobody
// knows it earlier, and everybody can check it later: the first 8 bytes of the
// SHA-256 of the domain, the book, the first day of the month counted from 1970 in 8
// bytes and the hash of that entry, as a number modulo the days of the month.
func SurpriseDay(book ident.BookID, month calendar.Day, before ledger.Hash) calendar.Day {
	first := firstOfMonth(month)
	bytes := append([]byte(surpriseDomain), book[:]...)
	bytes = append(ledger.AppendInteger(bytes, int64(first)), before[:]...)
	sum := sha256.Sum256(bytes)
	days := uint64(NextMonth(first) - first)
	return first + calendar.Day(binary.BigEndian.Uint64(sum[:8])%days)
}

// CountDueNow says whether the till of a Cash book should be counted: since its
// surprise day of this month, or since so many days after the last count, if the
// organisation asks for counts every so many days (0 for never), or because it is
// over its ceiling.
func CountDueNow(s Store, b Book, everyDays int, now time.Time) (CountDue, error) {
	if b.Type != Cash || b.Status != Open {
		return CountDue{}, nil
	}
	last, err := s.LastCount(b.ID)
	if orMissing(err) != nil {
		return CountDue{}, err
	}
	due := CountDue{Last: last}
	today, err := b.Today(now)
	if err != nil {
		return due, err
	}
	if everyDays > 0 {
		if err := due.byRule(s, b, everyDays, today); err != nil || due.Reason != CountNotDue {
			return due, err
		}
	}
	balance, err := s.BalanceMinor(b.ID)
	if err == nil && b.CeilingMinor > 0 && balance > b.CeilingMinor && last.Day < today {
		due.Reason = CountCeiling
	}
	return due, err
}

func (due *CountDue) byRule(s Store, b Book, everyDays int, today calendar.Day) error {
	zone, err := calendar.Zone(b.TimeZone)
	if err != nil {
		return err
	}
	before, err := s.HashBefore(b.ID, (firstOfMonth(today) - 1).End(zone))
	if err != nil && !errors.Is(err, fault.Missing) {
		return err
	}
	if err == nil {
		if day := SurpriseDay(b.ID, today, before); day <= today && due.Last.Day < day {
			due.Reason, due.Since = CountSurprise, day
			return nil
		}
	}
	since := due.Last.Day
	if since.IsZero() {
		if since, err = s.FirstDay(b.ID); err != nil || since.IsZero() {
			return err
		}
	}
	if day := since + calendar.Day(everyDays); day <= today {
		due.Reason, due.Since = CountPeriodic, day
	}
	return nil
}
