package accounting

import (
	"slices"
	"time"

	"github.com/comptoir/comptoir/app/directory"
)

// TakeClosing adds a file of a closing to what head office holds, and the closing,
// with its last file, to those that wait for a decision.
func TakeClosing(s RestoreRecords, by directory.Actor, in IncomingClosing, now time.Time) (added int, err error) {
	c, err := checkClosing(s, in)
	if err != nil {
		return 0, err
	}
	j, fresh := c.journal, c.fresh
	if err := c.follow(s); err != nil {
		return 0, err
	}
	for _, p := range fresh {
		if err := s.AppendPosting(j, p); err != nil {
			return 0, err
		}
	}
	if err := s.SaveClosingFile(ClosingFile{Journal: in.Journal, Number: in.Number, Part: in.Part, Digest: in.Digest}); err != nil {
		return 0, err
	}
	if in.Report == nil {
		return len(fresh), nil
	}
	return len(fresh), in.keep(s, by, j, now)
}

// keep stores the closings that the last file brings.
func (in IncomingClosing) keep(s Records, by directory.Actor, j Journal, now time.Time) error {
	known, err := s.Closings(in.Journal)
	if err != nil {
		return err
	}
	for i, k := range in.Report.Closings {
		if slices.ContainsFunc(known, func(o Closing) bool { return o.Number == k.Number }) {
			continue
		}
		k.State, k.Received = ClosingStands, now.UTC().Truncate(time.Second)
		if i == len(in.Report.Closings)-1 {
			k.State, k.Digest, k.Parts = ClosingSent, in.Digest, in.Part
			k.After = in.After
		} else if held, err := holds(s, in.Journal, k.Head); err != nil {
			return err
		} else if !held {
			k.State = ClosingVoid
		}
		if err := s.SaveClosing(k); err != nil {
			return err
		}
	}
	k, _ := in.Closing()
	return directory.Note(s, by, k.Author, VerbClosingTaken, now, k.Facts(j)...)
}
