package engine_test

// twiceDeep has a signaller that holds its monitor's mutex twice.
const twiceDeep = `
var (
	m = mutex(recursive)
	c cond
	n int
)
func one()   { lock(m); wait(c, m); n = n*10 + 1; unlock(m) }
func giver() { lock(m); lock(m); if signal(c) == error { n = 5 }; n = n*10 + 9; unlock(m); unlock(m) }
func main()  { daemon(one); spawn(giver) }
`

// withSpinlock has a signaller that holds a spinlock beside its monitor.
const withSpinlock = `
var (
	m mutex
	s spinlock
	c cond
	n int
)
func one()   { lock(m); wait(c, m); n = n*10 + 1; unlock(m) }
func giver() { lock(m); lock(s); if signal(c) == error { n = 5 }; n = n*10 + 9; unlock(s); unlock(m) }
func main()  { daemon(one); spawn(giver) }
`

// hoareCases are about signals under Hoare's rule that cannot hand the monitor over.
func hoareCases() []ruleCase {
	return []ruleCase{
		{"a signaller that holds its monitor twice cannot hand it over", `monitor = "hoare"`, twiceDeep, "",
			"n=0 violation"},
		{"or is told so, and wakes nobody", "monitor = \"hoare\"\nmisuse = \"error\"", twiceDeep, "", "n=59 done"},
		{"or its signal is an ordinary one", "monitor = \"hoare\"\nhoare_signal = \"mesa\"", twiceDeep, "",
			"n=91 done"},
		{"without Hoare it is one anyway", "", twiceDeep, "", "n=91 done"},
		{"a signaller with a spinlock would sleep with it", `monitor = "hoare"`, withSpinlock, "", "n=0 violation"},
		{"whatever becomes of misuse", "monitor = \"hoare\"\nmisuse = \"error\"", withSpinlock, "", "n=0 violation"},
		{"but not with an ordinary signal", "monitor = \"hoare\"\nhoare_signal = \"mesa\"", withSpinlock, "",
			"n=91 done"},
		{"a switch in mid-run", `monitor = "hoare"`, twiceDeep, "pass 1\nrule hoare_signal mesa", "n=91 done"},
	}
}

// cancelled has one who is signalled, and killed by the acts before it runs; late waits when that is over.
const cancelled = `
var (
	m mutex
	c cond
	n int
)
func one()   { lock(m); wait(c, m); n = n*10 + 1; unlock(m) }
func giver() { yield(); signal(c) }
func late()  { sleep(9); lock(m); wait(c, m); n = n*10 + 2; unlock(m) }
func main()  { spawn(one); spawn(giver); spawn(late) }
`

