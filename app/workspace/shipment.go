package workspace

import (
	"io"
	"time"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/transit"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/usrfile"
)

// shipment is the files that one transaction makes for a folder. Their bytes are
// on the disk before it commits, since what can not be written must not be
// recorded; their names appear after, since a file that was never recorded would
// be believed all the same: it might grant a book that is then granted again.
type shipment struct {
	w      *Workspace
	dir    string
	staged []stagedFile
}

type stagedFile struct {
	*usrfile.Staged
	out exchange.Outgoing
	at  time.Time
}

func (p *shipment) add(out exchange.Outgoing) error {
	staged, err := usrfile.StageStream(p.dir, out.Name, out.Write)
	if err != nil {
		return writeFault(err, p.dir)
	}
	p.staged = append(p.staged, stagedFile{staged, out, p.w.now()})
	return nil
}

// end publishes the files of a transaction that was committed and gives their
// paths in the order in which they were added; otherwise it removes them. Where
// the folder has gone away in between, they are in the outbox, because they are
// recorded now and would otherwise be lost.
func (p *shipment) end(committed error) ([]string, error) {
	if committed != nil {
		for _, s := range p.staged {
			_ = s.Discard() // the error that matters is the one that led here
		}
		return nil, committed
	}
	var paths []string
	var sent []transit.Sent
	defer func() { p.w.remember(sent) }()
	for _, s := range p.staged {
		path, err := s.Publish()
		if err != nil {
			path, err = writeStream(p.w.Outbox(), s.out.Name, s.out.Write)
		}
		if err != nil {
			return paths, writeFault(err, p.w.Outbox())
		}
		paths, sent = append(paths, path), append(sent, p.w.asSent(path, s.out.Data, s.at))
	}
	return paths, nil
}

func writeStream(dir, name string, write func(io.Writer) error) (path string, err error) {
	staged, err := usrfile.StageStream(dir, name, write)
	if err != nil {
		return "", err
	}
	return staged.Publish()
}

func writeFault(err error, dir string) error {
	if asFault := exchange.AsFault(err); asFault != err {
		return asFault
	}
	return fault.Wrap(err, fault.Invalid, "workspace.unwritable", fault.Args{"Path": dir})
}
