//go:build unix

package vault_test

import (
	"os"
	"syscall"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/vault"
)

func TestAPipeIsRefusedWithoutWaiting(t *testing.T) {
	dir, path := keyFile(t)
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Fatal(err)
	}
	answer := make(chan error, 1)
	go func() { _, err := vault.FileKeyStore(dir).Load(poste); answer <- err }()
	select {
	case err := <-answer:
		wantFault(t, err, fault.Denied, "vault.exposed")
	case <-time.After(5 * time.Second):
		t.Error("it waits for the other end of the pipe")
	}
}
