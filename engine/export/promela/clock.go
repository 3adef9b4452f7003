package promela

import (
	"fmt"
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
)

// A scene with deadlines has a clock in its model: how many ticks are left to whom. At grain op each op of anybody is a
// tick, unless time goes by only when nobody is ready; and when nobody can go on, a process of its own lets the time go
// by until the next deadline.

// timers are the ops that wait until a deadline and have a form.
var timers = []program.Kind{program.Sleep, program.WaitWithin, program.LockWithin, program.SelectWithin}

// clocked reports whether time makes a difference.
func (w *writer) clocked() bool {
	return w.p.Does(timers...) || w.p.Does(program.Compute) && w.idleTicks()
}

// idleTicks reports whether time goes by only when nobody is ready.
func (w *writer) idleTicks() bool { return w.p.Settings.Rules[program.RuleTick] == program.TickIdle }

// ticks reports whether each op, or each pass, is a tick.
func (w *writer) ticks() bool { return w.clocked() && !w.idleTicks() }

// ticksByOps reports whether each op is one.
func (w *writer) ticksByOps() bool { return w.ticks() && w.grain == program.GrainOp }

// ticksByPass is a pass in which nobody does anything but wait again.
func (w *writer) ticksByPass() string {
	if w.ticks() && w.grain == program.GrainPass {
		return "; elapse(); fire()"
	}
	return ""
}

// mostTicks is the longest wait that has a form: a byte holds it, and a tick more.
const mostTicks = 250

// inspectClock notes what of time has no exact form.
func (w *writer) inspectClock() {
	if !w.clocked() {
		return
	}
	set := w.p.Settings
	for _, r := range [...]program.RuleID{program.RuleIdle, program.RuleExpiry} {
		if t := set.Rules[r]; t != 0 {
			w.refuse(w.lineOf(r.String()), r.String()+` = "`+r.TokenName(t)+`"`,
				"the model has the rule: "+r.Meaning(0))
		}
	}
	if set.ClockNum != set.ClockDen && w.ticks() {
		line := slices.IndexFunc(w.p.Lines(), func(text string) bool {
			return strings.HasPrefix(strings.TrimSpace(text), "clock")
		})
		w.refuse(line+1, "clock", "in the model each op is a tick, or each pass")
	}
	for pc := range w.p.Ops {
		op := &w.p.Ops[pc]
		if why := w.untimely(op); why != "" {
			w.refuse(int(op.Line), w.p.OpText(int32(pc)), why)
		}
	}
}

// untimely says why an op has no exact form beside a clock, "" where it has.
func (w *writer) untimely(op *program.Op) string {
	waits := slices.Contains(timers, op.Kind) || op.Kind == program.Compute && w.idleTicks()
	lo, hi := int64(0), int64(0)
	if waits {
		var known bool
		if lo, hi, known = w.lasts(op); !known {
			return "how long it lasts is worked out while the scene runs"
		}
	}
	pauses := op.Kind == program.Sleep || op.Kind == program.Compute
	switch {
	case waits && op.Flags&program.FlagExp != 0:
		return "a pause of any length has no form in the model"
	case waits && op.Flags&program.FlagAt != 0:
		return "the model knows how long it is until a deadline, and not the time itself"
	case waits && hi > mostTicks:
		return "it lasts longer than a byte of the model holds"
	case waits && lo != hi && !pauses, waits && lo <= 0 && !pauses:
		return "its deadline is a choice, or at once"
	case op.Kind == program.LockWithin && !w.p.Mutexes[op.A].Timed:
		return "the mutex is not timed"
	case op.Kind == program.LockWithin && w.p.Mutexes[op.A].Recursive,
		op.Kind == program.WaitWithin && w.p.Mutexes[op.B].Recursive:
		return "the model has no deadlines of recursive mutexes"
	case op.Kind == program.Lock && w.p.Mutexes[op.A].Spin && w.ticks():
		return "whoever spins lets the clock go on"
	case op.Kind == program.Spawn && w.ticks() && !slices.Contains(w.opsFrom(w.p.Boot), w.pcOf(op)):
		return "a step of Spin that starts a process does nothing else, and the clock would stand still"
	}
	return ""
}

func (w *writer) pcOf(op *program.Op) int32 {
	for pc := range w.p.Ops {
		if &w.p.Ops[pc] == op {
			return int32(pc)
		}
	}
	return -1
}

// lasts is how many ticks a wait lasts, at least and at most; false where the text does not say it.
func (w *writer) lasts(op *program.Op) (lo, hi int64, known bool) {
	from := code(&w.p.Exprs[op.X])
	to := from
	if op.Y >= 0 {
		to = code(&w.p.Exprs[op.Y])
	}
	if !constant(from) || !constant(to) {
		return 0, 0, false
	}
	lo = max(from[0].Operand.N, 0)
	return lo, max(to[0].Operand.N, lo), true
}

// pause is step for what waits for nothing but its time. However long that is, it goes on at one place of the text: a
// long pause of which a tick is left is a short one.
func (w *writer) pause(op *program.Op) statement {
	lo, hi, _ := w.lasts(op)
	var begins []string
	for d := max(lo, 1); d <= hi; d++ {
		begins = append(begins, w.call("rest", false, itoa(int(d))).text)
	}
	if hi == 0 {
		return w.call("step", false)
	}
	text := begins[0]
	if len(begins) > 1 {
		text = "if :: " + strings.Join(begins, " :: ") + " fi"
	}
	text += "; " + w.call("rested", false).text
	if lo > 0 {
		return statement{text: text, verb: true}
	}
	return statement{ways: []way{{text: w.call("step", false).text}, {text: text}}}
}

