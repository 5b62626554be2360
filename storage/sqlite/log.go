package sqlite

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"math/bits"
	"os"
	"slices"

	"github.com/comptoir/comptoir/app/fault"
)

// After a stop without a close, what was committed last is in the write-ahead log
// beside the database (https://www.sqlite.org/walformat.html). Its frames have sums of
// SQLite's own; where one is wrong, SQLite takes the log to end there, because a
// stop of the computer leaves such an end. After damage it would so forget what had
// been committed, or read old pages, and say nothing.
//
// The index beside the log says up to which frame transactions were committed. Where it
// is gone, the log itself has to tell. A transaction begins when the one before is on
// the disk, so what is wrong before a later one is damage. In the last one, a bit that
// flipped is damage too, since a stop leaves out whole sectors. Its end alone, when it
// is missing or empty, can not be told from a transaction that a stop cut short before
// anybody was told that it was recorded: to know more, each commit would have to wait
// for the disk a second time.

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
	for _, beside := range []string{"-wal", "-shm"} {
		if info, err := os.Stat(path + beside); err == nil && !info.Mode().IsRegular() { // opening a pipe waits for its other end
			return fault.New(fault.Denied, "storage.not-opened", nil)
		}
	}
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
	beyond  bool    // a transaction begins after the one that the first wrong frame is of
	flipped bool    // the first wrong frame is the right one but for one bit
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
	return l.beyond || l.flipped
}

// logIndex is what the index of the log says, see WalIndexHdr and WalCkptInfo in the
// description of the format.
type logIndex struct {
	known  bool
	salt   [8]byte
	frames uint32 // up to the last commit
	copied uint32 // of these, into the database
}

// readIndex takes the newer of the two copies that the index has of its header. A
// program that was killed between them, or damage to one, leaves the other.
func readIndex(path string) (index logIndex) {
	b := make([]byte, 2*indexHeader+4)
	f, err := os.Open(path)
	if err != nil {
		return index
	}
	defer f.Close()
	if _, err := io.ReadFull(f, b); err != nil {
		return index
	}
	newest := uint32(0)
	for _, header := range [][]byte{b[:indexHeader], b[indexHeader : 2*indexHeader]} {
		native := logSum{order: binary.NativeEndian}
		native.add(header[:indexHeader-8])
		if header[12] == 0 || native.a != binary.NativeEndian.Uint32(header[40:]) || native.b != binary.NativeEndian.Uint32(header[44:]) {
			continue
		}
		change := binary.NativeEndian.Uint32(header[8:])
		if index.known && int32(change-newest) <= 0 {
			continue
		}
		index.known, newest, index.frames = true, change, binary.NativeEndian.Uint32(header[16:])
		copy(index.salt[:], header[32:])
	}
	index.copied = binary.NativeEndian.Uint32(b[2*indexHeader:])
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
	wrong, cut, ended := false, false, 0
	for number := uint32(1); ; number++ {
		if _, err := io.ReadFull(r, frame); err != nil {
			return endOfLog(err)
		}
		sum.add(frame[:8])
		sum.add(frame[frameHeader:])
		ours := string(frame[8:16]) == string(l.salt[:])
		genuine := ours && sum.is(frame[16:])
		commit := ours && binary.BigEndian.Uint32(frame[4:]) != 0
		switch {
		case !wrong && !genuine:
			wrong, l.flipped = true, l.oneBit(sum, frame)
			cut = commit // what goes on from it is of the next transaction
		case !wrong && commit:
			l.commits = number
		case wrong && genuine:
			l.beyond = l.beyond || cut || ended > 0 // a transaction begins after the one before is on the disk
			if commit {
				ended++
			}
			cut = false
		default:
			cut = false
		}
		sum.a, sum.b = binary.BigEndian.Uint32(frame[16:]), binary.BigEndian.Uint32(frame[20:])
	}
}

// oneBit reports whether a wrong frame is the right one but for one bit: of its
// stamp, of its sum, or of what the sum is of. after is the sum that was computed.
func (l *logFound) oneBit(after logSum, frame []byte) bool {
	stamp := bits.OnesCount64(binary.BigEndian.Uint64(frame[8:]) ^ binary.BigEndian.Uint64(l.salt[:]))
	stored := logSum{a: binary.BigEndian.Uint32(frame[16:]), b: binary.BigEndian.Uint32(frame[20:])}
	sums := bits.OnesCount32(stored.a^after.a) + bits.OnesCount32(stored.b^after.b)
	if stamp+sums == 1 {
		return true
	}
	return stamp == 0 && after.misses(stored, slices.Concat(frame[:8], frame[frameHeader:]))
}

// misses reports whether the sum of bytes would be right if one bit of them were the
// other. A bit adds to the sum, or takes from it, what the words behind it make of it:
// each pair of words makes of a and b the sums a+b and a+2b.
func (s *logSum) misses(right logSum, content []byte) bool {
	needA, needB := right.a-s.a, right.b-s.b
	firstA, firstB := uint32(1), uint32(1) // what 1 in the first word of a pair becomes
	nextA, nextB := uint32(0), uint32(1)   // and in the second one
	for at := len(content) - 8; at >= 0; at -= 8 {
		for bit := range 32 {
			if needA == s.turned(content[at:], bit)*firstA && needB == s.turned(content[at:], bit)*firstB ||
				needA == s.turned(content[at+4:], bit)*nextA && needB == s.turned(content[at+4:], bit)*nextB {
				return true
			}
		}
		firstA, firstB = firstA+firstB, firstA+2*firstB
		nextA, nextB = nextA+nextB, nextA+2*nextB
	}
	return false
}

// turned gives by how much a word changes when one bit of it turns.
func (s *logSum) turned(word []byte, bit int) uint32 {
	value := uint32(1) << bit
	if s.order.Uint32(word)&value != 0 {
		value = -value
	}
	return value
}

// endOfLog is no error where a file ends, within a frame or after one.
func endOfLog(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return nil
	}
	return fault.Wrap(err, fault.Conflict, "storage.disk", nil)
}
