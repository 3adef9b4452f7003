package promela

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/export"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/presets"
)

func TestMain(m *testing.M) { os.Exit(effort.Run(m)) }

// TestShelf: each scene of the shelf has a model, or is refused with all that stands against it.
func TestShelf(t *testing.T) {
	models := 0
	for _, name := range presets.Names() {
		file, text, err := presets.Source(name)
		if err != nil {
			t.Fatal(err)
		}
		s := opened(t, file, text)
		for _, grain := range []program.Grain{program.GrainOp, program.GrainPass} {
			model, err := Write(s, grain)
			if err == nil {
				if grain == program.GrainOp {
					models++
				}
				if strings.Contains(model, "$") || strings.Contains(model, "@") {
					t.Errorf("%s: a place was left open:\n%s", name, model)
				}
				continue
			}
			var r *export.Refused
			if !errors.As(err, &r) || len(r.Reasons) == 0 {
				t.Fatalf("%s: %v", name, err)
			}
			for _, x := range r.Reasons {
				if x.What == "" || x.Why == "" || x.Line == 0 {
					t.Errorf("%s is refused without saying where or why: %+v", name, x)
				}
			}
		}
	}
	const page = "../../../docs/real.md"
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	says := fmt.Sprintf("%d of %d have a model", models, len(presets.Names()))
	if !strings.Contains(string(text), says) {
		t.Errorf("%s does not say %q", page, says)
	}
}

// TestKeptScenes: scenes that a model was once wrong about, or could well be.
func TestKeptScenes(t *testing.T) {
	files, err := filepath.Glob("testdata/*.scene")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	for _, path := range effort.Some(t, files, 1, 3) {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		s := opened(t, filepath.Base(path), string(text))
		t.Run(filepath.Base(path), func(t *testing.T) { new(compared).agrees(t, s) })
		if _, err := Write(s, program.GrainPass); err == nil {
			t.Run(filepath.Base(path)+" at grain pass", func(t *testing.T) { agreesAtPass(t, s) })
		}
	}
}

// TestRefused: what has no exact form is refused with the reason.
func TestRefused(t *testing.T) {
	for name, c := range map[string]struct{ text, why string }{
		"starts without end": {`package p
const slots = 3
func child() {}
func boss() { for { spawn(child); yield() } }
func main() { spawn(boss) }`, "a slot that nobody has had"},
		"starts itself": {`package p
const slots = 3
func boss() { spawn(boss) }
func main() { spawn(boss) }`, "a slot that nobody has had"},
		"starts several at once": {`package p
const slots = 3
func child() {}
func boss() { spawn(child, 2) }
func main() { spawn(boss) }`, "one process in a step"},
		"looks inside beside another test": {`package p
var last item
func f() { it := item(1); last = it; if it == nil || value(it) == 1 { drop(it) } }
func main() { spawn(f) }`, "without && and ||"},
		"asks for the time": {`package p
func f() { sleep(2); assert(now() > 1, "it is late") }
func main() { spawn(f) }`, "does not know the time"},
		"waits until an instant": {`package p
var m mutex
var c cond
func f() { lock(m); r := waitWithin(c, m, at(7)); assert(r == timedout, "late"); unlock(m) }
func main() { spawn(f) }`, "not the time itself"},
		"pauses for any time": {`package p
func f() { sleep(exponential(3)) }
func main() { spawn(f) }`, "a pause of any length"},
		"spins beside a clock": {`package p
var l spinlock
func f() { lock(l); unlock(l); sleep(1) }
func main() { spawn(f) }`, "lets the clock go on"},
		"sends items": {`package p
var ch = make(chan item, 1)
func f() { ch <- item() }
func main() { spawn(f) }`, "neither a variable nor a work queue"},
		"gives items to who is started": {`package p
func f(it item) { drop(it) }
func main() { spawn(f(item())) }`, "given to who is started"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Write(opened(t, "p.scene", c.text), program.GrainOp)
			if err == nil || !strings.Contains(err.Error(), c.why) {
				t.Errorf("%v, and not %q", err, c.why)
			}
		})
	}
}
