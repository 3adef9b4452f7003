package narrate

import "github.com/quartet-os/quartet/engine"

import "github.com/quartet-os/quartet/engine/program"

// foldStand notes where a coroutine is after its op: what it waits in and since when, and where in a loop.
// What a handler does is done beside that.
func (n *Narrator) foldStand(t *told, ev *engine.Event) {
	again := t.waits(ev)
	if t.blocked = 0; ev.Outcome() == engine.Blocked {
		t.blocked = int32(ev.PC) + 1
		if !again {
			t.since = ev.Time
		}
	}
	if len(n.prog.Handlers) > 0 && n.prog.HandlerAt(int32(ev.PC)) >= 0 {
		return
	}
	if ev.Op() == program.Assign {
		t.rounds = n.number
	}
	t.round = n.inside(ev)
	t.last = int32(ev.PC)
	t.left = ev.Op() == program.Test && n.turn(ev) == program.OutOfLoop
}

// turn says where the answer of a test leads in its loop.
func (n *Narrator) turn(ev *engine.Event) program.Turn {
	answer := 1
	if ev.Arg != 0 {
		answer = 0
	}
	return n.prog.Turns[ev.PC][answer]
}

// inside reports whether the condition of a loop that an op belongs to is met on the way round the loop, not on
// the way into it.
func (n *Narrator) inside(ev *engine.Event) bool {
	if int(ev.PC) >= len(n.prog.Loops) {
		return false
	}
	loop, t := n.prog.Loops[ev.PC], &n.slots[ev.Who]
	switch {
	case loop[0] != int32(ev.PC): // within the condition, or in no condition at all
		return t.round
	case t.last < loop[0] || t.last >= loop[1]:
		return false
	}
	return !t.left || n.prog.Loops[t.last] != loop
}
