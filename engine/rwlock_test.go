package engine_test

import "strings"

// twoAndTwo has one who reads, behind it a writer, a reader, a writer and a reader, who note in n who goes on.
const twoAndTwo = `
var (
	rw rwlock
	n  int
)
func holder() { rlock(rw); yield(); runlock(rw) }
func one()    { lock(rw); n = n*10 + 1; unlock(rw) }
func two()    { rlock(rw); n = n*10 + 2; runlock(rw) }
func three()  { lock(rw); n = n*10 + 3; unlock(rw) }
func four()   { rlock(rw); n = n*10 + 4; runlock(rw) }
func main()   { spawn(holder); spawn(one); spawn(two); spawn(three); spawn(four) }
`

// takesAgain has one who writes, gives the lock back and takes it again in the same pass, while another waits.
const takesAgain = `
var (
	rw rwlock
	n  int
)
func thief() { lock(rw); yield(); unlock(rw); lock(rw); n = n*10 + 9; unlock(rw) }
func one()   { VERB(rw); n = n*10 + 1; UNVERB(rw) }
func main()  { spawn(thief); spawn(one) }
`

// givesUp has a reader, a writer with a deadline, and a reader behind both.
const givesUp = `
var (
	rw rwlock
	n  int
)
func long()   { rlock(rw); sleep(9); n = n*10 + 9; runlock(rw) }
func writer() { if lockWithin(rw, 2) == timedout { n = n*10 + 8 } else { n = n*10 + 1; unlock(rw) } }
func late()   { rlock(rw); n = n*10 + 2; runlock(rw) }
func main()   { spawn(long); spawn(writer); spawn(late) }
`

// notMine has one who gives back what it does not hold.
const notMine = `
var (
	rw rwlock
	n  int
)
func one() {
	if unlock(rw) == error { n = n*10 + 1 }
	if runlock(rw) == error { n = n*10 + 2 }
	rlock(rw)
	if unlock(rw) == error { n = n*10 + 3 }
	if trylock(rw) == busy { n = n*10 + 4 }
	if tryRlock(rw) == ok { n = n*10 + 5; runlock(rw) }
	runlock(rw)
	lock(rw)
	if runlock(rw) == error { n = n*10 + 6 }
	if tryRlock(rw) == busy { n = n*10 + 7 }
	unlock(rw)
}
func main() { spawn(one) }
`

// rwCases are about locks of readers and writers.
func rwCases() []ruleCase {
	writers, fifo, barging := `prefer = "writers"`, `prefer = "fifo"`, `unlock = "barging"`
	again := func(verb, back string) string {
		return strings.NewReplacer("UNVERB", back, "VERB", verb).Replace(takesAgain)
	}
	return []ruleCase{
		{"readers join readers", "", twoAndTwo, "", "n=2413 done"},
		{"writers come first", writers, twoAndTwo, "", "n=1324 done"},
		{"in the order of coming", fifo, twoAndTwo, "", "n=1234 done"},
		{"the writer that came last", `wake_order = "lifo"`, twoAndTwo, "", "n=2431 done"},
		{"in the order of coming nobody picks", fifo + "\nwake_order = \"lifo\"", twoAndTwo, "", "n=1234 done"},
		{"the array scheduler", `policy = "roundrobin"`, twoAndTwo, "", "n=2413 done"},
		{"the array scheduler, writers first", writers + "\npolicy = \"roundrobin\"", twoAndTwo, "", "n=1342 done"},
		{"nanoos has no word in it", `rules = "nanoos"`, twoAndTwo, "", "n=2413 done"},
		{"barging, woken in order", barging, twoAndTwo, "", "n=2413 done"},
		{"barging, writers first", writers + "\n" + barging, twoAndTwo, "", "n=1324 done"},
		{"a switch lets on whom it is for", writers, twoAndTwo, "pass 5\nrule prefer readers", "n=2413 done"},
		{"a switch from barging in mid-run", writers + "\n" + barging, twoAndTwo, "pass 6\nrule unlock reserve",
			"n=1324 done"},
		{"who waits is given it", "", again("lock", "unlock"), "", "n=19 done"},
		{"also to read", "", again("rlock", "runlock"), "", "n=19 done"},
		{"but not under barging", barging, again("lock", "unlock"), "", "n=91 done"},
		{"a writer that gives up lets readers on", writers, givesUp, "", "n=289 done"},
		{"and under barging", writers + "\n" + barging, givesUp, "", "n=289 done"},
		{"a writer that is killed does", writers, givesUp, "pass 3\nkill w1", "n=29 done"},
		{"a reader that is killed gives it back", "", twoAndTwo, "pass 2\nkill h1", "n=1243 done"},
		{"or does not", `kill = "keeps"`, twoAndTwo, "pass 2\nkill h1", "n=24 stuck"},
		{"one that was given it gives it on", "", again("lock", "unlock"), "pass 3\nkill o1", "n=9 done"},
		{"to give back what one has not", "", notMine, "", "n=0 violation"},
		{"or to be told", `misuse = "error"`, notMine, "", "n=1234567 done"},
	}
}
