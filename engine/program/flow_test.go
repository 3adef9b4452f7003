package program_test

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/program"
)

const flowScene = `package flow

var (
	m     mutex
	c     cond
	a     = queue(1)
	b     = queue(1)
	turn  int
)

func move() {
	for {
		it := fetch(a, m)
		r := wait(c, m)
		if r == ok {
			put(b, it)
		} else {
			drop(it)
		}
	}
}

func fetch(from queue, l mutex) item {
	lock(l)
	it := take(from)
	unlock(l)
	return it
}

func count() {
	n := 3
	for i := 0; i < n; i++ {
		turn++
	}
	yield()
}

func fill() {
	put(a)
}

func main() {
	spawn(move)
	conserve(a)
}
`

// opsOf returns the ops of a kind.
func opsOf(p *program.Program, kind program.Kind) []int32 {
	var all []int32
	for pc := range p.Ops {
		if p.Ops[pc].Kind == kind {
			all = append(all, int32(pc))
		}
	}
	return all
}

// liveNames returns the names of the locals that are live at an op of a function.
func liveNames(p *program.Program, fn int, pc int32) string {
	var names []string
	for i, l := range p.Funcs[fn].Locals {
		if p.Live[pc]&(1<<i) != 0 {
			names = append(names, l.Name)
		}
	}
	return strings.Join(names, " ")
}

func TestLiveness(t *testing.T) {
	p := parse(t, flowScene)
	wait, put, drop := opsOf(p, program.Wait)[0], opsOf(p, program.Put)[0], opsOf(p, program.Drop)[0]
	for _, want := range []struct {
		fn    int
		pc    int32
		names string
	}{
		{0, p.Funcs[0].Entry, ""}, {0, wait, "it"}, {0, wait + 1, "it"}, {0, wait + 2, "it r"}, {0, put, "it"},
		{0, drop, "it"}, {2, p.Funcs[2].Entry, ""}, {2, p.Funcs[2].Entry + 1, "n"}, {2, p.Funcs[2].Entry + 2, "n i"},
		{2, opsOf(p, program.Store)[0], "n i turn"}, {2, opsOf(p, program.Yield)[0], ""},
	} {
		if got := liveNames(p, want.fn, want.pc); got != want.names {
			t.Errorf("at %d %s: %q are live, want %q", want.pc, p.OpText(want.pc), got, want.names)
		}
	}
}

func TestAhead(t *testing.T) {
	p := parse(t, flowScene)
	wait, put, drop := opsOf(p, program.Wait)[0], opsOf(p, program.Put)[0], opsOf(p, program.Drop)[0]
	for _, want := range []struct {
		pc   int32
		work program.Work
	}{
		{p.Funcs[0].Entry, program.Work{Queue: 0}}, {wait, program.Work{Queue: 1, Put: true}},
		{put, program.Work{Queue: 1, Put: true}}, {drop, program.Work{Queue: 0}},
		{p.Funcs[2].Entry, program.Work{Queue: -1}}, {p.Funcs[3].Entry, program.Work{Queue: 0, Put: true}},
	} {
		if got := p.Ahead[want.pc]; got != want.work {
			t.Errorf("ahead of %d %s is %+v, want %+v", want.pc, p.OpText(want.pc), got, want.work)
		}
	}
}

func TestRolesAndTakers(t *testing.T) {
	p := parse(t, flowScene)
	roles := []program.Role{program.Both, program.Neither, program.Neither, program.Producer, program.Neither}
	for i, want := range roles {
		if p.Funcs[i].Role != want {
			t.Errorf("%s has role %d, want %d", p.Funcs[i].Name, p.Funcs[i].Role, want)
		}
	}
	if !p.Takers(0, 0) || p.Takers(0, 1) || p.Takers(3, 0) || p.Takers(-1, 0) || p.Takers(0, 9) {
		t.Error("takers are wrong")
	}
	if p.Funcs[1].Spawnable || p.Funcs[1].Entry != -1 || !p.Funcs[2].Spawnable {
		t.Errorf("%+v", p.Funcs)
	}
	if p.Laws[0].Kind != program.Conserve || p.Laws[0].Mutex != 0 {
		t.Errorf("%+v", p.Laws[0])
	}
	if !p.UsesItems || p.UsesMail || p.UsesHandles || p.UsesClock {
		t.Errorf("uses %v %v %v %v", p.UsesItems, p.UsesMail, p.UsesHandles, p.UsesClock)
	}
}

