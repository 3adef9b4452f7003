package engine

import (
	"encoding/binary"
	"math"
	"slices"

	"github.com/quartet-os/quartet/engine/program"
)

// keying is what stands in a key of the machine's state, worked out once for a scene under its rules. It is
// never changed once made, so that forks share it.
type keying struct {
	prog    *program.Program
	classes *program.Classes
	rules   program.Rules
	policy  program.Policy
	types   [][]program.Type // of locals, by function

	settles        bool // ops that nobody else can notice are done ahead
	yields         bool // so are yields, and coming back from a sleep: any op may follow any other
	returns        bool // so is leaving a wait list for no reason, which then belongs to that wakeup
	timed          bool // deadlines and the clock are state
	clock          bool // so is the time itself
	spawns         bool // so is the order of FREE
	heirs          bool // somebody is, or may come to be, in the slot of an owner that has ended
	pends          bool // requests may wait for the end of a pass
	named          bool // so are names
	tracksItems    bool // items and memory are state, and so is when a variable forgets them
	kills          bool // coroutines may be killed
	keepsForgotten bool // so are lock queues that a kill made a mutex forget
	script         bool // so are rules and policy: commands are still to come
	anyone         bool // a wake picks anyone: wait queues of conditions and wait lists have no order
	agenda         []Command
	nameless       bool // slots are interchangeable
}

// newKeying looks at what can still happen. free says that ops count for nothing but their effect: any
// coroutine may do the next one.
func newKeying(e *Engine, free, unmerged bool) *keying {
	p := e.prog
	k := &keying{prog: p, rules: e.rules, policy: e.policy, agenda: slices.Clone(e.agenda), script: len(e.agenda) > 0}
	k.clock = p.UsesClock
	k.tracksItems = e.tracksItems
	k.kills = p.Does(program.Kill) || len(p.Script) > 0
	k.keepsForgotten = (e.rules[program.RuleKill] == program.KillLeaves || k.script) &&
		(p.Does(program.Kill) || k.script || len(e.pending) > 0) || e.forgot()
	k.named = p.UsesNames || k.script
	k.pends = k.script || len(e.pending) > 0 ||
		e.rules[program.RuleCommands] == program.CommandsPerPass && p.Does(program.Spawn, program.Kill)
	k.spawns = p.Does(program.Spawn) || k.pends
	k.heirs = k.spawns
	for i := range e.mutexes[:len(p.Mutexes)] {
		m := &e.mutexes[i]
		k.heirs = k.heirs || m.owner >= 0 && m.dead && e.cors[m.owner].fn >= 0
	}
	k.timed = k.script || k.clock ||
		p.Timed() ||
		p.Does(program.Compute) && e.rules[program.RuleTick] == program.TickIdle
	for i := range e.cors {
		k.timed = k.timed || e.cors[i].fn >= 0 && e.cors[i].deadline != NoDeadline
	}
	order := e.rules[program.RuleWakeOrder]
	k.anyone = (order == program.WakeAny || order == program.WakeRandom) &&
		e.rules[program.RuleWoken] == program.WokenAtWake && e.policy != program.RoundRobin && !k.script &&
		!k.tracksItems
	if free { // an op takes no tick, and no process signal is handled before it
		k.settles = (!k.timed || e.rules[program.RuleTick] == program.TickIdle) && len(p.Handlers) == 0
		k.yields = k.settles
	} else {
		k.settles = e.policy == program.Cooperative && !k.script && !k.tracksItems
	}
	k.classes = p.Classes(k.settles)
	if unmerged {
		k.classes, k.settles, k.yields = p.Apart(), false, false
	}
	k.returns = k.yields && !slices.ContainsFunc(e.cors,
		func(c coroutine) bool { return c.fn >= 0 && c.wait == OnList && c.has(forced) })
	k.nameless = k.interchangeable()
	k.types = localTypes(p)
	return k
}

// localTypes returns the type of each local of each function, those of the handlers that may interrupt it
// included.
func localTypes(p *program.Program) [][]program.Type {
	all := make([][]program.Type, len(p.Funcs))
	for i := range p.Funcs {
		all[i] = make([]program.Type, p.Locals)
		for j, l := range p.Funcs[i].Locals {
			all[i][j] = l.Type
		}
		for _, h := range p.Handlers {
			for j, l := range h.Locals {
				all[i][h.First+j] = l.Type
			}
			all[i][h.Back] = placeToGoBack
		}
	}
	return all
}

