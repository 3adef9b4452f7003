package explore

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// MostExamples is how many examples are shown at most.
const MostExamples = 20

// Example is a way in which a scene ends well: it is over, and nothing is wrong.
type Example struct {
	Schedule []Choice
	Ends     []engine.Valued // the shared numbers and truths, and the counters, at the end
	Again    bool            // it comes to an end that an example before it comes to, in another order

	v *Verdict // as that of a finding, to be played and told
}

// The bounds of looking for other orders: runs for each example that is wanted, and choices of a run.
const (
	walksEach = 50
	walkMost  = 2_000
	walksMost = 200_000 // and of all runs together
	endsEach  = 4       // states in which the scene is over, for each example: some of them look alike
)

// Examples looks for n different ways in which a scene ends well, at the grain of the options. Ways to different ends
// come first, each by a shortest schedule; ends that differ by the names of coroutines alone are one. Where there are
// fewer, other orders are added, as random runs come upon them, the same each time. There may be none: no run ends
// well, or none was found within the limits.
func Examples(ctx context.Context, start *engine.Engine, opt Options, n int) ([]Example, error) {
	counting, err := start.Program().Counting([]string{"false"}) // so that no finding ends the search
	if err != nil {
		return nil, err
	}
	opt.Reach, opt.Never, opt.Progress = "", nil, nil
	opt.counting, opt.counted, opt.examples = counting, 0, endsEach*min(n, MostExamples)
	v, err := Run(ctx, start, opt)
	for i := range v.shows {
		one := v
		one.Answer, one.law, one.Schedule, one.shows = Fails, nil, v.shows[i].Schedule, nil
		v.shows[i].v = &one
	}
	return v.shows, err
}

// Rows says what happens in each choice of the example.
func (x *Example) Rows(ctx context.Context) ([]Row, error) {
	p, err := x.v.watch(ctx, false)
	if err != nil {
		return nil, err
	}
	all := make([]bool, p.steps())
	for i := range all {
		all[i] = true
	}
	return p.rows(all), nil
}

// Play plays it, as Verdict.Play does a finding.
func (x *Example) Play(p Player) error { return x.v.Play(p) }

// Runs names who runs in its choices, one behind the other.
func (x *Example) Runs() string {
	var all []string
	for i := range x.Schedule {
		who := x.Schedule[i].Run
		if who == "" {
			who = "(time)"
		}
		all = append(all, who)
	}
	return strings.Join(all, " ")
}

// order tells two schedules apart.
func (x *Example) order() string {
	var b strings.Builder
	for i := range x.Schedule {
		c := &x.Schedule[i]
		fmt.Fprint(&b, c.Run, c.Take, c.Spurious, " ")
	}
	return b.String()
}

// waysToEnds goes the ways to the ends that a search has come upon, and looks for other orders where these are too few.
// whole says that it has come upon all of them.
func (s *search) waysToEnds(begin *engine.Engine, whole bool) (all []Example) {
	s.free()
	known, longest, n := map[string]bool{}, 0, s.opt.examples/endsEach
	for _, to := range s.ended {
		k := s.walker(begin)
		if !k.follow(to) || !endsWell(k.at) {
			continue
		}
		x := Example{Schedule: k.found, Ends: atEnd(k.at)}
		known[x.order()], longest = true, max(longest, len(x.Schedule))
		x.Again = comesAgain(all, &x)
		all = append(all, x)
	}
	slices.SortStableFunc(all, func(a, b Example) int { return again(&a) - again(&b) })
	all = all[:min(n, len(all))]
	if whole && len(s.ended) == 0 {
		return nil // no run ends
	}
	most, left := walkMost, walksMost
	if longest > 0 {
		most = min(2*longest+20, walkMost)
	}
	for seed := range uint64(walksEach * n) {
		if len(all) >= n || left <= 0 || s.stop.on() {
			break
		}
		k := s.walker(begin)
		well := k.wander(lots(seed), min(most, left))
		left -= len(k.found)
		if !well {
			continue
		}
		x := Example{Schedule: k.found, Ends: atEnd(k.at)}
		if known[x.order()] {
			continue
		}
		known[x.order()] = true
		x.Again = comesAgain(all, &x)
		all = append(all, x)
	}
	return all
}

// comesAgain reports whether an example comes to what another comes to.
func comesAgain(all []Example, x *Example) bool {
	return slices.ContainsFunc(all, func(o Example) bool { return slices.Equal(o.Ends, x.Ends) })
}

func again(x *Example) int {
	if x.Again {
		return 1
	}
	return 0
}

// wander goes on at random until the run is over, and reports whether it ends well.
func (k *walker) wander(r lots, most int) bool {
	for range most {
		if k.at.End().Kind != engine.NotEnded || k.stopped() {
			break
		}
		k.view = k.at.Snapshot(k.view)
		who := choosers(k.at, k.view)
		if len(who) == 0 {
			break // in the middle of what an interrupt has left, nobody may come next
		}
		slot := who[r.below(len(who))]
		k.picks.Take = k.picks.Take[:0]
		over := func() bool { return k.try.RunningSlot() < 0 || k.try.End().Kind != engine.NotEnded }
		whole := k.pass(slot, over)
		for _, n := range k.picks.Seen {
			k.picks.Take = append(k.picks.Take, int32(r.below(int(n))))
		}
		if len(k.picks.Take) > 0 {
			whole = k.pass(slot, over)
		}
		if !whole {
			return false // it has a duration that no schedule can name, or an interrupt
		}
		k.keep()
	}
	return endsWell(k.at)
}

// lots is a source of numbers that look random, the same for the same beginning (splitmix64, Steele et al. 2014).
type lots uint64

func (l *lots) below(n int) int { return int(l.bits() % uint64(max(n, 1))) }

// bits draws 64 bits.
func (l *lots) bits() uint64 {
	*l += 0x9e3779b97f4a7c15
	return scrambled(uint64(*l))
}

// scrambled spreads the bits of a number.
func scrambled(z uint64) uint64 {
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// endsWell reports whether a run is over and nothing is wrong.
func endsWell(e *engine.Engine) bool {
	return e.End().Kind == engine.EndDone && judge(e, nil, nil) == engine.NotEnded
}

// atEnd lists what a scene has made: its shared numbers and truths, and its counters.
func atEnd(e *engine.Engine) (all []engine.Valued) {
	now := e.Snapshot(nil)
	for _, v := range slices.Concat(now.Vars, now.Counters) {
		if v.Type == program.Int || v.Type == program.Bool {
			all = append(all, engine.Valued{Name: v.Name, Type: v.Type, Value: v.Value,
				Text: program.Spell(v.Type, v.Value, func(int64) string { return "" })})
		}
	}
	return all
}
