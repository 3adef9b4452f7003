package ui

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/presets"
	"github.com/quartet-os/quartet/ui/motion"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/screen"
)

// mover is a screen with motion whose clock the test holds.
func mover(t testing.TB, text string, w, h int) *Model {
	t.Helper()
	m, err := New(context.Background(), Options{Session: newSession(t, text), Theme: "dark", Motion: true})
	if err != nil {
		t.Fatal(err)
	}
	m.desk.timer = noTimer
	m.Update(tea.WindowSizeMsg{Width: w, Height: h})
	return m
}

// stepSlowly presses a key long after the one before.
func (m *Model) stepSlowly(key string) {
	m.canvas.motion = motion.Motion{On: m.canvas.motion.On}
	m.Update(keyOf(key))
}

// picture draws one picture of the moment.
func (m *Model) picture(p panel.Motion) *screen.Grid {
	m.fill()
	m.canvas.frame.Motion = p
	g := screen.New(0, 0)
	m.paint(g, "")
	m.canvas.frame.Motion = panel.Still
	return g
}

// TestMotionDisturbsNothing goes through a run at several sizes: whatever a picture shows elsewhere than the moment it
// ends in is blank there, or the line of a frame, or what is on its way itself; and a click means the same.
func TestMotionDisturbsNothing(t *testing.T) {
	t.Parallel()
	sizes := [][2]int{{60, 18}, {80, 24}, {120, 36}, {160, 50}, {200, 60}}
	for _, size := range effort.Some(t, sizes, 2, 3) {
		m := mover(t, bounded, size[0], size[1])
		seen := 0
		steps := effort.Times(14, 40, 60)
		for range steps {
			m.stepSlowly("space")
			still := m.picture(panel.Still)
			moved := map[int]bool{}
			for _, ev := range m.session.Events() {
				moved[int(ev.Who)] = true
			}
			harmless := map[[2]int]bool{} // to find what lies at a cell draws all of them
			for p := panel.Leaving; p <= panel.Entering; p++ {
				g := m.picture(p)
				if !g.Equal(still) {
					seen++
				}
				for y := range g.H {
					for x := range g.W {
						if g.At(x, y) == still.At(x, y) || harmless[[2]int{x, y}] {
							continue
						}
						in := panel.Hit(&m.canvas.frame, g.W, g.H, x, y)
						if in.Panel > panel.WorkPanel || in.Kind == panel.Select && !moved[in.Slot] {
							t.Fatalf("%v, step %d, picture %d: %d,%d is %q in place of %q\n%s\n%s", size,
								m.session.Position(), p, x, y, g.At(x, y).Rune, still.At(x, y).Rune, g, still)
						}
						harmless[[2]int{x, y}] = true
					}
				}
			}
			if !m.picture(panel.Still).Equal(still) {
				t.Fatal("the pictures have changed the moment")
			}
		}
		if seen < steps {
			t.Errorf("%v: only %d pictures show anything on its way", size, seen)
		}
	}
}

// TestMotionTellsItsWay reads the pictures of a wakeup: out at the right, past the callback's name, in at the left.
func TestMotionTellsItsWay(t *testing.T) {
	t.Parallel()
	m := mover(t, bounded, 120, 36)
	woken := func(ev engine.Event) bool { return ev.Kind == engine.Moved && ev.Cause() == engine.BySignal }
	for !slices.ContainsFunc(m.session.Events(), woken) {
		m.stepSlowly("space")
		if m.session.Position() > 200 {
			t.Fatal("nobody is woken")
		}
	}
	leaving, crossing, entering := m.picture(panel.Leaving), m.picture(panel.Crossing), m.picture(panel.Entering)
	if s := crossing.String(); !strings.Contains(s, " signal callback ") {
		t.Errorf("the way does not name the callback:\n%s", s)
	}
	for _, g := range []*screen.Grid{leaving, crossing, entering} {
		if s := g.String(); !strings.Contains(s, "┄▲p1┄") || strings.Contains(s, "signal(notFull) by c1 ▸") {
			t.Errorf("there is no ghost, or the cause comes before what it is about:\n%s", s)
		}
	}
	ready := func(g *screen.Grid) string {
		return g.Lines()[panel.Place(&m.canvas.frame, 120, 36, panel.ReadyPanel).Y]
	}
	if ready(leaving) != ready(crossing) || ready(entering) != ready(m.picture(panel.Still)) ||
		ready(crossing) == ready(entering) {
		t.Errorf("the count of READY changes at another moment:\n%s\n%s\n%s", ready(leaving), ready(crossing),
			ready(entering))
	}
}

