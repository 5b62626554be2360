package ledgerfile

import (
	"strconv"
	"strings"
)

// readTitles reads the first line of a FEC and tells where its columns stand. The
// first line of a file without titles is given back as its first row.
func (f *fecReader) readTitles() (row string, has bool, err error) {
	line, err := f.in.next()
	if err != nil {
		return "", false, err
	}
	f.layout.separator = f.fecSeparator(line)
	f.rec.report.Separator = string(f.layout.separator)
	titles, open := splitQuoted(nil, line, f.layout.separator)
	if open {
		f.rec.note(Note{Kind: KindQuote, Line: f.in.line, Before: line})
		return "", false, errStop
	}
	if strings.HasPrefix(line, `"`) {
		f.layout.quoted = true
		f.rec.note(Note{Kind: KindQuoted, Line: f.in.line, Column: 1, Field: titles[0], Before: `"` + titles[0] + `"`, After: titles[0]})
	}
	if looksLikeRow(titles) {
		f.assume(titles)
		return line, true, nil
	}
	return "", false, f.locate(titles)
}

// fecSeparator gives what parts the fields: a tabulation or a bar by law.
func (f *fecReader) fecSeparator(line string) byte {
	best, count := byte('\t'), strings.Count(line, "\t")
	for _, other := range []byte("|;,") {
		if n := strings.Count(line, string(other)); n > count {
			best, count = other, n
		}
	}
	if best == ';' || best == ',' {
		f.rec.note(Note{Kind: KindSeparator, Line: f.in.line, Before: string(best), After: "|"})
	}
	return best
}

// looksLikeRow recognises a line of amounts where titles should be.
func looksLikeRow(fields []string) bool {
	if len(fields) < int(fecValidDay) {
		return false
	}
	_, ok := freeDay(strings.TrimSpace(fields[fecDay]), false)
	return ok
}

func (f *fecReader) assume(fields []string) {
	f.rec.note(Note{Kind: KindNoTitles, Line: f.in.line, Before: fields[0], After: strings.Join(fecTitles[:], " ")})
	for c := range f.layout.at {
		f.layout.at[c] = c
	}
	f.layout.fields = fecColumns
	if side := strings.TrimSpace(fields[fecCredit]); side == "D" || side == "C" || side == "+1" || side == "-1" {
		f.layout.sided = true
	}
}

// locate finds each column by its title.
func (f *fecReader) locate(titles []string) error {
	for c := range f.layout.at {
		f.layout.at[c] = -1
	}
	f.layout.fields = len(titles)
	for i, title := range titles {
		f.locateOne(i, title)
	}
	for _, c := range fecNeeded {
		if f.layout.at[c] < 0 {
			f.rec.note(Note{Kind: KindNoColumn, Line: f.in.line, Column: int(c) + 1, Field: f.layout.title(c), Before: f.layout.title(c)})
		}
	}
	if f.rec.refused() && !f.strict || f.rec.report.Counts[KindNoColumn] > 0 {
		return errStop
	}
	f.checkOrder()
	return nil
}

func (f *fecReader) locateOne(i int, title string) {
	bare := strings.Trim(strings.TrimSpace(title), "*")
	c, side, exact, known := columnOf(bare)
	where := Note{Line: f.in.line, Column: i + 1, Field: bare, Before: title}
	switch {
	case !known || f.layout.at[c] >= 0:
		where.Kind = KindMoreColumns
		if where.Field == "" {
			where.Field = strconv.Itoa(i + 1)
		}
		f.rec.note(where)
		return
	case !exact || bare != title:
		where.Kind, where.After = KindTitle, fecTitles[c]
		if side {
			where.After = map[fecColumn]string{fecDebit: titleAmount, fecCredit: titleSide}[c]
		}
		f.rec.note(where)
	}
	f.layout.at[c] = i
	f.layout.sided = f.layout.sided || side
}

// checkOrder notes columns that are missing or stand elsewhere than by law.
func (f *fecReader) checkOrder() {
	for c, at := range f.layout.at {
		n := Note{Line: f.in.line, Column: c + 1, Field: f.layout.title(fecColumn(c)), Before: f.layout.title(fecColumn(c))}
		switch {
		case at < 0:
			n.Kind = KindFewFields
			f.rec.note(n)
		case at != c:
			n.Kind, n.Column, n.After = KindOrder, at+1, strconv.Itoa(c+1)
			f.rec.note(n)
		}
	}
}
