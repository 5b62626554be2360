package faultrun

import (
	"runtime"
	"runtime/metrics"
	"time"
)

// Held gives how many MiB of the heap were in use at most while do ran, garbage too,
// beyond those before, and what do gave.
func Held(do func() error) (mebibytes uint64, err error) {
	runtime.GC()
	before, most := inUse(), uint64(0)
	done, watched := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(watched)
		for {
			most = max(most, inUse())
			select {
			case <-done:
				return
			case <-time.After(time.Millisecond):
			}
		}
	}()
	err = do()
	close(done)
	<-watched
	return (max(most, before) - before) >> 20, err
}

func inUse() uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}
