package engine

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
)

func (e *Engine) doPolicy(c Command) *CommandError {
	p, ok := program.PolicyByName(c.Name)
	if !ok {
		return cannot(fmt.Sprintf("there is no policy %q", c.Name),
			program.Meant(c.Name, program.PolicyNames())+"there are "+strings.Join(program.PolicyNames(), " "))
	}
	if c.N > 0 && p != program.Preemptive && p != program.Prioritized {
		return cannot("only preemptive and priority have a quantum", "policy preemptive "+fmt.Sprint(c.N))
	}
	late, array := e.decidedLate(), e.policy == program.RoundRobin
	e.policy, e.retests, e.idleResumes, e.commandedAt = p, false, 0, 0
	switch {
	case c.N > 0 || p == program.Prioritized:
		e.quantum = int32(c.N)
	case p == program.Preemptive && e.quantum == 0:
		e.quantum = 1
	}
	e.setLimit()
	e.setPlain()
	e.rearm()
	e.commanded(c.Verb, -1, NoObject, int64(p))
	e.catchUp(late, array && p != program.RoundRobin)
	e.endRound()
	if s := e.running; s >= 0 && e.sliced() && e.ops >= e.quantum && !e.shielded() && e.interruptible(s) {
		e.cutShort(s) // it has had its quantum already
		e.endPass()
	}
	return nil
}

func (e *Engine) doRule(c Command) *CommandError {
	if c.Name == "all" || c.Name == "rules" {
		set, ok := program.Ruleset(c.Token)
		if !ok {
			return cannot(fmt.Sprintf("there is no rule set %q", c.Token),
				program.Meant(c.Token, program.RulesetNames())+"there are "+strings.Join(program.RulesetNames(), " "))
		}
		for _, id := range program.AllRules() {
			e.switchRule(id, set[id])
		}
		return nil
	}
	id, ok := program.RuleByName(c.Name)
	if !ok {
		var names []string
		for _, id := range program.AllRules() {
			names = append(names, id.String())
		}
		return cannot(fmt.Sprintf("there is no rule %q", c.Name),
			program.Meant(c.Name, names)+"there are all "+strings.Join(names, " "))
	}
	token, err := program.ParseToken(id, c.Token)
	if err != nil {
		return cannot(fmt.Sprintf("%s has no token %q", c.Name, c.Token),
			program.Meant(c.Token, id.Tokens())+"it has "+strings.Join(id.Tokens(), " "))
	}
	e.switchRule(id, token)
	return nil
}

func (e *Engine) switchRule(id program.RuleID, t program.Token) {
	if e.rules[id] == t {
		return
	}
	late := e.decidedLate()
	e.rules[id] = t
	e.setPlain()
	ev := e.event(Switched, -1)
	ev.Object = uint16(id)
	ev.Arg = int32(t)
	if id == program.RuleLevels {
		e.endRound()
	}
	if id == program.RuleDeadline && t == program.DeadlineObject {
		e.lendDeadlines()
	}
	if id == program.RuleBlocked && t == program.BlockedSplit {
		e.refile()
	}
	if id == program.RuleDeadline || id == program.RuleBlocked {
		e.rearm()
	}
	e.catchUp(late, false)
	e.rwSwitched(id)
}

// catchUp lets what has happened take effect where a switch changes who looks for it. late says whether waiters looked
// for themselves until now; from now on the wake may decide for them, or the other way round. wake: the array
// scheduler resumed everyone in turn, and the four queues resume nobody who is not told.
func (e *Engine) catchUp(late, wake bool) {
	decide := late && !e.decidedLate()
	if !late && e.decidedLate() {
		for _, l := range e.letters {
			if c := e.box(l.to); e.waits.Queue(int(l.to)) == e.signalQueue(c) {
				e.conds[c].signals = 1 // its receiver is ready without having been told, and would not look
			}
		}
	}
	if e.rules[program.RuleSignalCallback] != program.CallbackNone {
		for c := range e.conds {
			if decide {
				e.decideAll(int32(c))
			} else if wake && e.conds[c].signals > 0 {
				e.signalCallback(-1, int32(c), program.Signal)
			}
		}
	}
	if !wake {
		return
	}
	for m := range e.mutexes {
		if w := e.waits.Front(e.lockQueue(int32(m))); w >= 0 && e.mutexes[m].owner < 0 && e.asleep(int32(w)) {
			e.unlockCallback(-1, int32(m), program.Unlock)
		}
	}
	for s := range e.cors {
		c, w := &e.cors[s], int32(s)
		switch {
		case !e.asleep(w):
		case c.wait == OnMutex && c.has(granted):
			e.makeReady(w, ByUnlock, -1, e.mutexObject(c.obj))
		case c.wait == OnList && c.has(listWake):
			e.makeReady(w, ByWakeup, -1, NoObject)
		case c.wait == OnAnswer:
			if it := e.heap.at(int64(c.obj)); it != nil && it.answered {
				e.makeReady(w, ByAnswer, -1, NoObject)
			}
		}
	}
}

