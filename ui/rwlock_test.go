package ui

import "testing"

// TestRWLockOnTheScreen: a lock of readers and writers shows who reads and who waits, and the answers name all of them.
func TestRWLockOnTheScreen(t *testing.T) {
	u := sitDown(t, `package shared
const prefer = "writers"
var rw rwlock
func reader() {
	rlock(rw)
	yield()
	runlock(rw)
}
func writer() {
	lock(rw)
	yield()
	unlock(rw)
}
func main() {
	spawn(reader, 2)
	spawn(writer)
	spawn(reader)
}
`)
	u.press("enter", "enter", "enter", "enter")
	u.sees("rw read by ●r1 ●r2", "lock queue ●r3 ●w1", "wants to read under rw, which is read")
	u.enters("why w1")
	u.sees("w1 has waited", "All have to unlock rw: r1 (READY), r2 (READY), by line 7.")
	u.press("esc")
	u.enters("why r3")
	u.sees("Who can unlock rw: w1 (WAITING), by line")
	u.press("esc", "enter", "enter", "enter")
	u.sees("rw rwlock, held by ●w1")
}
