package bench

import (
	"bytes"
	"crypto/ed25519"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"
)

// exportRow has the built program write the files of all users into a folder,
// whole process with sign-in. The reference signs the same messages and writes the
// same bytes to as many files, which are on the disk before it ends as ours are,
// in two goroutines. It reads no database, collects nothing, and remembers
// nothing of what it wrote. It flushes each file by itself, as a plain program does;
// ours flushes a hundred of them together where the file system can do that.
var exportRow = row{
	name: "export", job: "export .usr of " + strconv.Itoa(people) + " users to files, whole process",
	reference: "Ed25519 and writing the same bytes, 2 at a time", target: 1.7, rounds: 3,
	prepare: func(b *testing.B) sides {
		hq := headOffice(b)
		var out string
		var peak float64
		return sides{
			ours: func(b *testing.B) time.Duration {
				out = b.TempDir()
				r := hq.run(b, "usr", "export", "--all", "--out", out)
				peak = max(peak, r.peakMB)
				return r.took
			},
			reference: func(b *testing.B) time.Duration {
				files := readAll(b, out)
				to := b.TempDir()
				return timed(b, func() error { return signAndWrite(files, to) })
			},
			limits: func() []limit { return []limit{{"most memory", peak, "MB", 150}} },
		}
	},
}

// headOffice is one with so many users, each of whom has a role.
func headOffice(b *testing.B) ctl {
	hq := newCtl(b)
	hq.run(b, "org", "create", "--name", "Eau Vive", "--country", "SN", "--currency", "XOF", "--admin", "admin@eauvive.example")
	for n := range 10 {
		hq.run(b, "project", "add", "--code", fmt.Sprintf("P%02d", n), "--name", fmt.Sprintf("Forages %d", n))
	}
	var staff bytes.Buffer
	staff.WriteString("Prénom;Nom;E-mail;Fonction\n")
	for n := range people {
		fmt.Fprintf(&staff, "Aïssatou;N'Diaye %d;u%d@eauvive.example;Caissière\n", n, n)
	}
	dir := b.TempDir()
	put(b, dir, "staff.csv", staff.Bytes())
	hq.run(b, "user", "import", filepath.Join(dir, "staff.csv"))
	for _, role := range []string{"cashier", "assistant"} {
		hq.run(b, "user", "bulk", "grant", "--all", "--role", role, "--project", "P00", "--project", "P01", "--project", "P02")
	}
	hq.run(b, "user", "bulk", "activate", "--all", "--codes", "pages", "--out", filepath.Join(dir, "codes.pdf"))
	return hq
}

func readAll(b *testing.B, dir string) (files [][]byte) {
	for _, path := range must[[]string](b)(filepath.Glob(filepath.Join(dir, "*.usr"))) {
		files = append(files, must[[]byte](b)(os.ReadFile(path)))
	}
	if len(files) < people {
		b.Fatalf("%d files", len(files))
	}
	return files
}

func signAndWrite(files [][]byte, dir string) error {
	key := ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize))
	const jobs = 2
	failed := make([]error, jobs)
	var done sync.WaitGroup
	for job := range jobs {
		done.Go(func() {
			for n := job; n < len(files) && failed[job] == nil; n += jobs {
				failed[job] = signOne(files[n], key, filepath.Join(dir, strconv.Itoa(n)))
			}
		})
	}
	done.Wait()
	for _, err := range failed {
		if err != nil {
			return err
		}
	}
	return nil
}

// signOne puts a new signature in front of the message.
func signOne(file []byte, key ed25519.PrivateKey, path string) error {
	copy(file[signedAt:], ed25519.Sign(key, file[signedAt+ed25519.SignatureSize:]))
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	if _, err = f.Write(file); err == nil {
		err = f.Sync()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	return err
}
