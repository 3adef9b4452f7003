package promela

import (
	"slices"
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
)

func itoa(n int) string { return strconv.Itoa(n) }

// classOf returns the class of the object that an op is done to.
func classOf(op *program.Op) (program.Class, bool) {
	switch op.Kind {
	case program.Store:
		return program.VarClass, true
	case program.Count:
		return program.CounterClass, true
	case program.Relock:
		return program.MutexClass, true
	}
	return op.Kind.Class()
}

// on names the object that a node's op is done to.
func (w *writer) on(n *node) string {
	if n.of >= 0 {
		return w.arrays[n.of] + "[" + n.index + "]"
	}
	class, _ := classOf(n.op)
	return w.ref(class, int(n.op.A))
}

// statement is what a node is in the model: text, or ways of which one is gone.
type statement struct {
	text  string
	whole bool  // the text is one d_step
	verb  bool  // the text is made of verbs
	ways  []way // options of an if
	busy  bool  // passes of computing go by behind it
}

// way is an option of an if.
type way struct {
	text string
	busy bool // passes of computing go by behind it
}

// says is a statement that is as it is written.
func says(text string) statement { return statement{text: text} }

// computes reports whether passes of computing go by.
func (s *statement) computes() bool {
	return s.busy || slices.ContainsFunc(s.ways, func(one way) bool { return one.busy })
}

// step returns the statement that a node is. Each is one step of Spin, but for those that wait: they are a step, and
// once they can go on another.
func (w *writer) step(n *node) statement {
	op := n.op
	switch op.Kind {
	case program.Assign:
		if w.named(int(op.Dst)) {
			return w.assigned(w.local(int(op.Dst)), w.expr(op.X), false)
		} else if w.looksInside(op.X) {
			return w.inside(op.X, w.local(int(op.Dst))+" = "+w.expr(op.X))
		}
		return says(w.local(int(op.Dst)) + " = " + w.expr(op.X))
	case program.Store:
		if w.p.Vars[op.A].Type == program.ItemOf {
			return w.with(n, w.assigned(w.on(n), w.expr(op.X), true).text)
		}
		return w.changes(n, w.on(n)+" = "+w.expr(op.X))
	case program.Assert:
		if w.looksInside(op.X) {
			return w.inside(op.X, "assert("+w.expr(op.X)+")")
		}
		return says("assert(" + w.expr(op.X) + ")")
	case program.Exit:
		return w.exit()
	case program.Sleep:
		return w.pause(op)
	case program.LockWithin, program.WaitWithin:
		return w.timedStep(n)
	case program.Compute:
		if w.idleTicks() {
			return w.pause(op)
		}
		return w.compute(op)
	case program.Fill, program.OwnCas, program.OwnAdd:
		return w.ownStep(op)
	case program.Cas, program.AtomicAdd:
		return w.atomic(n)
	case program.Put, program.Take, program.Clear, program.Item, program.PutAt, program.Remove, program.Peek,
		program.Drop, program.Answer, program.Poll:
		if w.p.UsesItems {
			return w.itemStep(n)
		}
		return w.work(n)
	case program.Lock, program.TryLock, program.Unlock:
		return w.lockStep(n)
	case program.Wait:
		return w.result(op.Next, w.call("wait", true, w.on(n), w.ref(program.MutexClass, int(op.B))))
	case program.Signal, program.Broadcast:
		verb := op.Kind.String()
		if w.anyone && op.Kind == program.Signal {
			verb = "signalAny"
		}
		return w.gives(op, w.call(verb, false, w.on(n)))
	default:
		return w.laterStep(n)
	}
}