// decideAll gives the pending signals of a condition to those who wait for it, as far as they go. Whoever was told of
// one is ready already, but for who ran before those in front of it and slept again: nobody would tell it once more.
func (e *Engine) decideAll(c int32) {
	q, object := e.signalQueue(c), e.condObject(c)
	for co := &e.conds[c]; co.signals > 0 && e.waits.Len(q) > 0; co.signals-- {
		w := int32(e.waits.Front(q))
		why := BySignal
		if e.cors[w].wait == OnCond {
			e.decide(w, program.OK)
			e.chosen(w, c)
		} else {
			e.leave(w, object)
			why = ByMessage
		}
		if e.asleep(w) {
			e.makeReady(w, why, -1, object)
		}
	}
	if int(c) >= len(e.prog.Conds) {
		e.conds[c].signals = 0
	}
}

// lendDeadline writes the deadline of a waiter to what it waits for.
func (e *Engine) lendDeadline(c *coroutine) {
	switch c.wait {
	case OnMutex:
		e.mutexes[c.obj].deadline = c.deadline
	case OnCond, OnMail:
		e.conds[c.obj].deadline = c.deadline
	}
}

// lendDeadlines writes the deadline of everyone on TIMED-WAITING to what they wait for, in queue order: the last one
// stays.
func (e *Engine) lendDeadlines() {
	for s := e.places.Front(int(TimedWaiting)); s >= 0; s = e.places.Next(s) {
		e.lendDeadline(&e.cors[s])
	}
}

// refile moves everyone on WAITING who has a deadline to TIMED-WAITING, where the split value would have put them.
func (e *Engine) refile() {
	for s := e.places.Front(int(Waiting)); s >= 0; {
		next := e.places.Next(s)
		if c := &e.cors[s]; c.deadline != NoDeadline && c.wait != OnNothing {
			e.move(int32(s), TimedWaiting, ByNewDeadline, -1, e.blockedOn(c, int32(s)))
		}
		s = next
	}
}

// rearm sets the timers anew for everyone on TIMED-WAITING, whose deadlines have just changed owner.
func (e *Engine) rearm() {
	for s := e.places.Front(int(TimedWaiting)); s >= 0; s = e.places.Next(s) {
		c := &e.cors[s]
		e.timers.Cancel(s)
		if e.policy != program.RoundRobin && e.ownTimer(c) && c.deadline != NoDeadline {
			e.timers.Set(s, c.deadline)
		}
	}
}

// What a user does to an object that its row describes is an op of its verb, with nobody on the CPU as its caller: the
// row of the op says so (program.KindRow.Outside), and the command has the verb's name.

// outside is only read.
var outside = program.OutsideKinds()

// Outside returns the kind of op that a command does from outside; false where it is no such command.
func (v Verb) Outside() (program.Kind, bool) {
	if v < verbs || int(v-verbs) >= len(outside) {
		return program.Nop, false
	}
	return outside[v-verbs], true
}

func outsideUsages() []Usage {
	var all []Usage
	for i, k := range outside {
		class, _ := k.Class()
		args := strings.ToUpper(class.Row().Title)
		if k == program.ChanSend {
			args += " [value]"
		}
		all = append(all, Usage{verbs + Verb(i), k.Command(), args, k.Row().Outside})
	}
	return all
}

// doOutside does an op on a described object from outside.
func (e *Engine) doOutside(c Command, kind program.Kind) *CommandError {
	class, _ := kind.Class()
	for i := range e.prog.Syncs {
		o := e.prog.Syncs[i].Object
		if e.prog.Syncs[i].Class != class || e.prog.Objects[o].Name != c.Name {
			continue
		}
		row := kind.Row()
		if row.Chan {
			return e.doChan(c, int32(i), kind)
		}
		effect := e.affect(int32(i), &row)
		e.commanded(c.Verb, -1, uint16(o), int64(effect.Wakes))
		e.letOn(-1, int32(i), kind, effect.Wakes)
		return nil
	}
	return e.noSuch(c, class, class.Row().Title)
}

