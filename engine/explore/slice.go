package explore

import (
	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// slice goes back from the end and marks the steps that it depends on: those that changed what others can
// see, by a coroutine or on an object that has to do with what comes later and matters, and those in which
// such a coroutine looked at what others had changed.
func (p *witness) slice() []bool {
	matters := make([]bool, p.steps())
	for i := range p.base {
		matters[i] = true // nothing is known against it
	}
	who, what := p.involved()
	prog := p.e.Program()
	for i := p.steps() - 1; i >= p.base; i-- {
		last := i == p.steps()-1
		events := p.told[i-p.base].events
		linked := last
		seen := last
		for _, ev := range events {
			linked = linked || ev.Who >= 0 && who[ev.Who] && ev.Kind != engine.Moved ||
				ev.Object != engine.NoObject && what[ev.Object]
			reads := ev.Kind == engine.Did && len(prog.Reads(int32(ev.PC))) > 0
			seen = seen || noticeable(&ev) || reads && ev.Who >= 0 && who[ev.Who]
		}
		if !linked || !seen {
			continue
		}
		matters[i] = true
		for _, ev := range events {
			if ev.Who >= 0 {
				who[ev.Who] = true
			}
			if ev.Object != engine.NoObject {
				what[ev.Object] = true
			}
			if ev.Kind == engine.Did {
				for _, object := range prog.Reads(int32(ev.PC)) {
					what[uint16(object)] = true
				}
			}
		}
	}
	return matters
}

// involved returns who and what the end is about: those who wait, and for what, or who did the last step.
func (p *witness) involved() (who map[int32]bool, what map[uint16]bool) {
	who, what = map[int32]bool{}, map[uint16]bool{}
	s := p.e.Snapshot(nil)
	end := s.End.Kind
	hangs := end == engine.EndStuck || end == engine.EndDeadlock || end == engine.NotEnded
	for i := range s.Coroutines {
		c := &s.Coroutines[i]
		if hangs && c.Live && !c.Daemon && c.Place == engine.Waiting {
			who[int32(i)] = true
			if c.Object >= 0 {
				what[uint16(c.Object)] = true
			}
		}
	}
	for _, object := range p.asked() {
		what[uint16(object)] = true
	}
	return who, what
}

// asked returns the objects that the law which broke in the last step looks at, or the expression that was reached.
func (p *witness) asked() []int {
	if len(p.told) == 0 {
		return nil
	}
	prog := p.e.Program()
	if p.v.law != nil {
		return prog.LooksAt(p.v.law.Laws[len(p.v.law.Laws)-1].X, nil)
	}
	for _, ev := range p.told[len(p.told)-1].events {
		if ev.Kind != engine.Broke {
			continue
		}
		law := &prog.Laws[ev.Arg]
		if law.Kind == program.Conserve {
			return []int{prog.Queues[law.Queue].Object}
		}
		return prog.LooksAt(law.X, nil)
	}
	return nil
}

// noticeable reports whether an event tells of a change that others can see, or of a signal that nobody heard.
func noticeable(ev *engine.Event) bool {
	switch ev.Kind {
	case engine.Moved:
		switch ev.Cause() {
		case engine.ByDispatch, engine.ByYield, engine.ByCompute, engine.ByQuantum:
			return false
		}
		return true
	case engine.Did:
		if ev.Op().Row().Shared {
			return true
		}
		return ev.To == uint8(engine.Blocked) || ev.To == uint8(engine.Failed)
	case engine.Owned, engine.Cycled, engine.Orphaned, engine.Broke, engine.Came, engine.Refused, engine.Spawned:
		return true
	}
	return false
}
