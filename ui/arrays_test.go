package ui

import "testing"

const philosophersInAnArray = `package phil
const slots = 8
var forks [3]mutex
var meals [3]int
func philosopher(i int, left, right mutex) {
	lock(left)
	yield()
	eat(right, i)
	unlock(left)
}
func eat(f mutex, who int) {
	lock(f)
	meals[who]++
	unlock(f)
}
func main() {
	for i := range forks {
		spawn(philosopher(i, forks[i], forks[(i+1)%3]))
	}
}
`

// TestElementsAreNamesLikeAnyOther: rows of their own, with what they hold, and commands and questions call them so.
func TestElementsAreNamesLikeAnyOther(t *testing.T) {
	u := sitDown(t, philosophersInAnArray)
	u.press("enter", "enter", "enter")
	u.sees("forks[0]", "held by ●p1", "forks[2]", "meals[1] = 0", "p3 takes forks[2], which is free.")
	u.enters("set meals[1] 7")
	u.sees("meals[1] = 7")
	u.enters("set meals 7")
	u.sees("there is no shared variable", "meals[0]")
	u.enters("why forks[1]")
	u.sees("forks[1]", "p2")
	u.press("esc", "esc")
	u.enters("until waiters(forks[1]) == 1")
	u.sees("p1 waits for forks[1], held by p2.")
}

// TestTheInspectorShowsParameters: with what a coroutine was started, and the calls that it is in.
func TestTheInspectorShowsParameters(t *testing.T) {
	u := sitDown(t, philosophersInAnArray)
	u.press("enter", "enter", "enter", "enter", "i")
	u.sees("given", "i = 0", "left = forks[0]", "right = forks[1]", "in the call",
		"eat(f = forks[1], who = 0), line 8 of philosopher")
}

// TestTheInspectorShowsReferences: by what they refer to.
func TestTheInspectorShowsReferences(t *testing.T) {
	u := sitDown(t, `package refers

var (
	room = [2]int{1, 2}
)

func move(from *int, to *int) {
	*from--
	*to++
	yield()
}

func worker(x *int) {
	own := 0
	move(x, &own)
}

func main() {
	spawn(worker(&room[1]))
}
`)
	u.press("space", "space", "space", "i")
	u.sees("given", "x = &room[1]", "in the call", "move(from = &room[1], to = &own), line 15 of worker")
	u.enters("spawn worker(&room[0])")
	u.sees("w2 is spawned by you as worker(&room[0])")
}

// TestSpawnsTakeArguments: those that are typed, and the usual ones where none are.
func TestSpawnsTakeArguments(t *testing.T) {
	u := sitDown(t, philosophersInAnArray)
	u.enters("spawn philosopher(2, forks[2], forks[0])")
	u.sees("p4 is spawned by you as", "philosopher(2, forks[2], forks[0])")
	u.press("s")
	u.sees("begins as philosopher(0, forks[0], forks[1])")
	u.press("enter")
	u.sees("p5 is spawned by you as", "philosopher(0, forks[0], forks[1])")
	u.enters("spawn philosopher(2, forks[3], forks[0])")
	u.sees("no spawn of the scene starts philosopher with these objects")
	u.press(":")
	u.m.prompt.Set("")
	u.types("spawn ph")
	u.press("tab")
	u.sees("philosopher(0,forks[0],forks[1])")
}

// TestValuesOfAnArrayShareLines: where there is little room; each is marked and asked about by its own name all the
// same.
func TestValuesOfAnArrayShareLines(t *testing.T) {
	u := sitDown(t, `package values
var slots_ [24]int
var who [2]coroutine
var made [2]counter
func p(i int) {
	slots_[3] = 4 + i
	who[1] = self()
	made[0]++
	yield()
}
func main() { spawn(p(3)) }
`)
	u.press("enter")
	u.sees("slots_ = 0 0 0 7 0 0", "who = nobody ●p1", "made = 1 0")
	u.press("8", "down", "down", "down", "w")
	u.sees("slots_[3]", "sets slots_[3] to 7")
}
