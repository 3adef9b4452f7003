package program

// Ending says how a run ended, and of what kind a finding of a search is.
type Ending uint8

// The endings.
const (
	NotEnded Ending = iota
	EndDone
	EndDeadlock
	EndStuck
	EndViolation
	EndLostItem
	EndLeak
	EndNoYield
	Reached // a search came to what it was to reach; no run ends so
	// What never happens on a run without an end, though everyone who is ready gets his turn; no run ends so either.
	Livelock   // nobody gets on, and all run
	LeftAsleep // nobody gets on, and somebody sleeps for ever beside those who run
	Starvation // somebody does not get on, though others may
)

var endings = [...]string{"", "done", "deadlock", "stuck", "violation", "lost-item", "leak", "no-yield", "reached",
	"livelock", "left-asleep", "starvation"}

// String returns the ending's name in JSON and in a scene's expect.
func (k Ending) String() string {
	if int(k) < len(endings) {
		return endings[k]
	}
	return ""
}

// Because returns the reason of an ending with its kind before it: somebody waits, and that alone does not say
// whether it is a deadlock. So it is with what never happens. Every other kind is in its reason's words.
func (k Ending) Because(reason string) string {
	if k == EndDeadlock || k == EndStuck || k > Reached {
		return k.String() + ": " + reason
	}
	return reason
}

// Expect is what a scene says that check finds.
type Expect struct {
	Given bool
	Kind  Ending // of what goes wrong; NotEnded: it holds
}

// ToHold is what a scene expects in which nothing goes wrong.
func ToHold() Expect { return Expect{Given: true} }

// ToFail is what a scene expects in which something of a kind goes wrong.
func ToFail(kind Ending) Expect { return Expect{Given: true, Kind: kind} }

// Fails reports whether something is expected to go wrong.
func (x Expect) Fails() bool { return x.Given && x.Kind != NotEnded }

// String returns it as a scene writes it: holds, or the kind of what goes wrong; "" where nothing is said.
func (x Expect) String() string {
	if x.Given && x.Kind == NotEnded {
		return "holds"
	}
	return x.Kind.String()
}

// expectations are all that a scene's expect may say.
func expectations() []Expect {
	all := []Expect{ToHold()}
	for kind := EndDeadlock; kind <= EndNoYield; kind++ {
		all = append(all, ToFail(kind))
	}
	return append(all, ToFail(Livelock), ToFail(LeftAsleep), ToFail(Starvation))
}

// ExpectByName reads what a scene's expect says; Verdicts lists what that may be.
func ExpectByName(text string) (x Expect, ok bool) {
	for _, x := range expectations() {
		if x.String() == text {
			return x, true
		}
	}
	return Expect{}, false
}

// Verdicts returns what a scene's `expect` may say. The caller may keep the slice.
func Verdicts() (names []string) {
	for _, x := range expectations() {
		names = append(names, x.String())
	}
	return names
}