// posixCases are about kills that leave queues whole, and signals of those who are killed.
func posixCases() []ruleCase {
	queue := `
var (
	m mutex
	n int
)
func keeper() { lock(m); yield(); yield(); unlock(m) }
func one()    { lock(m); n = n*10 + 1; unlock(m) }
func two()    { lock(m); n = n*10 + 2; unlock(m) }
func trier()  { if trylock(m) == busy { n = n*10 + 7 } }
func main()   { spawn(keeper); spawn(one); spawn(two) }
`
	giver := waitersAndGiver + "\nfunc giver() { sleep(5); signal(c) }\n"
	toAll := waitersAndGiver + "\nfunc giver() { sleep(5); broadcast(c) }\n"
	return []ruleCase{
		{"a killed waiter leaves a whole lock queue", `kill = "keeps"`, queue, "pass 4\nkill o1", "n=2 done"},
		{"a kill that leaves drops the queue with its head", `kill = "leaves"`, queue, "pass 4\nkill o1", "n=0 stuck"},
		{"a killed waiter that the mutex was kept for passes it on", `kill = "keeps"`, queue,
			"pass 5\nkill o1", "n=2 done"},
		{"a killed owner keeps its mutex", `kill = "keeps"`, queue, "pass 4\nkill k1\nspawn trier", "n=7 stuck"},
		{"also against the next in its slot", "kill = \"keeps\"\nslots = 3", queue,
			"pass 4\nkill k1\nspawn trier", "n=7 stuck"},
		{"a switch in mid-run to a kill that keeps", "", queue, "pass 4\nrule kill keeps\nkill k1", "n=0 stuck"},
		{"a kill eats the signal of its victim", "", giver, "pass 6\nkill o1", "n=0 stuck"},
		{"a signal is passed on", `killed_signal = "passed"`, giver, "pass 6\nkill o1", "n=2 stuck"},
		{"as wake_order says", "killed_signal = \"passed\"\nwake_order = \"lifo\"", giver, "pass 6\nkill t2",
			"n=2 stuck"},
		{"and on", `killed_signal = "passed"`, giver, "pass 6\nkill o1\nkill t1", "n=3 done"},
		{"one that the waiter looks for itself", "killed_signal = \"passed\"\nwoken = \"run\"", giver,
			"pass 6\nkill o1", "n=2 stuck"},
		{"not of one that was not signalled", `killed_signal = "passed"`, giver, "pass 4\nkill o1", "n=2 stuck"},
		{"nor of another", "killed_signal = \"passed\"\nwoken = \"run\"", giver, "pass 6\nkill t1", "n=1 stuck"},
		{"nor a broadcast, which all have heard", `killed_signal = "passed"`, toAll, "pass 6\nkill o1", "n=23 done"},
		{"nor for no reason", `killed_signal = "passed"`, giver, "pass 3\nwake o1\nkill o1", "n=2 stuck"},
		{"with nobody to pass it to it is lost", `killed_signal = "passed"`, cancelled, "pass 4\nkill o1", "n=0 stuck"},
		{"or kept", "killed_signal = \"passed\"\nsignal = \"stored\"", cancelled, "pass 4\nkill o1", "n=2 done"},
		{"also where the waiter looks for itself", "killed_signal = \"passed\"\nwoken = \"run\"", cancelled,
			"pass 4\nkill o1", "n=0 stuck"},
		{"a switch in mid-run to signals that are passed", "", giver,
			"pass 3\nrule killed_signal passed\npass 3\nkill o1", "n=2 stuck"},
	}
}

// entryCases are about entries of a wait list whose coroutine goes on by itself, or ends.
func entryCases() []ruleCase {
	early := `
var (
	w waitq
	n int
)
func early() { addToWaitq(w) }
func late()  { park(w); n = n + 10 }
func waker() { sleep(9); n = n + wakeup(w) }
func main()  { spawn(early); daemon(late); spawn(waker) }
`
	sleeper := `
var (
	w waitq
	v waitq
	n int
)
func first()  { park(w); n = n + 1; park(v) }
func second() { park(w); n = n + 10 }
func waker()  { sleep(9); wakeup(w); n = n + 100*waiters(w) }
func main()   { daemon(first); daemon(second); spawn(waker) }
`
	again := `
var (
	w waitq
	n int
)
func first()  { park(w); n = n + 1; park(w); n = n + 3 }
func second() { park(w); n = n + 10 }
func waker()  { sleep(9); wakeup(w); n = n + 100*waiters(w) }
func main()   { daemon(first); daemon(second); spawn(waker) }
`
	return []ruleCase{
		{"who ends leaves its wait list", "", early, "", "n=11 done"},
		{"or its entry stays, and a wakeup is spent on it", `list_entry = "stays"`, early, "", "n=1 done"},
		{"the next in its slot begins with an entry of its own", "list_entry = \"stays\"\nslots = 3", early,
			"pass 1\nspawn early\npass 1", "n=11 done"},
		{"a kill leaves the entry as well", `list_entry = "stays"`, sleeper, "pass 3\nkill f1", "n=100 done"},
		{"or takes it with it", "", sleeper, "pass 3\nkill f1", "n=10 done"},
		{"who is woken for no reason leaves its wait list", "", sleeper, "pass 3\nwake f1\npass 1", "n=11 done"},
		{"or is in its own way on another", `list_entry = "stays"`, sleeper, "pass 3\nwake f1\npass 1",
			"n=1 violation"},
		{"but not on the same, where it keeps its place", `list_entry = "stays"`, again,
			"pass 3\nwake f1\npass 1", "n=104 done"},
		{"a deadline that is reached leaves the entry too", `list_entry = "stays"`, again,
			"pass 3\ntimeout f1\nkill f1", "n=100 done"},
		{"a switch takes no entry off", `list_entry = "stays"`, early, "pass 1\nrule list_entry leaves", "n=1 done"},
		{"and puts none back", "", early, "pass 1\nrule list_entry stays", "n=11 done"},
	}
}

