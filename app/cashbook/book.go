// Package cashbook keeps « Livres de caisse »: books of three types, their
// vouchers, and the rules that nobody can quietly work around.
package cashbook

import (
	"fmt"
	"time"
	"unicode"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/money"
)

// Type says which rules a book follows.
type Type string

const (
	Cash       Type = "cash"       // « Caisse »: never negative
	Bank       Type = "bank"       // « Banque »: negative only where the book allows an overdraft
	Receivable Type = "receivable" // « Créances »: never negative; one voucher opens, others settle
)

// BookStatus says whether vouchers may be entered at all.
type BookStatus string

const (
	Open      BookStatus = "open"
	Idle      BookStatus = "idle"
	Finalised BookStatus = "finalised"
)

// Book is a cash book. ID, Project, Number, Type, Currency and TimeZone never
// change once it exists.
type Book struct {
	ID               ident.BookID
	Project          ident.ProjectID
	ProjectCode      string
	Number           int // consecutive in its project, from 1
	Type             Type
	Name             string
	Currency         money.Currency
	TimeZone         string // IANA name; says when a day of the book ends
	Overdraft        bool   // Bank only
	CeilingMinor     int64  // « plafond de caisse »; 0 for none
	Account          string // of the chart that stands for the book; empty until one is chosen
	Operator         string // of a mobile-money account, Bank only: "Orange Money"; empty for any other book
	Wallet           string // number of the mobile-money account
	Responsible      ident.UserID
	Deputy           ident.UserID
	CounterSignatory ident.UserID
	Status           BookStatus
	Revision         int64 // counts changes of the definition, for files
}

// IsMobile reports whether the book is that of a mobile-money account.
func (b Book) IsMobile() bool { return b.Operator != "" }

// MaskedWallet gives the number of the mobile-money account with nothing but its
// last four digits, for whom it is enough to tell one from another.
func (b Book) MaskedWallet() string {
	var symbols []rune
	for _, r := range b.Wallet {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			symbols = append(symbols, r)
		}
	}
	if len(symbols) <= shownOfWallet {
		return b.Wallet
	}
	return "…" + string(symbols[len(symbols)-shownOfWallet:])
}

// shownOfWallet is how much of the number of a mobile-money account is shown.
const shownOfWallet = 4

// Ref is the book's name among people: project code and number, "P01/1".
func (b Book) Ref() string { return fmt.Sprintf("%s/%d", b.ProjectCode, b.Number) }

// Today gives the day it is in the book at the trusted time now.
func (b Book) Today(now time.Time) (calendar.Day, error) {
	zone, err := calendar.Zone(b.TimeZone)
	if err != nil {
		return 0, err
	}
	return calendar.Of(now, zone), nil
}

// amount gives minor units of the book's currency as an amount.
func (b Book) amount(minor int64) money.Amount {
	return money.Amount{Minor: minor, Currency: b.Currency}
}

// StaysPositive reports whether the balance must never be below zero.
func (b Book) StaysPositive() bool { return b.Type != Bank || !b.Overdraft }
