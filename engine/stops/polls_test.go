package stops_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/stops"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// TestWhoPolls: a loop polls where all it does is to ask for what others have to change, whatever it is written like;
// one that sleeps, works or ends by itself does not.
func TestWhoPolls(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"unlocks, yields and locks", "lock(m); for len(q) == 0 {; unlock(m); yield(); lock(m); }; unlock(m)",
			"for len(q) == 0"},
		{"asks at the head of its work", "for {; lock(m); if len(q) == 0 {; unlock(m); yield(); continue; }; take(q);" +
			" unlock(m); }", "if len(q) == 0"},
		{"works if it can", "for {; lock(m); if len(q) > 0 {; take(q); }; unlock(m); yield(); }", "if len(q) > 0"},
		{"pauses", "for flag == 0 {; sleep(3); }", "for flag == 0"},
		{"only burns time", "for flag == 0 {; }", "for flag == 0"},
		{"by a copy", "k := flag; for k == 0 {; compute(1); k = flag; }", "for k == 0"},
		{"by a function", "for empty() {; yield(); }", "for empty()"},
		{"counts how often", "n := 0; for len(q) == 0 {; n++; yield(); }", "for len(q) == 0"},
		{"three looks, and all over again", "for {; for i := 0; i < 3; i++ {; if flag == 1 {; return; }; yield(); }; }",
			"if flag == 1"},
		{"by a trylock", "for trylock(m) != ok {; yield(); }; unlock(m)", "for trylock(m) != ok"},
		{"by a compare-and-swap", "for !cas(&flag, 0, 1) {; yield(); }", "for !cas(&flag, 0, 1)"},
		{"inside a loop that works", "for {; for len(q) == 0 {; yield(); }; take(q); }", "for len(q) == 0"},
		{"beside a loop that sleeps", "for {; lock(m); for len(q) == 0 {; wait(bell, m); }; unlock(m);" +
			" for flag == 0 {; yield(); }; }", "for flag == 0"},

		{"sleeps on a condition", "lock(m); for len(q) == 0 {; wait(bell, m); }; unlock(m)", ""},
		{"sleeps with a deadline", "lock(m); for len(q) == 0 {; waitWithin(bell, m, 3); }; unlock(m)", ""},
		{"sleeps on a wait list", "for len(q) == 0 {; park(w); }", ""},
		{"sleeps at a semaphore", "for len(q) == 0 {; acquire(seats); }", ""},
		{"sleeps at a channel", "for flag == 0 {; <-c; }", ""},
		{"sleeps where it finds nothing", "for flag == 0 {; lock(m); if len(q) == 0 {; wait(bell, m); };" +
			" if len(q) > 0 {; take(q); }; unlock(m); }", ""},
		{"works", "for {; lock(m); flag++; unlock(m); yield(); }", ""},
		{"works until it is told to stop", "for flag == 0 {; lock(m); got++; unlock(m); yield(); }", ""},
		{"works so often", "for i := 0; i < 3; i++ {; lock(m); unlock(m); yield(); }", ""},
		{"goes along a queue", "for i := 0; i < len(q); i++ {; if value(peek(q, i)) == 2 {; return; }; }", ""},
		{"goes along an array", "for i := range seen {; if seen[i] {; return; }; }", ""},
		{"gives up after three", "for i := 0; i < 3; i++ {; if flag == 1 {; return; }; yield(); }", ""},
		{"tries again what another did", "k := flag; for !cas(&flag, k, k + 1) {; k = flag; }", ""},
		{"goes round for nothing", "for {; yield(); }", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := head + "var (\n\tseen [2]bool\n\tgot int\n\tc = make(chan int)\n)\n" +
				"func empty() bool { return len(q) == 0 }\n" + scene("a: "+c.text, "done: for flag == 0 {; yield(); }")
			e := scenetest.Machine(t, strings.Replace(text, "RULES", "", 1))
			var all []string
			for _, p := range stops.Polls(e.Program()) {
				line := strings.TrimSuffix(strings.TrimSpace(e.Program().LineText(p.Line)), " {")
				all = append(all, fmt.Sprint(e.Program().Funcs[p.Func].Name, ": ", line))
			}
			want := ""
			if c.want != "" {
				want = "a: " + c.want
			}
			if got := strings.Join(all, ", "); got != want {
				t.Errorf("%q polls, not %q, in\n%s", got, want, c.text)
			}
		})
	}
}
