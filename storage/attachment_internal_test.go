package storage

import (
	"regexp"
	"slices"
	"testing"

	"github.com/comptoir/comptoir/storage/schema"
)

// tableRow finds the tables of the schema with what stands between their
// parentheses, and those that are made from others.
var tableRow = regexp.MustCompile(`(?s)CREATE TABLE (\w+) \((.*?)\n\)`)

// detailsColumn finds the column with what a voucher says besides.
var detailsColumn = regexp.MustCompile(`(?m)^\s+details +BYTEA`)

// A table with vouchers that EachAttachment does not know would lose its files when
// what nobody names is swept.
func TestEveryTableWithVouchersNamesItsAttachments(t *testing.T) {
	var found []string
	migrations, err := schema.Migrations()
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range migrations {
		for _, table := range tableRow.FindAllStringSubmatch(m.SQL, -1) {
			if detailsColumn.MatchString(table[2]) {
				found = append(found, table[1])
			}
		}
	}
	slices.Sort(found)
	known := slices.Clone(attachmentTables)
	slices.Sort(known)
	if !slices.Equal(found, known) {
		t.Errorf("vouchers stand in %q, attachments are looked for in %q", found, known)
	}
}