func TestTexts(t *testing.T) {
	p := parse(t, flowScene)
	first, lines := p.Listing(1)
	if first != 23 || len(lines) != 6 || lines[0] != "func fetch(from queue, l mutex) item {" || lines[5] != "}" {
		t.Errorf("%d %q", first, lines)
	}
	if _, lines := p.Listing(99); lines != nil {
		t.Errorf("%q", lines)
	}
	if got := p.LineText(24); got != "lock(l)" {
		t.Errorf("%q", got)
	}
	if p.LineText(0) != "" || p.LineText(1000) != "" || p.OpText(-1) != "" || p.OpText(1<<20) != "" {
		t.Error("texts out of nothing")
	}
	take := opsOf(p, program.Take)[0]
	if got := p.OpText(take); got != "it := take(from)" || p.OwnerFn[take] != 1 || p.Ops[take].Line != 25 {
		t.Errorf("%q of function %d on line %d", got, p.OwnerFn[take], p.Ops[take].Line)
	}
	enter := opsOf(p, program.Enter)[0]
	if got := p.OpText(enter); got != "it := fetch(a, m)" || p.OwnerFn[enter] != 0 || p.Ops[enter].Line != 13 {
		t.Errorf("%q of function %d on line %d", got, p.OwnerFn[enter], p.Ops[enter].Line)
	}
}

// TestShape checks on every scene what a machine relies on: places within the program, operands that exist, ends.
func TestShape(t *testing.T) {
	for _, source := range append(sceneTexts(t), flowScene, program.Template(), settingsScene) {
		checkShape(t, parse(t, source))
	}
}

func checkShape(t *testing.T, p *program.Program) {
	t.Helper()
	n := int32(len(p.Ops))
	if len(p.Live) != int(n) || len(p.Ahead) != int(n) || len(p.OwnerFn) != int(n) {
		t.Fatalf("%d ops, %d live, %d ahead, %d owners", n, len(p.Live), len(p.Ahead), len(p.OwnerFn))
	}
	for pc, op := range p.Ops {
		if op.Next < 0 || op.Next >= n || op.Else < 0 || op.Else >= n || op.Kind.String() == "" ||
			op.Kind == program.Choose && (op.X < 0 || op.Else == int32(pc) || op.Next == int32(pc)) {
			t.Fatalf("%d: %+v", pc, op)
		}
		exprs, locals := int32(len(p.Exprs)), int16(p.Locals)
		if op.X >= exprs || op.Y >= exprs || op.Dst >= locals || op.Dst2 >= locals {
			t.Fatalf("%d: %+v", pc, op)
		}
		if p.OpText(int32(pc)) == "" || strings.ContainsAny(p.OpText(int32(pc)), "\n\t") {
			t.Errorf("%d has the text %q", pc, p.OpText(int32(pc)))
		}
	}
	for _, e := range p.Exprs {
		checkStack(t, e)
	}
	for _, f := range p.Funcs {
		if f.Spawnable && (f.Entry < 0 || f.Entry >= n) || len(f.Locals) > program.MaxLocals {
			t.Errorf("%+v", f)
		}
		given := uint64(0)
		for _, local := range f.Args {
			given |= 1 << uint(local)
		}
		if f.Entry >= 0 && p.Live[f.Entry]&^given != 0 && f.Spawnable {
			t.Errorf("%s reads locals that nothing set: %b", f.Name, p.Live[f.Entry])
		}
	}
}

// checkStack runs the depths of postfix code.
func checkStack(t *testing.T, e program.Expr) {
	t.Helper()
	depth := 0
	for _, in := range e.Code {
		switch in.Do {
		case program.Load:
			depth++
		case program.Not, program.Neg, program.Index:
		default:
			depth--
		}
		if depth < 1 || depth > program.StackDepth {
			t.Fatalf("%q needs a stack of %d", e.Text, depth)
		}
	}
	if len(e.Code) > 0 && depth != 1 {
		t.Fatalf("%q leaves %d values", e.Text, depth)
	}
}
