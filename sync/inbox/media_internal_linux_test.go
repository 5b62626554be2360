package inbox

import (
	"slices"
	"strings"
	"testing"
)

const table = `22 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw
30 22 0:5 / /proc rw - proc proc rw
31 22 8:2 / /home rw - ext4 /dev/sda2 rw
40 22 8:17 / /media/awa/CL\303\211\040USB rw,nosuid shared:1 - vfat /dev/sdb1 rw
41 22 8:33 / /run/media/awa/SD rw - exfat /dev/sdc1 rw
42 22 8:49 / /mnt/carte rw - vfat /dev/sdd1 rw
43 22 8:65 / /mnt/disque rw - ext4 /dev/sde1 rw
44 22 8:17 / /media/awa/CL\303\211\040USB rw - vfat /dev/sdb1 rw
45 22 8:49 / /boot rw - vfat /dev/sdd1 rw
broken line
`

func TestMountsAreThoseOfDesktopsAndOfRemovableDevices(t *testing.T) {
	got := mountsIn(strings.NewReader(table), func(device string) bool { return device == "8:49" })
	if want := []string{"/media/awa/CLÉ USB", "/mnt/carte", "/run/media/awa/SD"}; !slices.Equal(got, want) {
		t.Errorf("mounts are %q, want %q", got, want)
	}
}

func TestNoDeviceIsNotRemovable(t *testing.T) {
	for _, device := range []string{"0:5", "999:999", "../../../../etc"} {
		if removable(device) {
			t.Errorf("%s is removable", device)
		}
	}
}

func TestUnescape(t *testing.T) {
	for given, want := range map[string]string{`a\040b`: "a b", `a\`: `a\`, `\9zz`: `\9zz`, `\134`: `\`} {
		if got := unescape(given); got != want {
			t.Errorf("%q reads %q, want %q", given, got, want)
		}
	}
}
