package report

import (
	"encoding/json"
	"io"
	"strconv"
	"time"
)

// Document is a report for other programs: every list is there, empty or not.
type Document struct {
	Title        string           `json:"title"`
	Organisation string           `json:"organisation"`
	Person       string           `json:"person"`
	Made         string           `json:"made"`
	About        []string         `json:"about"`
	Facts        []DocumentFact   `json:"facts"`
	Columns      []DocumentColumn `json:"columns"`
	Rows         []DocumentRow    `json:"rows"`
	Notes        []string         `json:"notes"`
	Anchor       string           `json:"anchor"`
}

// DocumentFact is a Fact.
type DocumentFact struct {
	Key   string `json:"key"`
	Label string `json:"label"`
	Value any    `json:"value"`
}

// DocumentColumn names a column.
type DocumentColumn struct {
	Key   string `json:"key"`
	Title string `json:"title"`
}

// DocumentRow has its cells by the keys of their columns: null, a text, a number, or
// an amount in minor units with its currency.
type DocumentRow struct {
	Kind  string         `json:"kind"`
	Cells map[string]any `json:"cells"`
}

// kinds are the names of Kind for programs.
var kinds = [...]string{Body: "body", Heading: "heading", Total: "total", Aside: "aside"}

// writeJSON writes the report as one line.
func (r Report) writeJSON(w io.Writer) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(r.Document())
}

// Document gives the report as JSON has it.
func (r Report) Document() Document {
	d := Document{
		Title: r.Title, Organisation: r.Organisation, Person: r.Person, Made: r.Made.In(r.zone()).Format(time.RFC3339),
		About: append([]string{}, r.About...), Notes: append([]string{}, r.Notes...), Anchor: r.Anchor,
		Facts: []DocumentFact{}, Columns: []DocumentColumn{}, Rows: []DocumentRow{},
	}
	for _, f := range r.Facts {
		d.Facts = append(d.Facts, DocumentFact{f.Key, f.Label, native(f.Value, r.zone())})
	}
	for i, c := range r.Columns {
		d.Columns = append(d.Columns, DocumentColumn{c.key(i), c.Title})
	}
	for _, row := range r.Rows {
		d.Rows = append(d.Rows, r.documentRow(row))
	}
	return d
}

// documentRow names the cells by their columns; those without value are null.
func (r Report) documentRow(row Row) DocumentRow {
	cells := make(map[string]any, len(r.Columns))
	for i, c := range r.Columns {
		cells[c.key(i)] = nil
		if i < len(row.Cells) {
			cells[c.key(i)] = native(row.Cells[i], r.zone())
		}
	}
	return DocumentRow{kinds[row.Kind], cells}
}

// key gives the name of a column for programs.
func (c Column) key(place int) string {
	if c.Key != "" {
		return c.Key
	}
	return "column_" + strconv.Itoa(place+1)
}
