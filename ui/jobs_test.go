package ui

import "testing"

// TestJobsOnTheScreen: items show what is kept in them, wherever they are named, and the life of one tells of removals
// and of a queue that is cleared; a command clears one, and step back brings its items again.
func TestJobsOnTheScreen(t *testing.T) {
	u := sitDown(t, `package clerk
var (
	jobs   = queue(3)
	urgent item
	piece  memory
)
func clerk() {
	urgent = item(9)
	putAt(jobs, 0, urgent)
	piece = alloc(4)
	yield()
	remove(jobs, urgent)
	yield()
	drop(urgent)
	free(piece)
	yield()
	it := peek(jobs, 1)
	drop(it)
}
func main() {
	put(jobs, item(5))
	put(jobs, item(6))
	spawn(clerk)
}
`)
	u.press("enter")
	u.sees("#3=9", "#1=5", "#2=6", "urgent = #3=9", "piece = 1, holds 4", "puts item 3 at position 0")
	u.enters("why #3")
	u.sees("It waits in jobs: it is at the front.", "Its value is 9. c1 made it.", "c1 puts it into jobs in line 9.")
	u.press("esc", "enter")
	u.enters("why #3")
	u.sees("c1 has it.", "c1 removes it from jobs in line 12")
	u.press("esc", "enter")
	u.sees("urgent = #3 dropped", "piece = 1 given back")
	u.enters("clear jobs")
	u.sees("You clear jobs: its 2 items", "0 of 3")
	u.enters("why #2")
	u.sees("It is gone: whoever looks into it now breaks a rule.", "You clear jobs: it is dropped.")
	u.press("esc", "enter")
	u.sees("looks at position 1 of jobs,")
}
