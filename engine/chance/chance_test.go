package chance_test

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/quartet-os/quartet/engine/chance"
	"github.com/quartet-os/quartet/internal/effort"
)

// edge is an edge of a chain that is written down by hand; its chance is one in so many.
type edge struct {
	to  int // fails, ends or a state
	one int64
}

const fails, ends = -1, -2

// chain builds one.
func chain(states [][]edge) *chance.Chain {
	c := &chance.Chain{From: []uint32{0}}
	for _, edges := range states {
		for _, e := range edges {
			to := uint32(e.to)
			switch e.to {
			case fails:
				to = chance.Fails
			case ends:
				to = chance.Ends
			}
			c.To, c.Weight = append(c.To, to), append(c.Weight, 1/float64(e.one))
		}
		c.From = append(c.From, uint32(len(c.To)))
	}
	return c
}

func near(a, b, share float64) bool {
	return a == b || math.Abs(a-b) <= share*max(1, math.Abs(b))
}

// TestByHand: a few whose answers are known.
func TestByHand(t *testing.T) {
	coin := [][]edge{{{fails, 2}, {ends, 2}}}
	again := [][]edge{{{0, 2}, {fails, 6}, {fails, 6}, {ends, 6}}}
	ever := [][]edge{{{1, 2}, {fails, 2}}, {{1, 1}}}
	walk := make([][]edge, 1000) // a drunkard between a cliff and his home, who starts at the cliff's side
	for i := range walk {
		walk[i] = []edge{{i - 1, 2}, {i + 1, 2}}
	}
	walk[0][0].to, walk[len(walk)-1][1].to = fails, ends
	for _, c := range []struct {
		name             string
		states           [][]edge
		fails, mean, ten float64
	}{
		{"a coin", coin, 0.5, 1, 0.5},
		{"again", again, 2.0 / 3, 2, 2.0 / 3 * 1023 / 1024},
		{"for ever", ever, 0.5, math.Inf(1), 0.5},
		{"a walk", walk, 1000.0 / 1001, 1000, 0.75390625},
		{"nothing", [][]edge{{}}, 0, math.Inf(1), 0},
	} {
		x := chain(c.states)
		o, ok := x.Odds(nil)
		ten := x.Within([]int{10}, nil)
		if !ok || !near(o.Fails, c.fails, 1e-12) || !near(o.Mean, c.mean, 1e-9) || !near(ten[0], c.ten, 1e-12) {
			t.Errorf("%s: %+v, within ten steps %v", c.name, o, ten)
		}
		if fails, loops := x.Comes(); fails != (c.fails > 0) || loops != math.IsInf(c.mean, 1) {
			t.Errorf("%s: it can fail %v, and go on for ever %v", c.name, fails, loops)
		}
		bounds := []int{0, 1, 4, 5, 10}
		for i, p := range x.Within(bounds, nil) {
			if alone := x.Within(bounds[i:i+1], nil)[0]; p != alone {
				t.Errorf("%s: within %d steps %v, beside other bounds %v", c.name, bounds[i], alone, p)
			}
		}
	}
}

// TestLongRuns: a coin is thrown until it has shown heads so many times in a row. That takes 2 to the power of one
// more, less 2; it is as exact as where a throw decides.
func TestLongRuns(t *testing.T) {
	for _, row := range []int{10, 24, 40, 60} {
		states := make([][]edge, row)
		for i := range states {
			states[i] = []edge{{i + 1, 2}, {0, 2}}
		}
		states[row-1] = []edge{{fails, 4}, {ends, 4}, {0, 2}}
		o, ok := chain(states).Odds(nil)
		mean := math.Exp2(float64(row)+1) - 2
		if !ok || math.Abs(o.Fails-0.5) > 1e-9 || math.Abs(o.Mean-mean) > 1e-9*mean || o.FailsWithin > 1e-9 ||
			o.MeanWithin > 1e-9 {
			t.Errorf("%d in a row: %+v, mean %v", row, o, mean)
		}
	}
}

// TestNextToCertain: what is possible has a chance, and what can fail to come is not certain, to the last bit.
func TestNextToCertain(t *testing.T) {
	for _, row := range []int{40, 400, 1200} { // so many heads in a row, each of which can be missed
		for _, goal := range []int{fails, ends} {
			states := make([][]edge, row)
			for i := range states {
				states[i] = []edge{{i + 1, 2}, {ends + fails - goal, 2}}
			}
			states[row-1][0].to = goal
			x := chain(states)
			o, ok := x.Odds(nil)
			soon := x.Within([]int{2 * row}, nil)
			if !ok || o.Fails <= 0 || o.Fails >= 1 || !near(soon[0], o.Fails, 1e-12) {
				t.Errorf("%d: %+v, within %v", row, o, soon)
			}
			if rare := math.Exp2(-float64(row)); goal == fails && row < 1000 && math.Abs(o.Fails/rare-1) > 1e-9 ||
				goal == fails && row < 1000 && math.Abs(soon[0]/rare-1) > 1e-9 {
				t.Errorf("%d: %+v, within %v, not %v", row, o, soon, rare)
			}
		}
	}
}

