package workspace

import (
	"errors"
	"fmt"
	"os"
	"syscall"
)

// identityOf names the file at a path so that a copy of it has another name: by the
// computer and the number that its disk has given it.
func identityOf(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	var info syscall.ByHandleFileInformation
	err = syscall.GetFileInformationByHandle(syscall.Handle(f.Fd()), &info)
	if err := errors.Join(err, f.Close()); err != nil {
		return "", err
	}
	host, err := os.Hostname()
	return fmt.Sprint(host, " ", info.VolumeSerialNumber, " ", info.FileIndexHigh, " ", info.FileIndexLow), err
}
