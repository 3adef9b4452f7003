//go:build !(linux || darwin || freebsd || netbsd || openbsd || dragonfly)

package disk

import "os"

// Hold takes a file for this process: where there are no such locks, a file that is open cannot be renamed.
func Hold(*os.File) error { return nil }

// tryHold takes a file for this process.
func tryHold(*os.File) bool { return true }

// Held tells whether a process that is alive has a file open: then it cannot be renamed, be it to its own name.
func Held(path string) bool { return os.Rename(path, path) != nil }
