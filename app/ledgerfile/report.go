package ledgerfile

import (
	"maps"
	"slices"

	"github.com/comptoir/comptoir/app/calendar"
)

// Report is what became of a file.
type Report struct {
	Format        Format
	Encoding      string // "ASCII", "UTF-8", "ISO 8859-15", "Windows-1252"
	Separator     string // of the fields of a table
	Lines         int    // of the file
	Entries       int
	Postings      int // lines of entries
	First, Last   calendar.Day
	Notes         []Note // the first of each kind, in the order of the file
	Counts        map[Kind]int
	RefusedCount  int
	RepairedCount int
	NotedCount    int
	Totals        Totals
	Journals      map[string]string // code → name
	strict        bool
}

// Kinds gives the kinds that were found, in the order of their names.
func (r *Report) Kinds() []Kind { return slices.Sorted(maps.Keys(r.Counts)) }

// Verdict tells what became of a kind in this file.
func (r *Report) Verdict(k Kind) Verdict { return verdict(k, r.strict) }

// listMost is how many notes of a kind are listed if nothing else is said.
const listMost = 100

// recorder gathers a report.
type recorder struct {
	report *Report
	each   func(Note)
	most   int          // how many notes of a kind are listed
	listed map[Kind]int // how many are
	first  Note         // refusal
	lost   int          // refusals for which nothing can stand in
	others int          // refusals of the visitor's own
}

func newRecorder(f Format, o Options) *recorder {
	most := o.ListMost
	if most <= 0 {
		most = listMost
	}
	return &recorder{
		report: &Report{
			Format: f, Counts: map[Kind]int{}, Totals: Totals{}, Journals: map[string]string{}, strict: o.Strict,
		},
		each: o.Each, most: most, listed: map[Kind]int{},
	}
}

// note records what was found and gives its verdict.
func (rec *recorder) note(n Note) Verdict {
	r := rec.report
	n.Verdict = verdict(n.Kind, r.strict)
	n.Before, n.After = excerpt(n.Before), excerpt(n.After)
	r.Counts[n.Kind]++
	switch n.Verdict {
	case Refused:
		if r.RefusedCount++; r.RefusedCount == 1 {
			rec.first = n
		}
		if _, mended := tolerant[n.Kind]; !mended {
			rec.lost++
		}
		n.After = ""
	case Repaired:
		r.RepairedCount++
	default:
		r.NotedCount++
	}
	if rec.listed[n.Kind] < rec.most {
		rec.listed[n.Kind]++
		r.Notes = append(r.Notes, n)
	}
	if rec.each != nil {
		rec.each(n)
	}
	return n.Verdict
}

// refused reports whether the file is lost.
func (rec *recorder) refused() bool { return rec.report.RefusedCount > 0 }

// accept counts an entry and hands it on, unless the file is refused anyway.
func (rec *recorder) accept(e *Entry, visit Visit) error {
	r := rec.report
	if !r.Totals.add(e) {
		rec.note(Note{Kind: KindTooManyNames, Line: e.Line})
		return errStop
	}
	r.Entries++
	r.Postings += len(e.Lines)
	if r.First.IsZero() || e.Day < r.First {
		r.First = e.Day
	}
	r.Last = max(r.Last, e.Day)
	if _, known := r.Journals[e.Journal]; !known && len(r.Journals) < journalsMost {
		r.Journals[e.Journal] = e.JournalName
	}
	if visit == nil || r.RefusedCount > rec.others {
		return nil
	}
	return visit(e)
}

// journalsMost is how many journals a report names.
const journalsMost = 1000

// end gives the error of a reading: that of the file itself, or the first refusal.
func (rec *recorder) end(err error) error {
	if err != nil && err != errStop {
		return err
	}
	if r := rec.report; r.RefusedCount == 0 && r.Entries == 0 {
		rec.note(Note{Kind: KindEmpty, Line: 1})
	}
	if rec.refused() {
		return rec.first.err(rec.report.RefusedCount)
	}
	return nil
}
