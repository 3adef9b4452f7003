package engine

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
)

// Place says where a coroutine is. The scheduler has four queues; RUNNING is the CPU and holds at most one.
type Place uint8

// The places.
const (
	Free Place = iota
	Ready
	Running
	Waiting
	TimedWaiting
	places
)

// String returns the place's name as the screen shows it.
func (p Place) String() string {
	return [...]string{"FREE", "READY", "RUNNING", "WAITING", "TIMED-WAITING", "?"}[min(p, places)]
}

// Key returns the place's name in JSON: free, ready, running, waiting, timed.
func (p Place) Key() string {
	return [...]string{"free", "ready", "running", "waiting", "timed", "?"}[min(p, places)]
}

// flag is one bit of what a coroutine carries besides its wait.
type flag uint16

const (
	daemon    flag = 1 << iota // may wait for ever
	granted                    // handoff gave it the mutex while it was blocked
	listWake                   // was woken since it queued itself on a wait list
	forced                     // result was decided from outside; it is not tested again
	orphan                     // finished, but filed on a waiting queue by the value it returned
	resumed                    // already said once that it blocks on this wait (round robin, retests)
	handling                   // runs its handler of process signals
	signalled                  // a signal chose it, and it is not back from its wait (killed_signal = "passed")
	stale                      // its entry on a wait list has outlived its sleep, or itself (list_entry = "stays")
	spins                      // has tried the spinlock at its pc in vain, and it may be for good
	handler                    // runs when its interrupt comes, and never else
	zombie                     // was killed, and is on READY until its turn (killed = "ready")
	cutOff                     // its quantum was over in the last pass: its run may go on (levels = "rounds")
	goesOn                     // and does in the next
)

// coroutine is the hot part of a process slot: one cache line.
type coroutine struct {
	pc       int32
	fn       int32 // index in Program.Funcs, -1 on FREE
	num      int32 // running number for its function's letter
	name     int32 // index in Program.Names, -1: letter and number
	gen      int32 // how often the slot was used; a handle with another one is stale
	obj      int32 // what it waits on, an index among its class
	was      int32 // the op that it did last, -1 none; for the eye
	wait     Blocker
	result   program.Result // of its wait, once decided
	flags    flag
	spinning uint8 // spinlocks held
	heard    int32 // the condition whose signal chose it, while signalled
	deadline int64 // NoDeadline
	since    int64
	count    int64 // passes of computing left
}

// life is the cold part of a process slot.
type life struct {
	runs, spins    int64
	before, behind int32 // slot + 1 of the neighbours in a lock queue that has forgotten it; 0 none
}

func (c *coroutine) has(f flag) bool { return c.flags&f != 0 }

// slotBits is how many bits of a handle name the slot; the rest is the slot's generation.
const slotBits = 20

// maxSlots is the largest number of process slots a machine can have.
const maxSlots = 1<<slotBits - 1

// handle returns the value by which a scene names the coroutine in slot s.
func (e *Engine) handle(s int32) int64 {
	return int64(s+1) | int64(e.cors[s].gen)<<slotBits
}

// SlotOf splits the handle by which a scene names a coroutine: into its slot, -1 for nobody, and the Uses of
// the slot by then.
func SlotOf(handle int64) (slot int, use int64) {
	return int(handle&(1<<slotBits-1)) - 1, handle >> slotBits
}

// live returns the slot of a handle, or -1 when that coroutine has ended.
func (e *Engine) live(h int64) int32 {
	if s := e.keeps(h); s >= 0 && !e.cors[s].has(zombie) {
		return s
	}
	return -1
}

// keeps returns the slot of a handle as long as its coroutine has it, as a zombie still does, or -1.
func (e *Engine) keeps(h int64) int32 {
	s := int32(h&(1<<slotBits-1)) - 1
	if s < 0 || int(s) >= len(e.cors) || h>>slotBits != int64(e.cors[s].gen) || e.cors[s].fn < 0 {
		return -1
	}
	return s
}

// target returns the slot of the live coroutine that an op of s means, by its handle or by its given name; -1 when
// there is none.
func (e *Engine) target(s int32, op *program.Op) int32 {
	if op.X >= 0 {
		return e.live(e.value(op.X, s))
	}
	return e.named(op.B)
}

