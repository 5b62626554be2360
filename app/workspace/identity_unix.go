//go:build unix

package workspace

import (
	"fmt"
	"os"
	"syscall"
)

// identityOf names the file at a path so that a copy of it has another name: by the
// computer and the number that its disk has given it.
func identityOf(path string) (string, error) {
	info, err := os.Stat(path)
	if err != nil {
		return "", err
	}
	host, err := os.Hostname()
	if err != nil {
		return "", err
	}
	return fmt.Sprint(host, " ", info.Sys().(*syscall.Stat_t).Ino), nil
}