// noSuch says that there is no object of the class that a command is for, and what there is.
func (e *Engine) noSuch(c Command, class program.Class, title string) *CommandError {
	var known []string
	instead := ""
	is := fmt.Sprintf("there is no %s %q", title, c.Name)
	for i := range e.prog.Objects {
		o := &e.prog.Objects[i]
		switch {
		case o.Class == class:
			known = append(known, o.Name)
		case o.Name == c.Name:
			is = c.Name + " is " + o.Class.Row().Noun
			if fits := e.commandOn(o); fits != "" {
				return cannot(is, "write "+fits)
			}
			instead = o.Class.Row().ByOthers
		}
	}
	if len(known) == 0 && instead != "" {
		return cannot(is, instead)
	}
	return cannot(is, hintNames(known))
}

// doClear drops all items of a work queue.
func (e *Engine) doClear(c Command) *CommandError {
	for i := range e.prog.Queues {
		if o := e.prog.Queues[i].Object; e.prog.Objects[o].Name == c.Name {
			e.commanded(c.Verb, -1, uint16(o), e.empty(int32(i)))
			return nil
		}
	}
	return e.noSuch(c, program.QueueClass, "work queue")
}

// commandOn returns the command for an object of another class than the one that was meant, as it is written; "": there
// is none.
func (e *Engine) commandOn(o *program.Object) string {
	var all []string
	for i, k := range outside {
		class, _ := k.Class()
		if class != o.Class {
			continue
		}
		one := (verbs + Verb(i)).String() + " " + o.Name
		if ch := e.prog.ChanOf(e.prog.Syncs[o.Index].Object); k == program.ChanSend && !ch.Unit {
			one += " 3"
		}
		all = append(all, one)
	}
	if len(all) > 0 {
		return program.List(all, "or")
	}
	switch o.Class {
	case program.CondClass:
		return SignalVerb.String() + " " + o.Name
	case program.QueueClass:
		return CapacityVerb.String() + " " + o.Name + " 2"
	case program.VarClass:
		return SetVerb.String() + " " + o.Name + " 1"
	}
	return ""
}

// Chosen says what was left open where a choice was made.
type Chosen uint8

// What can be left open.
const (
	ChoseTime Chosen = iota // how long: ticks, or passes of computing
	ChoseWhom               // which of those who wait: a slot
	ChoseCase               // which case of a select: its place among them
)

// decided says who decides the next choices, and whether the one in hand is told.
type decided struct {
	by    int32
	tells bool
}

// tellChosen tells how the choice in hand was made, where a command or an explorer made it.
func (e *Engine) tellChosen(what Chosen, value int64) {
	if !e.decided.tells {
		return
	}
	e.decided.tells = false
	arg := int32(value)
	if int64(arg) != value {
		arg = e.large(e.running, value)
	}
	ev := e.event(Chose, e.running)
	ev.Arg, ev.From, ev.To = arg, uint8(what), uint8(ByTheUser-e.decided.by)
	if e.running >= 0 {
		ev.PC = uint16(e.cors[e.running].pc)
	}
}

// doChoose keeps the alternatives that a command takes at the next choices.
func (e *Engine) doChoose(c Command) {
	e.forced, e.decided.by = e.forced[:0], ByTheUser
	for _, w := range strings.Fields(c.Token) {
		n, _ := strconv.ParseInt(w, 10, 32)
		e.forced = append(e.forced, int32(n))
	}
	e.commanded(c.Verb, -1, NoObject, int64(len(e.forced)))
}

// givenBy says of what a command did, from an event and a request on, who gave it, if it was not the user.
func (e *Engine) givenBy(by int32, from, pending int) {
	for i := from; i < e.n; i++ {
		switch ev := &e.out[i]; ev.Kind {
		case Commanded:
			ev.To = uint8(ByTheUser - by)
			if ev.Verb() == ChooseVerb {
				e.decided.by = by
			}
		case Reordered:
			if ev.From == uint8(RunVerb) {
				ev.To = uint8(ByTheUser - by)
			}
		case Posted, Refused:
			if ev.Who == ByTheUser {
				ev.Who = by
			}
		case Moved:
			switch ev.Cause() {
			case ByKill, BySpawn, ByInjectedTimeout, ByInjectedWake, ByNewDeadline:
				if ev.Arg == ByTheUser {
					ev.Arg = by
				}
			}
		}
	}
	for i := pending; i < len(e.pending); i++ {
		e.pending[i].by = by
	}
}
