package promela

import (
	"fmt"
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
)

// Channels are written by hand: what lies in a buffer, and who waits at either end, are channels of Spin, and whoever
// comes second does the step of both.

// outcomes lists where an op leads that is one step and chooses among ways: a select by its case, and a receive by
// whether there was a value; nil for any other.
func (w *writer) outcomes(pc int32) (all []int32) {
	op := &w.p.Ops[pc]
	switch {
	case op.Kind == program.Await:
		all = []int32{op.Next}
	case op.Kind == program.Select || op.Kind == program.SelectWithin:
		for i := range w.p.Selects[op.B].Cases {
			to, _ := w.follow(op.Next, op.Dst, int64(i))
			all = append(all, to)
		}
	case op.Kind == program.ChanReceive && op.Dst2 >= 0:
		yes, does := w.follow(op.Next, op.Dst2, 1)
		no, _ := w.follow(op.Next, op.Dst2, 0)
		if does {
			all = []int32{yes, no}
		}
	}
	return all
}

// follow goes through tests that are no steps, as far as a local that was just set says where they lead.
func (w *writer) follow(pc int32, local int16, v int64) (to int32, chosen bool) {
	of := make([]known, w.p.Locals)
	of[local] = known{true, v}
	for w.p.Ops[pc].Kind == program.Choose {
		op := &w.p.Ops[pc]
		answer := worked(code(&w.p.Exprs[op.X]), of)
		if !answer.is {
			break
		}
		if chosen, pc = true, op.Next; answer.v == 0 {
			pc = op.Else
		}
	}
	return pc, chosen
}

// offer is one way of a step that chooses among ways: how it is done at once, and how by who has waited.
type offer struct{ now, later string }

// offers returns the ways of a node's outcomes, and what it does to begin to wait; "" where it need not.
func (w *writer) offers(n *node) (all []offer, wait string) {
	law := w.asks(program.ChanClass)
	if n.op.Kind == program.Await {
		return w.awaits(n)
	}
	if n.op.Kind == program.ChanReceive {
		ch := w.on(n)
		w.uses["get"] = true
		value := w.given(n.op.Dst, n.outs[0])
		all = []offer{
			{"holds(" + ch + ") -> get(" + ch + ", " + value + ", _)" + law,
				"!(recvq[" + ch + "]??[eval(_pid), _]) && !cut[_pid] -> " + value + " = given[_pid]; given[_pid] = 0" +
					w.unheard()},
			{"!holds(" + ch + ") && shut[" + ch + "] -> " + w.given(n.op.Dst, n.outs[1]) + " = 0",
				"cut[_pid] -> cut[_pid] = false" + w.unheard()},
		}
		return all, "!holds(" + ch + ") && !shut[" + ch + "] -> recvq[" + ch + "]!_pid, 0"
	}
	return w.cases(n)
}

// cases is offers for a select.
func (w *writer) cases(n *node) (all []offer, wait string) {
	s := w.p.Selected(n.op)
	law := w.asks(program.ChanClass)
	var can, enter []string
	for i := range s.Cases {
		k := &s.Cases[i]
		if k.Chan < 0 {
			all = append(all, offer{})
			continue
		}
		ch := w.objects[w.p.Syncs[k.Chan].Object]
		served := fmt.Sprintf("heard[_pid] == %d -> heard[_pid] = 0", i+1)
		if n.op.Kind == program.SelectWithin {
			served += "; left[_pid] = 0"
		}
		if k.Send {
			w.uses["give"] = true
			can = append(can, "maySend("+ch+")")
			v := w.sent(k.X)
			all = append(all, offer{"maySend(" + ch + ") -> give(" + ch + ", " + v + ")" + law,
				served + "; assert(!cut[_pid])"})
			enter = append(enter, fmt.Sprintf("sendq[%s]!_pid, %d, %s", ch, i, v))
			continue
		}
		w.uses["get"] = true
		value, ok := w.given(k.Dst, n.outs[i]), w.given(k.Dst2, n.outs[i])
		can = append(can, "mayGet("+ch+")")
		all = append(all, offer{"mayGet(" + ch + ") -> get(" + ch + ", " + value + ", " + ok + ")" + law,
			served + "; " + value + " = given[_pid]; " + ok + " = !cut[_pid]; given[_pid] = 0; cut[_pid] = false"})
		enter = append(enter, fmt.Sprintf("recvq[%s]!_pid, %d", ch, i))
	}
	none := "true"
	if len(can) > 0 {
		none = "!(" + strings.Join(can, " || ") + ")"
	}
	if s.Default >= 0 {
		all[s.Default].now = none
		return all, ""
	}
	if s.After >= 0 {
		lo, _, _ := w.lasts(n.op)
		all[s.After].later = "late[_pid] -> late[_pid] = false"
		enter = append(enter, w.until(itoa(int(lo))))
	}
	return all, none + " -> " + strings.Join(append(enter, "skip"), "; ")
}

