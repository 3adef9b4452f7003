package explore

import "github.com/quartet-os/quartet/engine"

// mostWays is how many ways of the rest of a pass are tried.
const mostWays = 64

// inMidPass returns what is known of a machine that is in the middle of a pass: of what the rest of it leads to, with
// the places where an interrupt may come, and of each interrupt that may come at once. It is not known where one of the
// states there was not come upon.
func (f *Forecast) inMidPass(o *outlook, e *engine.Engine, memory uint32) (c chances, ok bool) {
	if o.sp == nil || o.graph == nil {
		return c, false
	}
	c, ok = chances{whole: true}, true
	law, watches, ways := f.v.law, watchesOf(f.laws), 0
	course := course{codec: o.sp.search.codec, grain: f.opt.Grain}
	var try *engine.Engine
	behind := func(e *engine.Engine) {
		if at, known := o.find(e, recall(f.laws, memory, seen(e, watches))); known {
			next := o.chancesAt(at)
			if next.near > 0 {
				next.near++
			}
			c = c.or(next)
		} else {
			ok = false
		}
	}
	course.stop = func(int) bool {
		if judge(try, course.events, law) == engine.NotEnded {
			behind(try)
		}
		return false
	}
	for _, slot := range e.Probe().Raisable([]int{-1}) {
		var picks engine.Choices
		for more := true; more && ok; more = advance(&picks) {
			if ways++; ways > mostWays {
				return c, false
			}
			try = e.Fork(try)
			if law != nil {
				try.Probe().Obey(law)
			}
			if len(watches) > 0 {
				try.Probe().Watch(&watches[0])
			}
			picks.Seen, picks.Inexact = picks.Seen[:0], false
			events := course.run(try, slot, &picks)
			switch {
			case picks.Inexact || picks.Many:
				ok = false
			case judge(try, events, law) != engine.NotEnded:
				c = c.or(chances{fails: true, whole: true, near: 1})
			case try.End().Kind != engine.NotEnded:
				well := f.endsWell(try, recall(f.laws, memory, seen(try, watches)))
				c = c.or(chances{fails: !well, well: well, whole: true})
			default:
				behind(try)
			}
		}
	}
	return c, ok
}

// or adds what is known of another state that can come next.
func (c chances) or(next chances) chances {
	if next.near > 0 && (c.near == 0 || next.near < c.near) {
		c.near = next.near
	}
	return chances{c.fails || next.fails, c.well || next.well, c.whole && next.whole, c.near}
}
