package report

import (
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/translation"
)

// Bounds of a spreadsheet.
const (
	rowsMost     = 1_048_575 // below the titles
	exactDigits  = 15        // of a number in a spreadsheet; longer amounts are texts
	widthLeast   = 8.0       // characters
	widthMost    = 60.0
	widthSampled = 2000 // rows
)

// writeXLSX writes one sheet, the titles standing while one scrolls. Texts are
// texts, whatever they look like.
func (r Report) writeXLSX(w io.Writer, p *translation.Printer) (err error) {
	if len(r.Rows) > rowsMost {
		return fault.New(fault.Invalid, "report.rows", fault.Args{"Count": len(r.Rows), "Max": rowsMost})
	}
	f := excelize.NewFile()
	defer func() { err = errors.Join(err, f.Close()) }()
	b := &workbook{Report: r, file: f, styles: map[style]int{}}
	if b.stream, err = f.NewStreamWriter(f.GetSheetName(0)); err != nil {
		return err
	}
	if err := b.fill(); err != nil {
		return err
	}
	if err := b.explain(p); err != nil {
		return err
	}
	_, err = f.WriteTo(w)
	return err
}

// explain adds a second sheet with what does not belong into a table that other
// programs read: facts, notes and the anchor. The table alone needs none.
func (b *workbook) explain(p *translation.Printer) error {
	if len(b.Facts) == 0 && len(b.Notes) == 0 && b.Anchor == "" {
		return nil
	}
	name := p.T("report.about")
	if _, err := b.file.NewSheet(name); err != nil {
		return err
	}
	rows := [][]any{{b.Title}, {b.Organisation}}
	for _, line := range b.About {
		rows = append(rows, []any{line})
	}
	for _, f := range b.Facts {
		rows = append(rows, []any{f.Label, Words(p, f.Value)})
	}
	for _, line := range append(slices.Clone(b.Notes), b.Anchor) {
		rows = append(rows, []any{line})
	}
	for i, row := range rows {
		if err := b.file.SetSheetRow(name, "A"+strconv.Itoa(i+1), &row); err != nil {
			return err
		}
	}
	return b.file.SetColWidth(name, "A", "B", 32)
}

// workbook is a report on its way into a spreadsheet.
type workbook struct {
	Report
	file   *excelize.File
	stream *excelize.StreamWriter
	styles map[style]int
}

// style is how a cell looks.
type style struct {
	bold   bool
	format string
	flush  bool
}

func (b *workbook) fill() error {
	properties := &excelize.DocProperties{Title: b.Title, Creator: b.Person, Created: b.Made.UTC().Format(time.RFC3339), Description: strings.Join(b.About, "\n")}
	if err := b.file.SetDocProps(properties); err != nil {
		return err
	}
	for i, width := range b.widths() {
		if err := b.stream.SetColWidth(i+1, i+1, width); err != nil {
			return err
		}
	}
	if err := b.stream.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	titles := make([]any, len(b.Columns))
	for i, c := range b.Columns {
		titles[i] = excelize.Cell{StyleID: b.style(style{bold: true, flush: c.Flush}), Value: c.Title}
	}
	if err := b.stream.SetRow("A1", titles); err != nil {
		return err
	}
	for i, row := range b.Rows {
		if err := b.stream.SetRow("A"+strconv.Itoa(i+2), b.cells(row)); err != nil {
			return err
		}
	}
	return b.stream.Flush()
}

func (b *workbook) cells(row Row) []any {
	cells := make([]any, len(row.Cells))
	for i, value := range row.Cells {
		s := style{bold: row.Kind == Heading || row.Kind == Total}
		value, s.format = b.stored(value)
		cells[i] = excelize.Cell{StyleID: b.style(s), Value: value}
	}
	return cells
}

// stored gives a value as a spreadsheet keeps it, and how it shows it.
func (b *workbook) stored(value any) (stored any, format string) {
	switch v := value.(type) {
	case money.Amount:
		number, err := strconv.ParseFloat(v.String(), 64)
		if err != nil || len(strconv.FormatInt(v.Minor, 10)) > exactDigits {
			return v.String(), ""
		}
		return number, amountFormat(v.Currency)
	case Percent:
		return float64(v) / 10, "0.0"
	case Month:
		return plain(v, b.zone()), ""
	case calendar.Day:
		if v.IsZero() {
			return nil, ""
		}
		return v.Time(), "yyyy-mm-dd"
	case time.Time:
		if v.IsZero() {
			return nil, ""
		}
		local := v.In(b.zone())
		return time.Date(local.Year(), local.Month(), local.Day(), local.Hour(), local.Minute(), local.Second(), 0, time.UTC), "yyyy-mm-dd hh:mm"
	}
	return value, ""
}

func amountFormat(c money.Currency) string {
	if c.Decimals() == 0 {
		return "#,##0"
	}
	return "#,##0." + strings.Repeat("0", c.Decimals())
}

// style gives the number of a style in the file, 0 for the usual one.
func (b *workbook) style(s style) int {
	if s == (style{}) {
		return 0
	}
	if id, known := b.styles[s]; known {
		return id
	}
	made := &excelize.Style{Font: &excelize.Font{Bold: s.bold}}
	if s.format != "" {
		made.CustomNumFmt = &s.format
	}
	if s.flush {
		made.Alignment = &excelize.Alignment{Horizontal: "right"}
	}
	id, err := b.file.NewStyle(made)
	if err != nil {
		id = 0 // the look is not worth the content
	}
	b.styles[s] = id
	return id
}

// widths gives each column the width of its longest text, within bounds.
func (b *workbook) widths() []float64 {
	widths := make([]float64, len(b.Columns))
	for i, c := range b.Columns {
		widths[i] = float64(utf8.RuneCountInString(c.Title))
	}
	for _, row := range b.Rows[:min(len(b.Rows), widthSampled)] {
		for i, value := range row.Cells {
			if i < len(widths) && row.Kind != Heading {
				widths[i] = max(widths[i], b.width(value))
			}
		}
	}
	for i := range widths {
		widths[i] = min(max(widths[i]+2, widthLeast), widthMost)
	}
	return widths
}

// width gives how many characters a value has in a cell; amounts are grouped by
// threes there.
func (b *workbook) width(value any) float64 {
	count := utf8.RuneCountInString(plain(value, b.zone()))
	if _, is := value.(money.Amount); is {
		count += count / 3
	}
	return float64(count)
}
