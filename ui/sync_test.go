package ui

import (
	"testing"

	tea "charm.land/bubbletea/v2"
)

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
	u.sees("seats is at 0", "Whom it keeps waiting", "g3 has waited in its permit queue",
		"g1 could give seats in line 9")
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

// TestPermitsAreSlots: a few permits are drawn as slots, those that are free and those that are taken.
func TestPermitsAreSlots(t *testing.T) {
	u := sitDown(t, "package slots\nvar (\n\tseats = semaphore(3)\n\tmany = semaphore(9)\n\tnone semaphore\n)\n"+
		"func f() {\n\tacquire(seats)\n\tacquire(many)\n\tyield()\n}\nfunc main() {\n\tspawn(f)\n}\n")
	u.sees("seats semaphore, at 3 ███ ", "many semaphore, at 9 ", "none semaphore, at 0 ")
	u.press("enter")
	u.sees("seats semaphore, at 2 ██░ ", "many semaphore, at 8 ")
}

// TestReleasedFromOutside: a semaphore is released at the prompt, which completes its name; a run waits for that.
func TestReleasedFromOutside(t *testing.T) {
	u := sitDown(t, seatsAndEnds)
	u.press("enter", "enter", "enter", "enter", ":")
	u.types("release ")
	u.sees("seats")
	u.press("esc")
	u.enters("release seats")
	u.sees("✓ You release seats, and hand the permit on. g2 moves from WAITING to READY")
	u.enters("watch count(seats)")
	u.sees("count(seats)")
	u.enters("release x")
	u.sees("x is a variable")
	u.enters("signal seats")
	u.sees("seats is a semaphore; write release seats")
}

// TestATimedJoinSaysWhose: the lane of deadlines names whose end somebody waits for, also where it is narrow.
func TestATimedJoinSaysWhose(t *testing.T) {
	u := sitDown(t, "package x\nfunc child() {\n\tsleep(9)\n}\nfunc parent() {\n\tx := spawn(child)\n"+
		"\tr := joinWithin(x, 3)\n\tassert(r == timedout, \"early\")\n}\nfunc main() {\n\tspawn(parent)\n}\n")
	u.press("enter")
	for _, size := range [][2]int{{60, 18}, {80, 24}, {120, 36}, {160, 50}} {
		u.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		u.sees("join c1")
	}
}

// TestManySemaphoresKeepTheirCounts: where each object has one line, a semaphore says what it is at.
func TestManySemaphoresKeepTheirCounts(t *testing.T) {
	u := sitDown(t, "package x\nvar forks [9]semaphore\nfunc f() {\n\tacquire(forks[1])\n}\n"+
		"func main() {\n\tspawn(f, 2)\n}\n")
	u.press("enter")
	u.sees("forks[0] at 0 queue empty", "forks[1] at 0 queue ●f1")
}
