package cashbooks

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// sheet is the dialog in which a till is counted: a field for each note and coin,
// and below them what that makes and what it differs by.
type sheet struct {
	counts  *counts
	begun   workspace.CountSheet
	fields  []*kit.TextField // like begun.Denominations
	sums    []*kit.Text
	total   *kit.AmountField // for a currency that is counted by a total
	remark  *kit.TextField
	counted *kit.Text
	differs *kit.Text
	dialog  *kit.OpenDialog
}

// begin opens a sheet.
func (c *counts) begin() {
	if c.book.Count != nil {
		return
	}
	book := c.book.Book.ID
	kit.Load(c.Tasks, func() (workspace.CountSheet, error) { return c.Session.CountSheet(c.Context, book) }, func(begun workspace.CountSheet, err error) {
		if !c.Refuse(err) {
			c.openSheet(begun)
		}
	})
}

func (c *counts) openSheet(begun workspace.CountSheet) {
	s := &sheet{counts: c, begun: begun, counted: kit.NewText("", kit.Title), differs: kit.NewText("", kit.Title)}
	s.remark = kit.NewTextField(c.Services, "remark")
	s.remark.MaxRunes = cashbook.MaxRemark
	s.remark.PlaceHolder = c.T("cashbooks.count.remark")
	body := s.body()
	s.chain()
	s.add()
	args := fault.Args{"Number": begun.Next, "Ref": begun.Book.Ref(), "Day": begun.Today}
	s.dialog = c.Dialogs.Open(kit.Dialog{
		Name: "count", Title: c.T("cashbooks.count.title", args), Width: 720, Confirm: c.T("cashbooks.count.save"), Focus: s.first(), OnConfirm: s.save,
		Content: kit.VStack(12, body, kit.Rule(), s.foot(), kit.NewLabelled(c.T("statement.count.remark"), s.remark)),
		Keys:    kit.Handlers{kit.ActionSave: func() { s.dialog.Answer() }},
	})
	s.remark.Commit = s.dialog.Answer
	kit.Trace("count sheet")
}

func (s *sheet) first() fyne.Focusable {
	if s.total != nil {
		return s.total
	}
	return s.fields[0]
}

// chain lets Enter go from pile to pile, and to the remark at last.
func (s *sheet) chain() {
	canvas := s.counts.Window.Canvas()
	for i, f := range s.fields {
		var next fyne.Focusable = s.remark
		if i+1 < len(s.fields) {
			next = s.fields[i+1]
		}
		f.Commit = func() {
			if f.Check() == "" {
				canvas.Focus(next)
			}
		}
	}
}

// body has the notes at the left and the coins at the right.
func (s *sheet) body() fyne.CanvasObject {
	c := s.counts
	if len(s.begun.Denominations) == 0 {
		s.total = kit.NewAmountField(c.Services, "count-total", s.begun.Book.Currency)
		s.total.Required = true
		s.total.OnChanged = func(string) { s.add() }
		return kit.NewLabelled(c.T("statement.count.counted"), s.total)
	}
	notes, coins := kit.VStack(4, s.heading("cashbooks.count.notes")), kit.VStack(4, s.heading("cashbooks.count.coins"))
	for _, d := range s.begun.Denominations {
		side := notes
		if d.Coin {
			side = coins
		}
		side.Add(s.row(d))
	}
	if len(coins.Objects) == 1 {
		return notes
	}
	return kit.Columns(2, 24, notes, coins)
}

func (s *sheet) heading(key string) fyne.CanvasObject {
	return kit.NewText(s.counts.T(key), kit.Strong)
}

// row is a pile: what one is worth, how many there are, and what that makes.
func (s *sheet) row(d money.Denomination) fyne.CanvasObject {
	name := "pieces-" + strconv.FormatInt(d.Minor, 10)
	if d.Coin {
		name += "-coin"
	}
	field := kit.NewTextField(s.counts.Services, name)
	field.MaxRunes, field.PlaceHolder = 10, "0"
	field.Verify = func(text string) error {
		_, err := pieces(text)
		return err
	}
	field.OnChanged = func(string) { s.add() }
	sum := kit.NewText("", kit.Muted)
	s.fields, s.sums = append(s.fields, field), append(s.sums, sum)
	value := s.counts.Printer.Number(inCurrency(d.Minor, s.begun.Book.Currency))
	return kit.HStack(8, kit.Width(70, kit.HStack(0, kit.Space(), kit.NewText(value, kit.Body))), kit.NewText("×", kit.Muted),
		kit.Width(80, field), kit.Space(), sum)
}

