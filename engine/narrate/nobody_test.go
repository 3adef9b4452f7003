package narrate_test

import (
	"strings"
	"testing"

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
