//go:build !windows

package workspace_test

import (
	"os/exec"
	"syscall"
)

// endOfKilled is the exit code of a program that was killed.
const endOfKilled = -1

// ownGroup lets a victim and its tracer be killed together.
func ownGroup(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

func killGroup(cmd *exec.Cmd) { _ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