// pieces reads a number of notes or coins; nothing is none.
func pieces(text string) (int64, error) {
	text = strings.Map(func(r rune) rune {
		if r == ' ' || r == '\u00a0' || r == '\u202f' {
			return -1
		}
		return r
	}, text)
	if text == "" {
		return 0, nil
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n < 0 || n > cashbook.MaxPieces {
		return 0, fault.New(fault.Invalid, "cashbooks.count-pieces", nil)
	}
	return n, nil
}

// lines are the piles that are typed so far; one that is no number counts as
// none.
func (s *sheet) lines() []cashbook.CountLine {
	var lines []cashbook.CountLine
	for i, d := range s.begun.Denominations {
		if n, err := pieces(s.fields[i].Text); err == nil && n > 0 {
			lines = append(lines, cashbook.CountLine{Denomination: d, Pieces: n})
		}
	}
	return lines
}

func (s *sheet) sum() (minor int64) {
	if s.total != nil {
		amount, _ := s.total.Amount()
		return amount.Minor
	}
	for _, l := range s.lines() {
		minor += l.ValueMinor()
	}
	return minor
}

// add shows what is counted so far.
func (s *sheet) add() {
	p, b := s.counts.Printer, s.begun.Book
	for i, d := range s.begun.Denominations {
		text, style := "", kit.Muted
		switch n, err := pieces(s.fields[i].Text); {
		case err != nil:
			text, style.Color = s.counts.T("cashbooks.count.no-number"), kit.ColorRefused
		case n > 0:
			text = p.Number(inCurrency(n*d.Minor, b.Currency))
		}
		s.sums[i].SetText(text)
		s.sums[i].SetStyle(style)
	}
	sum := s.sum()
	s.counted.SetText(p.Amount(inCurrency(sum, b.Currency)))
	s.differs.SetText(differenceWords(s.counts.section, sum-s.begun.BalanceMinor, b.Currency))
	s.differs.SetStyle(styleOf(sum-s.begun.BalanceMinor, kit.Title))
}

func (s *sheet) foot() fyne.CanvasObject {
	t, b := s.counts.T, s.begun.Book
	balance := kit.NewText(s.counts.Printer.Amount(inCurrency(s.begun.BalanceMinor, b.Currency)), kit.Title)
	fact := func(key string, value *kit.Text) fyne.CanvasObject {
		return kit.VStack(2, kit.NewText(t(key), kit.Muted), value)
	}
	return kit.Columns(3, 12, fact("statement.count.counted", s.counted), fact("statement.count.book", balance), fact("statement.count.difference", s.differs))
}

// save keeps the count and offers its report.
func (s *sheet) save() error {
	problems := ""
	for _, f := range s.fields {
		problems += f.Check()
	}
	if s.total != nil {
		problems += s.total.Check()
	}
	if problems+s.remark.Check() != "" {
		s.dialog.Fit()
		return kit.ErrStay
	}
	c, head := s.counts, s.begun.Head
	filled := cashbook.CountSheet{Lines: s.lines(), Remark: s.remark.Text, Head: &head}
	if s.total != nil {
		filled.TotalMinor = s.sum()
	}
	s.dialog.Enable(false)
	book := s.begun.Book.ID
	kit.Load(c.Tasks, func() (cashbook.Count, error) { return c.Session.CountTill(c.Context, book, filled) }, func(n cashbook.Count, err error) {
		s.dialog.Enable(true)
		if err != nil {
			s.dialog.Refuse(err)
			return
		}
		s.dialog.Close()
		c.again()
		c.Changed()
		c.Done(c.T("cashbooks.count.saved", fault.Args{"Number": n.Number}))
		kit.Trace("count saved " + strconv.FormatInt(n.Number, 10))
	})
	return kit.ErrStay
}

func inCurrency(minor int64, c money.Currency) money.Amount {
	return money.Amount{Minor: minor, Currency: c}
}
