package program

import (
	"fmt"
	"strings"
)

// Dump returns the program as text for tests and for a curious reader: its objects, its functions and every op.
func (p *Program) Dump() string {
	var b strings.Builder
	fmt.Fprintf(&b, "package %s\n", p.Name)
	for _, o := range p.Objects {
		fmt.Fprintf(&b, "object %s\n", p.dumpObject(o))
	}
	for i := range p.Laws {
		l := &p.Laws[i]
		fmt.Fprintf(&b, "law %s %q", l.Kind, l.Text)
		if l.Kind == Conserve {
			fmt.Fprintf(&b, " queue=%d mutex=%d\n", l.Queue, l.Mutex)
			continue
		}
		fmt.Fprintf(&b, " %s\n", p.dumpExpr(l.X))
	}
	for i := range p.Futures {
		l := &p.Futures[i]
		fmt.Fprintf(&b, "law %s %q", l.Kind, l.Text)
		if l.A >= 0 {
			fmt.Fprintf(&b, " %s ->", p.dumpExpr(l.A))
		}
		fmt.Fprintf(&b, " %s\n", p.dumpExpr(l.B))
	}
	for _, s := range p.Script {
		fmt.Fprintf(&b, "at %d %q (%d:%d)\n", s.At, s.Command, s.Line, s.Column)
	}
	for i := range p.Funcs {
		p.dumpFunc(&b, i)
	}
	for pc := range p.Ops {
		fmt.Fprintf(&b, "%4d %s\n", pc, p.dumpOp(int32(pc)))
	}
	return b.String()
}

func (p *Program) dumpObject(o Object) string {
	switch o.Class {
	case MutexClass:
		m := p.Mutexes[o.Index]
		words := []string{o.Name, "mutex"}
		if m.Spin {
			words[1] = "spinlock"
		}
		if m.Recursive {
			words = append(words, "recursive")
		}
		if m.Timed {
			words = append(words, "timed")
		}
		return strings.Join(words, " ")
	case QueueClass:
		q := p.Queues[o.Index]
		if q.Stack {
			return fmt.Sprintf("%s stack(%d)", o.Name, q.Capacity)
		}
		return fmt.Sprintf("%s queue(%d)", o.Name, q.Capacity)
	case ChanClass:
		s := p.Syncs[o.Index]
		return fmt.Sprintf("%s %s, %d %s", o.Name, s.Type(), s.State[ChanCap], sayChan(s.State))
	case VarClass:
		v := p.Vars[o.Index]
		return fmt.Sprintf("%s %s = %d", o.Name, v.Type, v.Value)
	}
	return o.Name + " " + o.Class.Row().words()[0]
}

func (p *Program) dumpFunc(b *strings.Builder, i int) {
	f := &p.Funcs[i]
	fmt.Fprintf(b, "func %s lines %d-%d entry %d", f.Name, f.First, f.Last, f.Entry)
	if f.Spawnable {
		fmt.Fprintf(b, " spawnable %s %s", f.Letter, [...]string{"neither", "producer", "consumer", "both"}[f.Role&3])
	}
	for j, l := range f.Locals {
		name := l.Name
		if l.Hidden {
			name = "(" + name + ")"
		}
		fmt.Fprintf(b, " $%d=%s %s", j, name, l.Type)
	}
	b.WriteString("\n")
	if f.Handler < 0 {
		return
	}
	h := &p.Handlers[f.Handler]
	fmt.Fprintf(b, "handler %s ops %d-%d item %d result %d back %d", f.Name, h.Entry, h.End, h.Item, h.Result, h.Back)
	for j, l := range h.Locals {
		fmt.Fprintf(b, " $%d=%s %s", h.First+j, l.Name, l.Type)
	}
	b.WriteString("\n")
}

