package narrate_test

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/narrate"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// TestNilHasNotEnded: an op that finds nobody says whether its handle is nil, whether that one has ended, or that
// nobody alive has the name; what is only asked for says nothing of that yet.
func TestNilHasNotEnded(t *testing.T) {
	const ended = "that coroutine has ended"
	for _, c := range []struct{ consts, does, want string }{
		{"", "kill(c)", "kills nobody: it names nil."},
		{"", "send(c, 1)", "sends a message to nobody: it names nil."},
		{"", "priority(c, 3)", "gives nobody a priority: it names nil."},
		{"", "c = spawn(z)\nyield()\nkill(c)", "kills nobody: " + ended},
		{"", "c = spawn(z)\nyield()\nsend(c, 1)", "sends a message to nobody: " + ended},
		{"", "c = spawn(z)\nyield()\npriority(c, 3)", "gives nobody a priority: " + ended},
		{"", "kill(\"W\")\nspawn(z, \"W\")", `kills nobody: nobody alive is called "W".`},
		{"const commands = \"pass\"\n", "kill(c)\nyield()", "wanted somebody killed, and named nobody: nil."},
		{"const commands = \"pass\"\n", "kill(c)\nyield()", "d1 wants somebody killed."},
	} {
		e := boot(t, c.consts+"var c coroutine\nfunc z() {}\nfunc demo() {\n"+c.does+"\n}\n"+
			"func main() { spawn(demo) }\n")
		story := scenetest.Told(t, e, 200)
		if !strings.Contains(story, c.want) || strings.Contains(story, ended) != strings.Contains(c.want, ended) {
			t.Errorf("%s: not %q in\n%s", c.does, c.want, story)
		}
	}
}

// TestHandlersTurn: the array scheduler's turn for a slot where a handler stands by is wasted, and the slot is not said
// to be empty.
func TestHandlersTurn(t *testing.T) {
	e := boot(t, "const policy = \"roundrobin\"\nconst slots = 3\nvar z int\n"+
		"func tick() { z = 1 }\nfunc a() { yield() }\nfunc main() { interrupt(tick); spawn(a) }\n")
	story := scenetest.Told(t, e, 20)
	for _, want := range []string{"resumes slot s1, where tick waits for its interrupt: a wasted turn.",
		"resumes slot s3, which holds no coroutine: a wasted turn."} {
		if !strings.Contains(story, want) {
			t.Errorf("not %q in\n%s", want, story)
		}
	}
}

// TestWhatStandsAloneHasItsSubject: what no op is there for, such as a choice at the boot, is told of whom it is about,
// so that he is named as everywhere else.
func TestWhatStandsAloneHasItsSubject(t *testing.T) {
	e := boot(t, "func demo() { yield() }\nfunc main() { spawn(demo, 2) }\n")
	now := e.Snapshot(nil)
	n := narrate.New(e.Program(), now)
	all := n.Tell([]engine.Event{{Who: 1, Arg: 1,
		Told: engine.Told{Kind: engine.Reordered, Object: engine.NoObject}}}, engine.End{})
	const want = "d2 is at the front of READY now: it runs next."
	if len(all) != 1 || all[0].Who != 1 || all[0].Name != "d2" || all[0].String() != want {
		t.Errorf("it is told as %+v", all)
	}
}
