package engine

import (
	"fmt"
	"sort"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
)

// maxAgenda bounds the commands put off to a time.
const maxAgenda = 10_000

// Do carries out a command between two steps and gives its events, in a slice that the next call overwrites. A command
// that cannot be done changes nothing; its error is a *CommandError that says why and what would work. A run that had
// ended because nothing could happen goes on when the command lets something happen; after a violation it stays ended.
func (e *Engine) Do(c Command) ([]Event, error) {
	e.n = 0
	fail := func(wrong *CommandError) ([]Event, error) {
		e.n = 0
		wrong.Text = c.String()
		return nil, wrong
	}
	if e.end.Kind > EndStuck {
		return fail(cannot("the run has ended: "+program.Clause(e.end.Text), "step back first, then give it"))
	}
	if err := c.Check(); err != nil {
		return nil, err
	}
	if c.At != Now && c.At > e.now {
		if len(e.agenda) >= maxAgenda {
			return fail(cannot("too many commands are waiting for their time", "let some of them pass"))
		}
		e.putOff(c)
		e.revive()
		return e.out[:e.n], nil
	}
	if wrong := e.carryOut(c); wrong != nil {
		return fail(wrong)
	}
	e.commandedAt = e.idleResumes
	e.revive()
	e.tellLoans()
	return e.out[:e.n], nil
}

// putOff keeps the agenda in order of time, first come first.
func (e *Engine) putOff(c Command) {
	i := sort.Search(len(e.agenda), func(i int) bool { return e.agenda[i].At > c.At })
	e.agenda = append(e.agenda, Command{})
	copy(e.agenda[i+1:], e.agenda[i:])
	e.agenda[i] = c
}

// revive looks again whether something can happen.
func (e *Engine) revive() {
	if e.end.Kind > EndStuck {
		return
	}
	was := e.end
	e.end = End{}
	if e.running < 0 {
		mark := e.n
		e.lookForEnd()
		if e.end == was {
			e.n = mark // nothing new to tell
		}
	}
}

// runAgenda carries out the commands whose time has come. One that cannot be done is refused, visibly.
func (e *Engine) runAgenda() {
	for len(e.agenda) > 0 && e.agenda[0].At <= e.now && e.end.Kind == NotEnded {
		c := e.agenda[0]
		e.agenda = append(e.agenda[:0], e.agenda[1:]...)
		from, pending := e.n, len(e.pending)
		wrong := e.carryOut(c)
		if wrong != nil {
			e.refuse(-1, NotNow, NoObject).From = uint8(c.Verb)
		} else {
			e.commandedAt = e.idleResumes
		}
		if e.scripted(c) {
			e.givenBy(ByTheScript, from, pending)
		}
	}
}

// scripted reports whether a command that was put off is one of func script's.
func (e *Engine) scripted(c Command) bool {
	for i := range e.prog.Script {
		if line := &e.prog.Script[i]; line.At == c.At {
			if own, err := ParseCommand(line.Command); err == nil {
				if own.At = line.At; own == c {
					return true
				}
			}
		}
	}
	return false
}

// Do carries out a command of a schedule that was found, as Engine.Do does: its events say that the answer gave it.
func (p Probe) Do(c Command) ([]Event, error) {
	pending := len(p.e.pending)
	_, err := p.e.Do(c)
	p.e.givenBy(ByTheAnswer, 0, pending)
	return p.e.out[:p.e.n], err
}

// CommandError says what is wrong with a command's text and what would have worked.
type CommandError struct {
	Text string // as typed
	Why  string
	Hint string
}

// Error returns both in one line.
func (e *CommandError) Error() string {
	if e.Hint == "" {
		return fmt.Sprintf("%q: %s", e.Text, e.Why)
	}
	return fmt.Sprintf("%q: %s; %s", e.Text, e.Why, e.Hint)
}

// cannot says why a command is not carried out, and what would work.
func cannot(why, hint string) *CommandError { return &CommandError{Why: why, Hint: hint} }

func lateTick(n int64) *CommandError {
	return cannot(fmt.Sprintf("tick %d is too late", n),
		fmt.Sprintf("the last tick to name is %d", int64(program.MaxTicks)))
}

