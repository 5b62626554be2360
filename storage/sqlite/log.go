package sqlite

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"os"

	"github.com/comptoir/comptoir/app/fault"
)

// After a stop without a close, what was committed last is in the write-ahead log
// beside the database (https://www.sqlite.org/walformat.html). Its frames have sums of
// SQLite's own; where one is wrong, SQLite takes the log to end there, because a
// stop of the computer leaves such an end. After damage it would so forget what had
// been committed, or read old pages, and say nothing.

const (
	logHeader   = 32
	frameHeader = 24
	logMagic    = 0x377f0682 // the lowest bit says in which order the sums read words
	indexHeader = 48         // of the index in shared memory, which is there twice
)

// CheckLog reads the log of the database at path and refuses one from which
// something is missing that was committed: fault.Forged. Nobody may have the database
// open, see workspace.Open. A database without a log is in order.
func CheckLog(path string) error {
	index := readIndex(path + "-shm")
	found, err := readLog(path + "-wal")
	if err != nil {
		return err
	}
	if found.lacks(index) {
		return fault.New(fault.Forged, "storage.log", nil)
	}
	return nil
}

// logFound is what is in a log.
type logFound struct {
	bytes   int64
	whole   bool    // the header is
	salt    [8]byte // of this run of the log; frames of earlier ones are behind them
	commits uint32  // the last frame of the last transaction before the first wrong frame
	beyond  bool    // two transactions or more were written after that frame
}

// lacks reports whether a log does not have what was committed. The index, where the
// last program left it, knows up to which frame that is. It is never ahead of
// what is on the disk, and may be behind after a stop of the computer.
func (l logFound) lacks(index logIndex) bool {
	switch {
	case l.bytes == 0:
		return index.frames > index.copied
	case !l.whole && index.known:
		return index.frames > index.copied
	case !l.whole:
		return l.bytes >= logHeader+frameHeader+pageSize // the header is on the disk before any frame
	case index.known && index.salt == l.salt && index.frames > l.commits:
		return true
	}
	return l.beyond
}

// logIndex is what the index of the log says, see WalIndexHdr and WalCkptInfo in the
// description of the format.
type logIndex struct {
	known  bool
	salt   [8]byte
	frames uint32 // up to the last commit
	copied uint32 // of these, into the database
}

func readIndex(path string) (index logIndex) {
	b := make([]byte, 2*indexHeader+4)
	f, err := os.Open(path)
	if err != nil {
		return index
	}
	defer f.Close()
	if _, err := io.ReadFull(f, b); err != nil || string(b[:indexHeader]) != string(b[indexHeader:2*indexHeader]) {
		return index
	}
	native := logSum{order: binary.NativeEndian}
	native.add(b[:indexHeader-8])
	if b[12] == 0 || native.a != binary.NativeEndian.Uint32(b[40:]) || native.b != binary.NativeEndian.Uint32(b[44:]) {
		return index
	}
	index.known, index.frames = true, binary.NativeEndian.Uint32(b[16:])
	index.copied = binary.NativeEndian.Uint32(b[2*indexHeader:])
	copy(index.salt[:], b[32:])
	return index
}

// logSum is the sum of SQLite's log over words of 32 bits.
type logSum struct {
	order binary.ByteOrder
	a, b  uint32
}

func (s *logSum) add(bytes []byte) {
	for ; len(bytes) >= 8; bytes = bytes[8:] {
		s.a += s.order.Uint32(bytes) + s.b
		s.b += s.order.Uint32(bytes[4:]) + s.a
	}
}

func (s *logSum) is(stored []byte) bool {
	return s.a == binary.BigEndian.Uint32(stored) && s.b == binary.BigEndian.Uint32(stored[4:])
}

func readLog(path string) (found logFound, err error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return found, nil
	}
	if err != nil {
		return found, fault.Wrap(err, fault.Denied, "storage.not-opened", nil)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return found, fault.Wrap(err, fault.Denied, "storage.not-opened", nil)
	}
	found.bytes = info.Size()
	r := bufio.NewReaderSize(f, 1<<20)
	header := make([]byte, logHeader)
	if _, err := io.ReadFull(r, header); err != nil {
		return found, endOfLog(err)
	}
	sum := logSum{order: binary.LittleEndian}
	if header[3]&1 == 1 {
		sum.order = binary.BigEndian
	}
	sum.add(header[:24])
	if binary.BigEndian.Uint32(header)&^1 != logMagic || binary.BigEndian.Uint32(header[8:]) != pageSize || !sum.is(header[24:]) {
		return found, nil
	}
	found.whole = true
	copy(found.salt[:], header[16:])
	return found, found.follow(r, sum)
}

// follow reads the frames. A wrong one ends the log for SQLite; we go on, because
// each sum goes on from the one that the frame before says of itself.
func (l *logFound) follow(r io.Reader, sum logSum) error {
	frame := make([]byte, frameHeader+pageSize)
	wrong, ended := false, 0
	for number := uint32(1); ; number++ {
		if _, err := io.ReadFull(r, frame); err != nil {
			return endOfLog(err)
		}
		sum.add(frame[:8])
		sum.add(frame[frameHeader:])
		genuine := sum.is(frame[16:]) && string(frame[8:16]) == string(l.salt[:])
		commit := genuine && binary.BigEndian.Uint32(frame[4:]) != 0
		switch {
		case !wrong && !genuine:
			wrong = true
		case !wrong && commit:
			l.commits = number
		case wrong && genuine:
			l.beyond = l.beyond || ended > 0 // a transaction begins after the one before is on the disk
			if commit {
				ended++
			}
		}
		sum.a, sum.b = binary.BigEndian.Uint32(frame[16:]), binary.BigEndian.Uint32(frame[20:])
	}
}

// endOfLog is no error where a file ends, within a frame or after one.
func endOfLog(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return nil
	}
	return fault.Wrap(err, fault.Conflict, "storage.disk", nil)
}
