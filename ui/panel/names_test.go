package panel_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/screen"
)

// alikeNames is a scene in which coroutines have names that begin alike, and objects long ones.
const alikeNames = `package long

const slots = 5

var (
	notFullAnyMore cond
	theMutexOfAll  mutex
	n              int
)

func contributor() {
	lock(theMutexOfAll)
	for n == 0 {
		wait(notFullAnyMore, theMutexOfAll)
	}
	unlock(theMutexOfAll)
}

func main() {
	spawn(contributor, "contributorOfA")
	spawn(contributor, "contributorOfB")
	spawn(contributor, "contributorOfC")
}
`

// TestLongNamesAreToldApart: no two coroutines have the same name on the screen, and no name runs into what stands
// behind it, in every layout.
func TestLongNamesAreToldApart(t *testing.T) {
	s := scenetest.Open(t, scenetest.Parse(t, alikeNames))
	for range 10 {
		s.Forward()
	}
	glued := regexp.MustCompile(`…[A-C](contributor|line|[0-9])|●[a-zA-Z]+…?[┬┤╯]`)
	for _, l := range panel.Layouts() {
		for _, size := range [][2]int{{80, 24}, {100, 30}, {120, 36}, {160, 50}, {200, 60}} {
			f := shows(s, size[0], size[1])
			f.Layout = l
			g := screen.New(size[0], size[1])
			panel.Draw(g, f)
			at := fmt.Sprintf("%v at %dx%d", l, size[0], size[1])
			if found := glued.FindString(g.String()); found != "" {
				t.Errorf("%s: %q is glued\n%s", at, found, g)
			}
			for _, name := range []string{"A", "B", "C"} {
				if !strings.Contains(g.String(), "f"+name+" ") {
					t.Errorf("%s: the contributor of %s is not to be told from the others\n%s", at, name, g)
				}
			}
			if !strings.Contains(g.String(), "notFullAnyMore") {
				t.Errorf("%s: the name of the condition is cut\n%s", at, g)
			}
		}
	}
}

// TestLevelsGiveWay: of a queue with levels nobody is hidden for the sake of the words behind the others, and these are
// never glued to a name.
func TestLevelsGiveWay(t *testing.T) {
	s := scenetest.Open(t, scenetest.Shipped(t, "ready-levels"))
	for range 6 {
		s.Forward()
	}
	glued := regexp.MustCompile(`●[a-z][0-9](at|lent)`)
	for w := 60; w <= 200; w += 5 {
		g := screen.New(w, 36)
		panel.Draw(g, shows(s, w, 36))
		if found := glued.FindString(g.String()); found != "" {
			t.Errorf("at %d columns %q is glued\n%s", w, found, g)
		}
		if strings.Contains(g.String(), "the…") || strings.Contains(g.String(), "right,…") {
			t.Errorf("at %d columns the policy ends in the middle\n%s", w, g)
		}
		if lane := strings.Split(g.String(), "\n"); w >= 80 && strings.Contains(strings.Join(lane[:12], ""), "more") {
			t.Errorf("at %d columns somebody on READY is hidden\n%s", w, g)
		}
	}
}

// TestWhoRunsSaysWhere: whoever is on the CPU in a function that it called says in which line, with as many names as
// there is room for.
func TestWhoRunsSaysWhere(t *testing.T) {
	s := scenetest.Open(t, scenetest.Shipped(t, "lecture-08b-wake-one"))
	inner := false
	for range 60 {
		if s.Forward() == nil {
			break
		}
		for _, size := range [][2]int{{100, 30}, {120, 36}, {160, 50}} {
			f := shows(s, size[0], size[1])
			if f.Now.Running < 0 {
				continue
			}
			g := screen.New(size[0], size[1])
			panel.Draw(g, f)
			r := panel.Place(f, size[0], size[1], panel.RunningPanel)
			text := ""
			for _, l := range g.Lines()[r.Y:r.Bottom()] {
				text += string([]rune(l)[r.X:])
			}
			if !strings.Contains(text, "line ") {
				t.Fatalf("step %d at %v: RUNNING does not say where:\n%s", s.Position(), size, g)
			}
			if size[0] == 120 && !regexp.MustCompile(`line \d+, holds `).MatchString(text) {
				t.Errorf("step %d: where it is and what it holds are not said as elsewhere: %q", s.Position(), text)
			}
			inner = inner || strings.Contains(text, "consume, line")
		}
	}
	if !inner {
		t.Error("no function that was called is named")
	}
}