// carryOut does a command; where it cannot be done nothing has changed.
func (e *Engine) carryOut(c Command) *CommandError {
	switch c.Verb {
	case SpawnVerb:
		return e.doSpawn(c)
	case PriorityVerb:
		return e.doPriority(c)
	case KillVerb, TimeoutVerb, WakeVerb, RunVerb:
		s, ok := e.Lookup(c.Who)
		if !ok || e.cors[s].fn < 0 {
			return cannot(fmt.Sprintf("there is no coroutine %q now", c.Who), "there are "+e.liveNames())
		}
		return e.doTo(c, int32(s))
	case SignalVerb, BroadcastVerb:
		return e.doSignal(c)
	case CapacityVerb, SetVerb:
		return e.doSet(c)
	case ClearVerb:
		return e.doClear(c)
	case PolicyVerb:
		return e.doPolicy(c)
	case RuleVerb:
		return e.doRule(c)
	case InterruptVerb:
		return e.doInterrupt(c)
	case ChooseVerb:
		e.doChoose(c)
	default:
		if kind, ok := c.Verb.Outside(); ok {
			return e.doOutside(c, kind)
		}
	}
	return nil
}

func (e *Engine) commanded(v Verb, who int32, object uint16, n int64) {
	arg := int32(n)
	if int64(arg) != n {
		arg = e.large(who, n)
	}
	ev := e.event(Commanded, who)
	ev.From = uint8(v)
	ev.Object = object
	ev.Arg = arg
}

func (e *Engine) liveNames() string {
	var names []string
	for s := range e.cors {
		if e.cors[s].fn >= 0 {
			names = append(names, e.Name(s))
		}
		if len(names) == 12 {
			names = append(names, "…")
			break
		}
	}
	if len(names) == 0 {
		return "none"
	}
	return strings.Join(names, " ")
}

func (e *Engine) doSpawn(c Command) *CommandError {
	fn, given, wrong := e.startOf(c.Name)
	if wrong != nil {
		return wrong
	}
	n := max(c.N, 1)
	if e.rules[program.RuleCommands] == program.CommandsPerPass && e.end.Kind == NotEnded {
		if int64(len(e.pending))+n > maxPending {
			return cannot("too many commands are waiting for the end of a pass", "let some of them pass")
		}
		for ; n > 0; n-- {
			e.postpone(request{verb: SpawnVerb, fn: fn, name: -1, by: -1, given: given})
		}
		return nil
	}
	if free := int64(e.places.Len(int(Free))); free < n {
		return cannot(fmt.Sprintf("FREE has %d of the %d process slots that it takes", free, n),
			"kill a coroutine, or raise slots in the scene")
	}
	for ; n > 0; n-- {
		e.spawn(fn, -1, -1, false, BySpawn, &given)
	}
	return nil
}

// doTo does a command to the live coroutine s.
func (e *Engine) doTo(c Command, s int32) *CommandError {
	cor := &e.cors[s]
	place := Place(e.places.Queue(int(s)))
	name := e.Name(int(s))
	switch {
	case cor.has(zombie) && c.Verb != RunVerb:
		return cannot(name+" has been killed already, and its slot is free at its next turn", "run "+name)
	case c.Verb == KillVerb:
		if e.rules[program.RuleCommands] == program.CommandsPerPass && e.end.Kind == NotEnded {
			e.postpone(request{verb: KillVerb, target: e.handle(s), name: -1, by: -1})
			return nil
		}
		mid := e.running == s
		e.kill(s, -1)
		if mid && e.running < 0 && e.end.Kind == NotEnded {
			e.endPass()
		}
		return nil
	case c.Verb != KillVerb && cor.has(handler):
		return cannot(name+" is a handler, and nothing but its interrupt brings it to the CPU", "interrupt "+name)
	case c.Verb == RunVerb && place == Running:
		return cannot(name+" is on the CPU already", "step")
	case c.Verb == RunVerb && e.policy == program.RoundRobin: // it resumes whoever is in the slot
		e.next, e.idleResumes, e.commandedAt = s, 0, 0
		e.commanded(c.Verb, s, NoObject, 0)
		return nil
	case c.Verb == RunVerb && place != Ready:
		return cannot(name+" is on "+place.String()+", and only READY is ever resumed", "wake "+name)
	case c.Verb == RunVerb && e.outranked(s) >= 0:
		return e.cannotRun(s)
	case c.Verb == RunVerb:
		e.front(s).From = uint8(RunVerb)
		return nil
	case place == Ready || place == Running:
		return cannot(name+" is on "+place.String()+" and waits for nothing", "choose one on WAITING or TIMED-WAITING")
	case c.Verb == WakeVerb:
		e.commanded(c.Verb, s, e.blockedOn(cor, s), 0)
		e.wakeSpurious(s)
	case cor.wait == OnChan && e.code[cor.pc].Kind != program.SelectWithin:
		return cannot(name+" waits at a channel without a deadline", "write select with a case <-after(5)")
	case c.Within:
		return e.giveDeadline(s, c.N)
	default:
		e.commanded(c.Verb, s, e.blockedOn(cor, s), 0)
		e.fire(s, ByInjectedTimeout)
	}
	return nil
}