// TestExactly: random chains come to what exact elimination says, and are nearer to it than they say.
func TestExactly(t *testing.T) {
	for seed := range uint64(effort.Times(60, 600, 6000)) {
		r := rand.New(rand.NewPCG(seed, 3))
		states := make([][]edge, 1+r.IntN(14))
		for i := range states {
			for k := 1 + r.IntN(4); k > 0; {
				one := int64(1 + r.IntN(3))
				for range one { // each of k choices falls in as many ways
					to := r.IntN(len(states)+1+r.IntN(2)) - 1 - r.IntN(2)
					if to >= len(states) {
						to = i
					}
					states[i] = append(states[i], edge{to, one})
				}
				k--
			}
			n := int64(0)
			for _, e := range states[i] {
				if e.one == 1 {
					n++
				}
			}
			groups := map[int64]int64{}
			for _, e := range states[i] {
				groups[e.one]++
			}
			choices := int64(0)
			for one, k := range groups {
				choices += k / one
			}
			for k := range states[i] {
				states[i][k].one *= choices
			}
		}
		failing, mean, certain := exactly(states)
		o, ok := chain(states).Odds(nil)
		if !ok || !near(o.Fails, failing, 1e-10) || math.IsInf(o.Mean, 1) == certain ||
			certain && !near(o.Mean, mean, 1e-10) || o.FailsWithin > 1e-10 || o.MeanWithin > 1e-10 {
			t.Fatalf("seed %d: %+v, exactly %v and %v, %v: %v", seed, o, failing, mean, certain, states)
		}
		if fails, loops := chain(states).Comes(); fails != (failing > 0) || loops == certain {
			t.Fatalf("seed %d: it can fail %v, and go on for ever %v: %v", seed, fails, loops, states)
		}
	}
}

// exactly solves a chain with fractions: x of states from which a run can fail, steps where it cannot go on for ever.
func exactly(states [][]edge) (failing, mean float64, certain bool) {
	reach := func(goal func(i int) bool) []bool {
		can := make([]bool, len(states))
		for range states {
			for i := range states {
				can[i] = can[i] || goal(i)
				for _, e := range states[i] {
					can[i] = can[i] || e.to >= 0 && can[e.to]
				}
			}
		}
		return can
	}
	leads := func(goals ...int) []bool {
		return reach(func(i int) bool {
			for _, e := range states[i] {
				for _, g := range goals {
					if e.to == g {
						return true
					}
				}
			}
			return false
		})
	}
	canFail, leaves := leads(fails), leads(fails, ends)
	loops := reach(func(i int) bool { return !leaves[i] })
	solve := func(in []bool, b func(i int) *big.Rat) *big.Rat {
		n := len(states)
		a := make([][]*big.Rat, n)
		for i := range a {
			a[i] = make([]*big.Rat, n+1)
			for j := range a[i] {
				a[i][j] = new(big.Rat)
			}
			a[i][i].SetInt64(1)
			if !in[i] {
				continue
			}
			a[i][n] = b(i)
			for _, e := range states[i] {
				if e.to >= 0 && in[e.to] {
					a[i][e.to].Sub(a[i][e.to], big.NewRat(1, e.one))
				}
			}
		}
		for k := range a {
			for a[k][k].Sign() == 0 {
				for i := k + 1; i < n; i++ {
					if a[i][k].Sign() != 0 {
						a[i], a[k] = a[k], a[i]
						break
					}
				}
			}
			for i := range a {
				if i == k || a[i][k].Sign() == 0 {
					continue
				}
				f := new(big.Rat).Quo(a[i][k], a[k][k])
				for j := k; j <= n; j++ {
					a[i][j].Sub(a[i][j], new(big.Rat).Mul(f, a[k][j]))
				}
			}
		}
		return new(big.Rat).Quo(a[0][n], a[0][0])
	}
	failing, _ = solve(canFail, func(i int) *big.Rat {
		sum := new(big.Rat)
		for _, e := range states[i] {
			if e.to == fails {
				sum.Add(sum, big.NewRat(1, e.one))
			}
		}
		return sum
	}).Float64()
	if loops[0] {
		return failing, 0, false
	}
	not := make([]bool, len(loops))
	for i := range loops {
		not[i] = !loops[i]
	}
	mean, _ = solve(not, func(int) *big.Rat { return big.NewRat(1, 1) }).Float64()
	return failing, mean, true
}

// TestLarge: a large part that runs leave seldom is solved, by elimination where few edges lead far and by iteration
// where each leads anywhere, and its answer is enclosed.
func TestLarge(t *testing.T) {
	for _, c := range []struct {
		states, far int
		rare        float64
	}{
		{400, 400, 1e-1}, {2000, 20, 1e-4}, {effort.Times(900, 3000, 100_000), 1 << 30, 1e-6},
	} {
		r := rand.New(rand.NewPCG(5, 6))
		x := &chance.Chain{From: []uint32{0}}
		for i := range c.states {
			left := 1.0
			if i%100 == 0 { // here it leaves now and then: two thirds of that fail
				left -= c.rare
				x.To = append(x.To, chance.Fails, chance.Ends)
				x.Weight = append(x.Weight, c.rare*2/3, c.rare/3)
			}
			for range 4 {
				to := (i + 1 + r.IntN(min(c.far, c.states))) % c.states
				x.To, x.Weight = append(x.To, uint32(to)), append(x.Weight, left/4)
			}
			x.From = append(x.From, uint32(len(x.To)))
		}
		o, ok := x.Odds(nil)
		if !ok || !near(o.Fails, 2.0/3, 1e-9) || o.FailsWithin > 1e-9 || o.MeanWithin > 1e-9 ||
			!near(o.Mean*c.rare/100, 1, 0.3) {
			t.Errorf("%+v: %+v, %v", c, o, ok)
		}
	}
}

// TestStops: what takes long is broken off.
func TestStops(t *testing.T) {
	c := chain([][]edge{{{1, 2}, {fails, 2}}, {{0, 1}}})
	always := func() bool { return true }
	if c.Within([]int{5}, always) != nil {
		t.Error("the steps were gone all the same")
	}
}
