package ui

import "testing"

// TestChannelsAtThePrompt: a value is sent, received and taken back at the prompt, which completes names and values.
func TestChannelsAtThePrompt(t *testing.T) {
	u := sitDown(t, `package x
var (
	nums = make(chan int, 2)
	yes  = make(chan bool, 1)
	l    rwlock
)
func taker() {
	for v := range nums {
		assert(v == 4, "four")
	}
}
func idle() {
	for {
		yield()
	}
}
func main() {
	spawn(taker)
	spawn(idle)
}
`)
	u.press("enter", ":")
	u.types("send ")
	u.sees("nums", "yes")
	u.types("yes ")
	u.sees("true", "false")
	u.press("esc")
	u.enters("send yes true")
	u.sees("✓ You send true into yes", "yes chan bool, at 1 of 1")
	u.press("u")
	u.sees("yes chan bool, at 0 of 1")
	u.enters("send nums 4")
	u.sees("t1 moves from WAITING to READY")
	u.enters("release l")
	u.sees("only who holds it gives it back: run that one")
	u.enters("close nums")
	u.sees("You close nums.")
	u.press("enter", "enter", "enter", "enter")
	u.sees("t1 finds nums closed, and receives")
}
