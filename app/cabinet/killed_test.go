package cabinet_test

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"errors"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/cabinet"
	"github.com/comptoir/comptoir/app/fault"
)

const (
	folderOfVictim = "CABINET_OF_VICTIM"
	roundOfVictim  = "ROUND_OF_VICTIM" // so that each has files of its own to write
)

// TestMain lets the test binary be the program that is killed: it puts files of
// growing size and says the name of each that it was told is kept.
func TestMain(m *testing.M) {
	dir := os.Getenv(folderOfVictim)
	if dir == "" {
		os.Exit(m.Run())
	}
	c := cabinet.In(dir)
	round, err := strconv.Atoi(os.Getenv(roundOfVictim))
	if err != nil {
		panic(err)
	}
	for n := 1000 * round; ; n++ {
		hash, err := c.Put(contentOf(n))
		if err != nil {
			panic(err)
		}
		if _, err := os.Stdout.WriteString(hex.EncodeToString(hash[:]) + "\n"); err != nil {
			return
		}
	}
}

func contentOf(n int) []byte {
	return bytes.Repeat([]byte{byte(n), byte(n >> 8), 'x'}, 1+n*9973%300_000)
}

// Whatever a program was doing when it was killed: what it said is kept is there
// whole, and nothing that it had half written is taken for a file.
func TestNothingHalfWrittenIsTaken(t *testing.T) {
	dir := t.TempDir()
	c := cabinet.In(dir)
	dice := rand.New(rand.NewPCG(4, 2))
	var kept []string
	for round := range 25 {
		kept = append(kept, killedWhileWriting(t, dir, round, time.Duration(dice.IntN(30_000))*time.Microsecond)...)
	}
	if len(kept) == 0 {
		t.Fatal("nothing was kept before the program was killed")
	}
	for _, name := range kept {
		var hash [32]byte
		if _, err := hex.Decode(hash[:], []byte(name)); err != nil {
			t.Fatal(err)
		}
		info, err := os.Stat(c.Path(hash))
		if err != nil {
			t.Fatalf("%s was lost: %v", name, err)
		}
		if err := c.Check(hash, info.Size()); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	all, err := filepath.Glob(filepath.Join(dir, "??", "????????????????????????????????????????????????????????????????"))
	if err != nil || len(all) < len(kept) {
		t.Fatalf("%d files, %v", len(all), err)
	}
	for _, path := range all {
		var hash [32]byte
		_, err := hex.Decode(hash[:], []byte(filepath.Base(path)))
		info, err2 := os.Stat(path)
		if err := errors.Join(err, err2); err != nil {
			t.Fatal(err)
		}
		if err := c.Check(hash, info.Size()); errors.Is(err, fault.Forged) {
			t.Errorf("%s is half written", path)
		}
	}
	if _, err := c.Sweep(func([32]byte) bool { return true }, time.Now().Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	if left, err := filepath.Glob(filepath.Join(dir, "??", ".*")); err != nil || len(left) > 0 {
		t.Errorf("after sweeping there is %v, %v", left, err)
	}
}

// killedWhileWriting kills a program some time after the first file that it kept,
// and gives what it said it had kept.
func killedWhileWriting(t *testing.T, dir string, round int, after time.Duration) (kept []string) {
	t.Helper()
	program := exec.Command(os.Args[0])
	program.Env = append(os.Environ(), folderOfVictim+"="+dir, roundOfVictim+"="+strconv.Itoa(round))
	out, err := program.StdoutPipe()
	if err := errors.Join(err, program.Start()); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	first := true
	for lines.Scan() {
		if len(lines.Text()) == 64 {
			kept = append(kept, lines.Text())
		}
		if first {
			first = false
			time.AfterFunc(after, func() { _ = program.Process.Kill() })
		}
	}
	_ = program.Wait() // it was killed
	return kept
}
