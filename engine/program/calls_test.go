package program_test

import (
	"testing"

	"github.com/quartet-os/quartet/engine/program"
)

// TestCallsAt: an op says which calls it stands in, and what their parameters stand for.
func TestCallsAt(t *testing.T) {
	p, err := program.Parse("calls.scene", `package calls
var f1 mutex
var f2 mutex
func plato() {
	eat(f1, f2, 3)
	yield()
	eat(f2, f1, 4)
}
func eat(l mutex, r mutex, n int) {
	lock(l)
	grab(r)
	compute(n)
	unlock(r)
	unlock(l)
}
func grab(m mutex) { lock(m) }
func main() { spawn(plato) }
`)
	if err != nil {
		t.Fatal(err)
	}
	var deep, shallow [][]program.Call
	for pc, op := range p.Ops {
		switch {
		case op.Kind == program.Lock && op.Line == 16:
			deep = append(deep, p.CallsAt(int32(pc)))
		case op.Kind == program.Lock:
			shallow = append(shallow, p.CallsAt(int32(pc)))
		case op.Kind == program.Yield && len(p.CallsAt(int32(pc))) > 0:
			t.Errorf("the yield of plato stands in %v", p.CallsAt(int32(pc)))
		}
	}
	if len(deep) != 2 || len(shallow) != 2 || len(deep[0]) != 2 || len(shallow[1]) != 1 {
		t.Fatalf("%+v %+v", deep, shallow)
	}
	name := func(c program.Call, i int) string { return p.Objects[c.Given[i].Object].Name }
	if name(deep[0][0], 0) != "f2" || name(deep[1][0], 0) != "f1" || deep[1][1].Line != 7 || deep[1][0].Line != 11 {
		t.Errorf("%+v", deep)
	}
	if c := shallow[0][0]; name(c, 0) != "f1" || name(c, 1) != "f2" || c.Line != 5 || c.Given[2].Param != "n" ||
		c.Given[2].Local < 0 || p.Funcs[c.Func].Name != "eat" {
		t.Errorf("%+v", c)
	}
	if p.CallsAt(-1) != nil || p.CallsAt(1<<20) != nil {
		t.Error("there are calls where there is no op")
	}
}
