package workspace

import (
	"slices"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/usrfile"
)

// taker takes the files of one kind in: every signed file goes through one.
type taker struct {
	sides []directory.Side // where such files are imported
	// preview opens the file and fills the arrival with what importing it would
	// change. It writes nothing.
	preview func(*intake, *Arrival) error
	// apply imports what preview has just shown, in the same transaction.
	apply func(*intake, *Arrival) error
	// same tells whether a person who has seen the one preview has seen the
	// other; nil where nothing that happens meanwhile changes it.
	same func(again, seen *Arrival) bool
	// alone tells whether a file that was found is imported without a person; nil
	// where none is.
	alone func(*Arrival) bool
}

// takers are the kinds of files that can be imported.
var takers = map[usrfile.Kind]taker{
	usrfile.KindUserData:   {sides: atSite, preview: previewUserData, apply: applyUserData, same: sameUserData, alone: narrows},
	usrfile.KindRequest:    {sides: atHeadOffice, preview: previewRequest, apply: applyRequest, alone: always},
	usrfile.KindReply:      {sides: atSite, preview: previewReply, apply: applyReply, same: sameReply},
	usrfile.KindTrustChain: {sides: anywhere, preview: previewChain, apply: applyChain, same: sameChainChanges, alone: always},
	usrfile.KindBatch:      {sides: anywhere, preview: previewBatch, apply: applyBatch, alone: isCopy},
	usrfile.KindClosing:    {sides: atHeadOffice, preview: previewClosing, apply: applyClosing, alone: always},
	usrfile.KindRecord:     {sides: anywhere, preview: previewRecord, apply: applyRecord, alone: always},
}

var (
	atSite       = []directory.Side{directory.Site}
	atHeadOffice = []directory.Side{directory.HeadOffice}
	anywhere     = []directory.Side{directory.Site, directory.HeadOffice}
)

// intake is what one file is taken in with, inside of one transaction.
type intake struct {
	w      *Workspace
	tx     *storage.Tx
	store  *exchange.Recall // the same transaction, which remembers what is asked again
	by     *Session         // nil when nobody has signed in
	clock  exchange.Clock
	home   directory.Home // zero in an empty folder
	parcel exchange.Parcel
}

// takeIn prepares to take in a file, and finds what takes its kind on this side.
// An empty folder can only become a site. What head office takes is for somebody
// who has the right to it.
func (w *Workspace) takeIn(tx *storage.Tx, store *exchange.Recall, by *Session, p exchange.Parcel) (*intake, taker, error) {
	in := &intake{w: w, tx: tx, store: store, by: by, parcel: p}
	envelope, err := usrfile.Inspect(p.File)
	if err != nil {
		return nil, taker{}, exchange.AsFault(err)
	}
	times, err := store.Times()
	if err != nil {
		return nil, taker{}, err
	}
	in.clock = exchange.Clock{System: w.now(), Times: times}
	if in.home, err = store.Home(); ignoreMissing(err) != nil {
		return nil, taker{}, err
	}
	t, err := in.taker(envelope.Kind)
	return in, t, err
}

func (in *intake) taker(kind usrfile.Kind) (taker, error) {
	side := in.home.Side
	if side == "" {
		side = directory.Site
	}
	t, known := takers[kind]
	switch {
	case !known:
		return taker{}, exchange.OtherKind(kind, usrfile.KindUserData)
	case slices.Contains(t.sides, side) && side == directory.HeadOffice && in.by == nil:
		return taker{}, fault.New(fault.Denied, "workspace.sign-in-first", nil)
	case slices.Contains(t.sides, side):
		return t, nil
	case side == directory.HeadOffice:
		return taker{}, fault.New(fault.Forged, "workspace.import-at-head-office", nil)
	default:
		return taker{}, exchange.OtherKind(kind, usrfile.KindUserData)
	}
}

// receiver gives what this folder opens the files of head office with.
func (in *intake) receiver() (exchange.Receiver, error) {
	if in.home.Poste.IsZero() {
		return exchange.Receiver{}, nil
	}
	keys, err := in.w.posteKeys(in.home)
	return exchange.Receiver{Home: in.home, Key: keys.Box}, err
}

// actor gives who imports: the signed-in person, or nobody. A file of head office
// carries its own authority and needs no sign-in.
func (in *intake) actor() (directory.Actor, error) {
	if in.by == nil {
		return directory.Actor{}, nil
	}
	return directory.LoadActor(in.store, in.by.user)
}
