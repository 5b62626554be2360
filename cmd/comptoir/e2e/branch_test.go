package e2e

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// branch is a site made from the command line: somebody's account is activated
// there, and the workstation registered.
type branch struct {
	t        *testing.T
	o        *office
	dir      string
	who      string
	password string // file
	poste    string // its number
}

// joinBranch makes the site of somebody whose code is known. The postes of an
// office are numbered as they join.
func joinBranch(o *office, who, password, code, module string) *branch {
	o.t.Helper()
	o.branches++
	b := &branch{
		t: o.t, o: o, dir: filepath.Join(o.t.TempDir(), "site"), who: who,
		password: secret(o.t, password), poste: string(rune('0' + o.branches)),
	}
	stick := o.t.TempDir()
	o.ctl("usr", "export", "--user", who, "--out", stick)
	fingerprint := strings.Fields(ctl(o.t, o.dir, "org", "fingerprint"))[0]
	ctl(o.t, b.dir, "import", newest(o.t, stick, ".usr"), "--trust", fingerprint, "--yes")
	ctl(o.t, b.dir, "--password-file", b.password, "account", "activate", "--email", who, "--code", code)
	b.ctl("module", "request", "--module", module, "--label", "Portable "+b.poste, "--location", "Kolda", "--out", stick)
	o.ctl("module", "approve", newest(o.t, stick, ".req"), "--out", stick, "--yes")
	ctl(o.t, b.dir, "import", newest(o.t, stick, ".rep"), "--yes")
	return b
}

// update brings the latest user files of some people to the site.
func (b *branch) update(people ...string) {
	b.t.Helper()
	for _, who := range people {
		stick := b.t.TempDir()
		b.o.ctl("usr", "export", "--user", who, "--poste", b.poste, "--out", stick)
		ctl(b.t, b.dir, "import", newest(b.t, stick, ".usr"), "--yes")
	}
}

// ctl runs a command as the person of the site.
func (b *branch) ctl(args ...string) string {
	b.t.Helper()
	return ctl(b.t, b.dir, append([]string{"--as", b.who, "--password-file", b.password}, args...)...)
}

// refused runs a command as the person of the site, which must fail, and gives what
// it says.
func (b *branch) refused(args ...string) string {
	b.t.Helper()
	args = append([]string{"--data", b.dir, "--lang", "fr", "--as", b.who, "--password-file", b.password}, args...)
	out, err := exec.Command(filepath.Join(repository, "bin", "comptoirctl"), args...).CombinedOutput()
	if err == nil {
		b.t.Fatalf("comptoirctl %v is not refused: %s", args, out)
	}
	return string(out)
}
