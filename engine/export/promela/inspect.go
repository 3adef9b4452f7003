package promela

import (
	"github.com/quartet-os/quartet/engine/program"
)

// without says of each kind of op that has no exact form why.
var without = map[program.Kind]string{
	program.ReceiveWithin: timed, program.AcquireWithin: timed, program.JoinWithin: timed,
	program.RLockWithin: timed, program.WLockWithin: timed,
	program.Kill:      "a process of Spin ends by itself alone",
	program.Send:      "mailboxes have no form in the model",
	program.Receive:   "mailboxes have no form in the model",
	program.Alloc:     "memory that is taken and given back has no form in the model",
	program.Free:      "memory that is taken and given back has no form in the model",
	program.OnAnswer:  "an answer that calls somebody back has no form in the model",
	program.Resume:    "a handler that comes in the middle of somebody's text has no form in the model",
	program.Interrupt: "interrupts have no form in the model",
	program.Disable:   "interrupts have no form in the model",
	program.Enable:    "interrupts have no form in the model",
	program.Priority:  "who is ready may run in the model, whatever its priority",
}

const (
	timed = "the model has deadlines of mutexes, conditions and selects alone, and does not know the time"
	items = "items that are in neither a variable nor a work queue have no form in the model"
)

// inspect notes all that has no exact form.
func (w *writer) inspect() {
	w.inspectRules()
	boot := map[int32]bool{}
	for _, pc := range w.opsFrom(w.p.Boot) {
		boot[pc] = true
	}
	for pc := range w.p.Ops {
		op := &w.p.Ops[pc]
		if why := w.lacks(op, boot[int32(pc)]); why != "" {
			w.refuse(int(op.Line), w.p.OpText(int32(pc)), why)
		}
		for _, x := range exprsOf(w.p, op) {
			w.inspectExpr(int(op.Line), x)
		}
	}
	for i := range w.p.Laws {
		l := &w.p.Laws[i]
		if l.Kind == program.Conserve {
			for fn := range w.p.Funcs {
				if len(w.p.TakesBy(fn, l.Queue)) > 0 {
					w.refuse(l.Line, "conserve", "who takes from the queue depends on an argument")
				}
			}
		} else {
			w.inspectExpr(l.Line, l.X)
		}
	}
	for i := range w.p.Futures {
		f := &w.p.Futures[i]
		if w.inspectExpr(f.Line, f.B); f.A >= 0 {
			w.inspectExpr(f.Line, f.A)
		}
	}
	w.inspectShared()
	w.inspectChans()
	w.inspectItems()
	w.inspectClock()
	for _, s := range w.p.Script {
		w.refuse(s.Line, s.Command, "nobody gives commands to a model")
	}
}

// lacks says why an op has no exact form, "" where it has.
func (w *writer) lacks(op *program.Op, boot bool) string {
	switch {
	case without[op.Kind] != "":
		return without[op.Kind]
	case op.Kind == program.Spawn && !boot && op.X >= 0 && !w.isOne(op.X):
		return "Spin starts one process in a step"
	case op.Kind == program.Compute && op.Flags&program.FlagExp != 0:
		return "a pause of any length has no form in the model"
	}
	return ""
}

// inspectRules notes rules and policies that are not the textbook's.
func (w *writer) inspectRules() {
	set := w.p.Settings
	for _, r := range program.AllRules() {
		t := set.Rules[r]
		switch {
		case t == 0, r == program.RuleWakeOrder && t == program.WakeAny, r == program.RulePrefer, r == program.RuleTick,
			r == program.RuleIdle, r == program.RuleExpiry, r == program.RuleRemoval,
			w.ofKills(r, t) && !w.p.Does(program.Kill):
			continue
		}
		w.refuse(w.lineOf(r.String()), r.String()+` = "`+r.TokenName(t)+`"`,
			"the model has the textbook's rule: "+r.Meaning(0))
	}
	if set.Policy == program.RoundRobin || set.Policy == program.Prioritized ||
		set.Policy == program.Preemptive && w.grain == program.GrainPass {
		w.refuse(w.lineOf("policy"), `policy = "`+set.Policy.String()+`"`, "in the model whoever is ready may run")
	}
	if set.Slots > mostProcesses {
		w.refuse(w.lineOf("slots"), "slots", "Spin has at most 255 processes")
	}
}