// laterStep is step for what fewer scenes have.
func (w *writer) laterStep(n *node) statement {
	op := n.op
	switch op.Kind {
	case program.Enqueue:
		return w.call("enqueue", false, w.on(n))
	case program.Schedule:
		return w.call("schedule", true)
	case program.Wakeup, program.WakeupAll:
		if op.Dst >= 0 {
			w.refuse(int(op.Line), w.p.OpText(n.pc), "how many it wakes has no form in the model")
		}
		return w.call(op.Kind.String(), false, w.on(n))
	case program.Acquire:
		return w.call("acquire", true, w.on(n))
	case program.Release:
		return w.call("release", false, w.on(n))
	case program.TryAcquire:
		return w.call("tryAcquire", false, w.on(n), w.local(int(op.Dst)))
	case program.Arrive:
		if op.Dst >= 0 {
			return w.call("arriveLast", true, w.on(n), w.local(int(op.Dst)))
		}
		return w.call("arrive", true, w.on(n))
	case program.RLock, program.WLock:
		return w.call(op.Kind.String(), true, w.on(n))
	case program.RUnlock, program.WUnlock:
		return w.gives(op, w.call(op.Kind.String(), false, w.on(n)))
	case program.Join:
		// In which order several wait for one end makes no difference to anybody, but the explorer tells it apart.
		w.loose = w.loose || len(w.spawned())+w.laterMost > 2
		return w.call("join", true, w.expr(op.B))
	case program.Spawn:
		return w.start(n)
	case program.ChanSend, program.ChanReceive, program.Close:
		return w.chanStep(n)
	case program.Yield:
		return w.call("yield", false)
	case program.Nop, program.Enter, program.Leave, program.Count:
		return w.call("step", false)
	}
	w.refuse(int(op.Line), w.p.OpText(n.pc), "it has no form in the model")
	return statement{}
}

// call is a statement that an inline stands for; waits says whether it may wait. A daemon has inlines of its own for
// those, in which it may wait for ever.
func (w *writer) call(name string, waits bool, args ...string) statement {
	if waits && w.isDaemon {
		name += ofDaemon
	}
	w.uses[name] = true
	return statement{text: name + "(" + strings.Join(args, ", ") + ")", verb: true}
}

// ofDaemon ends the names of a daemon's own inlines.
const ofDaemon = "Daemon"

// gives is a statement that cannot refuse, and whose result may be kept.
func (w *writer) gives(op *program.Op, s statement) statement {
	if op.Dst >= 0 {
		w.refuse(int(op.Line), s.text, "its result has no form in the model")
	}
	return s
}

// result is gives for a wait, whose result its second half keeps.
func (w *writer) result(relock int32, s statement) statement { return w.gives(&w.p.Ops[relock], s) }

// lockStep is step for mutexes and spinlocks.
func (w *writer) lockStep(n *node) statement {
	op, spin := n.op, w.p.Mutexes[n.op.A].Spin
	switch {
	case op.Kind == program.TryLock && op.Dst >= 0:
		return w.call("trylock", false, w.on(n), w.local(int(op.Dst)))
	case op.Kind == program.TryLock:
		w.refuse(int(op.Line), w.p.OpText(n.pc), "its result is needed")
	case op.Kind == program.Unlock:
		return w.gives(op, w.call("unlock", false, w.on(n)))
	case spin && w.grain == program.GrainPass:
		return w.call("spinPass", true, w.on(n))
	case spin:
		return w.call("spin", false, w.on(n))
	}
	return w.call("lock", true, w.on(n))
}

// work is step for work queues, of which the model knows how many items lie in them.
func (w *writer) work(n *node) statement {
	q, limit := w.on(n), itoa(w.p.Queues[n.op.A].Capacity)
	switch n.op.Kind {
	case program.Put:
		w.uses["put"] = true
		return w.with(n, "put("+q+", "+limit+")")
	case program.Take:
		w.uses["take"] = true
		return w.with(n, "take("+q+")")
	}
	return w.changes(n, q+" = 0")
}

// with is a step of several statements, behind which the invariants may be asked.
func (w *writer) with(n *node, text string) statement {
	if w.looksAt(n) {
		text += "; laws()"
	}
	return statement{text: text, whole: true}
}

// changes is with, of a single statement.
func (w *writer) changes(n *node, text string) statement {
	if !w.looksAt(n) {
		return says(text)
	}
	return w.with(n, text)
}

// looksAt reports whether an invariant looks at what a node changes.
func (w *writer) looksAt(n *node) bool {
	if n.of >= 0 {
		a := &w.p.Arrays[n.of]
		for i := range a.Count {
			if w.watched[a.First+i] {
				return true
			}
		}
		return false
	}
	class, _ := classOf(n.op)
	return w.watched[w.object(class, int(n.op.A))]
}

// atomic is step for what reads and sets a shared variable at once.
func (w *writer) atomic(n *node) statement {
	v, text := w.on(n), ""
	op := n.op
	if op.Kind == program.AtomicAdd {
		text = v + " = " + w.sum(v, op.X)
		if op.Dst >= 0 {
			text += "; " + w.local(int(op.Dst)) + " = " + v
		}
	} else {
		text = w.swap(v, op)
	}
	return w.with(n, text)
}

