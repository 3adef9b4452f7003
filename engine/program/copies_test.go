package program

import (
	"strings"
	"testing"
)

// TestCopiesMayBeUsed accepts parameters that get a shared variable and are used as the copies that they are.
func TestCopiesMayBeUsed(t *testing.T) {
	scene := "package x\nvar (m mutex; c cond; limit = 2; stay bool; q = queue(4))\n" +
		"func f(n int, on bool) int {\n\t%\n\treturn 1\n}\n" +
		"func p() { x := f(limit, stay); compute(x); limit++; stay = false }\nfunc main() { spawn(p) }\n"
	for _, body := range []string{
		"for len(q) < n { wait(c, m) }",
		"for n > 0 { n--; put(q) }",
		"for i := 0; i < n; i++ { put(q) }",
		"n = n / 2\n\treturn n",
		"n += 1\n\tfor n < 9 { n++ }",
		"for n == 0 { if waitWithin(c, m, 3) == timedout { break } }",
		"for on { if limit == 3 { return 0 } }",
		"for on && len(q) == 0 { yield() }",
		"if on { n = 0 }\n\tcompute(n)",
	} {
		source := strings.Replace(scene, "%", body, 1)
		if _, err := Parse("x.scene", source); err != nil {
			t.Errorf("%s: %v", body, err)
		}
	}
}

// TestALoopOfACopyIsLeftByAnExit looks through calls of functions, and through functions that others call, too.
func TestALoopOfACopyIsLeftByAnExit(t *testing.T) {
	scene := "package x\nvar n int\nfunc a() { b(n) }\nfunc b(m int) { for m == 0 { c0() } }\n" +
		"func c0() { c2(); c1() }\nfunc c1() { c2(); c3() }\nfunc c2() { yield() }\nfunc c3() { % }\n" +
		"func w() { n = 1 }\nfunc main() { spawn(a); spawn(w) }\n"
	if _, err := Parse("x.scene", strings.Replace(scene, "%", "exit()", 1)); err != nil {
		t.Error(err)
	}
	_, err := Parse("x.scene", strings.Replace(scene, "%", "yield()", 1))
	if err == nil || !strings.Contains(err.Error(), "m is a copy of n here") {
		t.Error(err)
	}
}
