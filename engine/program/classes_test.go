package program_test

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/program"
)

const classScene = `package classes

var (
	m    mutex
	c    cond
	work = queue(1)
	made counter
	turn int
)

func producer() {
	for {
		lock(m)
		for len(work) == cap(work) {
			wait(c, m)
		}
		put(work)
		made++
		signal(c)
		unlock(m)
		yield()
	}
}

func careful() {
	lock(m)
	r := wait(c, m)
	if r == ok {
		turn = 1
	}
	unlock(m)
}

func divides() {
	x := turn
	x = 7 / x
	x = x % 3
	turn = x
}

func main() {
	spawn(producer)
	spawn(careful)
	spawn(divides)
}
`

// TestClasses: taking the mutex for the first time and after a wait is one, where what follows is the same and nobody
// asks how the wait ended; an op that only counts is as if it were not there.
func TestClasses(t *testing.T) {
	p := parse(t, classScene)
	c := p.Classes(true)
	lock, relock := opsOf(p, program.Lock), opsOf(p, program.Relock)
	if c.Rep[lock[0]] != c.Rep[relock[0]] {
		t.Errorf("lock and relock of producer are told apart: %v", c.Rep)
	}
	if c.Rep[lock[1]] == c.Rep[relock[1]] || c.Rep[lock[0]] == c.Rep[lock[1]] {
		t.Errorf("locks with other futures are taken for one: %v", c.Rep)
	}
	count := opsOf(p, program.Count)[0]
	if next := p.Ops[count].Next; c.Rep[count] != c.Rep[next] {
		t.Errorf("the count is told apart from what follows it")
	}
	if strict := p.Classes(false); strict.Rep[count] == strict.Rep[p.Ops[count].Next] {
		t.Errorf("without skip the count is no op of its own")
	}
	for pc, rep := range p.Apart().Rep {
		if int(rep) != pc {
			t.Errorf("op %d is not apart", pc)
		}
	}
}

// TestLongClasses: however many ops follow, those that nobody can tell apart are one, and counts are left out.
func TestLongClasses(t *testing.T) {
	body := strings.Repeat("yield()\nmade++\n", 5_000)
	p := parse(t, "package long\n\nvar made counter\n\nfunc one() {\n"+body+"}\n\nfunc two() {\n"+body+"}\n\n"+
		"func main() {\nspawn(one)\nspawn(two)\n}\n")
	c := p.Classes(true)
	yields := opsOf(p, program.Yield)
	half := len(yields) / 2
	for i, pc := range yields {
		if one := c.Rep[pc] == c.Rep[yields[i%half]]; !one || i > 0 && c.Rep[pc] == c.Rep[yields[i-1]] {
			t.Fatalf("yield %d stands with op %d", i, c.Rep[pc])
		}
	}
}

// TestSilent: only what touches a coroutine's own variables and cannot fail is silent.
func TestSilent(t *testing.T) {
	p := parse(t, classScene)
	c := p.Classes(true)
	for pc := range p.Ops {
		text := p.OpText(int32(pc))
		switch {
		case p.Ops[pc].Kind == program.Count, text == "x = x % 3", text == "if r == ok":
			if !c.Silent[pc] {
				t.Errorf("%s is not silent", text)
			}
		case strings.HasPrefix(text, "x = 7 / x"), strings.HasPrefix(text, "x := turn"), p.Ops[pc].Kind == program.Lock:
			if c.Silent[pc] {
				t.Errorf("%s is silent", text)
			}
		}
	}
	if !p.Does(program.Wait) || p.Does(program.Spawn) || p.Does(program.Kill) {
		t.Error("main's spawns count, or the wait does not")
	}
}

func TestAnonymous(t *testing.T) {
	for expr, want := range map[string]bool{
		"owner(m) == nil":                  true,
		"owner(m) != nil && len(work) < 2": true,
		"nil == owner(m)":                  true,
		"owner(m) == owner(l)":             false,
	} {
		p := parse(t, "package x\n\nvar (\nm mutex\nl mutex\nwork = queue(1)\n)\n\nfunc f() {\n}\n\n"+
			"func main() {\nspawn(f)\ninvariant(\"x\", "+
			expr+")\n}\n")
		if p.Anonymous() != want {
			t.Errorf("%s: %v", expr, !want)
		}
	}
}

func TestWithGoal(t *testing.T) {
	p := parse(t, classScene)
	q, err := p.WithGoal("len(work) == 1 && waiters(c) > 0")
	if err != nil {
		t.Fatal(err)
	}
	if len(q.Laws) != len(p.Laws)+1 || len(q.Exprs) != len(p.Exprs)+1 ||
		q.Laws[len(q.Laws)-1].Kind != program.Invariant {
		t.Errorf("%+v", q.Laws)
	}
	for _, text := range []string{"", "made > 1", "len(work)", "x", "lock(m)", "len(work) > 0; true",
		strings.Repeat("(", 500)} {
		if _, err := p.WithGoal(text); err == nil {
			t.Errorf("%q was read", text)
		}
	}
}
