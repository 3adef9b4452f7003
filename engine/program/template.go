package program

// Template returns the commented scene that `quartet new` writes: a bounded buffer, with what to change first.
func Template() string { return template }

const template = `// Producers and consumers share a queue of two items. Nobody is lost and nobody waits for ever:
// check proves it for every schedule. Break it, and see what it finds.
package my_scene

const (
	slots  = 6          // process slots: spawn fails when FREE is empty
	rules  = "textbook" // or "nanoos": what the kernel of the four queues really does
	seed   = 1          // draws the durations: the same seed gives the same run
	expect = "holds"    // what check finds; try "deadlock", "stuck" or "violation" once you broke it
	goal   = "Change one line so that check fails, and say why before you look."
)

var (
	m        mutex      // one coroutine at a time; mutex(recursive), mutex(timed) and spinlock exist too
	notEmpty cond       // consumers wait here; its signal queue is FIFO
	notFull  cond       // producers wait here
	work     = queue(2) // the items; stack(2) would hand out the newest first
	made     counter    // a statistic: shown, never tested
)

func producer() {
	for {
		compute(1, 3) // works for 1 to 3 passes, each of which ends with a yield
		lock(m)
		for len(work) == cap(work) { // for, not if: look again after every wait
			wait(notFull, m) // releases m, sleeps, and takes m again
		}
		put(work)
		made++
		signal(notEmpty) // wakes the front of notEmpty's signal queue, if there is one
		unlock(m)
	}
}

func consumer() {
	for {
		lock(m)
		for len(work) == 0 {
			wait(notEmpty, m)
		}
		take(work)
		signal(notFull)
		unlock(m)
		sleep(2, 4) // waits on TIMED-WAITING for 2 to 4 ticks
	}
}

// main is the boot: it runs before the first pass and takes no time.
func main() {
	spawn(producer, 2)
	spawn(consumer)
	invariant("never more items than fit", len(work) <= cap(work))
}

// script lets the scene act by itself: uncomment it to see a third producer come.
//
//	func script() {
//		at(20, "spawn producer")
//	}

// What the page of the scene says, with I on the screen and by quartet about. All of it may be left out. A line of
// try is keys to press from the boot, a colon, and what there is to see; breaks names beliefs that the scene shows to
// be wrong, "M1" to "M12"; idea says where it is from; cure names a scene of the shelf in which the same goes right.
const (
	try = ` + "`" + `
		n*5: who waits, and for what?
		a: ask every schedule whether this can go wrong
	` + "`" + `
	expectOp = "holds"                // what check finds where everybody may be interrupted anywhere
	next     = "if-instead-of-a-loop" // what to see after this one
)
`