// wakeSpurious makes s ready for no reason. A wait or park returns ok; a lock, a sleep and a receive look again and
// wait again.
func (e *Engine) wakeSpurious(s int32) {
	c := &e.cors[s]
	object := e.blockedOn(c, s)
	switch {
	case c.wait == OnCond && !e.decidedLate():
		e.decide(s, program.OK)
	case c.wait == OnCond, c.wait == OnList, c.wait == OnAnswer:
		c.result = program.OK
		c.flags |= forced
	}
	e.makeReady(s, ByInjectedWake, -1, object)
}

// giveDeadline gives a waiting coroutine the deadline now + n.
func (e *Engine) giveDeadline(s int32, n int64) *CommandError {
	c := &e.cors[s]
	if e.rules[program.RuleDeadline] == program.DeadlineNone {
		return cannot("under deadline = none there is nothing to evaluate a timeout by", "rule deadline waiter")
	}
	if e.rules[program.RuleBlocked] == program.BlockedOne {
		return cannot("under blocked = one the scheduler cannot tell a timed wait from another", "rule blocked split")
	}
	c.deadline = e.now + n
	object := e.blockedOn(c, s)
	if e.rules[program.RuleDeadline] == program.DeadlineObject {
		e.lendDeadline(c)
	}
	e.commanded(TimeoutVerb, s, object, n+1)
	if e.policy != program.RoundRobin && e.ownTimer(c) {
		e.timers.Set(int(s), c.deadline)
	}
	if Place(e.places.Queue(int(s))) == Waiting {
		e.move(s, TimedWaiting, ByNewDeadline, -1, object)
	}
	return nil
}

func (e *Engine) doSignal(c Command) *CommandError {
	for i, o := range e.prog.Conds {
		if e.prog.Objects[o].Name != c.Name {
			continue
		}
		kind := program.Signal
		if c.Verb == BroadcastVerb {
			kind = program.Broadcast
		}
		e.commanded(c.Verb, -1, uint16(o), int64(e.waits.Len(e.signalQueue(int32(i)))))
		e.signal(-1, int32(i), kind, -1)
		return nil
	}
	return e.noSuch(c, program.CondClass, "condition")
}

func hintNames(known []string) string {
	if len(known) == 0 {
		return "this scene has none"
	}
	return "there are " + strings.Join(known, " ")
}

func (e *Engine) doSet(c Command) *CommandError {
	class, title := program.VarClass, "shared variable"
	if c.Verb == CapacityVerb {
		class, title = program.QueueClass, "work queue"
	}
	for _, o := range e.prog.Objects {
		if o.Class != class || o.Name != c.Name {
			continue
		}
		if o.Class == program.QueueClass {
			e.rings[o.Index].SetCap(int(c.N))
			e.commanded(c.Verb, -1, objectID(e.prog, o), c.N)
			return nil
		}
		if t := e.prog.Vars[o.Index].Type; t != program.Int && t != program.Bool {
			return cannot(c.Name+" does not hold a number", "")
		} else if t == program.Bool && c.N != 0 && c.N != 1 {
			return cannot(c.Name+" holds a truth value", "set it to 0 or 1")
		}
		e.vars[o.Index] = c.N
		e.commanded(c.Verb, -1, objectID(e.prog, o), c.N)
		return nil
	}
	return e.noSuch(c, class, title)
}

func objectID(p *program.Program, o program.Object) uint16 {
	for i := range p.Objects {
		if p.Objects[i].Class == o.Class && p.Objects[i].Index == o.Index {
			return uint16(i)
		}
	}
	return NoObject
}