// absence says why target found nobody.
func (e *Engine) absence(s int32, op *program.Op) Reason {
	if op.X >= 0 && e.value(op.X, s) == 0 {
		return IsNil
	}
	return NoSuch
}

// named returns the slot of the live coroutine with a given name, an index in Program.Names, of several the one
// with the lowest number; -1 when there is none. O(slots).
func (e *Engine) named(name int32) int32 {
	found := int32(-1)
	for s := range e.cors {
		if c := &e.cors[s]; c.fn >= 0 && c.name == name && !c.has(zombie) &&
			(found < 0 || c.num < e.cors[found].num) {
			found = int32(s)
		}
	}
	return found
}

// Name returns the name of the coroutine in a slot, or the slot's own (s4) when it is free.
func (e *Engine) Name(slot int) string {
	if slot < 0 || slot >= len(e.cors) {
		return "?"
	}
	c := &e.cors[slot]
	if c.fn < 0 {
		return "s" + strconv.Itoa(slot+1)
	}
	return e.prog.CoroutineName(c.fn, c.num, c.name)
}

// isCalled reports whether a slot's name is that one, without making it.
func (e *Engine) isCalled(s int32, name string) bool {
	c := &e.cors[s]
	switch {
	case c.fn < 0:
		return isNumbered(name, "s", int64(s)+1)
	case c.name >= 0 && c.num <= 1:
		return name == e.prog.Names[c.name]
	case c.name >= 0:
		return isNumbered(name, e.prog.Names[c.name], int64(c.num))
	}
	return isNumbered(name, e.prog.Funcs[c.fn].Letter, int64(c.num))
}

// isNumbered reports whether a name is a word and a number.
func isNumbered(name, word string, n int64) bool {
	if len(name) <= len(word) || name[:len(word)] != word {
		return false
	}
	for i := len(name) - 1; i >= len(word); i-- {
		if name[i] != byte('0'+n%10) || n == 0 && len(name)-len(word) > 1 {
			return false
		}
		n /= 10
	}
	return n == 0
}

// SpawnedName returns the name of the coroutine that a Spawned event tells of.
func SpawnedName(p *program.Program, ev Event) string {
	return p.CoroutineName(int32(ev.Object), ev.Arg, int32(ev.PC)-1)
}

// Lookup finds the slot of a live coroutine by its name, or a slot by s and its number counted from 1. O(slots).
func (e *Engine) Lookup(who string) (slot int, ok bool) {
	for s := range e.cors {
		if e.cors[s].fn >= 0 && e.Name(s) == who {
			return s, true
		}
	}
	if len(who) > 1 && who[0] == 's' {
		if n, err := strconv.Atoi(who[1:]); err == nil && n >= 1 && n <= len(e.cors) {
			return n - 1, true
		}
	}
	return -1, false
}

// number returns the next running number for a function's letter. Functions that share a letter share the numbers.
// What a live coroutine was named by the scene is left out.
func (e *Engine) number(fn int32) int32 {
	letter := e.prog.Funcs[fn].Letter
	for i := range e.prog.Funcs {
		if e.prog.Funcs[i].Letter != letter {
			continue
		}
		for e.numbers[i]++; e.given(letter, e.numbers[i]); {
			e.numbers[i]++
		}
		return e.numbers[i]
	}
	return 0
}

// given reports whether the scene gave a live coroutine a name that reads like a letter and a running number.
func (e *Engine) given(letter string, num int32) bool {
	if len(e.prog.Names) == 0 {
		return false
	}
	text := letter + strconv.Itoa(int(num))
	for i, name := range e.prog.Names {
		if name == text {
			return e.named(int32(i)) >= 0
		}
	}
	return false
}

// bearer returns the number of the next coroutine with a given name: 1, or one more than a live one has. O(slots).
func (e *Engine) bearer(name int32) int32 {
	most := int32(0)
	for s := range e.cors {
		if c := &e.cors[s]; c.fn >= 0 && c.name == name {
			most = max(most, c.num)
		}
	}
	return most + 1
}

