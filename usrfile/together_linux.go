package usrfile

import (
	"errors"
	"fmt"
	"os"

	system "golang.org/x/sys/unix"
)

// flushing are the file systems of a disk that syncfs brings onto the disk with all
// that their files need to be found again. Others, as those of the network and those
// of a program, may take it for done when it has left this machine's memory.
var flushing = map[int64]bool{
	system.EXT4_SUPER_MAGIC: true, // ext2 and ext3, too
	system.XFS_SUPER_MAGIC:  true, system.BTRFS_SUPER_MAGIC: true, system.F2FS_SUPER_MAGIC: true,
	system.MSDOS_SUPER_MAGIC: true, system.EXFAT_SUPER_MAGIC: true, // sticks
	system.TMPFS_MAGIC: true,
}

// flushable gives the folder back, or closes it and gives nil where files must be
// flushed one by one.
func flushable(folder *os.File) *os.File {
	var about system.Statfs_t
	if err := system.Fstatfs(int(folder.Fd()), &about); err != nil || !flushing[int64(about.Type)] {
		_ = folder.Close() // nothing was done through it
		return nil
	}
	return folder
}

// flushAll makes the bytes of all files of a file system last. The folder was open
// before these were written, so that it is told of each error of the file system
// since; that every file was written is asked of the file itself all the same, since
// older systems tell a folder nothing. The last file is flushed by itself, because
// some file systems leave the disk's own memory out otherwise.
func flushAll(folder *os.File, files []*os.File) error {
	err := system.Syncfs(int(folder.Fd()))
	if errors.Is(err, system.ENOSYS) || errors.Is(err, system.EPERM) {
		return flushEach(files)
	}
	if err != nil {
		return &os.PathError{Op: "syncfs", Path: folder.Name(), Err: err}
	}
	for _, f := range files {
		if err := system.SyncFileRange(int(f.Fd()), 0, 0, waitWritten); err != nil {
			return fmt.Errorf("%s: %w", f.Name(), err)
		}
	}
	return files[len(files)-1].Sync()
}

// waitWritten writes what syncfs has left, which is nothing, and waits for it.
const waitWritten = system.SYNC_FILE_RANGE_WAIT_BEFORE | system.SYNC_FILE_RANGE_WRITE | system.SYNC_FILE_RANGE_WAIT_AFTER
