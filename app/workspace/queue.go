package workspace

import (
	"bytes"
	"cmp"
	"slices"

	"github.com/comptoir/comptoir/sync/inbox"
	"github.com/comptoir/comptoir/usrfile"
)

// queued is a file with its place among others.
type queued struct {
	inbox.Candidate
	says usrfile.Message // of itself; nobody has verified it
	ours bool            // it looks like a signed file
}

// queue reads the beginning of a file, for its place only: what is imported is
// read whole, and once, when its turn comes.
func queue(c inbox.Candidate) queued {
	says, err := usrfile.ReadStart(c.Path)
	return queued{Candidate: c, says: says, ours: err == nil}
}

// turn is the order in which kinds are imported: what is about people, then what
// is about their work. A trust chain comes last: what needs it takes it from
// beside, and alone it begins nothing.
var turn = map[usrfile.Kind]int{
	usrfile.KindUserData: 1, usrfile.KindReply: 2, usrfile.KindRequest: 3, usrfile.KindRecord: 4, usrfile.KindBatch: 5,
	usrfile.KindClosing: 6, usrfile.KindTrustChain: 7,
}

// sortQueue puts files into the order in which their senders made them, since a
// later one keeps an earlier one out.
func sortQueue(files []queued) {
	slices.SortFunc(files, func(a, b queued) int {
		return cmp.Or(
			cmp.Compare(turn[a.says.Kind], turn[b.says.Kind]),
			bytes.Compare(a.says.Subject[:], b.says.Subject[:]),
			bytes.Compare(a.says.Poste[:], b.says.Poste[:]),
			cmp.Compare(a.says.KeyEpoch, b.says.KeyEpoch), cmp.Compare(a.says.Serial, b.says.Serial),
			cmp.Compare(a.Path, b.Path))
	})
}