// unheard forgets by which case somebody was served, where it is noted.
func (w *writer) unheard() string {
	if w.selects() {
		return "; heard[_pid] = 0"
	}
	return ""
}

// given names a local that a step sets, or what swallows it where nobody reads it on the way to an op.
func (w *writer) given(local int16, to int32) string {
	if local < 0 || w.p.Live[to]&(1<<uint(local)) == 0 {
		return "_"
	}
	return w.local(int(local))
}

// sent is the value of a send.
func (w *writer) sent(x int32) string {
	if x < 0 {
		return "0"
	}
	return w.expr(x)
}

// selects reports whether somebody may wait at several channels.
func (w *writer) selects() bool {
	return slices.ContainsFunc(w.p.Ops, func(op program.Op) bool {
		return op.Kind == program.SelectWithin || op.Kind == program.Select && w.p.Selects[op.B].Default < 0
	})
}

// inspectChans notes channels, and steps at them, that have no exact form.
func (w *writer) inspectChans() {
	for i := range w.p.Syncs {
		s := &w.p.Syncs[i]
		if s.Class != program.ChanClass {
			continue
		}
		name := w.p.Objects[s.Object].Name
		line := int(w.p.Objects[s.Object].Line)
		switch {
		case s.Elem == program.ItemOf || s.Elem == program.Memory:
			w.refuse(line, name, items)
		case s.State[program.ChanClosed] == program.ChanNil:
			w.refuse(line, name, "a channel that is nil has no form in the model")
		case s.State[program.ChanCap] > mostProcesses:
			w.refuse(line, name, "a channel of Spin has room for 250 values")
		case w.p.Settings.Rules[program.RuleWakeOrder] != program.WakeFIFO:
			w.refuse(line, name, "at channels of the model the first who waits is served")
		}
	}
	for pc := range w.p.Ops {
		if s := w.p.Selected(&w.p.Ops[pc]); s != nil && twoEnded(s) {
			w.refuse(int(w.p.Ops[pc].Line), w.p.OpText(int32(pc)), "a channel stands in two of its cases")
		}
	}
	for i := range w.p.Laws {
		if l := &w.p.Laws[i]; l.Kind == program.Conserve && w.p.UsesChans {
			w.refuse(l.Line, "conserve", "it does not know who waits at a channel")
		}
	}
}

// twoEnded reports whether a channel stands in two cases of a select.
func twoEnded(s *program.Selection) bool {
	for i := range s.Cases {
		for k := range i {
			if s.Cases[i].Chan >= 0 && s.Cases[i].Chan == s.Cases[k].Chan {
				return true
			}
		}
	}
	return false
}

