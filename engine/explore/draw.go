package explore

import (
	"fmt"
	"math/bits"
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// drawer goes random schedules, one after the other.
type drawer struct {
	begin, at *engine.Engine
	law       *program.Program
	opt       *Options
	of        *Sampling
	stop      *stop
	sample    Sample

	random lots
	seed   uint64 // of the machine's own, of which it draws exponential durations
	picks  engine.Choices
	slots  []int
	course course // goes passes where interrupts may come
	comes  int    // the interrupt that comes next, in mid-pass; else notDrawn

	noting      bool // the schedule is to be told
	exponential bool // such a duration was drawn
	before      *engine.Engine
	found       []Choice
	upTo        []int64  // by choice: its last step
	woken       []string // for no reason, before the next choice
}

// notDrawn stands for a slot where none was drawn.
const notDrawn = -1 << 30

// waking stands in place of a slot for somebody who wakes for no reason: waking - slot.
const waking = -1 << 20

func newDrawer(begin *engine.Engine, opt *Options, v *Verdict, of *Sampling, stop *stop) *drawer {
	d := &drawer{begin: begin, law: v.law, opt: opt, of: of, stop: stop, comes: notDrawn}
	d.picks.Stop, d.picks.Terse, d.picks.Draw = stop.on, true, d.below
	d.course = course{grain: opt.Grain, stop: d.interrupted}
	return d
}

// draw goes the schedule of a number and notes what came of it. It is false where that was broken off.
func (d *drawer) draw(number int64) bool {
	d.random = lots(scrambled(scrambled(d.of.Seed) + uint64(number)))
	d.at = d.begin.Fork(d.at)
	d.seed = d.random.bits()
	d.at.Probe().Seed(d.seed)
	d.comes = notDrawn
	for n := int64(1); n <= d.of.passes(); n++ {
		events := d.pass(d.next())
		if d.stop.on() {
			return false
		}
		kind := judge(d.at, events, d.law)
		if kind == engine.NotEnded && d.at.End().Kind == engine.NotEnded {
			continue
		}
		d.sample.Runs, d.sample.Passes = d.sample.Runs+1, d.sample.Passes+n
		if kind == engine.NotEnded {
			d.sample.Ended++
			return true
		}
		d.sample.Kinds[kind]++
		d.sample.note(&Drawn{number, n, kind})
		return true
	}
	d.sample.Runs, d.sample.Cut, d.sample.Passes = d.sample.Runs+1, d.sample.Cut+1, d.sample.Passes+d.of.passes()
	return true
}

// next draws who runs the next pass, as a slot or what stands in its place. Where somebody may wake for no reason, that
// is one of the alternatives, and no pass.
func (d *drawer) next() int {
	if slot := d.comes; slot != notDrawn {
		d.comes = notDrawn
		return slot
	}
	for {
		p := d.at.Probe()
		d.slots = d.slots[:0]
		engaged := p.Engaged()
		if !engaged && d.at.Policy() != program.RoundRobin {
			d.slots = p.Contenders(d.slots)
		}
		if len(d.slots) == 0 {
			d.slots = append(d.slots, -1)
		}
		d.slots = p.Raisable(d.slots)
		if d.opt.Spurious && !engaged {
			for slot := range d.at.Slots() {
				if p.CanWake(slot) {
					d.slots = append(d.slots, waking-slot)
				}
			}
		}
		slot := d.slots[d.below(int64(len(d.slots)))]
		if slot > waking {
			return slot
		}
		if d.noting {
			d.woken = append(d.woken, d.at.Name(waking-slot))
		}
		p.WakeSpurious(waking - slot)
	}
}

// pass goes a pass, at grain op an op, of a slot or of what stands in its place; where interrupts may come its part up
// to one of them.
func (d *drawer) pass(slot int) (events []engine.Event) {
	d.picks.Take, d.picks.Seen = d.picks.Take[:0], d.picks.Seen[:0]
	d.picks.Inexact, d.picks.Many = false, false
	if d.noting {
		d.at.Quiet(false)
		d.before = d.at.Fork(d.before)
	}
	irqs := d.at.Program().UsesIrqs
	if irqs {
		events = d.course.run(d.at, slot, &d.picks)
	} else {
		events = d.at.Probe().Resume(slot, &d.picks)
	}
	d.sample.Many = d.sample.Many || d.picks.Many
	d.exponential = d.exponential || d.picks.Inexact
	if !d.noting {
		return events
	}
	c := choiceOf(d.before, events, &d.picks, 1)
	c.Take = slices.Clone(c.Take)
	if irqs && d.at.RunningSlot() >= 0 && d.at.End().Kind == engine.NotEnded {
		c.Ops = d.course.steps
	}
	c.Spurious, d.woken = d.woken, nil
	d.found, d.upTo = append(d.found, c), append(d.upTo, d.at.StepNumber())
	return events
}

// interrupted draws whether an interrupt comes in mid-pass, and which: that none does is as likely as each of them.
func (d *drawer) interrupted(int) bool {
	d.slots = d.at.Probe().Raisable(d.slots[:0])
	k := d.below(int64(len(d.slots)) + 1)
	if k > 0 {
		d.comes = d.slots[k-1]
	}
	return k > 0
}

// when names a step by the choice that it belongs to.
func (d *drawer) when(step int64, g program.Grain) string {
	if step <= d.begin.StepNumber() {
		return stepNumber(step)
	}
	i, _ := slices.BinarySearch(d.upTo, step)
	one, _ := g.Unit()
	return fmt.Sprintf("in %s %d", one, i+1)
}

// below draws one of n numbers from 0.
func (d *drawer) below(n int64) int64 {
	if n <= 1 {
		return 0
	}
	high, _ := bits.Mul64(d.random.bits(), uint64(n))
	return int64(high)
}
