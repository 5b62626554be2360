package kit

import (
	"fmt"
	"io"
	"sync"
)

// tracer takes one line for each thing that a person could see happen, so that
// a test of the built program waits for a state and never for a time.
var tracer struct {
	sync.Mutex
	to io.Writer
}

// TraceTo sends the lines to w; nil stops them.
func TraceTo(w io.Writer) {
	tracer.Lock()
	defer tracer.Unlock()
	tracer.to = w
}

// Trace writes one event, such as "screen dashboard" or "focus amount". Events
// name parts of the program and say what it said; what people type stays out.
func Trace(event string) {
	tracer.Lock()
	defer tracer.Unlock()
	if tracer.to != nil {
		// A trace that can not be written must not stop the work it watches.
		_, _ = fmt.Fprintln(tracer.to, event)
	}
}
