package ui

import "testing"

// seatsAndEnds has a semaphore for which three wait, and one who is joined.
const seatsAndEnds = `package seats
var (
	seats = semaphore(1)
	x     coroutine
)
func guest() {
	acquire(seats)
	yield()
	release(seats)
}
func host() {
	join(x)
}
func main() {
	x = spawn(guest)
	spawn(guest, 3)
	spawn(host)
}
`

// TestSemaphoreOnTheScreen: a semaphore is its count and its queue, in the lane, among the objects and in the answers.
func TestSemaphoreOnTheScreen(t *testing.T) {
	u := sitDown(t, seatsAndEnds)
	u.press("enter", "enter", "enter", "enter")
	u.sees("seats semaphore, at 0", "queue ●g4 ●g3 ●g2", "waits ▸")
	u.enters("why seats")
	u.sees("seats is at 0", "Whom it keeps waiting", "g3 has waited in its permit queue", "From g1: line 9")
}

// TestJoinOnTheScreen: who joins stands under its reason, and who is joined knows by whom.
func TestJoinOnTheScreen(t *testing.T) {
	u := sitDown(t, seatsAndEnds)
	u.press("enter", "enter", "enter", "enter", "enter")
	u.sees("join g1", "h1 waits for the end of g1.")
	u.press("w")
	u.sees("h1 has waited for the end of g1", "The end of g1 moves it on")
	u.press("esc", "i")
	u.sees("joined by")
}
