//go:build unix

package usrfile

import (
	"os"
	"syscall"
)

// readFlags neither follow a symbolic link nor wait for the writer of a pipe
// that took the file's place after it was looked at.
const readFlags = os.O_RDONLY | syscall.O_NOFOLLOW | syscall.O_NONBLOCK