// timedStep is step for waits with a deadline.
func (w *writer) timedStep(n *node) statement {
	op := n.op
	lo, _, _ := w.lasts(op)
	if op.Kind == program.LockWithin {
		return w.call("lockWithin", true, w.on(n), itoa(int(lo)), w.given(op.Dst, n.next))
	}
	relock := w.p.Ops[op.Next]
	return w.call("waitWithin", true, w.on(n), w.ref(program.MutexClass, int(op.B)), itoa(int(lo)),
		w.given(relock.Dst, n.next))
}

// until begins to count the ticks of a wait.
func (w *writer) until(ticks string) string {
	if w.ticksByOps() { // which the op that begins it counts as well
		ticks += " + 1"
	}
	return "left[_pid] = " + ticks
}

// clockVerbs declares the clock, and says what a tick is.
func (w *writer) clockVerbs() {
	if !w.clocked() {
		return
	}
	n := len(w.spawned())
	w.line(fmt.Sprintf("byte left[%d]; /* by process: the ticks until its deadline */", n+1))
	w.line(fmt.Sprintf("bool due[%d]; /* by process: its deadline has come in this step or pass */", n+1))
	w.line(fmt.Sprintf("bool late[%d]; /* by process: its deadline came first */\nbyte moment;\nbyte rang;\n", n+1))
	fires := ""
	leaves := func(kind program.Kind, class program.Class, test, leave string) {
		for i := range w.count(class) {
			if w.p.Does(kind) {
				at := strings.NewReplacer("$k", itoa(i))
				fires += "\t\t\tif\n\t\t\t:: " + at.Replace(test) + " -> " + at.Replace(leave) +
					"; late[moment] = true\n\t\t\t:: else\n\t\t\tfi;\n"
			}
		}
	}
	leaves(program.WaitWithin, program.CondClass, "condq[$k]??[eval(moment)]", "condq[$k]??eval(moment)")
	leaves(program.LockWithin, program.MutexClass,
		"lockq[$k]??[eval(moment)] && !(owner[$k] == 0 && lockq[$k]?[eval(moment)])", "lockq[$k]??eval(moment)")
	leaves(program.SelectWithin, program.ChanClass, "recvq[$k]??[eval(moment), _] || sendq[$k]??[eval(moment), _, _]",
		"leave(moment)")
	loop := func(body string) string {
		return "\tmoment = 1;\n\tdo\n\t:: moment > " + itoa(n) + " -> break\n\t:: else ->\n\t\tif\n" + body +
			"\t\t:: else\n\t\tfi;\n\t\tmoment++\n\tod;\n\tmoment = 0"
	}
	w.line("/* A tick goes by. */\ninline elapse()\n{\n" + loop("\t\t:: left[moment] > 0 ->\n\t\t\tleft[moment]--;\n"+
		"\t\t\tif\n\t\t\t:: left[moment] == 0 -> due[moment] = true; rang = 1\n\t\t\t:: else\n\t\t\tfi\n") + "\n}\n")
	w.line("/* Whose deadline has come waits no longer. */\ninline fire()\n{\n" +
		loop("\t\t:: due[moment] ->\n\t\t\tdue[moment] = false;\n"+fires+"\t\t\tskip\n") + ";\n\trang = 0\n}\n")
}

// ticking lets each step of a text be a tick; at grain pass each time that somebody is put on the CPU.
func (w *writer) ticking(text string) string {
	switch {
	case !w.ticks():
		return text
	case w.grain == program.GrainPass:
		return strings.NewReplacer("cpu = 0", "cpu = 0; fire()", "cpu = _pid", "cpu = _pid; elapse()").Replace(text)
	}
	const step = "d_step {"
	var b strings.Builder
	for {
		i := strings.Index(text, step)
		if i < 0 {
			return b.String() + text
		}
		end, depth := i+len(step), 1
		for ; depth > 0; end++ {
			switch text[end] {
			case '{':
				depth++
			case '}':
				depth--
			}
		}
		b.WriteString(strings.TrimRight(text[:end-1], " \t\n") + "; elapse(); fire() }")
		text = text[end:]
	}
}

// clock is the process that lets time go by when nobody can go on.
func (w *writer) clock() string {
	if !w.clocked() {
		return ""
	}
	return "/* When nobody can go on the clock goes to the next deadline. */\nproctype " + w.time + "()\n{\nend:\n" +
		"\tdo\n\t:: d_step {\n\t\ttimeout && (" + w.sleepers() + ") ->\n" +
		"\t\trang = 0;\n\t\tdo\n\t\t:: rang > 0 -> break\n\t\t:: else -> elapse()\n\t\tod;\n" +
		"\t\tfire()\n\t}\n\tod\n}\n\n"
}

// sleepers is whether anybody waits until a deadline.
func (w *writer) sleepers() string {
	var all []string
	for k := range w.spawned() {
		all = append(all, fmt.Sprintf("left[%d] > 0", k+1))
	}
	return strings.Join(all, " || ")
}

// nobodySleeps is that nobody does: all is over only then, since a daemon that sleeps goes on.
func (w *writer) nobodySleeps() string {
	if !w.clocked() {
		return ""
	}
	return " && !(" + w.sleepers() + ")"
}
