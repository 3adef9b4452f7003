package panel_test

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/screen"
)

// inside returns the rows of a panel, without its frame, of a frame of w by h cells.
func inside(f *panel.Frame, w, h int, id panel.ID) (rows []string) {
	g := screen.New(w, h)
	panel.Draw(g, f)
	all := strings.Split(g.String(), "\n")
	r := panel.Place(f, w, h, id)
	for y := r.Y + 1; y < r.Bottom()-1; y++ {
		row := []rune(all[y])
		rows = append(rows, strings.TrimRight(string(row[min(r.X+1, len(row)):min(r.Right()-1, len(row))]), " "))
	}
	return rows
}

// TestAConditionIsWholeWithoutItsWord: where the statement on the CPU has no room, the condition is what matters.
func TestAConditionIsWholeWithoutItsWord(t *testing.T) {
	s := scenetest.Open(t, scenetest.Shipped(t, "one-condition"))
	seen := ""
	for range 60 {
		if s.Forward() == nil {
			break
		}
		f := shows(s, 80, 24)
		seen += strings.Join(inside(f, 80, 24, panel.RunningPanel), "\n") + "\n"
		if wide := strings.Join(inside(f, 120, 36, panel.RunningPanel), "\n"); strings.Contains(wide, "len(work)") &&
			!strings.Contains(wide, "for len(work)") {
			t.Fatalf("there is room for the whole statement:\n%s", wide)
		}
	}
	if !strings.Contains(seen, "p1  len(work) == cap(work)") || strings.Contains(seen, "…") {
		t.Errorf("on the CPU stood:\n%s", seen)
	}
}

// TestTheOldestSentenceIsWhole: the row at the foot of the story never shows one row of a sentence that has more.
func TestTheOldestSentenceIsWhole(t *testing.T) {
	for _, name := range []string{"head-gives-up-silently", "nanoos-12-the-unlock-callback", "bounded-buffer"} {
		s := scenetest.Open(t, scenetest.Shipped(t, name))
		for range 40 {
			if s.Forward() == nil {
				break
			}
			for _, size := range [][2]int{{80, 24}, {120, 36}} {
				rows := inside(shows(s, size[0], size[1]), size[0], size[1], panel.StoryPanel)
				if len(rows) == 0 {
					continue
				}
				last := rows[len(rows)-1]
				if head := strings.TrimSpace(last[:min(len(last), 5)]); head != "" && strings.HasSuffix(last, "…") {
					t.Errorf("%s, step %d, %v: the story ends with %q", name, s.Position(), size, last)
				}
			}
		}
	}
}

// TestASmallScreenSaysTheGoal, before the first pass, on the line that the objects have from then on.
func TestASmallScreenSaysTheGoal(t *testing.T) {
	for _, size := range [][2]int{{60, 18}, {72, 20}, {80, 24}} {
		s := scenetest.Open(t, scenetest.Shipped(t, "one-condition"))
		draw := func() string {
			g := screen.New(size[0], size[1])
			panel.Draw(g, shows(s, size[0], size[1]))
			return g.String()
		}
		if all := draw(); !strings.Contains(all, "goal  Get all three to sleep on changed for ever.") {
			t.Errorf("%v: no goal:\n%s", size, all)
		}
		for range 6 {
			s.Forward()
		}
		if all := draw(); !strings.Contains(all, "changed queue") {
			t.Errorf("%v: no owners:\n%s", size, all)
		}
	}
}

// TestASemaphoreIsOnSmallScreens: its count and who waits for it, in the line of owners and beside its waiters.
func TestASemaphoreIsOnSmallScreens(t *testing.T) {
	s := scenetest.Open(t, scenetest.Shipped(t, "stolen-token"))
	for s.Forward() != nil {
	}
	g := screen.New(80, 24)
	panel.Draw(g, shows(s, 80, 24))
	for _, want := range []string{"m free  tokens at 0 queue ●e1", "●e1  ▸  at 0"} {
		if !strings.Contains(g.String(), want) {
			t.Errorf("%q is not in\n%s", want, g.String())
		}
	}
}

// table is a scene whose main spawns in a loop.
const table = `// Five philosophers, who all reach to the left first.
package table

const N = 5

var fork [N]mutex

func philosopher(id int) {
	for {
		lock(fork[id])
		lock(fork[(id+1)%N])
		unlock(fork[id])
		unlock(fork[(id+1)%N])
	}
}

func main() {
	for i := 0; i < N; i++ {
		spawn(philosopher(i))
	}
}
`

// TestWhoIsSpawnedInALoopHasARow: as many coroutines as main makes count for the plan, not as many spawns as it has.
func TestWhoIsSpawnedInALoopHasARow(t *testing.T) {
	s := scenetest.Open(t, scenetest.Parse(t, table))
	for range 9 {
		s.Forward()
	}
	for _, size := range [][2]int{{120, 36}, {160, 50}, {200, 60}} {
		f := shows(s, size[0], size[1])
		rows := strings.Join(inside(f, size[0], size[1], panel.TimePanel), "\n")
		for _, who := range []string{"p1", "p2", "p3", "p4", "p5"} {
			if !strings.Contains(rows, who) {
				t.Errorf("%v: %s has no row:\n%s", size, who, rows)
			}
		}
	}
}