// interchangeable reports whether renaming slots makes no difference to any future: identity occurs nowhere
// but in queues and owners.
func (k *keying) interchangeable() bool {
	p := k.prog
	return !p.UsesHandles && !p.UsesMail && !k.tracksItems && !k.keepsForgotten && !k.named &&
		k.policy != program.RoundRobin && p.Anonymous() &&
		!k.pends && len(p.Mutexes) <= 64 &&
		k.rules[program.RuleUnlockCallback] < program.CallbackMessage &&
		k.rules[program.RuleSignalCallback] < program.CallbackMessage &&
		!(k.timed && k.rules[program.RuleDeadline] == program.DeadlineObject)
}

// keysNow returns the keying of the present rules; a command may have changed them since it was made.
func (e *Engine) keysNow() *keying {
	if k := e.keys; k != nil && k.prog == e.prog && k.rules == e.rules && k.policy == e.policy &&
		k.script == (len(e.agenda) > 0) && (k.timed || e.timers.Len() == 0 && e.places.Len(int(TimedWaiting)) == 0) &&
		(k.pends || len(e.pending) == 0) && (k.keepsForgotten || !e.forgot()) {
		return k
	}
	e.keys = newKeying(e, false, false)
	return e.keys
}

// AppendKey appends a key of the state: machines with equal keys have equal futures, whoever runs next. In
// it are, slot by slot, where a coroutine stands (ops that no future tells apart are one), the variables
// that it may still read, what it waits for and until when; owners, queues of waiters, pending signals,
// shared variables, how full the work queues are, messages. Not in it are item numbers, statistics, the
// absolute time (unless the scene reads it), the random source, and the order of READY. O(state); the first
// call also looks through the program.
func (e *Engine) AppendKey(dst []byte) []byte {
	k := e.keysNow()
	dst = binary.AppendVarint(dst, int64(e.running))
	dst = binary.AppendVarint(dst, int64(e.end.Kind))
	if e.running >= 0 {
		dst = binary.AppendVarint(dst, int64(e.ops))
	}
	e = e.Fork(nil)
	for s := range e.cors {
		e.settle(int32(s), k)
	}
	var n naming
	words := k.appendRest(make([]int64, 1, 64), e, &n, false)
	words[0] = int64(len(words))
	for i := range e.mutexes {
		words = append(words, int64(e.mutexes[i].owner))
	}
	for i := range e.rings {
		words = append(words, int64(e.rings[i].Len()), int64(e.rings[i].Cap()))
	}
	for _, t := range e.rules {
		words = append(words, int64(t))
	}
	words = append(words, int64(e.policy), int64(e.quantum))
	words = k.appendAgenda(words, e)
	words = k.appendOrder(words, e)
	for s := range e.cors {
		var r record
		words = k.record(e, int32(s), &r, &n, words)
		words = r.append(words)
	}
	for _, w := range words {
		dst = binary.AppendVarint(dst, w)
	}
	return dst
}

// appendAgenda appends the commands that are put off, each with the ticks until its time. What must be short,
// as a vector of a codec, needs only how many are left of those that there were.
func (k *keying) appendAgenda(words []int64, e *Engine) []int64 {
	for _, c := range e.agenda {
		words = append(words, c.At-e.now)
		c.At = Now
		text := c.String()
		words = append(words, int64(len(text)))
		for _, b := range []byte(text) {
			words = append(words, int64(b))
		}
	}
	return words
}

// appendOrder appends who stands in which wait queue, in order.
func (k *keying) appendOrder(words []int64, e *Engine) []int64 {
	for q := 1; q < e.waits.Queues(); q++ {
		for s := e.waits.Front(q); s >= 0; s = e.waits.Next(s) {
			words = append(words, int64(s))
		}
		words = append(words, -1)
	}
	for q := 1; q < e.lists.Queues(); q++ {
		for s := e.lists.Front(q); s >= 0; s = e.lists.Next(s) {
			words = append(words, int64(s))
		}
		words = append(words, -1)
	}
	return words
}

// cells returns the locals of a slot; the one behind the last slot is main's.
func (e *Engine) cells(s int32) []int64 {
	return e.locals[int(s)*e.prog.Locals : (int(s)+1)*e.prog.Locals]
}

// never is the relative deadline of one that has none.
const never = math.MinInt64
