//go:build !linux

package sqlite

import "modernc.org/libc"

// syncFrames waits until the disk has the write-ahead log.
func syncFrames(tls *libc.TLS, file uintptr, flags int32) int32 {
	return methodsOf(file).sync(tls, file, flags)
}
