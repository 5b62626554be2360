package e2e

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// TestFullDiskKeepsWhatWasTyped fills the disk under an open cash book: the line says
// so and stays, and is recorded once there is room again.
func TestFullDiskKeepsWhatWasTyped(t *testing.T) {
	d := newDesktop(t)
	disk := smallDisk(t)
	ctl(t, t.TempDir(), "demo", filepath.Join(disk, "exemple"), "--yes")
	site := filepath.Join(disk, "exemple", "kolda")
	w := d.launch(site)
	w.signIn("awa.diop@eauvive.example", "eau-vive-kolda")
	w.openBook()
	w.await("grid book")
	room := fill(t, disk)
	w.key("ctrl+n")
	w.voucher("Savon du forage", "out", "1500")
	w.await("explained Le disque est plein")
	w.await("field refused out")
	w.shoot("full-disk-voucher")
	if err := os.Remove(room); err != nil {
		t.Fatal(err)
	}
	w.mark()
	w.key("Return")
	w.await("voucher recorded 32")
	w.shoot("full-disk-room-again")

	room = fill(t, disk)
	w.reach("button Rapports")
	w.mark()
	w.key("Return")
	w.await("grid report-page")
	w.mark()
	w.key("ctrl+e")
	w.await("dialog open report-export")
	w.into("export-folder", disk)
	w.press("Exporter")
	w.await("dialog refused report-export")
	w.shoot("full-disk-export")
	if files, err := filepath.Glob(filepath.Join(disk, "*.xlsx")); err != nil || len(files) > 0 {
		t.Errorf("half a report is left: %v, %v", files, err)
	}
	if err := os.Remove(room); err != nil {
		t.Fatal(err)
	}
	w.press("Exporter")
	w.says("Exporté : ")
}

// smallDisk is a disk of its own that is soon full.
func smallDisk(t *testing.T) string {
	t.Helper()
	dir := shortFolder(t)
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", dir).CombinedOutput(); err != nil {
		t.Skipf("a small disk needs the right to mount one: %v: %s", err, out)
	}
	t.Cleanup(func() {
		for range 20 { // the window may still be ending
			if exec.Command("umount", dir).Run() == nil {
				return
			}
			time.Sleep(100 * time.Millisecond)
		}
		t.Errorf("the small disk %s stays mounted", dir)
	})
	return dir
}

// fill takes all the room of a disk with a file.
func fill(t *testing.T, disk string) (room string) {
	t.Helper()
	room = filepath.Join(disk, "plein")
	f, err := os.Create(filepath.Clean(room))
	if err != nil {
		t.Fatal(err)
	}
	for size := 1 << 20; size > 0; size /= 2 {
		for block := make([]byte, size); err == nil; {
			_, err = f.Write(block)
		}
		err = nil
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return room
}
