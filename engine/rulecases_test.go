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
		{"a signaller that holds its monitor twice cannot hand it over", `monitor = "hoare"`, twiceDeep, "", "n=0 violation"},
		{"or is told so, and wakes nobody", "monitor = \"hoare\"\nmisuse = \"error\"", twiceDeep, "", "n=59 done"},
		{"or its signal is an ordinary one", "monitor = \"hoare\"\nhoare_signal = \"mesa\"", twiceDeep, "", "n=91 done"},
		{"without Hoare it is one anyway", "", twiceDeep, "", "n=91 done"},
		{"a signaller with a spinlock would sleep with it", `monitor = "hoare"`, withSpinlock, "", "n=0 violation"},
		{"whatever becomes of misuse", "monitor = \"hoare\"\nmisuse = \"error\"", withSpinlock, "", "n=0 violation"},
		{"but not with an ordinary signal", "monitor = \"hoare\"\nhoare_signal = \"mesa\"", withSpinlock, "", "n=91 done"},
		{"a switch in mid-run", `monitor = "hoare"`, twiceDeep, "pass 1\nrule hoare_signal mesa", "n=91 done"},
	}
}
