// Package disk writes the user's files so that nothing is lost: what is written comes to its place whole or not at all,
// what is there is replaced only when that is meant, and drafts that come to nothing are removed, whatever ends the
// program. A path is a path, never a pattern; the modes of new files follow the umask.
package disk
