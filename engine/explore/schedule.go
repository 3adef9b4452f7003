package explore

import (
	"errors"
	"fmt"
	"slices"
	"sort"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// walker goes the way to a finding again, in a machine as it really is, and notes who ran. States are known
// by their keys only, in which slots may have other names; so at each step it looks for a choice that leads
// to the next key.
type walker struct {
	search *search
	at     *engine.Engine
	try    *engine.Engine
	w      *worker
	picks  engine.Choices
	found  []Choice
	woken  []string // for no reason, before the next pass
	back   []string // those of them who came back at once
	events []engine.Event
	judged engine.Ending // what the step tried has come to
	steps  int
	ops    int // where the last of them stops in mid-pass: how far it goes
	news   engine.News
	view   *engine.Snapshot
	begin  int64   // step at which the schedule begins
	upTo   []int64 // by choice: its last step
	grace  int     // passes that are still tried once the search is to stop
}

// graceBytes is how many bytes of machines are copied to find the schedule of what was found before a stop.
const graceBytes = 32 << 20

// stopped reports whether it is time to give up: what was found before the search was broken off is still told, if
// that takes no time.
func (k *walker) stopped() bool {
	if !k.search.stop.on() {
		return false
	}
	k.grace--
	return k.grace < 0
}

// errLost says that a finding's way could not be gone again in a machine, which would be a fault of this
// package.
var errLost = errors.New("explore: the way to a finding was lost; please report the scene")

// schedule returns the choices that lead to the finding, why it is one in a sentence, and, of a law, why it does
// not hold.
func (s *search) schedule(begin *engine.Engine) (way []Choice, because string, broken *engine.Broken, err error) {
	s.free()
	k := s.walker(begin)
	if !k.follow(s.found.from) {
		return nil, "", nil, k.lost()
	}
	ok := k.step(func() bool {
		if k.judged != s.found.kind {
			return false
		}
		because, broken = reason(k.try, s.found.kind, k.when), k.try.End().Broken
		s.found.unplaced = reason(k.try, s.found.kind, func(int64) string { return "" })
		return true
	})
	if !ok {
		return nil, "", nil, k.lost()
	}
	return k.found, because, broken, nil
}

// walker makes one that stands at the beginning.
func (s *search) walker(begin *engine.Engine) *walker {
	k := &walker{search: s, at: begin.Fork(nil), try: begin.Fork(nil), w: newWorker(s, begin)}
	k.grace = graceBytes/begin.Probe().Bytes() + 1
	k.picks.Stop = s.stop.on
	k.at.Quiet(false)
	k.begin = k.at.StepNumber()
	return k
}

// follow goes the way to a state.
func (k *walker) follow(to node) bool {
	s, back := k.search, []node{}
	for n := to; n != noNode; n = s.shards[n.shard()].parent(n.index()) {
		back = append(back, n)
	}
	if k.at.Probe().Engaged() && len(back) > 0 && !k.step(func() bool { return k.stands(back[len(back)-1]) }) {
		return false
	}
	for i := len(back) - 2; i >= 0; i-- {
		ok := false
		if s.opt.Spurious && s.levelOf(back[i]) == s.levelOf(back[i+1]) {
			ok = k.wake(back[i])
		} else {
			ok = k.step(func() bool { return k.stands(back[i]) })
		}
		if !ok {
			return false
		}
	}
	return true
}

// lost says why a way was not found again.
func (k *walker) lost() error {
	if k.search.stop.on() {
		return errBrokenOff
	}
	return errLost
}

// free gives back what only going on with the search needs.
func (s *search) free() {
	for i := range s.shards {
		s.shards[i].table = nil
	}
	s.chunks = nil
	for _, w := range s.workers {
		w.memo.forget()
	}
}

// levelOf returns the level of a state.
func (s *search) levelOf(n node) int {
	return sort.Search(len(s.marks), func(l int) bool { return s.marks[l][n.shard()] > n.index() })
}

// stands reports whether the machine tried is in the state n.
func (k *walker) stands(n node) bool {
	if !lasts(k.try) {
		return false
	}
	w := k.w
	w.cursor.Note(&k.news)
	w.cursor.Follow(k.try)
	if !w.cursor.Save(w.next, nil) {
		return false
	}
	w.cursor.Canonical(w.next)
	k.search.layout.pack(w.key, w.next)
	return same(w.key, k.search.shards[n.shard()].key(n.index()))
}

// step tries who can run, with each alternative of each choice, until good says that this was it.
func (k *walker) step(good func() bool) bool {
	k.view = k.at.Snapshot(k.view)
	for _, slot := range choosers(k.at, k.view) {
		k.picks.Take = k.picks.Take[:0]
		for more := true; more; more = advance(&k.picks) {
			if k.stopped() {
				return false
			}
			if k.pass(slot, good) {
				k.keep()
				return true
			}
		}
	}
	return false
}

// pass does one pass, or, at grain op, an op and the ops of the same coroutine before it that nobody else
// can notice, pass by pass where nobody may interrupt it, and says whether that is good.
func (k *walker) pass(slot int, good func() bool) bool {
	k.try = k.at.Fork(k.try)
	k.picks.Seen, k.picks.Inexact = k.picks.Seen[:0], false
	k.events, k.steps, k.ops = k.events[:0], 1, 0
	if k.w.marks != nil {
		k.w.marks.begin(k.try)
	}
	if slot >= 0 && k.search.opt.Grain == program.GrainOp {
		for ; k.search.codec.Quiet(k.try, slot); k.steps++ {
			k.events = append(k.events, k.try.Probe().Resume(slot, nil)...)
		}
	}
	if k.search.codec.Irqs {
		return k.part(slot, good)
	}
	k.events = append(k.events, k.try.Probe().Resume(slot, &k.picks)...)
	k.judged = judge(k.try, k.events, k.search.law)
	return !k.picks.Inexact && good()
}

// part goes on with what pass has begun where interrupts may come: up to one of them, if that is good.
func (k *walker) part(slot int, good func() bool) bool {
	found, before := false, len(k.events)
	c := course{codec: k.search.codec, grain: k.search.opt.Grain}
	c.stop = func(steps int) bool {
		k.events, k.ops = append(k.events[:before], c.events...), steps
		k.judged = judge(k.try, k.events, k.search.law)
		found = k.judged == engine.NotEnded && !k.picks.Inexact && good()
		return found
	}
	c.run(k.try, slot, &k.picks)
	if found {
		return true
	}
	k.events, k.ops = append(k.events[:before], c.events...), 0
	if k.try.RunningSlot() >= 0 && k.try.End().Kind == engine.NotEnded {
		k.ops = c.steps
	}
	k.judged = judge(k.try, k.events, k.search.law)
	return !k.picks.Inexact && good()
}

// keep makes the step that was tried the next one of the schedule.
func (k *walker) keep() {
	c := choiceOf(k.at, k.events, &k.picks, k.steps)
	c.Ops = k.ops
	c.Spurious, c.Returns = k.woken, k.back
	k.found = append(k.found, c)
	k.woken, k.back = nil, nil
	k.at, k.try = k.try, k.at
	k.upTo = append(k.upTo, k.at.StepNumber())
}

// when names a step by the choice that it belongs to, since choices are what a schedule lists; a step before
// the schedule keeps its number.
func (k *walker) when(step int64) string {
	if step <= k.begin {
		return stepNumber(step)
	}
	i, _ := slices.BinarySearch(k.upTo, step)
	one, _ := k.search.opt.Grain.Unit()
	return fmt.Sprintf("in %s %d", one, i+1)
}

// wake finds who was woken for no reason on the way to the state to.
func (k *walker) wake(to node) bool {
	k.view = k.at.Snapshot(k.view)
	for slot := range k.view.Coroutines {
		if !k.at.Probe().CanWake(slot) {
			continue
		}
		if k.stopped() {
			return false
		}
		k.try = k.at.Fork(k.try)
		k.try.Probe().WakeSpurious(slot)
		returns := k.search.codec.Returns(k.try, slot)
		if returns {
			k.try.Probe().Resume(slot, nil)
		}
		if k.stands(to) {
			if returns {
				k.back = append(k.back, k.at.Name(slot))
			}
			k.woken = append(k.woken, k.at.Name(slot))
			k.at, k.try = k.try, k.at
			return true
		}
	}
	return false
}
