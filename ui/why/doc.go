// Package why says why a coroutine is where it is, what that depends on in turn, and what would move it on. It reads a
// snapshot and the program alone.
package why
