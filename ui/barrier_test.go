package ui

import "testing"

// TestBarrierOnTheScreen: a barrier shows who has come and how many are missing, in the lane, among the objects, in the
// answers and behind the prompt.
func TestBarrierOnTheScreen(t *testing.T) {
	u := sitDown(t, `package gates
var gate = barrier(3)
func walker() {
	arrive(gate)
	yield()
	arrive(gate)
}
func main() {
	spawn(walker, 3)
}
`)
	u.press("enter", "enter")
	u.sees("gate 2 of 3 have come ██░", "▸ 2 of 3 have come", "round ●w2 ●w1", "arrives at gate and waits for the")
	u.press("w")
	u.sees("w3")
	u.press("esc")
	u.enters("why gate")
	u.sees("gate is for 3", "Whom it keeps waiting", "w3 could give gate in line 4, and is ready.")
	u.press("esc", "enter")
	u.sees("as the last: all go", "gate barrier, for 3 ░░░")
}
