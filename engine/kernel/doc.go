// Package kernel shows a scheduler from within, as the code of a kernel would be read: its own listing with
// the lines that acted in a step, the fields of a coroutine with what wrote each of them last, and what they
// cost in bytes.
package kernel