func (w *writer) sum(v string, x int32) string {
	return v + " + " + w.term(code(&w.p.Exprs[x])).within(bindsMul)
}

// swap is a compare-and-swap.
func (w *writer) swap(v string, op *program.Op) string {
	test := v + " == " + w.term(code(&w.p.Exprs[op.X])).within(bindsOrder)
	yes, no := v+" = "+w.expr(op.Y), ""
	if op.Dst >= 0 {
		yes, no = yes+"; "+w.local(int(op.Dst))+" = true", " -> "+w.local(int(op.Dst))+" = false"
	}
	return "if :: " + test + " -> " + yes + " :: else" + no + " fi"
}

// ownStep is step for a coroutine's own arrays and references to its own variables.
func (w *writer) ownStep(op *program.Op) statement {
	v := w.local(int(op.Dst2))
	switch op.Kind {
	case program.OwnAdd:
		text := v + " = " + w.sum(v, op.X)
		if op.Dst < 0 {
			return says(text)
		}
		return statement{text: text + "; " + w.local(int(op.Dst)) + " = " + v, whole: true}
	case program.OwnCas:
		return statement{text: w.swap(v, op), whole: true}
	}
	var all []string
	for i, x := range exprsOf(w.p, op) {
		if len(code(&w.p.Exprs[x])) > 1 || code(&w.p.Exprs[x])[0].Operand.From == program.FromLocal {
			w.refuse(int(op.Line), w.p.OpText(0), "an array is set to values that may look at it")
		}
		all = append(all, w.local(int(op.Dst)+i)+" = "+w.expr(x))
	}
	return statement{text: strings.Join(all, "; "), whole: true}
}

// mostPasses is up to how many passes of computing are written out.
const mostPasses = 3

// compute is a step, and one more for each pass that it takes.
func (w *writer) compute(op *program.Op) statement {
	lo := code(&w.p.Exprs[op.X])
	hi := lo
	if op.Y >= 0 {
		hi = code(&w.p.Exprs[op.Y])
	}
	if !constant(lo) || !constant(hi) {
		if op.Y >= 0 {
			w.refuse(int(op.Line), "compute", "how long it may take is worked out while the scene runs")
		}
		passes := w.term(lo)
		some := passes.within(bindsAdd)
		none := some + " <= 0"
		if w.ticksByOps() {
			none = "d_step { " + none + " }"
		}
		return statement{ways: []way{{none, false},
			{"d_step { " + some + " > 0 -> busy = " + passes.text + w.off() + " }", true}}}
	}
	from, to := max(int(lo[0].Operand.N), 0), max(int(hi[0].Operand.N), int(lo[0].Operand.N), 0)
	if from == to && to <= mostPasses {
		return statement{text: strings.Repeat(w.call("yield", false).text+"; ", to) + w.call("step", false).text,
			verb: true}
	}
	if from == to {
		return statement{text: w.begins(itoa(to)), busy: true, verb: true}
	}
	s := statement{busy: from > 0}
	for d := max(from, 1); d <= to; d++ {
		s.ways = append(s.ways, way{w.begins(itoa(d)), from == 0})
	}
	if from == 0 {
		w.loose = true // its passes are told apart by how many there were to begin with
		s.ways = append(s.ways, way{w.call("step", false).text, false})
	}
	return s
}

// begins begins a piece of computing.
func (w *writer) begins(passes string) string {
	if w.grain == program.GrainPass {
		return "d_step { busy = " + passes + w.off() + " }"
	}
	if w.ticksByOps() {
		return "d_step { busy = " + passes + " }"
	}
	return "busy = " + passes
}

// off gives the CPU up at grain pass.
func (w *writer) off() string {
	if w.grain == program.GrainPass {
		return "; cpu = 0"
	}
	return ""
}

func constant(code []program.Instr) bool {
	return len(code) == 1 && code[0].Operand.From == program.FromConst
}

// exit is the last step of a process.
func (w *writer) exit() statement {
	if w.grain == program.GrainPass {
		return w.call("ends", w.isDaemon)
	}
	if len(w.finals) == 0 && !w.notes() || w.isDaemon && !w.notes() {
		return w.call("step", false)
	}
	return w.call("ends", w.isDaemon)
}

// notes reports whether it is noted which processes have ended.
func (w *writer) notes() bool {
	return w.laterMost > 0 || w.p.UsesJoin || w.conserves || w.abandons() ||
		w.daemons && w.count(program.MutexClass) > 0
}