// inverted has one of three levels who holds what the highest wants, and one between them.
const inverted = `
var (
	m mutex
	n int
)
func low()    { lock(m); yield(); yield(); yield(); unlock(m); n = n*10 + 1 }
func middle() { sleep(2); yield(); n = n*10 + 2 }
func high()   { sleep(2); lock(m); n = n*10 + 3; unlock(m) }
func main()   { spawn(low); priority(middle, 1); spawn(middle); priority(high, 2); spawn(high) }
`

// inheritCases are about who runs while the highest waits for the lowest.
func inheritCases() []ruleCase {
	return []ruleCase{
		{"the middle one keeps the highest waiting", `policy = "priority"`, inverted, "", "n=213 done"},
		{"and does not where the lowest runs at the level of the highest",
			"policy = \"priority\"\ninherit = \"inheritance\"", inverted, "", "n=132 done"},
		{"a switch in mid-run", `policy = "priority"`, inverted, "pass 5\nrule inherit inheritance", "n=132 done"},
	}
}

// turns has two who are always ready, one of a high level, and one that is so now and then.
const turns = `
var n int
func high()   { for i := 0; i < 4; i++ { n = n*10 + 1; yield() } }
func low()    { for i := 0; i < 2; i++ { n = n*10 + 2; yield() } }
func middle() { sleep(2); n = n*10 + 3 }
func main()   { priority(high, 2); spawn(high, 2); spawn(low); priority(middle, 1); spawn(middle) }
`

// laterCases are about rules that NanoOs got in 2026: levels that take turns, users who are interrupted, and those who
// are killed and go to READY once more.
func laterCases() []ruleCase {
	timed := `
var n int
func a()    { n = n*10 + 1; n = n*10 + 2 }
func b()    { n = n*10 + 3; n = n*10 + 4 }
func main() { spawn(a); priority(b, 1); spawn(b) }
`
	dead := `
var (
	m mutex
	n int
)
func holder() { lock(m); yield(); yield(); kill("B"); spawn(tenant); yield(); spawn(tenant); yield(); unlock(m) }
func waiter() { lock(m); n = 1000; unlock(m) }
func tenant() { n = n*10 + 7 }
func main()   { spawn(holder); spawn(waiter, "B") }
`
	twice := `
var (
	m   mutex
	who coroutine
	n   int
)
func holder() { lock(m); yield(); kill("B"); if kill("B") == error { n = n + 10 }; n = n + waiters(m); unlock(m) }
func waiter() { lock(m); n = 1000; unlock(m) }
func joins()  { join(who); n = n + 100 }
func main()   { spawn(holder); who = spawn(waiter, "B"); spawn(joins) }
`
	const forUsers = "policy = \"preemptive\"\nquantum = 2\npreempt = \"users\""
	return []ruleCase{
		{"the highest level runs until it sleeps or ends", `policy = "priority"`, turns, "", "n=11111111223 done"},
		{"levels take turns", "policy = \"priority\"\nlevels = \"rounds\"", turns, "", "n=11211321111 done"},
		{"a switch begins with the highest level", `policy = "priority"`, turns,
			"pass 3\nrule levels rounds", "n=11111211321 done"},
		{"and one back leaves no turn behind", "policy = \"priority\"\nlevels = \"rounds\"", turns,
			"pass 3\nrule levels strict", "n=11111111322 done"},
		{"a priority counts for nothing without levels", `levels = "rounds"`, turns, "", "n=11211211311 done"},
		{"a quantum interrupts everybody", "policy = \"preemptive\"\nquantum = 2", timed, "", "n=1324 done"},
		{"or users only", forUsers, timed, "", "n=1342 done"},
		{"who gets a priority in mid-run is interrupted no more", forUsers, timed,
			"pass 1\npriority a1 1\npriority b1 0", "n=1324 done"},
		{"and is where he has none again", forUsers, timed,
			"priority a1 1\npriority b1 0", "n=1234 done"},
		{"who is killed leaves a slot at once", "slots = 2", dead, "", "n=77 done"},
		{"or at his next turn", "slots = 2\nkilled = \"ready\"", dead, "", "n=7 done"},
		{"a switch in mid-run", "slots = 2\nkilled = \"ready\"", dead, "pass 4\nrule killed free", "n=7 done"},
		{"his end is known at once", "", twice, "", "n=110 done"},
		{"also where his slot is not free yet", `killed = "ready"`, twice, "", "n=110 done"},
	}
}
