package bench

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"
	"time"
)

// program is the built comptoirctl, which `make bench` builds first.
func program(b *testing.B) string {
	path := must[string](b)(filepath.Abs(filepath.Join(root, "bin", "comptoirctl")))
	if _, err := os.Stat(path); err != nil {
		b.Fatalf("build the program first: %v", err)
	}
	return path
}

// ran is what the system says of a process that ended well.
type ran struct {
	output string
	took   time.Duration
	peakMB float64 // most memory that it held at once; 0 where the system does not say
}

// ctl runs comptoirctl on a data folder whose keys lie in it.
type ctl struct {
	program, data, password string
}

func newCtl(b *testing.B) ctl {
	dir := b.TempDir()
	put(b, dir, "pw", []byte("une phrase pour le siège\n"))
	return ctl{program(b), filepath.Join(dir, "hq"), filepath.Join(dir, "pw")}
}

// run runs one command to its end, which must be a good one.
func (c ctl) run(b *testing.B, args ...string) ran {
	b.Helper()
	cmd := exec.CommandContext(b.Context(), c.program, append([]string{"--data", c.data, "--password-file", c.password, "--as", "admin@eauvive.example", "--yes"}, args...)...)
	cmd.Env = append(os.Environ(), "LANG=en_GB.UTF-8", "DBUS_SESSION_BUS_ADDRESS=unix:path=/nonexistent") // the person's keyring is not for this
	var out, failed bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &failed
	begin := time.Now()
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	ended := make(chan struct{})
	peak := make(chan float64)
	go func() { peak <- watch(cmd.Process.Pid, ended) }()
	err := cmd.Wait()
	r := ran{output: out.String(), took: time.Since(begin)}
	close(ended)
	if r.peakMB = <-peak; err != nil {
		b.Fatalf("%v: %v\n%s", args, err, failed.String())
	}
	return r
}

var highWater = regexp.MustCompile(`VmHWM:\s+(\d+) kB`)

// watch gives the most memory that a process held, as Linux keeps it. What it says
// of a process that has ended counts the one that started it, too.
func watch(pid int, ended <-chan struct{}) (megabytes float64) {
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for {
		megabytes = max(megabytes, peak(pid))
		select {
		case <-ended:
			return megabytes
		case <-tick.C:
		}
	}
}
