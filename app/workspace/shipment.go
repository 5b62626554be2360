package workspace

import (
	"errors"
	"io"
	"runtime"
	"sync"
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
	w       *Workspace
	dir     string
	chained bool // the chain lies in the folder or is among the files
	staged  []*stagedFile

	places   chan struct{} // of files that are written at a time
	portion  *portion      // to which the next file is added
	portions []*portion
}

// portion is files of a shipment whose bytes are made to last at once, while those
// of the next portion are written.
type portion struct {
	together *usrfile.Together
	files    int
	writing  sync.WaitGroup
	flushing sync.WaitGroup
	err      error // of flushing
}

// portionMost bounds the files that are open at a time.
const portionMost = 128

type stagedFile struct {
	*usrfile.Staged
	out  exchange.Outgoing
	sent transit.Sent
	at   time.Time
	err  error

	unsigned bool // err is about the file itself, not about the folder
}

func (p *shipment) add(out exchange.Outgoing) error {
	s := &stagedFile{out: out, at: p.w.now()}
	p.stage(s, func(name string, write func(io.Writer) error) (*usrfile.Staged, error) {
		return usrfile.StageStream(p.dir, name, write)
	})
	if s.err == nil {
		p.staged = append(p.staged, s)
	}
	return s.err
}

// addLater is add that goes on while a file is signed and its bytes are written;
// wait must follow before the transaction commits.
func (p *shipment) addLater(u exchange.Unsigned) *stagedFile {
	if p.places == nil {
		p.places = make(chan struct{}, runtime.GOMAXPROCS(0))
	}
	s := &stagedFile{at: p.w.now()}
	p.staged = append(p.staged, s)
	if p.portion == nil {
		p.portion = &portion{together: usrfile.StageTogether(p.dir)}
		p.portions = append(p.portions, p.portion)
	}
	among := p.portion
	among.writing.Go(func() {
		p.places <- struct{}{}
		defer func() { <-p.places }()
		if s.out, s.err = u.Sign(); s.err != nil {
			s.unsigned = true
			return
		}
		p.stage(s, among.together.StageStream)
	})
	if among.files++; among.files == portionMost {
		p.flush()
	}
	return s
}

// flush makes the bytes of a portion last once they are written.
func (p *shipment) flush() {
	if among := p.portion; among != nil {
		p.portion = nil
		among.flushing.Go(func() {
			among.writing.Wait()
			among.err = among.together.Last()
		})
	}
}

// settle ends when nothing is being written any more.
func (p *shipment) settle() {
	p.flush()
	for _, among := range p.portions {
		among.flushing.Wait()
	}
}

// wait ends when all bytes are on the disk, or tells why they are not.
func (p *shipment) wait() error {
	p.settle()
	for _, s := range p.staged {
		if s.err != nil {
			return s.err
		}
	}
	for _, among := range p.portions {
		if among.err != nil {
			return writeFault(among.err, p.dir)
		}
	}
	return nil
}

func (p *shipment) stage(s *stagedFile, how func(name string, write func(io.Writer) error) (*usrfile.Staged, error)) {
	staged, err := how(s.out.Name, s.out.Write)
	if err != nil {
		s.err = writeFault(err, p.dir)
		return
	}
	s.Staged, s.sent = staged, asSent(s.out.Data, s.at)
}

// discard removes the files from that one on.
func (p *shipment) discard(from int) {
	p.settle()
	for _, s := range p.staged[from:] {
		if s.Staged != nil {
			_ = s.Discard() // the error that matters is the one that led here
		}
	}
	p.staged = p.staged[:from]
}

// end publishes the files of a transaction that was committed, has them listed, and
// gives their paths; otherwise it removes them.
func (p *shipment) end(committed error) ([]string, error) {
	if committed != nil {
		p.discard(0)
		return nil, committed
	}
	paths, sent, err := p.publish()
	p.w.remember(sent)
	return paths, err
}

// publish lets the names of what is recorded appear and gives the paths in the order
// in which the files were added, and what is to be listed of them. Where the folder
// has gone away in between, they are in the outbox, because they are recorded now and
// would otherwise be lost. What can be written nowhere any more is refused in words
// that say so, since doing it again would do it twice.
func (p *shipment) publish() (paths []string, sent []transit.Sent, err error) {
	var here *stagedFile // one that lies in the folder itself
	var failed error
	for _, s := range p.staged {
		path, err := s.Appear()
		if err == nil {
			here = s
		} else {
			path, err = writeStream(p.w.Outbox(), s.out.Name, s.out.Write)
		}
		if err != nil { // the others are recorded, too
			failed = errors.Join(failed, err)
			continue
		}
		paths, sent = append(paths, path), append(sent, p.w.lying(s.sent, path, s.at))
	}
	if here != nil {
		failed = errors.Join(failed, here.Last())
	}
	return paths, sent, p.recorded(failed)
}

// recorded says of an error of the folder that what the files are about is done.
func (p *shipment) recorded(err error) error {
	if err == nil {
		return nil
	}
	return fault.Wrap(err, fault.Conflict, "workspace.recorded-unwritten", fault.Args{"Path": p.dir})
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
