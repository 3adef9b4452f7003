package narrate_test

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/narrate"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// scripted has a script that does one of everything.
const scripted = `package scripted

const (
	slots = 8
	tick  = "pass"
)

var (
	m    mutex
	bell cond
	full int
	work = queue(2)
)

func sleeper() {
	lock(m)
	for {
		wait(bell, m)
	}
}

func yielder() {
	for {
		yield()
	}
}

func main() {
	spawn(sleeper, 3)
	spawn(yielder)
}
`

const script = `
func script() {
	at(8, "set full 2")
	at(8, "capacity work 1")
	at(9, "signal bell")
	at(12, "wake s1")
	at(14, "timeout s2")
	at(16, "kill s3")
	at(18, "kill y1")
}
`

// tell runs a scene for some steps, with commands before the first one, and returns what is told.
func tell(t *testing.T, text string, steps int, commands ...string) string {
	t.Helper()
	e := scenetest.Boot(t, scenetest.Parse(t, text))
	for _, c := range commands {
		if _, err := e.Do(scenetest.Command(t, c)); err != nil {
			t.Fatal(err)
		}
	}
	n := narrate.New(e.Program(), e.Snapshot(nil))
	var b strings.Builder
	for range steps {
		events := e.Step()
		if events == nil {
			break
		}
		for _, s := range n.Tell(events, e.End()) {
			b.WriteString(s.String() + "\n")
		}
	}
	return b.String()
}

// TestTheScriptIsTold: what func script does is told as the script's, and the same commands put off by the user as the
// user's, whenever commands are carried out.
func TestTheScriptIsTold(t *testing.T) {
	var given []string
	for line := range strings.Lines(script) {
		if at, command, ok := strings.Cut(strings.TrimSpace(line), ", "); ok {
			given = append(given, "at "+strings.TrimPrefix(at, "at(")+" "+strings.Trim(command, `")`))
		}
	}
	late := strings.Replace(scripted, "slots = 8", "slots = 8\n\tcommands = \"per-pass\"", 1)
	for _, text := range []string{scripted, late} {
		own := tell(t, text+script, 60)
		put := tell(t, text, 60, given...)
		for _, want := range []string{
			"The scene's script sets full to 2.", "The scene's script sets the capacity of work",
			"The scene's script signals bell", "s1 is woken by the scene's script for no reason",
			"s2 is let on by the scene's script, though it has no deadline", "s2 takes m again after its wait",
			"s3 is killed by the scene's script",
			"y1 is killed by the scene's script",
		} {
			if !strings.Contains(own, want) {
				t.Errorf("not told: %s\n%s", want, own)
			}
		}
		by := strings.NewReplacer("The scene's script sets", "You set", "The scene's script signals", "You signal",
			"The scene's script wants", "You want", "the scene's script", "you")
		if strings.Contains(own, "you") || by.Replace(own) != put {
			t.Errorf("told are\n%s\nand\n%s", own, put)
		}
	}
}
