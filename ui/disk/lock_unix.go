//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package disk

import (
	"os"
	"syscall"
)

// Hold takes a file for this process, until the file is closed or the process ends, however it ends.
func Hold(f *os.File) error { return syscall.Flock(int(f.Fd()), syscall.LOCK_EX) }

// tryHold takes a file for this process; false if another has it.
func tryHold(f *os.File) bool {
	return syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) == nil
}

// Held tells whether a process that is alive has taken a file with Hold.
func Held(path string) bool {
	f, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0) // a pipe is not waited for
	if err != nil {
		return false
	}
	defer f.Close()
	return syscall.Flock(int(f.Fd()), syscall.LOCK_SH|syscall.LOCK_NB) == syscall.EWOULDBLOCK
}