// channels declares them.
func (w *writer) channels() {
	k, n := w.count(program.ChanClass), w.processes()
	if k == 0 {
		return
	}
	var room []string
	most := int64(1)
	for i := range w.p.Syncs {
		if s := &w.p.Syncs[i]; s.Class == program.ChanClass {
			most = max(most, s.State[program.ChanCap])
			room = append(room, itoa(int(s.State[program.ChanCap])))
		}
	}
	w.line(fmt.Sprintf("chan buf[%d] = [%d] of { int }; /* what lies in a channel */", k, most))
	w.line(fmt.Sprintf("byte room[%d] = { %s };", k, strings.Join(room, ", ")))
	w.line(fmt.Sprintf("bool shut[%d];", k))
	w.line(fmt.Sprintf("chan recvq[%d] = [%d] of { byte, byte }; /* who waits to receive, with which case */", k, n))
	w.line(fmt.Sprintf("chan sendq[%d] = [%d] of { byte, byte, int }; /* who waits to send, and what */", k, n))
	w.line(fmt.Sprintf("int given[%d]; /* by process: the value that it was given while it waited */", n+1))
	w.line(fmt.Sprintf("bool cut[%d]; /* by process: the channel was closed while it waited */", n+1))
	if w.selects() {
		w.line(fmt.Sprintf("byte heard[%d]; /* by process: the case that came while it waited, plus 1 */", n+1))
	}
	w.line("int what;")
}

// filled lists what main sends before the first step.
func (w *writer) filled() (all []string) {
	for i := range w.now.Syncs {
		s := &w.now.Syncs[i]
		for _, v := range s.Values {
			all = append(all, "buf["+w.objects[s.Object]+"]!"+w.value(s.Elem, v))
		}
	}
	return all
}

// chanVerbs says what the steps at channels are made of.
func (w *writer) chanVerbs() string {
	if w.count(program.ChanClass) == 0 {
		return ""
	}
	leave := ""
	if w.selects() {
		leave = "inline leave(process)\n{\n"
		for i := range w.count(program.ChanClass) {
			leave += fmt.Sprintf("\tif :: recvq[%d]??[eval(process), _] ->"+
				" recvq[%[1]d]??eval(process), _ :: else fi;\n"+
				"\tif :: sendq[%[1]d]??[eval(process), _, _] ->"+
				" sendq[%[1]d]??eval(process), _, _ :: else fi;\n", i)
		}
		leave = "/* Whoever was served waits at no other channel any more. */\n" + leave + "\tskip\n}\n\n"
	}
	return leave + strings.ReplaceAll(chanText, "$heard", w.hears()) + "\n\n"
}

// hears lets somebody on who has waited, by the case with which it did.
func (w *writer) hears() string {
	if w.selects() {
		return "heard[who] = which + 1; which = 0; leave(who)"
	}
	return "which = 0"
}

// chanText is the text of what steps at channels are made of.
const chanText = `#define holds(ch) (len(buf[ch]) > 0 || len(sendq[ch]) > 0)
#define mayGet(ch) (holds(ch) || shut[ch])
#define maySend(ch) (shut[ch] || len(recvq[ch]) > 0 || len(buf[ch]) < room[ch])
byte which;

/* The next value of a channel: the front of its buffer, into which the first who waits to send puts its own. */
inline get(ch, value, ok)
{
	if
	:: len(buf[ch]) > 0 ->
		buf[ch]?value; ok = true;
		if
		:: len(sendq[ch]) > 0 -> sendq[ch]?who, which, what; buf[ch]!what; what = 0; $heard
		:: else
		fi
	:: len(buf[ch]) == 0 && len(sendq[ch]) > 0 -> sendq[ch]?who, which, value; ok = true; $heard
	:: else -> value = 0; ok = false
	fi;
	who = 0
}

/* A value goes to the first who waits, or into the buffer. */
inline give(ch, value)
{
	assert(!shut[ch]);
	if
	:: len(recvq[ch]) > 0 -> recvq[ch]?who, which; given[who] = value; $heard; who = 0
	:: else -> buf[ch]!value
	fi
}`

// chanStep is step for what does one thing at a channel.
func (w *writer) chanStep(n *node) statement {
	op, ch := n.op, w.on(n)
	switch op.Kind {
	case program.ChanSend:
		w.uses["give"] = true
		return w.call("send", true, ch, w.sent(op.X))
	case program.Close:
		return w.call("closing", false, ch)
	}
	w.uses["get"] = true
	return w.call("receive", true, ch, w.given(op.Dst, n.next), w.given(op.Dst2, n.next))
}
