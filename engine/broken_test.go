package engine_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// TestWhyFalse: a law that is broken names the part of it that is false, and the values that this part looks at.
func TestWhyFalse(t *testing.T) {
	for _, c := range []struct {
		law, does    string // an invariant, and what breaks it
		part, values string
	}{
		{"inside <= 1", "inside = 2", "inside <= 1", "inside=2"},
		{"inside <= 1 && (a >= b || a == 0)", "inside = 2", "inside <= 1", "inside=2"},
		{"inside <= 1 && (a >= b || a == 0)", "b = 7\na = 3", "a >= b || a == 0", "a=3 b=7"},
		{"a <= 1 && b <= 1 && inside <= LIMIT", "inside = 4", "inside <= LIMIT", "inside=4"},
		{"(a == 0 && (b == 0 && inside == 0))", "b = 1", "b == 0", "b=1"},
		{"!closed", "closed = true", "!closed", "closed=true"},
		{"!(closed || inside > 1)", "inside = 2", "!(inside > 1)", "inside=2"},
		{"!(closed && inside > 1)", "inside = 2\nclosed = true", "!(closed && inside > 1)", "closed=true inside=2"},
		{"!(!(a == 0) || closed)", "a = 1", "a == 0", "a=1"},
		{"a == 0 || !(b > 0 || closed)", "closed = true\na = 2", "a == 0 || !(b > 0 || closed)", "a=2 b=0 closed=true"},
		{"open", "open = false", "open", "open=false"},
		{"len(work) < cap(work)", "put(work)", "len(work) < cap(work)", "len(work)=1 cap(work)=1"},
		{"owner(m) == nil", "lock(m)", "owner(m) == nil", "owner(m)=d1"},
		{"last != busy", "last = busy", "last != busy", "last=busy"},
		{"10 / (a + 1) > 5", "a = 4", "10 / (a + 1) > 5", "a=4"},
	} {
		e := boot(t, `
const LIMIT = 3
var (
	m            mutex
	work         = queue(1)
	inside, a, b int
	closed       bool
	open         = true
	last         result
)
func demo() {
	`+c.does+`
}
func main() {
	spawn(demo)
	invariant("it", `+c.law+`)
}`)
		story := scenetest.Told(t, e, 2000)
		end := e.End()
		if end.Kind != engine.EndViolation || end.Broken == nil {
			t.Errorf("%s: %+v", c.law, end)
			continue
		}
		if got := valued(end.Broken); end.Broken.Part != c.part || got != c.values {
			t.Errorf("%s: the part %q with %s, want %q with %s", c.law, end.Broken.Part, got, c.part, c.values)
		}
		words := c.part + " is false"
		if inner, not := strings.CutPrefix(c.part, "!("); not {
			words = strings.TrimSuffix(inner, ")") + " is true"
		}
		if want := `the law "it" does not hold: ` + words; !strings.Contains(end.Text, want) ||
			!strings.Contains(story, want) {
			t.Errorf("%s: %q\n%s", c.law, end.Text, story)
		}
	}
}

func valued(b *engine.Broken) string {
	var words []string
	for _, v := range b.Values {
		words = append(words, fmt.Sprintf("%s=%s", v.Name, v.Text))
	}
	return strings.Join(words, " ")
}

// TestWhyFalseElsewhere: assertions know the locals by their names, and what a call has given back; finally
// and conserve say their values as well.
func TestWhyFalseElsewhere(t *testing.T) {
	for _, c := range []struct{ scene, part, values, text string }{
		{`
var work = queue(3)
func demo() {
	n := len(work)
	check(n + 1)
}
func check(most int) { assert(most > 1 && len(work) == 0, "room") }
func main() { spawn(demo) }`, "most > 1", "most=1",
			`d1 finds that "room" does not hold: most > 1 is false (most is 1).`},
		{`
var m mutex
func demo() {
	lock(m)
	assert(trylock(m) == ok, "mine")
}
func main() { spawn(demo) }`, "trylock(m) == ok", "trylock(…)=error",
			`trylock(m) == ok is false (trylock(…) is error).`},
		{`
var total int
func demo() { total++ }
func main() {
	spawn(demo)
	finally("both", total == 2)
}`, "total == 2", "total=1", `the law "both" does not hold: total == 2 is false (total is 1).`},
		{`
var work = queue(3)
var none waitq
func taker() {
	addToWaitq(none)
	schedule()
	take(work)
}
func demo() {
	put(work)
	yield()
}
func main() {
	daemon(taker)
	spawn(demo)
	conserve(work)
}`, "len(work) <= takers awake", "len(work)=1 takers awake=0 takers asleep=1", "1 item, 0 takers awake, 1 asleep."},
	} {
		e := boot(t, c.scene)
		scenetest.Told(t, e, 2000)
		end := e.End()
		if end.Broken == nil || end.Broken.Part != c.part || valued(end.Broken) != c.values ||
			!strings.Contains(end.Text, c.text) {
			t.Errorf("%+v\n%+v", end, end.Broken)
		}
	}
}

// TestWhyFalseOfAnElement: an element is told by its number and its value, beside what chose it.
func TestWhyFalseOfAnElement(t *testing.T) {
	for _, c := range []struct{ law, does, text string }{
		{"!(held[top])", "top = 2\nheld[top] = true", "held[2] is true (top is 2)."},
		{"!held[top]", "top = 1\nheld[top] = true", "held[1] is true (top is 1)."},
		{"open[top]", "top = 1\nopen[top] = false", "open[1] is false (top is 1)."},
		{"open[0]", "open[0] = false", "open[0] is false."},
		{"turn[top] < 5", "top = 2\nturn[top] = 7", "turn[top] < 5 is false (top is 2, turn[2] is 7)."},
		{"turn[turn[top]] == 0", "turn[2] = 1\nturn[1] = 2",
			"turn[turn[top]] == 0 is false (top is 0, turn[0] is 1, turn[1] is 2)."},
		{"top < 3 && turn[top] == 0 || top == 3", "top = 4",
			"top < 3 && turn[top] == 0 || top == 3 is false (top is 4)."},
	} {
		e := boot(t, `
var (
	held [4]bool
	open = [2]bool{true, true}
	turn = [3]int{1, 0, 0}
	top  int
)
func demo() {
	`+c.does+`
}
func main() {
	spawn(demo)
	invariant("it", `+c.law+`)
}`)
		scenetest.Told(t, e, 20)
		if end := e.End(); !strings.HasSuffix(end.Text, `"it" does not hold: `+c.text) {
			t.Errorf("%s: %q, want %q", c.law, end.Text, c.text)
		}
	}
}

// TestWhyFalseInItsOwnBrackets: the brackets of a part are its own, wherever it begins and ends with one.
func TestWhyFalseInItsOwnBrackets(t *testing.T) {
	for law, want := range map[string]string{
		"!(x) == y":         "!(x) == y is false (x is true, y is true).",
		"!(n == 3) || !(y)": "!(n == 3) || !(y) is false (n is 3, y is true).",
		"!(n == 3 && x)":    "n == 3 && x is true (n is 3, x is true).",
		"!(!(w) == x)":      "!(w) == x is true (w is false, x is true).",
	} {
		e := boot(t, "var n int\nvar x bool\nvar y, w = true, true\nfunc demo() {\nx = true\nn = 3\nw = false\n}\n"+
			"func main() { spawn(demo); invariant(\"it\", "+law+") }\n")
		scenetest.Told(t, e, 20)
		if end := e.End(); !strings.HasSuffix(end.Text, `"it" does not hold: `+want) {
			t.Errorf("%s: %q, want %q", law, end.Text, want)
		}
	}
}