// TestABroadcastKeepsTheOrder looks at several who are woken at once: they enter in the order in which they will stand,
// and the callback is the one that the story names.
func TestABroadcastKeepsTheOrder(t *testing.T) {
	t.Parallel()
	_, text, err := presets.Source("signal-and-broadcast")
	if err != nil {
		t.Fatal(err)
	}
	m := mover(t, text, 120, 36)
	woken := func(ev engine.Event) bool { return ev.Kind == engine.Moved && ev.Cause() == engine.ByBroadcast }
	for !slices.ContainsFunc(m.session.Events(), woken) {
		if m.stepSlowly("space"); m.session.Position() > 200 {
			t.Fatal("there is no broadcast")
		}
	}
	order := func(g *screen.Grid) string {
		at := panel.Place(&m.canvas.frame, 120, 36, panel.ReadyPanel)
		return strings.Join(strings.FieldsFunc(string([]rune(g.Lines()[at.Y+1])[at.X:at.Right()]), func(r rune) bool {
			return !strings.ContainsRune("w1234", r)
		}), " ")
	}
	if a, b := order(m.picture(panel.Entering)), order(m.picture(panel.Still)); !strings.HasSuffix(b, a) || a == "" {
		t.Errorf("they enter as %s and stand as %s", a, b)
	}
	if s := m.picture(panel.Crossing).String(); !strings.Contains(s, " signal callback ") {
		t.Errorf("the way does not name the callback:\n%s", s)
	}
}

// TestAnItemIsSeenOnItsWay looks at a put and a take.
func TestAnItemIsSeenOnItsWay(t *testing.T) {
	t.Parallel()
	m := mover(t, bounded, 120, 36)
	for _, verb := range []string{"put", "take"} {
		for {
			if m.stepSlowly("space"); m.session.Position() > 500 {
				t.Fatalf("no %s is shown on its way", verb)
			}
			if s := m.picture(panel.Crossing).String(); strings.Contains(s, " "+verb+" ─") && strings.Contains(s, "#") {
				break
			}
		}
	}
}

// tickAt lets the clock of what is on its way come to a time after its beginning.
func (m *Model) tickAt(begun time.Time, d time.Duration) {
	m.Update(motionMsg{ticket: m.ticket(motionWork), at: begun.Add(d)})
}

// TestMotionEnds lets it end by its clock, by a key, by the mouse and by a new size, and never changes the run.
func TestMotionEnds(t *testing.T) {
	t.Parallel()
	moving := func(m *Model) bool { return m.canvas.motion.Phase(m.session) > 0 }
	begin := func() (*Model, time.Time) {
		m := mover(t, bounded, 120, 36)
		before := time.Now()
		m.stepSlowly("space")
		if m.View(); !moving(m) {
			t.Fatal("nothing is on its way")
		}
		return m, before
	}
	for name, end := range map[string]func(*Model, time.Time){
		"a key":     func(m *Model, _ time.Time) { m.Update(keyOf("tab")) },
		"a click":   func(m *Model, _ time.Time) { m.Update(tea.MouseClickMsg{X: 1, Y: 1, Button: tea.MouseLeft}) },
		"a size":    func(m *Model, _ time.Time) { m.Update(tea.WindowSizeMsg{Width: 100, Height: 30}) },
		"its clock": func(m *Model, at time.Time) { m.tickAt(at, time.Second) },
		"V":         func(m *Model, _ time.Time) { m.Update(keyOf("V")) },
	} {
		m, at := begin()
		step := m.session.Position()
		end(m, at)
		m.View()
		if moving(m) || m.goesOn(motionWork) || m.session.Position() != step {
			t.Errorf("%s does not end it, or moves the run", name)
		}
	}
	m, at := begin()
	m.tickAt(at.Add(time.Second), -time.Second+motion.Beat) // a clock of another time of day
	if m.View(); !moving(m) {
		t.Error("it ends before its time")
	}
}

// TestACommandMoves spawns somebody and kills somebody; what is undone is not shown on its way.
func TestACommandMoves(t *testing.T) {
	t.Parallel()
	m := mover(t, bounded, 120, 36)
	m.stepSlowly("space")
	for _, key := range []string{"p", "x"} {
		m.Update(keyOf("tab"))
		if m.stepSlowly(key); m.canvas.motion.Phase(m.session) != 1 {
			t.Errorf("after %s nobody is on the way: %s", key, m.notice.text)
		}
	}
	if m.stepSlowly("u"); m.canvas.motion.Phase(m.session) != 0 {
		t.Error("what is undone is on its way")
	}
}

