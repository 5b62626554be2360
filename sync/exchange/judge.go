package exchange

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"

	"github.com/comptoir/comptoir/app/mark"
)

// standing says how what a file states about a thing stands to what was stated
// here before.
type standing int

const (
	older standing = iota // what is here stays
	same
	newer
)

// judge compares what one file states about things that people share with the
// marks of those things, and collects the marks to be moved when it is applied.
type judge struct {
	store Store
	o     *Opened
	moved []movedMark
}

type movedMark struct {
	stream mark.Stream
	order  mark.Order
}

// revision judges a thing that counts its changes: a lower revision keeps what is
// here, an equal one with other content is refused.
func (j *judge) revision(name string, id [16]byte, number int64, wire any) (standing, error) {
	digest, err := digestOfWire(wire)
	if err != nil {
		return older, err
	}
	thing := received(name, id)
	next := mark.Order{Epoch: j.o.Message.KeyEpoch, Serial: uint64(number), Digest: digest}
	last, seen, err := j.store.Order(thing)
	if err != nil {
		return older, err
	}
	verdict, err := mark.Judge(last, seen, next)
	switch {
	case err != nil && precedes(next, last):
		return older, nil
	case err != nil:
		return older, err
	case verdict == mark.Repeated:
		return same, nil
	}
	j.move(thing, next)
	return newer, nil
}

// digestOfWire gives the digest of a thing as it travels.
func digestOfWire(wire any) ([32]byte, error) {
	content, err := json.Marshal(wire)
	if err != nil {
		return [32]byte{}, fmt.Errorf("encoding for a mark: %w", err)
	}
	return sha256.Sum256(content), nil
}

// statement judges a thing that counts no changes by when the file was issued:
// a file made before another says nothing new, whoever it is about.
func (j *judge) statement(name string, id [16]byte) (standing, error) {
	thing := received(name, id)
	next := mark.Order{Epoch: j.o.Message.KeyEpoch, Serial: uint64(j.o.Message.Issued.Unix())}
	last, seen, err := j.store.Order(thing)
	switch {
	case err != nil, seen && precedes(next, last):
		return older, err
	case seen && !precedes(last, next):
		return same, nil
	}
	j.move(thing, next)
	return newer, nil
}

func (j *judge) move(thing mark.Stream, to mark.Order) {
	j.moved = append(j.moved, movedMark{thing, to})
}

func received(name string, id [16]byte) mark.Stream {
	return mark.Stream{Direction: mark.Received, Name: name, Subject: id}
}

func precedes(a, b mark.Order) bool {
	return a.Epoch < b.Epoch || a.Epoch == b.Epoch && a.Serial < b.Serial
}