func (p *Program) dumpOp(pc int32) string {
	op := &p.Ops[pc]
	words := []string{op.Kind.String()}
	add := func(format string, args ...any) { words = append(words, fmt.Sprintf(format, args...)) }
	if op.A >= 0 {
		add("a=%d", op.A)
	}
	if x := op.joined(); x >= 0 {
		add("b=%s", p.dumpExpr(x))
	} else if op.B >= 0 {
		add("b=%d", op.B)
	}
	if op.X >= 0 {
		add("x=%s", p.dumpExpr(op.X))
	}
	if op.Y >= 0 {
		for i := 1; i < p.operands(op) && (i == 1 || op.Kind == Spawn || op.Kind == Fill); i++ {
			add("y=%s", p.dumpExpr(p.operand(op, i)))
		}
	}
	if s := p.Selected(op); s != nil {
		for _, k := range s.Cases {
			add("[%s chan=%d dst=%d,%d]", k.Text, k.Chan, k.Dst, k.Dst2)
		}
	}
	if op.Dst >= 0 {
		add("dst=$%d", op.Dst)
	}
	if op.Dst2 >= 0 {
		add("dst2=$%d", op.Dst2)
	}
	names := [...]string{"at", "exp", "load", "daemon", "return", "signal", "park", "end"}
	for i, name := range names {
		if op.Flags&(1<<i) != 0 {
			add("%s", name)
		}
	}
	switch op.Kind {
	case Exit, Resume:
	case Test, Choose:
		add("-> %d else %d", op.Next, op.Else)
	default:
		add("-> %d", op.Next)
	}
	text := strings.Join(words, " ")
	return fmt.Sprintf("%-52s ; %d: %s", text, op.Line, p.OpText(pc))
}

// dumpExpr writes an expression by its operands: $n are locals.
func (p *Program) dumpExpr(x int32) string {
	e := &p.Exprs[x]
	if len(e.Code) == 0 {
		if e.Do == Load {
			return p.dumpOperand(e.Left)
		}
		return "(" + p.dumpOperand(e.Left) + e.Do.String() + p.dumpOperand(e.Right) + ")"
	}
	words := make([]string, len(e.Code))
	for i, in := range e.Code {
		words[i] = in.Do.String()
		switch in.Do {
		case Load:
			words[i] = p.dumpOperand(in.Operand)
		case Index:
			words[i] = "index:" + p.dumpOperand(in.Operand)
		}
	}
	return "[" + strings.Join(words, " ") + "]"
}

// String returns the operator as a scene writes it; Neg is written neg.
func (o Operator) String() string {
	names := [...]string{"load", "+", "-", "*", "/", "%", "==", "!=", "<", "<=", ">", ">=", "&&", "||", "!", "neg",
		"index", "value", "owner", "value"}
	if int(o) < len(names) {
		return names[o]
	}
	return fmt.Sprintf("operator %d", uint8(o))
}

func (p *Program) dumpOperand(o Operand) string {
	object := func(class Class) string {
		for _, known := range p.Objects {
			if known.Class == class && known.Index == int(o.N) {
				return known.Name
			}
		}
		return "?"
	}
	switch o.From {
	case FromConst:
		return fmt.Sprint(o.N)
	case FromLocal:
		return fmt.Sprintf("$%d", o.N)
	case FromShared:
		return object(VarClass)
	case FromLen:
		return "len(" + object(QueueClass) + ")"
	case FromCap:
		return "cap(" + object(QueueClass) + ")"
	case FromWaiters:
		return "waiters(" + object(CondClass) + ")"
	case FromListed:
		return "waiters(" + object(WaitqClass) + ")"
	case FromQueued:
		return "waiters(" + object(MutexClass) + ")"
	case FromOwner:
		return "owner(" + object(MutexClass) + ")"
	case FromCarried:
		return "carried(" + object(WaitqClass) + ")"
	case FromState:
		r, of, _ := p.readingAt(int(o.N))
		return r.name + "(" + p.Objects[of].Name + ")"
	case FromStanding:
		return "waiters(" + p.Objects[p.Syncs[o.N].Object].Name + ")"
	case FromNow:
		return "now()"
	case FromSelf:
		return "self()"
	}
	return object(CounterClass)
}
