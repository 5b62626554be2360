package translation

import (
	"errors"
	"io/fs"
	"os"

	"github.com/comptoir/comptoir/app/fault"
)

// Foreseen gives an error of the operating system about a file as one that a person
// can do something about: the disk is full or was pulled out, the folder is locked.
// Whatever knows more of it has said so already; other errors are given as they are.
func Foreseen(err error) error {
	if _, is := asFault(err); is {
		return err
	}
	var named *fs.PathError
	var renamed *os.LinkError
	switch {
	case errors.As(err, &named):
		return ofDisk(err, named.Path)
	case errors.As(err, &renamed):
		return ofDisk(err, renamed.New)
	}
	return err
}

func ofDisk(err error, path string) error {
	return fault.Wrap(err, fault.Conflict, "disk.refused", fault.Args{"Path": path})
}
