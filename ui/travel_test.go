package ui

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/effort"
)

func TestStepsPassesAndBack(t *testing.T) {
	u := sitDown(t, bounded)
	u.sees("Quartet", "bounded-buffer", "READY", "RUNNING")
	u.press("space")
	u.position(1)
	u.press("space", "left")
	u.position(1)
	u.press("right", "l", "h")
	u.position(2)
	u.press("enter")
	if u.m.now().Running >= 0 {
		t.Error("enter stops in the middle of a pass")
	}
	pass := u.m.now().Pass
	u.press("]")
	if u.m.now().Pass != pass+1 {
		t.Errorf("] went from pass %d to %d", pass, u.m.now().Pass)
	}
	u.press("[")
	if u.m.now().Pass != pass || u.m.now().Running >= 0 {
		t.Errorf("[ went to pass %d, want the end of pass %d", u.m.now().Pass, pass)
	}
	end := u.m.session.Length()
	u.press("home")
	u.position(0)
	u.press("left")
	u.sees("this is the start")
	u.press("end")
	u.position(end)
}

func TestNextMoveGoesFromPlaceToPlace(t *testing.T) {
	u := sitDown(t, bounded)
	u.press("n", "n")
	second := u.m.session.Position()
	u.press("pgdown")
	third := u.m.session.Position()
	if third <= second {
		t.Errorf("PgDn went from step %d to %d", second, third)
	}
	u.press("pgup")
	u.position(second)
	u.press("b", "b", "b", "b", "b")
	u.position(0)
}

// seconds is a moment on the test's clock.
func seconds(s float64) time.Time {
	return time.Unix(1000, 0).Add(time.Duration(s * float64(time.Second)))
}

// frame lets the clock of the run tick once, at a moment.
func (u *user) frame(s float64) { u.send(tickMsg{ticket: u.m.ticket(playWork), at: seconds(s)}) }

func TestRunningKeepsItsSpeed(t *testing.T) {
	u := sitDown(t, bounded)
	u.press("r")
	u.sees("4 steps/s")
	for i := range 5 {
		u.frame(float64(i) / 4)
	}
	u.position(5)
	u.press("+", "+", "+", "+") // 64 a second: a step a frame and a bit
	from := u.m.session.Position()
	for i := range 31 {
		u.frame(10 + float64(i)/30)
	}
	u.position(from + 65)
	u.frame(100) // the whole program slept: it does not race to catch up
	if got := u.m.session.Position() - from; got > 70 {
		t.Errorf("%d steps after a long sleep", got)
	}
	stale := tickMsg{ticket: u.m.ticket(playWork), at: seconds(101)}
	u.press("r")
	at := u.m.session.Position()
	u.send(stale)
	u.position(at)
}

func TestFramesComeAsTheyAreDue(t *testing.T) {
	p := play{speed: slices.Index(speeds, 64), frames: framesPerSecond}
	whole, at := p.interval(), seconds(0)
	if whole != time.Second/framesPerSecond {
		t.Fatalf("a frame each %v", whole)
	}
	for range 3 * framesPerSecond { // what a frame takes does not add up
		at = at.Add(p.wait(at) + whole/3)
	}
	if late := at.Sub(seconds(3)); late > whole {
		t.Errorf("%d frames take %v too long", 3*framesPerSecond, late)
	}
	for range 5 { // on a line that bears a frame every half second
		at = at.Add(time.Second / 2)
		if got := p.wait(at); got != whole {
			t.Errorf("the frame after a late one comes in %v", got)
		}
	}
	p.speed = slices.Index(speeds, 4)
	if got := p.interval(); got != time.Second/4 {
		t.Errorf("at 4 steps a second a frame each %v", got)
	}
}

func TestTopSpeedShowsManyStepsAFrame(t *testing.T) {
	u := sitDown(t, bounded)
	u.press("+", "+", "+", "+", "+", "+", "r")
	u.sees("top speed")
	u.frame(0)
	u.position(topSteps)
}

// short ends after its two coroutines have counted.
const short = `// Two coroutines that end.
package short

var n int

func worker() {
	n++
	yield()
	n++
}

func main() {
	spawn(worker, 2)
}
`

func TestTheRunPausesAtItsEnd(t *testing.T) {
	u := sitDown(t, short)
	u.press("+", "+", "+", "+", "+", "+", "r")
	u.frame(0)
	if u.m.play.on {
		t.Error("it still runs after the end")
	}
	u.sees(program.Clause(u.m.session.Engine().End().Text))
	at := u.m.session.Position()
	u.press("r", "space", "enter", "n")
	u.position(at)
	u.press("b")
	if u.m.session.Position() >= at {
		t.Error("b does not go back from the end")
	}
	u.seesNot("goes back, home")
}

func TestAKeyWhileRunningPauses(t *testing.T) {
	for _, key := range []string{"space", "left", "n", "p", "u", ":", "o", "home"} {
		u := sitDown(t, bounded)
		u.press("r")
		u.frame(0)
		u.frame(1)
		u.press(key)
		if key != "o" && u.m.play.on {
			t.Errorf("%s leaves it running", key)
		}
	}
}

func TestTheTimelineStaysWhileOneGoesBack(t *testing.T) {
	u := sitDown(t, bounded)
	for range 30 {
		u.press("enter")
	}
	u.screen()
	newest := u.m.canvas.frame.Track.Columns[len(u.m.canvas.frame.Track.Columns)-1]
	u.press("[", "[", "[")
	u.screen()
	shown := u.m.canvas.frame.Track.Columns
	if last := shown[len(shown)-1]; last.Pass != newest.Pass {
		t.Errorf("the timeline ends at pass %d after three passes back, want %d", last.Pass, newest.Pass)
	}
	if !strings.Contains(u.screen(), "TIME") {
		t.Error("the timeline is gone")
	}
}

// TestAFullSessionSaysSo: at the limit of its steps no key says that nothing more happens, or that nobody moves.
func TestAFullSessionSaysSo(t *testing.T) {
	if effort.Quick() {
		t.Skip("it makes twenty million steps")
	}
	u := sitDown(t, bounded)
	for u.m.session.Forward() != nil {
	}
	for _, key := range []string{"space", "enter", "n", "r", "e"} {
		u.press(key)
		if key == "r" {
			u.frame(0)
		}
		if key == "e" {
			u.press("1")
		}
		u.sees("this session is full: it holds 20000000 steps", ":open bounded-buffer begins anew", "step 20000000")
	}
	u.press("esc", "left")
	u.sees("of 20.0M")
}
