package faults

import (
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"syscall"
	"testing"
)

// A file system that is really full but for some room: whatever fits in it is done,
// what does not is refused, and is done once there is room.
func TestDiskFullFault(t *testing.T) {
	var all tally
	for _, j := range some(jobs, rounds(1)) {
		t.Run(j.name, func(t *testing.T) {
			x := j.swept(t)
			for range max(1, rounds(0)/60) {
				x.crowded(t, int64(4096)<<rand.IntN(11), &all) // up to 4 MB, with which all work is done
			}
		})
	}
	all.counted(t, "small disk full")
}

// crowded is one round with so many bytes of room.
func (x sweep) crowded(t *testing.T, room int64, n *tally) {
	t.Helper()
	dir := smallDisk(t)
	defer func() { check(t, syscall.Unmount(dir, syscall.MNT_DETACH)) }()
	s := scene{dir + "/scene"}
	check(t, copyTree(s.dir, x.master.dir))
	ballast := fill(t, dir, room)
	r := s.run(t, x.who, s.words(t, x.line)...)
	check(t, os.Remove(ballast))
	t.Run(fmt.Sprint(room), func(t *testing.T) { x.judge(t, s, r, n) })
}

// smallDisk mounts a file system in memory that holds a scene and little more.
func smallDisk(t *testing.T) (dir string) {
	t.Helper()
	if os.Getuid() != 0 {
		t.Skip("only root may mount a small disk")
	}
	const size = 32 << 20
	dir = t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, fmt.Sprintf("size=%d", size)); err != nil {
		t.Skip("this machine mounts nothing here:", err)
	}
	return dir
}

// fill leaves so many bytes of room, and gives the file that takes the others.
func fill(t *testing.T, dir string, room int64) (ballast string) {
	t.Helper()
	f, err := os.Create(dir + "/ballast")
	check(t, err)
	_, err = io.Copy(f, endless{})
	if !errors.Is(err, syscall.ENOSPC) {
		t.Fatalf("the disk is not full: %v", err)
	}
	size, err := f.Seek(0, io.SeekEnd)
	check(t, err)
	check(t, f.Truncate(size-room))
	check(t, f.Close())
	return f.Name()
}

// endless gives zeros for ever.
type endless struct{}

func (endless) Read(p []byte) (int, error) { clear(p); return len(p), nil }
