package usrfile_test

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// What the disk refuses to flush is told, and a system that knows no flush of all
// has each file flushed.
func TestFlushOfManyFilesThatFailsIsTold(t *testing.T) {
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Skip("strace is missing")
	}
	again := []string{os.Args[0], "-test.run", "^TestFilesStagedTogetherAreWholeAndNameless$"}
	if err := exec.Command(strace, append([]string{"-f", "-qq", "-o", os.DevNull, "-e", "trace=none"}, again...)...).Run(); err != nil {
		t.Skip("strace may watch nobody here: ", err)
	}
	for inject, want := range map[string]string{
		"syncfs:error=EIO":          "syncfs",
		"sync_file_range:error=EIO": "input/output error",
		"fsync:error=EIO":           "input/output error",
		"syncfs:error=ENOSYS":       "", // it does not know how
	} {
		t.Run(inject, func(t *testing.T) {
			call, _, _ := strings.Cut(inject, ":")
			traced := append([]string{"-f", "-qq", "-o", os.DevNull, "-e", "trace=" + call, "-e", "inject=" + inject}, again...)
			out, err := exec.Command(strace, traced...).CombinedOutput()
			if failed := err != nil; failed != (want != "") || !strings.Contains(string(out), want) {
				t.Errorf("%v: %s", err, out)
			}
		})
	}
}
