package program

import "testing"

// TestWhatASeedDecides: times that are drawn, cases of a select, whom a wakeup reaches; constants leave it nothing.
func TestWhatASeedDecides(t *testing.T) {
	for _, c := range []struct {
		body         string
		times, cases bool
	}{
		{"sleep(2)", false, false}, {"sleep(2, 4)", true, false}, {"compute(1, 2)", true, false},
		{"compute(2)", false, false}, {"r := lockWithin(m, exponential(5))\nif r == ok {\nunlock(m)\n}", true, false},
		{"if cas(&n, 0, 1) {\nn = 2\n}", false, false},
		{"select {\ncase <-a:\ncase <-b:\n}", false, true}, {"select {\ncase <-a:\ndefault:\n}", false, false},
		{"select {\ncase <-a:\ncase <-after(exponential(3)):\n}", true, false},
	} {
		p, err := Parse("x.scene", "package x\nvar (\nm = mutex(timed)\nn int\na chan int\nb chan int\n)\nfunc f() {\n"+
			c.body+"\n}\nfunc main() {\nspawn(f)\n}\n")
		if err != nil {
			t.Fatal(err)
		}
		if p.DrawsTimes() != c.times || p.DrawsCases() != c.cases {
			t.Errorf("%s: times are drawn: %v, cases: %v", c.body, p.DrawsTimes(), p.DrawsCases())
		}
	}
	for _, order := range []Token{WakeFIFO, WakeLIFO, WakeRandom, WakeAny} {
		r, _ := Ruleset("textbook")
		r[RuleWakeOrder] = order
		if want := order == WakeRandom || order == WakeAny; r.DrawsSleepers() != want {
			t.Errorf("order %d: sleepers are drawn: %v", order, !want)
		}
	}
}