// ofKills reports whether a rule says what a kill does and nothing else.
func (w *writer) ofKills(r program.RuleID, t program.Token) bool {
	return r == program.RuleKill && t == program.KillKeeps || r == program.RuleKilled || r == program.RuleKilledSignal
}

const mostProcesses = 250

// lineOf is the line in which a setting is given, 0 where none does.
func (w *writer) lineOf(setting string) int {
	for _, u := range w.scene.Uses {
		if u.Rule() && u.Word == setting {
			return u.Line
		}
	}
	return 0
}

// inspectExpr notes what an expression reads that has no form.
func (w *writer) inspectExpr(line int, x int32) {
	e := &w.p.Exprs[x]
	all := code(e)
	for i := range all {
		in := &all[i]
		switch {
		case in.Do == program.MemoryValue:
			w.refuse(line, e.Text, "memory that is taken and given back has no form in the model")
		case in.Do == program.Div || in.Do == program.Rem:
			by := all[i-1]
			if by.Do != program.Load || by.Operand.From != program.FromConst || by.Operand.N == 0 {
				w.refuse(line, e.Text, "a division by what may be 0 ends Spin itself")
			}
		case in.Do == program.PlaceOf, in.Do == program.LineOf, in.Do == program.LocalOf:
			w.refuse(line, e.Text, "where a coroutine is has no form in the model")
		case in.Do != program.Load && in.Do != program.Index:
		case in.Operand.From == program.FromNow:
			w.refuse(line, e.Text, timed)
		case in.Operand.From == program.FromCarried:
			w.refuse(line, e.Text, items)
		case in.Operand.From == program.FromCounter:
			w.refuse(line, e.Text, "counters are no state: they count what has happened")
		case in.Operand.From == program.FromConst && int64(int32(in.Operand.N)) != in.Operand.N:
			w.refuse(line, e.Text, "a number of Spin has 32 bits")
		}
	}
}

// exprsOf lists the expressions of an op.
func exprsOf(p *program.Program, op *program.Op) (all []int32) {
	if op.X >= 0 {
		all = append(all, op.X)
	}
	if op.Y >= 0 && op.Kind != program.Spawn {
		all = append(all, op.Y)
		for i := op.Dst + 2; op.Kind == program.Fill && i <= op.Dst2; i++ {
			all = append(all, op.Y+int32(i-op.Dst-1))
		}
	}
	if op.Kind == program.Spawn {
		for i := range p.Funcs[op.A].Args {
			all = append(all, op.Y+int32(i))
		}
	}
	if op.Kind == program.Join {
		all = append(all, op.B)
	}
	if s := p.Selected(op); s != nil {
		for i := range s.Cases {
			if s.Cases[i].X >= 0 {
				all = append(all, s.Cases[i].X)
			}
		}
	}
	return all
}

// isOne reports whether an expression is the number 1.
func (w *writer) isOne(x int32) bool {
	c := code(&w.p.Exprs[x])
	return constant(c) && c[0].Operand.N == 1
}

// opsFrom lists the ops that can be reached from one.
func (w *writer) opsFrom(entry int32) (all []int32) {
	seen := map[int32]bool{}
	for todo := []int32{entry}; len(todo) > 0; {
		pc := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if pc < 0 || seen[pc] {
			continue
		}
		seen[pc] = true
		all = append(all, pc)
		next, other := w.p.Successors(pc)
		todo = append(todo, next, other)
	}
	return all
}

// inspectShared notes where a circle could go by way of a lock of readers and writers.
func (w *writer) inspectShared() {
	if !w.p.SharesLocks() {
		return
	}
	held := w.mayHold()
	for pc := range w.p.Ops {
		switch op := &w.p.Ops[pc]; op.Kind {
		case program.RLock, program.WLock, program.Lock, program.Wait, program.Join:
			if op.Kind == program.Wait && held[pc]&^(1<<uint(op.B)) == 0 {
				continue
			}
			if held[pc] != 0 || op.Kind == program.Join {
				w.refuse(int(op.Line), w.p.OpText(int32(pc)),
					"the model does not find those who wait for each other by way of an rwlock")
			}
		}
	}
}