// startOf finds what a command means to start: worker, or worker(2,forks[1]) with what its parameters stand for.
// Without them it begins as Program.Usual says.
func (e *Engine) startOf(text string) (fn int32, given arguments, wrong *CommandError) {
	name, inside, called := strings.Cut(text, "(")
	first := -1
	var known []string
	for i := range e.prog.Funcs {
		if f := &e.prog.Funcs[i]; f.Spawnable {
			known = append(known, f.Params(e.prog))
			if f.Name == name {
				first = i
			}
		}
	}
	for i := range e.prog.Funcs {
		if f := &e.prog.Funcs[i]; first < 0 && f.Name == name && name != "main" && name != "script" {
			return 0, given, cannot(fmt.Sprintf("no spawn of the scene starts %s with arguments", name),
				"write one, or spawn "+strings.Join(known, " "))
		}
	}
	if first < 0 {
		return 0, given, cannot(fmt.Sprintf("there is no function %q to spawn", name),
			"there are "+strings.Join(known, " "))
	}
	f := &e.prog.Funcs[first]
	if !called {
		copy(given[:], e.prog.Usual(first))
		return int32(first), given, nil
	}
	form := "it is " + f.Params(e.prog)
	inside, closed := strings.CutSuffix(inside, ")")
	var args []string
	if inside != "" {
		args = strings.Split(inside, ",")
	}
	if !closed || len(args) != len(f.Given) {
		return 0, given, cannot(fmt.Sprintf("%s takes %s", name, program.Plural(int64(len(f.Given)), "argument")), form)
	}
	for i := range e.prog.Funcs {
		if f := &e.prog.Funcs[i]; f.Name == name && (i == first || f.Variant) {
			if given, bad := e.argumentsOf(f, args); bad < 0 {
				return int32(i), given, nil
			} else if f.Given[bad].Object < 0 {
				return 0, given, cannot(fmt.Sprintf("%q is no %s", args[bad], f.Locals[f.Given[bad].Local].Type), form)
			}
		}
	}
	return 0, given, cannot(fmt.Sprintf("no spawn of the scene starts %s with these objects", name), e.starts(name))
}

// argumentsOf reads arguments for a function, and gives the first that does not fit it, or -1.
func (e *Engine) argumentsOf(f *program.Func, args []string) (given arguments, bad int) {
	n := 0
	for i, text := range args {
		g := &f.Given[i]
		if g.Ref {
			text = strings.TrimPrefix(text, "&")
		}
		switch {
		case g.Object >= 0 && g.Index < 0:
			if e.prog.GivenName(g) != text {
				return given, i
			}
			continue
		case g.Object >= 0:
			at := e.elementNamed(g.Object, text)
			if at < 0 {
				return given, i
			}
			given[n] = int64(at)
		default:
			v, ok := f.Locals[g.Local].Type.Argument(text, e.handleOf)
			if !ok {
				return given, i
			}
			given[n] = v
		}
		n++
	}
	return given, -1
}

// elementNamed returns which element of the array that begins with an object has a name, or -1.
func (e *Engine) elementNamed(first int, name string) int {
	array, _, _ := e.prog.ArrayOf(first)
	if array < 0 {
		return -1
	}
	for i := range e.prog.Arrays[array].Count {
		if e.prog.Objects[first+i].Name == name {
			return i
		}
	}
	return -1
}

// handleOf returns the handle of the live coroutine of a name.
func (e *Engine) handleOf(name string) (int64, bool) {
	s, ok := e.Lookup(name)
	if !ok || e.cors[s].fn < 0 {
		return 0, false
	}
	return e.handle(int32(s)), true
}

// starts lists with which objects the scene starts a function.
func (e *Engine) starts(name string) string {
	var all []string
	for i := range e.prog.Funcs {
		if f := &e.prog.Funcs[i]; f.Name == name && (f.Spawnable || f.Variant) {
			all = append(all, e.prog.Started(i, e.prog.Usual(i), e.handleName))
		}
	}
	return "such as " + strings.Join(all, " ")
}

// tight takes the blanks out of brackets, so that a function with what it is given is one word: worker(2,forks[1]).
func tight(text string) string {
	if !strings.Contains(text, "(") {
		return text
	}
	var b strings.Builder
	depth := 0
	for _, r := range text {
		switch r {
		case '(':
			depth++
			before := strings.TrimRight(b.String(), " \t")
			b.Reset()
			b.WriteString(before)
		case ')':
			depth--
		}
		if depth <= 0 || r != ' ' && r != '\t' {
			b.WriteRune(r)
		}
	}
	return b.String()
}