// TestEveryWayToACommandMoves: a typed line, the palette, a list and the choices let one see what they move, and of a
// moment that moved somebody before the command that one stands.
func TestEveryWayToACommandMoves(t *testing.T) {
	t.Parallel()
	for name, keysOf := range map[string][]string{
		"a typed spawn":  {":", "type spawn producer", "enter"},
		"a typed kill":   {":", "type kill c1", "enter"},
		"the palette":    {"ctrl+p", "type kill c1", "enter"},
		"a choice":       {"e", "enter"},
		"another choice": {"e", "down", "enter"},
		"a list":         {"s", "enter"},
	} {
		m := mover(t, bounded, 120, 36)
		m.stepSlowly("space")
		if !motion.Moves(m.session.Events()) {
			t.Fatal("the first step moves nobody")
		}
		for _, key := range keysOf {
			m.canvas.motion = motion.Motion{On: true}
			if line, typed := strings.CutPrefix(key, "type "); typed {
				m.Update(tea.PasteMsg{Content: line})
				continue
			}
			m.Update(keyOf(key))
		}
		if m.canvas.motion.Phase(m.session) != 1 {
			t.Errorf("%s: nobody is on the way: %s", name, m.notice.text)
			continue
		}
		m.View()
		still, going := m.picture(panel.Still), m.picture(panel.Crossing)
		if going.Equal(still) || !strings.HasSuffix(name, "choice") && strings.Contains(going.String(), " dispatch ") {
			t.Errorf("%s: nothing is seen on its way, or what stands already:\n%s", name, going)
		}
	}
}

// TestMotionIsOff looks at all that leaves it out.
func TestMotionIsOff(t *testing.T) {
	t.Parallel()
	for name, do := range map[string]func(*Model){
		"V":           func(m *Model) { m.Update(keyOf("V")) },
		":motion off": func(m *Model) { _, _ = m.command("motion off") },
		"no loop":     func(m *Model) { m.desk.alone = true },
		"back":        func(m *Model) { m.stepSlowly("space"); m.stepSlowly("space"); m.stepSlowly("left") },
		"the newest":  func(m *Model) { m.stepSlowly("space"); m.stepSlowly("left"); m.stepSlowly("end") },
	} {
		m := mover(t, bounded, 120, 36)
		if do(m); name != "back" && name != "the newest" {
			m.stepSlowly("space")
		}
		if m.canvas.motion.Phase(m.session) != 0 {
			t.Errorf("%s does not leave motion out", name)
		}
	}
	m := mover(t, bounded, 120, 36)
	if _, err := m.command("motion maybe"); err == nil || !strings.Contains(err.Error(), "on or off") {
		t.Errorf("motion maybe: %v", err)
	}
	for m.play.speed = 0; m.play.speed < len(speeds); m.play.speed++ {
		m.canvas.motion, m.play.on = motion.Motion{On: true}, true
		m.session.GoTo(0)
		m.session.Forward()
		m.setOut(0)
		slow := speeds[m.play.speed] > 0 && speeds[m.play.speed] <= 4
		if moves := m.canvas.motion.Phase(m.session) > 0; moves != slow {
			t.Errorf("at %s motion is %v", m.play.String(), moves)
		}
	}
}

// TestMotionOfTheShelf draws every picture of the first steps of every scene, at sizes down to nothing.
func TestMotionOfTheShelf(t *testing.T) {
	t.Parallel()
	for _, e := range effort.Some(t, scenetest.Shelf(), 4, 14) {
		_, text, err := presets.Source(e.Name)
		if err != nil {
			t.Fatal(err)
		}
		m := mover(t, text, 80, 24)
		for i := range 24 {
			m.stepSlowly("space")
			for j, size := range [][2]int{{1, 1}, {60, 18}, {80, 24}, {100, 30}, {160, 50}} {
				if (i+j)%3 == 0 {
					m.canvas.width, m.canvas.height = size[0], size[1]
					m.look.layout = panel.Layouts()[(i+j)%len(panel.Layouts())]
					for p := panel.Leaving; p <= panel.Entering; p++ {
						m.picture(p)
					}
				}
			}
		}
	}
}

// BenchmarkMotion draws a picture of a token on its way at 160x50.
func BenchmarkMotion(b *testing.B) {
	m := mover(b, bounded, 160, 50)
	for !strings.Contains(m.picture(panel.Crossing).String(), "signal callback") {
		m.stepSlowly("space")
	}
	b.ReportAllocs()
	for b.Loop() {
		m.fill()
		m.canvas.frame.Motion = panel.Crossing
		m.paint(m.canvas.grid, "")
		m.canvas.bytes = m.canvas.grid.AppendANSI(m.canvas.bytes[:0], m.scheme.palette)
	}
}
