package engine

import "github.com/quartet-os/quartet/engine/program"

// maxLetters bounds the messages under way in all inboxes together.
const maxLetters = 4096

// box returns the index of the condition of slot s's mailbox. Its lock is never seen held between two ops, since
// nothing yields while it is held; so only the condition is modelled.
func (e *Engine) box(s int32) int32 { return int32(len(e.prog.Conds)) + s }

// send posts a message and wakes its receiver, by a broadcast on the mailbox's condition.
func (e *Engine) send(s int32, op *program.Op) {
	if e.posting(s) {
		e.post(s, op, e.rules[program.RuleUnlockCallback])
		return
	}
	to := e.target(s, op)
	if to < 0 {
		e.refuse(s, NoSuch, NoObject)
		e.result(s, op, program.Error, NoObject)
		return
	}
	object := e.condObject(e.box(to))
	if len(e.letters) >= maxLetters {
		e.refuse(s, InboxFull, object)
		e.result(s, op, program.Busy, object)
		return
	}
	v := e.value(op.Y, s)
	if rule := e.callbackRule(program.RuleUnlockCallback); rule >= program.CallbackMessage {
		e.called(s, op.Kind, object, 1)
		e.post(s, op, rule)
		return
	}
	e.letters = append(e.letters, letter{to: to, value: v})
	e.set(s, op.Dst, int64(program.OK))
	e.finish(s, op, program.OK, object, v)
	e.ring(s, to, object)
}

// ring tells the receiver that there is mail.
func (e *Engine) ring(s, to int32, object uint16) {
	if e.decidedLate() {
		e.signal(s, e.box(to), program.Broadcast, -1)
		return
	}
	if e.cors[to].wait == OnMail && e.asleep(to) && e.rules[program.RuleSignalCallback] != program.CallbackNone {
		e.leave(to, object)
		e.callback(to, ByMessage, s, object)
	}
}

// receive does Receive and ReceiveWithin.
func (e *Engine) receive(s int32, op *program.Op) {
	c := &e.cors[s]
	box := e.box(s)
	object := e.condObject(box)
	if c.wait == OnMail {
		if !e.reopen(s, op, box, object) {
			return
		}
	} else {
		c.deadline = NoDeadline
		if op.Kind == program.ReceiveWithin {
			if !e.timely(s, op) {
				return
			}
			c.deadline = e.instant(s, op)
		}
	}
	for i := range e.letters {
		if e.letters[i].to == s {
			v := e.letters[i].value
			e.letters = append(e.letters[:i], e.letters[i+1:]...)
			e.received(s, op, v, program.OK)
			return
		}
	}
	e.beginWait(c, OnMail, box)
	place := Waiting
	if c.deadline != NoDeadline {
		place = TimedWaiting
		if e.rules[program.RuleDeadline] == program.DeadlineObject {
			e.conds[box].deadline = c.deadline
		} else if e.expired(c.deadline, 0) {
			e.received(s, op, 0, program.TimedOut)
			return
		}
	}
	if e.waits.Queue(int(s)) == 0 {
		e.join(s, e.signalQueue(box), object, false)
	}
	e.block(s, op, place, ByReceive, object)
}

// reopen is what a receiver does when it runs again; true: it may look into its inbox.
func (e *Engine) reopen(s int32, op *program.Op, box int32, object uint16) bool {
	c := &e.cors[s]
	switch {
	case e.signalled(s, box):
		e.conds[box].signals--
		e.leave(s, object)
		c.wait = OnNothing
	case c.has(forced):
		r := c.result
		if r == program.TimedOut {
			e.received(s, op, 0, r)
			return false
		}
		c.flags &^= forced
	case e.expired(c.deadline, e.conds[box].deadline):
		e.received(s, op, 0, program.TimedOut)
		return false
	case e.decidedLate() && e.waits.Queue(int(s)) != 0: // off it: it was told before a switch made it look for itself
		place := Waiting
		if c.deadline != NoDeadline {
			place = TimedWaiting
		}
		e.block(s, op, place, ByReceive, object)
		return false
	}
	return true
}

// received finishes a receive; a timed out one gives 0, or error where the op has no place for a second result.
func (e *Engine) received(s int32, op *program.Op, v int64, r program.Result) {
	box := e.box(s)
	object := e.condObject(box)
	if e.waits.Queue(int(s)) == e.signalQueue(box) {
		e.leave(s, object)
	}
	if op.Kind == program.ReceiveWithin {
		e.clearDeadline(&e.conds[box].deadline)
	}
	c := &e.cors[s]
	e.endWait(c)
	c.result = program.OK
	e.set(s, op.Dst, v)
	e.set(s, op.Dst2, int64(r))
	e.finish(s, op, r, object, v)
}
