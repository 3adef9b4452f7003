package panel_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/kernel"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/presets"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// rotation is a scene in which an unlock finds the waiter it looks for behind others.
const rotation = `// The search for a waiter turns the waiting queue.
package rotation

const slots = 9

var (
	m mutex
	n mutex
)

func a() {
	lock(m)
	yield()
	yield()
	unlock(m)
}

func b() {
	lock(n)
	compute(6)
	unlock(n)
}

func c() {
	lock(n)
	unlock(n)
}

func d() {
	lock(m)
	unlock(m)
}

func main() {
	spawn(a, "A")
	spawn(b, "B")
	spawn(c, 2)
	spawn(d, "D")
	spawn(c, 1)
}
`

// opened begins a session of a scene after some commands.
func opened(text string, commands ...string) *session.Session {
	return scenetest.Open(scenetest.Must{}, scenetest.Parse(scenetest.Must{}, text), commands...)
}

// until goes on until an event of a kind happens.
func until(s *session.Session, kind engine.EventKind) *session.Session {
	for range 500 {
		s.Forward()
		for _, ev := range s.Events() {
			if ev.Kind == kind {
				return s
			}
		}
	}
	panic("nothing of the kind happens")
}

// searching is the moment in which an unlock looks at others before it finds the waiter.
func searching() *panel.Frame {
	f := shows(until(opened(rotation, "rule all nanoos"), engine.Searched), 100, 30)
	f.Scheduler = true
	return f
}

// nested is the moment in which a callback waits for a lock that it holds; endless is the one with a recursive lock.
func nested(rule string) *panel.Frame {
	s := opened(rotation, "rule unlock_callback "+rule)
	for range 500 {
		s.Forward()
		for _, ev := range s.Events() {
			if ev.Kind == engine.Called && ev.Arg > 1 {
				f := shows(s, 100, 30)
				f.Scheduler = true
				return f
			}
		}
	}
	panic("no callback calls another")
}

// schedulers is the frames that show the scheduler's listing.
func schedulers() map[string]*panel.Frame {
	return map[string]*panel.Frame{"searching": searching(), "nested": nested("message"),
		"endless": nested("recursive")}
}

func TestSchedulerListing(t *testing.T) {
	for name, f := range schedulers() {
		for _, size := range [][2]int{{40, 15}, {48, 28}, {70, 44}} {
			path := fmt.Sprintf("panel/scheduler-%s-%dx%d", name, size[0], size[1])
			t.Run(path, func(t *testing.T) {
				g := screen.New(size[0], size[1])
				panel.DrawPanel(g, f, panel.ListingPanel)
				golden(t, path, g.String())
			})
		}
	}
}

// TestCallsStayUntilTheyReturn: the calls of a callback that waits for itself are still shown while others run on.
func TestCallsStayUntilTheyReturn(t *testing.T) {
	s := opened(rotation, "rule unlock_callback message")
	seen := 0
	for range 100 {
		if s.Forward() == nil {
			break
		}
		f := shows(s, 120, 36)
		f.Scheduler = true
		g := screen.New(40, 20)
		panel.DrawPanel(g, f, panel.ListingPanel)
		caught := strings.Contains(g.String(), "lock(mailbox), its own")
		if seen > 0 && !caught {
			t.Fatalf("at step %d the calls are gone\n%s", f.Position, g.String())
		}
		if caught {
			seen++
		}
	}
	if seen < 2 {
		t.Errorf("the calls were shown at %d steps", seen)
	}
}

// TestCallsStandBelowAListing: nobody has to ask for them.
func TestCallsStandBelowAListing(t *testing.T) {
	f := nested("message")
	f.Scheduler = false
	g := screen.New(40, 20)
	panel.DrawPanel(g, f, panel.ListingPanel)
	golden(t, "panel/listing-nested-40x20", g.String())
}

// TestEveryActOfTheSchedulerIsMarked runs the shipped scenes with the scheduler's listing: each line that acted is
// marked, with everyone that it acted on, in order.
func TestEveryActOfTheSchedulerIsMarked(t *testing.T) {
	t.Parallel()
	for _, name := range effort.Some(t, presets.Names(), 4, 14) {
		for _, rules := range []string{"rule all textbook", "rule all nanoos", "policy roundrobin"} {
			s := scenetest.Open(t, scenetest.Shipped(t, name), rules)
			g := screen.New(80, 46)
			for range 60 {
				if s.Forward() == nil {
					break
				}
				f := shows(s, 120, 36)
				f.Scheduler = true
				g.Clear()
				panel.DrawPanel(g, f, panel.ListingPanel)
				if missing := unmarked(g, f); missing != "" {
					t.Fatalf("%s, %s, step %d: %s\n%s", name, rules, f.Position, missing, g.String())
				}
			}
		}
	}
}

// unmarked says what a listing of the scheduler lacks.
func unmarked(g *screen.Grid, f *panel.Frame) string {
	texts := map[kernel.Line]string{}
	for _, l := range kernel.Listing(f.Now.Rules, f.Now.Policy) {
		texts[l.Line] = strings.TrimSpace(l.Text)
	}
	marked := map[string]string{} // by text
	for y := range g.H {
		words := ""
		for run := range g.Runs(y) {
			if at := run.Style.Surrounding(); at == theme.OnRow || at == theme.BoldRow {
				words += run.Text
			}
		}
		marked[words] = words
	}
	for _, mark := range kernel.Marks(f.Events, f.Now.Rules, f.Now.Policy) {
		found := false
		for words := range marked {
			at := strings.Index(words, texts[mark.Line])
			if at < 0 {
				continue
			}
			rest := words[at:]
			found = mark.Who < 0 || !f.Now.Coroutines[mark.Who].Live ||
				strings.Contains(rest, f.Now.Coroutines[mark.Who].Name) || strings.Contains(rest, "+")
		}
		if !found {
			return fmt.Sprintf("%q of slot %d is not marked", texts[mark.Line], mark.Who)
		}
	}
	return ""
}

func TestSchedulerDialog(t *testing.T) {
	for _, size := range [][2]int{{60, 18}, {72, 20}} {
		path := fmt.Sprintf("dialog/scheduler-%dx%d", size[0], size[1])
		f := searching()
		f.Overlay = &panel.Scheduler{}
		g := screen.New(size[0], size[1])
		panel.Draw(g, f)
		golden(t, path, g.String())
		if panel.HasListing(f, size[0], size[1]) {
			t.Errorf("%v has a listing of its own", size)
		}
	}
	if !panel.HasListing(searching(), 80, 24) {
		t.Error("80x24 has no listing")
	}
}
