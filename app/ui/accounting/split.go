package accounting

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// split is F6: it divides the amount of the form, or of the line under the keyboard.
func (e *entry) split() {
	if e.form != nil {
		e.form.split()
		return
	}
	l := e.current()
	if l == nil {
		return
	}
	minor, at, err := l.amount()
	if err == nil && minor == 0 {
		at, err = atDebit, fault.New(fault.Invalid, "accounting.split-nothing", nil)
	}
	if err != nil {
		e.refuse(l, at, err)
		return
	}
	e.askParts(l, minor)
}

// askParts is the dialog « Ventiler »: how many equal parts, or amounts and
// percentages, of which the last takes what is left.
func (e *entry) askParts(l *typedLine, minor int64) {
	parts := kit.NewTextField(e.services, "parts")
	parts.Required = true
	parts.PlaceHolder = e.T("accounting.split.example")
	said := kit.NewText("", kit.Muted).Cut()
	parts.Verify = func(text string) error {
		_, err := partsOf(minor, text, e.open.Journal.Currency)
		return err
	}
	parts.OnChanged = func(text string) {
		said.SetText("")
		if amounts, err := partsOf(minor, text, e.open.Journal.Currency); err == nil {
			said.SetText(e.partsText(amounts))
		}
	}
	e.Dialogs.Open(kit.Dialog{
		Name: "parts", Title: e.T("accounting.split.title", fault.Args{"Amount": e.amount(max(minor, -minor))}), Width: 560, Focus: parts,
		Content: kit.VStack(10, kit.NewParagraph(e.T("accounting.split.text"), kit.Muted), kit.NewLabelled(e.T("accounting.split.parts"), parts), said),
		Confirm: e.T("accounting.split.do"),
		OnConfirm: func() error {
			if parts.Check() != "" {
				return kit.ErrStay
			}
			amounts, err := partsOf(minor, parts.Text, e.open.Journal.Currency)
			if err != nil {
				return err
			}
			e.divide(l, amounts)
			return nil
		},
	})
}

func (e *entry) partsText(amounts []int64) string {
	texts := make([]string, len(amounts))
	for i, minor := range amounts {
		texts[i] = e.Printer.Number(e.amount(max(minor, -minor)))
	}
	return strings.Join(texts, " · ")
}

// divide puts lines with the amounts in place of one; they say the same else.
func (e *entry) divide(l *typedLine, amounts []int64) {
	line, _, _ := l.read()
	at := slices.Index(e.lines, l)
	var lines []*typedLine
	lines = append(lines, e.lines[:at]...)
	for _, minor := range amounts {
		part := newTypedLine(e)
		line.AmountMinor = minor
		part.fill(line)
		lines = append(lines, part)
	}
	e.lines = append(lines, e.lines[at+1:]...)
	e.showLines()
	e.focus(e.lines[at], e.lines[at].after(atAccount))
	kit.Trace(fmt.Sprintf("line divided %d", len(amounts)))
}

// partsOf reads how an amount is divided: a number of equal parts, "3", or amounts
// and percentages with semicolons between, "50%; 20%", of which what is left makes
// the last.
func partsOf(minor int64, text string, currency money.Currency) ([]int64, error) {
	if n, err := strconv.Atoi(strings.TrimSpace(text)); err == nil {
		return equalParts(minor, n, currency)
	}
	var shares []cashbook.Share
	for _, part := range strings.Split(text, ";") {
		var share cashbook.Share
		if strings.TrimSpace(part) == "" {
			continue
		}
		if err := share.SetSize(part, currency); err != nil {
			return nil, err
		}
		shares = append(shares, share)
	}
	if len(shares) == 0 {
		return nil, fault.New(fault.Invalid, "accounting.split-parts", fault.Args{"Most": cashbook.MaxParts})
	}
	if _, left, err := cashbook.Divide(minor, shares); err == nil && left != 0 {
		shares = append(shares, cashbook.Share{})
	}
	amounts, left, err := cashbook.Divide(minor, shares)
	if err == nil && left != 0 || len(amounts) == 1 {
		err = fault.New(fault.Invalid, "accounting.split-parts", fault.Args{"Most": cashbook.MaxParts})
	}
	return amounts, err
}

func equalParts(minor int64, n int, currency money.Currency) ([]int64, error) {
	if n < 2 || n > cashbook.MaxParts {
		return nil, fault.New(fault.Invalid, "accounting.split-parts", fault.Args{"Most": cashbook.MaxParts})
	}
	weights := make([]int64, n)
	for i := range weights {
		weights[i] = 1
	}
	parts, err := money.Amount{Minor: minor, Currency: currency}.Split(weights...)
	amounts := make([]int64, len(parts))
	for i, part := range parts {
		amounts[i] = part.Minor
	}
	return amounts, err
}
