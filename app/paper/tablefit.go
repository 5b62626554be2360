package paper

// fit gives each column the width of its longest text, as far as the page
// allows. Numbers get theirs always: cutting or breaking one would make it
// another. What is wanting is taken from the widest of the others, whose texts
// then break into lines; what is left is shared. Where numbers alone would fill
// the page, letters become smaller.
func (d *tablePages) fit() {
	for ; ; d.size -= 0.5 {
		natural := d.natural()
		numbers, others := 0.0, 0.0
		for i, width := range natural {
			if d.Columns[i].Flush {
				numbers += width
			} else {
				others += min(width, 18)
			}
		}
		if numbers+others <= d.width || d.size <= cellLeast {
			d.widths = d.share(natural)
			return
		}
	}
}

// natural measures the columns.
func (d *tablePages) natural() []float64 {
	natural := make([]float64, len(d.Columns))
	for i, c := range d.Columns {
		d.style("B", d.size, ink) // totals are bold too
		natural[i] = d.pdf.GetStringWidth(c.Title)
		if !c.Flush {
			d.style("", d.size, ink)
		}
		for text := range d.texts(i) {
			natural[i] = max(natural[i], d.pdf.GetStringWidth(text))
		}
		natural[i] += 2*cellSide + 0.5
	}
	return natural
}

// texts gives the different texts of a column.
func (d *tablePages) texts(column int) map[string]bool {
	texts := map[string]bool{d.Columns[column].Widest: true}
	for _, row := range d.Rows {
		if !row.Heading && column < len(row.Cells) {
			texts[row.Cells[column]] = true
		}
	}
	return texts
}

// share gives the columns with numbers what they need and divides the rest.
func (d *tablePages) share(natural []float64) []float64 {
	var others []float64
	room := d.width
	for i, width := range natural {
		if d.Columns[i].Flush {
			room -= width
		} else {
			others = append(others, width)
		}
	}
	if len(others) == 0 { // nothing else takes what is left
		return share(natural, d.width)
	}
	room -= d.loosen(natural, room-sum(others))
	divided := share(others, max(room, 1))
	for i := range natural {
		if !d.Columns[i].Flush {
			natural[i], divided = divided[0], divided[1:]
		}
	}
	return natural
}

// airy is what a column of numbers gets beyond its need where there is room, in
// millimetres, so that amounts do not stand close to each other.
const airy = 5.0

// loosen gives columns with numbers a part of what is left, and says how much.
func (d *tablePages) loosen(natural []float64, left float64) float64 {
	count := 0
	for _, c := range d.Columns {
		if c.Flush {
			count++
		}
	}
	if left <= 0 || count == 0 {
		return 0
	}
	more := min(airy, left/2/float64(count))
	for i, c := range d.Columns {
		if c.Flush {
			natural[i] += more
		}
	}
	return more * float64(count)
}

func sum(widths []float64) float64 {
	total := 0.0
	for _, width := range widths {
		total += width
	}
	return total
}

// share gives widths that fill the room: none more than it needs while another
// has less than it needs.
func share(natural []float64, room float64) []float64 {
	widths := make([]float64, len(natural))
	rest, open := room, len(natural)
	for settled := true; settled && open > 0; {
		settled = false
		fair := rest / float64(open)
		for i, width := range natural {
			if widths[i] == 0 && width <= fair {
				widths[i], settled = width, true
				rest -= width
				open--
			}
		}
	}
	for i := range widths {
		switch {
		case open > 0 && widths[i] == 0:
			widths[i] = rest / float64(open)
		case open == 0:
			widths[i] += rest / float64(len(widths))
		}
	}
	return widths
}
