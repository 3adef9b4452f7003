package ui

import "testing"

// TestLevelsOnTheScreen: READY has its levels, the highest first; who is below is no choice and cannot be made the
// next, and the screen says why.
func TestLevelsOnTheScreen(t *testing.T) {
	u := sitDown(t, scene(t, "priority-inversion"))
	u.obeys("run l1")
	u.sees("l1 is ready at level 1, and h1 at level 3", "only the")
	u.press("esc")
	u.press("]", "]", "]", "]", "]", "]")
	u.sees("l1 level 1", "m1 level 2", "the highest level first", "m1 is next")
	u.press("e")
	u.sees("Only level 2 may run; l1 is ready below it.")
	u.press("esc", "tab")
	u.press("w")
	u.sees("It runs at level 1, and only the highest level that is ready", "first m1, at level 2",
		"lends it that level", "h1 waits for bus, which l1 has.")
	u.press("esc", "esc")
	u.obeys("rule inherit inheritance")
	u.sees("l1 lent 3", "runs at level 3 now, lent by h1")
	u.obeys("priority m1 7")
	u.sees("m1 has priority 7 now", "m1 level 7", "m1 is next")
	u.press("u")
	u.sees("l1 is next")
}

// TestLevelsInTheInspector: both numbers, and who lends; where nobody looks at priorities that is said.
func TestLevelsInTheInspector(t *testing.T) {
	u := sitDown(t, scene(t, "priority-inheritance"))
	u.press("]", "]", "]", "]", "]", "]", "i")
	u.sees("priority", "1, runs at level 3: lent by", "h1, which waits for bus")
	u.press("esc")
	u.obeys("policy cooperative")
	u.press("i")
	u.sees("which this policy does not look at")
}

// TestWhoseTurnItIs: where levels take turns READY says whose turn it is, e lists only those of that level, and w says
// when the turn of another comes; who was killed and has still its slot says so.
func TestWhoseTurnItIs(t *testing.T) {
	u := sitDown(t, scene(t, "nanoos-s06b-bounded-rounds"))
	u.press("]", "]")
	u.sees("the turn of level 1: 1 run")
	u.press("e")
	u.sees("It is the turn of level 1, 1 run left; s1 and f1 are ready at")
	u.press("esc")
	u.obeys("priority s1 3")
	u.press("esc", "tab", "tab", "tab", "tab", "w")
	u.sees("Levels take turns, from the highest down. It is the", "that of level 3 comes in the next")
	u.press("esc")
	u.obeys("rule levels strict")
	u.sees("the highest level first")

	u = sitDown(t, scene(t, "nanoos-s08b-stopped-when-resumed"))
	u.press("n", "n", "n", "n", "n", "n", "n", "tab", "tab", "tab", "w")
	u.sees("loop was killed by c1", "on READY until its turn finds it")
}
