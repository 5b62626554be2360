package workspace

import (
	"context"
	"runtime"
	"sync"

	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/usrfile"
)

// readFile is a file of a group, read.
type readFile struct {
	path   string
	parcel exchange.Parcel
	err    error
}

// groups reads the files in their order, one group ahead of the one that is
// imported, and looks at what needs no database meanwhile. The channel is closed
// after the last, or soon after the context has ended.
func (r *manyRun) groups(ctx context.Context, files []queued) <-chan []readFile {
	groups := make(chan []readFile)
	go func() {
		defer close(groups)
		for len(files) > 0 && ctx.Err() == nil {
			group := read(files)
			files = files[len(group):]
			r.w.lookAhead(ctx, group)
			select {
			case groups <- group:
			case <-ctx.Done():
			}
		}
	}()
	return groups
}

// read reads the files of the next group.
func read(files []queued) []readFile {
	var group []readFile
	for bytes := 0; len(group) < min(groupMost, len(files)) && bytes < groupBytes; {
		path := files[len(group)].Path
		file, err := usrfile.ReadFile(path)
		if err != nil {
			err = readFault(err, path)
		}
		group = append(group, readFile{path, exchange.Parcel{File: file}, err})
		bytes += len(file)
	}
	return group
}

// lookAhead verifies and decodes files by the chain that is followed now, on all
// processors. Where that can not be, it is left for when their turn comes.
func (w *Workspace) lookAhead(ctx context.Context, group []readFile) {
	var trust *usrfile.Trust
	err := w.store.View(ctx, func(tx *storage.Tx) (err error) {
		trust, err = exchange.PinnedTrust(tx)
		return err
	})
	if err != nil || trust == nil {
		return
	}
	var done sync.WaitGroup
	jobs := runtime.GOMAXPROCS(0)
	for job := range jobs {
		done.Go(func() {
			for i := job; i < len(group); i += jobs {
				group[i].parcel = group[i].parcel.Ahead(trust)
			}
		})
	}
	done.Wait()
}
