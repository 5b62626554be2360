package workspace

import (
	"context"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/funds"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/sync/funding"
)

// fundsWrite is what a transaction about a request works with.
type fundsWrite struct {
	tx   *storage.Tx
	by   directory.Actor
	now  time.Time
	home directory.Home
	from exchange.Sender // of a site
	draw funding.Draw
}

// writeFunds runs a transaction about a request, and writes the file that it makes.
func (s *Session) writeFunds(ctx context.Context, dir string, do func(fundsWrite) (funds.Request, exchange.Outgoing, error)) (FundsWritten, error) {
	file, err := draw[ident.FileID](s.w)
	if err != nil {
		return FundsWritten{}, err
	}
	var written FundsWritten
	parcel := shipment{w: s.w, dir: dir}
	paths, err := parcel.end(s.update(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		f := fundsWrite{tx: tx, by: by, now: now, draw: funding.Draw{File: file, Random: s.w.random}}
		if err := f.sitDown(s.w); err != nil {
			return err
		}
		r, out, err := do(f)
		if err != nil {
			return err
		}
		if written.Card, err = fundsCard(tx, by, r, now); err != nil || out.Data == nil {
			return err
		}
		if err := parcel.add(out); err != nil || f.home.Side == directory.Site {
			return err
		}
		return parcel.addNewerChain(tx)
	}))
	if err == nil && len(paths) > 0 {
		written.Path = paths[0]
	}
	return written, err
}

func (f *fundsWrite) sitDown(w *Workspace) (err error) {
	if f.home, err = f.tx.Home(); err != nil || f.home.Side == directory.HeadOffice {
		return err
	}
	keys, err := w.posteKeys(f.home)
	f.from = exchange.Sender{Poste: f.home.Poste, Key: keys.Sign}
	return err
}
