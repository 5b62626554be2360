//go:build !unix

package usrfile

import "os"

// readFlags: Windows opens no pipes or devices by a path in a folder, and
// reparse points were refused by their mode.
const readFlags = os.O_RDONLY
